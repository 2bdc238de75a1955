"""Evaluations of the demonstration, decided by the real rules, with reasons, decisions and objections."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from selaras.core.documents import new_verification_code
from selaras.core.models import DecisionRecord
from selaras.demonstration import days
from selaras.demonstration.chosen import QUARTERS, QuarterSet, choices_on
from selaras.demonstration.depth import Depth
from selaras.demonstration.fates import Fate, Judgement
from selaras.demonstration.inserting import make
from selaras.demonstration.library import read
from selaras.demonstration.open_results import LEFT_OPEN
from selaras.demonstration.plans import Plan
from selaras.demonstration.snapshots import Judged, Ruler, best_of, indicators_for, inputs_for
from selaras.demonstration.staffing import Office
from selaras.demonstration.work import Work
from selaras.evaluation.models import (
    EvaluatedBehaviour,
    EvaluatedRhk,
    Evaluation,
    Objection,
    OrganisationPredikat,
)
from selaras.monitoring.models import ClosedPeriod
from selaras.monitoring.process import sentence_of
from selaras.organisation.models import Employee, Unit
from selaras_rules import (
    Distribution,
    DistributionVerdict,
    Finding,
    Period,
    Predikat,
    Rating,
    Ruleset,
    Step,
    check_distribution,
    decide_predikat,
    decide_predikat_of_head,
    rating_of_head,
)
from selaras_rules import OrganisationPredikat as Level

KIND, ORGANISATION_KIND = "predikat", "organisation_predikat"


@dataclass(slots=True)
class Results:
    """The evaluations of one plan."""

    evaluations: list[Evaluation] = field(default_factory=list)
    lines: list[EvaluatedRhk] = field(default_factory=list)
    behaviour: list[EvaluatedBehaviour] = field(default_factory=list)
    decisions: list[DecisionRecord] = field(default_factory=list)
    objections: list[Objection] = field(default_factory=list)
    closed: list[ClosedPeriod] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)


class ResultMaker:
    """Judges plan after plan; counts the predikat of each OPD, as the pattern asks for."""

    def __init__(self, office: Office, depth: Depth) -> None:
        self.office, self.depth = office, depth
        self.agency_id = office.agency.pk
        self.sides = read("texts/sides.toml")
        self.zone = ZoneInfo(office.agency.time_zone)
        self.organisations: dict[tuple[UUID, str], OrganisationPredikat] = {}
        self.counts: dict[tuple[UUID, str], Counter[Predikat]] = {}
        self.expected: Counter[tuple[UUID, str]] = Counter()
        self.ruler = Ruler()
        self._rulesets: dict[date, Ruleset] = {}
        self._findings: dict[Any, Finding[Predikat]] = {}

    def ruleset(self, on: date) -> Ruleset:
        """The law of a day with what the agency had chosen by then."""
        if on not in self._rulesets:
            self._rulesets[on] = Ruleset(on, choices_on(self.office.agency.code, on))
        return self._rulesets[on]

    # The OPD first

    def judge_organisations(
        self, opds: Sequence[Unit], years: Sequence[int], head: Employee
    ) -> list[DecisionRecord]:
        """The regional head fixes the predikat of every OPD for the years that are over, and of one for a quarter."""
        decisions = []
        for year in (year for year in years if year < days.RUNNING):
            for opd in opds:
                chance = random.Random(f"{opd.pk}:{year}")  # noqa: S311
                level = Level.ISTIMEWA if chance.random() < 0.12 else Level.BAIK
                day = days.after(date(year + 1, 1, 4), 0, 2, chance)
                moment = days.at(day, self.zone, chance)
                texts = "organisation_istimewa" if level is Level.ISTIMEWA else "organisation"
                reason = chance.choice(self.sides["reasons"][texts])
                decisions.append(self._organisation(opd, Period.of_year(year), level, head, moment, reason))
        return decisions + [
            self._quarter(one, head) for one in QUARTERS if one.city == self.office.agency.code
        ]

    def _quarter(self, one: QuarterSet, head: Employee) -> DecisionRecord:
        """Set when the quarter was over; results that were fixed before it rest on nothing of it."""
        opd, moment = self.office.units[one.opd], datetime.combine(one.day, time(10, 15), self.zone)
        return self._organisation(opd, one.period, one.level, head, moment, one.reason)

    def _organisation(
        self, opd: Unit, period: Period, level: Level, head: Employee, moment: datetime, reason: str
    ) -> DecisionRecord:
        row = OrganisationPredikat(
            id=self.office.keys(), agency=self.office.agency, opd=opd, period=period.code, predikat=level.value,
            reason=reason, set_by=head, set_at=moment,
        )  # fmt: skip
        self.organisations[opd.pk, row.period] = row
        inputs = {"opd": opd.name, "period": row.period, "reason": row.reason, "before": ""}
        finding = Finding(level, (Step(row.reason),))
        ruleset = self.ruleset(period.end)
        return self._decision(ORGANISATION_KIND, finding, ruleset, row, opd.agency_id, head, moment, inputs)

    # The people

    def results_of(self, plan: Plan, work: Work, fate: Fate) -> Results:
        """Evaluations of all periods that are over, as far as they have come."""
        results = Results()
        indicators = indicators_for(plan)
        for judgement in fate.judgements:
            state = state_of(plan, judgement)
            if state:
                judged = self._judge(plan, work, judgement, state)
                self.ruler.measure(judged, indicators)
                self._write(judged, state, results)
        return results

    def _judge(self, plan: Plan, work: Work, judgement: Judgement, state: str) -> Judged:
        period = judgement.period
        version = plan.version
        if version is None:
            raise ValueError("nothing was agreed, so nothing can be judged")
        annual = period.code == str(plan.year)
        evaluation = Evaluation(
            id=self.office.keys(), agency=self.office.agency, skp=plan.skp, skp_version=version, period=period.code,
            is_annual=annual, status="open" if state == "open" else state, code=new_verification_code(), revision=1,
        )  # fmt: skip
        organisation = self.organisations.get((plan.skp.opd_id, period.code)) if annual else None
        return Judged(plan, work, judgement, self.ruleset(period.end), evaluation, organisation)

    def _write(self, judged: Judged, state: str, results: Results) -> None:
        self._add_lines(judged, filled=state != "open")
        if state != "open":
            self._rate(judged)
        if state == "finalised":
            self._finalise(judged, results)
        results.evaluations.append(judged.evaluation)
        results.lines += judged.lines
        results.behaviour += judged.behaviour
        results.judged.append(judged)

    def _add_lines(self, judged: Judged, *, filled: bool) -> None:
        plan, chance, texts = judged.plan, judged.plan.chance, self.sides["reasons"]
        hasil = judged.judgement.hasil
        for place, rhk in enumerate(plan.rhk):
            rating = hasil if place == 0 or chance.random() < 0.6 else Rating.SESUAI
            words = chance.choice(texts[f"rhk_{rating.value}"])
            judged.lines.append(
                make(
                    EvaluatedRhk,
                    id=self.office.keys(), agency_id=self.agency_id, evaluation_id=judged.evaluation.pk, rhk_id=rhk.pk,
                    rating=rating.value if filled else "", feedback=words if filled else "",
                )
            )  # fmt: skip
        if plan.version is not None and (self.depth.behaviour_lines or not filled):
            for row in plan.version.content["behaviour"]:
                words = chance.choice(texts["behaviour"]) if filled and chance.random() < 0.4 else ""
                judged.behaviour.append(
                    make(
                        EvaluatedBehaviour,
                        id=self.office.keys(), agency_id=self.agency_id, evaluation_id=judged.evaluation.pk,
                        value_code=row["code"], feedback=words,
                    )
                )  # fmt: skip

    def _rate(self, judged: Judged) -> None:
        evaluation, judgement, chance = judged.evaluation, judged.judgement, judged.plan.chance
        texts = self.sides["reasons"]
        if self._is_head(judged) and judged.organisation is not None:
            judgement.hasil = rating_of_head(Level(judged.organisation.predikat), judged.ruleset).value
            label = Level(judged.organisation.predikat).label
            evaluation.reason_hasil_kerja = f"Mengikuti predikat organisasi: {label}."
        else:
            best, percent, reached, every = best_of(judged)
            words = chance.choice(texts[f"hasil_{judgement.hasil.value}"])
            evaluation.reason_hasil_kerja = words.format(
                best=best, percent=percent, reached=reached, all=every
            )
        evaluation.reason_hasil_kerja += _simplified(judged)
        evaluation.rating_hasil_kerja = judgement.hasil.value
        evaluation.rating_perilaku_kerja = judgement.perilaku.value
        evaluation.reason_perilaku_kerja = chance.choice(texts[f"perilaku_{judgement.perilaku.value}"])
        evaluation.notes = chance.choice(texts["notes"])
        evaluation.recommendations = chance.choice(texts["recommendations"])

    def _is_head(self, judged: Judged) -> bool:
        """Whether the yearly hasil kerja is that of the OPD the person leads."""
        skp, position = judged.plan.skp, judged.plan.person.employee.position
        leads = skp.unit_id == skp.opd_id and position is not None and position.is_head
        return judged.evaluation.is_annual and leads

    def _finding(self, judged: Judged) -> Finding[Predikat]:
        item = judged.judgement
        if self._is_head(judged) and judged.organisation is not None:
            return decide_predikat_of_head(Level(judged.organisation.predikat), item.perilaku, judged.ruleset)
        key = (item.hasil, item.perilaku, judged.ruleset.on)
        if key not in self._findings:
            self._findings[key] = decide_predikat(item.hasil, item.perilaku, judged.ruleset)
        return self._findings[key]

    def _finalise(self, judged: Judged, results: Results) -> None:
        evaluation, plan, chance = judged.evaluation, judged.plan, judged.plan.chance
        finding = self._finding(judged)
        self._mind_pattern(judged, finding.value)
        day = finalised_on(plan, judged.period)
        moment = days.at(day, self.zone, chance)
        evaluation.predikat = finding.value.value
        evaluation.finalised_by, evaluation.finalised_at = plan.skp.pejabat_penilai, moment
        evaluation.revision = 2
        self._receive(judged, day)
        results.closed.append(
            make(
                ClosedPeriod,
                id=self.office.keys(), agency_id=self.agency_id, skp_id=plan.skp.pk, period=judged.period.code,
                closed_at=moment,
            )
        )  # fmt: skip
        results.decisions.append(self.decision_for(judged, finding, moment))

    def decision_for(
        self, judged: Judged, finding: Finding[Predikat], moment: datetime, by: Employee | None = None,
        inputs: dict[str, Any] | None = None,
    ) -> DecisionRecord:  # fmt: skip
        """The decision about an evaluation, with its snapshot."""
        person = by or judged.plan.skp.pejabat_penilai
        about, subject = judged.evaluation, judged.plan.person.employee.pk
        facts = inputs_for(judged) if inputs is None else inputs
        return self._decision(KIND, finding, judged.ruleset, about, subject, person, moment, facts)

    def _decision(
        self, kind: str, finding: Finding[Any], ruleset: Ruleset, about: Any, subject: UUID, by: Employee | None,
        moment: datetime, inputs: dict[str, Any],
    ) -> DecisionRecord:  # fmt: skip
        return DecisionRecord(
            id=self.office.keys(), agency_id=about.agency_id, kind=kind, subject_id=subject,
            about_type=type(about).__name__, about_id=about.pk, value=str(finding.value),
            findings=[step.to_json() for step in finding.because], fingerprint=ruleset.fingerprint, law_day=ruleset.on,
            inputs=inputs, decided_by_id=by.pk if by else None, decided_by_name=by.full_name if by else "",
            decided_at=moment,
        )  # fmt: skip

    def _receive(self, judged: Judged, day: date) -> None:
        plan, evaluation, chance = judged.plan, judged.evaluation, judged.plan.chance
        received = days.after(day, 1, 5, chance)
        is_fresh = day > date(2026, 11, 10)
        if received <= days.TODAY and chance.random() < 0.92 and not is_fresh:
            evaluation.received_at = days.at(received, self.zone, chance)
            if chance.random() < 0.05:
                evaluation.own_view = chance.choice(self.sides["reasons"]["own_view"])
                evaluation.own_view_at, evaluation.own_view_revision = days.at(received, self.zone, chance), 1
        if plan.person.employee.demo_label and is_fresh:
            evaluation.received_at = None

    def _mind_pattern(self, judged: Judged, predikat: Predikat) -> None:
        """The same hint that the service gives: where a result takes its group above the pattern, a reason is kept."""
        row = judged.organisation
        if row is None or not judged.evaluation.is_annual:
            return
        key = (judged.plan.skp.opd_id, row.period)
        counts = self.counts.setdefault(key, Counter())
        counts[predikat] += 1
        finding = self._checked(counts, predikat, self.expected[key], Level(row.predikat), judged.ruleset)
        too_many = [item for item in finding.value.missed if item.limit == "at_most" and predikat in item.of]
        if too_many and finding.value.verdict is not DistributionVerdict.SMALL_UNIT:
            texts = {item.text for item in too_many}
            judged.pattern = [step.to_json() for step in finding.because if step.text in texts]
            reason = judged.plan.chance.choice(self.sides["reasons"]["distribution"])
            judged.evaluation.distribution_reason = reason

    def _checked(
        self, counts: Counter[Predikat], predikat: Predikat, expected: int, level: Level, ruleset: Ruleset
    ) -> Finding[Distribution]:
        people = {item: counts[item] for item in Predikat}
        waiting = max(0, expected - sum(people.values()))
        others = next(item for item in Predikat if item is not predikat)
        people[others] += waiting
        return check_distribution(people, level, ruleset)


def state_of(plan: Plan, judgement: Judgement) -> str:
    """How far the evaluation of a period has come today; an empty text where nobody has opened it."""
    chance, tags = plan.chance, plan.person.tags
    if plan.year < days.RUNNING or judgement.period.code != f"{days.RUNNING}-TW3":
        return "finalised"
    if LEFT_OPEN in tags:
        return "rated"
    if plan.person.employee.demo_label or tags & {"objects", "explained", "calm", "settled"}:
        return "finalised"
    table = (60, 10, 18, 12) if plan.person.is_invented else (84, 6, 6, 4)
    return chance.choices(("finalised", "rated", "open", ""), table)[0]


def finalised_on(plan: Plan, period: Period) -> date:
    """When the pejabat penilai fixed it: in the weeks after the period; some of the third quarter only now."""
    chance, tags = plan.chance, plan.person.tags
    if period.code == f"{days.RUNNING}-TW3":
        if "fresh" in tags:
            return date(2026, 11, 18)
        if tags & {"objects", "explained"}:
            return date(2026, 11, 5)
        if chance.random() < 0.12:
            return days.after(date(2026, 11, 11), 0, 7, chance)
    if period.code == str(plan.year):
        return days.after(date(plan.year + 1, 1, 8), 0, 15, chance)
    return days.after(period.end + timedelta(days=4), 0, 16, chance)


def _simplified(judged: Judged) -> str:
    """What a second person found to hold of a process that became simpler, quoted in the reason (P-24)."""
    changes = [row for row in judged.work.changes if judged.period.contains(row.measured_on)]
    return "".join(f" {sentence_of(row)}" for row in changes)
