"""Talk and agreement: submitted, returned, agreed and frozen, opened again as the next version."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from selaras.core.errors import ChangedMeanwhile, InvalidInput, NotAllowed, StepNotPossible
from selaras.core.models import AuditEvent, Notice
from selaras.planning.compare import changes_between
from selaras.planning.content import content_hash
from selaras.planning.models import RencanaHasilKerja, Skp
from selaras.planning.selectors import agreed_version, comments_of, content_of, rhk_for, skp_for, versions_of
from selaras.planning.services import (
    IkiValues,
    RhkValues,
    acknowledge_criteria,
    add_iki,
    add_rhk,
    agree_skp,
    comment_on_skp,
    draft_skp,
    edit_rhk,
    follow_superior,
    remove_rhk,
    reopen_skp,
    return_skp,
    set_behaviour,
    submit_skp,
    withdraw_skp,
)
from selaras.planning.tests.stage import MEASURE, ON, agreed, drafted, first_result, submitted
from tests.cast import Cast


@pytest.mark.trace("P-22")
def test_employee_drafts_leader_comments_both_agree(cast: Cast) -> None:
    skp = submitted(cast, "ani", "Penderita hipertensi terobati")
    rhk = first_result(skp)
    comment_on_skp(skp, "Berapa yang terkendali?", by=cast.actor("budi"), on=ON, rhk=rhk)
    comment_on_skp(skp, "Tujuh puluh persen.", by=cast.actor("ani"), on=ON)
    version = agree_skp(skp, by=cast.actor("budi"), on=ON)
    assert [(row.author.name.split()[0], row.rhk_id) for row in comments_of(skp)] == [
        ("Budi", rhk.pk),
        ("Ani", None),
    ]
    assert (skp.status, skp.version, version.number) == ("agreed", 1, 1)
    assert Notice.objects.filter(recipient_id=cast.ani.pk, kind="skp.agreed").exists()


@pytest.mark.trace("K-15")
def test_what_was_agreed_is_frozen_under_its_hash(cast: Cast) -> None:
    skp, version = agreed(cast, "ani", "budi")
    version.refresh_from_db()
    assert version.content_hash == content_hash(version.content)
    assert (version.content["version"], version.content["agreed_on"]) == (1, "2026-01-05")
    assert "is_carried_over" not in version.content["rhk"][0]
    event = AuditEvent.objects.get(kind="planning.skp_agreed", about_id=skp.pk)
    assert version.content_hash in event.body


@pytest.mark.trace("K-15")
def test_nothing_is_added_to_an_agreed_plan_except_by_a_recorded_revision(cast: Cast) -> None:
    skp, _version = agreed(cast, "ani", "budi")
    by, rhk = cast.actor("ani"), first_result(skp)
    for attempt in (
        lambda: add_rhk(skp, RhkValues("Diam-diam"), by=by, on=ON),
        lambda: add_iki(rhk, MEASURE, by=by, on=ON),
        lambda: remove_rhk(rhk, by=by, on=ON),
        lambda: edit_rhk(rhk, RhkValues("Lain"), by=by, on=ON),
        lambda: set_behaviour(skp, {"loyal": "x"}, by=cast.actor("budi"), on=ON),
    ):
        with pytest.raises(StepNotPossible):
            attempt()
    with pytest.raises(NotAllowed):
        add_iki(rhk, MEASURE, by=cast.actor("budi"), on=ON)
    assert content_of(skp)["rhk"] == [{**row, "is_carried_over": False, "iki": [
        {**iki, "is_carried_over": False} for iki in row["iki"]]} for row in _version.content["rhk"]]  # fmt: skip


@pytest.mark.trace("K-15")
def test_a_revision_keeps_the_old_version_and_shows_the_difference(cast: Cast) -> None:
    by = cast.actor("ani")
    skp, first = agreed(cast, "ani", "budi", "Penderita terobati", "Catatan lengkap")
    reopen_skp(skp, by=by, on=ON, reason="Ditugaskan ke tim wabah")
    assert (skp.status, skp.version) == ("reopened", 1)
    assert agreed_version(skp) == first
    gone, kept = RencanaHasilKerja.objects.filter(skp=skp).order_by("-order")
    new = add_rhk(skp, RhkValues("Wabah tertangani"), by=by, on=ON)
    add_iki(new, IkiValues("Laporan harian", target_text="tiap hari sebelum pukul 9"), by=by, on=ON)
    remove_rhk(rhk_for(by, gone.pk), by=by, on=ON)
    gone.refresh_from_db()
    assert gone.is_active is False
    submit_skp(skp, by=by, on=ON)
    second = agree_skp(skp, by=cast.actor("budi"), on=ON)
    assert (second.number, second.reason) == (2, "Ditugaskan ke tim wabah")
    titles = [part.title for part in changes_between(first.content, second.content)]
    assert sorted(titles) == ["Catatan lengkap", "Wabah tertangani"]
    assert [row.number for row in versions_of(skp)] == [1, 2]
    assert kept.text == first.content["rhk"][0]["text"] == second.content["rhk"][0]["text"]


def test_a_draft_line_that_was_never_agreed_is_simply_gone(cast: Cast) -> None:
    skp = drafted(cast, "ani", "Satu", "Dua")
    remove_rhk(first_result(skp), by=cast.actor("ani"), on=ON)
    assert RencanaHasilKerja.objects.filter(skp=skp).count() == 1


def test_giving_back_and_opening_again_need_a_reason(cast: Cast) -> None:
    skp = submitted(cast, "ani")
    with pytest.raises(InvalidInput):
        return_skp(skp, by=cast.actor("budi"), on=ON, reason="  ")
    return_skp(skp, by=cast.actor("budi"), on=ON, reason="Targetnya terlalu ringan")
    assert (skp.status, skp.return_reason) == ("returned", "Targetnya terlalu ringan")
    submit_skp(skp, by=cast.actor("ani"), on=ON)
    agree_skp(skp, by=cast.actor("budi"), on=ON)
    with pytest.raises(InvalidInput):
        reopen_skp(skp, by=cast.actor("ani"), on=ON, reason="")


def test_nobody_agrees_to_the_own_plan_and_nobody_but_the_pejabat_penilai(cast: Cast) -> None:
    skp = submitted(cast, "ani")
    for name in ("ani", "citra", "eka", "fajar", "gita", "hadi"):
        with pytest.raises(NotAllowed):
            agree_skp(skp, by=cast.actor(name), on=ON)


def test_a_plan_without_measures_is_not_handed_in(cast: Cast) -> None:
    by = cast.actor("ani")
    skp = draft_skp(cast.ani, 2026, by=by, on=ON)
    with pytest.raises(StepNotPossible, match="satu rencana hasil kerja utama"):
        submit_skp(skp, by=by, on=ON)
    rhk = add_rhk(skp, RhkValues("Warga sehat"), by=by, on=ON)
    with pytest.raises(StepNotPossible, match="belum punya indikator"):
        submit_skp(skp, by=by, on=ON)
    add_iki(rhk, IkiValues("Angka"), by=by, on=ON)
    with pytest.raises(StepNotPossible, match="belum punya target"):
        submit_skp(skp, by=by, on=ON)


def test_the_leader_agrees_only_to_what_the_page_showed(cast: Cast) -> None:
    skp = submitted(cast, "ani")
    seen = skp_for(cast.actor("budi"), skp.pk).revision
    withdraw_skp(skp, by=cast.actor("ani"), on=ON)
    add_iki(first_result(skp), MEASURE, by=cast.actor("ani"), on=ON)
    submit_skp(skp, by=cast.actor("ani"), on=ON)
    current = skp_for(cast.actor("budi"), skp.pk)
    with pytest.raises(ChangedMeanwhile):
        agree_skp(current, by=cast.actor("budi"), on=ON, revision=seen)
    assert Skp.objects.get(pk=skp.pk).status == "submitted"


def test_two_leaders_who_click_at_once_agree_once(cast: Cast) -> None:
    skp = submitted(cast, "ani")
    first, second = (skp_for(cast.actor("budi"), skp.pk) for _time in range(2))
    agree_skp(first, by=cast.actor("budi"), on=ON)
    with pytest.raises(ChangedMeanwhile):
        agree_skp(second, by=cast.actor("budi"), on=ON)
    assert len(versions_of(skp)) == 1


@pytest.mark.trace("P-09")
def test_the_criteria_are_known_before_the_year_and_the_day_is_kept(cast: Cast) -> None:
    by = cast.actor("ani")
    with time_machine.travel("2026-12-10T03:00:00Z", tick=False):
        skp = draft_skp(cast.ani, 2027, by=by, on=date(2026, 12, 10))
        rhk = add_rhk(skp, RhkValues("Tekanan darah terkendali"), by=by, on=ON)
        values = IkiValues(
            "Terkendali", target=MEASURE.target, unit_of_measure="%", above_text="90 % atau lebih",
            expected_text="85–89 %", below_text="di bawah 85 %",
        )  # fmt: skip
        add_iki(rhk, values, by=by, on=ON)
        submit_skp(skp, by=by, on=date(2026, 12, 10))
        version = agree_skp(skp, by=cast.actor("budi"), on=date(2026, 12, 11))
        acknowledge_criteria(skp, by=by, on=date(2026, 12, 12))
    assert version.content["rhk"][0]["iki"][0]["above_text"] == "90 % atau lebih"
    assert skp.criteria_acknowledged_at is not None
    assert skp.criteria_acknowledged_at.date() < skp.period_start
    event = AuditEvent.objects.get(kind="planning.criteria_acknowledged")
    assert '"before_period":true' in event.body


@pytest.mark.trace("P-09")
def test_the_criteria_are_acknowledged_once_by_the_employee_alone(cast: Cast, sign_in: Any) -> None:
    skp, _version = agreed(cast, "ani", "budi")
    page = sign_in("ani").get(reverse("planning:acknowledge", args=[skp.pk])).content.decode()
    assert "Di atas ekspektasi" in page
    with pytest.raises(NotAllowed):
        acknowledge_criteria(skp, by=cast.actor("budi"), on=ON)
    acknowledge_criteria(skp, by=cast.actor("ani"), on=ON)
    with pytest.raises(StepNotPossible):
        acknowledge_criteria(skp, by=cast.actor("ani"), on=ON)


def test_the_leader_may_word_the_expectation_of_a_plan_that_was_handed_in(cast: Cast) -> None:
    skp = drafted(cast, "ani")
    set_behaviour(skp, {"kolaboratif": "Usul Ani"}, by=cast.actor("ani"), on=ON)
    submit_skp(skp, by=cast.actor("ani"), on=ON)
    set_behaviour(skp, {"kolaboratif": "Kata Budi"}, by=cast.actor("budi"), on=ON)
    version = agree_skp(skp, by=cast.actor("budi"), on=ON)
    wording = {row["code"]: row["expectation"] for row in version.content["behaviour"]}
    assert wording["kolaboratif"] == "Kata Budi"


@pytest.mark.trace("C-16")
def test_a_plan_that_is_not_agreed_follows_the_new_superior(cast: Cast) -> None:
    skp = submitted(cast, "ani")
    done, _version = agreed(cast, "hadi", "budi")
    for person in (cast.ani, cast.hadi):
        person.pejabat_penilai = cast.citra
    assert follow_superior(cast.ani, by=cast.actor("eka"), on=ON) == 1
    assert follow_superior(cast.hadi, by=cast.actor("eka"), on=ON) == 0
    assert Skp.objects.get(pk=skp.pk).pejabat_penilai == cast.citra
    assert Notice.objects.filter(recipient_id=cast.citra.pk, kind="skp.submitted").exists()
    assert done.pejabat_penilai == cast.budi


def test_the_whole_way_works_in_the_browser(cast: Cast, sign_in: Any) -> None:
    skp = drafted(cast, "ani")
    ani, budi = sign_in("ani"), sign_in("budi")
    assert ani.post(reverse("planning:submit", args=[skp.pk])).status_code == 302
    page = budi.get(reverse("planning:awaiting")).content.decode()
    assert "Ani Tefaloi" in page
    refused = budi.post(reverse("planning:return", args=[skp.pk]), {"text": ""})
    assert refused.status_code == 422
    assert budi.post(reverse("planning:comment", args=[skp.pk]), {"text": "Baik."}).status_code == 302
    revision = Skp.objects.get(pk=skp.pk).revision
    unread = budi.post(reverse("planning:agree", args=[skp.pk]), {"revision": revision})
    assert unread.status_code == 409
    assert budi.get(reverse("planning:agree", args=[skp.pk])).status_code == 200
    assert budi.post(reverse("planning:agree", args=[skp.pk]), {"revision": revision}).status_code == 302
    assert ani.post(reverse("planning:acknowledge", args=[skp.pk])).status_code == 302
    assert ani.post(reverse("planning:reopen", args=[skp.pk]), {"text": "Ada tugas baru"}).status_code == 302
    assert Skp.objects.get(pk=skp.pk).status == "reopened"


def test_a_second_click_on_agree_leads_where_the_first_one_led(cast: Cast, sign_in: Any) -> None:
    skp = submitted(cast, "ani")
    browser = sign_in("budi")
    address = reverse("planning:agree", args=[skp.pk])
    form = browser.get(address).context["step"]
    data = {"revision": skp.revision, "form_key": form["form_key"].value()}
    first, second = browser.post(address, data), browser.post(address, data)
    assert first["Location"] == second["Location"]
    assert len(versions_of(skp)) == 1
