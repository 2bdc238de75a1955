"""A superior hears once a week that the rules propose something for the team, and reads there about whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
import time_machine

from selaras.core.models import Notice
from selaras.discipline import services
from selaras.discipline.feeds import DayFacts
from selaras.discipline.models import AbsenceLook
from selaras.discipline.services.proposal_reminders import send_proposal_reminders
from selaras.discipline.tests.test_discipline_case import DAY, four_days_missed
from selaras.discipline.tests.test_read_days import list_of
from selaras.organisation.models import Employee
from tests.cast import Cast


@pytest.fixture(autouse=True)
def clock_of_the_story() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime.fromisoformat("2026-04-06 09:00+08:00"), tick=False) as moved:
        yield moved


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


def told(person: Employee) -> int:
    return Notice.objects.filter(recipient_id=person.pk, kind="reminder.proposal").count()


@pytest.mark.trace("P-19")
def test_once_a_week_in_office_hours_until_somebody_looked(
    cast: Cast, clock_of_the_story: time_machine.Traveller
) -> None:
    four_days_missed(cast)
    clock_of_the_story.move_to(at("2026-04-06 06:30"))
    assert send_proposal_reminders(cast.kupang) == 0, "nobody is reminded before the office opens"
    assert not AbsenceLook.objects.exists()
    clock_of_the_story.move_to(at("2026-04-06 09:00"))
    assert send_proposal_reminders(cast.kupang) == 1
    notice = Notice.objects.get(recipient_id=cast.budi.pk, kind="reminder.proposal")
    assert cast.ani.name not in notice.text, "it may be seen over somebody's shoulder"
    assert notice.url == "/disiplin/usulan/?tahun=2026"
    for moment in ("2026-04-06 09:15", "2026-04-06 09:30", "2026-04-09 10:00"):
        clock_of_the_story.move_to(at(moment))
        assert send_proposal_reminders(cast.kupang) == 0
    assert AbsenceLook.objects.get().is_done
    clock_of_the_story.move_to(at("2026-04-13 09:00"))
    assert send_proposal_reminders(cast.kupang) == 1, "it still waits"
    services.set_absence_aside(cast.ani, 2026, by=cast.actor("budi"), on=DAY, reason="Surat sakit menyusul")
    clock_of_the_story.move_to(at("2026-04-20 09:00"))
    assert send_proposal_reminders(cast.kupang) == 0
    assert (told(cast.budi), told(cast.ani), told(cast.citra), told(cast.eka)) == (2, 0, 0, 0)


def test_who_is_on_leave_hears_of_it_the_week_after(
    cast: Cast, clock_of_the_story: time_machine.Traveller
) -> None:
    four_days_missed(cast)
    heading = "NIP;Jenis;Mulai;Selesai;Nomor surat\n"
    list_of(cast, DayFacts.code, f"{heading}{cast.budi.nip};Cuti tahunan;2026-04-06;2026-04-10;SK-1\n")
    assert send_proposal_reminders(cast.kupang) == 0
    clock_of_the_story.move_to(at("2026-04-13 09:00"))
    assert send_proposal_reminders(cast.kupang) == 1


def test_a_city_is_looked_at_in_portions(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    four_days_missed(cast)
    monkeypatch.setattr("selaras.discipline.services.proposal_reminders.PEOPLE_A_TICK", 1)
    assert [send_proposal_reminders(cast.kupang) for _tick in range(3)] == [1, 0, 0]
    look = AbsenceLook.objects.get()
    assert (look.after, look.is_done, look.week) == (None, True, date(2026, 4, 6))
