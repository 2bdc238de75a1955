"""Who has a result in a period and who has none yet, with the reason: one gap never holds up an office (C-18)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
)
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, visible
from selaras.core.errors import Text
from selaras.evaluation.models import Evaluation, EvaluationPeriod, LateAdmission
from selaras.evaluation.still_to_rate import rated_in, related_penilai, without_official
from selaras.evaluation.workflow import UNFINISHED
from selaras.organisation.models import Unit
from selaras.planning.models import Skp
from selaras_rules import Period, Ruleset


def period_row(agency_id: UUID, code: str) -> EvaluationPeriod | None:
    """The period as the agency opened it, or None. One query."""
    found: EvaluationPeriod | None = (
        EvaluationPeriod.objects.filter(agency_id=agency_id, period=code).select_related("agency").first()
    )
    return found


def period_for_rating(evaluation: Evaluation, on: date) -> tuple[EvaluationPeriod | None, bool]:
    """The period of an evaluation, and whether this person may be late today. One query."""
    late = LateAdmission.objects.filter(
        evaluation_period=OuterRef("pk"), skp_id=evaluation.skp_id, until__gte=on
    )
    rows = EvaluationPeriod.objects.filter(agency_id=evaluation.agency_id, period=evaluation.period)
    row = rows.annotate(may_be_late=Exists(late)).first()
    return row, bool(row is not None and row.may_be_late)


def deadline_missed(evaluation: Evaluation, on: date) -> date | None:
    """The deadline of the agency that has passed on this day, or None. One query."""
    row, _may_be_late = period_for_rating(evaluation, on)
    return row.due_on if row is not None and on > row.due_on else None


@dataclass(frozen=True, slots=True)
class Gap:
    """One person without a result: where it hangs, who can mend it."""

    skp: Skp
    state: str
    text: Text
    owner: Text


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far a period is, in an organisation or all that one sees."""

    ready: int
    everybody: int
    counts: tuple[tuple[str, Text, int], ...]
    gaps: QuerySet[Skp]


STATES = ("no_plan", "no_penilai", "not_begun", "open", "rated")


def state_words() -> dict[str, Text]:
    """What each state of a gap is called."""
    return {
        "no_plan": _("SKP belum disepakati"),
        "no_penilai": _("Pejabat penilai belum ada"),
        "not_begun": _("Penilaian belum dimulai"),
        "open": _("Sedang diisi"),
        "rated": _("Siap ditetapkan"),
    }


def readiness_of(
    by: Actor, ruleset: Ruleset, span: Period, on: date, opd_id: UUID | None = None
) -> Readiness:
    """How many people are ready and where the others stand. Two queries; `gaps` is asked for by the page."""
    of_period = Q(evaluations__period=span.code)
    rows = visible(by, Permission.VIEW_READINESS, rated_in(span, ruleset))
    rows = rows.filter(opd_id=opd_id) if opd_id is not None else rows
    rows = rows.annotate(found=FilteredRelation("evaluations", condition=of_period))
    rows = rows.annotate(
        found_status=F("found__status"),
        has_penilai=ExpressionWrapper(Q(pejabat_penilai__isnull=False), BooleanField()),
    )
    counted: Counter[str] = Counter()
    for version, has_penilai, status, people in (
        rows.order_by().values_list("version", "has_penilai", "found_status").annotate(people=Count("pk"))
    ):
        counted[state_of(version, has_penilai, status)] += people
    words = state_words()
    # Few, and asked for once: the list is ordered by it.
    nobody_may = list(without_official(span, ruleset, on).values_list("pk", flat=True))
    return Readiness(
        ready=counted["ready"],
        everybody=sum(counted.values()),
        counts=tuple((state, words[state], counted[state]) for state in STATES if counted[state]),
        gaps=rows.filter(Q(found_status__isnull=True) | Q(found_status__in=sorted(UNFINISHED)))
        .annotate(
            is_related=Exists(related_penilai()),
            has_no_official=ExpressionWrapper(Q(pk__in=nobody_may), BooleanField()),
        )
        .select_related("employee__position", "unit", "opd", "pejabat_penilai", "agency")
        # Where somebody has to be named first, the others can only wait.
        .order_by("-has_no_official", "employee__name", "pk"),
    )


def state_of(version: int, has_penilai: bool, status: str | None) -> str:
    """Where one plan stands in a period."""
    if status == "finalised":
        return "ready"
    if not version:
        return "no_plan"
    if not has_penilai:
        return "no_penilai"
    return status or "not_begun"


def gaps_on(page: Iterable[Skp]) -> list[Gap]:
    """The people of one page of gaps, with what is missing and whose step it is."""
    words, found = state_words(), []
    for skp in page:
        status = skp.found_status  # type: ignore[attr-defined]
        state = state_of(skp.version, skp.pejabat_penilai_id is not None, status)
        text = _("Belum ada pejabat yang boleh menilai") if skp.has_no_official else words[state]  # type: ignore[attr-defined]
        found.append(Gap(skp, state, text, _owner(skp, state)))
    return found


def _owner(skp: Skp, state: str) -> Text:
    match state:
        case "no_plan":
            return _("%(name)s dan pejabat penilainya") % {"name": skp.employee.full_name}
        case "no_penilai":
            return skp.agency.hr_label
        case _:
            return _rater(skp)


def _rater(skp: Skp) -> Text:
    """Who rates; for a relative of the person who acts for the pejabat penilai, or the admin who names somebody."""
    if skp.has_no_official:  # type: ignore[attr-defined]
        return _("Admin: tunjuk pejabat lain (Plt/Plh)")
    name = skp.pejabat_penilai.full_name if skp.pejabat_penilai else ""
    return _("Yang mewakili %(name)s") % {"name": name} if skp.is_related else name  # type: ignore[attr-defined]


def opds_with_people(by: Actor, ruleset: Ruleset, span: Period) -> list[Unit]:
    """The organisations one may filter by. One query."""
    rows = visible(by, Permission.VIEW_READINESS, rated_in(span, ruleset))
    return list(Unit.objects.filter(pk__in=rows.values("opd_id")).order_by("name"))
