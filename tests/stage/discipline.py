"""A month of attendance with its gaps, and a secret file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from selaras.discipline.cases.files import case_for
from selaras.discipline.models import Outage
from selaras.discipline.services import (
    NewCase,
    NewHoliday,
    Summons,
    add_local_holiday,
    ask_correction,
    open_case,
    summon,
)
from selaras.discipline.tests.attlogs import ANI, HADI, apply_file, day_of_taps, machine, working_days
from tests.cast import Cast
from tests.stage.day import DAY


def stage_attendance(cast: Cast) -> dict[str, Any]:
    """Ani's March: two machines, one of them silent for a day, a number nobody holds, and a correction that waits."""
    source = machine(cast)
    days = working_days(date(2026, 3, 2), date(2026, 3, 31))
    text = "".join(
        day_of_taps(day, HADI, "999", device="2") + (day_of_taps(day, ANI) if day.day not in (4, 5) else "")
        for day in days
    )
    apply_file(cast, source, text)
    correction = ask_correction(
        cast.ani,
        by=cast.actor("ani", DAY),
        on=DAY,
        day=date(2026, 3, 4),
        claim="dinas",
        reason="Posyandu di Naioni",
    )
    outage = Outage.objects.order_by("day").first()
    assert outage is not None
    feast = NewHoliday(date(2026, 5, 5), "Hari jadi dinas", "SE 100/2026", cast.units["dinkes"])
    holiday = add_local_holiday(cast.kupang, by=cast.actor("eka", DAY), on=DAY, new=feast)
    return {
        "holiday": holiday.pk,
        "machine": source.pk,
        "outage": outage.pk,
        "attendance_correction": correction.pk,
    }


def stage_case(cast: Cast) -> Any:
    """Budi opened a file about Hadi and called him; Fajar keeps it."""
    budi = cast.actor("budi", DAY)
    new = NewCase(
        "Tidak ada kabar setelah dua kali ditanya", "Dibicarakan 30 Maret", clerk=cast.fajar,
        offence="Meninggalkan loket saat jam pelayanan", act_day=date(2026, 3, 31), impact="unit_kerja",
    )  # fmt: skip
    case = case_for(budi, open_case(cast.hadi, by=budi, on=DAY, new=new).pk)
    moment = datetime(2026, 4, 9, 1, tzinfo=UTC)
    summon(case, by=budi, on=DAY, summons=Summons("800/3/2026", moment, "Ruang kepala puskesmas"))
    return case.pk
