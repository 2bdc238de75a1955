"""The steps of a closing, in order. Each replaces its own outcome, so that it may run as often as one likes.

A step of another app is a function of this shape in `STEPS`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from selaras.closing.facts import (
    Plan,
    organisation_levels,
    people_without_plan,
    plans_by_person,
    result_of,
    too_short_a_year,
)
from selaras.closing.models import Gap, GapKind, UnitDistribution, YearClosing
from selaras.closing.potential import potential_by_person
from selaras.consequences.credit import credit_added
from selaras.consequences.follow_up import status_kinerja
from selaras.core.errors import Text
from selaras.evaluation.counts import is_by_unit
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import RoleAssignment
from selaras.papers.models import PaperForm
from selaras.papers.services import request_archive
from selaras.papers.standing import archives_of_results
from selaras_rules import (
    OrganisationPredikat,
    Period,
    Predikat,
    Ruleset,
    check_distribution,
    potential_of,
    talent_box,
)

AT_ONCE = 1000


@dataclass(slots=True)
class Year:
    """What the steps of one run share: the closing, the law of the year's last day, everybody's plans."""

    closing: YearClosing
    site: str
    by: Any
    ruleset: Ruleset = field(init=False)
    people: Mapping[UUID, list[Plan]] = field(init=False)

    def __post_init__(self) -> None:
        span = Period.of_year(self.closing.year)
        self.ruleset = ruleset_for(self.closing.agency, span.end)
        self.people = plans_by_person(self.closing.year, self.closing.opd_id)

    def results(self) -> Iterator[Plan]:
        """Everybody whose annual predikat was decided."""
        yield from (plan for plans in self.people.values() if (plan := result_of(plans)) is not None)


Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is called, what it does, and what it counted."""

    code: str
    label: Text
    carry_out: Callable[[Year], Figures]


def count_results(year: Year) -> Figures:
    """How many results there are, and what the rules make of them: status kinerja, angka kredit, talent box."""
    results = list(year.results())
    status = Counter(status_kinerja(Predikat(plan.predikat), year.ruleset) for plan in results)
    potential = potential_by_person(year.closing.year)
    boxes = Counter(
        _box(plan, potential[plan.employee_id], year.ruleset)
        for plan in results
        if plan.employee_id in potential
    )
    added = credit_added(year.closing.agency, year.closing.year, [plan.employee_id for plan in results])
    return {
        "ready": len(results),
        "performance": {one.value: people for one, people in status.items()},
        "boxes": {str(box): people for box, people in sorted(boxes.items())},
        "credited": len(added),
        "credit": str(sum(added.values())),
    }


def _box(plan: Plan, potential: Decimal, ruleset: Ruleset) -> int:
    """The talent box 1–9 of somebody whose potential is known; a suggestion of the grid, never a decision."""
    return talent_box(Predikat(plan.predikat), potential_of(potential, ruleset).value, ruleset).value.number


def count_distribution(year: Year) -> Figures:
    """How predikat spread, for each unit and each OPD, beside the pattern of the OPD's own predikat.

    The pattern is held against the OPD, or against each unit where the agency chose so.
    """
    opd_of: dict[UUID, UUID] = {}
    units: defaultdict[UUID, Counter[str]] = defaultdict(Counter)
    opds: defaultdict[UUID, Counter[str]] = defaultdict(Counter)
    for plan in year.results():
        units[plan.unit_id][plan.predikat] += 1
        opds[plan.opd_id][plan.predikat] += 1
        opd_of[plan.unit_id] = plan.opd_id
    levels, by_unit = organisation_levels(year.closing.year), is_by_unit(year.ruleset)
    rows = [
        _distribution(year, unit, counts, levels.get(opd_of[unit], ""), is_opd=False, is_measured=by_unit)
        for unit, counts in units.items()
    ]
    rows += [
        _distribution(year, opd, counts, levels.get(opd, ""), is_opd=True, is_measured=not by_unit)
        for opd, counts in opds.items()
    ]
    with transaction.atomic():
        UnitDistribution.objects.filter(closing=year.closing).delete()
        UnitDistribution.objects.bulk_create(rows, batch_size=AT_ONCE)
    whole = sum(opds.values(), Counter[str]())
    return {
        "units": len(units),
        "opds": len(opds),
        "predikat": {one.value: whole[one.value] for one in Predikat},
    }


def _distribution(
    year: Year, unit_id: UUID, counts: Counter[str], level: str, *, is_opd: bool, is_measured: bool
) -> UnitDistribution:
    people = {one: counts[one.value] for one in Predikat}
    finding = (
        check_distribution(people, OrganisationPredikat(level), year.ruleset)
        if level and is_measured
        else None
    )
    return UnitDistribution(
        agency_id=year.closing.agency_id, closing=year.closing, unit_id=unit_id, is_opd=is_opd,
        counts={one.value: count for one, count in people.items()}, people=sum(people.values()),
        organisation_predikat=level if is_opd or is_measured else "",
        verdict=finding.value.verdict.value if finding else "",
        because=[step.to_json() for step in finding.because] if finding else [],
    )  # fmt: skip


def list_gaps(year: Year) -> Figures:
    """Everybody without a result that holds: what is missing first, and whose turn it is (C-18)."""
    closing = year.closing
    levels = organisation_levels(closing.year)
    head = _regional_head()
    refused = too_short_a_year(plan for plans in year.people.values() for plan in plans)
    rows = [_gap(year, person, GapKind.NO_PLAN, person, unit) for person, unit in people_without_plan(
        closing.year, closing.opd_id, year.people
    ).items()]  # fmt: skip
    for person, plans in year.people.items():
        plan = result_of(plans) or plans[-1]
        if plan.skp_id in refused:
            continue
        missing = _missing(plan, levels)
        if missing is not None:
            rows.append(_gap(year, person, missing, _owner(missing, plan, head), plan.unit_id))
    with transaction.atomic():
        Gap.objects.filter(closing=closing).delete()
        Gap.objects.bulk_create(rows, batch_size=AT_ONCE)
    return {
        "gaps": len(rows),
        "kinds": dict(Counter(str(row.kind) for row in rows)),
        "too_short": len(refused),
    }


def _gap(year: Year, person: UUID, kind: GapKind, owner: UUID | None, unit: UUID | None) -> Gap:
    return Gap(
        agency_id=year.closing.agency_id, closing=year.closing, employee_id=person, kind=kind, owner_id=owner,
        unit_id=unit,
    )  # fmt: skip


def _missing(plan: Plan, levels: Mapping[UUID, str]) -> GapKind | None:
    if plan.is_fixed:
        return GapKind.OBJECTION if plan.objection_status not in (None, "decided") else None
    if plan.pejabat_penilai_id is None:
        return GapKind.NO_SUPERIOR
    if not plan.version:
        return GapKind.NOT_AGREED if plan.status == "submitted" else GapKind.NOT_SUBMITTED
    if plan.opd_id not in levels:
        return GapKind.NO_ORGANISATION
    return GapKind.NOT_FIXED if plan.evaluation_id else GapKind.NOT_OPENED


def _owner(kind: GapKind, plan: Plan, regional_head: UUID | None) -> UUID | None:
    """Whose turn it is."""
    match kind:
        case GapKind.NO_SUPERIOR:
            return None
        case GapKind.NOT_SUBMITTED:
            return plan.employee_id
        case GapKind.NO_ORGANISATION:
            return regional_head
        case GapKind.OBJECTION if plan.objection_status == "explained":
            return plan.atasan_pejabat_penilai_id
        case _:
            return plan.pejabat_penilai_id


def _regional_head() -> UUID | None:
    rows = RoleAssignment.objects.filter(role="regional_head", end=None).order_by("-start")
    found: UUID | None = rows.values_list("employee_id", flat=True).first()
    return found


def queue_documents(year: Year) -> Figures:
    """One archive of Dokumen Evaluasi for each OPD that has results, unless the one there is still true."""
    closing, span = year.closing, Period.of_year(year.closing.year)
    archives = archives_of_results(span, closing.opd_id)
    missing = [opd for opd, stands in archives.items() if not stands]
    for opd in missing:
        request_archive(closing.agency, PaperForm.KINERJA, span, opd, by=year.by, site=year.site)
    return {"queued": len(missing), "standing": len(archives) - len(missing)}


STEPS: tuple[Step, ...] = (
    Step("results", _("Hasil pegawai, angka kredit, kotak talenta"), count_results),
    Step("distribution", _("Sebaran predikat per unit"), count_distribution),
    Step("gaps", _("Kekurangan dan penanggung jawabnya"), list_gaps),
    Step("documents", _("Dokumen evaluasi masuk antrean"), queue_documents),
)
