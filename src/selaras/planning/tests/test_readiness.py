"""How far the city is: numbers for everybody, names for those in charge, and everybody and every day covered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.organisation.models import Employee, LegalStatus
from selaras.planning import events
from selaras.planning.selectors.readiness import coverage_of, in_all, progress_by_opd, unfinished_people
from selaras.planning.services import draft_skp, reopen_skp
from selaras.planning.tests.stage import ON, agreed, drafted, submitted
from selaras.planning.tests.test_pages import add_people
from tests.cast import Cast


def test_each_opd_is_counted_by_where_its_plans_stand(cast: Cast) -> None:
    ani, _version = agreed(cast, "ani", "budi")
    reopen_skp(ani, by=cast.actor("ani"), on=ON, reason="Tugas baru")
    submitted(cast, "hadi")
    drafted(cast, "budi")
    rows = {row.name: row for row in progress_by_opd(cast.kupang, 2026)}
    health = rows["Dinas Kesehatan"]
    assert health.counts == {"missing": 2, "draft": 1, "returned": 0, "submitted": 1, "agreed": 1}
    assert (health.people, health.percent, health.unfinished) == (5, 20, 4)
    assert in_all(rows.values()).people == 7
    assert "Kota Kupang" not in rows


def test_numbers_are_open_and_names_are_not(cast: Cast, sign_in: Any) -> None:
    submitted(cast, "ani")
    opd = cast.units["dinkes"].pk
    for name in ("ani", "gita", "dewi", "fajar"):
        page = sign_in(name).get(reverse("planning:readiness")).content.decode()
        assert "Dinas Kesehatan" in page
        assert "Hadi Lirapada" not in page
    for name in ("ani", "hadi", "gita"):
        assert sign_in(name).get(reverse("planning:unfinished", args=[opd])).status_code == 403
    assert sign_in("ivan").get(reverse("planning:unfinished", args=[opd])).status_code == 404
    assert "Hadi Lirapada" in sign_in("eka").get(reverse("planning:unfinished", args=[opd])).content.decode()
    seen = unfinished_people(cast.actor("budi"), opd, 2026)
    assert {person.name.split()[0] for person in seen} == {"Ani", "Hadi"}


@pytest.mark.trace("P-03")
def test_coverage_is_complete_or_names_the_gaps(cast: Cast) -> None:
    for name, leader in (
        ("ani", "budi"),
        ("hadi", "budi"),
        ("budi", "citra"),
        ("citra", "dewi"),
        ("eka", "citra"),
    ):
        agreed(cast, name, leader)
    for name in ("fajar", "gita"):
        drafted(cast, name)
    assert coverage_of(cast.kupang, 2026).percent == 100
    with recording(events.SKP_ENDED_EARLY, by=SYSTEM, about=cast.ani, year=2026, end="2026-06-30"):
        cast.ani.skp_list.update(period_end=date(2026, 6, 30))
    found = coverage_of(cast.kupang, 2026)
    assert [(gap.employee_id, gap.start, gap.end) for gap in found.gaps] == [
        (cast.ani.pk, date(2026, 7, 1), date(2026, 12, 31))
    ]
    assert (found.covered, found.people, found.percent) == (6, 7, 85)
    draft_skp(cast.ani, 2026, by=cast.actor("ani"), on=ON, start=date(2026, 7, 1))
    assert coverage_of(cast.kupang, 2026).percent == 100


@pytest.mark.trace("P-03")
def test_who_needs_no_plan_is_no_gap(cast: Cast) -> None:
    with recording(events.SKP_DRAFTED, by=SYSTEM, about=cast.hadi, year=2026, source="uji"):
        Employee.objects.filter(pk=cast.hadi.pk).update(legal_status=LegalStatus.CLTN)
    found = coverage_of(cast.kupang, 2026)
    assert (found.people, found.exempt, found.without) == (6, 2, 6)


def test_the_page_of_gaps_names_the_days_to_the_admin(cast: Cast, sign_in: Any) -> None:
    draft_skp(cast.ani, 2026, by=cast.actor("ani"), on=ON, start=date(2026, 7, 1))
    page = sign_in("eka").get(reverse("planning:unfinished", args=[cast.units["dinkes"].pk]) + "?tahun=2026")
    assert "1 Jan – 30 Jun 2026" in page.content.decode()


@pytest.mark.parametrize("page", ["readiness", "unfinished"])
def test_three_hundred_people_cost_no_more_queries_than_five(cast: Cast, sign_in: Any, page: str) -> None:
    args = [cast.units["dinkes"].pk] if page == "unfinished" else []
    address = reverse(f"planning:{page}", args=args)
    browser = sign_in("eka")
    add_people(cast, 5, with_plan=True)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    add_people(cast, 295, with_plan=False)
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert len(few) == len(many) <= 12
