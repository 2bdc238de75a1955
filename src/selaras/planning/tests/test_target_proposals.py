"""Another target is put forward, countered and answered; who, when and why stay with the plan."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, NotAllowed, StepNotPossible
from selaras.core.models import AuditEvent, Notice
from selaras.planning import events
from selaras.planning.models import Iki, Skp, TargetProposal
from selaras.planning.selectors import comments_of, content_of, iki_for, proposal_for, proposals_of, skp_for
from selaras.planning.services import (
    TargetValues,
    accept_target,
    agree_skp,
    comment_on_skp,
    decline_target,
    propose_target,
    remove_iki,
    withdraw_target,
)
from selaras.planning.tests.stage import ON, agreed, drafted, first_result, submitted
from tests.cast import Cast


def only_iki(cast: Cast, skp: Skp, name: str = "budi") -> Iki:
    return iki_for(cast.actor(name), first_result(skp).iki_list.get().pk)


def proposed(cast: Cast, skp: Skp, number: int = 95, name: str = "budi") -> TargetProposal:
    iki = only_iki(cast, skp, name)
    made = propose_target(
        iki, TargetValues(Decimal(number)), reason="Kabupaten tetangga 95 %", by=cast.actor(name), on=ON
    )
    return proposal_for(cast.actor(name), made.pk)


@pytest.mark.trace("P-40")
def test_a_counter_proposal_is_answered_and_both_stay_with_who_when_and_why(cast: Cast) -> None:
    skp = submitted(cast, "ani")
    first = proposed(cast, skp)
    assert (first.stood, first.words) == ("85 %", "95 %")
    counter = propose_target(
        only_iki(cast, skp, "ani"), TargetValues(Decimal(90)), reason="Dua perawat pensiun", by=cast.actor("ani"),
        on=ON, counters=proposal_for(cast.actor("ani"), first.pk),
    )  # fmt: skip
    accept_target(proposal_for(cast.actor("budi"), counter.pk), by=cast.actor("budi"), on=ON)
    rows = proposals_of(skp)
    assert [(row.author.name.split()[0], row.words, row.status) for row in rows] == [
        ("Budi", "95 %", "countered"),
        ("Ani", "90 %", "accepted"),
    ]
    assert rows[1].counters_id == rows[0].pk
    assert all(row.reason and row.answered_at and row.answered_by_id for row in rows)
    assert content_of(skp)["rhk"][0]["iki"][0]["target"] == "90"
    event = AuditEvent.objects.get(kind="planning.target_accepted")
    assert '"old":"85 %"' in event.body
    version = agree_skp(skp_for(cast.actor("budi"), skp.pk), by=cast.actor("budi"), on=ON)
    assert version.content["rhk"][0]["iki"][0]["target_text"] == "90"


@pytest.mark.trace("P-40")
def test_an_employee_proposes_and_the_refusal_with_its_reason_is_kept(cast: Cast) -> None:
    skp = submitted(cast, "ani")
    row = proposed(cast, skp, 80, "ani")
    assert Notice.objects.filter(recipient_id=cast.budi.pk, kind="skp.proposal").exists()
    with pytest.raises(InvalidInput):
        decline_target(proposal_for(cast.actor("budi"), row.pk), by=cast.actor("budi"), on=ON, reason=" ")
    decline_target(
        proposal_for(cast.actor("budi"), row.pk), by=cast.actor("budi"), on=ON, reason="SPM mewajibkan 85"
    )
    kept = proposals_of(skp)[0]
    assert (kept.status, kept.answer, kept.answered_by) == ("declined", "SPM mewajibkan 85", cast.budi)
    assert content_of(skp)["rhk"][0]["iki"][0]["target"] == "85"
    assert Notice.objects.filter(recipient_id=cast.ani.pk, kind="skp.proposal").exists()


def test_who_accepts_a_target_is_told_that_the_criteria_still_name_the_old_number(
    cast: Cast, sign_in: Any
) -> None:
    skp = submitted(cast, "ani")
    iki = only_iki(cast, skp)
    with recording(events.IKI_EDITED, by=SYSTEM, about=skp, text="", rhk=""):
        Iki.objects.filter(pk=iki.pk).update(expected_text="85 % tercapai")
    row = proposed(cast, skp)
    page = (
        sign_in("ani").post(reverse("planning:proposal_accept", args=[row.pk]), follow=True).content.decode()
    )
    assert "masih menyebut angka lama" in page


def test_nobody_answers_the_own_proposal_and_strangers_know_nothing_of_it(cast: Cast, sign_in: Any) -> None:
    row = proposed(cast, submitted(cast, "ani"))
    with pytest.raises(NotAllowed):
        accept_target(row, by=cast.actor("budi"), on=ON)
    for name in ("citra", "eka"):
        with pytest.raises(NotAllowed):
            accept_target(row, by=cast.actor(name), on=ON)
    for name in ("ivan", "hadi"):
        browser = sign_in(name)
        assert browser.get(reverse("planning:proposal", args=[row.pk])).status_code == 404
        assert browser.post(reverse("planning:proposal_accept", args=[row.pk])).status_code == 404
        assert browser.get(reverse("planning:propose", args=[row.iki_id])).status_code == 404


def test_a_plan_is_not_agreed_over_an_open_proposal(cast: Cast) -> None:
    skp = submitted(cast, "ani")
    row = proposed(cast, skp, 80, "ani")
    with pytest.raises(StepNotPossible, match="belum dijawab"):
        agree_skp(skp_for(cast.actor("budi"), skp.pk), by=cast.actor("budi"), on=ON)
    withdraw_target(row, by=cast.actor("ani"), on=ON)
    agree_skp(skp_for(cast.actor("budi"), skp.pk), by=cast.actor("budi"), on=ON)


def test_one_question_at_a_time_and_only_for_a_target_that_differs(cast: Cast) -> None:
    skp = submitted(cast, "ani")
    iki = only_iki(cast, skp)
    for values in (
        TargetValues(Decimal(85)), TargetValues(), TargetValues(Decimal(-1)), TargetValues(target_text="x" * 301),
    ):  # fmt: skip
        with pytest.raises(InvalidInput):
            propose_target(iki, values, reason="Alasan", by=cast.actor("budi"), on=ON)
    proposed(cast, skp)
    with pytest.raises(StepNotPossible, match="menunggu jawaban"):
        proposed(cast, skp, 70, "ani")


def test_an_agreed_plan_is_opened_again_before_its_targets_are_talked_about(cast: Cast) -> None:
    skp, _version = agreed(cast, "ani", "budi")
    with pytest.raises(StepNotPossible, match="dibuka kembali"):
        proposed(cast, skp)
    assert not TargetProposal.objects.exists()


def test_who_agrees_in_another_tab_agrees_to_what_was_shown_and_not_to_the_new_target(cast: Cast) -> None:
    skp = submitted(cast, "ani")
    row = proposed(cast, skp)
    seen = Skp.objects.get(pk=skp.pk).revision
    accept_target(proposal_for(cast.actor("ani"), row.pk), by=cast.actor("ani"), on=ON)
    with pytest.raises(ChangedMeanwhile):
        agree_skp(skp_for(cast.actor("budi"), skp.pk), by=cast.actor("budi"), on=ON, revision=seen)
    with pytest.raises(StepNotPossible):
        accept_target(proposal_for(cast.actor("ani"), row.pk), by=cast.actor("ani"), on=ON)


def test_a_proposal_outlives_the_indicator_it_was_about(cast: Cast) -> None:
    skp = drafted(cast, "ani")
    row = proposed(cast, skp)
    remove_iki(only_iki(cast, skp, "ani"), by=cast.actor("ani"), on=ON)
    kept = TargetProposal.objects.get(pk=row.pk)
    assert (kept.iki_id, kept.iki_text, kept.words) == (None, "Penderita terlayani", "95 %")
    with pytest.raises(StepNotPossible):
        accept_target(proposal_for(cast.actor("ani"), row.pk), by=cast.actor("ani"), on=ON)


def test_words_stand_at_the_indicator_they_are_about(cast: Cast, sign_in: Any) -> None:
    skp = submitted(cast, "ani")
    iki = only_iki(cast, skp)
    address = reverse("planning:comment", args=[skp.pk])
    browser = sign_in("budi")
    assert browser.get(f"{address}?iki={iki.pk}").status_code == 200
    assert browser.post(address, {"text": "Dari register mana?", "iki": str(iki.pk)}).status_code == 302
    comment_on_skp(skp, "Register PTM.", by=cast.actor("ani"), on=ON, iki=iki)
    assert [(row.iki_id, row.rhk_id) for row in comments_of(skp)] == [(iki.pk, iki.rhk_id)] * 2
    page = browser.get(reverse("planning:detail", args=[skp.pk])).content.decode()
    assert page.index("Dari register mana?") < page.index('id="percakapan"')
    other = submitted(cast, "hadi")
    foreign = only_iki(cast, other)
    assert browser.post(address, {"text": "x", "iki": str(foreign.pk)}).status_code == 404
    assert browser.post(address, {"text": "x", "iki": "bukan-kunci"}).status_code == 404


def test_the_whole_exchange_works_in_the_browser_and_a_second_click_changes_nothing(
    cast: Cast, sign_in: Any
) -> None:
    skp = submitted(cast, "ani")
    iki = only_iki(cast, skp)
    budi, ani = sign_in("budi"), sign_in("ani")
    form = budi.get(reverse("planning:propose", args=[iki.pk])).context["form"]
    data = {"target": "95,5", "reason": "Naikkan", "form_key": form["form_key"].value()}
    for _click in range(2):
        assert budi.post(reverse("planning:propose", args=[iki.pk]), data).status_code == 302
    row = TargetProposal.objects.get()
    refused = ani.post(reverse("planning:proposal_decline", args=[row.pk]), {"text": ""})
    assert refused.status_code == 422
    answer = reverse("planning:propose", args=[iki.pk])
    page = ani.get(f"{answer}?balas={row.pk}").content.decode()
    assert "Naikkan" in page
    ani.post(answer, {"target": "90", "reason": "Realistis", "counters": str(row.pk)})
    counter = TargetProposal.objects.get(status="open")
    assert budi.get(reverse("planning:proposal", args=[counter.pk])).context["answers"]
    assert budi.post(reverse("planning:proposal_accept", args=[counter.pk])).status_code == 302
    assert Iki.objects.get(pk=iki.pk).target == 90
