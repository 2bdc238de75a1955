"""A discipline case from the absence of a year to its end: proposed by the rules, decided by people, read by few."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selaras.core.audit import SYSTEM, recording
from selaras.core.decisions import decisions_about
from selaras.core.errors import ChangedMeanwhile, InvalidInput, NotAllowed, NotFound, StepNotPossible
from selaras.core.models import AuditEvent
from selaras.discipline import services
from selaras.discipline.cases.files import case_for, case_read_by, cases_named_in
from selaras.discipline.cases.letters import letter_pdf
from selaras.discipline.cases.pages import WITH_PAPER, case_page
from selaras.discipline.models import CaseStatus, CountedDay, CountedFor, DisciplineCase, LocalHoliday
from selaras.discipline.services import Decree, Minutes, NewCase, Ruling, Summons
from selaras.discipline.tests.attlogs import ANI, HADI, apply_file, day_of_taps, machine, working_days
from selaras.discipline.workflow import CASE
from selaras.discipline.years import absence_years
from selaras.organisation.models import Employee
from selaras_rules import Ruleset
from tests.cast import STAGED, Cast
from tests.fixtures import SignedIn

DAY = date(2026, 4, 6)
ABSENT = (date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 9))
NEW = NewCase(reason="Tidak ada kabar", coaching="Dibicarakan 10 Maret; ditawari pindah giliran")


@pytest.fixture(autouse=True)
def clock_of_the_story() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime.fromisoformat("2026-04-06 09:00+08:00"), tick=False) as moved:
        yield moved


def four_days_missed(cast: Cast) -> None:
    """Ani did not come on four days of March; Hadi always did."""
    days = list(working_days(date(2026, 3, 2), date(2026, 3, 31)))
    text = "".join(
        day_of_taps(day, HADI, *(() if day in ABSENT else (ANI,)), came="07:00:00", left="17:00:00")
        for day in days
    )
    apply_file(cast, machine(cast), text)


def opened(cast: Cast) -> DisciplineCase:
    four_days_missed(cast)
    case = services.open_case_of_absence(cast.ani, 2026, by=cast.actor("budi"), on=DAY, new=NEW)
    return case_for(cast.actor("budi"), case.pk)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


def examined(cast: Cast, move: time_machine.Traveller) -> DisciplineCase:
    case, budi = opened(cast), cast.actor("budi")
    services.summon(case, by=budi, on=DAY, summons=Summons("800/1", at("2026-04-09 09:00"), "Ruang kepala"))
    move.move_to(at("2026-04-09 10:00"))
    minutes = Minutes(date(2026, 4, 9), "Ditanya sebabnya.", "Anak saya sakit.", is_signed=True)
    return services.examine(case, by=budi, on=date(2026, 4, 9), minutes=minutes)


@pytest.mark.trace("P-19")
def test_the_rules_propose_an_official_decides_and_each_day_counts_once(cast: Cast) -> None:
    four_days_missed(cast)
    (row,) = absence_years([cast.ani], cast.kupang, 2026, DAY).rows
    assert (row.proposal.value.step, row.fresh, row.is_due) == ("R2", ABSENT, True)
    assert not absence_years([cast.hadi], cast.kupang, 2026, DAY).rows[0].is_due

    with pytest.raises(InvalidInput):
        services.set_absence_aside(cast.ani, 2026, by=cast.actor("budi"), on=DAY, reason=" ")
    services.set_absence_aside(cast.ani, 2026, by=cast.actor("budi"), on=DAY, reason="Surat sakit menyusul")
    (row,) = absence_years([cast.ani], cast.kupang, 2026, DAY).rows
    assert not row.is_due

    for name in ("ani", "hadi", "eka", "fajar", "gita"):
        with pytest.raises(NotAllowed):
            services.open_case_of_absence(cast.ani, 2026, by=cast.actor(name), on=DAY, new=NEW)
    case = services.open_case_of_absence(cast.ani, 2026, by=cast.actor("budi"), on=DAY, new=NEW)
    assert (case.suspected_level, case.total_days, case.examiner_id) == ("ringan", 4, cast.budi.pk)
    with pytest.raises(StepNotPossible):  # each day carries this case already
        services.open_case_of_absence(cast.ani, 2026, by=cast.actor("citra"), on=DAY, new=NEW)
    cut = partial(CountedDay, agency=cast.kupang, employee=cast.ani, counted_for=CountedFor.CUT)
    with recording(STAGED, by=SYSTEM, about=cast.ani):
        services.hold_days([cut(day=day) for day in ABSENT[:2]], remedy="Hitung ulang.")
    with (
        pytest.raises(ChangedMeanwhile, match="dua kali"),
        recording(STAGED, by=SYSTEM, about=cast.ani),
    ):
        services.hold_days([cut(day=day) for day in ABSENT[1:3]], remedy="Hitung ulang.")
    assert CountedDay.objects.filter(employee=cast.ani).count() == 6


def test_days_of_a_case_that_came_to_nothing_are_never_used_again(
    cast: Cast, clock_of_the_story: time_machine.Traveller
) -> None:
    case, on = examined(cast, clock_of_the_story), date(2026, 4, 9)
    services.find_unproven(case, by=cast.actor("budi"), on=on, words="Surat dokter benar.")
    (row,) = absence_years([cast.ani], cast.kupang, 2026, on).rows
    assert (row.held, row.fresh, row.steps_taken) == (frozenset(ABSENT), (), ())
    assert not row.is_due
    with pytest.raises(StepNotPossible):
        services.open_case_of_absence(cast.ani, 2026, by=cast.actor("budi"), on=on, new=NEW)


def test_the_table_of_states_is_that_of_the_law() -> None:
    law = Ruleset(DAY)
    wanted = {(row["from"], row["to"]) for row in law.law("proses_disiplin.langkah").value}
    wanted |= {(state, "tidak_terbukti") for state in law.law("proses_disiplin.tidak_terbukti").value}
    assert {(source, step.target) for step in CASE.transitions for source in step.sources} == wanted
    assert set(CASE.states) >= {state for pair in wanted for state in pair}


def test_a_light_case_goes_its_way_within_working_days(
    cast: Cast, clock_of_the_story: time_machine.Traveller
) -> None:
    case, budi, citra = opened(cast), cast.actor("budi"), cast.actor("citra")
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        LocalHoliday.objects.create(
            agency=cast.kupang, day=date(2026, 4, 14), name="HUT kota", basis="SE 1/2026"
        )
    late = Summons("800/1", at("2026-04-17 09:00"), "Ruang kepala")
    with pytest.raises(InvalidInput, match="perlu diperbaiki"):
        services.summon(case, by=budi, on=DAY, summons=late)
    # Seven working days from Monday 6 April, without the city's own holiday: Thursday 16 April.
    services.summon(case, by=budi, on=DAY, summons=Summons("800/1", at("2026-04-16 09:00"), "Ruang kepala"))
    assert case.steps.get(name="summon").due_on == date(2026, 4, 16)
    services.give_statement(case, by=cast.actor("ani"), on=DAY, statement="Anak saya dirawat.")
    clock_of_the_story.move_to(at("2026-04-16 10:00"))
    on = date(2026, 4, 16)
    minutes = Minutes(on, "Ditanya sebabnya.", "Seperti yang saya tulis.", is_signed=False)
    services.examine(case, by=budi, on=on, minutes=minutes)
    services.recommend(case, by=budi, on=on, number="LHP/1", words="Terbukti empat hari.", level="ringan")
    assert case.official_id == cast.citra.pk  # a JF: the JPT pratama, and no Budi
    with pytest.raises(NotAllowed):
        services.impose(case, by=budi, on=on, decree=Decree("SK/1", "Terbukti.", "R2"))
    with pytest.raises(NotAllowed, match="pembina kepegawaian"):
        services.impose(case, by=citra, on=on, decree=Decree("SK/1", "Terbukti.", "B1"))
    acting = replace(cast.actor("eka"), acts_for=frozenset({cast.citra.pk}))
    with pytest.raises(NotAllowed, match="Plt dan Plh"):
        services.impose(case, by=acting, on=on, decree=Decree("SK/1", "Terbukti.", "S1"))
    services.impose(case, by=acting, on=on, decree=Decree("SK/1", "Terbukti.", "R2"))
    assert case.imposed_name == "teguran tertulis"
    services.deliver(case, by=budi, on=on, received_on=on)
    assert case.remedy_until is None  # no remedy against a light one, unless the agency opens it
    (contest,) = [one for one in case_page(case, cast.actor("ani"), on).buttons if one.name == "contest"]
    assert "tidak membuka upaya administratif" in str(contest.reason)
    with pytest.raises(StepNotPossible, match="mulai berlaku"):
        services.take_effect(case, by=budi, on=on)
    assert case.takes_effect_on is not None
    services.take_effect(case, by=budi, on=case.takes_effect_on)
    services.finish_serving(case, by=budi, on=case.takes_effect_on, words="Selesai.")
    assert DisciplineCase.objects.get().status == CaseStatus.SERVED


def test_a_heavy_case_needs_a_team_and_the_head_of_the_city(
    cast: Cast, clock_of_the_story: time_machine.Traveller
) -> None:
    budi, dewi, ani = cast.actor("budi"), cast.actor("dewi"), cast.actor("ani")
    new = NewCase(
        "Menyangkut keselamatan",
        "Sudah diperingatkan",
        offence="Menjual vaksin",
        act_day=DAY,
        impact="negara",
    )
    case = case_for(budi, services.open_case(cast.ani, by=budi, on=DAY, new=new).pk)
    services.summon(case, by=budi, on=DAY, summons=Summons("1", at("2026-04-09 09:00"), "Ruang kepala"))
    clock_of_the_story.move_to(at("2026-04-09 10:00"))
    on = date(2026, 4, 9)
    minutes = Minutes(on, "Ditanya.", "Saya menyesal.", is_signed=True)
    with pytest.raises(StepNotPossible, match="tim"):
        services.examine(case, by=budi, on=on, minutes=minutes)
    with recording(STAGED, by=SYSTEM, about=cast.gita):
        Employee.objects.filter(pk=cast.gita.pk).update(golongan="II/c")
    cast.gita.golongan = "II/c"
    name_team = partial(
        services.name_team, case, by=budi, on=on, number="2", overseer=cast.gita, personnel_officer=cast.fajar
    )
    with pytest.raises(InvalidInput, match="di bawah yang diperiksa"):
        name_team()
    cast.gita.golongan = "III/d"
    name_team()
    services.examine(case, by=budi, on=on, minutes=minutes)
    services.recommend(case, by=budi, on=on, number="3", words="Terbukti.", level="berat", is_dismissal=True)
    assert case.official_id == cast.dewi.pk
    services.impose(case, by=dewi, on=on, decree=Decree("SK/9", "Terbukti.", "B3"))
    services.send(case, by=dewi, on=on, missed_on=on, received_on=on, number="4", place="Jl. Flamboyan 2")
    assert case.remedy_until == date(2026, 4, 29)  # fourteen working days
    clock_of_the_story.move_to(at("2026-04-30 10:00"))
    with pytest.raises(StepNotPossible, match="sudah lewat"):
        services.contest(case, by=ani, on=date(2026, 4, 30), grounds="Terlalu berat.")
    services.contest(case, by=ani, on=date(2026, 4, 29), grounds="Terlalu berat.")
    ruling = Ruling("BPASN/7", date(2026, 4, 30), "Diperingan.", step="B1")
    services.correct(case, by=dewi, on=date(2026, 4, 30), ruling=ruling)
    services.take_corrected_effect(case, by=dewi, on=date(2026, 4, 30))
    assert (case.status, case.imposed_step, case.is_dismissal) == (CaseStatus.IN_EFFECT, "B1", False)
    told = [row.inputs["step"] for row in decisions_about(case.pk) if row.kind == "discipline"]
    assert told == ["B3", "B1"]  # the first decree prints as it was, whatever became of it
    papers = [step for step in case.steps.all() if step.name in WITH_PAPER]
    assert [step.name for step in papers] == [
        "summon", "name_team", "examine", "recommend", "impose", "send", "correct",
    ]  # fmt: skip
    assert all(letter_pdf(step).startswith(b"%PDF") for step in papers)


def test_a_superior_further_up_who_opens_a_case_examines_it(cast: Cast) -> None:
    four_days_missed(cast)
    citra = cast.actor("citra")
    case = services.open_case_of_absence(cast.ani, 2026, by=citra, on=DAY, new=NEW)
    assert case.examiner_id == cast.citra.pk
    assert case_read_by(citra, case.pk, "berkas").pk == case.pk
    with pytest.raises(NotFound):
        case_read_by(cast.actor("budi"), case.pk, "berkas")


def test_a_file_is_read_by_those_it_names_and_each_reading_is_recorded(
    cast: Cast, clock_of_the_story: time_machine.Traveller
) -> None:
    case = examined(cast, clock_of_the_story)
    for name in ("citra", "dewi", "eka", "fajar", "gita", "hadi", "ivan"):
        with pytest.raises(NotFound):
            case_read_by(cast.actor(name), case.pk, "berkas")
        assert not cases_named_in(cast.actor(name)).exists()
    case_read_by(cast.actor("ani"), case.pk, "berkas")
    read = AuditEvent.objects.get(kind="discipline.case_read")
    assert (read.actor_name, read.subject_id) == (cast.ani.full_name, case.pk)
    told = AuditEvent.objects.filter(kind__startswith="discipline.case").values_list("body", flat=True)
    assert told
    assert not [body for body in told if "Anak saya sakit" in body or "Tidak ada kabar" in body]
    assert not AuditEvent.objects.filter(subject_id=cast.ani.pk, kind__startswith="discipline.case").exists()
    services.recommend(
        case, by=cast.actor("budi"), on=date(2026, 4, 9), number="1", words="Ya.", level="ringan"
    )
    assert case_read_by(cast.actor("citra"), case.pk, "berkas").pk == case.pk


def test_a_pppk_follows_the_contract_and_not_the_ladder(
    cast: Cast, clock_of_the_story: time_machine.Traveller
) -> None:
    with recording(STAGED, by=SYSTEM, about=cast.ani):
        Employee.objects.filter(pk=cast.ani.pk).update(kind="pppk", golongan="IX")
    cast.ani.refresh_from_db()
    four_days_missed(cast)
    (row,) = absence_years([cast.ani], cast.kupang, 2026, DAY).rows
    assert (row.by_contract, row.is_due, row.proposal.value.step) == (True, True, "")
    budi = cast.actor("budi")
    new = NewCase("Tidak ada kabar", "Dibicarakan", impact="unit_kerja")
    case = services.open_case_of_absence(cast.ani, 2026, by=budi, on=DAY, new=new)
    case = case_for(budi, case.pk)
    services.summon(case, by=budi, on=DAY, summons=Summons("1", at("2026-04-08 09:00"), "Ruang"))
    clock_of_the_story.move_to(at("2026-04-08 10:00"))
    on = date(2026, 4, 8)
    with pytest.raises(StepNotPossible):  # the first day has to come before there is a second
        services.go_on_without(case, by=budi, on=on, words="Tidak hadir")
    services.summon_again(
        case, by=budi, on=on, summons=Summons("2", at("2026-04-10 09:00"), "Ruang"), words="Tanpa kabar"
    )
    clock_of_the_story.move_to(at("2026-04-10 10:00"))
    services.go_on_without(case, by=budi, on=date(2026, 4, 10), words="Dua kali tidak hadir")
    services.recommend(case, by=budi, on=on, number="3", words="Bukti presensi.", level="ringan")
    decree = Decree(
        "SK/2", "Perjanjian kerja pasal 9.", consequence="teguran tertulis, pasal 9", level="ringan"
    )
    services.impose(case, by=cast.actor("citra"), on=date(2026, 4, 10), decree=decree)
    assert (case.imposed_step, case.imposed_name) == ("", "teguran tertulis, pasal 9")


def test_nothing_of_it_begins_at_an_evaluation(cast: Cast, sign_in: type[SignedIn]) -> None:
    four_days_missed(cast)
    budi = sign_in("budi")
    page = budi.get(f"/presensi/{cast.ani.pk}/2026-01-01/2026-03-31/").content.decode().partition("<main")[2]
    assert "/disiplin/" not in page
    team = budi.get("/disiplin/usulan/?tahun=2026").content.decode()
    assert "Perlu dilihat" in team
    proposal = budi.get(f"/disiplin/usulan/{cast.ani.pk}/2026/").content.decode()
    assert "Pembinaan dahulu" in proposal
    asked = budi.post(f"/disiplin/usulan/{cast.ani.pk}/2026/buka/", {"reason": "Tanpa kabar", "coaching": ""})
    assert asked.status_code == 422
    sent = {"reason": "Tanpa kabar", "coaching": "Dibicarakan", "clerk_nip": cast.fajar.nip}
    assert budi.post(f"/disiplin/usulan/{cast.ani.pk}/2026/buka/", sent).status_code == 302
    case = DisciplineCase.objects.get()
    step = f"/disiplin/{case.pk}/langkah/summon/"
    summons = {"number": "800/1", "meets_at": "2026-04-09T09:00", "place": "Ruang kepala"}
    assert sign_in("fajar").post(step, summons).status_code == 302
    ani = sign_in("ani")
    with CaptureQueriesContext(connection) as queries:
        page = ani.get(f"/disiplin/{case.pk}/").content.decode()
    reading = [one for one in queries if "core_auditevent" in one["sql"] or "SAVEPOINT" in one["sql"]]
    # With the list of readers, twelve; the rest writes the reading down.
    assert len(queries) - len(reading) <= 11
    for words in ("Ini berkas tentang Anda", "800/1", "Tulis keterangan saya", cast.fajar.name):
        assert words in page
    paper = sign_in("ani").get(f"/disiplin/{case.pk}/surat/1/")
    assert paper.content.startswith(b"%PDF")
    assert sign_in("ani").get(step).status_code == 403
    assert sign_in("gita").get(f"/disiplin/{case.pk}/").status_code == 404
