"""Every page opens for those it is for, with few queries whatever the number of rows, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.evaluation.models import Evaluation
from selaras.evaluation.tests import stage
from selaras.evaluation.tests.conftest import TurnClock
from tests.cast import Cast

SignIn = Callable[[str], Client]
LIMIT = 12


@pytest.fixture
def on_12_january(clock_at: TurnClock) -> None:
    """The clock stands on 12 January 2027, 10 o'clock in Kupang."""
    clock_at(2027, 1, 12)


def staged_year(cast: Cast, clock_at: TurnClock) -> tuple[Evaluation, Evaluation, Evaluation]:
    """A quarter fixed in April, a rated year and an open quarter of Ani; it is January again afterwards."""
    skp = stage.stage_skp(cast.ani, rhk=3)
    stage.stage_work(skp)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    stage.stage_organisation(cast)
    clock_at(2026, 4, 6)
    quarter = stage.fixed(cast, skp, "di_atas", "sesuai")
    clock_at(2027, 1, 12)
    year = stage.rated(cast, skp, period=stage.YEAR, on=stage.NEXT_YEAR)
    opened = stage.opened(cast, skp, "2026-TW2", stage.NEXT_YEAR)
    return quarter, year, opened


@pytest.mark.usefixtures("on_12_january")
def test_every_page_opens_with_at_most_twelve_queries(
    cast: Cast, sign_in: SignIn, clock_at: TurnClock
) -> None:
    quarter, year, opened = staged_year(cast, clock_at)
    dinkes = cast.units["dinkes"].pk
    pages = [
        ("ani", reverse("evaluation:mine")),
        ("ani", reverse("evaluation:detail", args=[quarter.pk])),
        ("ani", reverse("evaluation:why", args=[quarter.pk])),
        ("ani", reverse("evaluation:own_view", args=[quarter.pk])),
        ("ani", reverse("evaluation:detail", args=[opened.pk])),
        ("ani", reverse("evaluation:why", args=[opened.pk])),
        ("budi", reverse("evaluation:awaiting")),
        ("budi", reverse("evaluation:detail", args=[year.pk])),
        ("budi", reverse("evaluation:rate", args=[year.pk])),
        ("budi", reverse("evaluation:finalise", args=[year.pk])),
        ("citra", reverse("evaluation:why", args=[quarter.pk])),
        ("gita", reverse("evaluation:detail", args=[quarter.pk])),
        ("dewi", reverse("evaluation:organisations")),
        ("dewi", reverse("evaluation:organisation_set", args=[dinkes, "2026"])),
        ("eka", reverse("evaluation:distribution", args=[dinkes, "2026"])),
    ]
    for name, address in pages:
        browser = sign_in(name)
        with CaptureQueriesContext(connection) as queries:
            response = browser.get(address)
        assert response.status_code == 200, (name, address)
        assert len(queries) <= LIMIT, (name, address, len(queries), [query["sql"][:120] for query in queries])


def test_a_fixed_result_costs_as_little_after_its_deadlines_as_before(
    cast: Cast, sign_in: SignIn, clock_at: TurnClock
) -> None:
    quarter, _year, _opened = staged_year(cast, clock_at)
    address = reverse("evaluation:detail", args=[quarter.pk])
    # Just fixed; received because time passed; the window over; long over.
    for day in ((2026, 4, 6), (2026, 4, 20), (2026, 5, 29), (2027, 1, 12)):
        clock_at(*day)
        browser = sign_in("ani")
        with CaptureQueriesContext(connection) as queries:
            response = browser.get(address)
        assert response.status_code == 200, day
        assert len(queries) < LIMIT, (day, [query["sql"][:120] for query in queries])


@pytest.mark.usefixtures("on_12_january")
def test_a_large_team_costs_no_more_queries_than_a_small_one(cast: Cast, sign_in: SignIn) -> None:
    address = f"{reverse('evaluation:awaiting')}?periode=2026-TW1"
    counts = []
    for size in (2, 12):
        for employee in stage.stage_colleagues(cast, size, first=size * 100):
            stage.opened(cast, stage.stage_skp(employee, rhk=1))
        with CaptureQueriesContext(connection) as queries:
            response = sign_in("budi").get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert response.content.decode().count("Rekan") >= 14


@pytest.mark.usefixtures("on_12_january")
def test_strangers_and_colleagues_find_nothing(cast: Cast, sign_in: SignIn, clock_at: TurnClock) -> None:
    quarter, _year, _opened = staged_year(cast, clock_at)
    for view in ("detail", "why", "rate", "finalise", "own_view", "object", "form_pdf", "document_pdf"):
        address = reverse(f"evaluation:{view}", args=[quarter.pk])
        assert sign_in("ivan").get(address).status_code == 404, view
        assert sign_in("hadi").get(address).status_code == 404, view
        assert Client().get(address).status_code == 302, view
