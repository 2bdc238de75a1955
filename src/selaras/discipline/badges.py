"""Whose number it is: found by exact match only, on the day of the tap. What nobody knows waits for a human."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from selaras.discipline.models import FIRST_DAY, Badge
from selaras.discipline.reading import PunchRows
from selaras.intake.models import FeedSource
from selaras.organisation.models import Employee


@dataclass(slots=True)
class Holders:
    """The badges of a source; `new` are those that the file brought and that are not saved yet."""

    source: FeedSource
    by_code: dict[str, list[Badge]] = field(default_factory=lambda: defaultdict(list))
    new: list[Badge] = field(default_factory=list)

    def on(self, code: str, day: date) -> Badge | None:
        """The badge that this number was on a day."""
        for badge in self.by_code.get(code, ()):
            if badge.starts_on <= day and (badge.ends_on is None or day <= badge.ends_on):
                return badge
        return None


def holders_of(source: FeedSource, codes: Iterable[str]) -> Holders:
    """The badges of a source, with a new one for each number it does not know; two queries.

    A number that is exactly the NIP of somebody (of the OPD, where the source belongs to one) is that person's.
    """
    holders = Holders(source)
    for badge in Badge.objects.filter(source=source).order_by("starts_on"):
        holders.by_code[badge.code].append(badge)
    unknown = [code for code in codes if code not in holders.by_code]
    people = people_by_nip(source, [code for code in unknown if len(code) == 18])
    for code in unknown:
        badge = Badge(
            agency_id=source.agency_id,
            source=source,
            code=code,
            employee_id=people.get(code),
            starts_on=FIRST_DAY,
        )
        holders.by_code[code].append(badge)
        holders.new.append(badge)
    return holders


def people_by_nip(source: FeedSource, nips: Iterable[str]) -> dict[str, UUID]:
    """NIP → person, among those whom the source may speak of."""
    wanted = set(nips)
    if not wanted:
        return {}
    people = Employee.objects.filter(agency_id=source.agency_id).exclude(nip="")
    if source.opd_id is not None:
        people = people.filter(unit__opd_id=source.opd_id)
    # All of an office at once: a list of 8,000 numbers is longer than a statement may be.
    return {nip: pk for nip, pk in people.values_list("nip", "pk") if nip in wanted}


@dataclass(frozen=True, slots=True)
class Matched:
    """The badge of each tap by its number in `badges`; taps of a number that had no holder then have none."""

    badges: list[Badge]
    numbers: array[int]


def match(rows: PunchRows, holders: Holders) -> Matched:
    """Which badge each tap belongs to."""
    badges: list[Badge] = []
    places: dict[UUID, int] = {}
    numbers = array("L")
    settled: list[int | None] = [None] * len(rows.codes.texts)
    for who, day in zip(rows.who, rows.days, strict=True):
        number = settled[who]
        if number is None:
            code = rows.codes.texts[who]
            known = holders.by_code[code]
            badge = holders.on(code, date.fromordinal(day)) or known[-1]
            number = places.setdefault(badge.pk, len(badges))
            if number == len(badges):
                badges.append(badge)
            if len(known) == 1:
                settled[who] = number
        numbers.append(number)
    return Matched(badges, numbers)
