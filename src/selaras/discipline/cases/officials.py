"""Who examines and who may impose, found by going up from the person (PP 94/2021 Pasal 27 and 29, who may punish)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selaras.authorization import Role
from selaras.discipline.cases.ranks import rank_of
from selaras.organisation.models import Employee, PositionKind, RoleAssignment
from selaras_rules import Ruleset
from selaras_rules.discipline import DisciplineLevel
from selaras_rules.findings import Finding
from selaras_rules.positions import Jenjang
from selaras_rules.positions import PositionKind as KindOfLaw
from selaras_rules.procedure import PunishingOfficial, who_may_punish

# From a pelaksana to the head of the city no line is longer; a circle in the staff list ends here.
LEVELS = 7
_ABOVE = [
    name
    for depth in range(1, LEVELS + 1)
    for name in ("__".join(["pejabat_penilai"] * depth + [end]) for end in ("position", "unit"))
]
# In a city the highest JPT, the sekretaris daerah included, is a JPT pratama.
_KINDS = {
    PositionKind.JPT: KindOfLaw.JPT_PRATAMA,
    PositionKind.ADMINISTRATOR: KindOfLaw.ADMINISTRATOR,
    PositionKind.PENGAWAS: KindOfLaw.PENGAWAS,
    PositionKind.JF: KindOfLaw.JF,
    PositionKind.PELAKSANA: KindOfLaw.PELAKSANA,
}
_OFFICIALS = {
    PositionKind.PENGAWAS: PunishingOfficial.PENGAWAS,
    PositionKind.ADMINISTRATOR: PunishingOfficial.ADMINISTRATOR,
    PositionKind.JPT: PunishingOfficial.JPT_PRATAMA,
    PositionKind.STATE_OFFICIAL: PunishingOfficial.PPK,
}


@dataclass(frozen=True, slots=True)
class Official:
    """Who may impose: as what, by which reasons; `person` is None where nobody in the agency holds that post."""

    finding: Finding[PunishingOfficial]
    person: Employee | None


def line_above(employee: Employee) -> list[Employee]:
    """The superiors of a person, the nearest first; one query."""
    person = Employee.objects.select_related(*_ABOVE).get(pk=employee.pk)
    found: list[Employee] = []
    above = person.pejabat_penilai
    while (
        above is not None and len(found) < LEVELS and above.pk not in {person.pk, *(one.pk for one in found)}
    ):
        found.append(above)
        above = above.pejabat_penilai if len(found) < LEVELS else None
    return found


def examiner_among(employee: Employee, line: list[Employee]) -> Employee | None:
    """The direct superior, or the next one up where that one ranks lower than the person (BKN 6/2022 Pasal 29)."""
    own = rank_of(employee)
    return next((one for one in line if rank_of(one) >= own), None)


def official_for(
    employee: Employee, level: DisciplineLevel, ruleset: Ruleset, *, is_dismissal: bool, line: list[Employee]
) -> Official:
    """Who may impose a punishment of that level on the person; a post missing in the line falls to the next higher."""
    held = list(_held_posts(line))
    named = {official for official, _person in held}
    position = employee.position
    finding = who_may_punish(
        _KINDS.get(position.kind, KindOfLaw.PELAKSANA) if position else KindOfLaw.PELAKSANA,  # type: ignore[call-overload]
        level,
        ruleset,
        jenjang=_jenjang(position.jenjang if position else ""),
        is_dismissal=is_dismissal,
        vacant=[one for one in _OFFICIALS.values() if one not in named and one is not PunishingOfficial.PPK],
    )
    person = next((person for official, person in held if official is finding.value), None)
    if person is None and finding.value is PunishingOfficial.PPK:
        person = regional_head()
    return Official(finding, person)


def regional_head() -> Employee | None:
    """The pejabat pembina kepegawaian of a city: its head."""
    heads = RoleAssignment.objects.filter(role=Role.REGIONAL_HEAD, end=None).select_related(
        "employee__position"
    )
    found = heads.first()
    return found.employee if found else None


def _held_posts(line: list[Employee]) -> Iterator[tuple[PunishingOfficial, Employee]]:
    for superior in line:
        kind = superior.position.kind if superior.position else ""
        if kind in _OFFICIALS:
            yield _OFFICIALS[kind], superior  # type: ignore[index]


def _jenjang(text: str) -> Jenjang | None:
    return Jenjang(text) if text in set(Jenjang) else None
