"""Forms as browsers send them: refused input stays, nothing happens twice, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from selaras.core.decisions import decisions_about
from selaras.core.models import AuditEvent
from selaras.evaluation.models import Evaluation, Objection
from selaras.evaluation.tests import stage
from tests.cast import Cast

SignIn = Callable[[str], Client]


def place_of(response: Any) -> str:
    """Where a redirect leads."""
    return str(response["Location"])


def fields_of(evaluation: Evaluation, **changes: Any) -> dict[str, Any]:
    """A complete form as a browser would send it."""
    sent: dict[str, Any] = {
        "revision": evaluation.revision, "form_key": str(uuid4()),
        "rating_hasil_kerja": "sesuai", "reason_hasil_kerja": stage.REASON,
        "rating_perilaku_kerja": "sesuai", "reason_perilaku_kerja": stage.REASON, "notes": "", "recommendations": "",
    }  # fmt: skip
    return sent | changes


@pytest.mark.trace("C-02")
def test_sending_the_empty_form_is_refused_and_keeps_what_was_typed(cast: Cast, sign_in: SignIn) -> None:
    evaluation = stage.opened(cast, stage.stage_skp(cast.ani))
    address = reverse("evaluation:rate", args=[evaluation.pk])
    response = sign_in("budi").post(address, {"revision": 0, "notes": "Tulisan yang tidak boleh hilang"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Tulisan yang tidak boleh hilang" in page
    assert "Pilih salah satu rating." in page
    assert 'checked="' not in page
    assert "checked>" not in page


def test_a_complete_form_leads_to_the_confirmation_and_a_draft_back(cast: Cast, sign_in: SignIn) -> None:
    evaluation = stage.opened(cast, stage.stage_skp(cast.ani))
    address, browser = reverse("evaluation:rate", args=[evaluation.pk]), sign_in("budi")
    assert place_of(browser.post(address, fields_of(evaluation))) == reverse(
        "evaluation:finalise", args=[evaluation.pk]
    )
    assert place_of(browser.post(address, fields_of(evaluation, revision=1, draft="1"))) == address
    assert Evaluation.objects.get(pk=evaluation.pk).status == "open"


def test_a_second_tab_sees_both_texts_and_overwrites_nothing(cast: Cast, sign_in: SignIn) -> None:
    evaluation = stage.opened(cast, stage.stage_skp(cast.ani))
    address, browser = reverse("evaluation:rate", args=[evaluation.pk]), sign_in("budi")
    browser.post(address, fields_of(evaluation, notes="Dari tab pertama"))
    response = browser.post(address, fields_of(evaluation, notes="Dari tab kedua"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "Dari tab pertama" in page
    assert "Dari tab kedua" in page
    assert Evaluation.objects.get(pk=evaluation.pk).notes == "Dari tab pertama"


def test_a_double_click_on_the_form_is_no_conflict(cast: Cast, sign_in: SignIn) -> None:
    evaluation = stage.opened(cast, stage.stage_skp(cast.ani))
    address, browser = reverse("evaluation:rate", args=[evaluation.pk]), sign_in("budi")
    sent = fields_of(evaluation)
    assert [browser.post(address, sent).status_code for _click in range(2)] == [302, 302]


def test_fixing_twice_fixes_once_also_with_the_back_button(cast: Cast, sign_in: SignIn) -> None:
    skp = stage.stage_skp(cast.ani)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    evaluation = stage.rated(cast, skp)
    address, browser = reverse("evaluation:finalise", args=[evaluation.pk]), sign_in("budi")
    sent = {"revision": evaluation.revision, "form_key": str(uuid4())}
    fixed = reverse("evaluation:fixed", args=[evaluation.pk])
    for _click in range(2):
        assert place_of(browser.post(address, sent)) == fixed
    assert place_of(browser.get(address)) == fixed
    assert len(decisions_about(evaluation.pk)) == 1


@pytest.mark.trace("K-21", "K-22")
def test_what_is_missing_is_said_on_the_page_with_the_way_there(cast: Cast, sign_in: SignIn) -> None:
    skp = stage.stage_skp(cast.ani)
    evaluation = stage.rated(cast, skp, "di_bawah")
    address = reverse("evaluation:finalise", args=[evaluation.pk])
    browser = sign_in("budi")
    for response in (browser.get(address), browser.post(address, {"revision": 1, "form_key": str(uuid4())})):
        page = response.content.decode()
        assert reverse("monitoring:warning_add", args=[skp.pk]) in page
        assert reverse("monitoring:dialogue_add", args=[skp.pk]) in page
    assert response.status_code == 409
    assert Evaluation.objects.get(pk=evaluation.pk).status == "rated"


def test_an_objection_is_raised_once_however_often_it_is_sent(cast: Cast, sign_in: SignIn) -> None:
    skp = stage.stage_skp(cast.ani)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    evaluation = stage.fixed(cast, skp)
    browser = sign_in("ani")
    assert browser.post(reverse("evaluation:receive", args=[evaluation.pk])).status_code == 302
    assert browser.post(reverse("evaluation:receive", args=[evaluation.pk])).status_code == 302
    sent = {"grounds": "Alasan saya", "form_key": str(uuid4())}
    address = reverse("evaluation:object", args=[evaluation.pk])
    assert [browser.post(address, sent).status_code for _click in range(3)] == [302, 302, 302]
    assert Objection.objects.count() == 1
    assert AuditEvent.objects.filter(kind="evaluation.objection_raised").count() == 1


def test_the_whole_way_of_an_objection_by_its_pages(cast: Cast, sign_in: SignIn) -> None:
    skp = stage.stage_skp(cast.ani)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    evaluation = stage.fixed(cast, skp)
    key = evaluation.pk
    sign_in("ani").post(reverse("evaluation:receive", args=[key]))
    sign_in("ani").post(reverse("evaluation:object", args=[key]), {"grounds": "Alasan"})
    assert sign_in("citra").get(reverse("evaluation:decide_objection", args=[key])).status_code == 409
    assert sign_in("budi").get(reverse("evaluation:explain_objection", args=[key])).status_code == 200
    sign_in("budi").post(reverse("evaluation:explain_objection", args=[key]), {"explanation": "Penjelasan"})
    address = reverse("evaluation:decide_objection", args=[key])
    assert sign_in("citra").get(address).status_code == 200
    lower = {"decision": "Turun", "rating_hasil_kerja": "di_bawah", "rating_perilaku_kerja": "sesuai"}
    refused = sign_in("citra").post(address, lower)
    assert refused.status_code == 422
    assert "merugikan" in refused.content.decode()
    assert (
        sign_in("citra")
        .post(address, lower | {"rating_hasil_kerja": "di_atas", "rating_perilaku_kerja": "di_atas"})
        .status_code
        == 302
    )
    page = sign_in("ani").get(reverse("evaluation:detail", args=[key])).content.decode()
    assert "Keputusan atasan pejabat penilai (final)" in page


@pytest.mark.parametrize(
    "text",
    ["a" * 1_000_000, "\x00Nol", "\u202eterbalik", "🙂 senang", "<script>alert(1)</script>", "' OR 1=1 --"],
)
def test_hostile_texts_are_cleaned_bounded_or_shown_as_text(cast: Cast, sign_in: SignIn, text: str) -> None:
    evaluation = stage.opened(cast, stage.stage_skp(cast.ani))
    address, browser = reverse("evaluation:rate", args=[evaluation.pk]), sign_in("budi")
    response = browser.post(address, fields_of(evaluation, notes=text))
    assert response.status_code == (422 if len(text) > 5000 else 302)
    stored = Evaluation.objects.get(pk=evaluation.pk).notes
    assert "\x00" not in stored
    assert "\u202e" not in stored
    page = browser.get(address).content.decode()
    assert "<script>alert" not in page


def test_the_own_evaluation_can_be_neither_opened_nor_rated(cast: Cast, sign_in: SignIn) -> None:
    skp = stage.stage_skp(cast.ani)
    evaluation = stage.opened(cast, skp)
    browser = sign_in("ani")
    assert browser.post(reverse("evaluation:open", args=[skp.pk, "2026-TW1"])).status_code == 403
    for view in ("rate", "finalise", "renew"):
        assert (
            browser.post(
                reverse(f"evaluation:{view}", args=[evaluation.pk]), fields_of(evaluation)
            ).status_code
            == 403
        )


def test_the_regional_head_sets_a_predikat_on_the_page(
    cast: Cast, sign_in: SignIn, clock_at: Callable[..., date]
) -> None:
    clock_at(2027, 1, 5)
    address = reverse("evaluation:organisation_set", args=[cast.units["dinkes"].pk, "2026"])
    assert sign_in("eka").get(address).status_code == 403
    browser = sign_in("dewi")
    assert browser.post(address, {"predikat": "baik", "reason": ""}).status_code == 422
    sent = {
        "achievement": "sesuai", "expectation": "sesuai", "predikat": "baik", "reason": "Capaian perjanjian kinerja.",
        "form_key": str(uuid4()),
    }  # fmt: skip
    assert [browser.post(address, sent).status_code for _click in range(2)] == [302, 302]
    assert AuditEvent.objects.filter(kind="evaluation.organisation_set").count() == 1


def test_opening_from_the_team_page_leads_to_the_form(cast: Cast, sign_in: SignIn) -> None:
    skp = stage.stage_skp(cast.ani)
    browser = sign_in("budi")
    response = browser.post(reverse("evaluation:open", args=[skp.pk, "2026-TW1"]))
    evaluation = Evaluation.objects.get()
    assert place_of(response) == reverse("evaluation:rate", args=[evaluation.pk])
    assert browser.post(reverse("evaluation:open", args=[skp.pk, "2026-XX"])).status_code == 422
    assert browser.post(reverse("evaluation:open", args=[uuid4(), "2026-TW1"])).status_code == 404
