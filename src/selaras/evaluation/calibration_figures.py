"""What the ratings of a meeting show side by side: spread, strictness, halo, groups. Pure; numbers in, numbers out.

A figure of few people says little and may point at somebody, so small groups are left out, and with them whatever
would give them away by subtraction.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from selaras.evaluation.shares import Share, nearly_everybody, shares_of
from selaras_rules import Predikat, Rating

# Below this, one person's good year would make a pejabat penilai look lenient.
FEWEST_OF_PENILAI = 5
# Below this, a group by sex, unit or golongan could be read as single people.
FEWEST_OF_GROUP = 10
# A difference is named from two standard errors on: chance alone gives that once in twenty.
CLEAR = 2.0
STEPS = {Rating.DI_BAWAH: -1, Rating.SESUAI: 0, Rating.DI_ATAS: 1}


@dataclass(frozen=True, slots=True)
class JudgedPerson:
    """One case: by whom (a number), both ratings, what follows from them, and the groups it belongs to."""

    penilai: int
    hasil: Rating
    perilaku: Rating
    predikat: Predikat
    groups: Mapping[str, str]

    @property
    def steps(self) -> int:
        """Both ratings as steps from the middle, -2 to 2; only for comparing, never shown for a person."""
        return STEPS[self.hasil] + STEPS[self.perilaku]


class Tendency(StrEnum):
    """How the ratings of one pejabat penilai lie beside those of the others."""

    TOO_FEW = "too_few"
    SIMILAR = "similar"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class PenilaiFigure:
    """One pejabat penilai in numbers; `shares` is empty below the least number of people."""

    number: int
    people: int
    shares: tuple[Share, ...]
    tendency: Tendency
    # Behaviour was rated like results for everybody, although people differ.
    is_halo: bool
    # Everybody got the same pair of ratings.
    is_uniform: bool
    # The predikat that nearly all of a larger group lead to.
    nearly_everybody: Share | None = None


@dataclass(frozen=True, slots=True)
class GroupFigure:
    """One group of a dimension."""

    label: str
    people: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way of dividing people; without groups when fewer than two are large enough."""

    name: str
    groups: tuple[GroupFigure, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the meeting shows in numbers."""

    people: int
    shares: tuple[Share, ...]
    by_penilai: tuple[PenilaiFigure, ...]
    dimensions: tuple[Dimension, ...]
    nearly_everybody: Share | None


def figures_of(people: Sequence[JudgedPerson], dimensions: Sequence[str]) -> Figures:
    """All figures of one meeting."""
    shares = _shares(people)
    return Figures(
        people=len(people),
        shares=shares,
        by_penilai=_by_penilai(people),
        dimensions=tuple(_dimension(people, name) for name in dimensions),
        nearly_everybody=nearly_everybody(shares, fewest=FEWEST_OF_GROUP),
    )


def _shares(people: Iterable[JudgedPerson]) -> tuple[Share, ...]:
    return shares_of(Counter(person.predikat for person in people))


def _by_penilai(people: Sequence[JudgedPerson]) -> tuple[PenilaiFigure, ...]:
    """In the order of the numbers, which mean nothing: this is no ranking."""
    own: defaultdict[int, list[JudgedPerson]] = defaultdict(list)
    for person in people:
        own[person.penilai].append(person)
    return tuple(_penilai(number, own[number], people) for number in sorted(own))


def _penilai(number: int, own: Sequence[JudgedPerson], people: Sequence[JudgedPerson]) -> PenilaiFigure:
    if len(own) < FEWEST_OF_PENILAI:
        return PenilaiFigure(number, len(own), (), Tendency.TOO_FEW, False, False)
    pairs = {(person.hasil, person.perilaku) for person in own}
    is_uniform = len(pairs) == 1
    is_halo = not is_uniform and all(STEPS[hasil] == STEPS[perilaku] for hasil, perilaku in pairs)
    shares = _shares(own)
    nearly = nearly_everybody(shares, fewest=FEWEST_OF_GROUP)
    return PenilaiFigure(number, len(own), shares, tendency_of(own, people), is_halo, is_uniform, nearly)


def tendency_of(own: Sequence[JudgedPerson], people: Sequence[JudgedPerson]) -> Tendency:
    """Whether the mean of these ratings differs from that of the others by more than chance would explain.

    The spread of all ratings together is taken for both sides; without any spread nothing differs.
    """
    others = len(people) - len(own)
    if len(own) < FEWEST_OF_PENILAI or others < FEWEST_OF_PENILAI:
        return Tendency.TOO_FEW
    total, mine = sum(person.steps for person in people), sum(person.steps for person in own)
    mean = total / len(people)
    spread = sum((person.steps - mean) ** 2 for person in people) / (len(people) - 1)
    if not spread:
        return Tendency.SIMILAR
    error = sqrt(spread * (1 / len(own) + 1 / others))
    difference = (mine / len(own) - (total - mine) / others) / error
    if abs(difference) < CLEAR:
        return Tendency.SIMILAR
    return Tendency.HIGHER if difference > 0 else Tendency.LOWER


def _dimension(people: Iterable[JudgedPerson], name: str) -> Dimension:
    members: defaultdict[str, list[JudgedPerson]] = defaultdict(list)
    for person in people:
        if label := person.groups.get(name, ""):
            members[label].append(person)
    shown = large_enough({label: len(found) for label, found in members.items()})
    left_out = sum(len(found) for label, found in members.items() if label not in shown)
    groups = tuple(
        GroupFigure(label, len(members[label]), _shares(members[label])) for label in sorted(shown)
    )
    return Dimension(name, groups, left_out)


def large_enough(sizes: Mapping[str, int]) -> frozenset[str]:
    """The groups that may be shown: large enough, two at least, and the rest not to be had by subtraction."""
    by_size = sorted(sizes, key=lambda label: (-sizes[label], label))
    shown = [label for label in by_size if sizes[label] >= FEWEST_OF_GROUP]
    rest = sum(size for size in sizes.values() if size < FEWEST_OF_GROUP)
    while shown and 0 < rest < FEWEST_OF_GROUP:
        rest += sizes[shown.pop()]
    return frozenset(shown) if len(shown) > 1 else frozenset()
