"""The cascade drawn on the server: from the mission over an indicator to the results of people, as boxes and lines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.planning.models import Goal
from selaras.planning.selectors.goals import Cascade, CascadeNode

BOX_WIDTH, BOX_HEIGHT, GAP_X, GAP_Y, MARGIN = 240, 78, 44, 14, 8
LINE_LETTERS, MOST_LINES, LINE_HEIGHT = 31, 3, 16
# Beyond that the picture would be a wall; the rest is one click away.
MOST_BESIDE = 12


@dataclass(slots=True)
class PictureNode:
    """One box: what kind of thing, its words, where it leads, and what hangs on it."""

    kind: str
    label: str
    text: str
    href: str
    is_here: bool = False
    children: list[PictureNode] = field(default_factory=list)
    depth: int = 0
    y: float = 0

    @property
    def x(self) -> int:
        """The left side of the box."""
        return MARGIN + self.depth * (BOX_WIDTH + GAP_X)

    @property
    def text_x(self) -> int:
        """Where the words begin."""
        return self.x + 10

    @property
    def label_y(self) -> float:
        """The line of the label."""
        return self.y + LINE_HEIGHT

    @property
    def lines(self) -> list[tuple[float, str]]:
        """The words cut into lines, each with its place."""
        cut = textwrap.wrap(self.text, LINE_LETTERS, max_lines=MOST_LINES, placeholder=" …")
        return [(self.y + LINE_HEIGHT * (place + 2), line) for place, line in enumerate(cut)]


@dataclass(frozen=True, slots=True)
class PictureLine:
    """The way from one box to the next."""

    path: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything to be drawn, and the size of the paper in units of the drawing."""

    root: PictureNode
    boxes: list[PictureNode]
    lines: list[PictureLine]
    width: int
    height: int

    def scaled(self, percent: int) -> tuple[int, int]:
        """Width and height on the screen."""
        return self.width * percent // 100, self.height * percent // 100


def picture_of(cascade: Cascade, year: int) -> Picture:
    """The picture of a goal: the way down from the mission in the first column, what carries it beside it."""
    here = _goal_node(cascade.goal, year, is_here=True)
    here.children = [_goal_node(row, year) for row in cascade.children[:MOST_BESIDE]]
    if len(cascade.children) > MOST_BESIDE:
        here.children.append(_rest(cascade.goal, len(cascade.children) - MOST_BESIDE, year))
    here.children += _shown(cascade.roots, cascade.goal, year, cascade.listed)
    way = [*(_goal_node(above, year) for above in cascade.ancestors), here]
    for above, node in pairwise(way):
        above.children = [node]
    return _drawn(way)


def _shown(nodes: list[CascadeNode], goal: Goal, year: int, listed: int) -> list[PictureNode]:
    """Up to twelve boxes beside another and where the others are; the first level with several has `listed` of them."""
    found = []
    for node in nodes[:MOST_BESIDE]:
        drawn = _result_node(node, goal, year)
        drawn.children = _shown(node.children, goal, year, listed if len(nodes) == 1 else 0)
        if node.has_more:
            drawn.children.append(_deeper(node, goal, year))
        found.append(drawn)
    if len(nodes) > MOST_BESIDE:
        found.append(_rest(goal, max(len(nodes), listed) - MOST_BESIDE, year))
    return found


def _goal_node(goal: Goal, year: int, *, is_here: bool = False) -> PictureNode:
    label = " ".join(part for part in (str(goal.get_level_display()), goal.code) if part)
    address = reverse("planning:goal_detail" if is_here else "planning:goal_picture", args=[goal.pk])
    return PictureNode("goal", label, goal.title, f"{address}?tahun={year}", is_here)


def _result_node(node: CascadeNode, goal: Goal, year: int) -> PictureNode:
    """Who may not read the plan sees the post and the unit, and neither name nor words of it."""
    rhk = node.rhk
    if not node.is_readable:
        address = f"{reverse('planning:goal_picture', args=[goal.pk])}?tahun={year}&dari={rhk.pk}"
        return PictureNode("closed", rhk.skp.unit.name, rhk.skp.position_title, address)
    href = f"{reverse('planning:detail', args=[rhk.skp_id])}#rhk-{rhk.pk}"
    return PictureNode("result", rhk.skp.employee.full_name, rhk.text, href)


def _deeper(node: CascadeNode, goal: Goal, year: int) -> PictureNode:
    href = f"{reverse('planning:goal_picture', args=[goal.pk])}?tahun={year}&dari={node.rhk.pk}"
    return PictureNode("more", _("Lebih dalam"), _("Lihat yang di bawahnya"), href)


def _rest(goal: Goal, count: int, year: int) -> PictureNode:
    href = f"{reverse('planning:goal_detail', args=[goal.pk])}?tahun={year}#pendukung"
    return PictureNode("more", _("Masih ada"), _("%(count)d lainnya dalam daftar") % {"count": count}, href)


def _drawn(way: list[PictureNode]) -> Picture:
    """Place everything: on a small screen the first column is what one sees first."""
    here, top, below = way[-1], float(MARGIN), float(MARGIN)
    for node in way:
        node.y = top
        top += BOX_HEIGHT + GAP_Y
    for child in here.children:
        below = _place(child, 1, below)
    boxes = list(_walk(way[0]))
    width = max(box.x for box in boxes) + BOX_WIDTH + MARGIN
    lines = [*(_down(above, node) for above, node in pairwise(way)), *_connect(here)]
    return Picture(way[0], boxes, lines, width, int(max(top, below) - GAP_Y + MARGIN))


def _place(node: PictureNode, depth: int, top: float) -> float:
    """Give the box and what hangs on it their places; returns where the next one may begin."""
    node.depth = depth
    if not node.children:
        node.y = top
        return top + BOX_HEIGHT + GAP_Y
    below = top
    for child in node.children:
        below = _place(child, depth + 1, below)
    node.y = node.children[0].y
    return below


def _walk(node: PictureNode) -> Iterator[PictureNode]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _down(above: PictureNode, node: PictureNode) -> PictureLine:
    middle = above.x + BOX_WIDTH // 2
    return PictureLine(f"M{middle} {above.y + BOX_HEIGHT:g}V{node.y:g}")


def _connect(node: PictureNode) -> Iterator[PictureLine]:
    start_x, start_y = node.x + BOX_WIDTH, node.y + BOX_HEIGHT / 2
    for child in node.children:
        end_y, middle = child.y + BOX_HEIGHT / 2, start_x + GAP_X / 2
        yield PictureLine(
            f"M{start_x} {start_y:g}C{middle:g} {start_y:g} {middle:g} {end_y:g} {child.x} {end_y:g}"
        )
        yield from _connect(child)
