"""One page to judge on, few touches for a large team, and the reason on every button that may not be pressed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.core.audit import recording
from selaras.core.errors import ChangedMeanwhile, NotAllowed, StepNotPossible
from selaras.core.models import Notice
from selaras.evaluation.models import Evaluation, Kinship
from selaras.evaluation.selectors import evaluation_for, objections_awaiting
from selaras.evaluation.services import add_own_view, finalise, raise_objection, rate, receive
from selaras.evaluation.services.kinship import declare_kinship, end_kinship
from selaras.evaluation.services.objection_reminders import send_objection_reminders
from selaras.evaluation.tests import stage
from selaras.evaluation.tests.conftest import TurnClock
from selaras.evaluation.tests.test_pages import SignIn
from selaras.monitoring.models import Feedback, Voice
from selaras.organisation.models import Delegation
from tests.cast import Cast

ON = stage.AFTER_Q1


def text_of(browser: Client, name: str, *args: object) -> str:
    response = browser.get(reverse(f"evaluation:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.trace("P-18", "P-23", "K-22")
def test_one_page_shows_what_a_rating_rests_on(cast: Cast, sign_in: SignIn, clock_at: TurnClock) -> None:
    skp = stage.stage_skp(cast.ani)
    stage.stage_work(skp)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    with recording(stage.STAGED, by=cast.actor("hadi"), about=skp):
        Feedback.objects.create(
            agency=skp.agency, skp=skp, author=cast.hadi, voice=Voice.SERVICE_USER, seen="Pasien paham alurnya.",
            given_at=stage.moment(2026, 3, 21),
        )  # fmt: skip
    first = stage.fixed(cast, skp)
    stage.agree(skp, stage.moment(2026, 5, 10), "Target disesuaikan")
    on = clock_at(2026, 7, 2)
    second = stage.opened(cast, skp, "2026-TW2", on)
    add_own_view(second, "Kunjungan rumah bertambah.", by=cast.actor("ani", on), on=on, revision=0)
    browser = sign_in("budi")
    page = text_of(browser, "rate", second.pk)
    for words in (
        "Terakhir kali: Triwulan I 2026", "dari versi 1 ke versi 2", "Kunjungan rumah bertambah.", "Presensi (konteks)",
        "spark-bars",
    ):  # fmt: skip
        assert words in page, words
    assert "Pengguna layanan: " + cast.hadi.full_name in text_of(browser, "detail", first.pk)
    with CaptureQueriesContext(connection) as queries:
        text_of(browser, "rate", second.pk)
    assert len(queries) <= 12, [query["sql"][:90] for query in queries]


@pytest.mark.trace("P-42")
def test_relatives_do_not_judge_each_other_and_the_button_says_why(cast: Cast, sign_in: SignIn) -> None:
    skp = stage.stage_skp(cast.ani)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    evaluation = stage.rated(cast, skp)
    budi = cast.actor("budi", ON)
    for name in ("hadi", "dewi", "gita"):
        with pytest.raises(NotAllowed):
            declare_kinship(cast.ani, cast.budi, by=cast.actor(name, ON), on=ON)
    kinship = declare_kinship(cast.ani, cast.budi, by=cast.actor("ani", ON), on=ON)
    with pytest.raises(ChangedMeanwhile):
        declare_kinship(cast.ani, cast.budi, by=budi, on=ON)
    evaluation = evaluation_for(budi, evaluation.pk)
    with pytest.raises(StepNotPossible, match="hubungan keluarga"):
        finalise(evaluation, by=budi, on=ON)
    with pytest.raises(StepNotPossible, match="hubungan keluarga"):
        rate(evaluation, stage.ratings(), by=budi, on=ON, revision=evaluation.revision)
    browser = sign_in("budi")
    for name in ("detail", "finalise"):
        assert "hubungan keluarga antara Anda" in text_of(browser, name, evaluation.pk), name
    assert (
        "hubungan keluarga antara Anda"
        in browser.get(f"{reverse('evaluation:awaiting')}?periode={stage.Q1}").content.decode()
    )
    with pytest.raises(NotAllowed):
        end_kinship(kinship, "Keliru", by=budi, on=ON)
    end_kinship(kinship, "Keliru orang.", by=cast.actor("eka", ON), on=ON)
    assert finalise(evaluation, by=budi, on=ON).is_final
    assert Kinship.objects.get().end_reason == "Keliru orang."


@pytest.mark.trace("P-42")
def test_a_relative_who_should_explain_or_decide_an_objection_reads_why_not_on_the_button(
    cast: Cast, sign_in: SignIn, clock_at: TurnClock
) -> None:
    skp = stage.stage_skp(cast.ani)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    evaluation = stage.fixed(cast, skp)
    ani = cast.actor("ani", ON)
    raise_objection(receive(evaluation, by=ani, on=ON), "Bukti Maret belum dilihat.", by=ani, on=ON)
    for official in (cast.budi, cast.citra):
        declare_kinship(cast.ani, official, by=ani, on=ON)
    for name, label, view in (
        ("budi", "Jelaskan hasil ini", "explain_objection"),
        ("citra", "Putuskan keberatan", "decide_objection"),
    ):
        browser, address = sign_in(name), reverse(f"evaluation:{view}", args=[evaluation.pk])
        page = text_of(browser, "detail", evaluation.pk)
        assert label in page
        assert "hubungan keluarga antara Anda" in page
        assert f'href="{address}"' not in page
        assert browser.get(address).status_code == 409
        assert objections_awaiting(cast.actor(name, ON)) == []
    # Neither of them is reminded; the admin names somebody, who then has it on the list.
    clock_at(2026, 4, 13)
    assert send_objection_reminders(cast.kupang) == 1
    told = Notice.objects.filter(text__contains="Tunjuk Plt/Plh")
    assert [row.recipient_id for row in told] == [cast.eka.pk]
    with recording(stage.STAGED, by=cast.actor("eka"), about=cast.kupang):
        Delegation.objects.create(
            agency=cast.kupang,
            from_employee=cast.budi,
            to_employee=cast.hadi,
            start=ON,
            end=ON,
            order_number="1",
        )
    assert [row.employee_id for row in objections_awaiting(cast.actor("hadi", ON))] == [cast.ani.pk]


@pytest.mark.trace("C-24")
def test_a_team_is_gone_through_in_three_steps_a_person(cast: Cast, sign_in: SignIn) -> None:
    people = [cast.ani, cast.hadi, *stage.stage_colleagues(cast, 2)]
    for employee in people:
        skp = stage.stage_skp(employee)
        stage.stage_dialogue(skp, date(2026, 3, 30))
    browser = sign_in("budi")
    awaiting = browser.get(f"{reverse('evaluation:awaiting')}?periode={stage.Q1}")
    assert awaiting.status_code == 200
    address = reverse("evaluation:open", args=[people[0].skp_list.get().pk, stage.Q1])
    for _person in people:
        form = browser.post(address, follow=True)
        key = form.context["evaluation"].pk
        ratings = {
            f"{part}_{name}": value
            for name in ("hasil_kerja", "perilaku_kerja")
            for part, value in (("rating", "sesuai"), ("reason", stage.REASON))
        }
        checked = browser.post(
            reverse("evaluation:rate", args=[key]), ratings | {"revision": form.context["evaluation"].revision},
            follow=True,
        )  # fmt: skip
        revision = checked.context["evaluation"].revision
        fixed = browser.post(reverse("evaluation:finalise", args=[key]), {"revision": revision}, follow=True)
        line = fixed.context["line"]
        address = line.url if line else ""
    assert not address
    assert Evaluation.objects.filter(status="finalised").count() == len(people)


def test_a_leader_of_sixty_needs_few_queries(cast: Cast, sign_in: SignIn) -> None:
    for employee in stage.stage_colleagues(cast, 60):
        stage.stage_skp(employee, rhk=1)
    browser = sign_in("budi")
    with CaptureQueriesContext(connection) as queries:
        response = browser.get(f"{reverse('evaluation:awaiting')}?periode={stage.Q1}")
    assert response.status_code == 200
    assert len(queries) <= 12
