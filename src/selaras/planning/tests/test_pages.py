"""Every page opens for who may see it, asks the database a bounded number of times, and keeps others out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.organisation.models import Employee
from selaras.planning import events
from selaras.planning.models import Iki, RencanaHasilKerja, Skp
from selaras.planning.services import set_matrix_cell
from selaras.planning.tests.stage import ON, agreed, drafted, first_result, indicator, submitted
from tests.cast import Cast

MOST_QUERIES = 12


def count_queries(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        act()
    return len(asked)


def add_results(skp: Skp, count: int) -> None:
    with recording(events.RHK_ADDED, by=SYSTEM, about=skp, text="banyak"):
        for place in range(count):
            rhk = RencanaHasilKerja.objects.create(
                agency=skp.agency, skp=skp, order=place + 10, text=f"Hasil {place}"
            )
            Iki.objects.create(agency=skp.agency, rhk=rhk, text="Jumlah", target=place + 1)


def add_people(cast: Cast, count: int, *, with_plan: bool) -> None:
    with recording(events.SKP_DRAFTED, by=SYSTEM, about=cast.kupang, year=2026, source="uji"):
        for place in range(count):
            person = Employee.objects.create(
                agency=cast.kupang, name=f"Pegawai {place:03}", nip="", kind="pns", unit=cast.ani.unit,
                position=cast.ani.position, pejabat_penilai=cast.budi,
            )  # fmt: skip
            if with_plan:
                Skp.objects.create(
                    agency=cast.kupang, employee=person, year=2026, period_start="2026-01-01", period_end="2026-12-31",
                    kind="ja_jf", status="submitted", unit=cast.units["puskesmas"], opd=cast.units["dinkes"],
                    position_title="Perawat",
                    pejabat_penilai=cast.budi, submitted_at="2026-01-10T00:00:00Z",
                )  # fmt: skip


def test_every_page_of_a_plan_opens_for_its_author(cast: Cast, sign_in: Any) -> None:
    skp = drafted(cast, "ani")
    rhk = first_result(skp)
    iki = rhk.iki_list.get()
    browser = sign_in("ani")
    for name, key in (
        ("detail", skp.pk), ("edit", skp.pk), ("rhk_add", skp.pk), ("behaviour", skp.pk), ("lampiran", skp.pk),
        ("submit", skp.pk), ("comment", skp.pk), ("acknowledge", skp.pk), ("compare", skp.pk), ("draft_pdf", skp.pk),
        ("rhk_edit", rhk.pk), ("rhk_remove", rhk.pk), ("iki_add", rhk.pk), ("iki_edit", iki.pk), ("iki_remove", iki.pk),
    ):  # fmt: skip
        answer = browser.get(reverse(f"planning:{name}", args=[key]))
        assert answer.status_code == 200, name


def test_every_page_without_a_plan_opens_too(cast: Cast, sign_in: Any) -> None:
    browser = sign_in("ani")
    for name in ("mine", "start", "awaiting", "matrix", "goals", "orphans"):
        assert browser.get(reverse(f"planning:{name}")).status_code == 200, name


def test_the_pages_of_a_leader_open(cast: Cast, sign_in: Any) -> None:
    budi, version = agreed(cast, "budi", "citra")
    skp = submitted(cast, "ani")
    browser = sign_in("budi")
    rhk = first_result(budi)
    set_matrix_cell(rhk, cast.ani, text="Skrining", by=cast.actor("budi"), on=ON)
    for address in (
        reverse("planning:awaiting"), reverse("planning:awaiting") + "?tampil=tim", reverse("planning:matrix"),
        reverse("planning:agree", args=[skp.pk]), reverse("planning:behaviour", args=[skp.pk]),
        reverse("planning:matrix_cell", args=[rhk.pk, cast.ani.pk]), reverse("planning:version", args=[version.pk]),
        reverse("planning:reopen", args=[budi.pk]), reverse("planning:compare", args=[budi.pk]),
    ):  # fmt: skip
        assert browser.get(address).status_code == 200, address


@pytest.mark.parametrize("stranger", ["ivan", "hadi"])
def test_a_plan_does_not_exist_for_strangers(cast: Cast, sign_in: Any, stranger: str) -> None:
    skp, version = agreed(cast, "ani", "budi")
    browser = sign_in(stranger)
    for name, key in (
        ("detail", skp.pk),
        ("edit", skp.pk),
        ("agree", skp.pk),
        ("version", version.pk),
        ("pdf", version.pk),
    ):
        assert browser.get(reverse(f"planning:{name}", args=[key])).status_code == 404, name
    assert browser.post(reverse("planning:submit", args=[skp.pk])).status_code == 404


def test_only_the_pejabat_penilai_may_open_the_agreement_page(cast: Cast, sign_in: Any) -> None:
    skp = submitted(cast, "ani")
    assert sign_in("ani").get(reverse("planning:agree", args=[skp.pk])).status_code == 403
    assert sign_in("citra").get(reverse("planning:agree", args=[skp.pk])).status_code == 403
    assert sign_in("eka").get(reverse("planning:edit", args=[skp.pk])).status_code == 403


@pytest.mark.parametrize("page", ["detail", "edit"])
def test_sixty_results_cost_no_more_queries_than_five(cast: Cast, sign_in: Any, page: str) -> None:
    skp = drafted(cast, "ani")
    browser = sign_in("ani")
    address = reverse(f"planning:{page}", args=[skp.pk])
    add_results(skp, 4)
    few = count_queries(lambda: browser.get(address))
    add_results(skp, 55)
    many = count_queries(lambda: browser.get(address))
    assert few == many <= MOST_QUERIES


def test_the_agreement_page_stays_within_the_budget(cast: Cast, sign_in: Any) -> None:
    skp = submitted(cast, "ani")
    add_results(skp, 60)
    browser = sign_in("budi")
    assert count_queries(lambda: browser.get(reverse("planning:agree", args=[skp.pk]))) <= MOST_QUERIES


@pytest.mark.parametrize("shown", ["", "?tampil=tim"])
def test_three_hundred_people_cost_no_more_queries_than_five(cast: Cast, sign_in: Any, shown: str) -> None:
    browser = sign_in("budi")
    address = reverse("planning:awaiting") + shown
    add_people(cast, 5, with_plan=True)
    few = count_queries(lambda: browser.get(address))
    add_people(cast, 295, with_plan=True)
    many = count_queries(lambda: browser.get(address))
    assert few == many <= MOST_QUERIES


def test_matrix_and_goals_stay_within_the_budget(cast: Cast, sign_in: Any) -> None:
    skp, _version = agreed(cast, "budi", "citra")
    add_results(skp, 10)
    add_people(cast, 30, with_plan=False)
    goal = indicator(cast)
    with recording(events.RHK_EDITED, by=SYSTEM, about=skp, text="taut"):
        RencanaHasilKerja.objects.filter(skp=skp).update(goal=goal)
    browser = sign_in("budi")
    for address in (
        reverse("planning:matrix"), reverse("planning:goals"), reverse("planning:goal_detail", args=[goal.pk]),
        reverse("planning:orphans"), reverse("planning:mine"), reverse("planning:start"),
        reverse("planning:rhk_add", args=[skp.pk]),
    ):  # fmt: skip
        assert count_queries(partial(browser.get, address)) <= MOST_QUERIES, address
