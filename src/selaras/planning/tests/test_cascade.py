"""From a service outcome to the results that carry it and back, in three clicks, with its course over the years."""

from __future__ import annotations

import gzip
import re
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import NotFound
from selaras.planning import events
from selaras.planning.models import Goal, RencanaHasilKerja, Skp
from selaras.planning.picture import picture_of
from selaras.planning.selectors import cascade_of
from selaras.planning.selectors.cascade import way_up
from selaras.planning.services import GoalValues, RhkValues, add_goal, edit_rhk, submit_skp
from selaras.planning.tests.stage import ON, drafted, first_result
from selaras.planning.tests.test_pages import MOST_QUERIES, add_people, add_results
from selaras.planning.trend import trend_of
from tests.cast import Cast


def permits(cast: Cast) -> Goal:
    by = cast.actor("fajar")
    mission = add_goal(GoalValues("misi", "Layanan cepat", 2025, 2029, code="2"), by=by, on=ON)
    values = GoalValues(
        "indikator", "Hari terbitnya izin", 2025, 2029, parent=mission, opd=cast.units["dinkes"], code="PM-1",
        unit_of_measure="hari", direction="less_is_better", source="Log", baseline=Decimal(6), baseline_year=2024,
        targets={2025: Decimal(5), 2026: Decimal(3)}, realisations={2025: Decimal("4.5")},
    )  # fmt: skip
    return add_goal(values, by=by, on=ON)


def carried(cast: Cast, goal: Goal) -> dict[str, Skp]:
    """Citra supports the indicator, Budi supports Citra, Ani supports Budi."""
    plans: dict[str, Skp] = {}
    above: RencanaHasilKerja | None = None
    for name, text in (
        ("citra", "Izin terbit cepat"),
        ("budi", "Berkas lengkap"),
        ("ani", "Pemohon terbantu"),
    ):
        skp = drafted(cast, name, text)
        values = RhkValues(text, goal=goal) if above is None else RhkValues(text, parent=above)
        above = edit_rhk(first_result(skp), values, by=cast.actor(name), on=ON)
        submit_skp(skp, by=cast.actor(name), on=ON)
        plans[name] = skp
    return plans


def links(page: Any) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]+)"', page.content.decode())]


@pytest.mark.trace("K-01")
def test_three_clicks_lead_from_an_outcome_to_the_results_and_back(cast: Cast, sign_in: Any) -> None:
    goal, browser = permits(cast), sign_in("budi")
    plans = carried(cast, goal)
    detail = reverse("planning:goal_detail", args=[goal.pk])
    first = browser.get(reverse("planning:goals") + "?tahun=2026")
    assert detail in [link.split("?")[0] for link in links(first)]
    second = browser.get(f"{detail}?tahun=2026")
    own = f"{reverse('planning:detail', args=[plans['budi'].pk])}#rhk-{first_result(plans['budi']).pk}"
    assert own in links(second)
    third = browser.get(own)
    assert third.status_code == 200
    up = reverse("planning:upward", args=[first_result(plans["budi"]).pk])
    assert up in links(third)
    assert detail in [link.split("?")[0] for link in links(browser.get(up))]
    assert "Tanpa nama" not in sign_in("fajar").get(f"{detail}?tahun=2026").content.decode()
    for page in (f"{detail}?tahun=2026", reverse("planning:upward", args=[first_result(plans["ani"]).pk])):
        told = sign_in("ani").get(page).content.decode()
        assert told.count("rinciannya hanya terbuka") == 1, "said once, however many people it is true of"
    top = sign_in("citra").get(reverse("planning:detail", args=[plans["citra"].pk]))
    assert detail in links(top)


@pytest.mark.trace("K-01", "K-36")
def test_the_course_over_the_years_is_drawn_and_read(cast: Cast, sign_in: Any) -> None:
    goal = permits(cast)
    trend = trend_of(goal, list(goal.targets.all()))
    assert trend is not None
    assert [(row.year, row.value) for row in trend.years] == [
        (2024, Decimal(6)), (2025, Decimal("4.5000")), (2026, None),
    ]  # fmt: skip
    assert trend.periods == 2
    assert "membaik: dari 6 ke 4,5 hari" in trend.words
    page = (
        sign_in("ani").get(reverse("planning:goal_picture", args=[goal.pk]) + "?tahun=2026").content.decode()
    )
    assert "membaik: dari 6 ke 4,5 hari" in page
    lonely = Goal(direction="more_is_better")
    assert trend_of(lonely, []) is None


@pytest.mark.parametrize(
    ("way", "now", "told"),
    [
        ("more_is_better", "7", "membaik"), ("more_is_better", "5", "memburuk"), ("less_is_better", "7", "memburuk"),
        ("less_is_better", "6", "tetap"), ("within_range", "7", "berubah"), ("less_is_better", "0", "membaik"),
    ],
)  # fmt: skip
def test_the_trend_is_said_by_the_way_that_is_good(cast: Cast, way: str, now: str, told: str) -> None:
    values = GoalValues(
        "indikator", "Uji", 2025, 2026, opd=cast.units["dinkes"], unit_of_measure="hari", source="Log", direction=way,
        baseline=Decimal(6), baseline_year=2024, targets={2025: Decimal(5)}, realisations={2025: Decimal(now)},
    )  # fmt: skip
    goal = add_goal(values, by=cast.actor("fajar"), on=ON)
    trend = trend_of(goal, list(goal.targets.all()))
    assert trend is not None
    assert told in trend.words


@pytest.mark.trace("K-01")
def test_the_picture_shows_the_same_as_the_list_and_grows_when_asked(cast: Cast, sign_in: Any) -> None:
    goal = permits(cast)
    carried(cast, goal)
    picture = picture_of(cascade_of(cast.actor("fajar"), goal, 2026), 2026)
    assert [box.text for box in picture.boxes] == [
        "Layanan cepat", "Hari terbitnya izin", "Izin terbit cepat", "Berkas lengkap", "Pemohon terbantu",
    ]  # fmt: skip
    assert [box.depth for box in picture.boxes] == [0, 0, 1, 2, 3]
    address = reverse("planning:goal_picture", args=[goal.pk])
    browser = sign_in("fajar")
    for zoom in (50, 200, "9999", "x"):
        page = browser.get(f"{address}?tahun=2026&zum={zoom}").content.decode()
        percent = zoom if isinstance(zoom, int) else 100
        assert f'width="{picture.width * percent // 100}"' in page
        assert f'viewBox="0 0 {picture.width} {picture.height}"' in page
        assert "style=" not in page
        assert page.count("Pemohon terbantu") >= 2


def test_names_and_words_of_plans_only_for_who_may_read_them(cast: Cast, sign_in: Any) -> None:
    goal = permits(cast)
    plans = carried(cast, goal)
    for name in ("goal_picture", "goal_detail"):
        page = (
            sign_in("ani").get(reverse(f"planning:{name}", args=[goal.pk]) + "?tahun=2026").content.decode()
        )
        assert "Hari terbitnya izin" in page
        assert "Kepala Dinas Kesehatan" in page
        assert "Pemohon terbantu" in page
        for closed in ("Citra Nafutena", "Izin terbit cepat", "Berkas lengkap"):
            assert closed not in page, (name, closed)
    way = way_up(cast.actor("ani"), first_result(plans["ani"]).pk)
    assert [step.is_readable for step in way.steps] == [True, False, False]
    assert (way.goal, [row.title for row in way.above]) == (goal, ["Layanan cepat"])
    page = (
        sign_in("ani").get(reverse("planning:upward", args=[first_result(plans["ani"]).pk])).content.decode()
    )
    assert "Izin terbit cepat" not in page
    assert "Berkas lengkap" in page, "the own plan quotes the result it supports"
    assert "Budi Kolifeto" not in page
    for name in ("hadi", "ivan"):
        assert (
            sign_in(name).get(reverse("planning:upward", args=[first_result(plans["ani"]).pk])).status_code
            == 404
        )
    with pytest.raises(NotFound):
        way_up(cast.actor("hadi"), first_result(plans["ani"]).pk)
    assert sign_in("ivan").get(reverse("planning:goal_picture", args=[goal.pk])).status_code == 404


def test_a_way_that_ends_in_the_air_says_so(cast: Cast, sign_in: Any) -> None:
    skp = drafted(cast, "ani", "Tanpa tujuan")
    page = sign_in("ani").get(reverse("planning:upward", args=[first_result(skp).pk])).content.decode()
    assert "Belum sampai ke sasaran kota" in page


def test_many_people_behind_a_goal_stay_within_the_budget(cast: Cast, sign_in: Any) -> None:
    goal = permits(cast)
    plans = carried(cast, goal)
    add_results(plans["budi"], 11)
    add_people(cast, 60, with_plan=True)
    top = first_result(plans["citra"])
    with recording(events.RHK_EDITED, by=SYSTEM, about=top, text="taut"):
        results = list(RencanaHasilKerja.objects.filter(skp=plans["budi"]))
        RencanaHasilKerja.objects.filter(skp=plans["budi"]).update(parent=top)
        for place, skp in enumerate(Skp.objects.filter(employee__name__startswith="Pegawai")):
            RencanaHasilKerja.objects.create(
                agency=cast.kupang, skp=skp, text=f"Bagian {place}", parent=results[place % len(results)]
            )
    browser = sign_in("citra")
    for name in ("goal_picture", "goal_detail"):
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(reverse(f"planning:{name}", args=[goal.pk]) + "?tahun=2026")
        assert len(asked) <= MOST_QUERIES, (name, len(asked))
        assert len(gzip.compress(answer.content)) <= 20 * 1024, name
    with CaptureQueriesContext(connection) as asked:
        browser.get(reverse("planning:upward", args=[first_result(plans["ani"]).pk]))
    assert len(asked) <= MOST_QUERIES


def test_hundreds_of_goals_stay_quick(cast: Cast, sign_in: Any) -> None:
    by = cast.actor("fajar")
    for mission in range(4):
        top = add_goal(GoalValues("misi", f"Misi {mission}", 2025, 2029), by=by, on=ON)
        with recording(events.GOAL_ADDED, by=SYSTEM, about=top, title="banyak"):
            Goal.objects.bulk_create(
                Goal(
                    agency=cast.kupang, parent=top, level="indikator", opd=cast.units["dinkes"], unit_of_measure="%",
                    title=f"Indikator {mission}-{place} tentang cakupan layanan dasar warga kota", source="Register",
                    first_year=2025, last_year=2029, as_of=date(2025, 12, 31), code=f"K{mission}-{place}",
                )
                for place in range(100)
            )  # fmt: skip
    browser = sign_in("fajar")
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(reverse("planning:goals") + "?tahun=2026")
    assert len(asked) <= MOST_QUERIES
    assert len(gzip.compress(answer.content)) <= 20 * 1024
    page = answer.content.decode()
    assert "Indikator 0-99" in page
    assert "Indikator 1-99" not in page
    found = browser.get(reverse("planning:goals") + "?tahun=2026&q=3-77").content.decode()
    assert "Indikator 3-77" in found
    assert "Misi 3" in found
    assert "Indikator 3-76" not in found
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(reverse("planning:goal_add")).status_code == 200
    assert len(asked) <= MOST_QUERIES
