"""Talks on the calendar with reminders in office hours; coaching from cause and help to an outcome."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.core.keys import new_key
from selaras.core.models import Notice
from selaras.monitoring import services
from selaras.monitoring.coaching_words import ALL_STATEMENTS
from selaras.monitoring.models import Coaching, CoachingSession, PlannedDialogue
from selaras.monitoring.services import NewAction, NewCoaching, NewDialogue, NewFeedback, NewSession
from selaras.monitoring.tests.stage import TODAY, Plan
from tests.cast import Cast

SECRET = "Ia merawat ibunya sendirian"


def typed(**fields: Any) -> dict[str, Any]:
    return {"form_key": str(new_key()), **fields}


def reminders(employee: Any) -> list[str]:
    rows = Notice.objects.filter(recipient_id=employee.pk, kind__startswith="reminder.")
    return list(rows.values_list("text", flat=True))


@pytest.mark.trace("P-17")
def test_a_planned_talk_is_remembered_once_in_office_hours(
    cast: Cast, plan: Plan, sign_in: Any, october: Any
) -> None:
    url = reverse("monitoring:dialogue_plan", args=[plan.skp.pk])
    form = {"kind": "evaluasi", "medium": "telepon", "planned_on": "2026-10-13"}
    assert sign_in("ani").post(url, typed(**form | {"planned_on": "2026-10-04"})).status_code == 422
    for day in ("2026-10-12", "2026-10-13"):  # planned, then moved
        assert sign_in("ani").post(url, typed(**form | {"planned_on": day})).status_code == 302
    assert PlannedDialogue.objects.get().planned_on == date(2026, 10, 13)
    feedback = services.give_feedback(
        plan.skp, by=cast.actor("budi"), on=TODAY, new=NewFeedback("Antrean tertib")
    )
    services.plan_action(
        feedback, by=cast.actor("ani"), on=TODAY, new=NewAction("Kartu alur", date(2026, 10, 13))
    )
    for moment in ("2026-10-11 10:00+08:00", "2026-10-12 06:00+08:00", "2026-10-12 20:00+08:00"):
        october.move_to(moment)
        assert services.send_talk_reminders(cast.kupang) == services.send_talk_reminders(cast.kupang)
        assert not reminders(cast.budi), moment
    october.move_to("2026-10-12 09:00+08:00")
    assert services.send_talk_reminders(cast.kupang).talks == 1
    october.move_to("2026-10-13 09:00+08:00")
    sent = services.send_talk_reminders(cast.kupang)
    assert (sent.talks, sent.actions) == (0, 1)
    assert services.send_talk_reminders(cast.kupang).actions == 0
    assert len(reminders(cast.budi)) == 1
    assert len(reminders(cast.ani)) == 2
    talk = NewDialogue("telepon", date(2026, 10, 13), "Kami menutup tahun bersama", kind="evaluasi")
    dialogue = services.hold_dialogue(plan.skp, by=cast.actor("budi"), on=date(2026, 10, 13), new=talk)
    assert PlannedDialogue.objects.get().dialogue == dialogue


@pytest.mark.trace("P-07", "P-13")
def test_a_warning_leads_to_a_coaching_that_closes_with_an_outcome(
    cast: Cast, plan: Plan, sign_in: Any
) -> None:
    warning = services.warn_early(
        plan.skp, by=cast.actor("budi"), on=TODAY,
        new=NewDialogue("tatap_muka", TODAY, "Keluhan naik", cause="Loket satu", agreed_help="Petugas kedua"),
    )  # fmt: skip
    add = reverse("monitoring:coaching_add", args=[plan.skp.pk])
    page = sign_in("budi").get(f"{add}?peringatan={warning.pk}").content.decode()
    assert "Loket satu" in page
    assert "Petugas kedua" in page
    form = {
        "goal": "Antrean tertib", "cause": "Loket satu", "help": "Petugas kedua", "starts_on": "2026-10-05",
        "ends_on": "2027-01-05", "step_1": "Kartu alur", "due_1": "2026-11-02", "step_2": "", "due_2": "",
    }  # fmt: skip
    for change in (
        {"cause": ""},
        {"help": ""},
        {"ends_on": "2026-10-04"},
        {"due_1": "2027-02-01"},
        {"step_2": "Lagi"},
    ):
        assert sign_in("budi").post(add, typed(**form | change)).status_code == 422, change
    assert sign_in("budi").post(f"{add}?peringatan={warning.pk}", typed(**form)).status_code == 302
    coaching = Coaching.objects.get()
    assert coaching.warning == warning
    session = reverse("monitoring:coaching_session", args=[coaching.pk])
    step = str(coaching.steps.get().pk)
    talk = {
        "kind": "konseling",
        "medium": "tatap_muka",
        "held_on": "2026-10-05",
        "notes": SECRET,
        "done": step,
    }
    assert sign_in("budi").post(session, typed(**talk | {"held_on": "2026-10-06"})).status_code == 422
    assert sign_in("budi").post(session, typed(**talk)).status_code == 302
    assert coaching.steps.get().done_on == TODAY
    close = reverse("monitoring:coaching_close", args=[coaching.pk])
    assert sign_in("budi").post(close, typed(outcome="")).status_code == 422
    assert sign_in("budi").post(close, typed(outcome="Antrean tertib sejak November")).status_code == 302
    assert sign_in("budi").post(session, typed(**talk)).status_code == 409
    for who in ("ani", "budi", "citra"):
        page = sign_in(who).get(reverse("monitoring:coaching", args=[plan.skp.pk])).content.decode()
        assert SECRET in page
        assert "Antrean tertib sejak November" in page


@pytest.mark.trace("P-13")
def test_forms_b18_and_b19_reach_whom_they_are_for(cast: Cast, plan: Plan, sign_in: Any) -> None:
    session = _session(cast, plan)
    reply = reverse("monitoring:session_reply", args=[session.pk])
    answers = {f"statement_{number}": "ya" for number in range(1, 10)} | {"statement_6": "tidak"}
    assert sign_in("ani").get(reply).content.decode().count("<fieldset") == len(ALL_STATEMENTS) == 9
    assert sign_in("ani").post(reply, typed(**{**answers, "statement_9": ""})).status_code == 422
    assert sign_in("ani").post(reply, typed(**answers, words="Terima kasih")).status_code == 302
    assert "B.1.8" in Notice.objects.get(recipient_id=cast.citra.pk, kind="coaching").text
    assert "metode bertanya" in sign_in("citra").get(reply).content.decode()
    assert sign_in("budi").get(reply).status_code == 404
    competences = reverse("monitoring:session_competences", args=[session.pk])
    line = {"competence_1": "Komunikasi", "score_1": "4", "reason_1": "Sabar menjelaskan"}
    for change in ({"score_1": "6"}, {"reason_1": ""}, {"competence_2": "Kerja sama"}):
        assert sign_in("budi").post(competences, typed(**line | change)).status_code == 422, change
    assert sign_in("budi").post(competences, typed(**line)).status_code == 302
    assert sign_in("budi").post(competences, typed(**line)).status_code == 409
    for who, name in (("citra", "session_reply_pdf"), ("ani", "session_competences_pdf")):
        paper = sign_in(who).get(reverse(f"monitoring:{name}", args=[session.pk]))
        assert paper.content.startswith(b"%PDF")
    with pytest.raises(StepNotPossible):
        services.reply_to_session(session, by=cast.actor("ani"), on=TODAY, answers=[True] * 9)
    with pytest.raises(InvalidInput):
        services.reply_to_session(session, by=cast.actor("ani"), on=TODAY, answers=[True])


@pytest.mark.trace("P-13")
def test_nobody_else_learns_that_there_is_a_coaching(cast: Cast, plan: Plan, sign_in: Any) -> None:
    session = _session(cast, plan)
    pages = {
        "coaching": plan.skp.pk, "coaching_session": session.coaching_id, "session_reply": session.pk,
        "session_competences_pdf": session.pk,
    }  # fmt: skip
    for who in ("eka", "fajar", "gita", "hadi", "dewi", "ivan"):
        for name, key in pages.items():
            assert sign_in(who).get(reverse(f"monitoring:{name}", args=[key])).status_code == 404, (who, name)
    for who in ("eka", "fajar", "gita"):
        page = sign_in(who).get(reverse("monitoring:year", args=[plan.skp.pk])).content.decode()
        assert SECRET not in page
        assert "/bimbingan/" not in page


def _session(cast: Cast, plan: Plan) -> CoachingSession:
    budi, end = cast.actor("budi"), date(2027, 1, 5)
    new = NewCoaching("Antrean tertib", "Loket satu", "Petugas kedua", TODAY, end, (("Kartu alur", end),))
    coaching = services.begin_coaching(plan.skp, by=budi, on=TODAY, new=new)
    talk = NewSession("konseling", "tatap_muka", TODAY, SECRET)
    return services.hold_session(coaching, by=budi, on=TODAY, new=talk)
