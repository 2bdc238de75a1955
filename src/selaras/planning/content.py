"""The plan as one plain value: what the pages show, what is frozen at the agreement, what is printed.

Decimals are texts, dates are ISO texts, so that the value survives JSON unchanged and hashes the same for ever.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from selaras.core import clock
from selaras.core.audit import canonical
from selaras.core.numbers import number_text, plain_number
from selaras.organisation.models import Employee
from selaras.planning.models import Aspect, Direction, Iki, LampiranBlock, Perspective, RencanaHasilKerja, Skp
from selaras_rules import InvalidInput as UnreadableGolongan
from selaras_rules import Ruleset, behaviour_set, read_golongan

Content = dict[str, Any]

# Printed words of the official form; they stay Indonesian whatever the language of the page.
ASPECT_WORDS = {
    Aspect.QUANTITY: "Kuantitas",
    Aspect.QUALITY: "Kualitas",
    Aspect.TIME: "Waktu",
    Aspect.COST: "Biaya",
}
PERSPECTIVE_WORDS = {
    Perspective.SERVICE_USERS: "Penerima Layanan",
    Perspective.PROCESS: "Proses Bisnis",
    Perspective.STRENGTHENING: "Penguatan Internal",
    Perspective.BUDGET: "Anggaran",
}
STRETCH = "Target menantang"


@dataclass(frozen=True, slots=True)
class SideLines:
    """What stands beside the results: expectations by value code, and the lists of the lampiran."""

    expectations: Mapping[str, str]
    lampiran: Mapping[str, list[str]]


def target_words(iki: Iki) -> str:
    """The target as printed, without its unit: "1.200", "≤ 2", "80–90", or the words of a qualitative target."""
    if iki.target is None:
        return iki.target_text
    number = number_text(iki.target)
    if iki.direction == Direction.RANGE and iki.target_max is not None:
        return f"{number}–{number_text(iki.target_max)}"
    return f"≤ {number}" if iki.direction == Direction.LESS else number


def plan_content(skp: Skp, rhk_list: Iterable[RencanaHasilKerja], side: SideLines) -> Content:
    """The live content of an SKP whose relations are loaded; asks the database nothing."""
    return {
        "year": skp.year,
        "period_start": skp.period_start.isoformat(),
        "period_end": skp.period_end.isoformat(),
        "kind": str(skp.kind),
        "approach": str(skp.approach),
        "version": skp.version,
        "agency": {"name": skp.agency.name, "place": skp.agency.place},
        "employee": _employee_block(skp),
        "pejabat_penilai": person_block(skp.pejabat_penilai),
        "atasan_pejabat_penilai": person_block(skp.atasan_pejabat_penilai),
        "rhk": _numbered([_rhk(rhk) for rhk in rhk_list if rhk.is_active]),
        "behaviour": _behaviour(skp.period_start, side.expectations),
        "lampiran": {block.value: list(side.lampiran.get(block.value, [])) for block in LampiranBlock},
        "submitted_on": _day(skp.submitted_at, skp),
        "agreed_on": _day(skp.agreed_at, skp) if skp.status == "agreed" else "",
    }


def frozen(content: Content, *, version: int, agreed_on: date) -> Content:
    """The content as it is agreed: with its version and day, without the marks of the editor."""
    kept = {**content, "version": version, "agreed_on": agreed_on.isoformat()}
    kept["rhk"] = [
        {**_unmarked(rhk), "iki": [_unmarked(iki) for iki in rhk["iki"]]} for rhk in content["rhk"]
    ]
    return kept


def content_hash(content: Content) -> str:
    """SHA-256 over the one possible spelling of the content."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def person_block(person: Employee | None) -> dict[str, str]:
    """The identity block of an official paper; empty texts where a post is vacant."""
    if person is None:
        return {"name": "", "nip": "", "pangkat": "", "position": "", "unit": ""}
    return {
        "name": person.full_name,
        "nip": person.nip,
        "pangkat": pangkat_text(person.golongan),
        "position": person.position.title if person.position else "",
        "unit": person.unit.name if person.unit else "",
    }


def pangkat_text(golongan: str) -> str:
    """ "Penata Muda, III/a" for "III/a"; what can't be read stays as it was written."""
    if not golongan:
        return ""
    try:
        return read_golongan(golongan).text
    except UnreadableGolongan:
        return golongan


def _employee_block(skp: Skp) -> dict[str, str]:
    return {**person_block(skp.employee), "position": skp.position_title, "unit": skp.unit.name}


def _rhk(rhk: RencanaHasilKerja) -> dict[str, Any]:
    parent = rhk.parent if rhk.parent is not None and rhk.parent.is_active else None
    return {
        "id": str(rhk.pk),
        "kind": str(rhk.kind),
        "text": rhk.text,
        "parent_id": str(parent.pk) if parent else "",
        "parent_text": parent.text if parent else "",
        "goal_id": str(rhk.goal_id) if rhk.goal_id else "",
        "goal_text": rhk.goal.title if rhk.goal else "",
        "assigned_by": rhk.assigned_by,
        "beneficiary": rhk.beneficiary,
        "beneficiary_kind": rhk.beneficiary_kind,
        "is_carried_over": rhk.is_carried_over,
        "iki": [_iki(iki) | _newer_wording(iki) for iki in rhk.iki_list.all() if iki.is_active],
    }


def _iki(iki: Iki) -> dict[str, Any]:
    return {
        "id": str(iki.pk),
        "text": iki.text,
        "aspect": ASPECT_WORDS.get(Aspect(iki.aspect), "") if iki.aspect else "",
        "aspect_code": iki.aspect,
        "perspective": PERSPECTIVE_WORDS.get(Perspective(iki.perspective), "") if iki.perspective else "",
        "perspective_code": iki.perspective,
        "target_text": target_words(iki),
        "target": plain_number(iki.target),
        "target_max": plain_number(iki.target_max),
        "unit": iki.unit_of_measure,
        "baseline": plain_number(iki.baseline),
        "data_source": iki.data_source,
        "standard_id": str(iki.standard_id) if iki.standard_id else "",
        "direction": str(iki.direction),
        "pattern": str(iki.pattern),
        "release_month": iki.release_month,
        "stretch": STRETCH if iki.is_stretch else "",
        "indicator_id": str(iki.indicator_id) if iki.indicator_id else "",
        "indicator_version": iki.indicator_version,
        "above_text": iki.above_text,
        "expected_text": iki.expected_text,
        "below_text": iki.below_text,
        "is_carried_over": iki.is_carried_over,
    }


def _newer_wording(iki: Iki) -> dict[str, int]:
    """Which wording of the library is in force, where the content is read for a day and took an older one."""
    number, taken = getattr(iki, "version_in_force", None), iki.indicator_version
    return {"newer_version": number} if number and taken and number > taken else {}


def _numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Utama before tambahan, counted within each block."""
    ordered = [row for kind in ("utama", "tambahan") for row in rows if row["kind"] == kind]
    counted: dict[str, int] = {}
    for row in ordered:
        counted[row["kind"]] = counted.get(row["kind"], 0) + 1
        row["number"] = str(counted[row["kind"]])
    return ordered


def _behaviour(on: date, expectations: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "code": aspect.code,
            "name": aspect.name,
            "conduct": list(aspect.guidance),
            "expectation": expectations.get(aspect.code, ""),
        }
        for aspect in behaviour_set(Ruleset(on)).aspects
    ]


def _unmarked(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "is_carried_over"}


def _day(moment: datetime | None, skp: Skp) -> str:
    return clock.local(moment, skp.agency).date().isoformat() if moment else ""
