"""Every page: who sees it, how many questions it asks the database, and that it works without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.monitoring import services
from selaras.monitoring.services import NewDialogue, NewFeedback
from selaras.monitoring.tests.stage import TODAY, Plan, link, realise, stage_plan, stage_work
from tests.cast import Cast

MOST_QUERIES = 12


def addresses(cast: Cast, plan: Plan) -> dict[str, str]:
    """One address of each page of Ani's SKP, with something on it."""
    realise(cast, plan, "suhu", 3, "5")
    evidence = link(cast, plan, "Notula", "https://contoh.go.id/notula")
    feedback = services.give_feedback(
        plan.skp,
        by=cast.actor("hadi"),
        on=TODAY,
        new=NewFeedback("Ani menenangkan pasien yang marah di loket"),
    )
    talk = NewDialogue("tatap_muka", TODAY, "Kami membahas antrean pagi")
    dialogue = services.hold_dialogue(plan.skp, by=cast.actor("budi"), on=TODAY, new=talk)
    of_skp = ("progress_of", "year", "evidence_add", "feedback_add", "dialogue_add", "warning_add")
    found = {name: reverse(f"monitoring:{name}", args=[plan.skp.pk]) for name in of_skp}
    found |= {name: reverse(f"monitoring:{name}") for name in ("progress", "team", "feedback")}
    found |= {
        name: reverse(f"monitoring:{name}", args=[evidence.pk]) for name in ("evidence", "evidence_use")
    }
    found["realisation"] = reverse("monitoring:realisation", args=[plan.iki["berkas"].pk])
    found["feedback_reply"] = reverse("monitoring:feedback_reply", args=[feedback.pk])
    found["dialogue_confirm"] = reverse("monitoring:dialogue_confirm", args=[dialogue.pk])
    return found


OWNER = {
    "progress", "progress_of", "year", "evidence_add", "dialogue_add", "team", "feedback", "evidence", "evidence_use",
    "realisation", "feedback_reply", "dialogue_confirm",
}  # fmt: skip
PENILAI = {
    "progress", "progress_of", "year", "evidence", "team", "feedback", "feedback_add", "dialogue_add", "warning_add",
}  # fmt: skip
READER = {"progress", "progress_of", "year", "evidence", "team", "feedback", "feedback_add"}
COLLEAGUE = {"progress", "team", "feedback", "feedback_add"}


@pytest.mark.parametrize(
    ("who", "open_pages"),
    [
        ("ani", OWNER), ("budi", PENILAI), ("citra", READER), ("eka", READER), ("fajar", READER), ("gita", READER),
        ("hadi", COLLEAGUE), ("ivan", {"progress", "team", "feedback"}),
    ],
)  # fmt: skip
def test_who_may_open_what(cast: Cast, plan: Plan, sign_in: Any, who: str, open_pages: set[str]) -> None:
    browser = sign_in(who)
    answers = {name: browser.get(url).status_code for name, url in addresses(cast, plan).items()}
    assert {name for name, status in answers.items() if status == 200} == open_pages
    assert {status for name, status in answers.items() if name not in open_pages} <= {403, 404}


def test_nobody_gets_in_without_signing_in(cast: Cast, plan: Plan, client: Any) -> None:
    for url in addresses(cast, plan).values():
        answer = client.get(url)
        assert answer.status_code == 302
        assert "/masuk/" in answer["location"]


@pytest.mark.parametrize("copies", [1, 8])
def test_few_questions_however_many_rows(cast: Cast, sign_in: Any, copies: int) -> None:
    plan = stage_plan(cast, copies=copies)
    stage_work(cast, plan, range(1, 4))
    for number in range(copies * 3):
        new = NewFeedback(f"Ani menolong {number} pasien lansia mengisi formulir")
        services.give_feedback(plan.skp, by=cast.actor("hadi"), on=TODAY, new=new)
        talk = NewDialogue("telepon", TODAY, f"Pembicaraan {number}")
        services.hold_dialogue(plan.skp, by=cast.actor("budi"), on=TODAY, new=talk)
    stage_plan(cast, cast.hadi)
    pages = addresses(cast, plan)
    for who in ("ani", "budi"):
        browser = sign_in(who)
        for name, url in pages.items():
            browser.get(url)
            with CaptureQueriesContext(connection) as asked:
                answer = browser.get(url)
            told = who, name, answer.status_code, [row["sql"][:90] for row in asked]
            assert len(asked) <= MOST_QUERIES, told


def test_pages_hold_no_script_and_no_style_of_their_own(cast: Cast, plan: Plan, sign_in: Any) -> None:
    browser = sign_in("ani")
    for name, url in addresses(cast, plan).items():
        text = browser.get(url).content.decode()
        assert " style=" not in text, name
        assert "<style" not in text, name
        assert " onclick=" not in text, name


def test_without_an_skp_the_page_says_what_to_do(cast: Cast, sign_in: Any) -> None:
    text = sign_in("eka").get(reverse("monitoring:progress")).content.decode()
    assert "Belum ada SKP untuk tahun ini" in text
