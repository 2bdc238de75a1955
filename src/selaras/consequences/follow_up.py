"""Results below expectation: whose they are, what may be offered, and what the ladder of PP 30/2019 proposes."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from selaras.authorization import Actor, Permission, visible
from selaras.consequences.models import Cause, DevelopmentStep, MissedTargetCase, Shortfall
from selaras.core.errors import Text
from selaras.core.rows import row_of
from selaras.evaluation.models import Evaluation
from selaras.organisation.models import Employee
from selaras.organisation.models import PositionKind as PostKind
from selaras_rules import (
    Finding,
    FollowUp,
    MissedTarget,
    PositionKind,
    Predikat,
    Rating,
    Ruleset,
    follow_missed_target,
)

# Forms of the law's list that answer a cause; the whole list stays open to choose from.
OFFERS = {
    Cause.KNOWLEDGE: ("bimbingan_teknis", "e_learning", "coaching", "mentoring", "magang"),
    Cause.MEANS: ("bimbingan_kerja", "benchmarking"),
    Cause.LOAD: ("coaching", "bimbingan_kerja"),
    Cause.DIRECTION: ("coaching", "mentoring"),
    Cause.HEALTH: ("mentoring",),
    Cause.OTHER: ("coaching", "komunitas_belajar"),
}
_POSTS = {
    PostKind.JPT: PositionKind.JPT_PRATAMA, PostKind.ADMINISTRATOR: PositionKind.ADMINISTRATOR,
    PostKind.PENGAWAS: PositionKind.PENGAWAS, PostKind.JF: PositionKind.JF, PostKind.PELAKSANA: PositionKind.PELAKSANA,
}  # fmt: skip


def status_kinerja(predikat: Predikat, ruleset: Ruleset) -> Rating:
    """How the law of talent reads an annual predikat: the row of its grid."""
    return Rating(ruleset.law("talenta.status_kinerja").value[predikat])


def falls_short(evaluation: Evaluation, ruleset: Ruleset) -> bool:
    """Whether a fixed result stands below expectation, as the law of talent reads a predikat."""
    if not evaluation.predikat:
        return False
    return status_kinerja(Predikat(evaluation.predikat), ruleset) is Rating.DI_BAWAH


def below_values() -> list[str]:
    """The predikat that may stand below; the rule decides case by case."""
    return [predikat.value for predikat in Predikat if not predikat.is_at_least(Predikat.BAIK)]


def forms_of_development(ruleset: Ruleset) -> list[tuple[str, str]]:
    """Code and name of every form of development the law lists."""
    return [(code, row["name"]) for code, row in ruleset.law("kompetensi.bentuk").value.items()]


def offers_of(names: list[tuple[str, str]]) -> list[tuple[Text, list[str]]]:
    """Each cause with the names of the forms that answer it."""
    known = dict(names)
    return [
        (cause.label, [known[code] for code in codes if code in known]) for cause, codes in OFFERS.items()
    ]


def kind_of_post(employee: Employee) -> PositionKind:
    """The post as the ladder knows it; somebody without a post is treated as pelaksana."""
    kind = PostKind(employee.position.kind) if employee.position else PostKind.PELAKSANA
    return _POSTS.get(kind, PositionKind.PELAKSANA)


def ladder_of(case: MissedTargetCase, ruleset: Ruleset) -> Finding[tuple[FollowUp, ...]]:
    """The dated steps until today, the last one being what may be proposed next."""
    known = MissedTarget(
        PositionKind(case.position_kind), case.missed_on, case.improved, case.tested_on, case.is_competent,
        case.has_vacancy, case.placed_on,
    )  # fmt: skip
    return follow_missed_target(known, ruleset)


@dataclass(frozen=True, slots=True)
class BelowLine:
    """A result below expectation with what was answered."""

    evaluation: Evaluation
    shortfall: Shortfall | None


def results_below(by: Actor) -> QuerySet[Evaluation]:
    """Fixed results below expectation of the people one leads, by name; the newest two years."""
    rows = Evaluation.objects.filter(status="finalised", predikat__in=below_values())
    rows = visible(by, Permission.LEAD_SHORTFALL, rows)
    related = ("skp__employee__position", "skp__agency", "shortfall")
    return rows.select_related(*related).order_by("skp__employee__name", "-finalised_at", "id")


def own_shortfalls(by: Actor) -> list[Shortfall]:
    """What was written about the actor's own results. One query."""
    rows = Shortfall.objects.filter(employee_id=by.employee_id).select_related("evaluation", "written_by")
    return list(rows.order_by("-written_at"))


def evaluation_to_answer(by: Actor, pk: UUID) -> Evaluation:
    """A fixed result whose shortfall the actor may write. Raises `NotFound`."""
    rows = Evaluation.objects.filter(pk=pk, status="finalised").select_related(
        "skp__employee__position", "skp__agency"
    )
    return row_of(visible(by, Permission.VIEW_SHORTFALL, rows))


def shortfall_for(by: Actor, pk: UUID) -> Shortfall:
    """One shortfall, for both sides and the superior. Raises `NotFound`."""
    rows = Shortfall.objects.filter(pk=pk).select_related(
        "employee__position", "evaluation__skp__agency", "written_by", "agency"
    )
    return row_of(visible(by, Permission.VIEW_SHORTFALL, rows))


def step_for(by: Actor, pk: UUID) -> DevelopmentStep:
    """One offer. Raises `NotFound`."""
    rows = DevelopmentStep.objects.filter(pk=pk).select_related(
        "shortfall__employee", "shortfall__evaluation__skp"
    )
    return row_of(visible(by, Permission.VIEW_SHORTFALL, rows))


def cases_seen(by: Actor) -> QuerySet[MissedTargetCase]:
    """The cases the actor may see, open ones first, then by name."""
    rows = visible(by, Permission.VIEW_MISSED_TARGET, MissedTargetCase.objects.all())
    return rows.select_related("employee__position", "evaluation").order_by("-status", "employee__name", "id")


def results_without_case(by: Actor, name: str) -> QuerySet[Evaluation]:
    """Annual results below expectation, found by name, for which no case was opened."""
    rows = Evaluation.objects.filter(
        is_annual=True, status="finalised", predikat__in=below_values(), missed_target=None
    )
    rows = visible(by, Permission.OPEN_MISSED_TARGET, rows)
    rows = rows.filter(Q(skp__employee__name__icontains=name) | Q(skp__employee__nip=name))
    return rows.select_related("skp__employee__position", "skp__agency", "objection", "shortfall").order_by(
        "skp__employee__name", "-period", "id"
    )


def case_for(by: Actor, pk: UUID) -> MissedTargetCase:
    """One case. Raises `NotFound`."""
    rows = MissedTargetCase.objects.filter(pk=pk).select_related(
        "employee__agency", "employee__position", "evaluation__skp", "opened_by", "agency"
    )
    return row_of(visible(by, Permission.VIEW_MISSED_TARGET, rows))


def result_to_open(by: Actor, pk: UUID) -> Evaluation:
    """A result for which the actor may open the case. Raises `NotFound`."""
    rows = Evaluation.objects.filter(pk=pk).select_related(
        "skp__employee__position", "skp__agency", "objection"
    )
    return row_of(visible(by, Permission.OPEN_MISSED_TARGET, rows))
