"""What people did: realisations month by month, proof, feedback, talks, early warnings."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from selaras.core.models import StoredFile
from selaras.demonstration import days
from selaras.demonstration.depth import Depth
from selaras.demonstration.fates import Fate
from selaras.demonstration.inserting import make
from selaras.demonstration.library import read
from selaras.demonstration.plans import Plan
from selaras.demonstration.staffing import Office
from selaras.monitoring.measured_plan import quarters_in
from selaras.monitoring.models import (
    ClosedPeriod,
    Dialogue,
    DialogueKind,
    Evidence,
    EvidenceKind,
    EvidenceUse,
    Feedback,
    FeedbackAction,
    Medium,
    PlannedStep,
    PracticeCycle,
    ProcessChange,
    Realisation,
    Voice,
)
from selaras.organisation.models import Employee
from selaras.planning.models import Iki
from selaras_rules import Period, Rating
from selaras_rules.periods import MONTH_NAMES

FACTORS: Mapping[Rating, tuple[float, float]] = {
    Rating.DI_ATAS: (1.04, 1.16), Rating.SESUAI: (0.98, 1.03), Rating.DI_BAWAH: (0.52, 0.82),
}  # fmt: skip
PROOF = "https://bukti.example.go.id"
MEDIA = (Medium.FACE_TO_FACE,) * 6 + (Medium.VIDEO, Medium.PHONE, Medium.CHAT)
ABSENT: Mapping[str, tuple[range, str]] = {
    "sick": (range(4, 8), "Cuti sakit; pekerjaan dibagi rekan sekelas."),
    "maternity": (range(6, 9), "Cuti melahirkan."),
}


@dataclass(slots=True)
class Work:
    """Everything that monitoring knows of one plan."""

    realisations: dict[UUID, dict[int, Realisation]] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    uses: list[EvidenceUse] = field(default_factory=list)
    feedback: list[Feedback] = field(default_factory=list)
    dialogues: list[Dialogue] = field(default_factory=list)
    actions: list[FeedbackAction] = field(default_factory=list)
    cycles: list[PracticeCycle] = field(default_factory=list)
    changes: list[ProcessChange] = field(default_factory=list)
    steps: list[PlannedStep] = field(default_factory=list)
    closed: list[ClosedPeriod] = field(default_factory=list)
    files: list[StoredFile] = field(default_factory=list)

    def uses_of(self, evidence: Evidence) -> list[EvidenceUse]:
        """Which indicators and quarters a proof serves."""
        return [use for use in self.uses if use.evidence_id == evidence.pk]


class WorkMaker:
    """Makes the work of one plan after another."""

    def __init__(self, office: Office, depth: Depth) -> None:
        self.office, self.depth = office, depth
        self.agency_id = office.agency.pk
        self.sides = read("texts/sides.toml")
        self.colleagues: dict[Any, list[Employee]] = {}
        for person in office.people:
            self.colleagues.setdefault(person.employee.unit_id, []).append(person.employee)

    def work_of(self, plan: Plan, fate: Fate) -> Work:
        """The work of a plan that was agreed; an empty one before that, but for the first talk."""
        work = Work()
        if plan.version is None:
            return work
        self._realise(plan, fate, work)
        self._prove(plan, work)
        self._talk(plan, fate, work)
        self._feed_back(plan, work)
        return work

    # Realisations

    def _realise(self, plan: Plan, fate: Fate, work: Work) -> None:
        last = self._last_month(plan)
        entered = {month: self._entered(plan, month) for month in _months_worked(plan)}
        for iki in plan.measures:
            told = plan.told.get(iki.pk)
            values = told if told is not None else self._values(plan, iki, fate, last)
            work.realisations[iki.pk] = {
                month: self._entry(plan, iki, month, value, entered[month]) for month, value in values.items()
            }

    def _entered(self, plan: Plan, month: int) -> datetime:
        """People enter a month in one go, a few days after its end."""
        day = days.after(Period.of_month(plan.year, month).end, 1, 4, plan.chance)
        return days.at(min(day, days.TODAY), plan.zone, plan.chance)

    def _values(self, plan: Plan, iki: Iki, fate: Fate, last: int) -> dict[int, Decimal]:
        courses = self.depth.courses
        course = plan.chance.randrange(courses) if courses else 0
        # In a load set the same course gives the same numbers, so that they need to be measured once only.
        chance = random.Random(course) if courses else plan.chance  # noqa: S311
        return _values(plan, iki, fate, last, Drawing(chance, self.depth.monthly))

    def _last_month(self, plan: Plan) -> int:
        """The running year is told until October; some still owe that month, a few owe more."""
        last = plan.skp.period_end.month
        if plan.year < days.RUNNING or last < 10:
            return last
        if plan.person.employee.demo_label:
            return 9
        late = plan.chance.random()
        return 10 if late > 0.2 else 9 if late > 0.06 or not plan.person.is_invented else 7

    def _entry(
        self, plan: Plan, iki: Iki, month: int, value: Decimal | None, entered: datetime
    ) -> Realisation:
        chance, texts = plan.chance, self.sides["realisation"]
        leave = _leave(plan, month)
        behind = value is not None and iki.pattern == "posisi" and _is_behind(iki, value)
        return make(
            Realisation,
            id=self.office.keys(), agency_id=self.agency_id, iki_id=iki.pk, month=month, value=None if leave else value,
            narrative=leave or chance.choice(texts["narrative"]), cause=chance.choice(texts["cause"]) if behind else "",
            what_would_help=chance.choice(texts["help"]) if behind else "", data_source=iki.data_source,
            recorded_by_id=plan.person.employee.pk, recorded_at=entered, revision=1,
        )  # fmt: skip

    # Proof

    def _prove(self, plan: Plan, work: Work) -> None:
        for quarter in _quarters(plan, work):
            for number in range(1, self.depth.evidence + 1):
                if number == 1 or plan.chance.random() < 0.4:
                    self._evidence(plan, work, quarter, number)

    def _evidence(self, plan: Plan, work: Work, quarter: int, number: int) -> None:
        chance, skp = plan.chance, plan.skp
        told = [iki for iki, months in _told_in(plan, work, quarter)]
        if not told:
            return
        month = chance.choice(_months_of(plan, quarter))
        day = days.between(date(plan.year, month, 1), Period.of_month(plan.year, month).end, chance)
        title = chance.choice(self.sides["evidence"]["titles"]).format(month=MONTH_NAMES[month - 1])
        evidence = make(
            Evidence,
            id=self.office.keys(), agency_id=self.agency_id, skp_id=skp.pk, title=title,
            kind=EvidenceKind.LINK, url=f"{PROOF}/{skp.pk.hex}/{quarter}-{number}", happened_on=day,
            note=chance.choice(self.sides["evidence"]["notes"]), uploaded_by_id=plan.person.employee.pk,
            uploaded_at=days.at(min(day + timedelta(days=2), days.TODAY), plan.zone, chance),
        )  # fmt: skip
        work.evidence.append(evidence)
        for iki in chance.sample(told, min(len(told), chance.choice((1, 2, 3)))):
            self.use(work, evidence, iki, quarter)

    def use(self, work: Work, evidence: Evidence, iki: Iki, quarter: int) -> None:
        """One proof serves one more indicator."""
        row = make(
            EvidenceUse,
            id=self.office.keys(),
            agency_id=self.agency_id,
            evidence_id=evidence.pk,
            iki_id=iki.pk,
            quarter=quarter,
        )
        work.uses.append(row)

    # Talks

    def _talk(self, plan: Plan, fate: Fate, work: Work) -> None:
        skp, chance = plan.skp, plan.chance
        planned = days.after(skp.period_start, 4, 9, chance)
        self.dialogue(plan, work, DialogueKind.PLANNING, planned)
        for item in fate.judgements:
            first = max(item.period.end - timedelta(days=25), skp.period_start)
            day = days.between(first, min(item.period.end - timedelta(days=5), skp.period_end), chance)
            annual = item.period.code == str(plan.year)
            self.dialogue(plan, work, DialogueKind.EVALUATION if annual else DialogueKind.PROGRESS, day)
        low = fate.first_low
        if low is not None:
            start = max(low.period.start, skp.period_start)
            days_later = 120 if low.period.code == str(plan.year) else 30
            self.warn(plan, work, days.after(start, days_later, days_later + 15, chance))

    def dialogue(self, plan: Plan, work: Work, kind: str, day: date, summary: str = "") -> Dialogue | None:
        """A talk that one side wrote down and the other usually confirmed."""
        chance, skp = plan.chance, plan.skp
        leader, member = skp.pejabat_penilai, plan.person.employee
        if leader is None:
            return None
        author, other = (member, leader) if chance.random() < 0.25 else (leader, member)
        row = make(
            Dialogue,
            id=self.office.keys(), agency_id=self.agency_id, skp_id=skp.pk, kind=kind, medium=chance.choice(MEDIA),
            held_on=day, summary=summary or chance.choice(self.sides["dialogue"][kind]), written_by_id=author.pk,
            written_at=days.at(day, plan.zone, chance),
        )  # fmt: skip
        if chance.random() < 0.88:
            row.confirmed_by_id = other.pk
            row.confirmed_at = days.at(min(days.after(day, 1, 4, chance), days.TODAY), plan.zone, chance)
            row.other_side = chance.choice(self.sides["dialogue"]["other_side"])
        work.dialogues.append(row)
        return row

    def warn(
        self, plan: Plan, work: Work, day: date, words: Mapping[str, str] | None = None
    ) -> Dialogue | None:
        """An early warning with cause and help."""
        leader, row = plan.skp.pejabat_penilai, self.dialogue(plan, work, DialogueKind.PROGRESS, day)
        if row is None or leader is None:
            return None
        texts = self.sides["warning"]
        row.kind, row.written_by_id = DialogueKind.EARLY_WARNING, leader.pk
        for name in ("summary", "cause", "agreed_help"):
            setattr(row, name, (words or {}).get(name) or plan.chance.choice(texts[name]))
        if row.confirmed_by_id is not None:
            row.confirmed_by_id = plan.person.employee.pk
        return row

    # Feedback

    def _feed_back(self, plan: Plan, work: Work) -> None:
        chance = plan.chance
        wanted = self.depth.feedback if plan.year == days.RUNNING else 1
        for _number in range(chance.randint(0 if plan.year < days.RUNNING else 1, wanted)):
            author = self._author(plan)
            months = [m for m in _months_worked(plan) if date(plan.year, m, 28) <= days.TODAY]
            if author is not None and months:
                day = days.working(date(plan.year, chance.choice(months), chance.randint(3, 24)))
                self.feedback(plan, work, author, day, chance.choice(self.sides["feedback"]))

    def feedback(
        self, plan: Plan, work: Work, author: Employee, day: date, words: Mapping[str, str]
    ) -> Feedback:
        """Something that was seen, what it led to, what might be tried."""
        chance = plan.chance
        about_rhk = chance.random() < 0.6
        row = Feedback(
            id=self.office.keys(), agency_id=self.agency_id, skp_id=plan.skp.pk, author=author,
            rhk_id=chance.choice(plan.rhk).pk if about_rhk else None,
            behaviour_code="" if about_rhk else chance.choice([row.value_code for row in plan.expectations]),
            voice=Voice.LEADER if author.pk == plan.skp.pejabat_penilai_id else Voice.PEER,
            seen=words["seen"], effect=words.get("effect", ""), suggestion=words.get("suggestion", ""),
            given_at=days.at(min(day, days.TODAY), plan.zone, chance), reply=words.get("reply", ""),
        )  # fmt: skip
        if row.reply:
            row.replied_at = days.at(min(days.after(day, 1, 6, chance), days.TODAY), plan.zone, chance)
        work.feedback.append(row)
        return row

    def _author(self, plan: Plan) -> Employee | None:
        if plan.chance.random() < 0.65:
            return plan.skp.pejabat_penilai
        team = self.colleagues.get(plan.skp.unit_id, [])
        found = plan.chance.choice(team) if team else None
        return plan.skp.pejabat_penilai if found is None or found is plan.person.employee else found


@dataclass(frozen=True, slots=True)
class Drawing:
    """How numbers are drawn: with which luck, and whether every month has one."""

    chance: random.Random
    monthly: bool


def _values(plan: Plan, iki: Iki, fate: Fate, last: int, drawing: Drawing) -> dict[int, Decimal]:
    months = [month for month in _months_worked(plan) if month <= last]
    if iki.target is None or not months:
        return {}
    if iki.pattern == "hitungan":
        return _counts(plan, iki, fate, months, drawing)
    wanted = [iki.release_month] if iki.pattern == "rilis" else [m for m in months if m % 3 == 0 or m == last]
    return {month: _level(drawing.chance, iki, fate, month) for month in wanted if month in months}


def _counts(plan: Plan, iki: Iki, fate: Fate, months: Sequence[int], drawing: Drawing) -> dict[int, Decimal]:
    """Pieces of every month; over a year they come to the target times how well it goes."""
    target = iki.target or Decimal(0)
    whole = len(_months_worked(plan))
    zero = _is_zero_best(iki)
    values: dict[int, Decimal] = {}
    owed, given = 0.0, 0
    for place, month in enumerate(months, start=1):
        if zero:
            owed += 0.0 if fate.hasil_in(month) is not Rating.DI_BAWAH else 0.25
        else:
            low, high = _factor(iki, fate, month)
            owed += float(target) / whole * drawing.chance.uniform(low, high)
        if drawing.monthly or month % 3 == 0 or place == len(months):
            piece = int(owed + 0.5) - given
            given += piece
            values[month] = Decimal(max(piece, 0))
    return values


def _factor(iki: Iki, fate: Fate, month: int) -> tuple[float, float]:
    low, high = FACTORS[fate.hasil_in(month)]
    if iki.direction == "less_is_better":
        return 1 / high, 1 / low
    return low, high


def _level(chance: random.Random, iki: Iki, fate: Fate, month: int) -> Decimal:
    """Where an indicator stands: near the target, a little nearer with every quarter."""
    target = float(iki.target or 0)
    if _is_zero_best(iki):
        worse = fate.hasil_in(month) is Rating.DI_BAWAH
        return Decimal(150_000 if iki.unit_of_measure == "rupiah" else 2) if worse else Decimal(0)
    low, high = FACTORS[fate.hasil_in(month)]
    drift = 1 + (month - 8) * 0.003
    share = chance.uniform(low, high) * drift
    value = target / share if iki.direction == "less_is_better" else target * share
    if iki.unit_of_measure == "%":
        value = min(value, 100.0)
    places = Decimal(1) if target >= 20 and float(target).is_integer() else Decimal("0.1")
    places = Decimal("0.01") if target < 2 else places
    return Decimal(value).quantize(places, ROUND_HALF_UP)


def _is_zero_best(iki: Iki) -> bool:
    return iki.target == 0


def _is_behind(iki: Iki, value: Decimal) -> bool:
    target = iki.target or Decimal(0)
    return (
        value > target * Decimal("1.1")
        if iki.direction == "less_is_better"
        else value < target * Decimal("0.9")
    )


def _leave(plan: Plan, month: int) -> str:
    for tag, (months, words) in ABSENT.items():
        if tag in plan.person.tags and plan.year == days.RUNNING and month in months:
            return words
    return ""


def _months_worked(plan: Plan) -> range:
    return range(plan.skp.period_start.month, plan.skp.period_end.month + 1)


def _months_of(plan: Plan, quarter: int) -> list[int]:
    worked = _months_worked(plan)
    return [month for month in range(quarter * 3 - 2, quarter * 3 + 1) if month in worked]


def _quarters(plan: Plan, work: Work) -> list[int]:
    """The quarters in which there is something to prove; past years keep one a half-year."""
    told = quarters_in(month for months in work.realisations.values() for month in months)
    return told if plan.year == days.RUNNING else told[1::2]


def _told_in(plan: Plan, work: Work, quarter: int) -> Iterator[tuple[Iki, list[int]]]:
    for iki in plan.measures:
        months = [m for m in work.realisations.get(iki.pk, {}) if (m - 1) // 3 + 1 == quarter]
        if months:
            yield iki, months
