"""What one may ask about evaluations; everything starts from what the person may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from selaras.authorization import Actor, Permission, decide, visible
from selaras.core.errors import NotFound, Text
from selaras.core.rows import row_of
from selaras.evaluation.deadlines import reopened_until
from selaras.evaluation.kinship import kinship_between
from selaras.evaluation.models import (
    CalibrationCase,
    CalibrationChange,
    Evaluation,
    LawCorrection,
    Objection,
    ObjectionFile,
    ObjectionReopening,
    OrganisationPredikat,
)
from selaras.evaluation.rhythm import PART_TIME, allowed_kinds, in_rhythm, kinds_for, refusals_of_year
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency, PositionKind, Unit
from selaras.planning.models import Skp
from selaras_rules import Period, PeriodKind, RulesError, Ruleset

PEOPLE = (
    "skp__agency", "skp__opd", "skp__unit", "skp__employee__position", "skp__employee__unit",
    "skp__pejabat_penilai__position", "skp__pejabat_penilai__unit", "skp__atasan_pejabat_penilai__position",
    "skp__atasan_pejabat_penilai__unit", "skp_version__agreed_by", "finalised_by", "objection__explained_by",
    "objection__decided_by",
)  # fmt: skip


def evaluation_for(by: Actor, pk: UUID) -> Evaluation:
    """One evaluation with people, plan version and objection, in one query. Raises `NotFound`.

    With it come `organisation_level`, `reopened_until`, `was_calibrated` and `was_changed_by_law`, so that no page
    asks for each of them.
    """
    level = OrganisationPredikat.objects.filter(opd_id=OuterRef("skp__opd_id"), period=OuterRef("period"))
    rows = Evaluation.objects.select_related(*PEOPLE).filter(pk=pk)
    rows = rows.annotate(
        organisation_level=Subquery(level.values("predikat")[:1]),
        reopened_until=Subquery(reopened_until(OuterRef("pk"))),
        was_changed_by_law=Exists(LawCorrection.objects.filter(evaluation=OuterRef("pk"))),
        was_calibrated=Exists(CalibrationChange.objects.filter(case__evaluation=OuterRef("pk"))),
    )
    return row_of(visible(by, Permission.VIEW_EVALUATION, rows))


def objection_for(by: Actor, evaluation_id: UUID) -> Objection:
    """The objection against a result, with its evaluation. Raises `NotFound`."""
    evaluation = evaluation_for(by, evaluation_id)
    if not hasattr(evaluation, "objection"):
        raise NotFound()
    objection: Objection = evaluation.objection
    objection.evaluation = evaluation
    return objection


def skp_to_rate(by: Actor, pk: UUID) -> Skp:
    """One SKP that the actor sees, for opening its evaluation. Raises `NotFound`."""
    rows = Skp.objects.select_related("agency", "employee").filter(pk=pk)
    return row_of(visible(by, Permission.VIEW_SKP, rows))


def results_of(employee_id: UUID) -> list[Evaluation]:
    """The fixed results of a person, the newest period first; the predikat is the one in force. One query."""
    rows = Evaluation.objects.filter(skp__employee_id=employee_id, status="finalised")
    rows = rows.select_related("skp__employee", "skp__agency", "objection")
    return sorted(rows, key=lambda row: (row.span.end, row.is_annual), reverse=True)


def may_see_ratings(by: Actor, evaluation: Evaluation) -> bool:
    """Ratings that are not fixed yet are the private draft of the pejabat penilai (K-21)."""
    return evaluation.is_final or bool(decide(by, Permission.RATE_EVALUATION, evaluation))


def last_time(evaluation: Evaluation) -> Evaluation | None:
    """The fixed result of this person that ended last before this period, in this year or the one before. One query."""
    rows = Evaluation.objects.filter(
        skp__employee_id=evaluation.skp.employee_id, status="finalised",
        skp__year__in=(evaluation.span.year, evaluation.span.year - 1),
    ).exclude(pk=evaluation.pk)  # fmt: skip
    earlier = [row for row in rows.select_related("skp_version") if row.span.end < evaluation.span.end]
    return max(earlier, key=lambda row: (row.span.end, row.is_annual), default=None)


def next_to_rate(by: Actor, evaluation: Evaluation) -> Skp | None:
    """The next person, by name, whose result for the same period this actor has not fixed yet. One query."""
    fixed = Evaluation.objects.filter(skp=OuterRef("pk"), period=evaluation.period, status="finalised")
    ruleset = ruleset_for(evaluation.skp.agency, evaluation.span.end)
    rows = skp_awaiting(by, evaluation.span, ruleset).filter(~Exists(fixed), version__gt=0)
    waiting = list(rows.exclude(pk=evaluation.skp_id)[:400])
    here = evaluation.skp.employee.name
    return next((skp for skp in waiting if skp.employee.name >= here), waiting[0] if waiting else None)


def files_of(evaluation: Evaluation) -> list[ObjectionFile]:
    """The files both sides laid before the superior. One query, none without an objection."""
    objection: Objection | None = getattr(evaluation, "objection", None)
    if objection is None:
        return []
    return list(objection.files.select_related("stored_file", "added_by").order_by("added_at"))


def comparable_evaluations(opd: Unit, span: Period, units: Collection[UUID] = ()) -> QuerySet[Evaluation]:
    """Evaluations with both ratings, fixed or about to be, that no running meeting compares yet."""
    rows = Evaluation.objects.filter(
        skp__opd=opd, period=span.code, status__in=("rated", "finalised"), skp__pejabat_penilai__isnull=False
    )
    if units:
        rows = rows.filter(skp__unit_id__in=units)
    busy = CalibrationCase.objects.exclude(calibration__status="closed").values("evaluation_id")
    return rows.exclude(pk__in=busy)


def calibrated_changes(evaluation: Evaluation) -> list[CalibrationChange]:
    """What its pejabat penilai changed after comparing, the oldest first. One query."""
    rows = CalibrationChange.objects.filter(case__evaluation=evaluation).select_related("changed_by")
    return list(rows.order_by("changed_at"))


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One period of one SKP, with its evaluation if it was opened."""

    skp: Skp
    period: Period
    evaluation: Evaluation | None
    has_begun: bool
    # Why this period has no evaluation at all: the year of somebody who worked too short a time in it.
    refusal: Text = ""

    @property
    def state(self) -> str:
        """The state as pages mark it."""
        if self.evaluation is None:
            return "missing"
        if not self.evaluation.is_final:
            return "in_progress"
        objection = getattr(self.evaluation, "objection", None)
        return "objected" if objection is not None and objection.status != "decided" else "final"


def rows_of(skp_list: Iterable[Skp], periods: Iterable[Period], on: date) -> list[PeriodRow]:
    """The periods of these SKP. Their evaluations must be prefetched as `found_evaluations`.

    No query, or those for a year that may be too short.
    """
    wanted, plans = list(periods), list(skp_list)
    yearly = any(period.kind is PeriodKind.YEAR for period in wanted)
    refused = refusals_of_year(skp for skp in plans if skp.version) if yearly else {}
    rows = []
    for skp in plans:
        by_period = {evaluation.period: evaluation for evaluation in skp.found_evaluations}  # type: ignore[attr-defined]
        for period in wanted:
            if period.year == skp.year and period.start <= skp.period_end and period.end >= skp.period_start:
                no_year = refused.get(skp.pk) if period.kind is PeriodKind.YEAR else None
                refusal = no_year.text if no_year is not None else ""
                rows.append(PeriodRow(skp, period, by_period.get(period.code), period.start <= on, refusal))
    return rows


def own_skp_list(by: Actor) -> list[Skp]:
    """The SKP of the actor with their evaluations, the newest first. Two queries."""
    rows = Skp.objects.filter(employee_id=by.employee_id).select_related("agency", "employee")
    return list(_with_evaluations(rows).order_by("-period_start"))


@dataclass(frozen=True, slots=True)
class YearOfResults:
    """One plan with its periods, as the page of the person shows it.

    `is_final`: the person has the result of that year, from this plan or another; no period is waited for any more.
    """

    skp: Skp
    rows: list[PeriodRow]
    is_final: bool


def own_periods(by: Actor, agency: Agency, on: date) -> list[YearOfResults]:
    """The actor's plans that were agreed, with the state of every period. Three queries."""
    skp_list = [skp for skp in own_skp_list(by) if skp.version]
    ruleset = ruleset_for(agency, on) if skp_list else None
    results = [row for skp in skp_list for row in skp.found_evaluations]  # type: ignore[attr-defined]
    final = {row.span.year for row in results if row.is_annual and row.is_final}
    years = []
    for skp in skp_list:
        whole = Period.of_year(skp.year)
        kinds = kinds_for(skp, ruleset) if ruleset else ()
        periods = {period.code: period for kind in kinds for period in whole.split(kind)}
        # A year may have run under another periodicity.
        periods |= {row.period: row.span for row in skp.found_evaluations}  # type: ignore[attr-defined]
        ordered = sorted(periods.values(), key=lambda period: (period.end, period.kind is PeriodKind.YEAR))
        years.append(YearOfResults(skp, rows_of([skp], ordered, on), skp.year in final))
    return years


def team_periods(
    ruleset: Ruleset, asked: str, on: date, rating: Actor | None = None
) -> tuple[list[Period], Period]:
    """The periods to choose from and the one asked for, else the one people work on now.

    For who rates part-time people both rhythms are offered where the agency chose months; that takes one query.
    """
    kinds: tuple[PeriodKind, ...] = allowed_kinds(ruleset)
    others = [kind for kind in allowed_kinds(ruleset, is_part_time=True) if kind not in kinds]
    if rating is not None and others and _rates_part_time(rating):
        kinds = (kinds[0], *others, *kinds[1:])
    of_year = {
        year: [period for kind in reversed(kinds) for period in Period.of_year(year).split(kind)]
        for year in (on.year - 1, on.year)
    }
    try:
        period = (
            Period.parse(asked) if asked else default_period([*of_year[on.year - 1], *of_year[on.year]], on)
        )
    except RulesError:
        period = default_period(of_year[on.year], on)
    whole = Period.of_year(period.year)
    return [part for kind in reversed(kinds) for part in whole.split(kind)], period


def _rates_part_time(by: Actor) -> bool:
    """Whether the actor (or whom the actor stands for) is pejabat penilai of a part-time PPPK. One query."""
    return Skp.objects.filter(PART_TIME, pejabat_penilai_id__in=by.stands_for).exists()


def skp_awaiting(by: Actor, period: Period, ruleset: Ruleset) -> QuerySet[Skp]:
    """The people whose pejabat penilai the actor is (or stands for), with their evaluation of a period."""
    rows = Skp.objects.filter(
        agency_id=by.agency_id, pejabat_penilai_id__in=by.stands_for, year=period.year,
        period_start__lte=period.end, period_end__gte=period.start,
    )  # fmt: skip
    rows = rows.exclude(employee_id=by.employee_id).select_related("agency", "employee__position", "unit")
    rows = in_rhythm(rows, period, ruleset)
    return _with_evaluations(rows, period.code).order_by("employee__name", "period_start")


def objections_to_explain(by: Actor) -> QuerySet[Objection]:
    """Objections against results of the actor, or of whom the actor acts for; not those of relatives."""
    rows = Objection.objects.filter(status="raised")
    return _of_no_relative(by, visible(by, Permission.EXPLAIN_OBJECTION, rows))


def objections_to_decide(by: Actor) -> QuerySet[Objection]:
    """Objections that both sides have spoken about, for the superior; not those of relatives or own results."""
    rows = Objection.objects.filter(status="explained").exclude(Q(evaluation__finalised_by_id=by.employee_id))
    return _of_no_relative(by, visible(by, Permission.DECIDE_OBJECTION, rows))


def _of_no_relative(by: Actor, rows: QuerySet[Objection]) -> QuerySet[Objection]:
    return rows.filter(~Exists(kinship_between(by.employee_id, OuterRef("evaluation__skp__employee_id"))))


def objections_awaiting(by: Actor) -> list[Objection]:
    """Objections that wait for the actor's explanation or decision. One query."""
    parts = (objections_to_explain(by), objections_to_decide(by))
    rows = Objection.objects.filter(Q(pk__in=parts[0].values("pk")) | Q(pk__in=parts[1].values("pk")))
    return list(rows.select_related("evaluation__skp__employee__position").order_by("raised_at"))


def opd_list(by: Actor) -> list[Unit]:
    """The perangkat daerah the actor may see the results of, without the seat of the regional head. One query."""
    return list(_opds(by).select_related("agency").order_by("name"))


def opds_without_predikat(by: Actor, period: Period) -> int:
    """How many of the perangkat daerah the actor sees have no predikat for a period. One query."""
    known = OrganisationPredikat.objects.filter(opd=OuterRef("pk"), period=period.code)
    return _opds(by).filter(~Exists(known)).count()


def reopenings_awaiting(by: Actor) -> QuerySet[ObjectionReopening]:
    """The requests to open an objection window again that this official answers, the oldest first."""
    rows = ObjectionReopening.objects.filter(decided_at=None).order_by("asked_at")
    return visible(by, Permission.REOPEN_OBJECTION, rows)


def _opds(by: Actor) -> QuerySet[Unit]:
    rows = Unit.objects.filter(opd_id=F("pk"), is_active=True)
    rows = rows.exclude(positions__kind=PositionKind.STATE_OFFICIAL)
    return visible(by, Permission.VIEW_ORGANISATION_RESULTS, rows)


def opd_for(by: Actor, pk: UUID, *, to: Permission = Permission.VIEW_ORGANISATION_RESULTS) -> Unit:
    """One perangkat daerah for somebody with that right. Raises `NotFound`."""
    rows = Unit.objects.filter(pk=pk, opd_id=F("pk")).select_related("agency")
    return row_of(visible(by, to, rows))


def organisation_predikat_list(period: Period) -> dict[UUID, OrganisationPredikat]:
    """What was set for a period, by OPD. One query."""
    rows = OrganisationPredikat.objects.filter(period=period.code).select_related("set_by")
    return {row.opd_id: row for row in rows}


def default_period(periods: Iterable[Period], on: date) -> Period:
    """The one people work on now: the last that has ended, else the first."""
    listed = list(periods)
    ended = [period for period in listed if period.end < on]
    return max(ended, key=lambda period: (period.end, period.kind is PeriodKind.YEAR), default=listed[0])


def _with_evaluations(rows: QuerySet[Skp], period: str = "") -> QuerySet[Skp]:
    found = Evaluation.objects.select_related("objection")
    found = found.filter(period=period) if period else found
    return rows.prefetch_related(Prefetch("evaluations", found, to_attr="found_evaluations"))
