"""Reminders go to whose turn it is, in office hours of the city, once for each day of the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
import time_machine

from selaras.core.audit import SYSTEM, recording
from selaras.core.models import AuditEvent, Notice
from selaras.organisation.models import Employee
from selaras.organisation.office_hours import may_remind
from selaras.planning import events
from selaras.planning.models import PlanReminder, Skp, TargetProposal
from selaras.planning.occasions import occasion_on, occasions
from selaras.planning.services import RhkValues, add_iki, add_rhk, draft_skp, reopen_skp, submit_skp
from selaras.planning.services.reminders import Reminded, send_plan_reminders
from selaras.planning.tests.stage import MEASURE, ON, agreed, drafted, submitted
from selaras.planning.tests.test_target_proposals import proposed
from selaras_rules import NoHolidayList, Ruleset
from tests.cast import Cast

LAST_DAY, AFTER = "2026-01-30 09:00+08:00", "2026-02-02 09:00+08:00"


@pytest.fixture
def tick(cast: Cast) -> Callable[[str], Reminded]:
    def run(moment: str) -> Reminded:
        with time_machine.travel(datetime.fromisoformat(moment), tick=False):
            return send_plan_reminders(cast.kupang)

    return run


def told(person: Employee) -> list[str]:
    rows = Notice.objects.filter(recipient_id=person.pk, kind__startswith="reminder.")
    return sorted(rows.values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        ("2026-01-30 07:59+08:00", False),
        ("2026-01-30 08:00+08:00", True),
        ("2026-01-30 15:59+08:00", True),
        ("2026-01-30 16:00+08:00", False),
        ("2026-01-29 23:30+00:00", False),  # 07.30 the next morning in Kupang
        ("2026-01-30 00:30+00:00", True),  # half past eight in Kupang, half past seven in Jakarta
        ("2026-01-31 10:00+08:00", False),  # a Saturday, though the plan is due that day
        ("2026-02-17 10:00+08:00", False),  # Imlek
    ],
)
def test_nobody_is_reminded_at_night_on_weekends_or_holidays(cast: Cast, moment: str, allowed: bool) -> None:
    assert may_remind(cast.kupang, datetime.fromisoformat(moment)) is allowed


def test_the_calendar_of_a_year_leads_around_the_days_off() -> None:
    rules = Ruleset(date(2026, 1, 2))
    days = [found.day for found in occasions(2026, rules)]
    assert days[:3] == [date(2026, 1, 15), date(2026, 1, 30), date(2026, 2, 2)]
    assert all(day.weekday() < 5 for day in days)
    assert occasion_on(2026, date(2026, 1, 14), rules) is None
    late = occasion_on(2026, date(2026, 2, 1), rules)
    assert late is not None
    assert (late.day, late.escalates) == (date(2026, 1, 30), False)
    assert occasion_on(2026, date(2026, 6, 1), rules) is None


def test_before_the_due_day_the_author_is_reminded_and_who_waits_is_left_in_peace(
    cast: Cast, tick: Callable[[str], Reminded]
) -> None:
    submitted(cast, "ani")
    drafted(cast, "hadi")
    agreed(cast, "budi", "citra")
    tick(LAST_DAY)
    assert told(cast.ani) == []
    assert told(cast.hadi) == ["reminder.write"]
    assert told(cast.budi) == ["reminder.answer"]
    assert told(cast.citra) == ["reminder.write"]
    assert told(cast.dewi) == []
    text = Notice.objects.get(recipient_id=cast.budi.pk, kind="reminder.answer").text
    assert text.startswith("1 SKP menunggu jawaban Anda")


@pytest.mark.trace("C-17")
def test_from_the_first_working_day_of_february_the_atasan_is_told_and_the_employee_is_not(
    cast: Cast, tick: Callable[[str], Reminded]
) -> None:
    submitted(cast, "ani")
    tick(LAST_DAY)
    assert "reminder.escalate" not in told(cast.citra)
    assert tick("2026-02-01 09:00+08:00").is_quiet
    tick(AFTER)
    assert "reminder.escalate" in told(cast.citra)
    assert told(cast.budi).count("reminder.answer") == 2
    assert told(cast.ani) == []


@pytest.mark.trace("C-17")
def test_the_day_of_january_is_not_held_against_a_revision_nor_a_plan_that_begins_later(
    cast: Cast, tick: Callable[[str], Reminded]
) -> None:
    revised, _version = agreed(cast, "ani", "budi")
    reopen_skp(revised, by=cast.actor("ani"), on=ON, reason="Wilayah kerja bertambah")
    later = draft_skp(cast.hadi, 2026, by=cast.actor("hadi"), on=ON, start=date(2026, 2, 16))
    tick(AFTER)
    assert told(cast.ani) == told(cast.hadi) == []
    assert "reminder.write" in told(cast.eka), "whose plan of the whole year is missing"
    add_iki(
        add_rhk(later, RhkValues("Posyandu buka"), by=cast.actor("hadi"), on=ON),
        MEASURE,
        by=cast.actor("hadi"),
        on=ON,
    )
    submit_skp(later, by=cast.actor("hadi"), on=ON)
    submit_skp(revised, by=cast.actor("ani"), on=ON)
    tick("2026-02-18 09:00+08:00")
    assert "reminder.answer" in told(cast.budi)
    assert "reminder.escalate" not in told(cast.citra)


def test_however_often_the_clock_ticks_each_is_reminded_once_a_day_of_the_calendar(
    cast: Cast, tick: Callable[[str], Reminded]
) -> None:
    first = tick(LAST_DAY)
    assert first.people > 0
    assert tick(LAST_DAY).people == tick("2026-01-30 15:00+08:00").people == 0
    assert PlanReminder.objects.count() == first.people
    assert AuditEvent.objects.filter(kind="planning.reminders_sent").count() == 1
    assert tick(AFTER).people > 0


def test_who_runs_it_late_catches_up_within_the_week_and_not_after_months(
    cast: Cast, tick: Callable[[str], Reminded]
) -> None:
    assert tick("2026-01-19 09:00+08:00").people > 0
    assert {row.day for row in PlanReminder.objects.all()} == {date(2026, 1, 15)}
    assert tick("2026-01-22 09:00+08:00").people == 0
    assert tick("2026-08-03 09:00+08:00").people == 0


def test_the_whole_year_an_answer_that_takes_more_than_a_week_is_asked_for_once_a_week(
    cast: Cast, tick: Callable[[str], Reminded]
) -> None:
    skp = drafted(cast, "ani")
    with time_machine.travel("2026-06-01T01:00:00Z", tick=False):
        submit_skp(skp, by=cast.actor("ani"), on=date(2026, 6, 1))
        row = proposed(cast, skp, 80, "ani")
    assert tick("2026-06-05 09:00+08:00").people == 0
    assert tick("2026-06-10 09:00+08:00").counts == {"answer": 1, "proposal": 1}
    assert tick("2026-06-11 09:00+08:00").people == 0
    assert told(cast.budi) == ["reminder.answer", "reminder.proposal"]
    assert told(cast.ani) == []
    assert TargetProposal.objects.get().pk == row.pk


def test_where_no_superior_is_recorded_the_admin_is_the_one_who_is_asked(
    cast: Cast, tick: Callable[[str], Reminded]
) -> None:
    with recording(events.SUPERIOR_FOLLOWED, by=SYSTEM, about=cast.hadi, year=2026):
        Employee.objects.filter(pk=cast.hadi.pk).update(pejabat_penilai=None)
    tick(LAST_DAY)
    assert "reminder.superior" in told(cast.eka)


def test_a_year_without_a_list_of_holidays_reminds_nobody_on_a_guess(
    cast: Cast, tick: Callable[[str], Reminded]
) -> None:
    with pytest.raises(NoHolidayList):
        tick("2040-01-30 09:00+08:00")
    assert not Notice.objects.filter(kind__startswith="reminder.").exists()


def test_an_agreed_plan_asks_nothing_of_anybody(cast: Cast, tick: Callable[[str], Reminded]) -> None:
    agreed(cast, "ani", "budi")
    tick(AFTER)
    assert told(cast.ani) == []
    assert Skp.objects.get().status == "agreed"
