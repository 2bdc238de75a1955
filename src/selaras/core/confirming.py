"""Confirming exactly what was shown: a list is looked at first, and what is then confirmed is that list, with a reason.

A law that reaches back is put in force so: what differs is listed, and nothing changes until somebody with a name
confirms it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.forms import CleanForm

# One confirmation covers so many people; the rest stays listed and is confirmed next.
AT_ONCE = 1000


def digest_of(lines: Iterable[str]) -> str:
    """Stands for exactly these lines, so that what is confirmed is what was shown."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


class ReachingBackForm(CleanForm):
    """Why a law or a choice that reaches back changes something, and which differences were looked at."""

    reason = forms.CharField(
        label=_("Dasar keputusan"), widget=forms.Textarea({"rows": 3}),
        help_text=_("Misalnya: nomor peraturan dan pasal yang menyatakan berlaku surut sejak 1 Januari 2026."),
        error_messages={"required": _("Bagian ini perlu diisi.")},
    )  # fmt: skip
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    WHY = {"reason": _("Dibaca setiap pegawai yang hasilnya berubah, di samping keputusan semula.")}
