"""A punishment in effect cuts the TPP of its months by the agency's table; the same absence is never cut twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine

from selaras.consequences.models import TppCorrection, TppShare
from selaras.consequences.services import record_tpp_regulation, release_tpp_month, request_tpp_count
from selaras.consequences.tests.stage import fixed_result
from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import ChangedMeanwhile
from selaras.discipline.models import CountedDay, CountedFor, DisciplineCase
from selaras.discipline.tests.attlogs import ANI, HADI, apply_file, day_of_taps, machine, working_days
from selaras.evaluation.tests import stage
from selaras.evaluation.tests.stage import moment
from selaras.jobs.working import work_through
from selaras.organisation.models import AgencyChoice
from selaras_rules import Period
from tests.cast import Cast
from tests.fixtures import SignedIn

ON = date(2026, 6, 3)
MARCH, MAY = Period.of_month(2026, 3), Period.of_month(2026, 5)
ABSENT = (date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 9))
ALLOWANCE = "pemotongan tunjangan kinerja 25 persen selama 6 bulan"


@pytest.fixture(autouse=True)
def june(cast: Cast) -> Iterable[None]:
    """Ani missed four days of March and worked all of May; the agency cuts a fifth for a written warning."""
    with time_machine.travel("2026-06-03 09:00+08:00"):
        fixed_result(stage.stage_skp(cast.ani), "2026-TW1", "baik")
        fajar = cast.actor("fajar", ON)
        record_tpp_regulation(
            cast.kupang, number="Perwali 12/2026", title="TPP", effective=date(2026, 1, 1), by=fajar, on=ON
        )
        with recording(stage.STAGED, by=SYSTEM, about=cast.kupang):
            AgencyChoice.objects.create(
                agency=cast.kupang, key="tpp.punishment_percent", effective=date(2026, 1, 1), reason="Perwali",
                value={"R1": 0, "R2": 20, "R3": 30, "S1": 40, "S2": 0, "S3": 0, "B1": 0, "B2": 0},
            )  # fmt: skip
        source = machine(cast)
        for month in (MARCH, MAY):
            text = "".join(
                day_of_taps(
                    day, *((HADI,) if day in ABSENT else (ANI, HADI)), came="06:55:00", left="17:30:00"
                )
                for day in working_days(month.start, month.end)
            )
            apply_file(cast, source, text, month=month.code, name=f"{month.code}_attlog.dat")
        yield


def punished(cast: Cast, step: str = "R2", name: str = "teguran tertulis") -> DisciplineCase:
    """In effect since 28 April, for the four days."""
    case = DisciplineCase(
        agency=cast.kupang, employee=cast.ani, ground="ketidakhadiran", act_day=ABSENT[-1], suspected_level="ringan",
        total_days=4, reason="Tidak ada kabar", coaching="Dibicarakan", opened_by=cast.budi, examiner=cast.budi,
        official=cast.citra, status="berlaku", imposed_step=step, imposed_level="ringan", imposed_name=name,
        decree="SK/7/2026", decided_on=date(2026, 4, 1), received_on=date(2026, 4, 2),
        takes_effect_on=date(2026, 4, 28), opened_at=moment(2026, 3, 16), changed_at=moment(2026, 4, 28),
    )  # fmt: skip
    with recording(stage.STAGED, by=SYSTEM, about=cast.kupang):
        case.save(force_insert=True)
        for day in ABSENT:
            CountedDay.objects.create(
                agency=cast.kupang, employee=cast.ani, day=day, counted_for=CountedFor.CASE, case=case
            )
    return case


def share(cast: Cast, month: Period, *, release: bool = False) -> TppShare:
    fajar = cast.actor("fajar", ON)
    request_tpp_count(cast.kupang, month, by=fajar, on=ON)
    work_through()
    if release:
        release_tpp_month(cast.kupang, month, by=fajar, on=ON)
    found = TppShare.objects.get(employee=cast.ani, tpp_month__month=month.start)
    assert not found.gap, (found.gap, found.gap_note)
    return found


@pytest.mark.trace("P-19")
def test_the_table_of_the_agency_cuts_and_the_days_are_held_so_that_attendance_does_not(cast: Cast) -> None:
    punished(cast)
    assert share(cast, MAY, release=True).percent == Decimal("80.00")
    held = CountedDay.objects.filter(counted_for=CountedFor.CUT)
    assert sorted(held.values_list("day", flat=True)) == list(ABSENT)
    late = share(cast, MARCH)
    assert (late.percent, len(late.inputs["elsewhere"])) == (Decimal("100.00"), 4)


@pytest.mark.trace("P-19")
def test_absence_that_attendance_cut_already_is_not_cut_again_by_the_table(cast: Cast) -> None:
    assert share(cast, MARCH, release=True).percent == Decimal("93.60")
    punished(cast)
    found = share(cast, MAY, release=True)
    assert found.percent == Decimal("100.00")
    assert found.inputs["punishment"]["was_cut"]
    assert CountedDay.objects.filter(counted_for=CountedFor.CUT).count() == 4


def test_a_punishment_of_the_law_cuts_by_itself_and_its_file_stays_with_its_person(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    case = punished(cast, "S1", ALLOWANCE)
    found = share(cast, MAY)
    assert found.percent == Decimal("75.00")
    url = f"/tindak-lanjut/tpp/{found.pk}/"
    own, office = sign_in("ani").get(url).content.decode(), sign_in("fajar").get(url).content.decode()
    for page in (own, office):
        assert "memotong 25% selama 6 bulan; ini bulan ke-1" in page
        assert "Hanya potongan tunjangan" in page or "hanya potongan tunjangan" in page
    assert "SK/7/2026" in own
    assert str(case.pk) in own
    assert "SK/7/2026" not in office
    assert str(case.pk) not in office
    assert "punishment" not in sign_in("eka").get(f"{url}?bentuk=json").json()["inputs"]


@pytest.mark.trace("P-19")
def test_what_attendance_cut_in_between_holds_the_punishment_back_until_it_is_counted_again(
    cast: Cast,
) -> None:
    punished(cast)
    assert share(cast, MAY).percent == Decimal("80.00")
    assert share(cast, MARCH, release=True).percent == Decimal("93.60")
    with pytest.raises(ChangedMeanwhile, match="dua kali"):
        release_tpp_month(cast.kupang, MAY, by=cast.actor("fajar", ON), on=ON)
    assert share(cast, MAY, release=True).percent == Decimal("100.00")


@pytest.mark.trace("P-19")
def test_a_cut_that_became_known_late_is_a_correction_and_counting_again_finds_no_other(cast: Cast) -> None:
    assert share(cast, MAY, release=True).percent == Decimal("100.00")
    punished(cast)
    share(cast, MAY)
    fix = TppCorrection.objects.get()
    assert (fix.old_percent, fix.new_percent) == (Decimal("100.00"), Decimal("80.00"))
    release_tpp_month(cast.kupang, Period.of_month(2026, 6), by=cast.actor("fajar", ON), on=ON)
    assert CountedDay.objects.filter(counted_for=CountedFor.CUT).count() == 4
    share(cast, MAY)
    assert TppCorrection.objects.count() == 1
    assert share(cast, MARCH).percent == Decimal("100.00")


def test_before_it_takes_effect_and_after_its_months_nothing_is_cut(cast: Cast) -> None:
    case = punished(cast)
    with recording(stage.STAGED, by=SYSTEM, about=cast.kupang):
        DisciplineCase.objects.filter(pk=case.pk).update(status="upaya_administratif")
    assert share(cast, MAY).percent == Decimal("100.00")
    early = date(2026, 4, 28) - timedelta(days=61)
    with recording(stage.STAGED, by=SYSTEM, about=cast.kupang):
        DisciplineCase.objects.filter(pk=case.pk).update(status="berlaku", takes_effect_on=early)
    assert share(cast, MAY).percent == Decimal("100.00")
