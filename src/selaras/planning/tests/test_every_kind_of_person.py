"""Every kind of person has a plan that fits, or none where the law asks for none: one story each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.core.models import Notice
from selaras.organisation.models import (
    Assignment,
    AssignmentKind,
    Employee,
    EmployeeKind,
    LegalStatus,
    Position,
    PositionKind,
    Unit,
)
from selaras.planning import events
from selaras.planning.cases import cases_of, reopening_cases
from selaras.planning.models import Goal, RencanaHasilKerja, Skp, SkpKind
from selaras.planning.selectors import agreed_version, content_of, skp_for
from selaras.planning.selectors.readiness import coverage_of, gaps_of
from selaras.planning.services import (
    IkiValues,
    RhkValues,
    add_iki,
    add_rhk,
    agree_skp,
    draft_skp,
    edit_iki,
    remove_rhk,
    reopen_skp,
    set_matrix_cell,
    submit_skp,
)
from selaras.planning.tests.stage import MEASURE, ON, agreed, drafted, first_result, submitted
from tests.cast import Cast

YEAR = 2026


def change(person: Employee, **facts: Any) -> Employee:
    with recording(events.SKP_DRAFTED, by=SYSTEM, about=person, year=YEAR, source="uji"):
        Employee.objects.filter(pk=person.pk).update(**facts)
    person.refresh_from_db()
    return person


def codes(person: Employee, on: date = ON) -> list[str]:
    return [case.code for case in cases_of(person, on)]


def revised(cast: Cast, name: str, leader: str, case: str, result: str) -> Skp:
    """An agreed plan, opened under a case of the law, with another result, and agreed again."""
    skp, _version = agreed(cast, name, leader)
    by = cast.actor(name)
    reopen_skp(skp, by=by, on=ON, reason="Sesuai surat tugas", case=case)
    add_iki(add_rhk(skp, RhkValues(result, assigned_by="Surat tugas"), by=by, on=ON), MEASURE, by=by, on=ON)
    submit_skp(skp, by=by, on=ON)
    agree_skp(skp_for(cast.actor(leader), skp.pk), by=cast.actor(leader), on=ON)
    skp.refresh_from_db()
    return skp


@pytest.mark.trace("P-03")
def test_an_acting_head_keeps_the_own_plan_and_adds_what_the_other_post_asks(cast: Cast) -> None:
    with recording(events.SKP_DRAFTED, by=SYSTEM, about=cast.ani, year=YEAR, source="uji"):
        Assignment.objects.create(
            agency=cast.kupang, employee=cast.ani, position=cast.budi.position, kind=AssignmentKind.PLT,
            start=ON, end=date(2026, 6, 30), order_number="821/1/2026",
        )  # fmt: skip
    assert codes(cast.ani) == ["plt_plh"]
    skp = revised(cast, "ani", "budi", "plt_plh", "Puskesmas tetap melayani selama kepala kosong")
    assert (skp.version, Skp.objects.filter(employee=cast.ani).count()) == (2, 1)
    version = agreed_version(skp)
    assert version is not None
    assert version.reason.startswith("Merangkap sebagai Plt atau Plh: ")


@pytest.mark.trace("P-03")
def test_one_who_is_seconded_is_still_judged_at_home_with_the_words_of_the_host(cast: Cast) -> None:
    skp = revised(cast, "hadi", "budi", "mendukung_unit_lain", "Vaksinasi pelabuhan selesai")
    added = RencanaHasilKerja.objects.get(skp=skp, text="Vaksinasi pelabuhan selesai")
    assert (added.assigned_by, skp.pejabat_penilai) == ("Surat tugas", cast.budi)


@pytest.mark.trace("P-03")
def test_one_who_studies_since_january_writes_a_plan_of_studying(cast: Cast) -> None:
    change(cast.ani, legal_status=LegalStatus.STUDY)
    assert codes(cast.ani) == ["tugas_belajar_sejak_januari"]
    skp = submitted(cast, "ani", "Semester genap selesai dengan nilai rata-rata 3,5")
    assert skp.status == "submitted"


@pytest.mark.trace("P-03")
@pytest.mark.parametrize(
    ("case", "result"),
    [
        ("tugas_belajar_mulai_tengah_tahun", "Semester pertama selesai"),
        ("tugas_belajar_selesai_tengah_tahun", "Kembali melayani sejak Agustus"),
    ],
)
def test_study_that_begins_or_ends_within_the_year_changes_the_plan_that_exists(
    cast: Cast, case: str, result: str
) -> None:
    skp = revised(cast, "ani", "budi", case, result)
    assert (skp.version, Skp.objects.filter(employee=cast.ani).count()) == (2, 1)
    assert [(skp.period_start, skp.period_end)] == [(date(2026, 1, 1), date(2026, 12, 31))]


@pytest.mark.trace("P-03")
def test_who_began_to_study_in_august_is_not_told_to_have_studied_since_january(
    cast: Cast, sign_in: Any
) -> None:
    skp, _version = agreed(cast, "ani", "budi")
    change(cast.ani, legal_status=LegalStatus.STUDY)
    august = date(2026, 8, 3)
    both = ["tugas_belajar_sejak_januari", "tugas_belajar_mulai_tengah_tahun"]
    possible = cases_of(cast.ani, august, skp)
    assert [case.code for case in possible] == both, "the day is not on record"
    assert all(case.condition for case in possible)
    reopen_skp(skp, by=cast.actor("ani"), on=august, reason="SK 800/9/2026", case=both[1])
    with time_machine.travel("2026-08-03T02:00:00Z"):
        page = sign_in("ani").get(reverse("planning:mine")).content.decode()
    assert "Ekspektasi belajar ditambahkan pada SKP yang ada" in page
    assert "Tugas belajar sejak awal tahun" not in page


@pytest.mark.trace("P-03")
def test_the_own_page_says_what_holds_of_a_leave_and_a_secondment_also_once_agreed(
    cast: Cast, sign_in: Any
) -> None:
    skp = revised(cast, "ani", "budi", "cuti_kurang_setahun", "Sembilan bulan terlayani")
    by = cast.actor("ani")
    reopen_skp(skp, by=by, on=ON, reason="Surat tugas 800/1/2026", case="penugasan_instansi_lain")
    submit_skp(skp, by=by, on=ON)
    agree_skp(skp_for(cast.actor("budi"), skp.pk), by=cast.actor("budi"), on=ON)
    with time_machine.travel("2026-04-06T02:00:00Z"):
        page = sign_in("ani").get(reverse("planning:mine")).content.decode()
    assert "SKP disesuaikan dengan waktu kerja efektif." in page
    assert "Pejabat penilai tetap atasan langsung di instansi asal" in page


@pytest.mark.trace("P-03")
def test_who_goes_on_long_leave_keeps_the_agreed_plan_to_read_and_is_asked_nothing(
    cast: Cast, sign_in: Any
) -> None:
    agreed(cast, "hadi", "budi")
    browser, asked = sign_in("hadi"), "Baca kriteria penilaian"
    with time_machine.travel("2026-04-06T02:00:00Z"):
        assert asked in browser.get(reverse("planning:mine")).content.decode()
        change(cast.hadi, legal_status=LegalStatus.CLTN)
        page = browser.get(reverse("planning:mine")).content.decode()
    assert "Anda tidak menyusun SKP" in page
    assert reverse("planning:detail", args=[Skp.objects.get().pk]) in page
    assert asked not in page


@pytest.mark.trace("P-03")
def test_leave_of_some_months_adjusts_the_targets_of_the_plan_that_exists(cast: Cast) -> None:
    skp, _version = agreed(cast, "ani", "budi")
    by = cast.actor("ani")
    reopen_skp(skp, by=by, on=ON, reason="Cuti melahirkan April–Juni", case="cuti_kurang_setahun")
    iki = first_result(skp).iki_list.select_related("rhk__skp").get()
    edit_iki(
        iki, IkiValues(iki.text, aspect="kualitas", target=Decimal(64), unit_of_measure="%"), by=by, on=ON
    )
    submit_skp(skp, by=by, on=ON)
    second = agree_skp(skp_for(cast.actor("budi"), skp.pk), by=cast.actor("budi"), on=ON)
    assert second.content["rhk"][0]["iki"][0]["target"] == "64"


@pytest.mark.trace("P-03")
def test_one_who_returns_from_leave_of_over_a_year_plans_from_the_day_of_return(
    cast: Cast, sign_in: Any
) -> None:
    with time_machine.travel("2026-09-01T02:00:00Z"):
        answer = sign_in("hadi").post(
            reverse("planning:start"), {"source": "empty", "approach": "kuantitatif", "start": "2026-09-01"}
        )
    assert answer.status_code == 302
    skp = Skp.objects.get(employee=cast.hadi)
    assert (skp.period_start, skp.period_end) == (date(2026, 9, 1), date(2026, 12, 31))
    assert [gap.end for gap in gaps_of([cast.hadi], YEAR)[cast.hadi.pk]] == [date(2026, 8, 31)]


@pytest.mark.trace("P-03")
@pytest.mark.parametrize("status", [LegalStatus.CLTN, LegalStatus.MPP, LegalStatus.SUSPENDED])
def test_who_is_exempt_is_told_by_which_rule_and_is_no_gap(cast: Cast, status: str) -> None:
    change(cast.hadi, legal_status=status)
    with pytest.raises(StepNotPossible, match="tidak menyusun SKP"):
        draft_skp(cast.hadi, YEAR, by=cast.actor("hadi"), on=ON)
    assert coverage_of(cast.kupang, YEAR).people == 6


@pytest.mark.trace("P-03")
@pytest.mark.parametrize("page", ["planning:mine", "planning:start"])
def test_the_page_of_who_is_exempt_says_so_and_offers_no_beginning(
    cast: Cast, sign_in: Any, page: str
) -> None:
    begins = f'href="{reverse("planning:start")}' if page == "planning:mine" else 'id="mulai"'
    browser = sign_in("hadi")
    before = browser.get(reverse(page)).content.decode()
    assert begins in before
    assert "Anda tidak menyusun SKP" not in before
    change(cast.hadi, legal_status=LegalStatus.CLTN)
    after = browser.get(reverse(page)).content.decode()
    assert "Anda tidak menyusun SKP" in after
    assert "PermenPANRB 6/2022" in after
    assert begins not in after


@pytest.mark.trace("P-03")
def test_a_state_official_has_no_plan_and_still_decides_on_others(cast: Cast) -> None:
    with pytest.raises(StepNotPossible):
        draft_skp(cast.dewi, YEAR, by=cast.actor("dewi"), on=ON)
    _skp, version = agreed(cast, "citra", "dewi")
    assert version.agreed_by == cast.dewi
    told = Notice.objects.filter(recipient_id=cast.dewi.pk).values_list("kind", flat=True)
    assert "skp.submitted" in told
    assert "skp.leader_missing" not in told, "no plan is asked of a state official"


@pytest.mark.trace("P-03")
@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (EmployeeKind.CPNS, "cpns"),
        (EmployeeKind.PPPK, "pppk"),
        (EmployeeKind.PPPK_PART_TIME, "pppk_paruh_waktu"),
    ],
)
def test_cpns_and_both_kinds_of_pppk_read_what_the_law_says_of_them_and_have_a_plan(
    cast: Cast, sign_in: Any, kind: str, code: str
) -> None:
    change(cast.hadi, kind=kind)
    assert codes(cast.hadi) == [code]
    page = sign_in("hadi").get(reverse("planning:mine")).content.decode()
    assert cases_of(cast.hadi, ON)[0].finding.text in page
    assert submitted(cast, "hadi").kind == SkpKind.JA_JF


@pytest.mark.trace("P-03")
def test_a_contract_that_ends_in_september_is_planned_until_then(cast: Cast) -> None:
    change(cast.hadi, kind=EmployeeKind.PPPK)
    skp = draft_skp(cast.hadi, YEAR, by=cast.actor("hadi"), on=ON, end=date(2026, 9, 30))
    assert skp.period_end == date(2026, 9, 30)
    renewed = draft_skp(cast.hadi, YEAR, by=cast.actor("hadi"), on=ON, start=date(2026, 10, 1))
    assert renewed.period_end == date(2026, 12, 31)
    assert cast.hadi.pk not in gaps_of([cast.hadi], YEAR)


@pytest.mark.trace("P-03")
def test_a_jf_that_also_leads_follows_the_leading_post(cast: Cast) -> None:
    with recording(events.SKP_DRAFTED, by=SYSTEM, about=cast.budi, year=YEAR, source="uji"):
        post = Position.objects.create(
            agency=cast.kupang, unit=cast.units["puskesmas"], title="Dokter Ahli Muda", kind=PositionKind.JF
        )
        Assignment.objects.create(
            agency=cast.kupang, employee=cast.budi, position=post, start=date(2025, 1, 1)
        )
    assert codes(cast.budi) == ["jf_merangkap_struktural"]
    skp = drafted(cast, "budi")
    assert (skp.position_title, skp.kind) == ("Kepala Puskesmas Contoh", SkpKind.JA_JF)


@pytest.mark.trace("P-03")
def test_a_teacher_names_class_practice_and_who_observes_it(cast: Cast) -> None:
    by = cast.actor("ani")
    skp = draft_skp(cast.ani, YEAR, by=by, on=ON, approach="kualitatif")
    rhk = add_rhk(
        skp, RhkValues("Murid kelas 4 berdiskusi dengan alasan", beneficiary="Murid kelas 4"), by=by, on=ON
    )
    values = IkiValues(
        "Keteraturan suasana kelas", target_text="Pada observasi kedua, disiplin positif tampak di tiga indikator",
        data_source="Lembar observasi kepala sekolah, Maret dan Oktober",
        above_text="Guru lain belajar dari kelas ini", expected_text="Tiga indikator tampak",
        below_text="Kurang dari dua indikator tampak",
    )  # fmt: skip
    add_iki(rhk, values, by=by, on=ON)
    submit_skp(skp, by=by, on=ON)
    version = agree_skp(skp_for(cast.actor("budi"), skp.pk), by=cast.actor("budi"), on=ON)
    shown = version.content["rhk"][0]["iki"][0]
    assert (version.content["approach"], shown["target"], bool(shown["target_text"])) == (
        "kualitatif",
        "",
        True,
    )


@pytest.mark.trace("P-03", "C-24")
def test_a_kelurahan_of_six_is_covered_whole_and_nobody_waits_for_a_missing_plan(cast: Cast) -> None:
    people = _kelurahan(cast)
    head, *staff = people
    for person in staff:
        _agreed_with(cast, person, head)
    assert not Skp.objects.filter(employee=head).exists()
    _agreed_with(cast, head, cast.citra)
    assert gaps_of(people, YEAR) == {}
    assert Skp.objects.filter(employee__in=people, status="agreed").count() == 6


@pytest.mark.trace("P-03")
def test_a_team_shares_one_result_and_each_still_answers_for_an_own_part(cast: Cast) -> None:
    leader, _version = agreed(cast, "budi", "citra", "Cakupan imunisasi kota 95 %")
    shared = first_result(leader)
    for name in ("ani", "hadi"):
        set_matrix_cell(
            shared,
            cast.people[name],
            text="Imunisasi wilayah",
            by=cast.actor("budi"),
            on=ON,
            cascade="langsung",
        )
        skp = draft_skp(cast.people[name], YEAR, by=cast.actor(name), on=ON, from_matrix=True)
        rhk = first_result(skp)
        add_iki(
            rhk,
            IkiValues("Bayi diimunisasi", target=Decimal(120), unit_of_measure="bayi"),
            by=cast.actor(name),
            on=ON,
        )
        submit_skp(skp, by=cast.actor(name), on=ON)
        agree_skp(skp_for(cast.actor("budi"), skp.pk), by=cast.actor("budi"), on=ON)
    assert RencanaHasilKerja.objects.filter(parent=shared).count() == 2
    with pytest.raises(NotAllowed):
        remove_rhk(RencanaHasilKerja.objects.filter(parent=shared).first(), by=cast.actor("budi"), on=ON)


def test_only_cases_of_the_law_open_a_plan_and_each_has_its_sentence(cast: Cast) -> None:
    skp, _version = agreed(cast, "ani", "budi")
    assert {case.code for case in reopening_cases(ON)} >= {
        "cuti_kurang_setahun", "tugas_belajar_mulai_tengah_tahun", "tugas_belajar_selesai_tengah_tahun",
        "mendukung_unit_lain", "ganti_pejabat_penilai", "plt_plh",
    }  # fmt: skip
    assert all(case.finding.because[0].article for case in reopening_cases(ON))
    with pytest.raises(InvalidInput):
        reopen_skp(skp, by=cast.actor("ani"), on=ON, reason="x", case="pppk")
    assert content_of(skp)["rhk"]


def _kelurahan(cast: Cast) -> list[Employee]:
    """A lurah and five, in a unit of its own."""
    people: list[Employee] = []
    with recording(events.SKP_DRAFTED, by=SYSTEM, about=cast.kupang, year=YEAR, source="uji"):
        unit = Unit.objects.create(agency=cast.kupang, name="Kelurahan Contoh", opd=cast.units["dinkes"])
        for place in range(6):
            post = Position.objects.create(
                agency=cast.kupang, unit=unit, title=f"Lurah {place}" if not place else f"Staf {place}",
                kind=PositionKind.PENGAWAS if not place else PositionKind.PELAKSANA, is_head=not place,
            )  # fmt: skip
            people.append(
                Employee.objects.create(
                    agency=cast.kupang,
                    name=f"Warga {place}",
                    kind="pns",
                    unit=unit,
                    position=post,
                    pejabat_penilai=people[0] if people else cast.citra,
                    atasan_pejabat_penilai=cast.citra if people else cast.dewi,
                )
            )
    return people


def _agreed_with(cast: Cast, person: Employee, leader: Employee) -> None:
    from selaras.organisation.actors import actor_for

    by, above = actor_for(person, on=ON), actor_for(leader, on=ON)
    skp = draft_skp(person, YEAR, by=by, on=ON)
    add_iki(add_rhk(skp, RhkValues("Warga terlayani"), by=by, on=ON), MEASURE, by=by, on=ON)
    submit_skp(skp, by=by, on=ON)
    agree_skp(skp_for(above, skp.pk), by=above, on=ON)


def test_no_goal_is_needed_before_a_person_may_plan(cast: Cast) -> None:
    assert not Goal.objects.exists()
    assert submitted(cast, "ani").status == "submitted"
