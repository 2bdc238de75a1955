"""Service standards: promises to citizens from which indicators take unit and target (K-38)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import InvalidInput, NotAllowed
from selaras.planning import events
from selaras.planning.deviation import deviation_from
from selaras.planning.models import Goal, GoalTarget, Iki, ServiceStandard
from selaras.planning.services import StandardValues, add_standard
from selaras.planning.tests.stage import ON, drafted, first_result
from tests.cast import Cast


def standard(cast: Cast, **more: Any) -> ServiceStandard:
    values = {
        "opd": cast.units["dinkes"], "service": "Izin praktik", "part": "waktu",
        "promise": "Izin terbit paling lama 3 hari kerja", "target": Decimal(3), "unit_of_measure": "hari kerja",
        "decree": "SK 800/1/2025", "source": "Log perizinan", "valid_from": date(2025, 1, 1), **more,
    }  # fmt: skip
    return add_standard(StandardValues(**values), by=cast.actor("eka"), on=ON)


@pytest.mark.trace("K-38")
def test_picking_a_standard_fills_unit_and_target_of_an_indicator(cast: Cast, sign_in: Any) -> None:
    promise, skp = standard(cast), drafted(cast, "ani")
    rhk, browser = first_result(skp), sign_in("ani")
    pick = browser.get(reverse("planning:standard_pick", args=[rhk.pk])).content.decode()
    link = f"{reverse('planning:iki_add', args=[rhk.pk])}?standar={promise.pk}"
    assert link in pick
    form = browser.get(link).context["form"]
    assert (form["target"].value(), form["unit_of_measure"].value()) == ("3", "hari kerja")
    sent = {
        "text": "Lama terbitnya izin",
        "standard": promise.pk,
        "pattern": "posisi",
        "direction": "more_is_better",
    }
    assert browser.post(reverse("planning:iki_add", args=[rhk.pk]), sent).status_code == 302
    iki = Iki.objects.get(text="Lama terbitnya izin")
    assert (iki.standard, iki.target, iki.unit_of_measure, iki.direction) == (
        promise, Decimal(3), "hari kerja", "less_is_better",
    )  # fmt: skip


@pytest.mark.trace("K-38")
def test_own_words_win_over_the_standard(cast: Cast, sign_in: Any) -> None:
    promise, skp = standard(cast), drafted(cast, "ani")
    sent = {
        "text": "Izin tepat waktu", "standard": promise.pk, "target": "95", "unit_of_measure": "%",
        "direction": "more_is_better", "pattern": "posisi",
    }  # fmt: skip
    address = reverse("planning:iki_add", args=[first_result(skp).pk])
    assert sign_in("ani").post(address, sent).status_code == 302
    iki = Iki.objects.get(text="Izin tepat waktu")
    assert (iki.target, iki.unit_of_measure, iki.direction) == (Decimal(95), "%", "more_is_better")
    assert deviation_from(promise, Decimal(95), "%") is None


@pytest.mark.trace("K-38")
def test_a_goal_takes_up_a_standard_and_shows_its_deviation(cast: Cast, sign_in: Any) -> None:
    promise, browser = standard(cast), sign_in("eka")
    sent = {
        "level": "indikator", "title": "Lama izin", "first_year": "2026", "last_year": "2027", "source": "Log",
        "opd": cast.units["dinkes"].pk, "standard": promise.pk, "direction": "more_is_better", "target_2027": "2",
        "realisation_2026": "",
    }  # fmt: skip
    assert browser.post(reverse("planning:goal_add"), sent).status_code == 302
    goal = Goal.objects.get(title="Lama izin")
    assert (goal.unit_of_measure, goal.direction) == ("hari kerja", "less_is_better")
    with recording(events.GOAL_EDITED, by=SYSTEM, about=goal, title=goal.title):
        GoalTarget.objects.filter(goal=goal, year=2026).update(realisation=Decimal("4.5"))
    page = browser.get(reverse("planning:goal_detail", args=[goal.pk]) + "?tahun=2026").content.decode()
    assert "+1,5" in page
    assert "menyimpang dari standar" in page
    years = {row.year: row.target for row in goal.targets.all()}
    assert (years[2026], years[2027]) == (Decimal(3), Decimal(2))


@pytest.mark.parametrize(
    ("direction", "value", "difference", "is_worse"),
    [
        ("less_is_better", "4", "1", True), ("less_is_better", "2.5", "-0.5", False),
        ("more_is_better", "2", "-1", True), ("more_is_better", "3", "0", False), ("exact", "3.1", "0.1", True),
    ],
)  # fmt: skip
def test_the_side_of_a_deviation(direction: str, value: str, difference: str, *, is_worse: bool) -> None:
    promise = ServiceStandard(target=Decimal(3), unit_of_measure="hari", direction=direction)
    found = deviation_from(promise, Decimal(value), "Hari ")
    assert found is not None
    assert (found.difference, found.is_worse) == (Decimal(difference), is_worse)


def test_only_admins_write_standards_and_only_those_of_their_opd(cast: Cast, sign_in: Any) -> None:
    for name in ("ani", "budi", "citra", "gita"):
        assert sign_in(name).get(reverse("planning:standard_add")).status_code == 403
    with pytest.raises(NotAllowed):
        standard(cast, opd=cast.units["bkppd"])
    promise = standard(cast)
    assert sign_in("ani").get(reverse("planning:standard_edit", args=[promise.pk])).status_code == 403
    assert sign_in("ivan").get(reverse("planning:standard_edit", args=[promise.pk])).status_code == 404


def test_a_standard_that_promises_nothing_is_refused(cast: Cast) -> None:
    with pytest.raises(InvalidInput) as refused:
        standard(
            cast, service=" ", promise="x" * 301, part="mimpi", target=Decimal(-1), decree="",
            valid_until=date(2024, 1, 1),
        )  # fmt: skip
    assert set(refused.value.fields) == {"service", "promise", "part", "target", "decree", "valid_until"}


def test_standards_out_of_force_and_of_another_opd_are_not_offered(cast: Cast, sign_in: Any) -> None:
    standard(cast, promise="Sudah berakhir", valid_until=date(2025, 12, 31))
    skp = drafted(cast, "ani")
    page = sign_in("ani").get(reverse("planning:standard_pick", args=[first_result(skp).pk])).content.decode()
    assert "belum menulis standar" in page


def test_a_standard_is_written_and_changed_in_the_browser(cast: Cast, sign_in: Any) -> None:
    browser = sign_in("eka")
    sent = {
        "opd": cast.units["dinkes"].pk, "service": "Rawat jalan", "part": "waktu", "promise": "Paling lama 30 menit",
        "target": "30", "unit_of_measure": "menit", "direction": "less_is_better", "decree": "SK 1", "source": "Log",
        "valid_from": "2026-01-01",
    }  # fmt: skip
    add = reverse("planning:standard_add")
    key = browser.get(add).context["form"]["form_key"].value()
    for _click in range(2):
        assert browser.post(add, {**sent, "form_key": key}).status_code == 302
    kept = ServiceStandard.objects.get()
    edit = reverse("planning:standard_edit", args=[kept.pk])
    assert 'value="30"' in browser.get(edit).content.decode()
    assert browser.post(edit, {**sent, "target": "=1+1"}).status_code == 422
    assert browser.post(edit, {**sent, "target": "25"}).status_code == 302
    kept.refresh_from_db()
    assert kept.target == Decimal(25)


def test_many_standards_cost_no_more_queries_than_few(cast: Cast, sign_in: Any) -> None:
    browser, counts = sign_in("eka"), []
    for size in (2, 40):
        for place in range(size):
            standard(cast, promise=f"Janji {size}-{place}")
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(reverse("planning:standards")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12
