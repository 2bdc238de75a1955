"""The whole year of one employee, through the pages, with the clock turned from January to January."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit
from tests.browser.year import planning, results, working
from tests.browser.year.scene import Year

pytestmark = pytest.mark.browser


@pytest.mark.slow
@pytest.mark.trace("K-04", "K-05", "K-06", "K-22", "P-01", "P-09", "P-18", "P-22", "C-02", "C-11", "C-12")
def test_ani_goes_through_a_whole_year(visit: Visit) -> None:
    year = Year(visit)
    _the_year_is_planned(year)
    _work_is_done_and_talked_about(year)
    _results_are_fixed_and_explained(year)
    _an_objection_is_heard(year)
    results.eka_exports(year)


def _the_year_is_planned(year: Year) -> None:
    planning.fajar_applies_the_staff_list(year)
    planning.fajar_writes_the_goals(year)
    planning.citra_writes_and_hands_in(year)
    planning.dewi_agrees_with_citra(year)
    planning.budi_writes_and_hands_in(year)
    planning.citra_agrees_with_budi(year)
    planning.budi_gives_ani_a_role(year)
    planning.ani_plans_from_the_matrix(year)
    planning.budi_comments_and_returns(year)
    planning.ani_mends_and_hands_in_again(year)
    planning.budi_agrees_with_ani(year)
    planning.ani_acknowledges_the_criteria(year)


def _work_is_done_and_talked_about(year: Year) -> None:
    working.ani_records_january(year)
    working.ani_keeps_one_evidence_for_two_indicators(year)
    working.ani_adds_a_photo(year)
    working.budi_gives_feedback(year)
    working.ani_replies(year)
    working.budi_records_the_dialogue(year)
    working.ani_confirms_the_dialogue(year)
    working.ani_records_the_other_months(year)


def _results_are_fixed_and_explained(year: Year) -> None:
    results.budi_rates_the_first_quarter(year)
    results.ani_adds_her_view_and_receives(year)
    working.ani_records_the_year(year)
    results.dewi_sets_the_organisation_predikat(year)
    results.budi_rates_the_year(year)
    results.ani_asks_why(year)
    code = results.ani_downloads_her_papers(year)
    results.a_stranger_verifies_the_printout(year, code)


def _an_objection_is_heard(year: Year) -> None:
    results.ani_objects(year)
    results.budi_explains(year)
    results.citra_decides(year)
    results.ani_reads_the_decision(year)
