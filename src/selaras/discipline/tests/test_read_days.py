"""What the days of a person were: leave, duty, outages and corrections beside the punches; data punishes nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
import time_machine

from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.core.models import Notice
from selaras.discipline.days import SeenDay, days_of
from selaras.discipline.feeds import DayFacts, MonthSummaries, Shifts
from selaras.discipline.models import MonthSummary, Outage
from selaras.discipline.services import (
    NewHoliday,
    add_local_holiday,
    approve_correction,
    ask_correction,
    dismiss_outage,
    drop_local_holiday,
    excuse_outage,
    refuse_correction,
    withdraw_correction,
)
from selaras.discipline.tests.attlogs import (
    ANI,
    HADI,
    TODAY,
    apply_file,
    day_of_taps,
    machine,
    send,
    tap,
    working_days,
)
from selaras.intake import services as intake
from selaras.intake.services import NewSource
from selaras_rules.absence import DayStatus
from selaras_rules.punches import PunchFlag
from tests.cast import Cast

FIRST, LAST = date(2026, 4, 1), date(2026, 4, 30)
MONTH = "2026-04"
SEEN = date(2026, 5, 6)


@pytest.fixture(autouse=True)
def _in_may() -> Iterator[None]:
    with time_machine.travel(datetime.fromisoformat("2026-05-06 09:00+08:00"), tick=False):
        yield


def seen(cast: Cast, name: str, day: int) -> SeenDay:
    """One day of April as it is read in May."""
    found = days_of(cast.people[name], cast.kupang, FIRST, LAST, SEEN)
    assert not found.problem
    return found.days[day - 1]


def list_of(cast: Cast, kind: str, text: str, *, month: str = "") -> None:
    """Apply a table of the personnel office."""
    source = intake.add_source(
        cast.kupang, NewSource(kind, f"Daftar {kind}", None), by=cast.actor("fajar"), on=SEEN
    )
    run = send(cast, source, text, name="daftar.csv", month=month, by="fajar")
    assert run.counts["refused"] == 0, run.report["refused"]
    intake.apply_feed(run, by=cast.actor("fajar"), on=SEEN)


def everybody_came(*skipped: int) -> str:
    """Ani on machine 1 and Hadi on machine 2, on all working days but these."""
    return "".join(
        day_of_taps(day, ANI) + day_of_taps(day, HADI, device="2")
        for day in working_days(FIRST, LAST)
        if day.day not in skipped
    )


@pytest.mark.trace("P-19", "C-19")
def test_leave_duty_and_outages_do_not_count_against_anybody(cast: Cast) -> None:
    text = everybody_came(8, 9, 13) + day_of_taps(date(2026, 4, 8), HADI, device="2")
    text += day_of_taps(date(2026, 4, 9), HADI, device="2") + day_of_taps(date(2026, 4, 13), HADI, device="2")
    apply_file(cast, machine(cast), text, month=MONTH)
    list_of(
        cast, DayFacts.code,
        f"NIP;Jenis;Mulai;Selesai;Nomor surat\n{cast.ani.nip};Cuti sakit;2026-04-08;2026-04-08;SK-1\n"
        f"{cast.ani.nip};Dinas luar;09/04/2026;09/04/2026;ST-7\n",
    )  # fmt: skip
    assert seen(cast, "ani", 8).status is DayStatus.SAKIT
    assert seen(cast, "ani", 9).status is DayStatus.DINAS
    # Machine 1 was silent on the 13th while machine 2 recorded: suspected, and so it counts against nobody.
    assert seen(cast, "ani", 13).status is DayStatus.MENUNGGU
    assert seen(cast, "hadi", 13).status is DayStatus.HADIR
    assert seen(cast, "ani", 14).status is DayStatus.HADIR
    first = days_of(cast.ani, cast.kupang, FIRST, LAST, SEEN).sources[0]
    assert (first.source.name, first.file_name) == ("Mesin Puskesmas", "1_attlog.dat")
    assert first.applied_at is not None


def test_a_human_decides_on_a_suspected_outage(cast: Cast) -> None:
    text = everybody_came(13, 14) + "".join(
        day_of_taps(date(2026, 4, day), HADI, device="2") for day in (13, 14)
    )
    text += tap(ANI, "2026-04-14 07:10:00", "2")
    apply_file(cast, machine(cast), text, month=MONTH)
    eka = cast.actor("eka", SEEN)
    first, second = Outage.objects.order_by("day")
    assert (first.device, first.day, second.day) == ("1", date(2026, 4, 13), date(2026, 4, 14))
    with pytest.raises(InvalidInput):
        excuse_outage(first, by=eka, on=SEEN, reason=" ")
    with pytest.raises(NotAllowed):
        dismiss_outage(first, by=cast.actor("budi", SEEN), on=SEEN, reason="tidak benar")

    excuse_outage(second, by=eka, on=SEEN, reason="listrik padam")
    assert seen(cast, "ani", 14).status is DayStatus.HADIR
    dismiss_outage(first, by=eka, on=SEEN, reason="mesin baik, pegawai tidak datang")
    assert seen(cast, "ani", 13).status is DayStatus.TANPA_KETERANGAN
    with pytest.raises(StepNotPossible):
        excuse_outage(first, by=eka, on=SEEN, reason="berubah pikiran")


def test_days_without_any_data_are_never_absence(cast: Cast) -> None:
    apply_file(
        cast, machine(cast), day_of_taps(date(2026, 4, 1), ANI) + tap(ANI, "2026-04-02 07:15:00"), month=MONTH
    )
    assert seen(cast, "ani", 1).status is DayStatus.HADIR
    # The file ends on the 2nd before the office closed, and nothing is known after it.
    assert [seen(cast, "ani", day).status for day in (2, 6, 7)] == [None, None, None]
    assert seen(cast, "budi", 1).status is None


def test_fillers_and_one_tap_in_both_columns_are_read_as_what_they_are(cast: Cast) -> None:
    text = everybody_came(7, 8) + day_of_taps(date(2026, 4, 7), ANI, left="23:59:00")
    text += day_of_taps(date(2026, 4, 8), ANI, came="07:20:00", left="07:21:00") + day_of_taps(
        date(2026, 4, 7), HADI
    )
    apply_file(cast, machine(cast), text, month=MONTH)
    filled, once = seen(cast, "ani", 7).result, seen(cast, "ani", 8).result
    assert filled is not None
    assert once is not None
    assert filled.left_at is None
    assert PunchFlag.PENGISI_SISTEM in filled.flags
    assert (once.came_at, once.left_at) == (datetime.fromisoformat("2026-04-08 07:20"), None)
    assert PunchFlag.SATU_TAP_DUA_KOLOM in once.flags


def test_who_works_in_shifts_is_read_by_the_roster(cast: Cast) -> None:
    text = everybody_came() + tap(ANI, "2026-04-20 20:50:00") + tap(ANI, "2026-04-21 07:05:00")
    apply_file(
        cast,
        machine(cast),
        "".join(line for line in text.splitlines(True) if "-04-21 16" not in line),
        month=MONTH,
    )
    list_of(
        cast, Shifts.code,
        f"nip,tanggal,mulai,selesai,istirahat\n{cast.ani.nip},2026-04-20,21.00,07.00,60\n{cast.ani.nip},2026-04-21,,,\n",
    )  # fmt: skip
    night = seen(cast, "ani", 20).result
    assert night is not None
    assert night.left_at == datetime.fromisoformat("2026-04-21 07:20")
    assert seen(cast, "ani", 21).status is DayStatus.BUKAN_HARI_KERJA


def test_a_correction_is_asked_with_a_reason_and_approved_by_name(cast: Cast) -> None:
    apply_file(cast, machine(cast), everybody_came(28) + day_of_taps(date(2026, 4, 28), HADI), month=MONTH)
    day, ani, budi = date(2026, 4, 28), cast.actor("ani", SEEN), cast.actor("budi", SEEN)
    assert seen(cast, "ani", 28).status is DayStatus.TANPA_KETERANGAN
    asked = ask_correction(
        cast.ani, by=ani, on=SEEN, day=day, claim="manual", reason="Mesin menolak jari saya"
    )
    assert Notice.objects.filter(recipient_id=cast.budi.pk).count() == 1
    with pytest.raises(InvalidInput):
        ask_correction(cast.ani, by=ani, on=SEEN, day=day, claim="manual", reason="lagi")
    for name in ("ani", "hadi", "eka"):
        with pytest.raises(NotAllowed):
            approve_correction(asked, by=cast.actor(name, SEEN), on=SEEN)
    with pytest.raises(InvalidInput):
        refuse_correction(asked, by=budi, on=SEEN, reason="")

    approve_correction(asked, by=budi, on=SEEN, reason="Saya melihatnya")
    found = seen(cast, "ani", 28)
    assert found.status is DayStatus.HADIR
    assert found.corrections[0].decided_by == cast.budi
    assert not found.punches  # nothing was written among the punches
    with pytest.raises(StepNotPossible):
        withdraw_correction(asked, by=ani, on=SEEN)


def test_a_month_added_up_elsewhere_stands_beside_and_needs_its_month(cast: Cast) -> None:
    text = f"NAMA,NIP,TK,TL1,TL2,TL3,PSW1,PSW2,PSW3,PSW4\nAni,{cast.ani.nip},1,20,0,,5,,,\n"
    list_of(cast, MonthSummaries.code, text, month=MONTH)
    summary = MonthSummary.objects.get()
    assert (summary.employee, summary.absent_days, summary.minutes) == (cast.ani, 1, {"TL1": 20, "PSW1": 5})
    assert seen(cast, "ani", 1).status is None
    with pytest.raises(InvalidInput, match=r"."):
        send(cast, summary.run.source, text + " ", name="daftar.csv", month="", by="fajar")


def test_a_leave_of_another_office_is_refused(cast: Cast) -> None:
    new = NewSource(DayFacts.code, "Cuti Dinkes", cast.units["dinkes"])
    source = intake.add_source(cast.kupang, new, by=cast.actor("eka", TODAY), on=SEEN)
    days = "2026-04-08,2026-04-09"
    text = f"nip,jenis,mulai,selesai\n{cast.fajar.nip},tahunan,{days}\n{cast.ani.nip},libur,{days}\n"
    run = send(cast, source, text, name="cuti.csv", month="")
    assert run.counts["refused"] == 2


def test_a_day_that_only_the_city_or_the_office_has_off_is_nobodys_absence(cast: Cast) -> None:
    apply_file(cast, machine(cast), everybody_came(7, 8, 9), month=MONTH)
    fajar, eka = cast.actor("fajar"), cast.actor("eka")
    city = NewHoliday(date(2026, 4, 7), "Hari jadi kota", "SE 1/2026")
    with pytest.raises(NotAllowed):
        add_local_holiday(cast.kupang, by=eka, on=SEEN, new=city)
    add_local_holiday(cast.kupang, by=fajar, on=SEEN, new=city)
    with pytest.raises(InvalidInput):
        add_local_holiday(cast.kupang, by=fajar, on=SEEN, new=city)
    office = NewHoliday(date(2026, 4, 8), "Hari jadi dinas", "SE 2/2026", cast.units["dinkes"])
    feast = add_local_holiday(cast.kupang, by=eka, on=SEEN, new=office)
    other = NewHoliday(date(2026, 4, 9), "Hari jadi inspektorat", "SE 3/2026", cast.units["inspektorat"])
    add_local_holiday(cast.kupang, by=fajar, on=SEEN, new=other)
    statuses = [seen(cast, "ani", day).status for day in (7, 8, 9)]
    assert statuses[:2] == [DayStatus.LIBUR] * 2
    assert statuses[2] is not DayStatus.LIBUR
    drop_local_holiday(feast, by=eka, on=SEEN)
    assert seen(cast, "ani", 8).status is not DayStatus.LIBUR
