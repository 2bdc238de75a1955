"""The law as people read it: by subject, with article, standing and history, and what the agency has chosen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.functional import cached_property

from selaras.organisation.models import Agency
from selaras.organisation.selectors.admin import ChoiceLine, choice_lines
from selaras_rules import (
    HolidayList,
    NoHolidayList,
    Parameter,
    Regulation,
    Standing,
    Value,
    all_regulations,
    holidays_of,
    known_holiday_years,
    list_parameters,
    regulation,
)
from selaras_rules.catalogue import last_day
from selaras_rules.changes import Change, ChangeKind
from selaras_rules.errors import UnknownLaw
from selaras_rules.reading import (
    Layout,
    Subject,
    all_subjects,
    choices_of,
    laid_out,
    parameters_of,
    subject_of,
)

HOLIDAYS = "hari-kerja"


@dataclass(frozen=True, slots=True)
class ShownLaw:
    """One value of the law on the page: what it says, where that is written, how sure it is, from when till when."""

    key: str
    title: str
    unit: str
    layout: Layout
    since: date
    until: date | None
    regulation: Regulation
    article: str
    standing: Standing
    note: str
    other: tuple[ShownLaw, ...] = ()


@dataclass(frozen=True, slots=True)
class AbsentLaw:
    """One thing the law says nothing about on that day: it does not yet, or no longer."""

    key: str
    title: str
    first: date
    is_coming: bool


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """One subject in the table of contents."""

    subject: Subject
    values: int
    choices: int
    standings: tuple[tuple[Standing, int], ...]


class SubjectPage:
    """Everything the page of one subject shows."""

    def __init__(self, subject: Subject, agency: Agency, day: date) -> None:
        self.subject, self.agency, self.day = subject, agency, day

    @cached_property
    def in_force(self) -> list[ShownLaw]:
        """The values of that day, each with those before and after it."""
        found = ((item, item.value_on(self.day)) for item in parameters_of(self.subject))
        return [_with_history(item, value) for item, value in found if value is not None]

    @cached_property
    def absent(self) -> list[AbsentLaw]:
        """What is not in force on that day."""
        return [
            AbsentLaw(item.key, item.title, item.values[0].effective, self.day < item.values[0].effective)
            for item in parameters_of(self.subject)
            if item.value_on(self.day) is None
        ]

    @cached_property
    def choices(self) -> list[ChoiceLine]:
        """What the law leaves to the agency here, and what it has chosen."""
        keys = {option.key for option in choices_of(self.subject)}
        return (
            [line for line in choice_lines(self.agency, self.day) if line.option.key in keys] if keys else []
        )

    @cached_property
    def has_holidays(self) -> bool:
        """Whether this subject shows the lists of holidays."""
        return self.subject.code == HOLIDAYS

    @cached_property
    def holidays(self) -> HolidayList | None:
        """The holidays of that year, None where no list is known."""
        try:
            return holidays_of(self.day.year) if self.has_holidays else None
        except NoHolidayList:
            return None

    @cached_property
    def holiday_source(self) -> Regulation | None:
        """The decree behind the list of holidays."""
        return regulation(self.holidays.source) if self.holidays else None

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years whose holidays are known."""
        return known_holiday_years()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read for that day."""
        return not (self.in_force or self.choices or self.has_holidays)


def contents(day: date) -> list[SubjectLine]:
    """The subjects, with how much is in force on that day and how sure it is."""
    return [_line(subject, day) for subject in all_subjects()]


def first_day() -> date:
    """The first day for which any law is known."""
    return min(item.values[0].effective for item in list_parameters())


def shown_law(value: Value) -> ShownLaw:
    """One value ready for the page."""
    item = next(item for item in list_parameters(value.key) if item.key == value.key)
    return ShownLaw(
        key=value.key,
        title=item.title,
        unit=item.unit,
        layout=laid_out(value.value, value.key),
        since=value.effective,
        until=last_day(value),
        regulation=regulation(value.source),
        article=value.article,
        standing=value.standing,
        note=value.note,
    )


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One difference between two days: what it was, what it became."""

    kind: ChangeKind
    title: str
    key: str
    before: ShownLaw | None
    after: ShownLaw | None


def shown_change(change: Change) -> ShownChange:
    """One difference ready for the page."""
    sides = [shown_law(value) if value is not None else None for value in (change.before, change.after)]
    return ShownChange(change.kind, change.title, change.key, *sides)


@dataclass(frozen=True, slots=True)
class RegulationLine:
    """One regulation of the register: what became of it, and the subjects that rest on it."""

    regulation: Regulation
    revoked_by: Regulation | None
    subjects: tuple[Subject, ...]


def register() -> list[RegulationLine]:
    """Every regulation, the newest first."""
    used: dict[str, list[Subject]] = {}
    for item in list_parameters():
        for value in item.values:
            used.setdefault(value.source, []).append(subject_of(item.key))
    rows = sorted(all_regulations().values(), key=lambda one: (one.promulgated, one.code), reverse=True)
    return [
        RegulationLine(
            one,
            all_regulations().get(one.revoked_by),
            tuple(dict.fromkeys(used.get(one.code, ()))),
        )
        for one in rows
    ]


def law_address(key: str, day: date | None = None) -> str:
    """Where a key of the law, of a choice or of a list of holidays stands, on that day; "" for an unknown one."""
    try:
        subject = subject_of(key)
    except UnknownLaw:
        return ""
    return f"{reverse('web:law_subject', args=[subject.code])}{_asked(day)}#{key}"


def _asked(day: date | None) -> str:
    return "" if day is None else f"?tanggal={day.isoformat()}"


def _with_history(item: Parameter, value: Value) -> ShownLaw:
    others = tuple(shown_law(other) for other in item.values if other is not value)
    return replace(shown_law(value), other=others)


def _line(subject: Subject, day: date) -> SubjectLine:
    values = [value for item in parameters_of(subject) if (value := item.value_on(day)) is not None]
    count = Counter(value.standing for value in values)
    standings = tuple((standing, count[standing]) for standing in Standing if count[standing])
    return SubjectLine(subject, len(values), len(choices_of(subject)), standings)
