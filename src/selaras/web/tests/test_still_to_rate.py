"""The start page and the reminder say the same of what is left to rate, to whoever is really to do it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.core.models import Notice
from selaras.evaluation.services.kinship import declare_kinship
from selaras.evaluation.services.periods import open_period
from selaras.evaluation.services.rating_reminders import send_rating_reminders
from selaras.evaluation.still_to_rate import Unfinished, unfinished_by_official
from selaras.evaluation.tests.stage import Q1, STAGED, stage_colleagues, stage_skp
from selaras.organisation.models import Delegation
from selaras.planning.models import Skp
from selaras.web.home import home_of
from selaras_rules import Period
from tests.cast import Cast
from tests.fixtures import SignedIn

TITLES = {
    "Evaluasi Triwulan I 2026 belum selesai": "rate",
    "SKP tim belum disepakati, jadi belum dapat dinilai (Triwulan I 2026)": "agree",
    "Penilaian Triwulan I 2026 tanpa pejabat yang boleh menilai": "name somebody",
}


def on_the_page(cast: Cast, name: str, on: date) -> dict[str, int]:
    home = home_of(replace(cast.actor(name, on), leads=name in ("budi", "citra")), cast.kupang, on)
    return {TITLES[task.title]: task.count for task in home.waiting if task.title in TITLES}


def reminded(cast: Cast) -> dict[str, str]:
    """First name → the sentence up to its deadline."""
    Notice.objects.all().delete()
    send_rating_reminders(cast.kupang)
    names = {person.pk: name for name, person in cast.people.items()}
    return {names[row.recipient_id]: row.text for row in Notice.objects.filter(kind="period")}


@pytest.mark.trace("P-42", "P-17", "C-18")
def test_a_relative_is_left_in_peace_and_a_plan_that_was_never_agreed_is_said_as_such(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    for employee in (cast.ani, cast.hadi):
        stage_skp(employee)
    unagreed = stage_skp(stage_colleagues(cast, 1)[0])
    with recording(STAGED, by=SYSTEM, about=unagreed):
        Skp.objects.filter(pk=unagreed.pk).update(status="draft", version=0)
    with time_machine.travel("2026-04-09 09:00+08:00"):
        on = date(2026, 4, 9)
        fajar = cast.actor("fajar", on)
        open_period(cast.kupang, Q1, due_on=date(2026, 4, 10), grace_days=0, by=fajar, on=on)
        declare_kinship(cast.hadi, cast.budi, by=cast.actor("hadi", on), on=on)
        found = {name: on_the_page(cast, name, on) for name in ("budi", "citra", "eka", "fajar", "gita")}
        told = reminded(cast)
        gaps = sign_in("eka").get(reverse("evaluation:readiness", args=[Q1])).content.decode()
    assert found == {
        "budi": {"rate": 1, "agree": 1}, "eka": {"name somebody": 1}, "fajar": {"name somebody": 1},
        "citra": {}, "gita": {},
    }  # fmt: skip
    due = "10 April 2026 pukul 23.59 WITA"
    assert told == {
        "budi": f"1 penilaian Triwulan I 2026 belum ditetapkan. Batasnya {due}. "
        "1 SKP belum disepakati; sepakati dahulu agar dapat dinilai.",
        "eka": "1 penilaian Triwulan I 2026 belum punya pejabat yang boleh menilai. "
        f"Tunjuk Plt/Plh; batasnya {due}.",
    }
    assert "Belum ada pejabat yang boleh menilai" in gaps
    # Citra acts for Budi: everybody of his is hers to rate, the relative too.
    with recording(STAGED, by=SYSTEM, about=cast.budi):
        Delegation.objects.create(
            agency=cast.kupang, from_employee=cast.budi, to_employee=cast.citra, start=date(2026, 4, 10),
            end=date(2026, 4, 30), order_number="800/1",
        )  # fmt: skip
    with time_machine.travel("2026-04-10 09:00+08:00"):
        on = date(2026, 4, 10)
        found = {name: on_the_page(cast, name, on) for name in ("budi", "citra", "eka", "fajar")}
        told = reminded(cast)
    assert found == {
        "budi": {"rate": 1, "agree": 1}, "citra": {"rate": 2, "agree": 1}, "eka": {}, "fajar": {},
    }  # fmt: skip
    assert {name: text[:1] for name, text in told.items()} == {"budi": "1", "citra": "2"}


@pytest.mark.trace("P-17")
def test_nobody_is_reminded_of_an_annual_result_for_three_weeks_of_work(cast: Cast) -> None:
    stage_skp(cast.ani)
    short = stage_skp(cast.hadi)
    with recording(STAGED, by=SYSTEM, about=short):
        Skp.objects.filter(pk=short.pk).update(period_start=date(2026, 12, 10))
    on = date(2027, 1, 8)
    assert unfinished_by_official(cast.kupang, Period.parse("2026"), on) == {cast.budi.pk: Unfinished(1, 0)}
    last = unfinished_by_official(cast.kupang, Period.parse("2026-TW4"), on)
    assert last == {cast.budi.pk: Unfinished(2, 0)}
