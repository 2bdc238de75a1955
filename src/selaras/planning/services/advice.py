"""The author puts a hint aside, or calls it back. Hints never block; this only keeps the page calm."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from selaras.authorization import Actor
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput
from selaras.planning import events
from selaras.planning.advice import codes
from selaras.planning.models import Skp
from selaras.planning.services.lines import require_writable


def consider_hint(skp: Skp, code: str, *, by: Actor, on: date) -> None:
    """Put a hint aside for this plan; a second time changes nothing. Raises `InvalidInput` for an unknown one."""
    require_writable(skp, by)
    _known(code)
    with recording(events.HINT_CONSIDERED, by=by, about=skp, hint=code):
        _keep(skp, {*skp.considered_hints, code})


def recall_hint(skp: Skp, code: str, *, by: Actor, on: date) -> None:
    """Show a hint again that was put aside."""
    require_writable(skp, by)
    _known(code)
    with recording(events.HINT_RECALLED, by=by, about=skp, hint=code):
        _keep(skp, {*skp.considered_hints} - {code})


def _keep(skp: Skp, kept: set[str]) -> None:
    skp.considered_hints = sorted(kept)
    Skp.objects.filter(pk=skp.pk).update(considered_hints=skp.considered_hints)


def _known(code: str) -> None:
    if code not in codes():
        raise InvalidInput(_("Saran ini tidak dikenal. Muat ulang halaman, lalu coba lagi."))
