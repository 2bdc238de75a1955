"""TPP: percentages from results and discipline, people released one by one, late facts as corrections."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selaras.consequences import counting
from selaras.consequences.models import TppCorrection, TppGap, TppMonth, TppShare
from selaras.consequences.services import record_tpp_regulation, release_tpp_month, request_tpp_count
from selaras.consequences.tests.stage import fixed_result
from selaras.consequences.tpp import count_month
from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import ChangedMeanwhile, NotAllowed, StepNotPossible
from selaras.core.tests.read_pdf import squeezed, text_of
from selaras.discipline.models import CountedDay, CountedFor
from selaras.discipline.services import approve_correction, ask_correction, map_badges, pairs_in
from selaras.discipline.tests.attlogs import ANI, HADI, apply_file, day_of_taps, machine, working_days
from selaras.evaluation.tests import stage
from selaras.intake.models import FeedSource
from selaras.jobs.models import Job
from selaras.jobs.tests.stage import Killed
from selaras.jobs.working import work_through
from selaras.organisation.models import AgencyChoice, Employee
from selaras_rules import Period
from tests.cast import Cast
from tests.fixtures import SignedIn

MARCH = Period.of_month(2026, 3)
ON = date(2026, 4, 6)
FREE = {date(2026, 3, day) for day in (18, 19, 20, 23, 24)}


@pytest.fixture(autouse=True)
def april() -> Iterable[None]:
    with time_machine.travel("2026-04-06 09:00+08:00"):
        yield


def regulation(cast: Cast) -> None:
    record_tpp_regulation(
        cast.kupang, number="Perwali 12/2026", title="TPP ASN", effective=date(2026, 1, 1),
        by=cast.actor("fajar", ON), on=ON,
    )  # fmt: skip


def at_work(
    source: FeedSource, cast: Cast, *codes: str, late: Iterable[int] = (), absent: Iterable[int] = ()
) -> None:
    """March at the machine: everybody on time, but the first of these late by half an hour, or not there."""
    text = ""
    for day in working_days(MARCH.start, MARCH.end):
        if day in FREE:
            continue
        here = codes if day.day not in absent else codes[1:]
        came = "08:05:00" if day.day in late else "06:55:00"
        text += day_of_taps(day, *here[:1], came=came, left="17:30:00") + day_of_taps(
            day, *here[1:], came="06:55:00", left="17:30:00"
        )
    apply_file(cast, source, text)


def count(cast: Cast) -> Job:
    """Fajar asks for it, and the worker carries it out."""
    job = request_tpp_count(cast.kupang, MARCH, by=cast.actor("fajar", ON), on=ON)
    work_through()
    job.refresh_from_db()
    return job


def share_of(person: Employee) -> TppShare:
    return TppShare.objects.get(employee=person)


@pytest.mark.trace("P-19", "C-04", "K-04")
def test_performance_and_discipline_make_a_percentage_with_its_trail(cast: Cast) -> None:
    """Baik, 60/40 by default; one day without notice cuts 4 percent of the discipline part: 60 + 38,4."""
    fixed_result(stage.stage_skp(cast.ani), "2026-TW1", "baik")
    at_work(machine(cast), cast, ANI, HADI, absent=[11])
    with pytest.raises(StepNotPossible, match="peraturan"):
        count(cast)
    regulation(cast)
    with pytest.raises(NotAllowed):
        request_tpp_count(cast.kupang, MARCH, by=cast.actor("eka", ON), on=ON)
    count(cast)
    share = share_of(cast.ani)
    assert (share.gap, share.percent) == ("", Decimal("98.40"))
    assert share.inputs["dates"] == [["2026-03-11", "TK", "4"]]
    month = TppMonth.objects.get()
    assert (month.regulation.number, len(month.fingerprint)) == ("Perwali 12/2026", 64)
    hadi = share_of(cast.hadi)
    assert (hadi.gap, hadi.gap_owner_id) == (TppGap.NO_PLAN, cast.hadi.pk)


@pytest.mark.trace("C-19")
def test_approved_leave_costs_nothing_and_a_late_approval_is_a_correction(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    fixed_result(stage.stage_skp(cast.ani), "2026-TW1", "baik")
    regulation(cast)
    at_work(machine(cast), cast, ANI, HADI, absent=[11])
    count(cast)
    release_tpp_month(cast.kupang, MARCH, by=cast.actor("fajar", ON), on=ON)
    share = share_of(cast.ani)
    assert (share.percent, share.released_at is not None) == (Decimal("98.40"), True)
    assert CountedDay.objects.filter(employee=cast.ani, counted_for=CountedFor.CUT).count() == 1
    asked = ask_correction(
        cast.ani, by=cast.actor("ani", ON), on=ON, day=date(2026, 3, 11), claim="sakit", reason="Surat dokter"
    )
    approve_correction(asked, by=cast.actor("budi", ON), on=ON)
    count(cast)
    share.refresh_from_db()
    found = TppCorrection.objects.get()
    assert share.percent == Decimal("98.40")
    assert (found.old_percent, found.new_percent, found.due_month) == (
        Decimal("98.40"), Decimal("100.00"), date(2026, 4, 1),
    )  # fmt: skip
    count(cast)
    assert TppCorrection.objects.count() == 1
    url = f"/tindak-lanjut/tpp/{found.share_id}/"
    told = sign_in("ani").get(url).content.decode()
    for words in ("Koreksi diketahui", "Langkah koreksi ini", "Persentase dilepas", cast.fajar.full_name):
        assert words in told, words
    (kept,) = sign_in("ani").get(f"{url}?bentuk=json").json()["corrections"]
    assert (kept["old"], kept["new"], bool(kept["because"])) == (
        str(found.old_percent), str(found.new_percent), True,
    )  # fmt: skip
    assert squeezed("Koreksi diketahui") in text_of(sign_in("ani").get(f"{url}?bentuk=pdf").content)


def test_what_was_cut_elsewhere_is_not_cut_again(cast: Cast) -> None:
    fixed_result(stage.stage_skp(cast.ani), "2026-TW1", "baik")
    regulation(cast)
    at_work(machine(cast), cast, ANI, HADI, absent=[11])
    count(cast)
    with recording(stage.STAGED, by=SYSTEM, about=cast.ani):
        CountedDay.objects.create(
            agency=cast.kupang, employee=cast.ani, day=date(2026, 3, 11), counted_for=CountedFor.CUT
        )
    with pytest.raises(ChangedMeanwhile, match="dua kali"):
        release_tpp_month(cast.kupang, MARCH, by=cast.actor("fajar", ON), on=ON)
    assert share_of(cast.ani).released_at is None
    count(cast)
    assert share_of(cast.ani).percent == Decimal("100.00")
    assert share_of(cast.ani).inputs["elsewhere"] == ["2026-03-11"]


def test_an_old_month_keeps_the_choices_of_its_time(cast: Cast) -> None:
    fixed_result(stage.stage_skp(cast.ani), "2026-TW1", "butuh_perbaikan")
    regulation(cast)
    at_work(machine(cast), cast, ANI, HADI)
    with recording(stage.STAGED, by=SYSTEM, about=cast.kupang):
        for effective, weight in ((date(2026, 1, 1), 70), (date(2026, 4, 1), 80)):
            AgencyChoice.objects.create(
                agency=cast.kupang,
                key="tpp.productivity_weight",
                value=weight,
                effective=effective,
                reason="Perwali",
            )
    count(cast)
    assert share_of(cast.ani).percent == Decimal("82.50")


@pytest.mark.trace("C-18")
def test_one_gap_of_fifty_holds_up_nobody(cast: Cast, sign_in: type[SignedIn]) -> None:
    """Kupang 2021: one missing person or leader blocked a whole office. Here 49 of 50 leave, in bounded queries."""
    regulation(cast)
    people = stage.stage_colleagues(cast, 50)
    source, pairs = machine(cast), ""
    with recording(stage.STAGED, by=SYSTEM, about=cast.kupang):
        for number, person in enumerate(people):
            person.nip = f"1992031420990329{number:02d}"
            person.save()
            pairs += f"{200 + number} {person.nip}\n"
    map_badges(source, pairs_in(pairs), by=cast.actor("eka", ON), on=ON)
    for person in people[:49]:
        fixed_result(stage.stage_skp(person, rhk=1), "2026-TW1", "baik")
    stage.stage_skp(people[49], rhk=1)
    at_work(source, cast, *(str(200 + number) for number in range(50)))
    with CaptureQueriesContext(connection) as queries:
        count(cast)
    # Without the frames of transactions and what the job writes down about its own progress.
    asked = [
        query["sql"] for query in queries if not re.match(r"(RELEASE )?SAVEPOINT|.*jobs_job", query["sql"])
    ]
    assert len(asked) < 60
    fajar = sign_in("fajar")
    page = fajar.get("/tindak-lanjut/tpp/bulan/2026-03/").content.decode()
    assert "Hasil periode yang dihitung belum ditetapkan" in page
    assert "Budi Kolifeto" in page
    assert fajar.post("/tindak-lanjut/tpp/bulan/2026-03/lepas/").status_code == 302
    assert TppShare.objects.exclude(released_at=None).count() == 49
    answer = fajar.get("/tindak-lanjut/tpp/bulan/2026-03/tpp.xlsx")
    assert b"".join(answer.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    late = fixed_result(people[49].skp_list.get(), "2026-TW1", "baik")
    count(cast)
    assert release_tpp_month(cast.kupang, MARCH, by=cast.actor("fajar", ON), on=ON) == 1
    assert share_of(people[49]).evaluation_id == late.pk


@pytest.mark.trace("C-18")
def test_a_count_that_is_killed_goes_on_and_nothing_leaves_before_its_end(
    cast: Cast, sign_in: type[SignedIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    regulation(cast)
    at_work(machine(cast), cast, ANI, HADI)
    fixed_result(stage.stage_skp(cast.ani), "2026-TW1", "baik")
    parts: list[list[str]] = []

    def killed_in_the_second(people: list[Employee], *rest: Any) -> Any:
        parts.append([person.name for person in people])
        if len(parts) == 2:
            raise Killed
        return count_month(people, *rest)

    monkeypatch.setattr(counting, "PART", 3)
    monkeypatch.setattr(counting, "count_month", killed_in_the_second)
    fajar, url = sign_in("fajar"), "/tindak-lanjut/tpp/bulan/2026-03/"
    asked = fajar.post("/tindak-lanjut/tpp/bulan/", {"month_code": "2026-03"})
    assert asked.headers["Location"] == url
    assert "Belum dimulai" in fajar.get(url).content.decode()
    with pytest.raises(Killed):
        work_through()
    assert TppShare.objects.count() == 3
    page = fajar.get(url).content.decode()
    assert "3 dari 7" in page
    assert "Lepaskan" not in page
    assert "Bulan ini sedang dihitung" in sign_in("eka").get(url).content.decode()
    with pytest.raises(StepNotPossible, match="sedang dihitung"):
        release_tpp_month(cast.kupang, MARCH, by=cast.actor("fajar", ON), on=ON)
    again = request_tpp_count(cast.kupang, MARCH, by=cast.actor("fajar", ON), on=ON)
    assert Job.objects.get() == again
    with time_machine.travel("2026-04-06 09:10+08:00"):
        assert work_through() == 1
    again.refresh_from_db()
    assert again.status == "done"
    assert again.result == {"month": "2026-03", "ready": 1, "gaps": 6, "corrections": 0}
    assert parts[1] == parts[2]
    assert TppShare.objects.count() == len({name for part in parts for name in part}) == 7
    assert "Lepaskan yang siap" in fajar.get(url).content.decode()
    fajar.post(f"{url}lepas/")
    assert "Lepaskan" not in fajar.get(url).content.decode()


@pytest.mark.trace("C-07")
def test_everybody_reads_the_own_share_and_nobody_elses(cast: Cast, sign_in: type[SignedIn]) -> None:
    fixed_result(stage.stage_skp(cast.ani), "2026-TW1", "baik")
    regulation(cast)
    at_work(machine(cast), cast, ANI, HADI, late=[10], absent=[11])
    count(cast)
    share = share_of(cast.ani)
    url = f"/tindak-lanjut/tpp/{share.pk}/"
    told = sign_in("ani").get(url).content.decode()
    assert "Perwali 12/2026" in told
    assert "11 Maret 2026" in told
    assert sign_in("hadi").get(url).status_code == 404
    assert sign_in("budi").get(url).status_code == 404
    found = sign_in("ani").get(f"{url}?bentuk=json").json()
    assert found["value"]["percent"] == str(share.percent)
    assert (found["regulation"]["number"], found["counted_by"]) == ("Perwali 12/2026", cast.fajar.full_name)
    assert (found["result"]["decided_by"], found["released_at"]) == (cast.budi.full_name, None)
    assert "Bulan ini dihitung" in told
    assert squeezed("Bulan ini dihitung") in text_of(sign_in("ani").get(f"{url}?bentuk=pdf").content)
