"""SKP of the demonstration: results and measures by post, linked upwards, agreed or still on the way."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from selaras.core.documents import new_verification_code
from selaras.demonstration import days
from selaras.demonstration.benefit import felt_by
from selaras.demonstration.depth import Depth
from selaras.demonstration.goals import Goals
from selaras.demonstration.inserting import make
from selaras.demonstration.library import read
from selaras.demonstration.staffing import Office, Person
from selaras.organisation.models import Employee, EmployeeKind, Position
from selaras.planning.content import SideLines, content_hash, frozen, plan_content
from selaras.planning.models import (
    BehaviourExpectation,
    CascadeKind,
    Iki,
    LampiranItem,
    RencanaHasilKerja,
    RoleMatrixCell,
    Skp,
    SkpComment,
    SkpKind,
    SkpVersion,
    TargetProposal,
)
from selaras.planning.services.draft import kind_of

SHELVES = ("leaders", "education", "health", "services", "office")
UNCHANGED_TARGETS = (
    "Target dua indikator sama persis dengan tahun lalu. Tulis titik awalnya, lalu tentukan target baru."
)
NEVER_AGREED = frozenset({"draft", "submitted", "returned"})


@dataclass(slots=True)
class Plan:
    """One SKP with all that hangs on it."""

    person: Person
    skp: Skp
    chance: random.Random
    rhk: list[RencanaHasilKerja] = field(default_factory=list)
    iki: dict[UUID, list[Iki]] = field(default_factory=dict)
    expectations: list[BehaviourExpectation] = field(default_factory=list)
    lampiran: list[LampiranItem] = field(default_factory=list)
    cells: list[RoleMatrixCell] = field(default_factory=list)
    comments: list[SkpComment] = field(default_factory=list)
    proposals: list[TargetProposal] = field(default_factory=list)
    version: SkpVersion | None = None
    # Realisations that a story prescribes: indicator → month → number.
    told: dict[UUID, dict[int, Decimal]] = field(default_factory=dict)

    @property
    def year(self) -> int:
        """The year of the plan."""
        return self.skp.year

    @property
    def zone(self) -> ZoneInfo:
        """The clock of the city."""
        return ZoneInfo(self.skp.agency.time_zone)

    @property
    def measures(self) -> list[Iki]:
        """All indicators in the order of the form."""
        return [iki for rhk in self.rhk for iki in self.iki[rhk.pk]]


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a plan belongs: the stretch of time, the post, the two officials above."""

    start: date
    end: date
    position: Position
    pejabat_penilai: Employee | None
    atasan_pejabat_penilai: Employee | None


class PlanMaker:
    """Writes plans for people, leaders first: whose results others support is remembered."""

    def __init__(
        self, office: Office, goals: Goals, shelf: Mapping[str, UUID], depth: Depth, seed: int
    ) -> None:  # fmt: skip
        self.office, self.goals, self.depth, self.seed = office, goals.of_opd, depth, seed
        self.promised = goals.promised
        self.agency_id, self.shelf = office.agency.pk, shelf
        self.results_of: dict[tuple[UUID, int], list[RencanaHasilKerja]] = {}
        self.leaders = {person.employee.pejabat_penilai_id for person in office.people}
        self.zone = ZoneInfo(office.agency.time_zone)

    def plans_of(self, person: Person, years: Sequence[int]) -> list[Plan]:
        """All plans of one person, the oldest first; none for state officials."""
        if person.employee.kind == EmployeeKind.STATE_OFFICIAL:
            return []
        found = []
        for year in years:
            before: Skp | None = None
            for seat in seats_of(self.office, person, year):
                chance = random.Random(f"{self.seed}:{person.employee.nip}:{seat.start}")  # noqa: S311
                status = status_of(person, year, chance)
                if status:
                    found.append(self._plan(person, year, seat, status, chance))
                    # After a move the plan of the new post continues the one that ended.
                    found[-1].skp.continues, before = before, found[-1].skp
        return found

    def _plan(self, person: Person, year: int, seat: Seat, status: str, chance: random.Random) -> Plan:
        unit = seat.position.unit
        skp = Skp(
            id=self.office.keys(), agency=self.office.agency, employee=person.employee, year=year,
            period_start=seat.start, period_end=seat.end, kind=kind_of(person.employee), status=status, unit=unit,
            opd=unit.opd or unit, position_title=seat.position.title, pejabat_penilai=seat.pejabat_penilai,
            atasan_pejabat_penilai=seat.atasan_pejabat_penilai, revision=1 if status == "draft" else 2,
        )  # fmt: skip
        plan = Plan(person, skp, chance)
        self._add_results(plan)
        self._add_sides(plan)
        if person.employee.pk in self.leaders and status not in NEVER_AGREED:
            self.results_of[person.employee.pk, year] = [rhk for rhk in plan.rhk if rhk.kind == "utama"]
        return plan

    def _add_results(self, plan: Plan) -> None:
        for order, row in enumerate(texts_of(plan.person)[: self.depth.results], start=1):
            rhk = self._result(plan, row, order)
            plan.rhk.append(rhk)
            plan.iki[rhk.pk] = [
                _measure(self.office, rhk, measure, place, plan, self.shelf)
                for place, measure in enumerate(row["iki"][: self.depth.measures], start=1)
            ]
            for iki in plan.iki[rhk.pk]:
                promise = self.promised.get((plan.skp.opd_id, iki.text))
                iki.standard_id = promise.pk if promise else None

    def _result(self, plan: Plan, row: Mapping[str, Any], order: int) -> RencanaHasilKerja:
        skp = plan.skp
        parent = self._parent(skp, row.get("up", 0))
        opd_goals = self.goals.get(skp.opd_id, []) if skp.kind == SkpKind.JPT and skp.year >= 2025 else []
        goal = opd_goals[row.get("goal", 0) % len(opd_goals)] if opd_goals and parent is None else None
        words = {"unit": skp.unit.name, "opd": skp.opd.short_name or skp.opd.name}
        rhk = make(
            RencanaHasilKerja,
            id=self.office.keys(), agency_id=self.agency_id, skp_id=skp.pk, kind=row.get("kind", "utama"), order=order,
            text=row["text"].format(**words), assigned_by=row.get("by", ""), revision=1,
            beneficiary=row.get("for", "").format(**words), beneficiary_kind=felt_by(row.get("for", "")),
        )  # fmt: skip
        if parent is not None:
            rhk.parent = parent
        if goal is not None:
            rhk.goal = goal
        if parent is not None and skp.year == days.RUNNING:
            self._add_cell(plan, rhk, parent)
        return rhk

    def _add_cell(self, plan: Plan, rhk: RencanaHasilKerja, parent: RencanaHasilKerja) -> None:
        if all(cell.rhk_id != parent.pk for cell in plan.cells):
            direct = plan.chance.random() < 0.2
            cell = make(
                RoleMatrixCell,
                id=self.office.keys(), agency_id=self.agency_id, rhk_id=parent.pk, member_id=plan.person.employee.pk,
                text=rhk.text, cascade=CascadeKind.DIRECT if direct else CascadeKind.INDIRECT,
            )  # fmt: skip
            plan.cells.append(cell)

    def _parent(self, skp: Skp, up: int) -> RencanaHasilKerja | None:
        if skp.pejabat_penilai_id is None:
            return None
        results = self.results_of.get((skp.pejabat_penilai_id, skp.year), [])
        return results[up % len(results)] if results else None

    def _add_sides(self, plan: Plan) -> None:
        sides, chance = read("texts/sides.toml"), plan.chance
        for code, sentences in list(sides["expectations"].items())[: self.depth.expectations]:
            plan.expectations.append(
                make(
                    BehaviourExpectation,
                    id=self.office.keys(), agency_id=self.agency_id, skp_id=plan.skp.pk, value_code=code,
                    text=chance.choice(sentences),
                )
            )  # fmt: skip
        for block, sentences in sides["lampiran"].items():
            for order, text in enumerate(sentences[: self.depth.lampiran], start=1):
                key = self.office.keys()
                item = make(
                    LampiranItem,
                    id=key,
                    agency_id=self.agency_id,
                    skp_id=plan.skp.pk,
                    block=block,
                    order=order,
                    text=text,
                )
                plan.lampiran.append(item)


def seats_of(office: Office, person: Person, year: int) -> list[Seat]:
    """Where the person worked in a year: one stretch, two after a move, none before the first or after the last day."""
    employee = person.employee
    first, last = date(year, 1, 1), date(year, 12, 31)
    if employee.position is None:
        return []
    seats = []
    begin, end = max(first, person.first_day or first), min(last, person.last_day or last)
    if "moved" in person.tags and year <= 2026:
        former = next(
            row.position for row in office.assignments if row.employee is employee and row.end is not None
        )
        head = _head_of(office, former)
        until = min(last, date(2026, 6, 30))
        seats.append(Seat(first, until, former, head, head.pejabat_penilai if head else None))
    if begin <= end:
        above = (employee.pejabat_penilai, employee.atasan_pejabat_penilai)
        seats.append(Seat(begin, end, employee.position, *above))
    return seats


def _head_of(office: Office, position: Position) -> Employee | None:
    for person in office.people:
        held = person.employee.position
        if held is not None and held.is_head and held.unit_id == position.unit_id:
            return person.employee
    return None


def texts_of(person: Person) -> Sequence[Mapping[str, Any]]:
    """What somebody in this post plans."""
    key = person.post.text_key
    for shelf in SHELVES:
        found = read(f"texts/{shelf}.toml")
        rows = found.get(key) or found.get(f"{key}_{person.unit_plan.key}")
        if rows:
            return rows
    raise LookupError(f"the library has no plan for {person.key}")


# unit/post, place → the state of the running plan that a visitor should meet there.
PLANTED_STATES: Mapping[tuple[str, str], str] = {
    ("kel_contoh", "lurah"): "draft",
    ("kel_contoh", "petugas_kelurahan"): "submitted",
    ("kel_contoh", "pranata_trantibum"): "submitted",
    ("kel_contoh", "pengadministrasi"): "submitted",
    ("pkm_contoh", "apoteker"): "returned",
    ("pkm_contoh", "pengadministrasi"): "draft",
    ("pkm_contoh", "operator_layanan"): "",
}
CALM = (("agreed", 955), ("reopened", 20), ("submitted", 25))
TROUBLED = (("agreed", 780), ("reopened", 55), ("submitted", 70), ("returned", 45), ("draft", 30), ("", 20))


def status_of(person: Person, year: int, chance: random.Random) -> str:
    """The state of a plan; an empty text where there is none."""
    if year < days.RUNNING or person.last_day is not None or person.employee.demo_label:
        return "agreed"
    if "bad_plan" in person.tags:
        return "submitted"
    if "revised" in person.tags:
        return "reopened"
    planted = PLANTED_STATES.get((person.unit_plan.key, person.post.key))
    if planted is not None:
        return planted
    if "agreed" in person.tags or (person.employee.position is not None and person.employee.position.is_head):
        return "agreed"
    table = TROUBLED if person.is_invented else CALM
    return chance.choices([state for state, _ in table], [weight for _, weight in table])[0]


def settle_dates(plan: Plan, office: Office) -> None:
    """When the plan was handed in and agreed, what was said, and the version that was frozen."""
    skp, chance, zone = plan.skp, plan.chance, plan.zone
    handed_in = days.after(skp.period_start, 8, 20, chance)
    if skp.status == "draft":
        return
    if skp.status in ("submitted", "returned") and skp.year == days.RUNNING:
        handed_in = days.after(date(2026, 10, 1), 0, 44, chance)
    skp.submitted_at = days.at(handed_in, zone, chance)
    if skp.status == "returned":
        skp.return_reason = UNCHANGED_TARGETS
        _comment(
            plan, office, skp.pejabat_penilai, "Saya kembalikan dulu agar titik awalnya ditulis.", handed_in
        )
    if skp.status in NEVER_AGREED:
        return
    agreed_on = days.after(handed_in, 1, 9, chance)
    skp.agreed_at, skp.version = days.at(agreed_on, zone, chance), 1
    freeze(plan, office, agreed_on)
    if skp.status == "reopened":
        skp.reopen_reason = (
            "Sumber data indikator pertama berubah sejak Oktober; rumusannya perlu disesuaikan."
        )
        _comment(
            plan,
            office,
            skp.employee,
            "Mohon dibuka untuk menyesuaikan indikator pertama.",
            date(2026, 11, 9),
        )
    elif chance.random() < 0.9 or plan.year < days.RUNNING:
        skp.criteria_acknowledged_at = days.at(days.after(agreed_on, 0, 6, chance), zone, chance)


def freeze(plan: Plan, office: Office, on: date) -> None:
    """Freeze the plan as it stands as its next version."""
    skp = plan.skp
    if skp.agreed_at is None or (skp.pejabat_penilai_id is None):
        raise ValueError("a plan is frozen when its pejabat penilai has agreed to it")
    content = frozen(content_of(plan), version=skp.version, agreed_on=on)
    plan.version = SkpVersion(
        id=office.keys(), agency=office.agency, skp=skp, number=skp.version, content=content,
        content_hash=content_hash(content), agreed_at=skp.agreed_at, agreed_by=skp.pejabat_penilai,
        code=new_verification_code(),
    )  # fmt: skip


def content_of(plan: Plan) -> dict[str, Any]:
    """The content of a plan that is still in memory."""
    for rhk in plan.rhk:
        rhk._prefetched_objects_cache = {"iki_list": plan.iki[rhk.pk]}  # type: ignore[attr-defined]
    lists: dict[str, list[str]] = {}
    for item in plan.lampiran:
        lists.setdefault(item.block, []).append(item.text)
    side = SideLines({row.value_code: row.text for row in plan.expectations}, lists)
    return plan_content(plan.skp, plan.rhk, side)


def _comment(plan: Plan, office: Office, author: Employee | None, text: str, day: date) -> None:
    if author is not None:
        row = SkpComment(
            id=office.keys(), agency=office.agency, skp=plan.skp, author=author, text=text,
            written_at=days.at(min(day + timedelta(days=2), days.TODAY), plan.zone, plan.chance),
        )  # fmt: skip
        plan.comments.append(row)


def _measure(
    office: Office, rhk: RencanaHasilKerja, row: Mapping[str, Any], place: int, plan: Plan, shelf: Mapping[str, UUID]
) -> Iki:  # fmt: skip
    low, high, step = (Decimal(str(number)) for number in row["target"])
    target = low + step * plan.chance.randint(0, int((high - low) / step))
    if low != high and plan.year < days.RUNNING:
        worse = step * (days.RUNNING - plan.year)
        target = target + worse if row.get("way") == "less_is_better" else max(target - worse, step)
    places = max(0, -int(step.normalize().as_tuple().exponent))
    baseline = round(target * Decimal(str(row["start"])), places)
    above, expected, below = criteria(row, target)
    taken = {"indicator_id": shelf[row["lib"]], "indicator_version": 1} if row.get("lib") in shelf else {}
    return make(
        Iki,
        id=office.keys(), agency_id=office.agency.pk, rhk_id=rhk.pk, order=place, aspect=row.get("aspect", ""),
        perspective=row.get("perspective", ""), text=row["text"], target=target, unit_of_measure=row["unit"],
        baseline=min(baseline, Decimal(100)) if row["unit"] == "%" else baseline, data_source=row["source"],
        direction=row.get("way", "more_is_better"), pattern=row["pattern"], release_month=row.get("month"),
        above_text=above, expected_text=expected, below_text=below, revision=1, **taken,
    )  # fmt: skip


def criteria(row: Mapping[str, Any], target: Decimal) -> tuple[str, str, str]:
    """What each rating would require: the words of the library, or plain ones made from the target."""
    if "above" in row:
        return row["above"], row["expected"], row["below"]
    number = f"{target.normalize():f}".replace(".", ",")
    amount = f"{number}%" if row["unit"] == "%" else f"{number} {row['unit']}"
    if row.get("way") == "less_is_better":
        return (
            f"Jelas lebih rendah dari {amount}, dan caranya dibagikan kepada rekan",
            f"Paling banyak {amount}",
            f"Lebih dari {amount} tanpa sebab di luar kendali",
        )
    return (
        f"Melampaui {amount} dengan mutu yang terjaga",
        f"Mencapai {amount}; selisih kecil dijelaskan sebabnya",
        f"Jauh di bawah {amount} tanpa sebab di luar kendali",
    )
