"""The way up from a result to the mission, and for whom the results of a year are (K-01, K-37)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count

from selaras.authorization import Actor, Permission, decide
from selaras.core.errors import NotFound
from selaras.core.rows import row_of
from selaras.planning.models import Beneficiary, Goal, RencanaHasilKerja
from selaras.planning.selectors.goals import ancestors_of

# No chain of superiors in a city is longer.
MOST_STEPS = 5
INWARD_SHARE = 50


@dataclass(frozen=True, slots=True)
class StepUp:
    """A result on the way up; its words only for who may read that plan, or the one below, which quotes them."""

    rhk: RencanaHasilKerja
    is_readable: bool
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class WayUp:
    """From a result (first) over the results it supports to the goal and those above it (the mission first)."""

    steps: list[StepUp]
    goal: Goal | None
    above: list[Goal]

    @property
    def hides_words(self) -> bool:
        """Whether the words of any step are not for the reader."""
        return not all(step.is_readable or step.is_quoted for step in self.steps)


def way_up(by: Actor, rhk_id: UUID) -> WayUp:
    """The way up from a result whose plan this person may see; raises `NotFound`. Two queries."""
    paths = ["__".join(["parent"] * depth) for depth in range(MOST_STEPS)]
    related = [
        f"{path}__{name}" if path else name
        for path in paths
        for name in ("skp__employee", "skp__unit", "goal")
    ]
    first = row_of(RencanaHasilKerja.objects.filter(pk=rhk_id).select_related(*related))
    if not decide(by, Permission.VIEW_SKP, first):
        raise NotFound()
    chain = _chain(first)
    readable = [bool(decide(by, Permission.VIEW_SKP, row)) for row in chain]
    # A plan prints the result that each of its lines supports: who reads the plan has read those words.
    steps = [StepUp(*step) for step in zip(chain, readable, [False, *readable[:-1]], strict=True)]
    goal = next((step.rhk.goal for step in steps if step.rhk.goal is not None), None)
    known = {row.pk: row for row in Goal.objects.all()} if goal else {}
    return WayUp(steps, goal, ancestors_of(goal, known) if goal else [])


def _chain(first: RencanaHasilKerja) -> list[RencanaHasilKerja]:
    chain = [first]
    while len(chain) < MOST_STEPS:
        above = chain[-1].parent
        if above is None or above in chain:
            break
        chain.append(above)
    return chain


@dataclass(slots=True)
class BenefitOfOpd:
    """How many results of an OPD are for whom."""

    name: str
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def total(self) -> int:
        """All results."""
        return sum(self.counts.values())

    @property
    def citizens(self) -> int:
        """Results that citizens feel."""
        return self.counts[Beneficiary.CITIZENS]

    @property
    def other_unit(self) -> int:
        """Results for another unit."""
        return self.counts[Beneficiary.OTHER_UNIT]

    @property
    def inside(self) -> int:
        """Results that stay inside."""
        return self.counts[Beneficiary.INSIDE]

    @property
    def untold(self) -> int:
        """Results that don't say it."""
        return self.counts[""]

    @property
    def inward_percent(self) -> int:
        """The share that stays inside, of those that say it; rounded down."""
        told = self.total - self.untold
        return self.inside * 100 // told if told else 0

    @property
    def is_inward(self) -> bool:
        """Whether more than half stays inside."""
        return self.inward_percent > INWARD_SHARE

    @property
    def parts(self) -> list[tuple[str, float, float]]:
        """Look, place and width of each part of a bar of one hundred."""
        found, place = [], 0.0
        for look, count in (
            ("citizens", self.citizens), ("unit", self.other_unit), ("inside", self.inside), ("untold", self.untold),
        ):  # fmt: skip
            width = round(count * 100 / self.total, 2) if self.total else 0
            found.append((look, round(place, 2), width))
            place += width
        return found


def benefits(year: int) -> list[BenefitOfOpd]:
    """Results of a year by OPD, the most inward-looking first; only counts, so open to everybody. One query."""
    rows = RencanaHasilKerja.objects.filter(skp__year=year, is_active=True).exclude(skp__status="draft")
    counted = (
        rows.order_by().values_list("skp__opd_id", "skp__opd__name", "beneficiary_kind").annotate(Count("id"))
    )
    found: dict[UUID, BenefitOfOpd] = {}
    for opd_id, name, kind, count in counted:
        found.setdefault(opd_id, BenefitOfOpd(name)).counts[kind] += count
    return sorted(found.values(), key=lambda row: (-row.inward_percent, row.name))
