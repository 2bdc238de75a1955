"""What a sheet would change in the plan: new lines, other targets, the same; nothing is ever taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from selaras.core.numbers import number_text
from selaras.planning.content import target_words
from selaras.planning.models import Iki, RencanaHasilKerja
from selaras.planning.sheets.cells import key_of
from selaras.planning.sheets.values import SheetIki, SheetRhk, Target, results

What = Literal["new_result", "new_measure", "changed", "same"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet beside the plan: what it is, and where it goes."""

    what: What
    rhk: SheetRhk
    iki: SheetIki
    old_target: str
    new_target: str
    in_plan: RencanaHasilKerja | None = None
    measure: Iki | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """All lines, and the results of the plan that the sheet does not name; those stay."""

    lines: list[Line]
    only_here: list[str]

    def count(self, what: What) -> int:
        """How many lines are of a kind."""
        return sum(line.what == what for line in self.lines)

    @property
    def changes_something(self) -> bool:
        """Whether taking it over would write anything."""
        return any(line.what != "same" for line in self.lines)


def difference_between(sheet: Sequence[SheetRhk], plan: Iterable[RencanaHasilKerja]) -> Difference:
    """Compare a sheet with the results of a plan whose indicators are loaded; lines are matched by their words."""
    by_text = {key_of(rhk.text): rhk for rhk in plan}
    lines = [_line(rhk, iki, by_text.get(key_of(rhk.text))) for rhk, iki in results(list(sheet))]
    named = {key_of(rhk.text) for rhk in sheet}
    return Difference(lines, [rhk.text for key, rhk in by_text.items() if key not in named])


def _line(rhk: SheetRhk, iki: SheetIki, known: RencanaHasilKerja | None) -> Line:
    new = words_for(iki.target)
    if known is None:
        return Line("new_result", rhk, iki, "", new)
    measure = _same_measure(known, iki)
    if measure is None:
        return Line("new_measure", rhk, iki, "", new, known)
    old = f"{target_words(measure)} {measure.unit_of_measure}".strip()
    what: What = "same" if key_of(old) == key_of(new) or not new else "changed"
    return Line(what, rhk, iki, old, new, known, measure)


def _same_measure(rhk: RencanaHasilKerja, iki: SheetIki) -> Iki | None:
    """The indicator of the same words; of several, the one of the same aspect."""
    alike = [each for each in rhk.iki_list.all() if each.is_active and key_of(each.text) == key_of(iki.text)]
    same_aspect = [each for each in alike if not iki.aspect or each.aspect in {"", iki.aspect}]
    return next(iter(same_aspect), None)


def words_for(target: Target) -> str:
    """A target as the plan would print it, with its unit."""
    if target.number is None:
        return target.words
    if target.upper is not None:
        return f"{number_text(target.number)}–{number_text(target.upper)} {target.unit}".strip()
    sign = "≤ " if target.direction == "less_is_better" else ""
    return f"{sign}{number_text(target.number)} {target.unit}".strip()
