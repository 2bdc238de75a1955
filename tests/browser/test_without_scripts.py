"""The main paths in a browser without JavaScript: everything is a link or a form."""

from __future__ import annotations

from functools import partial

import pytest

from tests.browser.conftest import Visit
from tests.browser.year import planning, results, working
from tests.browser.year.scene import Year

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.trace("K-14")
def test_the_main_paths_work_without_javascript(visit: Visit) -> None:
    year = Year(partial(visit, scripts=False), keeps_pictures=False)
    planning.citra_writes_and_hands_in(year, goal="")
    planning.dewi_agrees_with_citra(year)
    planning.budi_writes_and_hands_in(year, goal="")
    planning.citra_agrees_with_budi(year)
    planning.budi_gives_ani_a_role(year)
    planning.ani_plans_from_the_matrix(year)
    planning.budi_agrees_with_ani(year)
    planning.ani_acknowledges_the_criteria(year)
    working.ani_keeps_one_evidence_for_two_indicators(year)
    working.budi_records_the_dialogue(year)
    results.budi_rates_the_first_quarter(year)
