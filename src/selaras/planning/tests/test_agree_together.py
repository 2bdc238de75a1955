"""Agreement in one screen: each opened, then agreed one by one or those marked together, never unseen."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import ChangedMeanwhile, StepNotPossible
from selaras.organisation.models import Employee
from selaras.planning import events
from selaras.planning.models import Iki, RencanaHasilKerja, Skp, SkpReading, SkpVersion
from selaras.planning.selectors import awaiting_list, awaiting_rows, marked_plans, skp_for
from selaras.planning.services import (
    TargetValues,
    add_iki,
    agree_marked,
    agree_read_skp,
    note_reading,
    propose_target,
    reopen_skp,
    submit_skp,
    withdraw_skp,
)
from selaras.planning.tests.stage import MEASURE, ON, agreed, first_result, submitted
from tests.cast import Cast

MOST_QUERIES = 12


def opened(cast: Cast, skp: Skp, name: str = "budi") -> Skp:
    by = cast.actor(name)
    shown = skp_for(by, skp.pk)
    note_reading(shown, by=by, on=ON)
    return shown


def sixty(cast: Cast, count: int = 60, *, read: bool = False) -> list[Skp]:
    """That many teachers under one head, each with a measured result."""
    made = []
    with recording(events.SKP_DRAFTED, by=SYSTEM, about=cast.kupang, year=2026, source="uji"):
        for place in range(count):
            person = Employee.objects.create(
                agency=cast.kupang, name=f"Guru {place:03}", kind="pns", unit=cast.ani.unit,
                position=cast.ani.position, pejabat_penilai=cast.budi,
            )  # fmt: skip
            skp = Skp.objects.create(
                agency=cast.kupang, employee=person, year=2026, period_start="2026-01-01", period_end="2026-12-31",
                kind="ja_jf", status="submitted", unit=cast.units["puskesmas"], opd=cast.units["dinkes"],
                position_title="Guru", pejabat_penilai=cast.budi, submitted_at="2026-01-10T00:00:00Z",
            )  # fmt: skip
            rhk = RencanaHasilKerja.objects.create(agency=cast.kupang, skp=skp, text="Murid membaca lancar")
            Iki.objects.create(agency=cast.kupang, rhk=rhk, text="Murid lancar", target=90)
            if read:
                SkpReading.objects.create(
                    agency=cast.kupang, skp=skp, reader=cast.budi, revision=0, read_at="2026-01-11T00:00:00Z"
                )
            made.append(skp)
    return made


@pytest.mark.trace("P-22")
def test_what_was_not_opened_can_not_be_agreed_together(cast: Cast) -> None:
    ani, hadi = submitted(cast, "ani"), submitted(cast, "hadi")
    opened(cast, ani)
    by = cast.actor("budi")
    done = agree_marked(marked_plans(by, [ani.pk, hadi.pk]), by=by, on=ON)
    assert [skp.pk for skp in done.agreed] == [ani.pk]
    assert [(skp.pk, "belum Anda buka" in str(reason)) for skp, reason in done.left] == [(hadi.pk, True)]
    assert Skp.objects.get(pk=hadi.pk).status == "submitted"


def test_a_change_after_the_reading_asks_for_a_new_look(cast: Cast) -> None:
    skp = submitted(cast, "ani")
    opened(cast, skp)
    withdraw_skp(skp, by=cast.actor("ani"), on=ON)
    add_iki(first_result(skp), MEASURE, by=cast.actor("ani"), on=ON)
    submit_skp(skp, by=cast.actor("ani"), on=ON)
    by = cast.actor("budi")
    assert not awaiting_list(list(awaiting_rows(by)))[0].was_opened
    with pytest.raises(StepNotPossible, match="belum Anda buka"):
        agree_read_skp(skp_for(by, skp.pk), by=by, on=ON)
    opened(cast, skp)
    assert awaiting_list(list(awaiting_rows(by)))[0].may_be_marked
    assert agree_read_skp(skp_for(by, skp.pk), by=by, on=ON).number == 1


def test_a_page_of_yesterday_does_not_agree_to_the_plan_of_today(cast: Cast) -> None:
    skp = submitted(cast, "ani")
    old = opened(cast, skp).revision
    by = cast.actor("budi")
    withdraw_skp(skp, by=cast.actor("ani"), on=ON)
    add_iki(first_result(skp), MEASURE, by=cast.actor("ani"), on=ON)
    submit_skp(skp, by=cast.actor("ani"), on=ON)
    opened(cast, skp)
    with pytest.raises(ChangedMeanwhile):
        agree_read_skp(skp_for(by, skp.pk), by=by, on=ON, revision=old)


def test_a_reading_is_kept_once_and_only_for_who_may_agree(cast: Cast) -> None:
    skp = submitted(cast, "ani")
    for name in ("ani", "citra", "eka", "budi", "budi"):
        opened(cast, skp, name)
    assert SkpReading.objects.get().reader == cast.budi


def test_the_list_says_what_is_new_what_changed_and_what_stands_in_the_way(cast: Cast) -> None:
    ani, _version = agreed(cast, "ani", "budi")
    reopen_skp(ani, by=cast.actor("ani"), on=ON, reason="Tugas baru")
    add_iki(first_result(ani), MEASURE, by=cast.actor("ani"), on=ON)
    submit_skp(ani, by=cast.actor("ani"), on=ON)
    hadi = submitted(cast, "hadi")
    iki = first_result(hadi).iki_list.select_related("rhk__skp").get()
    propose_target(iki, TargetValues(Decimal(90)), reason="x", by=cast.actor("budi"), on=ON)
    rows = {row.skp.pk: row for row in awaiting_list(list(awaiting_rows(cast.actor("budi"))))}
    assert (rows[ani.pk].is_new, len(rows[ani.pk].changes), rows[ani.pk].obstacle) == (False, 1, "")
    assert (rows[hadi.pk].is_new, rows[hadi.pk].changes) == (True, [])
    assert rows[hadi.pk].hints
    assert "usulan target" in str(rows[hadi.pk].obstacle)


def test_marked_together_in_the_browser_twice_and_with_keys_of_others(cast: Cast, sign_in: Any) -> None:
    ani, hadi = submitted(cast, "ani"), submitted(cast, "hadi")
    budi = sign_in("budi")
    address = reverse("planning:awaiting")
    assert f'value="{ani.pk}"' not in budi.get(address).content.decode()
    budi.get(reverse("planning:agree", args=[ani.pk]))
    page = budi.get(address)
    assert f'value="{ani.pk}"' in page.content.decode()
    assert f'value="{hadi.pk}"' not in page.content.decode()
    key = page.context["step"]["form_key"].value()
    data = {"skp": [str(ani.pk), str(hadi.pk), str(cast.ivan.pk), "bukan-kunci"], "form_key": key}
    for _click in range(2):
        assert budi.post(reverse("planning:agree_marked"), data).status_code == 302
    assert SkpVersion.objects.filter(skp=ani).count() == 1
    assert Skp.objects.get(pk=hadi.pk).status == "submitted"
    told = budi.get(address).content.decode()
    assert "1 SKP disepakati" in told
    assert "belum Anda buka" in told
    nothing = budi.post(reverse("planning:agree_marked"), {})
    assert nothing.status_code == 302


def test_another_leader_can_not_agree_with_a_key_that_is_not_theirs(cast: Cast, sign_in: Any) -> None:
    ani = submitted(cast, "ani")
    opened(cast, ani)
    for name in ("citra", "ivan", "hadi"):
        sign_in(name).post(reverse("planning:agree_marked"), {"skp": [str(ani.pk)]})
    assert Skp.objects.get(pk=ani.pk).status == "submitted"


def test_opened_in_place_the_plan_comes_with_its_box_to_mark(cast: Cast, sign_in: Any) -> None:
    skp = submitted(cast, "ani")
    browser = sign_in("budi")
    part = browser.get(reverse("planning:agree", args=[skp.pk]), headers={"HX-Request": "true"})
    assert f'value="{skp.pk}" form="bersama"' in part.content.decode()
    assert f'value="{skp.pk}"' in browser.get(reverse("planning:awaiting")).content.decode()


@pytest.mark.trace("P-03")
def test_sixty_people_stand_on_one_screen_within_the_budget(cast: Cast, sign_in: Any) -> None:
    plans = sixty(cast)
    browser = sign_in("budi")
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(reverse("planning:awaiting"))
    assert len(page.context["rows"]) == len(plans) == 60
    assert len(asked) <= MOST_QUERIES
    assert len(page.content) < 400_000


def test_sixty_that_were_read_are_agreed_with_one_click(cast: Cast, sign_in: Any) -> None:
    plans = sixty(cast, 60, read=True)
    answer = sign_in("budi").post(reverse("planning:agree_marked"), {"skp": [str(skp.pk) for skp in plans]})
    assert answer.status_code == 302
    assert SkpVersion.objects.filter(skp__in=plans).count() == 60


@pytest.mark.parametrize(("query", "label"), [("", "Menunggu Anda"), ("?tampil=tim", "Seluruh tim 2026")])
def test_the_tab_that_is_open_is_marked_and_only_that(
    cast: Cast, sign_in: Any, query: str, label: str
) -> None:
    page = sign_in("budi").get(reverse("planning:awaiting") + query).content.decode()
    # The menu begins with an icon; a tab is bare words.
    assert re.findall(r'<a href="[^"]*" aria-current="page">([^<]*)</a>', page) == [label]
