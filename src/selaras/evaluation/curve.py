"""The spread of predikat as a curve beside the limits of the pattern, in the numbers an SVG needs.

The lampiran of PermenPANRB 6/2022 draws the patterns as curves too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from selaras.evaluation.shares import Share
from selaras_rules import OrganisationPredikat as OrganisationLevel
from selaras_rules import Predikat, Ruleset

WIDTH, HEIGHT, TOP, BOTTOM = 500, 220, 24, 176
STEP = WIDTH // len(Predikat)


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One predikat: where its point stands, how many people, which share; its short name in lines."""

    x: int
    y: int
    label: str
    words: tuple[str, ...]
    people: int
    percent: int


@dataclass(frozen=True, slots=True)
class CurveLimit:
    """One limit: a line over the classes it counts together, and its words."""

    x1: int
    x2: int
    y: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Curve:
    """The drawing; `level` is the predikat of the organisation whose limits are drawn, or empty."""

    points: tuple[CurvePoint, ...]
    path: str
    limits: tuple[CurveLimit, ...]
    level: str
    people: int


def curve_of(shares: Sequence[Share], level: OrganisationLevel | None, ruleset: Ruleset) -> Curve | None:
    """The curve of these people beside the limits for a predikat of the organisation; None without anybody."""
    curve = curve_without_limits(shares)
    if curve is None or level is None:
        return curve
    return replace(curve, limits=tuple(_limits(level, ruleset)), level=level.label)


def curve_without_limits(shares: Sequence[Share]) -> Curve | None:
    """The curve as it is before the predikat of the organisation is set; None without anybody."""
    everybody = sum(share.people for share in shares)
    if not everybody:
        return None
    points = tuple(_point(place, share, everybody) for place, share in enumerate(reversed(shares)))
    return Curve(points, _smooth([(point.x, point.y) for point in points]), (), "", everybody)


def _point(place: int, share: Share, everybody: int) -> CurvePoint:
    words = tuple(share.label.replace("/", " / ").split(" ", 1))
    height = _y(Fraction(share.people, everybody))
    return CurvePoint(_x(place), height, share.label, words, share.people, share.percent)


def _x(place: int) -> int:
    return place * STEP + STEP // 2


def _y(share: Fraction) -> int:
    return BOTTOM - round(share * (BOTTOM - TOP))


def _limits(level: OrganisationLevel, ruleset: Ruleset) -> list[CurveLimit]:
    order, found = list(reversed(Predikat)), []
    for rule in ruleset.law("distribusi.batas").value[level]:
        kind = next((name for name in ("at_most", "at_least") if name in rule), "")
        if not kind:
            continue
        places = [order.index(Predikat(code)) for code in rule["of"]]
        share = Fraction(str(rule[kind]))
        sign = "≤" if kind == "at_most" else "≥"
        x1, x2 = min(places) * STEP + 8, max(places) * STEP + STEP - 8
        found.append(CurveLimit(x1, x2, _y(share), kind, f"{sign} {round(share * 100)}%"))
    return found


def _smooth(points: list[tuple[int, int]]) -> str:
    """A curve through all points that is level at each of them, so that it never shows less than nobody."""
    (x, y), drawn = points[0], []
    for (x1, y1), (x2, y2) in pairwise(points):
        middle = (x1 + x2) // 2
        drawn.append(f"C{middle} {y1} {middle} {y2} {x2} {y2}")
    return f"M{x} {y}" + "".join(drawn)
