"""The start page: what is mine, what waits for me, what is late; the same few queries for one person or many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.evaluation.selectors import opd_list
from selaras.evaluation.tests.stage import STAGED, stage_colleagues, stage_skp
from selaras.listening.tests.lists import FEES, QUEUE, add_lapor, apply, send
from selaras.monitoring.services import NewDialogue, confirm_dialogue, hold_dialogue
from selaras.planning.models import Skp
from selaras.planning.selectors import proposal_for
from selaras.planning.services import (
    RhkValues,
    TargetValues,
    accept_target,
    acknowledge_criteria,
    add_iki,
    add_rhk,
    agree_skp,
    draft_skp,
    propose_target,
    submit_skp,
)
from selaras.planning.tests.stage import MEASURE
from selaras.web.home import home_of
from tests.cast import Cast
from tests.fixtures import SignedIn

MARCH = date(2026, 3, 2)


def texts(cast: Cast, name: str, on: date = MARCH) -> dict[str, list[str]]:
    home = home_of(cast.actor(name, on), cast.kupang, on)
    return {part: [task.title for task in getattr(home, part)] for part in ("mine", "waiting", "late")}


def test_in_january_a_person_without_a_plan_is_asked_to_write_one(cast: Cast) -> None:
    assert texts(cast, "ani", date(2026, 1, 5))["mine"] == ["Susun SKP 2026"]


def test_a_talk_that_somebody_wrote_down_waits_for_the_answer_of_the_other_side(cast: Cast) -> None:
    skp = stage_skp(cast.ani)
    budi, ani = cast.actor("budi", MARCH), cast.actor("ani", MARCH)
    talk = hold_dialogue(skp, by=budi, on=MARCH, new=NewDialogue("tatap_muka", MARCH, "Antrean pagi dibahas"))
    waits = "Catatan dialog menunggu konfirmasi Anda"
    assert waits in texts(cast, "ani")["mine"]
    assert waits not in texts(cast, "budi")["mine"]
    confirm_dialogue(talk, by=ani, on=MARCH)
    assert waits not in texts(cast, "ani")["mine"]


@pytest.mark.trace("P-17")
def test_after_the_end_of_january_it_is_late(cast: Cast) -> None:
    assert texts(cast, "ani", date(2026, 2, 1))["late"] == ["Susun SKP 2026"]


def test_the_page_shows_what_is_mine_what_waits_for_me_and_what_is_late_in_that_order(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    skp = stage_skp(cast.ani)
    with recording(STAGED, by=SYSTEM, about=skp):
        Skp.objects.filter(pk=skp.pk).update(status="submitted", version=0)
    with time_machine.travel("2026-02-02 09:00+08:00"):
        page = sign_in("budi").get(reverse("web:home")).content.decode()
    places = [page.index(f'id="{part}"') for part in ("untuk-anda", "menunggu", "terlambat")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "facts",
    [{"version": 1}, {"version": 1, "status": "reopened"}, {"period_start": date(2026, 2, 16)}],
)
def test_a_revision_or_a_plan_that_begins_later_is_not_late_for_january(
    cast: Cast, facts: dict[str, object]
) -> None:
    skp = stage_skp(cast.ani)
    with recording(STAGED, by=SYSTEM, about=skp):
        Skp.objects.filter(pk=skp.pk).update(**({"status": "returned", "version": 0} | facts))
    home = home_of(cast.actor("ani"), cast.kupang, MARCH)
    (task,) = (task for task in home.mine if task.title == "Lanjutkan SKP 2026")
    assert (home.late, task.due) == ([], "")


def test_the_blocker_is_reminded_and_not_the_blocked(cast: Cast) -> None:
    skp = stage_skp(cast.ani)
    with recording(STAGED, by=SYSTEM, about=skp):
        Skp.objects.filter(pk=skp.pk).update(status="submitted", version=0)
    assert texts(cast, "ani")["late"] == []
    on = date(2026, 3, 2)
    home = home_of(cast.actor("budi", on), cast.kupang, on)
    assert home.late  # Budi's own plan is missing too
    assert "SKP Anda menunggu persetujuan" in texts(cast, "ani")["mine"]


@pytest.mark.trace("P-09", "P-40")
def test_next_years_plan_asks_before_the_year_begins_whose_turn_it_is(cast: Cast) -> None:
    on = date(2026, 11, 27)
    own, leader = cast.actor("ani", on), replace(cast.actor("budi", on), leads=True)
    skp = draft_skp(cast.ani, 2027, by=own, on=on)
    iki = add_iki(add_rhk(skp, RhkValues("Penderita terobati"), by=own, on=on), MEASURE, by=own, on=on)
    assert "Lanjutkan SKP 2027" in texts(cast, "ani", on)["mine"]
    submit_skp(skp, by=own, on=on)
    assert [task.title for task in home_of(leader, cast.kupang, on).waiting] == [
        "SKP menunggu persetujuan Anda"
    ]
    assert "SKP Anda menunggu persetujuan" in texts(cast, "ani", on)["mine"]
    proposal = propose_target(iki, TargetValues(Decimal(95)), reason="Kader bertambah", by=leader, on=on)
    assert "Usulan target menunggu jawaban Anda" in texts(cast, "ani", on)["mine"]
    accept_target(proposal_for(own, proposal.pk), by=own, on=on)
    agree_skp(skp, by=leader, on=on)
    assert "Baca dan akui ukuran penilaian Anda" in texts(cast, "ani", on)["mine"]
    acknowledge_criteria(skp, by=own, on=on)
    assert not {"Baca dan akui ukuran penilaian Anda", "Lanjutkan SKP 2027"} & set(
        texts(cast, "ani", on)["mine"]
    )


def test_the_regional_head_is_told_of_agencies_without_predikat(cast: Cast) -> None:
    told = [
        task for task in home_of(cast.actor("dewi"), cast.kupang, MARCH).waiting if "Predikat" in task.title
    ]
    assert [task.count for task in told] == [len(opd_list(cast.actor("dewi")))]


def test_what_citizens_said_waits_for_who_sorts_it_and_for_nobody_else(cast: Cast) -> None:
    on = date(2026, 4, 6)
    with time_machine.travel("2026-04-06 09:00+08:00", tick=False):
        apply(cast, send(cast, add_lapor(cast), QUEUE, FEES))
        found = {
            name: [
                task.count
                for task in home_of(cast.actor(name, on), cast.kupang, on).waiting
                if task.icon == "megaphone"
            ]
            for name in ("eka", "fajar", "ani", "budi", "gita")
        }
    assert found == {"eka": [2], "fajar": [2], "ani": [], "budi": [], "gita": []}


def test_numbers_for_admins_are_without_names(cast: Cast) -> None:
    stage_skp(cast.ani)
    progress = home_of(cast.actor("eka"), cast.kupang, MARCH).progress
    assert progress is not None
    assert (progress.people, progress.agreed) == (5, 1)
    assert home_of(cast.actor("ani"), cast.kupang, MARCH).progress is None


def test_at_most_twelve_queries_for_few_and_for_many(cast: Cast, sign_in: type[SignedIn]) -> None:
    with time_machine.travel("2026-05-04 09:00+08:00"):
        browsers = {name: sign_in(name) for name in ("ani", "budi", "citra", "dewi", "eka", "fajar", "gita")}
        for browser in browsers.values():
            browser.get(reverse("web:home"))
        few = {name: _queries_of_home(browser) for name, browser in browsers.items()}
        for colleague in stage_colleagues(cast, 30):
            stage_skp(colleague)
        many = {name: _queries_of_home(browser) for name, browser in browsers.items()}
    assert many == few
    assert max(few.values()) <= 12


def _queries_of_home(browser: SignedIn) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(reverse("web:home")).status_code == 200
    return len(asked)
