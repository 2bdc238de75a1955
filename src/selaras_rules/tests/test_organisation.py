"""What the progress of an organisation suggests (SE MenPANRB 3/2023): the edges of the example cases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from selaras_rules import (
    InvalidInput,
    OrganisationPredikat,
    OrganisationProgress,
    Ruleset,
    recommend_organisation_achievement,
    recommend_organisation_predikat,
)

RULES = Ruleset(date(2026, 12, 31))


@pytest.mark.parametrize("name", ["beyond", "reached", "below", "steps_due", "steps_done"])
@pytest.mark.parametrize("count", [-1, True, 1.5, "2"])
def test_a_count_is_a_whole_number_from_zero_on(name: str, count: Any) -> None:
    counts: dict[str, Any] = {"beyond": 1, "reached": 1, "below": 1, "steps_due": 3, name: count}
    with pytest.raises(InvalidInput) as refused:
        OrganisationProgress(**counts)
    assert refused.value.field == name


def test_nothing_is_suggested_about_what_nobody_measured() -> None:
    for recommend in (recommend_organisation_predikat, recommend_organisation_achievement):
        with pytest.raises(InvalidInput) as refused:
            recommend(OrganisationProgress(0, 0, 0), RULES)
        assert refused.value.given == 0


def test_steps_of_the_plan_are_told_only_where_some_were_due() -> None:
    without = recommend_organisation_predikat(OrganisationProgress(1, 3, 1), RULES)
    assert "Rencana aksi" not in without.because[0].text
    some = recommend_organisation_predikat(OrganisationProgress(1, 3, 1, steps_due=4, steps_done=3), RULES)
    assert "3 dari 4 langkah selesai" in some.because[0].text


def test_most_is_more_than_its_share_exactly() -> None:
    """Of fifty indicators 25 are half: that is not yet most of them."""
    half = OrganisationProgress(0, 25, 25)
    more = OrganisationProgress(0, 26, 24)
    assert recommend_organisation_predikat(half, RULES).value is OrganisationPredikat.BUTUH_PERBAIKAN
    assert recommend_organisation_predikat(more, RULES).value is OrganisationPredikat.BAIK
    # A hair above a half: a share of 50/99 would call it most, and 25 of 50 too.
    assert (
        recommend_organisation_predikat(OrganisationProgress(0, 101, 99), RULES).value
        is OrganisationPredikat.BAIK
    )
