"""Each story that was planted in the cities can be met where it is told to be."""

from __future__ import annotations

from datetime import date

import pytest

from selaras.core.models import DecisionRecord
from selaras.core.scoping import agency_scope
from selaras.demonstration import load
from selaras.demonstration.days import TODAY
from selaras.demonstration.tests.planted import of, plan_of
from selaras.evaluation.models import Objection
from selaras.listening.models import PublicInput
from selaras.monitoring.models import Feedback, FeedbackAction, PracticeCycle, ProcessChange, Realisation
from selaras.monitoring.selectors import evidence_with_twins
from selaras.organisation.actors import actor_for
from selaras.organisation.models import Agency
from selaras.planning.advice import hints_for
from selaras.planning.models import (
    BorrowedMember,
    Goal,
    RencanaHasilKerja,
    RoleMatrixCell,
    RoleOffer,
    ServiceStandard,
    Skp,
)
from selaras.planning.selectors import content_of
from selaras.planning.selectors.cascade import benefits
from selaras.planning.selectors.matrix import leader_plan_is_missing
from selaras.planning.selectors.sources import sources_of
from selaras.surveys.models import Survey
from selaras.surveys.results import results_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_d1_a_teacher_tries_again_after_feedback(kupang: Agency) -> None:
    skp = plan_of(of(kupang, "SMP Negeri 99", "Guru Ahli Pertama"))
    reading = Realisation.objects.filter(
        iki__rhk__skp=skp, iki__text__startswith="Murid yang mencapai tingkat minimum"
    )
    assert list(reading.order_by("month").values_list("value", flat=True)) == [58, 63, 69]
    given = Feedback.objects.filter(skp=skp)
    assert given.filter(seen__contains="dua dari lima").exists()
    assert given.filter(seen__contains="empat dari lima", reply__gt="").exists()
    assert given.filter(seen="Bagus, pertahankan!", effect="").exists()
    first, second = PracticeCycle.objects.filter(skp=skp).order_by("number")
    assert (first.seen_count, second.seen_count) == (2, 4)
    assert (first.reached, second.reached) == (58, 69)
    action = FeedbackAction.objects.get(feedback=first.feedback)
    assert (action.before, action.after) == (58, 69)


def test_d2_services_rise_while_satisfaction_falls(kupang: Agency) -> None:
    skp = plan_of(of(kupang, "Puskesmas Contoh", "Kepala"))
    services = Realisation.objects.filter(iki__rhk__skp=skp, iki__text__startswith="Layanan yang selesai")
    counts = dict(services.values_list("month", "value"))
    assert sum(counts[month] for month in (1, 2, 3)) == 4100
    assert sum(counts[month] for month in (7, 8, 9)) == 4900
    # Nobody typed them: they came in as a file, and say so.
    assert {row.from_run.file_name for row in services.select_related("from_run") if row.from_run} == {
        "register-2026.csv"
    }
    assert not services.filter(from_run=None).exists()
    pleased = Realisation.objects.get(iki__rhk__skp=skp, iki__text__startswith="Kepuasan", month=9)
    assert str(pleased.value.normalize()) == "79.6"
    assert "212 responden" in pleased.narrative
    assert "14 responden" in pleased.narrative
    # Nor did anybody type this one: it is what the survey of the whole team says.
    assert pleased.is_fed
    assert "hasil bersama tim" in pleased.data_source


@pytest.mark.trace("K-17")
@pytest.mark.parametrize("city", load.CITIES)
def test_d2_satisfaction_falls_with_the_time_weakest_and_a_small_post_has_no_figure(
    loaded: dict[str, Agency], city: str
) -> None:
    with agency_scope(loaded[city].pk):
        surveys = list(Survey.objects.select_related("unit", "tally").order_by("code"))
        results = [found for _survey, found in results_of(surveys, loaded[city], TODAY)]
    assert [str(found.ikm.ikm) if found.ikm else "" for found in results] == [
        "84.10",
        "82.30",
        "79.60",
        "",
        "",
    ]
    assert [found.respondents for found in results] == [198, 205, 212, 61, 14]
    weakest = results[2].elements[0]
    assert (weakest.name, str(weakest.mean)) == ("Waktu penyelesaian", "2.901")
    assert "Puskesmas Contoh" in surveys[0].unit.name
    assert surveys[4].service == "Rawat jalan Pustu Contoh"


@pytest.mark.trace("K-33", "K-39")
def test_d4_sixty_one_inputs_lead_to_an_indicator(kupang: Agency) -> None:
    city = PublicInput.objects.filter(unit__opd__short_name="Dishub")
    assert city.count() == 61
    about_tickets = city.filter(theme__name="Karcis parkir")
    assert (about_tickets.count(), about_tickets.filter(answer__indicator__code="HUB-10").count()) == (24, 24)
    assert city.filter(status="new").count() == 5
    days_of = [(row.answer.decided_on - row.received_on).days for row in about_tickets if row.answer]
    assert 0 < sorted(days_of)[12] < 92
    apart = PublicInput.objects.filter(status__in=("apart", "sent_on"))
    assert {row.unit.name for row in apart} == {"UPTD Puskesmas Contoh"}
    assert {row.theme for row in apart} == {None}


def test_d5_three_schools_are_read_with_their_pairs(pontianak: Agency) -> None:
    pupils = {}
    for school in ("97", "98", "99"):
        skp = plan_of(of(pontianak, f"SMP Negeri {school}", "Kepala"))
        row = Realisation.objects.select_related("iki").get(iki__rhk__skp=skp, iki__text="Murid terdaftar")
        pupils[school] = (row.iki.baseline, row.value)
    assert pupils == {"97": (312, 341), "98": (198, 205), "99": (176, 171)}


@pytest.mark.trace("P-24")
def test_d6_permits_in_one_day_instead_of_six(pontianak: Agency) -> None:
    skp = plan_of(of(pontianak, "Bidang Pelayanan Perizinan", "Pengadministrasi"))
    change = ProcessChange.objects.get(skp=skp)
    assert (change.days_before, change.days_after, change.count_before, change.count_after) == (6, 1, 29, 18)
    assert change.is_confirmed
    reason = skp.evaluations.get(period="2026-TW3").reason_hasil_kerja
    assert "6 hari menjadi 1; 29 jenis izin menjadi 18. Diperiksa" in reason
    waiting = Realisation.objects.filter(iki__rhk__skp=skp, iki__text__startswith="Hari kerja sejak")
    assert list(waiting.order_by("month").values_list("value", flat=True)) == [6, 2, 1]
    reuse = RencanaHasilKerja.objects.filter(
        text__contains="dari DPMPTSP dipakai", skp__opd__short_name="Disdukcapil"
    )
    assert reuse.exists()


def test_d7_a_shortfall_was_talked_about_early_and_made_good(kupang: Agency) -> None:
    skp = plan_of(of(kupang, "Puskesmas Contoh", "Perawat Ahli Pertama", 2), 2025)
    watched = Realisation.objects.filter(iki__rhk__skp=skp, iki__text="Pasien hipertensi yang dipantau")
    counts = dict(watched.values_list("month", "value"))
    assert round(sum(counts[month] for month in range(1, 7)) / 180 * 100) == 46
    assert round(sum(counts.values()) / 360 * 100) == 91
    assert skp.dialogues.filter(kind="peringatan_dini", held_on=date(2025, 6, 24)).exists()
    assert skp.evaluations.get(period="2025").rating_hasil_kerja == "sesuai"


def test_d9_one_indicator_has_two_sources_with_method_and_coverage(loaded: dict[str, Agency]) -> None:
    for agency in loaded.values():
        with agency_scope(agency.pk):
            rows = Goal.objects.filter(title__startswith="Prevalensi stunting")
            assert rows.count() == 2
            assert all(goal.method and goal.coverage and goal.source for goal in rows)


def test_d11_an_objection_was_heard_and_the_result_changed(kupang: Agency) -> None:
    objection = Objection.objects.select_related("evaluation").get(status="decided")
    assert all((objection.grounds, objection.explanation, objection.decision))
    first, second = DecisionRecord.objects.filter(about_id=objection.evaluation_id).order_by("decided_at")
    assert second.supersedes_id == first.pk
    assert (first.value, second.value) != (second.value, first.value)
    assert objection.evaluation.predikat == second.value == objection.decided_predikat


@pytest.mark.trace("C-17")
def test_people_wait_for_a_superior_who_has_no_plan(kupang: Agency) -> None:
    waiting = Skp.objects.filter(unit__name="Kelurahan Contoh (Demo)", year=2026, status="submitted")
    assert waiting.count() >= 4
    assert all(leader_plan_is_missing(skp) for skp in waiting)


@pytest.mark.trace("P-04")
def test_a_result_and_an_indicator_hang_in_the_air(kupang: Agency) -> None:
    lost = RencanaHasilKerja.objects.filter(
        skp__year=2026, parent=None, goal=None, skp__unit__name__contains="Puskesmas"
    )
    assert lost.filter(text__startswith="Data gizi balita").exists()
    bare = Goal.objects.filter(level="indikator", rhk_list=None)
    assert bare.filter(code="LH-1").exists()


@pytest.mark.trace("C-06", "P-08")
def test_the_copied_plan_earns_its_hints(kupang: Agency) -> None:
    skp = plan_of(of(kupang, "Puskesmas Contoh", "Perawat Terampil"))
    titles = " ".join(str(hint.title) for hint in hints_for(content_of(skp)))
    assert "target yang sama persis" in titles
    assert "bukan hasil" in titles
    assert "Sumber data" in titles


@pytest.mark.trace("C-12")
def test_one_file_serves_three_indicators_and_the_same_file_of_two_people_shows(kupang: Agency) -> None:
    nurse = of(kupang, "Puskesmas Contoh", "Perawat Ahli Pertama")
    files = [row for row in evidence_with_twins(plan_of(nurse)) if row.kind == "file"]
    assert len(files) == 2
    assert any(getattr(row, "has_twin", False) for row in files)
    assert all(row.uses.count() == 3 for row in files)


@pytest.mark.trace("K-06", "K-37")
def test_work_together_and_its_benefit_show(kupang: Agency) -> None:
    assert {offer.status for offer in RoleOffer.objects.all()} == {"waiting", "declined"}
    borrowed = BorrowedMember.objects.select_related("member", "skp").get()
    assert borrowed.member.pejabat_penilai_id != borrowed.skp.employee_id
    special = RoleMatrixCell.objects.get(cascade="penugasan")
    assert (special.member_id, bool(special.assigned_by)) == (borrowed.member_id, True)
    found = benefits(2026)
    assert any(row.is_inward for row in found)
    assert sum(row.citizens for row in found) > sum(row.inside for row in found)


@pytest.mark.trace("K-36", "K-38")
def test_stunting_has_two_sources_and_services_have_standards(kupang: Agency) -> None:
    goal = Goal.objects.get(code="DK-1b")
    nurse = of(kupang, "Puskesmas Contoh", "Perawat Ahli Pertama")
    sources = sources_of(actor_for(nurse, on=TODAY, account_id=None), goal)
    assert [row.goal.code for row in sources.readings] == ["DK-1", "DK-1b"]
    assert sources.is_complete
    standard = ServiceStandard.objects.get(promise__startswith="Resep")
    assert standard.iki_list.exists()
