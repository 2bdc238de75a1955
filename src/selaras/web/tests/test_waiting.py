"""What waits is asked in words kept for everybody; each person still reads the own numbers, as they are now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from selaras.authorization import Actor, Role
from selaras.core.counting import question_of
from selaras.organisation.choices import ruleset_for
from selaras.organisation.outages import recent_outages
from selaras.planning.tests.stage import submitted
from selaras.web import waiting
from selaras.web.home import home_of
from selaras_rules import Period, PeriodKind
from tests.cast import Cast

pytestmark = pytest.mark.database

ON = date(2026, 4, 2)


@pytest.fixture(autouse=True)
def nothing_is_kept() -> Iterator[None]:
    waiting._WAITING.clear()
    yield
    waiting._WAITING.clear()


def everybody_who_shares(cast: Cast) -> list[Actor]:
    people = [cast.actor(name, ON) for name, person in cast.people.items() if person.agency == cast.kupang]
    leaders = {person.pejabat_penilai_id for person in cast.people.values()}
    return [
        replace(person, leads=person.employee_id in leaders)
        for person in people
        if not person.administered_opd_ids and not person.acts_for
    ]


def test_what_is_kept_is_word_for_word_what_would_be_asked_for_the_person_alone(cast: Cast) -> None:
    rules = ruleset_for(cast.kupang, ON)
    outages = recent_outages(cast.kupang, rules, ON)
    lasts = (Period.containing(PeriodKind.QUARTER, ON).previous(),) * 2
    people = everybody_who_shares(cast)
    assert {Role.CITY_ADMIN, Role.INSPECTOR} <= {role for person in people for role in person.roles}
    for person in people:
        waiting.counts_waiting(person, ON, lasts, outages, rules)
        assert person.employee_id is not None
        alone = question_of(waiting._steps_waiting(person, ON, lasts, outages, rules))
        kept = [one.asked_by(person.employee_id) for one in waiting._WAITING.values()]
        assert alone in kept
    assert len(waiting._WAITING) == len({(person.leads, person.roles) for person in people}) < len(people)


def test_a_plan_that_was_handed_in_is_counted_at_once_for_its_leader_alone(cast: Cast) -> None:
    def waits(name: str) -> int:
        home = home_of(replace(cast.actor(name, ON), leads=True), cast.kupang, ON)
        return sum(task.count or 0 for task in home.waiting if task.icon == "inbox")

    assert (waits("budi"), waits("dewi")) == (0, 0)
    submitted(cast, "ani")
    assert (waits("budi"), waits("dewi")) == (1, 0)
