"""Plans say what their versions say, stand in every state, and have a library beside them."""

from __future__ import annotations

from typing import Any

import pytest

from selaras.core.scoping import agency_scope
from selaras.evaluation.models import Evaluation, Objection
from selaras.indicators.models import Indicator, IndicatorVersion, RelevanceNote
from selaras.organisation.models import Agency
from selaras.planning.content import content_hash
from selaras.planning.models import (
    Iki,
    Skp,
    SkpVersion,
    TargetProposal,
)
from selaras.planning.post_patterns import pattern_for
from selaras.planning.selectors import content_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


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


@pytest.mark.trace("P-22")
def test_most_posts_of_the_demonstration_find_an_example_plan(kupang: Agency) -> None:
    titles = set(Skp.objects.filter(year=2026).values_list("position_title", flat=True))
    assert sum(pattern_for(title) is not None for title in titles) >= len(titles) * 0.4


def test_the_library_shows_its_life(kupang: Agency) -> None:
    assert Indicator.objects.filter(status="in_force").count() > 60
    assert Iki.objects.filter(indicator__code="KES-41").exists()
    change = IndicatorVersion.objects.select_related("indicator", "proposed_by").get(status="proposed")
    assert change.indicator.code == "IZIN-03"
    assert change.proposed_by is not None
    assert RelevanceNote.objects.filter(indicator=change.indicator).count() == 3
