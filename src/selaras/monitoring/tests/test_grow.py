"""Feedback that is asked for and leads somewhere; a cycle of practice whose second round is compared to the first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.core.keys import new_key
from selaras.core.models import Notice
from selaras.monitoring import services
from selaras.monitoring.models import Feedback, FeedbackAction, FeedbackRequest, PracticeCycle
from selaras.monitoring.services import NewAction, NewFeedback, NewPractice, Observation
from selaras.monitoring.tests.stage import TODAY, Plan
from tests.cast import Cast

FIVE = ("Menyapa", "Bertanya dahulu", "Menyebut langkah berikutnya", "Memberi waktu", "Memeriksa lagi")
SEEN = "Hari Senin Ani menenangkan keluarga pasien di loket"


def typed(**fields: Any) -> dict[str, Any]:
    return {"form_key": str(new_key()), **fields}


@pytest.mark.trace("K-10")
def test_a_question_to_a_colleague_is_told_and_answered_once(cast: Cast, plan: Plan, sign_in: Any) -> None:
    ask = reverse("monitoring:feedback_ask", args=[plan.skp.pk])
    form = typed(asked=str(cast.hadi.pk), question="Apa yang Anda lihat saat saya menjelaskan alur?")
    assert sign_in("ani").post(ask, form).status_code == 302
    assert "meminta umpan balik" in Notice.objects.get(recipient_id=cast.hadi.pk).text
    assert "menunggu jawaban" in sign_in("ani").post(ask, typed(**form | typed())).content.decode()
    assert (
        "saat saya menjelaskan alur" in sign_in("hadi").get(reverse("monitoring:feedback")).content.decode()
    )
    answer = reverse("monitoring:feedback_add", args=[plan.skp.pk])
    assert "saat saya menjelaskan alur" in sign_in("hadi").get(answer).content.decode()
    sign_in("hadi").post(answer, typed(seen=SEEN))
    assert FeedbackRequest.objects.get().feedback == Feedback.objects.get()
    with pytest.raises(InvalidInput):
        services.ask_for_feedback(plan.skp, by=cast.actor("ani"), on=TODAY, asked=cast.ani, question="Saya?")
    with pytest.raises(InvalidInput):
        services.ask_for_feedback(plan.skp, by=cast.actor("ani"), on=TODAY, asked=cast.ivan, question="Anda?")


@pytest.mark.trace("K-10")
def test_every_voice_is_told_apart(cast: Cast, plan: Plan, sign_in: Any) -> None:
    url = reverse("monitoring:feedback_add", args=[plan.skp.pk])
    for who, more in (("budi", {}), ("hadi", {}), ("hadi", {"is_passed_on": "on"})):
        sign_in(who).post(url, typed(seen=SEEN, behaviour_code="harmonis", **more))
    voices = Feedback.objects.order_by("given_at", "id").values_list("voice", "behaviour_code")
    assert list(voices) == [("leader", "harmonis"), ("peer", "harmonis"), ("service_user", "harmonis")]
    from_below = services.write_feedback(plan.skp, cast.actor("ani"), NewFeedback(SEEN))
    assert from_below.voice == "peer"
    plan.skp.employee_id = cast.budi.pk
    plan.skp.pejabat_penilai_id = cast.citra.pk
    assert services.write_feedback(plan.skp, cast.actor("ani"), NewFeedback(SEEN)).voice == "subordinate"
    assert (
        "pengguna layanan"
        in sign_in("ani").get(reverse("monitoring:year", args=[plan.skp.pk])).content.decode()
    )


@pytest.mark.trace("K-11")
def test_feedback_becomes_an_action_and_its_result_is_compared(cast: Cast, plan: Plan, sign_in: Any) -> None:
    feedback = services.give_feedback(plan.skp, by=cast.actor("hadi"), on=TODAY, new=NewFeedback(SEEN))
    form = typed(
        text="Kartu alur di loket",
        due_on="2026-11-02",
        measure="Pasien bertanya lagi",
        before="58",
        unit_of_measure="%",
    )
    add = reverse("monitoring:action_add", args=[feedback.pk])
    assert sign_in("ani").post(add, {**form, "due_on": "2026-10-01"}).status_code == 422
    assert sign_in("ani").post(add, {**form, "measure": ""}).status_code == 422
    assert sign_in("ani").post(add, form).status_code == 302
    action = FeedbackAction.objects.get()
    compare = reverse("monitoring:action_compare", args=[action.pk])
    assert sign_in("ani").post(compare, typed(outcome="", after="69")).status_code == 422
    assert sign_in("ani").post(compare, typed(outcome="Lebih jarang", after="69")).status_code == 302
    for who, page in (("ani", "year"), ("hadi", "feedback")):
        address = reverse(f"monitoring:{page}", args=[plan.skp.pk] if page == "year" else [])
        assert "58 → 69 %" in sign_in(who).get(address).content.decode()
    with pytest.raises(StepNotPossible):
        services.compare_action(action, by=cast.actor("budi"), on=TODAY, outcome="Sekali lagi")
    with pytest.raises(NotAllowed):
        services.plan_action(feedback, by=cast.actor("hadi"), on=TODAY, new=NewAction("Untuk Ani", TODAY))
    with pytest.raises(StepNotPossible):
        services.plan_action(feedback, by=cast.actor("budi"), on=TODAY, new=NewAction("Lagi", TODAY))
    other = services.give_feedback(plan.skp, by=cast.actor("budi"), on=TODAY, new=NewFeedback(SEEN))
    wordless = services.plan_action(other, by=cast.actor("budi"), on=TODAY, new=NewAction("Apel", TODAY))
    with pytest.raises(InvalidInput):
        services.compare_action(wordless, by=cast.actor("ani"), on=TODAY, outcome="Baik", after=Decimal(1))


@pytest.mark.trace("K-08", "K-09")
def test_two_cycles_of_practice_stand_side_by_side(cast: Cast, plan: Plan, sign_in: Any) -> None:
    skp, add = plan.skp, reverse("monitoring:practice_add", args=[plan.skp.pk])
    told = {
        "focus": "Penjelasan yang jelas", "method": "peragaan", "group": "pasien baru", "observe_on": "2026-10-01",
        "behaviours": "\n".join(FIVE), "rhk": str(skp.rhk_list.get().pk),
    }  # fmt: skip
    for change in ({"behaviours": "x\n" * 8}, {"observe_on": "2027-01-04"}, {"rhk": str(new_key())}):
        assert sign_in("ani").post(add, typed(**told | change)).status_code == 422, change
    assert sign_in("ani").post(add, typed(**told)).status_code == 302
    assert "mengundang Anda mengamati" in Notice.objects.get(recipient_id=cast.budi.pk).text
    _round(sign_in, PracticeCycle.objects.get(number=1), seen=[0, 3], reached="58")
    page = sign_in("ani").get(add).content.decode()
    assert "2 dari 5 perilaku tampak" in page
    assert sign_in("ani").post(add, typed(**told, change="Kartu kalimat")).status_code == 302
    new = NewPractice("Lagi", "sama", "sama", FIVE, date(2026, 10, 9))
    with pytest.raises(StepNotPossible):
        services.plan_practice(skp, by=cast.actor("ani"), on=TODAY, new=new)
    _round(sign_in, PracticeCycle.objects.get(number=2), seen=[0, 1, 2, 3], reached="69")
    for who in ("ani", "budi"):
        page = sign_in(who).get(reverse("monitoring:practice", args=[skp.pk])).content.decode()
        for words in (
            "4 / 5",
            "sebelumnya 2 / 5",
            "69% yang paham",
            "sebelumnya 58% yang paham (+11)",
            "Kartu kalimat",
        ):
            assert words in page, words
    assert Feedback.objects.filter(skp=skp, practice_cycle__isnull=False, voice="leader").count() == 2


def _round(sign_in: Any, cycle: PracticeCycle, *, seen: list[int], reached: str) -> None:
    """Budi observes, Ani thinks it over."""
    observe = reverse("monitoring:practice_observe", args=[cycle.pk])
    reflect = reverse("monitoring:practice_reflect", args=[cycle.pk])
    thought = {"reflection": "Saya terlalu cepat menjawab", "reached": reached, "unit": "% yang paham"}
    assert sign_in("ani").post(reflect, typed(**thought)).status_code == 409
    form = {
        "observed_on": "2026-10-02",
        "seen": seen,
        "words": "Pasien mengulang alurnya",
        "effect": "Ia yakin",
    }
    assert sign_in("budi").post(observe, typed(**form | {"seen": [5]})).status_code == 422
    assert sign_in("budi").post(observe, typed(**form | {"observed_on": "2026-10-06"})).status_code == 422
    assert sign_in("budi").post(observe, typed(**form)).status_code == 302
    assert sign_in("budi").post(observe, typed(**form)).status_code == 409
    assert sign_in("ani").post(reflect, typed(**thought | {"unit": ""})).status_code == 422
    assert sign_in("ani").post(reflect, typed(**thought)).status_code == 302


def test_nobody_observes_themselves_or_plans_for_others(cast: Cast, plan: Plan) -> None:
    new = NewPractice("Fokus", "cara", "kelas", ("Menyapa",), date(2026, 10, 9))
    with pytest.raises(NotAllowed):
        services.plan_practice(plan.skp, by=cast.actor("budi"), on=TODAY, new=new)
    cycle = services.plan_practice(plan.skp, by=cast.actor("ani"), on=TODAY, new=new)
    seen = Observation(TODAY, (0,), NewFeedback(SEEN))
    with pytest.raises(NotAllowed):
        services.observe_practice(cycle, by=cast.actor("ani"), on=TODAY, observation=seen)
