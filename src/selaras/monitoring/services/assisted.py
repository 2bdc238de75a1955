"""Typing for somebody who has no phone: with consent, under both names, and nothing counts until the owner says so.

What a typist typed waits in a row of its own. The owner confirms it signed in, or with a code of the own sheet at the
screen of the typist; only then the ordinary service writes it, in the name of the owner (K-24, C-27).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import IO, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.accounts.codes import hash_of, new_code, printed
from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.core.files import CheckedFile, open_file, safe_name, store_file
from selaras.core.notices import tell
from selaras.monitoring import events
from selaras.monitoring.measured_plan import quarter_of
from selaras.monitoring.models import AssistedEntry, AssistedState, ConfirmationCode, Realisation
from selaras.monitoring.services.evidence import (
    NewEvidence,
    add_checked_evidence,
    add_link_evidence,
    check_address,
    checked_evidence,
)
from selaras.monitoring.services.progress import RealisationEntry, check_realisation, record_realisation
from selaras.organisation.actors import actor_for
from selaras.organisation.models import Employee
from selaras.planning.models import Iki, Skp

CODES_ON_A_SHEET = 8
CODE_HOLDS = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Proof:
    """A file as it was sent, or the address of something that lies elsewhere."""

    url: str = ""
    upload: IO[bytes] | None = None
    name: str = ""
    size: int | None = None


def enter_realisation_for(
    iki: Iki, *, by: Actor, on: date, month: int, entry: RealisationEntry, consent: str
) -> AssistedEntry:
    """Type a month for its owner. Raises `NotAllowed` for who rates, and what `record_realisation` raises."""
    skp = iki.rhk.skp
    require(by, Permission.ENTER_FOR, skp)
    check_realisation(iki, on=on, month=month, entry=entry)
    if Realisation.objects.filter(iki=iki, month=month).exists():
        raise StepNotPossible(_("Bulan ini sudah diisi pemiliknya. Hanya pemiliknya yang mengubahnya."))
    words = asdict(entry) | {"value": "" if entry.value is None else str(entry.value)}
    return _keep(AssistedEntry(skp=skp, iki=iki, month=month, words=words, consent=consent), by)


def enter_evidence_for(
    skp: Skp, *, by: Actor, on: date, new: NewEvidence, proof: Proof, iki: Iki | None, consent: str
) -> AssistedEntry:
    """Keep a file or link for its owner. Raises `NotAllowed` for who rates, and what evidence raises."""
    require(by, Permission.ENTER_FOR, skp)
    name = safe_name(proof.name) if proof.name else ""
    words = asdict(new) | {"happened_on": new.happened_on.isoformat(), "url": proof.url, "name": name}
    entry = AssistedEntry(skp=skp, iki=iki, words=words, consent=consent)
    if proof.upload is None:
        check_address(proof.url)
        return _keep(entry, by)
    checked = checked_evidence(skp, on=on, new=new, upload=proof.upload, name=name, size=proof.size)
    return _keep(entry, by, checked)


def confirm_entry(entry: AssistedEntry, *, by: Actor, on: date) -> AssistedEntry:
    """«Yes, this is mine»: the owner, signed in, lets it count. Raises `StepNotPossible` when it was decided before."""
    require(by, Permission.CONFIRM_ENTRY, entry)
    return _confirm(entry, by, by, on)


def confirm_with_code(entry: AssistedEntry, *, by: Actor, on: date, code: str) -> AssistedEntry:
    """The owner types a code of the own sheet at the screen of the typist. Raises `InvalidInput` for a wrong one.

    A sheet that the typist handed out says nothing: `NotAllowed`.
    """
    if entry.typist_id != by.employee_id:
        raise NotAllowed()
    owner = entry.skp.employee
    rows = ConfirmationCode.objects.filter(employee=owner, used_at=None, expires_at__gt=clock.now())
    found = rows.filter(digest=hash_of(code)).first()
    if found is None:
        problem = _("Kode ini tidak cocok, sudah dipakai, atau sudah lewat masa berlakunya.")
        raise InvalidInput(problem, fields={"code": problem})
    if found.issued_by_id == by.employee_id:
        raise NotAllowed(_("Kode yang Anda terbitkan sendiri tidak dapat mengonfirmasi catatan Anda."))
    as_owner = actor_for(owner, on=on, account_id=owner.account_id)
    return _confirm(entry, as_owner, by, on, found)


def decline_entry(entry: AssistedEntry, *, by: Actor, on: date) -> AssistedEntry:
    """«This is not mine»: it stays readable and never counts."""
    require(by, Permission.CONFIRM_ENTRY, entry)
    with recording(events.ENTRY_DECLINED, by=by, about=entry, typist=entry.typist.full_name):
        _decide(entry, AssistedState.DECLINED)
        text = _("%(name)s menolak catatan yang Anda masukkan atas namanya.") % {"name": by.name}
        tell(entry.typist_id, "assisted", text, agency_id=entry.agency_id, url=_place(entry))
    return entry


def issue_confirmation_codes(employee: Employee, *, by: Actor) -> list[str]:
    """A sheet of codes, shown once; those of an older sheet end."""
    require(by, Permission.ISSUE_CONFIRMATION_CODES, employee)
    codes = [new_code() for _number in range(CODES_ON_A_SHEET)]
    expires = clock.now() + CODE_HOLDS
    with recording(events.CONFIRMATION_CODES_ISSUED, by=by, about=employee, number=len(codes)):
        ConfirmationCode.objects.filter(employee=employee, used_at=None).delete()
        ConfirmationCode.objects.bulk_create(
            ConfirmationCode(
                agency_id=employee.agency_id,
                employee=employee,
                digest=hash_of(code),
                issued_by_id=person_of(by),
                expires_at=expires,
            )
            for code in codes
        )
    return [printed(code) for code in codes]


def _keep(entry: AssistedEntry, by: Actor, checked: CheckedFile | None = None) -> AssistedEntry:
    entry.agency_id, entry.typist_id, entry.entered_at = entry.skp.agency_id, person_of(by), clock.now()
    what = entry.iki.text[:200] if entry.iki is not None else entry.words["title"]
    facts: dict[str, Any] = {"typist": by.name, "what": what, "consent": entry.consent, "words": entry.words}
    text = _("%(name)s memasukkan catatan atas nama Anda. Belum dihitung sebelum Anda mengonfirmasinya.")
    with recording(events.ENTERED_FOR, by=by, about=entry, **facts):
        if checked is not None:
            entry.stored_file = store_file(checked, agency_id=entry.agency_id)
        entry.save()
        owner, words = entry.skp.employee_id, text % {"name": by.name}
        tell(owner, "assisted", words, agency_id=entry.agency_id, url=_place(entry))
    return entry


def _confirm(
    entry: AssistedEntry, owner: Actor, by: Actor, on: date, code: ConfirmationCode | None = None
) -> AssistedEntry:
    how = _("masuk sendiri") if code is None else _("kode dari lembarnya")
    with recording(
        events.ENTRY_CONFIRMED, by=by, about=entry, typist=entry.typist.full_name, how=how
    ) as record:
        if code is not None:
            _use_up(code)
        _decide(entry, AssistedState.CONFIRMED, by_code=code is not None)
        result_id = _carry_out(entry, owner, on)
        record.note(result=result_id)
    entry.result_id = result_id
    return entry


def _use_up(code: ConfirmationCode) -> None:
    if ConfirmationCode.objects.filter(pk=code.pk, used_at=None).update(used_at=clock.now()) == 0:
        raise StepNotPossible(_("Kode ini baru saja dipakai."))


def _decide(entry: AssistedEntry, state: AssistedState, *, by_code: bool = False) -> None:
    changes = {"state": state, "decided_at": clock.now(), "by_code": by_code}
    if AssistedEntry.objects.filter(pk=entry.pk, state=AssistedState.WAITING).update(**changes) == 0:
        raise StepNotPossible(_("Catatan ini sudah dijawab pemiliknya."))
    for name, value in changes.items():
        setattr(entry, name, value)


def _carry_out(entry: AssistedEntry, owner: Actor, on: date) -> UUID:
    """Let the ordinary service write it in the name of the owner; its own event says so. The key of what it became."""
    if entry.iki is not None and entry.month is not None:
        result_id = _as_realisation(entry.words, entry.iki, entry.month, owner, on)
    else:
        result_id = _as_evidence(entry, owner, on)
    AssistedEntry.objects.filter(pk=entry.pk).update(result_id=result_id)
    return result_id


def _as_realisation(words: dict[str, Any], iki: Iki, month: int, owner: Actor, on: date) -> UUID:
    value = Decimal(words["value"]) if words["value"] else None
    realised = RealisationEntry(**words | {"value": value})
    return record_realisation(iki, by=owner, on=on, month=month, entry=realised).pk


def _as_evidence(entry: AssistedEntry, owner: Actor, on: date) -> UUID:
    words, stored = entry.words, entry.stored_file
    new = NewEvidence(words["title"], date.fromisoformat(words["happened_on"]), words["note"])
    uses = [(entry.iki_id, quarter_of(new.happened_on.month))] if entry.iki_id is not None else []
    if stored is None:
        return add_link_evidence(entry.skp, by=owner, on=on, new=new, url=words["url"], uses=uses).pk
    with open_file(stored) as content:
        checked = CheckedFile(content.read(), stored.content_type, stored.extension, stored.sha256)
    name = words["name"]
    return add_checked_evidence(entry.skp, by=owner, on=on, new=new, checked=checked, name=name, uses=uses).pk


def _place(entry: AssistedEntry) -> str:
    return reverse("monitoring:assisted", args=[entry.pk])
