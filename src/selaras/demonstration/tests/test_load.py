"""Both cities load whole, twice without change, equal on every machine, and hold together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection
from django.urls import reverse

from selaras.accounts.models import Account
from selaras.accounts.selectors import demonstration_accounts
from selaras.core.audit import SYSTEM, Event, recording
from selaras.core.models import AuditEvent, DecisionRecord
from selaras.core.scoping import across_agencies, agency_scope
from selaras.core.verification import tears_in, walk_events
from selaras.demonstration import (
    attendance,
    days,
    extras,
    library,
    load,
    satisfaction,
    teamwork,
    voices,
    writing,
)
from selaras.demonstration.cast import LABELS, LONG_NAME, PASSWORD
from selaras.demonstration.days import TODAY
from selaras.demonstration.depth import DETAILED
from selaras.demonstration.plans import Plan
from selaras.demonstration.staffing import Office, build_office
from selaras.evaluation.conditions import has_talk, is_low, warning_before
from selaras.evaluation.models import Evaluation, Objection, OrganisationPredikat
from selaras.evaluation.reading import read_plan
from selaras.evaluation.snapshot import inputs_of
from selaras.evaluation.written import written_about
from selaras.indicators.models import Indicator, IndicatorVersion, RelevanceNote
from selaras.listening.models import PublicInput
from selaras.monitoring.models import Feedback, FeedbackAction, PracticeCycle, ProcessChange, Realisation
from selaras.monitoring.selectors import evidence_with_twins
from selaras.organisation.actors import actor_for
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency, Employee, EmployeeKind, LegalStatus
from selaras.organisation.superiors import renew_lines
from selaras.planning.advice import hints_for
from selaras.planning.content import content_hash
from selaras.planning.models import (
    BorrowedMember,
    Goal,
    Iki,
    RencanaHasilKerja,
    RoleMatrixCell,
    RoleOffer,
    ServiceStandard,
    Skp,
    SkpVersion,
    TargetProposal,
)
from selaras.planning.post_patterns import pattern_for
from selaras.planning.selectors import content_of
from selaras.planning.selectors.cascade import benefits
from selaras.planning.selectors.matrix import leader_plan_is_missing
from selaras.planning.selectors.sources import sources_of
from selaras.surveys.models import Survey
from selaras.surveys.results import results_of
from selaras_rules import (
    NipKind,
    Period,
    Predikat,
    Rating,
    Ruleset,
    decide_predikat,
    decide_predikat_of_head,
    read_nip,
)
from selaras_rules import OrganisationPredikat as Level

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
STAGED = Event("test.staged", "Pengujian")


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Agency]]:
    """Both cities, loaded once for this module and taken away again."""
    from django.db import transaction

    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        load.load_cities()
        # The cast of the other tests may stand in the same database.
        yield {agency.code: agency for agency in Agency.objects.filter(code__in=("kupang", "pontianak"))}
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.fixture
def kupang(loaded: dict[str, Agency]) -> Iterator[Agency]:
    with agency_scope(loaded["kupang"].pk):
        yield loaded["kupang"]


@pytest.fixture
def pontianak(loaded: dict[str, Agency]) -> Iterator[Agency]:
    with agency_scope(loaded["pontianak"].pk):
        yield loaded["pontianak"]


def of(agency: Agency, unit: str, post: str, place: int = 0) -> Employee:
    """The person at a place of a post in a unit."""
    rows = Employee.objects.filter(agency=agency, unit__name__contains=unit, position__title__startswith=post)
    found: Employee = rows.order_by("id")[place]
    return found


def plan_of(employee: Employee, year: int = 2026) -> Skp:
    found: Skp = (
        Skp.objects.select_related("agency", "employee")
        .filter(employee=employee, year=year)
        .latest("period_start")
    )
    return found


def test_a_second_load_changes_nothing(loaded: dict[str, Agency]) -> None:
    before = Account.objects.count(), Agency.objects.count()
    assert load.load_cities() == []
    assert (Account.objects.count(), Agency.objects.count()) == before
    assert not load.is_empty()


def test_each_city_has_about_two_hundred_and_fifty_people_who_cannot_exist(loaded: dict[str, Agency]) -> None:
    for agency in loaded.values():
        with agency_scope(agency.pk):
            people = list(Employee.objects.all())
        assert 240 <= len(people) <= 290
        for person in people:
            assert person.name.endswith("(Demo)")
            assert person.email.endswith("@example.go.id")
            if person.kind == EmployeeKind.STATE_OFFICIAL:
                assert person.nip == ""
                continue
            nip = read_nip(person.nip)
            assert nip.appointed_year == 2099
            is_pppk = person.kind in (EmployeeKind.PPPK, EmployeeKind.PPPK_PART_TIME)
            if not is_pppk:
                assert nip.kind is NipKind.PNS
            assert nip.birth_date == person.birth_date


def test_every_role_can_sign_in_and_everybody_else_waits_for_a_code(loaded: dict[str, Agency]) -> None:
    cities = dict(demonstration_accounts())
    assert len(cities) == 2
    for people in cities.values():
        assert [label for _username, _name, label in people] == [label for _key, label in LABELS]
        for username, _name, _label in people:
            account = Account.objects.get(username=username)
            assert check_password(PASSWORD, account.password)
            assert account.activated_at is not None
    others = Account.objects.filter(
        employee__demo_label="", employee__agency__in=loaded.values(), activated_at=None
    )
    with across_agencies("accounts of both cities"):
        waiting = list(others)
    assert len(waiting) > 450
    assert not any(account.has_usable_password() for account in waiting)


def test_the_lines_are_those_that_the_organisation_derives(kupang: Agency) -> None:
    with recording(STAGED, by=SYSTEM, about=kupang):
        assert renew_lines(kupang, TODAY) == []


def test_the_audit_chains_hold(loaded: dict[str, Agency]) -> None:
    with across_agencies("the chains of both cities"):
        assert list(tears_in(walk_events())) == []
        assert AuditEvent.objects.count() > 4000


def test_notices_lead_to_the_plan(loaded: dict[str, Agency]) -> None:
    key = Agency.objects.first().pk  # type: ignore[union-attr]
    assert extras.SKP_PAGE.format(key) == reverse("planning:detail", args=[key])


def test_no_row_points_to_nothing(loaded: dict[str, Agency]) -> None:
    connection.check_constraints()


@pytest.mark.parametrize("city", ["kupang", "pontianak"])
def test_what_was_agreed_is_what_the_plan_says(loaded: dict[str, Agency], city: str) -> None:
    with agency_scope(loaded[city].pk):
        versions = SkpVersion.objects.select_related("skp").order_by("id")[::60]
        assert versions
        for version in versions:
            assert version.content_hash == content_hash(version.content)
            live = content_of(version.skp)
            assert _without_marks(live["rhk"]) == version.content["rhk"]
            assert live["behaviour"] == version.content["behaviour"]
            assert live["lampiran"] == version.content["lampiran"]


def _without_marks(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            **{key: value for key, value in row.items() if key not in ("is_carried_over", "iki")},
            "iki": [{k: v for k, v in iki.items() if k != "is_carried_over"} for iki in row["iki"]],
        }
        for row in rows
    ]


@pytest.mark.parametrize("period", ["2025", "2026-TW1", "2026-TW3"])
def test_a_decision_holds_what_the_service_would_have_kept(kupang: Agency, period: str) -> None:
    rows = Evaluation.objects.filter(period=period, status="finalised", objection=None)
    related = ("skp__agency", "skp__opd", "skp__employee__position", "skp_version__agreed_by", "finalised_by")
    for evaluation in rows.select_related(*related).order_by("id")[::25]:
        decision = DecisionRecord.objects.get(about_id=evaluation.pk)
        ruleset = ruleset_for(kupang, evaluation.span.end)
        organisation = OrganisationPredikat.objects.filter(
            opd_id=evaluation.skp.opd_id, period=period
        ).first()
        wanted = inputs_of(
            evaluation, read_plan(evaluation, ruleset), organisation=organisation,
            warning=warning_before(evaluation, TODAY, written_about(evaluation)),
            pattern=decision.inputs["pattern"]["because"],
        )  # fmt: skip
        assert _in_order(decision.inputs) == _in_order(wanted)
        assert decision.fingerprint == ruleset.fingerprint
        assert decision.value == evaluation.predikat


def _in_order(inputs: dict[str, Any]) -> dict[str, Any]:
    return {**inputs, "evidence": sorted(inputs["evidence"], key=lambda row: row["id"])}


def test_every_result_follows_the_rules_and_nothing_low_comes_as_a_surprise(
    loaded: dict[str, Agency],
) -> None:
    for agency in loaded.values():
        with agency_scope(agency.pk):
            rows = Evaluation.objects.filter(status="finalised").select_related(
                "skp__agency", "skp__employee__position"
            )
            levels = {(row.opd_id, row.period): row.predikat for row in OrganisationPredikat.objects.all()}
            for number, evaluation in enumerate(rows):
                expected = _follows_the_rules(evaluation, levels)
                if number % 60 == 0 or expected in (Predikat.KURANG, Predikat.SANGAT_KURANG):
                    _was_talked_about(evaluation, expected)


def _follows_the_rules(evaluation: Evaluation, levels: dict[Any, str]) -> Predikat:
    hasil, perilaku = Rating(evaluation.rating_hasil_kerja), Rating(evaluation.rating_perilaku_kerja)
    skp = evaluation.skp
    level = levels.get((skp.opd_id, evaluation.period))
    position = skp.employee.position
    if evaluation.is_annual and position is not None and position.is_head and skp.unit_id == skp.opd_id:
        assert level is not None
        expected = decide_predikat_of_head(Level(level), perilaku, Ruleset(evaluation.span.end)).value
    else:
        expected = _decided(hasil, perilaku, evaluation.period)
    assert evaluation.predikat == expected.value
    assert evaluation.reason_hasil_kerja
    assert evaluation.reason_perilaku_kerja
    return expected


@cache
def _decided(hasil: Rating, perilaku: Rating, period: str) -> Predikat:
    return decide_predikat(hasil, perilaku, Ruleset(Period.parse(period).end)).value


def _was_talked_about(evaluation: Evaluation, expected: Predikat) -> None:
    hasil, perilaku = Rating(evaluation.rating_hasil_kerja), Rating(evaluation.rating_perilaku_kerja)
    written = written_about(evaluation)
    assert has_talk(evaluation, TODAY, written)
    if is_low(hasil, perilaku, expected):
        assert warning_before(evaluation, TODAY, written) is not None


def test_low_results_sit_mostly_in_invented_units(loaded: dict[str, Agency]) -> None:
    with across_agencies("the spread over both cities"):
        rows = Evaluation.objects.filter(status="finalised", is_annual=True)
        counts = Counter(rows.values_list("predikat", flat=True))
        lowest = rows.filter(predikat__in=("kurang", "sangat_kurang"))
        names = set(lowest.values_list("skp__unit__name", flat=True))
    total = sum(counts.values())
    assert 0.6 < counts[Predikat.BAIK] / total < 0.76
    assert 0.1 < counts[Predikat.SANGAT_BAIK] / total < 0.24
    assert set(counts) == {predikat.value for predikat in Predikat}
    assert all("Demo" in name or "Contoh" in name for name in names)


def test_every_state_of_a_plan_and_of_an_evaluation_can_be_met(loaded: dict[str, Agency]) -> None:
    for agency in loaded.values():
        with agency_scope(agency.pk):
            plans = Skp.objects.filter(year=2026).values_list("status", flat=True)
            assert set(plans) == {"draft", "submitted", "returned", "agreed", "reopened"}
            states = Evaluation.objects.filter(period="2026-TW3").values_list("status", flat=True)
            assert set(states) == {"open", "rated", "finalised"}
            assert set(Objection.objects.values_list("status", flat=True)) == {
                "raised",
                "explained",
                "decided",
            }


def test_people_without_skp_have_none_for_the_running_year(kupang: Agency) -> None:
    away = Employee.objects.filter(
        legal_status__in=(LegalStatus.CLTN, LegalStatus.MPP, LegalStatus.SUSPENDED)
    )
    assert away.count() == 3
    assert not Skp.objects.filter(employee__in=away, year=2026).exists()
    assert (
        Employee.objects.filter(
            legal_status=LegalStatus.ENDED, skp_list__period_end=date(2026, 6, 30)
        ).count()
        == 1
    )


def test_odd_names_and_big_and_small_teams_are_there(kupang: Agency) -> None:
    assert Employee.objects.filter(name=LONG_NAME).count() == 1
    names = Counter(Employee.objects.values_list("name", flat=True))
    assert [count for count in names.values() if count > 1] == [2]
    head = of(kupang, "SMP Negeri 99", "Kepala")
    assert Employee.objects.filter(unit=head.unit).exclude(pk=head.pk).count() == 60
    lurah = of(kupang, "Kelurahan Namosain", "Lurah")
    assert Employee.objects.filter(unit=lurah.unit).count() == 6
    moved = Employee.objects.filter(skp_list__year=2026).distinct()
    assert any(
        person.skp_list.filter(year=2026).count() == 2 for person in moved if "Contoh" in person.unit.name
    )


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


@pytest.mark.trace("P-22")
def test_most_posts_of_the_demonstration_find_an_example_plan(kupang: Agency) -> None:
    titles = set(Skp.objects.filter(year=2026).values_list("position_title", flat=True))
    assert sum(pattern_for(title) is not None for title in titles) >= len(titles) * 0.4


@pytest.mark.trace("C-12")
def test_one_file_serves_three_indicators_and_the_same_file_of_two_people_shows(kupang: Agency) -> None:
    nurse = of(kupang, "Puskesmas Contoh", "Perawat Ahli Pertama")
    files = [row for row in evidence_with_twins(plan_of(nurse)) if row.kind == "file"]
    assert len(files) == 2
    assert any(getattr(row, "has_twin", False) for row in files)
    assert all(row.uses.count() == 3 for row in files)


def test_the_library_shows_its_life(kupang: Agency) -> None:
    assert Indicator.objects.filter(status="in_force").count() > 60
    assert Iki.objects.filter(indicator__code="KES-41").exists()
    change = IndicatorVersion.objects.select_related("indicator", "proposed_by").get(status="proposed")
    assert change.indicator.code == "IZIN-03"
    assert change.proposed_by is not None
    assert RelevanceNote.objects.filter(indicator=change.indicator).count() == 3


def test_two_loads_are_equal(loaded: dict[str, Agency]) -> None:
    """Two databases would hold the same rows; here the second load is made in memory and compared."""
    office, plans = _made_again()
    with agency_scope(loaded["kupang"].pk):
        people = set(Employee.objects.values_list("id", "nip", "name"))
        hashes = dict(SkpVersion.objects.values_list("skp_id", "content_hash"))
    assert {
        (person.employee.pk, person.employee.nip, person.employee.name) for person in office.people
    } == people
    assert {plan.skp.pk: plan.version.content_hash for plan in plans if plan.version is not None} == hashes


def _made_again() -> tuple[Office, list[Plan]]:
    office = build_office(library.city_plan("kupang"), seed=1)
    found: list[Plan] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "write_office", lambda office: None)
        patch.setattr(writing, "write_shelf", lambda office, shelf: None)
        patch.setattr(writing, "write_city", lambda goals, maker, decisions: maker.choice())
        patch.setattr(writing, "write_sheaf", lambda sheaf: found.extend(sheaf.plans))
        patch.setattr(extras.Extras, "write", lambda extras: None)
        patch.setattr(extras.Extras, "take_indices", lambda extras: None)
        patch.setattr(teamwork, "write_teamwork", lambda office, results: None)
        patch.setattr(satisfaction, "write_surveys", lambda office: None)
        patch.setattr(attendance, "write_attendance", lambda office, seed: None)
        patch.setattr(voices, "write_voices", lambda office, indicators: None)
        load.fill(office, "kupang", days.YEARS, DETAILED, seed=1)
    return office, found


def test_a_load_set_is_as_large_as_asked_and_is_loaded_once(loaded: dict[str, Agency]) -> None:
    told: list[tuple[str, int, int]] = []
    assert load.load_people(200, years=1, progress=lambda *step: told.append(step)) != []
    assert load.load_people(200, years=1) == []
    agency = Agency.objects.get(code="beban")
    with agency_scope(agency.pk):
        people = Employee.objects.count()
        assert people >= 200
        assert set(Skp.objects.values_list("year", flat=True)) == {2026}
        assert list(tears_in(walk_events())) == []
        sizes = Counter(Employee.objects.values_list("pejabat_penilai_id", flat=True))
        assert any(20 <= size <= 30 for size in sizes.values())
        hashes = SkpVersion.objects.values_list("content", "content_hash")[:20]
        assert all(content_hash(content) == digest for content, digest in hashes)
    assert told[-1][1:] == (people, people)


def test_one_who_moved_has_two_linked_plans_and_a_target_is_being_talked_about(
    loaded: dict[str, Agency],
) -> None:
    for agency in loaded.values():
        with agency_scope(agency.pk):
            linked = Skp.objects.filter(year=2026).exclude(continues=None).select_related("continues")
            assert linked
            for skp in linked:
                assert skp.continues is not None
                assert (skp.period_start - skp.continues.period_end).days == 1
                assert skp.continues.employee_id == skp.employee_id
            first, second = TargetProposal.objects.order_by("proposed_at")
            assert (first.status, second.status, second.counters_id) == ("countered", "open", first.pk)
            assert {first.author_id, second.author_id} == {
                second.skp.employee_id,
                second.skp.pejabat_penilai_id,
            }
            assert first.words != second.words


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
