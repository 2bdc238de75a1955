"""From the mission of the city down to the people who carry it, and what hangs in the air (P-04)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Window

from selaras.authorization import Actor, Permission, decide, visible
from selaras.core.errors import NotFound
from selaras.organisation.models import Unit
from selaras.planning.models import Goal, GoalLevel, GoalTarget, RencanaHasilKerja, Skp
from selaras.planning.selectors.sources import Sources, sources_of, twins_by_goal

SHOWN_LEVELS = 3
# Results on one page of the list, and of a level below it that is shown with it.
LISTED, MOST_BELOW = 50, 100
LEVEL_ORDER = {level.value: place for place, level in enumerate(GoalLevel)}


@dataclass(slots=True)
class GoalNode:
    """A goal with what hangs below it, the year's target, how many results support it, how many other sources."""

    goal: Goal
    target: GoalTarget | None = None
    supporters: int = 0
    other_sources: int = 0
    children: list[GoalNode] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many goals hang here, itself included."""
        return 1 + sum(child.size for child in self.children)

    @property
    def is_bare(self) -> bool:
        """An indicator that nobody's plan supports."""
        return self.goal.level == GoalLevel.INDICATOR and self.supporters == 0


@dataclass(slots=True)
class CascadeNode:
    """A result of a person, with the results of others that support it."""

    rhk: RencanaHasilKerja
    is_readable: bool
    children: list[CascadeNode] = field(default_factory=list)
    has_more: bool = False

    @property
    def hides_words(self) -> bool:
        """Whether the words of this result, or of one below it, are not for the reader."""
        return not self.is_readable or any(child.hides_words for child in self.children)


@dataclass(frozen=True, slots=True)
class Cascade:
    """A goal with the way up to the mission, its targets, and the results that carry it."""

    goal: Goal
    ancestors: list[Goal]
    children: list[Goal]
    sources: Sources
    roots: list[CascadeNode]
    people: int
    # How many results hang directly below the goal, or below the one it starts from, on all pages.
    listed: int

    @property
    def hides_words(self) -> bool:
        """Whether the words of any result are not for the reader."""
        return any(node.hides_words for node in self.roots)

    @property
    def targets(self) -> list[GoalTarget]:
        """Target and result of each year."""
        own = [reading for reading in self.sources.readings if reading.goal.pk == self.goal.pk]
        return list(own[0].by_year.values()) if own else []


@dataclass(frozen=True, slots=True)
class Levels:
    """The results that carry a goal, how many people are among those shown, and how many the list has in all."""

    roots: list[CascadeNode]
    people: int
    listed: int


@dataclass(frozen=True, slots=True)
class Orphans:
    """Results that support nothing, and indicators that nobody supports."""

    results: QuerySet[RencanaHasilKerja]
    goals: list[Goal]


@dataclass(frozen=True, slots=True)
class GoalsWanted:
    """Which goals are looked for: those of one OPD, those with these words; everything when empty."""

    opd_id: UUID | None = None
    words: str = ""

    def takes(self, goal: Goal) -> bool:
        """Whether this goal itself is meant; the way up to it is shown with it."""
        text = f"{goal.code} {goal.title} {goal.source}".casefold()
        has_words = all(word in text for word in self.words.casefold().split())
        return has_words and (self.opd_id is None or goal.opd_id == self.opd_id)

    @property
    def is_everything(self) -> bool:
        """True without any wish."""
        return self.opd_id is None and not self.words.strip()


def goals_tree(by: Actor, year: int, wanted: GoalsWanted | None = None) -> list[GoalNode]:
    """The goals of a year as trees, or those wanted with the way up to them; two queries."""
    support = Count("rhk_list", filter=Q(rhk_list__is_active=True, rhk_list__skp__year=year))
    targets = Prefetch("targets", GoalTarget.objects.filter(year=year), to_attr="shown_targets")
    rows = Goal.objects.filter(first_year__lte=year, last_year__gte=year).select_related("opd")
    rows = (
        visible(by, Permission.VIEW_GOALS, rows).annotate(supporter_count=support).prefetch_related(targets)
    )
    found = sorted(rows, key=_place)
    beside = twins_by_goal(found)
    nodes = {goal.pk: _node(goal, beside[goal.pk]) for goal in _with_the_way_up(found, wanted)}
    roots: list[GoalNode] = []
    for node in nodes.values():
        parent = nodes.get(node.goal.parent_id) if node.goal.parent_id else None
        (parent.children if parent else roots).append(node)
    return roots


def _with_the_way_up(goals: list[Goal], wanted: GoalsWanted | None) -> list[Goal]:
    if wanted is None or wanted.is_everything:
        return goals
    known = {goal.pk: goal for goal in goals}
    kept: set[UUID] = set()
    for goal in goals:
        if wanted.takes(goal):
            kept |= {goal.pk, *(above.pk for above in ancestors_of(goal, known))}
    return [goal for goal in goals if goal.pk in kept]


def goal_for(by: Actor, pk: UUID) -> Goal:
    """One goal; raises `NotFound`."""
    found = visible(
        by, Permission.VIEW_GOALS, Goal.objects.filter(pk=pk).select_related("opd", "parent", "standard")
    ).first()
    if found is None:
        raise NotFound()
    return found


def cascade_of(by: Actor, goal: Goal, year: int, *, start: UUID | None = None, page: int = 1) -> Cascade:
    """Who carries a goal, three levels deep from the goal or from one result; at most five queries.

    `page` is that of the results directly below the goal, or below the one result.
    """
    known = {row.pk: row for row in Goal.objects.all()}
    below = _below(goal, known.values())
    first = Q(pk=start) if start else Q(goal_id__in=[goal.pk, *(row.pk for row in below)])
    levels = _levels(by, first, year, 1 if start else 0, page)
    if page > 1 and not levels.listed:
        levels = _levels(by, first, year, 1 if start else 0, 1)
    return Cascade(
        goal=goal,
        ancestors=ancestors_of(goal, known),
        children=sorted((row for row in below if row.parent_id == goal.pk), key=_place),
        sources=sources_of(by, goal, known.values()),
        roots=levels.roots,
        people=levels.people,
        listed=levels.listed,
    )


def orphans(by: Actor, year: int, opd_id: UUID | None = None) -> Orphans:
    """Both ways, of one OPD or of all: results of people this person may see, and indicators of the agency."""
    lost = Q(goal=None) & (Q(parent=None) | Q(parent__is_active=False))
    rows = RencanaHasilKerja.objects.filter(lost, skp__year=year, is_active=True).exclude(skp__status="draft")
    carried = Q(rhk_list__is_active=True, rhk_list__skp__year=year)
    indicators = Goal.objects.filter(level=GoalLevel.INDICATOR, first_year__lte=year, last_year__gte=year)
    if opd_id is not None:
        rows, indicators = rows.filter(skp__opd_id=opd_id), indicators.filter(opd_id=opd_id)
    results = visible(by, Permission.VIEW_SKP, rows).select_related("skp__employee", "skp__unit")
    bare = (
        indicators.annotate(support=Count("rhk_list", filter=carried)).filter(support=0).select_related("opd")
    )
    goals = visible(by, Permission.VIEW_GOALS, bare)
    return Orphans(results.order_by("skp__employee__name", "order", "id"), sorted(goals, key=_place))


def _levels(by: Actor, first: Q, year: int, listed: int, page: int) -> Levels:
    """One query for each level; the deepest says whether anything lies below it.

    The level of the list (0, or 1 below one result) has pages; one below it is shown whole, or is one click away.
    """
    roots: list[CascadeNode] = []
    level: list[CascadeNode] = []
    everybody: set[UUID] = set()
    total = 0
    for depth in range(SHOWN_LEVELS):
        condition = first if depth == 0 else Q(parent_id__in=[node.rhk.pk for node in level])
        rows = _carriers(condition, year)
        if depth == listed:
            rows = rows.annotate(of=Window(Count("pk")))[(page - 1) * LISTED : page * LISTED]
        found = [_carried(by, rhk) for rhk in rows[: MOST_BELOW + 1]]
        if len(found) > MOST_BELOW:
            break
        if depth == listed and found:
            total = found[0].rhk.of  # type: ignore[attr-defined]
        everybody |= {node.rhk.skp.employee_id for node in found}
        _hang(found, level, roots)
        level = found
        if not level:
            break
    for node in level:
        node.has_more = node.rhk.has_support  # type: ignore[attr-defined]
    return Levels(roots, len(everybody), total)


def _carriers(condition: Q, year: int) -> QuerySet[RencanaHasilKerja]:
    below = RencanaHasilKerja.objects.filter(parent=OuterRef("pk"), skp__year=year, is_active=True)
    rows = RencanaHasilKerja.objects.filter(condition, skp__year=year, is_active=True)
    shown = rows.select_related("skp__employee", "skp__unit").annotate(has_support=Exists(below.order_by()))
    return shown.order_by("skp__employee__name", "order", "id")


def _carried(by: Actor, rhk: RencanaHasilKerja) -> CascadeNode:
    return CascadeNode(rhk, bool(decide(by, Permission.VIEW_SKP, rhk)))


def _hang(found: list[CascadeNode], above: list[CascadeNode], roots: list[CascadeNode]) -> None:
    places = {node.rhk.pk: node for node in above}
    for node in found:
        parent = places.get(node.rhk.parent_id) if node.rhk.parent_id else None
        (parent.children if parent else roots).append(node)


def _node(goal: Goal, other_sources: int) -> GoalNode:
    shown: list[GoalTarget] = goal.shown_targets  # type: ignore[attr-defined]
    return GoalNode(goal, shown[0] if shown else None, goal.supporter_count, other_sources)  # type: ignore[attr-defined]


def _below(goal: Goal, known: Iterable[Goal]) -> list[Goal]:
    children: dict[UUID | None, list[Goal]] = defaultdict(list)
    for row in known:
        children[row.parent_id].append(row)
    found: list[Goal] = []
    waiting = [goal.pk]
    while waiting:
        rows = children.pop(waiting.pop(), [])
        found += rows
        waiting += [row.pk for row in rows]
    return found


def ancestors_of(goal: Goal, known: dict[UUID, Goal]) -> list[Goal]:
    """What lies above a goal, the mission first; no query."""
    path: list[Goal] = []
    above = known.get(goal.parent_id) if goal.parent_id else None
    while above is not None and above not in path:
        path.insert(0, above)
        above = known.get(above.parent_id) if above.parent_id else None
    return path


def _place(goal: Goal) -> tuple[int, str, str]:
    return LEVEL_ORDER.get(goal.level, 9), goal.code, goal.title


def indicators_for(skp: Skp) -> list[Goal]:
    """Indicators a result of this plan may support: those of its OPD, and those of the whole city."""
    rows = Goal.objects.filter(level=GoalLevel.INDICATOR, first_year__lte=skp.year, last_year__gte=skp.year)
    return sorted(rows.filter(Q(opd_id=skp.opd_id) | Q(opd=None)), key=_place)


def possible_parents(child: Goal | None) -> list[Goal]:
    """Nodes that may stand above another one; without itself and what hangs below it."""
    rows = list(Goal.objects.exclude(level=GoalLevel.INDICATOR))
    barred = {child.pk, *(row.pk for row in _below(child, rows))} if child else set()
    return sorted((row for row in rows if row.pk not in barred), key=_place)


def manageable_units(by: Actor) -> list[Unit]:
    """The OPD whose goals this person may write."""
    rows = visible(by, Permission.MANAGE_GOALS, Unit.objects.filter(opd_id=F("id"), is_active=True))
    return list(rows.order_by("name"))


def offices() -> list[Unit]:
    """All OPD of the city, for a choice."""
    return list(Unit.objects.filter(opd_id=F("id"), is_active=True).order_by("name"))


def targets_of(goal: Goal) -> list[GoalTarget]:
    """Target and result of each year."""
    return list(GoalTarget.objects.filter(goal=goal).order_by("year"))
