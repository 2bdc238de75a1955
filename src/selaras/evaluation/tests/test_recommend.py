"""The predikat of an OPD is set after looking: what was reached, what others recommend, what the rules suggest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.core.decisions import decision_in_force
from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.evaluation.explain_organisation import KIND
from selaras.evaluation.models import OrganisationPredikat, OrganisationRecommendation
from selaras.evaluation.organisation_facts import facts_of
from selaras.evaluation.services import (
    NewRecommendation,
    YearOfOrganisation,
    recommend_for_organisation,
    set_organisation_predikat,
)
from selaras.evaluation.tests import stage
from selaras.monitoring.models import PlannedStep
from selaras.organisation.choices import ruleset_for
from selaras.organisation.services import choose_option
from selaras.planning.models import Goal, GoalLevel, GoalTarget, RencanaHasilKerja, Skp
from selaras_rules import Period
from tests.cast import Cast
from tests.fixtures import SignedIn

Q1, YEAR = Period.parse("2026-TW1"), Period.of_year(2026)
ON, NEXT = stage.AFTER_Q1, stage.NEXT_YEAR
NEW = NewRecommendation("pengawasan", "butuh_perbaikan", "Dua temuan belum ditindaklanjuti.")


@pytest.fixture
def of_head(cast: Cast) -> Skp:
    """Citra leads the health agency; her plan has one indicator of 200 a year, 70 a month were reached until March."""
    skp = stage.stage_skp(cast.citra, rhk=1)
    stage.stage_work(skp)
    return skp


@pytest.mark.trace("K-04", "K-05", "P-21")
def test_a_quarter_is_set_beside_what_was_reached_and_what_others_say(
    cast: Cast, of_head: Skp, sign_in: type[SignedIn]
) -> None:
    dinkes = cast.units["dinkes"]
    with recording(stage.STAGED, by=SYSTEM, about=of_head):
        for done in (date(2026, 3, 2), None, None):
            PlannedStep.objects.create(
                agency=cast.kupang, rhk=RencanaHasilKerja.objects.get(skp=of_head), text="Rapat lintas puskesmas",
                period="2026-03", due_on=date(2026, 3, 31), done_on=done, written_at=stage.moment(2026, 1, 5),
            )  # fmt: skip
    recommend_for_organisation(dinkes, Q1, by=cast.actor("gita"), on=ON, new=NEW)
    address = reverse("evaluation:organisation_set", args=[dinkes.pk, Q1.code])
    browser = sign_in("dewi")
    with CaptureQueriesContext(connection) as queries:
        page = browser.get(address).content.decode()
    assert len(queries) <= 12, [query["sql"][:60] for query in queries]
    for words in (
        "SKP pimpinan perangkat daerah", "Anak yang diimunisasi 1", "1 dari 3 langkah", "1 indikator terukur",
        "Sebagian besar indikator melampaui target", "lebih dari 50 persen", "diduga", "Dua temuan", "Butuh Perbaikan",
    ):  # fmt: skip
        assert words in page, words
    assert "Pemenuhan ekspektasi Anda" not in page
    row = set_organisation_predikat(
        dinkes, Q1, predikat="baik", reason="Temuan inspektorat belum selesai.", by=cast.actor("dewi"), on=ON
    )
    kept = decision_in_force(row.pk, KIND)
    assert kept is not None
    assert (row.suggested, kept.value) == ("istimewa", "baik")
    assert kept.findings[1]["text"].startswith("Usulan menurut aturan Istimewa; yang ditetapkan Baik")
    assert kept.inputs["recommendations"][0]["reason"] == NEW.reason
    assert kept.inputs["steps"] == {"due": 3, "done": 1}
    why = (
        sign_in("ani").get(reverse("evaluation:organisation_why", args=[dinkes.pk, Q1.code])).content.decode()
    )
    assert "Usulan menurut aturan Istimewa; yang ditetapkan Baik" in why
    assert NEW.reason in why
    page = sign_in("eka").get(reverse("evaluation:distribution", args=[dinkes.pk, Q1.code])).content.decode()
    assert "Usulan menurut aturan waktu itu: Istimewa." in page
    assert "Dua temuan" in page


@pytest.mark.trace("K-04")
def test_a_year_meets_two_parts_in_the_matrix_the_agency_chose(cast: Cast, sign_in: type[SignedIn]) -> None:
    dinkes, dewi = cast.units["dinkes"], cast.actor("dewi")
    _agreement(
        cast, ("Angka kematian bayi", "less_is_better", 12, 10), ("Imunisasi dasar", "more_is_better", 90, 93)
    )
    stage.stage_organisation(cast, "2026-TW1", "butuh_perbaikan")
    facts = facts_of(dinkes, YEAR, NEXT, ruleset_for(cast.kupang, YEAR.end))
    assert facts.achievement is not None
    assert facts.achievement.value == "di_atas"
    assert [row.predikat for row in facts.earlier] == ["butuh_perbaikan"]
    with pytest.raises(InvalidInput) as refused:
        set_organisation_predikat(dinkes, YEAR, predikat="baik", reason="Capaian.", by=dewi, on=NEXT)
    assert set(refused.value.fields) == {"achievement", "expectation"}
    judged = YearOfOrganisation("di_atas", "sesuai")
    row = set_organisation_predikat(
        dinkes,
        YEAR,
        predikat="baik",
        reason="Perjanjian kinerja terlampaui.",
        by=dewi,
        on=NEXT,
        judged=judged,
    )
    assert row.suggested == "baik"
    matrix = dict(ruleset_for(cast.kupang, NEXT).choice("organisation.annual_matrix"))
    choose_option(
        cast.kupang, "organisation.annual_matrix", matrix | {"di_atas_sesuai": "istimewa"}, by=cast.actor("fajar"),
        on=date(2026, 3, 2), effective=date(2026, 3, 2), reason="Keputusan wali kota.",
    )  # fmt: skip
    row = set_organisation_predikat(
        dinkes, YEAR, predikat="istimewa", reason="Matriks baru.", by=dewi, on=NEXT, judged=judged
    )
    assert row.suggested == "istimewa"


def test_only_offices_recommend_each_for_itself_and_before_it_is_set(cast: Cast) -> None:
    dinkes = cast.units["dinkes"]
    for name in ("eka", "dewi", "citra", "ani"):
        with pytest.raises(NotAllowed):
            recommend_for_organisation(dinkes, Q1, by=cast.actor(name), on=ON, new=NEW)
    gita, fajar = cast.actor("gita"), cast.actor("fajar")
    for by, new, field in (
        (fajar, NEW, "office"),
        (gita, replace(NEW, office="kepegawaian"), "office"),
        (fajar, replace(NEW, office="perencanaan"), "letter"),
        (gita, replace(NEW, predikat="hebat"), "predikat"),
        (gita, replace(NEW, reason=" "), "reason"),
    ):
        with pytest.raises(InvalidInput) as refused:
            recommend_for_organisation(dinkes, Q1, by=by, on=ON, new=new)
        assert set(refused.value.fields) == {field}
    recommend_for_organisation(dinkes, Q1, by=gita, on=ON, new=NEW)
    recommend_for_organisation(dinkes, Q1, by=gita, on=ON, new=replace(NEW, predikat="baik"))
    assert OrganisationRecommendation.objects.get().predikat == "baik"
    stage.stage_organisation(cast, Q1.code)
    with pytest.raises(StepNotPossible, match="sudah ditetapkan"):
        recommend_for_organisation(dinkes, Q1, by=gita, on=ON, new=NEW)


def test_the_admin_writes_for_the_second_office_on_an_empty_form_and_reads_the_first_again_after_both(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    dinkes, fajar = cast.units["dinkes"], cast.actor("fajar")
    address, browser = (
        reverse("evaluation:organisation_recommend", args=[dinkes.pk, Q1.code]),
        sign_in("fajar"),
    )
    planning = replace(NEW, office="perencanaan", letter="ND-12/2026", reason="Dua sasaran bergeser.")
    recommend_for_organisation(dinkes, Q1, by=fajar, on=ON, new=planning)
    assert browser.get(address).context["form"].initial == {"office": "kepegawaian"}
    recommend_for_organisation(dinkes, Q1, by=fajar, on=ON, new=replace(NEW, office="kepegawaian"))
    again = browser.get(address).context["form"].initial
    assert (again["office"], again["letter"]) == ("perencanaan", "ND-12/2026")
    # The other one is a link away, and starts with its own words and a draft of its own on the device.
    assert "?dari=kepegawaian" in browser.get(address).content.decode()
    other = browser.get(f"{address}?dari=kepegawaian")
    assert other.context["form"].initial["letter"] == ""
    assert 'id="rekomendasi-kepegawaian"' in other.content.decode()


def test_a_year_without_figures_of_the_agreement_is_read_from_the_plan_of_who_leads(
    cast: Cast, of_head: Skp, sign_in: type[SignedIn], clock_at: Callable[..., date]
) -> None:
    clock_at(2027, 1, 12)
    _agreement(cast, ("Angka kematian bayi", "less_is_better", 12, None))
    stage.stage_organisation(cast, "2026-TW1")
    stage.stage_organisation(cast, "2026")
    browser = sign_in("dewi")
    with CaptureQueriesContext(connection) as queries:
        page = browser.get(reverse("evaluation:organisation_set", args=[cast.units["dinkes"].pk, "2026"]))
    assert len(queries) <= 12, [query["sql"][:60] for query in queries]
    words = page.content.decode()
    assert "SKP pimpinan perangkat daerah" in words
    assert "Triwulan I 2026" in words
    assert "usulan" in words


def test_without_anything_measured_nothing_is_suggested_and_it_can_be_set_all_the_same(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    dinkes = cast.units["dinkes"]
    page = (
        sign_in("dewi")
        .get(reverse("evaluation:organisation_set", args=[dinkes.pk, Q1.code]))
        .content.decode()
    )
    assert "aturan tidak mengusulkan apa pun" in page
    row = set_organisation_predikat(
        dinkes, Q1, predikat="baik", reason="Laporan.", by=cast.actor("dewi"), on=ON
    )
    assert row.suggested == ""
    assert OrganisationPredikat.objects.get().predikat == "baik"


def _agreement(cast: Cast, *rows: tuple[str, str, int, int | None]) -> None:
    with recording(stage.STAGED, by=SYSTEM, about=cast.kupang):
        for title, direction, target, reached in rows:
            goal = Goal.objects.create(
                agency=cast.kupang, opd=cast.units["dinkes"], level=GoalLevel.INDICATOR, title=title,
                direction=direction, first_year=2025, last_year=2029, basis="perjanjian_kinerja",
            )  # fmt: skip
            GoalTarget.objects.create(
                agency=cast.kupang, goal=goal, year=2026, target=Decimal(target),
                realisation=None if reached is None else Decimal(reached),
            )  # fmt: skip
