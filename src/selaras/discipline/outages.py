"""Days on which devices seem to have failed: silent while others recorded, or many people with only one side.

What is found is a suspicion; until a human has decided it counts against nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from selaras.core import clock
from selaras.discipline.models import DeviceDay, Outage
from selaras.intake.models import FeedSource, RunStatus
from selaras_rules import Ruleset
from selaras_rules.attendance import is_outage_suspected
from selaras_rules.working_time import DayPlan, FreeDay

# A device that few days are known of may simply have been put up or taken down.
FEWEST_DAYS = 4
# Below this number single forgetful people would look like a failure.
FEWEST_ONE_SIDED = 5
_FRIDAY = 4
Plans = Mapping[date, DayPlan | FreeDay]


@dataclass(frozen=True, slots=True)
class Recorded:
    """People a device recorded on a day, and those of whom one side is missing."""

    people: int
    one_sided: int


def find_outages(source: FeedSource, plans: Plans, ruleset: Ruleset) -> list[Outage]:
    """New suspicions within these days, saved; days that somebody decided on stay as they are."""
    days = recorded_days(source, plans)
    found = [*_silent(days, plans), *_one_sided(days, plans, ruleset)]
    known = set(Outage.objects.filter(source=source).values_list("device", "day"))
    moment = clock.now()
    rows = {
        (device, day): Outage(
            agency_id=source.agency_id, source=source, device=device, day=day, sign=sign, found_at=moment
        )
        for device, day, sign in found
        if (device, day) not in known
    }
    made: list[Outage] = Outage.objects.bulk_create(rows.values())
    return made


def recorded_days(source: FeedSource, plans: Plans) -> dict[str, dict[date, Recorded]]:
    """Device → day → what was recorded, by all files that count; a file of half a day says nothing."""
    rows = DeviceDay.objects.filter(
        run__source=source, run__status=RunStatus.APPLIED, is_whole=True,
        day__gte=min(plans), day__lte=max(plans),
    )  # fmt: skip
    found: dict[str, dict[date, Recorded]] = defaultdict(dict)
    for device, day, people, one_sided in rows.order_by("people").values_list(
        "device", "day", "people", "one_sided"
    ):
        found[device][day] = Recorded(people, one_sided)
    return found


def _silent(days: Mapping[str, Mapping[date, Recorded]], plans: Plans) -> Iterable[tuple[str, date, str]]:
    heard = sorted({day for recorded in days.values() for day in recorded})
    if len(heard) < FEWEST_DAYS:
        return
    for day in _working(plans, heard[0], heard[-1]):
        people = sum(recorded[day].people for recorded in days.values() if day in recorded)
        if not people:
            yield "", day, _("Tidak ada satu tap pun dari sumber ini pada hari kerja.")
            continue
        for device, recorded in days.items():
            if day not in recorded and len(recorded) >= FEWEST_DAYS:
                text = _(
                    "Mesin %(device)s tidak mencatat satu tap pun, sedangkan %(people)s orang tercatat di mesin lain."
                )
                yield device, day, text % {"device": device or "–", "people": people}


def _one_sided(
    days: Mapping[str, Mapping[date, Recorded]], plans: Plans, ruleset: Ruleset
) -> Iterable[tuple[str, date, str]]:
    for device, recorded in days.items():
        for day, found in recorded.items():
            usual = [
                (other.one_sided, other.people)
                for other_day, other in recorded.items()
                if other_day != day and _is_same_kind(day, other_day, plans)
            ]
            if len(usual) < FEWEST_DAYS - 1 or found.one_sided < FEWEST_ONE_SIDED:
                continue
            if isinstance(plans[day], FreeDay):
                continue
            verdict = is_outage_suspected(found.one_sided, found.people, usual, ruleset)
            if verdict.value:
                yield device, day, verdict.text


def _is_same_kind(day: date, other: date, plans: Plans) -> bool:
    """Fridays are like Fridays: more people leave without a tap than on other days."""
    return isinstance(plans[other], DayPlan) and (day.weekday() == _FRIDAY) == (other.weekday() == _FRIDAY)


def _working(plans: Plans, first: date, last: date) -> Iterable[date]:
    return (day for day, plan in plans.items() if first <= day <= last and isinstance(plan, DayPlan))
