"""The TPP of a month for everybody, by the rules, in sets: people ready with their percentage, and gaps with owners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, Q, QuerySet
from django.utils.translation import gettext as _

from selaras.consequences.models import TppGap
from selaras.consequences.punished import heaviest_kept, kept_cut
from selaras.discipline.months import AttendanceMonth, attendance_months, days_cut_already
from selaras.discipline.punishments import PunishmentOfCase, punishments_in_effect
from selaras.evaluation.models import Evaluation
from selaras.evaluation.rhythm import allowed_kinds
from selaras.organisation.models import (
    WITHOUT_SKP,
    Agency,
    Assignment,
    AssignmentKind,
    Employee,
    EmployeeKind,
)
from selaras.planning.models import Skp
from selaras_rules import (
    AttendanceDay,
    Cut,
    Finding,
    Period,
    Predikat,
    RulesError,
    Ruleset,
    Tpp,
    TppCut,
    TppMonth,
    cut_of_day,
    cut_of_month,
    date_label,
    measure_tpp,
)
from selaras_rules.absence import DayStatus
from selaras_rules.numbers import written

_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CountedShare:
    """What was found for one person: a percentage with what the rule was given, or a gap with who can close it."""

    employee: Employee
    gap: str = ""
    gap_owner_id: UUID | None = None
    gap_note: str = ""
    percent: Decimal | None = None
    evaluation_id: UUID | None = None
    inputs: Mapping[str, Any] | None = None


def entitled_people(agency: Agency, month: Period) -> QuerySet[Employee]:
    """Everybody in service during the month; who the law exempts from work has no month."""
    rows = Employee.objects.filter(agency=agency).exclude(kind=EmployeeKind.STATE_OFFICIAL)
    rows = rows.exclude(legal_status__in=WITHOUT_SKP)
    return rows.select_related("unit").order_by("name", "id")


def result_period(month: Period, ruleset: Ruleset, *, is_part_time: bool = False) -> Period:
    """The period whose result feeds a month: the last one of the rhythm that is over at its end."""
    kind = allowed_kinds(ruleset, is_part_time=is_part_time)[1]
    period = Period.containing(kind, month.end)
    return period if period.end <= month.end else period.previous()


def count_month(
    people: Sequence[Employee], agency: Agency, month: Period, ruleset: Ruleset, on: date,
    own_days: Mapping[UUID, Collection[date]],
) -> list[CountedShare]:  # fmt: skip
    """The shares of these people. `own_days`: days that this very month cut before, which are no second cut."""
    results = _Results(people, month, ruleset)
    keys = [person.pk for person in people]
    attendance = attendance_months(people, agency, month.start, month.end, on, ruleset)
    cut_before = days_cut_already(keys, month.start, month.end)
    service, punished = _service_days(keys, month), punishments_in_effect(keys, month.end)
    shares = []
    for person in people:
        elsewhere = cut_before.get(person.pk, set()) - set(own_days.get(person.pk, ()))
        days = service.get(person.pk, (month.start, month.end))
        share = _share(person, results, attendance[person.pk], elsewhere, days, month, ruleset)
        shares.append(_measured(share, punished.get(person.pk, ()), month, ruleset))
    return shares


def _share(
    person: Employee, results: _Results, attendance: AttendanceMonth, elsewhere: set[date],
    service: tuple[date, date], month: Period, ruleset: Ruleset,
) -> CountedShare:  # fmt: skip
    gap = results.gap_of(person) or _attendance_gap(person, attendance, service)
    if gap is not None:
        return gap
    evaluation = results.of(person)
    if evaluation is None:
        return CountedShare(person, TppGap.NO_RESULT)
    start, end = service
    counted = [
        day
        for day in attendance.days
        if start <= day.day <= end and day.day not in elsewhere and _may_cut(day)
    ]
    inputs = {
        "predikat": evaluation.predikat, "period": evaluation.span.label, "evaluation": str(evaluation.pk),
        "days": (end - start).days + 1, "days_in_month": month.end.day,
        **_cuts(counted, ruleset), "elsewhere": sorted(day.isoformat() for day in elsewhere),
    }  # fmt: skip
    return CountedShare(person, evaluation_id=evaluation.pk, inputs=inputs)


def _measured(
    share: CountedShare, punishments: Sequence[PunishmentOfCase], month: Period, ruleset: Ruleset
) -> CountedShare:
    """The share with the punishment that cuts most of the month, and with its percentage."""
    if share.inputs is None:
        return share
    try:
        inputs = {**share.inputs, **heaviest_kept(punishments, month, ruleset)}
        return replace(share, inputs=inputs, percent=told(inputs, ruleset).value.percent)
    except RulesError as error:
        return CountedShare(share.employee, TppGap.NO_RULE, gap_note=str(error)[:300])


def _may_cut(day: AttendanceDay) -> bool:
    """Days without anything to cut are the most of them; the rule need not look at each."""
    minutes = day.late_minutes or day.early_minutes
    return day.status is DayStatus.TANPA_KETERANGAN or bool(
        minutes or day.is_missing_in or day.is_missing_out
    )


def told(inputs: Mapping[str, Any], ruleset: Ruleset) -> Finding[Tpp]:
    """The share with all its reasons, from what was kept with it (PP 12/2019 Pasal 58)."""
    cuts = tuple(TppCut(reason, Decimal(percent), times) for reason, percent, times in inputs["cuts"])
    punishment = kept_cut(inputs, ruleset)
    month = TppMonth(
        Predikat(inputs["predikat"]), cuts, regional_cut=punishment.value.regional,
        allowance_cut=punishment.value.allowance, days=inputs["days"], days_in_month=inputs["days_in_month"],
    )  # fmt: skip
    found = measure_tpp(month, ruleset)
    *because, formula = found.because
    return Finding(found.value, (*because, *punishment.because, formula))


def _cuts(days: Iterable[AttendanceDay], ruleset: Ruleset) -> dict[str, Any]:
    """The cuts of a month as the agency's table has them, and the days they come from, each once."""
    cut = cut_of_month(days, ruleset).value
    if cut.is_capped:
        cuts = [[_("Potongan kehadiran, sampai batas sebulan"), str(cut.percent), 1]]
    else:
        cuts = [[code, percent, times] for (code, percent), times in sorted(_grouped(cut).items())]
    by_day = {day.day: cut_of_day(day, ruleset).value for day in days}
    dates = [
        [day.isoformat(), " + ".join(part.code for part in found.parts), written(found.percent, 4)]
        for day, found in sorted(by_day.items())
        if found.percent
    ]
    return {"cuts": cuts, "dates": dates}


def _grouped(cut: Cut) -> Counter[tuple[str, str]]:
    return Counter((part.code, str(part.percent)) for part in cut.parts)


def _attendance_gap(
    person: Employee, attendance: AttendanceMonth, service: tuple[date, date]
) -> CountedShare | None:
    if attendance.problem:
        return CountedShare(person, TppGap.NO_RULE, gap_note=attendance.problem[:300])
    start, end = service
    unknown = [day for day in attendance.unknown if start <= day <= end]
    if not unknown:
        return None
    shown = ", ".join(date_label(day) for day in unknown[:3])
    more = len(unknown) - 3
    note = shown if more <= 0 else _("%(days)s, dan %(more)s hari lain") % {"days": shown, "more": more}
    return CountedShare(person, TppGap.NO_ATTENDANCE, gap_note=note[:300])


def _service_days(keys: Sequence[UUID], month: Period) -> dict[UUID, tuple[date, date]]:
    """The part of the month in which somebody held a post, where it is not the whole; one query."""
    rows = Assignment.objects.filter(
        employee_id__in=keys, kind=AssignmentKind.DEFINITIF, start__lte=month.end
    )
    rows = rows.filter(Q(end=None) | Q(end__gte=month.start))
    found = {}
    spans = rows.values("employee_id").annotate(begun=Min("start"), ended=Max("end"))
    still = set(rows.filter(end=None).values_list("employee_id", flat=True))
    for row in spans:
        start = max(row["begun"], month.start)
        end = (
            month.end if row["employee_id"] in still or row["ended"] is None else min(row["ended"], month.end)
        )
        if (start, end) != (month.start, month.end):
            found[row["employee_id"]] = (start, end)
    return found


class _Results:
    """Plans and fixed results of the period that feeds the month; two queries for each rhythm in use."""

    def __init__(self, people: Sequence[Employee], month: Period, ruleset: Ruleset) -> None:
        self.periods = {
            part_time: result_period(month, ruleset, is_part_time=part_time) for part_time in (False, True)
        }
        self.plans: dict[tuple[UUID, str], Skp] = {}
        self.results: dict[tuple[UUID, str], Evaluation] = {}
        keys = [person.pk for person in people]
        for period in set(self.periods.values()):
            self._load(keys, period)

    def _load(self, keys: Sequence[UUID], period: Period) -> None:
        plans = Skp.objects.filter(
            employee_id__in=keys, version__gt=0, period_start__lte=period.end, period_end__gte=period.start
        )
        # Of two plans in one period the later one is the post that is held now.
        for plan in plans.only("employee_id", "pejabat_penilai_id", "period_start").order_by("period_start"):
            self.plans[plan.employee_id, period.code] = plan
        rows = Evaluation.objects.filter(skp__employee_id__in=keys, period=period.code, status="finalised")
        for row in rows.select_related("skp").order_by("skp__period_start"):
            self.results[row.skp.employee_id, period.code] = row

    def period_of(self, person: Employee) -> Period:
        return self.periods[person.kind == EmployeeKind.PPPK_PART_TIME]

    def of(self, person: Employee) -> Evaluation | None:
        return self.results.get((person.pk, self.period_of(person).code))

    def gap_of(self, person: Employee) -> CountedShare | None:
        """What is missing on the side of performance, and who can close it."""
        period = self.period_of(person)
        if self.of(person) is not None:
            return None
        plan = self.plans.get((person.pk, period.code))
        if plan is None:
            return CountedShare(person, TppGap.NO_PLAN, person.pk, period.label)
        if plan.pejabat_penilai_id is None:
            return CountedShare(person, TppGap.NO_SUPERIOR, None, period.label)
        return CountedShare(person, TppGap.NO_RESULT, plan.pejabat_penilai_id, period.label)
