"""Predikat of an OPD by the regional head; the spread of people's predikat as advice, never with names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from selaras.core.decisions import decisions_about
from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.evaluation.models import Evaluation
from selaras.evaluation.services import YearOfOrganisation, finalise, set_organisation_predikat
from selaras.evaluation.spread import spread_of
from selaras.evaluation.tests import stage
from selaras_rules import Period
from tests.cast import Cast

SignIn = Callable[[str], Client]
YEAR = Period.of_year(2026)
ON = stage.NEXT_YEAR
JUDGED = YearOfOrganisation("sesuai", "sesuai")


def set_predikat(
    cast: Cast, predikat: str = "baik", reason: str = "Capaian perjanjian kinerja.", by: str = "dewi"
) -> object:
    return set_organisation_predikat(
        cast.units["dinkes"], YEAR, predikat=predikat, reason=reason, by=cast.actor(by), on=ON, judged=JUDGED
    )


def results(cast: Cast, count: int, hasil: str = "sesuai", first: int = 0) -> list[Evaluation]:
    """Fixed yearly results of that many colleagues; the predikat of the organisation must be set."""
    found = []
    for employee in stage.stage_colleagues(cast, count, first=first):
        skp = stage.stage_skp(employee, rhk=1)
        stage.stage_dialogue(skp, date(2026, 11, 30))
        stage.stage_dialogue(skp, date(2026, 6, 1), "peringatan_dini")
        stage.stage_feedback(skp, date(2026, 9, 1))
        evaluation = stage.rated(cast, skp, hasil, period=stage.YEAR, on=ON)
        by = stage.penilai(cast, ON)
        found.append(finalise(evaluation, by=by, on=ON, distribution_reason="Sesuai bukti."))
    return found


def test_the_regional_head_sets_it_with_a_reason_and_may_correct_it(cast: Cast) -> None:
    row = set_predikat(cast)
    set_predikat(cast, "istimewa", "Perhitungan diperbaiki.")
    first, second = decisions_about(row.pk)  # type: ignore[attr-defined]
    assert (first.value, second.value, second.supersedes_id) == ("baik", "istimewa", first.pk)


def test_a_half_year_is_measured_and_never_evaluated(cast: Cast) -> None:
    with pytest.raises(InvalidInput, match="diukur tiap semester"):
        set_organisation_predikat(
            cast.units["dinkes"], "2026-S1", predikat="baik", reason="Capaian.", by=cast.actor("dewi"), on=ON
        )


def test_nobody_else_sets_it_and_never_without_a_reason(cast: Cast) -> None:
    for name in ("citra", "budi", "eka", "fajar", "gita", "ani"):
        with pytest.raises(NotAllowed):
            set_predikat(cast, by=name)
    with pytest.raises(InvalidInput) as refused:
        set_predikat(cast, predikat="hebat", reason=" ")
    assert set(refused.value.fields) == {"predikat", "reason"}


def test_once_people_rest_on_it_it_stays(cast: Cast) -> None:
    set_predikat(cast)
    results(cast, 1)
    with pytest.raises(StepNotPossible, match="sudah ada yang ditetapkan"):
        set_predikat(cast, "istimewa")


@pytest.mark.trace("C-01", "C-03", "C-07")
def test_nearly_everybody_baik_gives_a_calm_hint_and_changes_nothing(cast: Cast, sign_in: SignIn) -> None:
    set_predikat(cast)
    results(cast, 7)
    before = list(Evaluation.objects.values_list("predikat", flat=True))
    address = reverse("evaluation:distribution", args=[cast.units["dinkes"].pk, "2026"])
    for name in ("dewi", "eka", "fajar", "gita"):
        page = sign_in(name).get(address).content.decode()
        assert "100% mendapat predikat Baik" in page
        assert "Itu bisa saja benar" in page
        assert "Rekan" not in page
    assert list(Evaluation.objects.values_list("predikat", flat=True)) == before
    assert sign_in("ani").get(address).status_code == 404
    assert sign_in("ivan").get(address).status_code == 404


def test_a_small_unit_is_not_measured_by_percentages(cast: Cast) -> None:
    row = set_predikat(cast)
    results(cast, 2)
    spread = spread_of(cast.units["dinkes"], YEAR, row)  # type: ignore[arg-type]
    assert spread.is_small
    assert spread.nearly_everybody is None
    assert spread.verdict == "small_unit"


def test_counts_hold_who_has_no_result_yet(cast: Cast) -> None:
    row = set_predikat(cast)
    results(cast, 3)
    stage.stage_skp(cast.ani)
    spread = spread_of(cast.units["dinkes"], YEAR, row)  # type: ignore[arg-type]
    assert (spread.decided, spread.waiting) == (3, 1)
    assert {line.predikat: line.people for line in spread.shares}["baik"] == 3


@pytest.mark.trace("C-07")
def test_the_team_page_is_sorted_by_name_not_by_result(
    cast: Cast, sign_in: SignIn, clock_at: Callable[..., date]
) -> None:
    clock_at(2027, 1, 12)
    set_predikat(cast)
    results(cast, 2)
    results(cast, 1, "di_atas", first=0 + 5)
    page = sign_in("budi").get(f"{reverse('evaluation:awaiting')}?periode=2026").content.decode()
    places = [page.index(f"Rekan {number} (Demo)") for number in (1, 2, 6)]
    assert places == sorted(places)
