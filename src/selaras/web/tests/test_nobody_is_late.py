"""Two hours without the system on the last day: the deadline moves, everybody is told, nobody is late (C-21, D10)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, NotAllowed
from selaras.core.models import AuditEvent, Notice
from selaras.discipline.feeds import DayFacts
from selaras.discipline.selectors import people_on_leave
from selaras.discipline.tests.test_read_days import list_of
from selaras.evaluation.deadlines import objection_window
from selaras.evaluation.models import ObjectionReopening
from selaras.evaluation.selectors import evaluation_for
from selaras.evaluation.services import receive
from selaras.evaluation.tests import stage
from selaras.organisation.models import SystemOutage
from selaras.organisation.services import record_outage
from selaras.planning.services.reminders import send_plan_reminders
from selaras.web.home import home_of
from tests.cast import Cast
from tests.fixtures import SignedIn

pytestmark = pytest.mark.trace("C-21")
SUNDAY = "2026-02-01 09:00+08:00"


@pytest.fixture
def clock_at() -> Any:
    """`clock_at("2026-02-01 09:00+08:00")` turns the clock until the end of the test."""
    travellers = []

    def turn(moment: str) -> None:
        traveller = time_machine.travel(datetime.fromisoformat(moment), tick=False)
        traveller.start()
        travellers.append(traveller)

    yield turn
    for traveller in reversed(travellers):
        traveller.stop()


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00").astimezone(UTC)


def late(cast: Cast, name: str, on: date) -> list[str]:
    return [task.title for task in home_of(cast.actor(name, on), cast.kupang, on).late]


def test_the_deadline_of_that_day_moves_and_people_are_told(
    cast: Cast, sign_in: type[SignedIn], clock_at: Callable[[str], None]
) -> None:
    clock_at(SUNDAY)
    sunday = date(2026, 2, 1)
    assert late(cast, "hadi", sunday) == ["Susun SKP 2026"]
    page = reverse("organisation:system_outages")
    sent = {
        "starts_at": "2026-01-31T18:00",
        "ends_at": "2026-01-31T20:30",
        "reason": "listrik pusat data padam",
    }
    assert sign_in("eka").post(page, sent).status_code == 403
    fajar = sign_in("fajar")
    assert fajar.post(page, {**sent, "ends_at": "2026-01-31T17:00"}).status_code == 422
    assert fajar.post(page, {**sent, "ends_at": "2026-02-01T10:00"}).status_code == 422
    assert fajar.post(page, {**sent, "starts_at": "kemarin"}).status_code == 422
    assert fajar.post(page, sent).status_code == 302
    # The last day was a Saturday; the next working day is Monday.
    assert late(cast, "hadi", sunday) == []
    hadi = sign_in("hadi")
    home = hadi.get(reverse("web:home")).content.decode()
    assert "31 Januari 2026 18.00–20.30 WITA (listrik pusat data padam)" in home
    assert "bergeser ke 2 Februari 2026" in home
    assert "bergeser ke 2 Februari 2026" in hadi.get(page).content.decode()
    told = Notice.objects.filter(kind="system_outage").values_list("recipient_id", flat=True)
    assert set(told) == {
        row.pk for row in cast.people.values() if row.agency_id == cast.kupang.pk and row.account_id
    }
    assert AuditEvent.objects.filter(kind="organisation.outage_recorded").count() == 1
    clock_at("2026-02-02 09:00+08:00")
    assert late(cast, "hadi", date(2026, 2, 2)) == []
    assert send_plan_reminders(cast.kupang).counts == {}
    clock_at("2026-02-03 09:00+08:00")
    assert late(cast, "hadi", date(2026, 2, 3)) == ["Susun SKP 2026"]
    assert "bergeser" not in hadi.get(reverse("web:home")).content.decode()
    assert send_plan_reminders(cast.kupang).counts


def test_an_hour_moves_nothing_and_two_halves_of_two_hours_do(
    cast: Cast, clock_at: Callable[[str], None]
) -> None:
    clock_at(SUNDAY)
    fajar, on = cast.actor("fajar"), date(2026, 2, 1)

    def record(start: str, end: str) -> SystemOutage:
        return record_outage(
            cast.kupang, by=fajar, on=on, starts_at=at(start), ends_at=at(end), reason="Jaringan putus"
        )

    record("2026-01-31 08:00", "2026-01-31 09:00")
    assert late(cast, "hadi", on) == ["Susun SKP 2026"]
    assert not Notice.objects.filter(kind="system_outage").exists()
    # What overlaps is not counted twice, what adds up is.
    record("2026-01-31 08:30", "2026-01-31 09:00")
    assert late(cast, "hadi", on) == ["Susun SKP 2026"]
    record("2026-01-31 20:00", "2026-01-31 21:00")
    assert late(cast, "hadi", on) == []
    told = Notice.objects.filter(kind="system_outage").count()
    assert told
    # What moves nothing further is told to nobody a second time.
    record("2026-01-31 20:30", "2026-01-31 22:00")
    assert Notice.objects.filter(kind="system_outage").count() == told
    with pytest.raises(InvalidInput):
        record("2026-01-10 08:00", "2026-01-31 08:00")
    with pytest.raises(NotAllowed):
        record_outage(
            cast.kupang, by=cast.actor("gita"), on=on, starts_at=at("2026-01-31 08:00"),
            ends_at=at("2026-01-31 12:00"), reason="Jaringan putus",
        )  # fmt: skip


def test_nobody_loses_a_right_to_object_to_an_outage(cast: Cast, clock_at: Callable[[str], None]) -> None:
    skp = stage.stage_skp(cast.ani)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    clock_at("2026-04-06 09:00+08:00")
    evaluation = stage.fixed(cast, skp, on=date(2026, 4, 6))
    receive(evaluation, by=cast.actor("ani"), on=date(2026, 4, 6))
    window = objection_window(evaluation, date(2026, 4, 6))
    assert window is not None
    assert window.until is not None
    last = window.until
    clock_at(f"{last + timedelta(days=1)} 08:00+08:00")
    assert not objection_window(evaluation, last + timedelta(days=1)).is_open  # type: ignore[union-attr]
    record_outage(
        cast.kupang, by=cast.actor("fajar"), on=last + timedelta(days=1), starts_at=at(f"{last} 16:00"),
        ends_at=at(f"{last} 23:30"), reason="Pembaruan gagal",
    )  # fmt: skip
    moved = objection_window(evaluation, last + timedelta(days=1))
    assert moved is not None
    assert moved.until is not None
    assert moved.is_open
    assert moved.until > last
    assert "Sistem terganggu" in moved.because[-1].text
    # What was a day too late then is so ever after: the deadline does not move back once nobody looks any more.
    months_later = objection_window(evaluation, last + timedelta(days=120))
    assert months_later is not None
    assert months_later.until == moved.until
    assert not months_later.is_open
    with recording(stage.STAGED, by=cast.actor("dewi"), about=evaluation):
        ObjectionReopening.objects.create(
            agency=cast.kupang, evaluation=evaluation, asked_reason="Saya dirawat.", asked_at=at(f"{last} 08:00"),
            until=moved.until + timedelta(days=2), reason="Surat rawat inap.", decided_at=at(f"{last} 09:00"),
        )  # fmt: skip
    evaluation = evaluation_for(cast.actor("ani"), evaluation.pk)
    reopened = moved.until + timedelta(days=2)
    clock_at(f"{reopened + timedelta(days=1)} 08:00+08:00")
    assert not objection_window(evaluation, reopened + timedelta(days=1)).is_open  # type: ignore[union-attr]
    record_outage(
        cast.kupang, by=cast.actor("fajar"), on=reopened + timedelta(days=1), starts_at=at(f"{reopened} 16:00"),
        ends_at=at(f"{reopened} 23:30"), reason="Pembaruan gagal lagi",
    )  # fmt: skip
    assert objection_window(evaluation, reopened + timedelta(days=1)).is_open  # type: ignore[union-attr]


@pytest.mark.trace("C-19")
def test_who_was_ill_on_the_last_day_is_not_late_and_others_read_that_they_are_on_time(
    cast: Cast, sign_in: type[SignedIn], clock_at: Callable[[str], None]
) -> None:
    clock_at("2026-02-16 09:00+08:00")
    heading = "NIP;Jenis;Mulai;Selesai;Nomor surat\n"
    list_of(cast, DayFacts.code, f"{heading}{cast.hadi.nip};Cuti sakit;2026-01-26;2026-02-10;SK-1\n")
    for moment, is_told in (("2026-02-09 09:00+08:00", False), ("2026-02-11 09:00+08:00", True)):
        clock_at(moment)
        # The same day of the calendar: back at work, the reminder that was not sent comes now.
        assert send_plan_reminders(cast.kupang, away=people_on_leave).counts
        told = Notice.objects.filter(recipient_id=cast.hadi.pk, kind="reminder.write")
        assert told.exists() is is_told, moment
    monday = date(2026, 2, 16)
    assert late(cast, "hadi", monday) == []
    assert late(cast, "ani", monday) == ["Susun SKP 2026"]
    # A week after coming back the plan is due as that of everybody else.
    assert late(cast, "hadi", date(2026, 2, 17)) == []
    assert late(cast, "hadi", date(2026, 2, 18)) == ["Susun SKP 2026"]
    stage.stage_skp(cast.ani)
    assert "Anda tepat waktu" in sign_in("ani").get(reverse("web:home")).content.decode()
