"""Feedback with an answer, talks both sides stand behind, warnings that come early and with help."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.core.keys import new_key
from selaras.core.models import Notice
from selaras.monitoring.models import Dialogue, DialogueKind, Feedback
from selaras.monitoring.selectors import earlier_warning, has_dialogue
from selaras.monitoring.services import (
    NewDialogue,
    NewFeedback,
    confirm_dialogue,
    give_feedback,
    hold_dialogue,
    reply_to_feedback,
    rework_summary,
    warn_early,
)
from selaras.monitoring.tests.stage import TODAY, Plan, stage_plan
from tests.cast import Cast

TALK = NewDialogue("tatap_muka", TODAY, "Kami membahas antrean pagi")
WARNING = NewDialogue(
    "tatap_muka",
    TODAY,
    "Keluhan pasien naik",
    cause="Loket hanya satu",
    agreed_help="Budi meminjam satu petugas",
)
SEEN = "Hari Senin Ani menenangkan keluarga pasien di loket"


def typed(**fields: Any) -> dict[str, Any]:
    return {"form_key": str(new_key()), **fields}


def notices(employee: Any) -> list[str]:
    return list(Notice.objects.filter(recipient_id=employee.pk).values_list("text", flat=True))


@pytest.mark.trace("K-10")
def test_feedback_is_given_told_and_answered(cast: Cast, plan: Plan, sign_in: Any) -> None:
    rhk = plan.skp.rhk_list.get()
    form = typed(
        seen=SEEN, effect="Antrean tertib kembali", suggestion="Bagikan caranya saat apel", rhk=str(rhk.pk)
    )
    answer = sign_in("budi").post(reverse("monitoring:feedback_add", args=[plan.skp.pk]), form)
    assert answer.status_code == 302
    feedback = Feedback.objects.get()
    assert feedback.rhk == rhk
    assert any("memberi Anda umpan balik" in text for text in notices(cast.ani))
    sign_in("ani").post(
        reverse("monitoring:feedback_reply", args=[feedback.pk]), typed(reply="Siap, Senin depan.")
    )
    assert any("menanggapi umpan balik Anda" in text for text in notices(cast.budi))
    for who in ("ani", "budi"):
        page = sign_in(who).get(reverse("monitoring:year", args=[plan.skp.pk])).content.decode()
        assert SEEN in page
        assert "Siap, Senin depan." in page


@pytest.mark.trace("K-10")
def test_a_bare_bagus_is_nudged_once_and_never_blocked(plan: Plan, sign_in: Any) -> None:
    browser, url = sign_in("hadi"), reverse("monitoring:feedback_add", args=[plan.skp.pk])
    form = typed(seen="bagus")
    answer = browser.post(url, form)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Boleh satu hal konkret?" in text
    assert ">\nbagus" in text or ">bagus" in text
    assert not Feedback.objects.exists()
    assert browser.post(url, {**form, "nudged": "on"}).status_code == 302
    assert Feedback.objects.get().seen == "bagus"


def test_a_colleague_can_write_but_not_read_the_plan(plan: Plan, sign_in: Any) -> None:
    page = sign_in("hadi").get(reverse("monitoring:feedback_add", args=[plan.skp.pk])).content.decode()
    assert "Pelayanan rawat jalan" not in page
    seen = sign_in("hadi").post(
        reverse("monitoring:feedback_add", args=[plan.skp.pk]),
        typed(seen=SEEN, rhk=str(plan.skp.rhk_list.get().pk)),
    )
    assert seen.status_code == 302
    assert Feedback.objects.get().rhk is None
    assert SEEN in sign_in("hadi").get(reverse("monitoring:feedback")).content.decode()


def test_colleagues_are_found_by_name(cast: Cast, plan: Plan, sign_in: Any) -> None:
    url = reverse("monitoring:feedback")
    assert "Ani Tefaloi" in sign_in("hadi").get(url).content.decode()
    assert "Ani Tefaloi" in sign_in("gita").get(url, {"q": "tefa"}).content.decode()
    assert "Tidak ada yang ditemukan" in sign_in("ivan").get(url, {"q": "tefa"}).content.decode()


def test_nobody_gives_feedback_to_themselves_or_answers_for_others(cast: Cast, plan: Plan) -> None:
    with pytest.raises(NotAllowed):
        give_feedback(plan.skp, by=cast.actor("ani"), on=TODAY, new=NewFeedback(SEEN))
    feedback = give_feedback(plan.skp, by=cast.actor("hadi"), on=TODAY, new=NewFeedback(SEEN))
    with pytest.raises(NotAllowed):
        reply_to_feedback(feedback, by=cast.actor("hadi"), on=TODAY, reply="…")
    reply_to_feedback(feedback, by=cast.actor("ani"), on=TODAY, reply="Terima kasih")
    with pytest.raises(StepNotPossible):
        reply_to_feedback(feedback, by=cast.actor("ani"), on=TODAY, reply="Sekali lagi")


def test_feedback_names_only_results_and_values_that_exist(cast: Cast, plan: Plan) -> None:
    foreign = stage_plan(cast, cast.hadi).skp.rhk_list.get()
    for new in (
        NewFeedback(""),
        NewFeedback(SEEN, rhk_id=foreign.pk),
        NewFeedback(SEEN, behaviour_code="rajin"),
    ):
        with pytest.raises(InvalidInput):
            give_feedback(plan.skp, by=cast.actor("budi"), on=TODAY, new=new)


def test_a_second_click_gives_feedback_once(plan: Plan, sign_in: Any) -> None:
    browser, form = sign_in("budi"), typed(seen=SEEN)
    for _click in range(2):
        assert browser.post(reverse("monitoring:feedback_add", args=[plan.skp.pk]), form).status_code == 302
    assert Feedback.objects.count() == 1


def test_words_of_others_are_shown_as_words(plan: Plan, sign_in: Any) -> None:
    form = typed(seen="<script>alert(1)</script> menolong pasien di loket pagi ini")
    sign_in("hadi").post(reverse("monitoring:feedback_add", args=[plan.skp.pk]), form)
    page = sign_in("ani").get(reverse("monitoring:year", args=[plan.skp.pk])).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.trace("K-22")
@pytest.mark.parametrize(("writer", "other"), [("budi", "ani"), ("ani", "budi")])
def test_a_talk_is_written_by_one_side_and_confirmed_by_the_other(
    cast: Cast, plan: Plan, sign_in: Any, writer: str, other: str
) -> None:
    form = typed(kind="pemantauan", medium="telepon", held_on="2026-10-04", summary="Antrean pagi")
    sign_in(writer).post(reverse("monitoring:dialogue_add", args=[plan.skp.pk]), form)
    dialogue = Dialogue.objects.get()
    assert any("mencatat dialog kinerja" in text for text in notices(getattr(cast, other)))
    assert has_dialogue(plan.skp, [DialogueKind.PROGRESS], date(2026, 10, 1), date(2026, 12, 31))
    assert not has_dialogue(plan.skp, [DialogueKind.PROGRESS], date(2026, 7, 1), date(2026, 9, 30))
    url = reverse("monitoring:dialogue_confirm", args=[dialogue.pk])
    assert sign_in(writer).post(url, typed()).status_code == 404
    sign_in(other).post(url, typed(other_side="Saya menambahkan: kami juga sepakat soal jadwal."))
    dialogue.refresh_from_db()
    assert dialogue.confirmed_by == getattr(cast, other)
    page = sign_in(writer).get(reverse("monitoring:year", args=[plan.skp.pk])).content.decode()
    assert "kami juga sepakat soal jadwal" in page
    with pytest.raises(StepNotPossible):
        confirm_dialogue(dialogue, by=cast.actor(other), on=TODAY)


@pytest.mark.trace("K-22")
def test_both_write_their_part_and_a_summary_that_is_not_shared_is_worded_anew_once(
    cast: Cast, plan: Plan, sign_in: Any
) -> None:
    form = typed(
        kind="pemantauan", medium="telepon", held_on="2026-10-04", summary="Ani sepakat menambah jam loket",
        own_side="Saya khawatir antreannya",
    )  # fmt: skip
    budi, ani = sign_in("budi"), sign_in("ani")
    budi.post(reverse("monitoring:dialogue_add", args=[plan.skp.pk]), form)
    dialogue = Dialogue.objects.get()
    confirm = reverse("monitoring:dialogue_confirm", args=[dialogue.pk])
    rework = reverse("monitoring:dialogue_rework", args=[dialogue.pk])
    assert ani.post(confirm, typed(agrees="tidak", other_side="")).status_code == 422
    with pytest.raises(StepNotPossible):
        rework_summary(dialogue, by=cast.actor("budi"), on=TODAY, summary="Lain")
    assert ani.post(confirm, typed(agrees="tidak", other_side="Kami hanya membahasnya")).status_code == 302
    year = reverse("monitoring:year", args=[plan.skp.pk])
    for reader in (budi, ani):
        page = reader.get(year).content.decode()
        assert "pandangan berbeda, keduanya tersimpan" in page
        assert "Saya khawatir antreannya" in page
        assert "Kami hanya membahasnya" in page
    assert ani.post(rework, typed(summary="Menurut saya")).status_code == 404
    assert (
        budi.post(rework, typed(summary="Kami membahas jam loket; belum ada kesepakatan")).status_code == 302
    )
    assert any("menyusun ulang ringkasan" in text for text in notices(cast.ani))
    dialogue.refresh_from_db()
    assert (dialogue.confirmed_at, dialogue.agrees) == (None, None)
    assert dialogue.earlier_summary == "Ani sepakat menambah jam loket"
    assert ani.post(confirm, typed(agrees="ya", other_side="Kami hanya membahasnya")).status_code == 302
    page = ani.get(year).content.decode()
    assert "ringkasan disetujui keduanya" in page
    assert "Ani sepakat menambah jam loket" in page
    with pytest.raises(StepNotPossible):
        rework_summary(dialogue, by=cast.actor("budi"), on=TODAY, summary="Sekali lagi")


def test_the_words_of_a_warning_stay_the_first_ones(cast: Cast, plan: Plan) -> None:
    warning = warn_early(plan.skp, by=cast.actor("budi"), on=TODAY, new=WARNING)
    confirm_dialogue(warning, by=cast.actor("ani"), on=TODAY, other_side="Sebabnya lain", agrees=False)
    with pytest.raises(StepNotPossible):
        rework_summary(warning, by=cast.actor("budi"), on=TODAY, summary="Lebih keras")


def test_a_third_person_neither_writes_nor_confirms(cast: Cast, plan: Plan) -> None:
    dialogue = hold_dialogue(plan.skp, by=cast.actor("budi"), on=TODAY, new=TALK)
    for name in ("citra", "hadi", "fajar", "budi"):
        with pytest.raises(NotAllowed):
            confirm_dialogue(dialogue, by=cast.actor(name), on=TODAY)
    with pytest.raises(NotAllowed):
        hold_dialogue(plan.skp, by=cast.actor("hadi"), on=TODAY, new=TALK)


@pytest.mark.parametrize("day", [date(2026, 10, 6), date(2025, 6, 1), date(3, 1, 1)])
def test_impossible_days_of_a_talk_are_refused(cast: Cast, plan: Plan, day: date) -> None:
    with pytest.raises(InvalidInput):
        hold_dialogue(plan.skp, by=cast.actor("budi"), on=TODAY, new=NewDialogue("video", day, "Ringkasan"))


def test_a_plan_may_be_talked_about_before_its_year(cast: Cast, plan: Plan) -> None:
    early = NewDialogue("tatap_muka", date(2025, 12, 15), "Harapan tahun depan", DialogueKind.PLANNING)
    assert hold_dialogue(plan.skp, by=cast.actor("budi"), on=TODAY, new=early).pk


def test_a_warning_cannot_slip_in_as_an_ordinary_talk(cast: Cast, plan: Plan) -> None:
    sly = NewDialogue("tatap_muka", TODAY, "x", DialogueKind.EARLY_WARNING)
    with pytest.raises(InvalidInput):
        hold_dialogue(plan.skp, by=cast.actor("ani"), on=TODAY, new=sly)


@pytest.mark.trace("K-21")
def test_a_warning_comes_with_cause_and_help_and_kind_words(cast: Cast, plan: Plan, sign_in: Any) -> None:
    url = reverse("monitoring:warning_add", args=[plan.skp.pk])
    form = typed(medium="tatap_muka", held_on="2026-10-05", summary="Keluhan naik", cause="Loket satu")
    assert sign_in("budi").post(url, form).status_code == 422
    assert sign_in("budi").post(url, {**form, "agreed_help": "Satu petugas tambahan"}).status_code == 302
    told = " ".join(notices(cast.ani))
    assert "Ini belum penilaian" in told
    warning = Dialogue.objects.get()
    page = sign_in("ani").get(reverse("monitoring:dialogue_confirm", args=[warning.pk])).content.decode()
    assert "Ini belum penilaian" in page
    assert "Satu petugas tambahan" in page
    confirm_dialogue(warning, by=cast.actor("ani"), on=TODAY, other_side="Saya juga butuh jadwal tetap")
    assert Dialogue.objects.get().other_side == "Saya juga butuh jadwal tetap"


@pytest.mark.trace("K-21")
def test_a_warning_counts_from_the_day_it_was_written_not_from_a_day_chosen(
    cast: Cast, plan: Plan, october: Any
) -> None:
    backdated = NewDialogue("tatap_muka", date(2026, 3, 1), "x", cause="y", agreed_help="z")
    warning = warn_early(plan.skp, by=cast.actor("budi"), on=TODAY, new=backdated)
    assert earlier_warning(plan.skp, date(2026, 4, 1)) is None
    assert earlier_warning(plan.skp, TODAY) is None
    assert earlier_warning(plan.skp, date(2026, 10, 6)) == warning


def test_only_the_pejabat_penilai_warns(cast: Cast, plan: Plan) -> None:
    for name in ("ani", "citra", "eka", "hadi"):
        with pytest.raises(NotAllowed):
            warn_early(plan.skp, by=cast.actor(name), on=TODAY, new=WARNING)
