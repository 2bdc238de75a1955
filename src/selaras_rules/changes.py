"""What changes in the law between two days, and which results change with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .catalogue import list_parameters
from .computing import RULES, Rule
from .errors import InvalidInput
from .parameters import Value
from .regulations import Regulation, all_regulations
from .working_days import HolidayList, holidays_of, known_holiday_years


class ChangeKind(StrEnum):
    """In what way a value of the law changes."""

    NEW = "new"
    CHANGED = "changed"
    REBASED = "rebased"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The word for people."""
        return _LABELS[self]

    @property
    def changes_results(self) -> bool:
        """Whether results may differ; when only the article behind a value is another, reasons differ alone."""
        return self is not ChangeKind.REBASED


_LABELS = {
    ChangeKind.NEW: "baru",
    ChangeKind.CHANGED: "berubah",
    ChangeKind.REBASED: "dasarnya berganti, isinya tetap",
    ChangeKind.ENDED: "berakhir",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One value of the law that is not the same on both days; `before` or `after` is None where there is none."""

    key: str
    title: str
    kind: ChangeKind
    before: Value | None
    after: Value | None

    @property
    def value(self) -> Value:
        """The value to look at: the later one, or the last one of what has ended."""
        found = self.after or self.before
        assert found is not None  # noqa: S101  # a change has at least one side
        return found


@dataclass(frozen=True, slots=True)
class LawDifference:
    """Everything that changes from the first day to the second."""

    first: date
    second: date
    changes: tuple[Change, ...]
    regulations: tuple[Regulation, ...]
    holidays: tuple[HolidayList, ...]

    @property
    def results_changed(self) -> tuple[Rule, ...]:
        """The rules whose results may differ between the two days."""
        return rules_resting_on(change.key for change in self.changes if change.kind.changes_results)

    @property
    def reasons_changed(self) -> tuple[Rule, ...]:
        """The rules that give the same results and name another article."""
        results = {rule.name for rule in self.results_changed}
        rebased = rules_resting_on(change.key for change in self.changes if not change.kind.changes_results)
        return tuple(rule for rule in rebased if rule.name not in results)


def law_between(first: date, second: date) -> LawDifference:
    """What changes from the law of the first day to that of the second; raises InvalidInput when they are swapped."""
    if second < first:
        raise InvalidInput("hari kedua", second, f"{first.isoformat()} atau sesudahnya")
    changes = tuple(
        change
        for item in list_parameters()
        if (change := _change(item.key, item.title, item.value_on(first), item.value_on(second))) is not None
    )
    return LawDifference(first, second, changes, _new_regulations(first, second), _lists(first, second))


def rules_resting_on(keys: Iterable[str]) -> tuple[Rule, ...]:
    """The rules that name one of these keys, or a group it belongs to, as the law behind them."""
    touched = tuple(keys)
    return tuple(
        rule
        for rule in RULES.values()
        if any((key + ".").startswith(behind + ".") for behind in rule.law for key in touched)
    )


def _change(key: str, title: str, before: Value | None, after: Value | None) -> Change | None:
    if before is after:
        return None
    return Change(key, title, _kind(before, after), before, after)


def _kind(before: Value | None, after: Value | None) -> ChangeKind:
    if before is None or after is None:
        return ChangeKind.NEW if before is None else ChangeKind.ENDED
    return ChangeKind.REBASED if before.value == after.value else ChangeKind.CHANGED


def _new_regulations(first: date, second: date) -> tuple[Regulation, ...]:
    found = (item for item in all_regulations().values() if first < item.effective <= second)
    return tuple(sorted(found, key=lambda item: (item.effective, item.code)))


def _lists(first: date, second: date) -> tuple[HolidayList, ...]:
    return tuple(holidays_of(year) for year in known_holiday_years() if first.year < year <= second.year)
