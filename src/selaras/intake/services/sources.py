"""Sources and the tokens of machines that deliver for them."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from selaras.authorization import Actor, person_of, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.core.scoping import across_agencies
from selaras.intake import events
from selaras.intake.kinds import kind_named
from selaras.intake.models import FeedSource
from selaras.organisation.models import Agency, Unit

TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class NewSource:
    """What is told of a new source; `place` is the OPD or the one unit it is about, None for the whole city."""

    kind: str
    name: str
    place: Unit | None


def add_source(agency: Agency, new: NewSource, *, by: Actor, on: date) -> FeedSource:
    """Write down a source. Raises `InvalidInput` for a name that is taken, `NotAllowed` for somebody else's OPD."""
    kind = kind_named(new.kind)
    opd = new.place.opd if new.place else None
    unit = new.place if new.place and new.place.pk != new.place.opd_id else None
    source = FeedSource(
        agency=agency, kind=kind.code, name=new.name.strip(), opd=opd, unit=unit, made_at=clock.now(),
        keeper_id=person_of(by),
    )  # fmt: skip
    require(by, kind.permission, source)
    if FeedSource.objects.filter(kind=kind.code, name__iexact=source.name).exists():
        raise InvalidInput(fields={"name": _("Nama ini sudah dipakai sumber lain. Beri nama yang berbeda.")})
    with recording(events.SOURCE_ADDED, by=by, about=source, name=source.name) as record:
        record.note(feed=kind.code, opd=opd.name if opd else "", unit=unit.name if unit else "")
        source.save(force_insert=True)
    return source


def give_token(source: FeedSource, *, by: Actor, on: date) -> str:
    """Make a new token and return it; it can't be shown again. The one before it no longer opens anything."""
    require(by, kind_named(source.kind).permission, source)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with recording(events.TOKEN_GIVEN, by=by, about=source, name=source.name):
        _set_token(source, token_hash=hash_of(token))
    return token


def revoke_token(source: FeedSource, *, by: Actor, on: date, because: str) -> None:
    """From now on no machine delivers for this source. Raises `StepNotPossible` where there is no token."""
    require(by, kind_named(source.kind).permission, source)
    if not source.token_hash:
        raise StepNotPossible(_("Sumber ini tidak punya kunci yang berlaku."))
    with recording(events.TOKEN_REVOKED, by=by, about=source, because=because, name=source.name):
        _set_token(source, token_hash="")


def source_of_token(token: str) -> FeedSource:
    """The source for which a machine may deliver. Raises `NotAllowed` for a token that opens nothing."""
    with across_agencies("the agency of a machine is known only by its token"):
        rows = FeedSource.objects.select_related("agency", "opd", "unit", "keeper")
        found = rows.filter(token_hash=hash_of(token)).first() if token else None
    if found is None:
        raise NotAllowed(
            _("Kunci sistem ini tidak berlaku."),
            remedy=_("Tidak ada data yang berubah. Minta kunci baru kepada pengelola sumber data ini."),
        )
    return found


def hash_of(token: str) -> str:
    """A token holds 256 random bits, so one round of SHA-256 keeps it."""
    return hashlib.sha256(token.encode()).hexdigest()


def _set_token(source: FeedSource, *, token_hash: str) -> None:
    moment = clock.now() if token_hash else None
    FeedSource.objects.filter(pk=source.pk).update(token_hash=token_hash, token_given_at=moment)
    source.token_hash, source.token_given_at = token_hash, moment
