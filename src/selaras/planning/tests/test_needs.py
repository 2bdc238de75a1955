"""Resource needs get an answer, and a target set high on purpose says so, up to the appraisal."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from selaras.core.errors import InvalidInput, NotAllowed, NotFound, StepNotPossible
from selaras.core.models import Notice
from selaras.evaluation.services import open_evaluation
from selaras.planning.models import ResourceAnswer, Skp
from selaras.planning.selectors import content_of
from selaras.planning.selectors.needs import needs_of
from selaras.planning.services import IkiValues, add_iki, agree_skp, return_skp, set_lampiran, submit_skp
from selaras.planning.services.needs import answer_need
from selaras.planning.tests.stage import ON, drafted, first_result
from tests.cast import Cast

FRIDGE, PEOPLE = "Kulkas vaksin", "Satu perawat lagi untuk posyandu"


def handed_in(cast: Cast) -> Skp:
    skp, by = drafted(cast, "ani"), cast.actor("ani")
    set_lampiran(skp, {"sumber_daya": [FRIDGE, PEOPLE]}, by=by, on=ON)
    submit_skp(skp, by=by, on=ON)
    return skp


@pytest.mark.trace("P-07")
def test_an_unanswered_and_a_refused_need_stand_beside_the_rating(cast: Cast, sign_in: Any) -> None:
    skp, budi = handed_in(cast), cast.actor("budi")
    answer_need(skp, PEOPLE, "tidak", reason="Formasi baru tahun depan.", by=budi, on=ON)
    agree_skp(skp, by=budi, on=ON)
    with time_machine.travel("2026-04-06 09:00+08:00"):
        opened = open_evaluation(skp, "2026-TW1", by=budi, on=ON.replace(month=4, day=6))
        page = sign_in("budi").get(reverse("evaluation:rate", args=[opened.pk])).content.decode()
    for words in (FRIDGE, "Belum dijawab", PEOPLE, "Belum dapat dipenuhi", "Formasi baru tahun depan."):
        assert words in page


@pytest.mark.trace("P-07")
def test_the_answer_is_asked_where_the_plan_is_agreed_and_the_author_is_told(
    cast: Cast, sign_in: Any
) -> None:
    skp = handed_in(cast)
    link = reverse("planning:need", args=[skp.pk, 1])
    assert link in sign_in("budi").get(reverse("planning:agree", args=[skp.pk])).content.decode()
    told = {"need": FRIDGE, "answer": "sebagian", "reason": ""}
    assert sign_in("budi").post(link, told).status_code == 422
    assert sign_in("budi").post(link, {**told, "reason": "Anggaran perubahan."}).status_code == 302
    page = sign_in("ani").get(reverse("planning:detail", args=[skp.pk])).content.decode()
    assert "Dipenuhi sebagian" in page
    assert "Anggaran perubahan." in page
    assert Notice.objects.get(kind="need_answered").recipient_id == cast.ani.pk


def test_a_list_written_anew_keeps_the_answers_of_needs_that_stay(cast: Cast) -> None:
    skp, budi, ani = handed_in(cast), cast.actor("budi"), cast.actor("ani")
    answer_need(skp, FRIDGE, "ya", by=budi, on=ON)
    return_skp(skp, by=budi, on=ON, reason="Rincikan kebutuhannya.")
    set_lampiran(skp, {"sumber_daya": ["Termometer", FRIDGE]}, by=ani, on=ON)
    assert [(need.text, need.is_met) for need in needs_of(skp)] == [("Termometer", False), (FRIDGE, True)]


def test_only_the_pejabat_penilai_answers_only_what_was_asked(cast: Cast, sign_in: Any) -> None:
    skp = handed_in(cast)
    for name in ("ani", "citra", "eka", "fajar", "hadi"):
        with pytest.raises(NotAllowed):
            answer_need(skp, FRIDGE, "ya", by=cast.actor(name), on=ON)
    by = cast.actor("budi")
    with pytest.raises(NotFound):
        answer_need(skp, "Mobil dinas", "ya", by=by, on=ON)
    for answer, reason in (("mungkin", "x"), ("tidak", " "), ("tidak", "x" * 1_000_000)):
        with pytest.raises(InvalidInput):
            answer_need(skp, FRIDGE, answer, reason=reason, by=by, on=ON)
    assert sign_in("budi").get(reverse("planning:need", args=[skp.pk, 99])).status_code == 404
    assert sign_in("ivan").get(reverse("planning:need", args=[skp.pk, 1])).status_code == 404
    assert not ResourceAnswer.objects.exists()


def test_a_plan_that_is_still_written_is_not_answered(cast: Cast) -> None:
    skp = drafted(cast, "ani")
    set_lampiran(skp, {"sumber_daya": [FRIDGE]}, by=cast.actor("ani"), on=ON)
    with pytest.raises(StepNotPossible):
        answer_need(skp, FRIDGE, "ya", by=cast.actor("budi"), on=ON)


@pytest.mark.trace("K-15")
def test_a_target_set_high_on_purpose_is_shown_to_who_agrees_and_who_judges(cast: Cast, sign_in: Any) -> None:
    skp, by = drafted(cast, "ani"), cast.actor("ani")
    values = IkiValues("Pasien tepat waktu", target=Decimal(99), unit_of_measure="%", is_stretch=True)
    add_iki(first_result(skp), values, by=by, on=ON)
    submit_skp(skp, by=by, on=ON)
    assert (
        "Target menantang" in sign_in("budi").get(reverse("planning:agree", args=[skp.pk])).content.decode()
    )
    budi = cast.actor("budi")
    version = agree_skp(skp, by=budi, on=ON)
    assert [iki["stretch"] for iki in version.content["rhk"][0]["iki"]] == ["", "Target menantang"]
    assert content_of(skp)["rhk"][0]["iki"][1]["stretch"]
    with time_machine.travel("2026-04-06 09:00+08:00"):
        opened = open_evaluation(skp, "2026-TW1", by=budi, on=ON.replace(month=4, day=6))
        page = sign_in("budi").get(reverse("evaluation:rate", args=[opened.pk])).content.decode()
    assert page.count("Target menantang") == 1
