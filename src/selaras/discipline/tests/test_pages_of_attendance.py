"""Pages of attendance: what an employee, the official who leads and the keeper of machines see and send."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
import time_machine

from selaras.core.audit import SYSTEM, recording
from selaras.discipline.models import Badge, Correction
from selaras.discipline.tests.attlogs import ANI, HADI, apply_file, day_of_taps, machine, tap, working_days
from tests.cast import STAGED, Cast
from tests.fixtures import SignedIn

NOON = "2026-04-06 12:00+08:00"
MARCH = [day for day in working_days(date(2026, 3, 2), date(2026, 3, 31)) if day.day != 4]


@pytest.fixture(autouse=True)
def _in_april() -> Iterator[None]:
    with time_machine.travel(datetime.fromisoformat(NOON), tick=False):
        yield


def everybody_came(cast: Cast) -> None:
    """Ani and Hadi in March; on the 4th only Hadi."""
    text = "".join(day_of_taps(day, ANI, HADI) for day in MARCH) + day_of_taps(date(2026, 3, 4), HADI)
    apply_file(cast, machine(cast), text)


@pytest.mark.trace("P-19")
def test_an_employee_sees_each_day_with_its_source_and_asks_for_a_correction(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    everybody_came(cast)
    ani = sign_in("ani")
    month = ani.get("/presensi/?bulan=2026-03").content.decode()
    assert "Tanpa keterangan" in month
    assert "Mesin Puskesmas" in month

    day = f"/presensi/{cast.ani.pk}/2026-03-03/"
    told = ani.get(day).content.decode()
    assert "1_attlog.dat, baris" in told
    assert "07.20.00" in told
    asked = ani.post(
        "/presensi/koreksi/minta/2026-03-04/", {"claim": "dinas", "reason": "Posyandu di Naioni"}
    )
    assert asked.status_code == 302

    budi, correction = sign_in("budi"), Correction.objects.get()
    page = f"/presensi/koreksi/{correction.pk}/"
    assert budi.post(page, {"decision": "refuse", "reason": ""}).status_code == 422
    assert budi.post(page, {"decision": "approve", "reason": "Benar"}).status_code == 302
    after = ani.get(f"/presensi/{cast.ani.pk}/2026-03-04/").content.decode()
    assert "Dinas luar" in after
    assert "Budi Kolifeto" in after


def test_a_day_without_its_last_tap_is_listed_for_whoever_wants_it_corrected(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    half = date(2026, 3, 5)
    text = "".join(day_of_taps(day, ANI, HADI) for day in MARCH if day != half)
    text += day_of_taps(date(2026, 3, 4), ANI, HADI) + day_of_taps(half, HADI) + tap(ANI, f"{half} 07:20:00")
    apply_file(cast, machine(cast), text)
    page = sign_in("ani").get("/presensi/?bulan=2026-03")
    noted = page.context["month"].noted
    assert [(line.day, line.came_at is None, line.left_at is None) for line in noted] == [(half, False, True)]
    assert "tanpa tap pulang" in page.content.decode()


@pytest.mark.trace("P-19", "C-04")
def test_the_pejabat_penilai_reads_days_and_no_score(cast: Cast, sign_in: type[SignedIn]) -> None:
    everybody_came(cast)
    page = sign_in("budi").get(f"/presensi/{cast.ani.pk}/2026-01-01/2026-03-31/").content.decode()
    for words in (
        "Konteks, bukan nilai",
        "Kehadiran penuh tidak membuat hasil melebihi ekspektasi",
        "Mesin Puskesmas",
    ):
        assert words in page
    for person in (cast.hadi, cast.budi):
        assert person.name not in page.partition("<main")[2]  # nobody stands beside somebody else
    assert sign_in("hadi").get(f"/presensi/{cast.ani.pk}/").status_code == 404


def test_a_keeper_pairs_numbers_and_learns_which_line_is_wrong(cast: Cast, sign_in: type[SignedIn]) -> None:
    source, eka = machine(cast, with_holders=False), sign_in("eka")
    page = f"/presensi/nomor/{source.pk}/"
    wrong = eka.post(page, {"pairs": f"{ANI} {cast.ani.nip}\n102 12345"})
    assert wrong.status_code == 422
    assert "Baris 2" in wrong.content.decode()
    assert eka.post(page, {"pairs": f"{ANI}\t{cast.fajar.nip}"}).status_code == 422  # not of this office
    assert Badge.objects.count() == 0
    assert eka.post(page, {"pairs": f"{ANI}\t{cast.ani.nip}"}).status_code == 302

    assert eka.post(page, {"pairs": f"{ANI} {cast.hadi.nip}"}).status_code == 422  # since when?
    assert eka.post(page, {"pairs": f"{ANI} {cast.hadi.nip}", "from_day": "2026-03-16"}).status_code == 302
    assert Badge.objects.filter(code=ANI, ends_on=date(2026, 3, 15), employee=cast.ani).exists()


def test_a_month_without_its_holidays_says_so_and_judges_nobody(cast: Cast, sign_in: type[SignedIn]) -> None:
    page = sign_in("ani").get("/presensi/?bulan=2023-06")
    assert page.status_code == 200
    assert "Daftar hari libur tahun 2023 belum tersedia" in page.content.decode()


def test_pages_ask_little_whatever_the_number_of_punches(
    cast: Cast, sign_in: type[SignedIn], django_assert_max_num_queries: object
) -> None:
    everybody_came(cast)
    source = Badge.objects.filter(code=ANI).select_related("source").get().source
    with recording(STAGED, by=SYSTEM, about=source):
        Badge.objects.create(agency=cast.kupang, source=source, code="EMP-1", employee=cast.ani)
    for path in ("/presensi/?bulan=2026-03", f"/presensi/{cast.ani.pk}/2026-01-01/2026-03-31/"):
        ani = sign_in("ani")
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            assert ani.get(path).status_code == 200
