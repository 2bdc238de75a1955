"""One line of time for both sides, and a team view that asks who needs a hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.monitoring.services import NewDialogue, NewFeedback, give_feedback, warn_early
from selaras.monitoring.team import team_of
from selaras.monitoring.tests.stage import STAGED, TODAY, Plan, link, realise, stage_plan
from selaras.organisation.models import Delegation
from tests.cast import Cast


@pytest.mark.trace("K-22", "P-42")
def test_both_sides_see_the_same_year(cast: Cast, plan: Plan, sign_in: Any) -> None:
    realise(cast, plan, "berkas", 3, "100")
    link(cast, plan, "Notula antrean", "https://contoh.go.id/notula")
    give_feedback(
        plan.skp, by=cast.actor("hadi"), on=TODAY, new=NewFeedback("Ani menolong saya menata arsip")
    )
    warning = NewDialogue(
        "tatap_muka", TODAY, "Keluhan naik", cause="Loket satu", agreed_help="Petugas tambahan"
    )
    warn_early(plan.skp, by=cast.actor("budi"), on=TODAY, new=warning)
    pages = [
        sign_in(who).get(reverse("monitoring:year", args=[plan.skp.pk])).content.decode()
        for who in ("ani", "budi")
    ]
    for page in pages:
        for words in (
            "1 realisasi dicatat",
            "Notula antrean",
            "Ani menolong saya",
            "Peringatan dini",
            "Oktober 2026",
        ):
            assert words in page
    assert reverse("monitoring:warning_add", args=[plan.skp.pk]) not in pages[0]
    assert reverse("monitoring:warning_add", args=[plan.skp.pk]) in pages[1]


@pytest.mark.trace("K-21")
def test_the_team_view_offers_help_to_those_who_are_silent(cast: Cast, plan: Plan, sign_in: Any) -> None:
    realise(cast, plan, "berkas", 3, "100")
    stage_plan(cast, cast.hadi)
    lines = {line.skp.employee_id: line for line in team_of(cast.actor("budi"), 2026, TODAY)}
    assert not lines[cast.ani.pk].is_quiet
    assert lines[cast.hadi.pk].quiet_days == (TODAY - date(2026, 1, 20)).days
    page = sign_in("budi").get(reverse("monitoring:team")).content.decode()
    assert "Mungkin ada yang perlu dibantu" in page
    assert "Sapa dahulu" in page


def test_twenty_nine_days_are_no_silence(cast: Cast, plan: Plan, october: Any) -> None:
    realise(cast, plan, "berkas", 3, "100")
    actor = cast.actor("budi")
    assert not team_of(actor, 2026, date(2026, 11, 3))[0].is_quiet
    assert team_of(actor, 2026, date(2026, 11, 4))[0].is_quiet


def test_a_plan_that_is_not_agreed_is_no_silence(cast: Cast) -> None:
    stage_plan(cast, agreed=False)
    assert not team_of(cast.actor("budi"), 2026, TODAY)[0].is_quiet


def test_who_acts_for_the_pejabat_penilai_sees_the_team(cast: Cast, plan: Plan) -> None:
    with recording(STAGED, by=SYSTEM, about=cast.citra):
        Delegation.objects.create(
            agency=cast.kupang,
            from_employee=cast.budi,
            to_employee=cast.hadi,
            start=TODAY,
            end=TODAY,
            order_number="1",
        )
    assert [line.skp.employee_id for line in team_of(cast.actor("hadi", TODAY), 2026, TODAY)] == [cast.ani.pk]


def test_a_stranger_has_no_team(cast: Cast, plan: Plan, sign_in: Any) -> None:
    assert "Belum ada anggota tim" in sign_in("ivan").get(reverse("monitoring:team")).content.decode()
