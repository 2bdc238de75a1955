"""Work together as a visitor meets it at the head of a puskesmas: offers, somebody of another unit, an assignment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from selaras.core.audit import Entry, recording_many
from selaras.demonstration import days
from selaras.demonstration.inserting import insert
from selaras.demonstration.staffing import Office, Person
from selaras.demonstration.writing import DOER
from selaras.planning import events
from selaras.planning.models import (
    BorrowedMember,
    CascadeKind,
    RencanaHasilKerja,
    RoleMatrixCell,
    RoleOffer,
)

ASKED = datetime(2026, 11, 10, 1, 0, tzinfo=UTC)
ANSWERED = datetime(2026, 11, 12, 2, 0, tzinfo=UTC)
PURPOSE = "Tim percepatan penurunan stunting, dua hari seminggu"
ORDER = "Sekretaris Daerah, surat tugas 800/112/2026 (contoh)"
Results = Mapping[tuple[UUID, int], Sequence[RencanaHasilKerja]]


def write_teamwork(office: Office, results: Results) -> None:
    """Add it where the unit exists and its head has planned. Call inside the agency's scope."""
    leader = _head_of(office, "pkm_contoh")
    own = results.get((leader.employee.pk, days.RUNNING), ()) if leader else ()
    if leader is None or not own:
        return
    team = _team_of(office, leader)
    guest = _guest(office, leader)
    if len(team) < 2 or guest is None:
        return
    with recording_many(events.ROLE_OFFERED, by=DOER) as entries:
        offers = _offers(office, own, team)
        insert(offers)
        insert([_borrowing(office, own[0], guest)])
        insert([_assignment(office, own[0], guest)])
        entries += [_entry(offer) for offer in offers]


def _head_of(office: Office, unit: str) -> Person | None:
    heads = (row for row in office.people if row.unit_plan.key == unit and row.employee.position is not None)
    return next((row for row in heads if row.employee.position and row.employee.position.is_head), None)


def _team_of(office: Office, leader: Person) -> list[Person]:
    rows = [row for row in office.people if row.employee.pejabat_penilai_id == leader.employee.pk]
    return sorted(rows, key=lambda row: row.employee.nip)


def _guest(office: Office, leader: Person) -> Person | None:
    """Somebody of another unit with a superior of their own, who leads nobody."""
    rows = sorted(office.people, key=lambda row: row.employee.nip)
    return next((row for row in rows if _may_help(row, leader)), None)


def _may_help(row: Person, leader: Person) -> bool:
    person = row.employee
    has_superior = person.pejabat_penilai_id not in (None, leader.employee.pk)
    leads = person.position is None or person.position.is_head
    return row.unit_plan.key.startswith("kel_") and has_superior and not leads and row.last_day is None


def _offers(office: Office, own: Sequence[RencanaHasilKerja], team: Sequence[Person]) -> list[RoleOffer]:
    waiting = RoleOffer(
        id=office.keys(), agency=office.agency, rhk=own[0], member=team[0].employee, offered_at=ASKED,
        text="Peta keluarga berisiko per RT, diperbarui tiap bulan",
    )  # fmt: skip
    declined = RoleOffer(
        id=office.keys(), agency=office.agency, rhk=own[-1], member=team[1].employee, offered_at=ASKED,
        text="Menyusun jadwal piket akhir pekan", status="declined", answered_at=ANSWERED,
        answer="Terima kasih. Jadwal sudah dipegang bagian tata usaha; saya tunggu usul Anda untuk kunjungan rumah.",
    )  # fmt: skip
    return [waiting, declined]


def _borrowing(office: Office, rhk: RencanaHasilKerja, guest: Person) -> BorrowedMember:
    return BorrowedMember(
        id=office.keys(), agency=office.agency, skp_id=rhk.skp_id, member=guest.employee, purpose=PURPOSE,
        own_superior=guest.employee.pejabat_penilai, asked_at=ASKED,
    )  # fmt: skip


def _assignment(office: Office, rhk: RencanaHasilKerja, guest: Person) -> RoleMatrixCell:
    return RoleMatrixCell(
        id=office.keys(), agency=office.agency, rhk=rhk, member=guest.employee, cascade=CascadeKind.SPECIAL,
        text="Keluarga berisiko di kelurahan terdata dan didampingi kader", assigned_by=ORDER,
    )  # fmt: skip


def _entry(offer: RoleOffer) -> Entry:
    return Entry(offer.agency_id, offer.member_id, "RoleOffer", offer.pk, {"text": offer.text})
