"""The determination of angka kredit as an official paper; a draft says so on every page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.text import slugify

from selaras.consequences.models import Pak, PakGoal
from selaras.consequences.numbers import points_text
from selaras.core import clock
from selaras.core.documents import (
    Agency,
    Letterhead,
    PakCondition,
    PakDocument,
    PakRow,
    Person,
    Verification,
    render_pdf,
)
from selaras.evaluation.explain import told_step
from selaras.planning.content import person_block
from selaras_rules import Jenjang, Predikat, Step


def pak_pdf(pak: Pak, address: Callable[[str], str]) -> bytes:
    """The paper: with number and code once it is determined, as KONSEP before; the same bytes each time."""
    employee, moment = pak.employee, pak.decided_at or pak.proposed_at
    determined = pak.status == "determined"
    day = clock.local(moment, employee.agency).date()
    signer = pak.decided_by if determined and pak.decided_by else employee.pejabat_penilai
    opd = employee.unit.opd if employee.unit else None
    document = PakDocument(
        agency=Agency(employee.agency.name, employee.agency.place),
        letterhead=Letterhead(
            government=f"Pemerintah {employee.agency.name}".upper(), agency=(opd.name if opd else "").upper()
        ),
        employee=Person(**person_block(employee)), pejabat_penilai=Person(**person_block(signer)),
        jenjang=f"{Jenjang(pak.jenjang).label} ({pak.golongan})",
        counted_from=date.fromisoformat(pak.content["opening"]["counted_from"]), counted_until=pak.counted_until,
        opening=points_text(pak.content["opening"]["points"]), opening_document=pak.content["opening"]["document"],
        rows=tuple(_rows(pak)), total=points_text(pak.points), goal=_goal(pak),
        conditions=tuple(PakCondition(row["text"], row["is_met"]) for row in pak.content["conditions"]),
        because=tuple(told_step(Step.from_json(row)) for row in pak.content["because"]),
        verification=Verification(number_of(pak), pak.code, address(pak.code), day) if determined else None,
        determined_on=day if determined else None,
    )  # fmt: skip
    return render_pdf(document, created_at=moment.replace(microsecond=0))


def _rows(pak: Pak) -> list[PakRow]:
    return [
        PakRow(row["label"], Predikat(row["predikat"]).label, str(row["months"]), points_text(row["points"]))
        for row in pak.content["rows"]
    ]


def _goal(pak: Pak) -> str:
    return str(pak.content.get("gate") or PakGoal(pak.goal).label)


def number_of(pak: Pak) -> str:
    """The number of the paper; it names nobody."""
    return f"PAK/{pak.proposed_at.year}/{pak.code[-6:]}"


def file_name(pak: Pak) -> str:
    """A name without anything that a file system could stumble over."""
    return f"pak-{pak.proposed_at.year}-{slugify(pak.employee.name)[:60] or 'pegawai'}.pdf"
