"""«Mengapa hasil ini?» rebuilds a result down to the hash of the evidence, in words a nurse understands."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from selaras.evaluation.explain import explain, quadrant
from selaras.evaluation.models import Evaluation
from selaras.evaluation.selectors import evaluation_for, objection_for
from selaras.evaluation.services import (
    ObjectionRuling,
    decide_objection,
    explain_objection,
    raise_objection,
    receive,
)
from selaras.evaluation.tests import stage
from selaras.monitoring.models import Realisation
from selaras_rules import Predikat, Rating, Ruleset, decide_predikat
from tests.cast import Cast

SignIn = Callable[[str], Client]
ON = date(2026, 4, 4)


def fixed_with_work(cast: Cast) -> Evaluation:
    skp = stage.stage_skp(cast.ani)
    stage.stage_work(skp)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    return evaluation_for(cast.actor("ani"), stage.fixed(cast, skp, "di_atas", "sesuai").pk)


@pytest.mark.trace("K-04", "P-21")
def test_the_explanation_goes_from_the_plan_to_the_decision(cast: Cast) -> None:
    evaluation = fixed_with_work(cast)
    why = explain(evaluation, cast.actor("ani"), ON)
    assert why is not None
    assert why.summary[0] == (
        "Pada Triwulan I 2026 hasil kerja Anda di atas ekspektasi dan perilaku kerja Anda sesuai ekspektasi. "
        "Dalam tabel aturan keduanya bertemu pada predikat Baik."
    )
    assert why.agreed_on == date(2026, 1, 20)
    assert why.inputs["skp_version"]["hash"] == evaluation.skp_version.content_hash
    assert why.results[0]["measured"][0]["proofs"][0]["sha256"] == "ab" * 32
    assert [rating.reason for rating in why.ratings] == [stage.REASON, stage.REASON]
    assert why.because[0].source == "PermenPANRB 6/2022"
    assert why.because[0].standing in {"read", "reported", "assumed"}
    assert why.dialogues[0]["held_on"] == date(2026, 3, 30)
    assert [link.who for link in why.chain] == [cast.budi.full_name]
    assert why.next_steps


@pytest.mark.trace("P-21")
@pytest.mark.parametrize("hasil", list(Rating))
@pytest.mark.parametrize("perilaku", list(Rating))
def test_the_marked_place_of_the_table_is_the_predikat_of_the_rule(hasil: Rating, perilaku: Rating) -> None:
    day = date(2026, 3, 31)
    drawn = quadrant(day, hasil.value, perilaku.value)
    (hit,) = [cell for row in drawn.rows for cell in row.cells if cell.is_here]
    assert Predikat(hit.predikat) is decide_predikat(hasil, perilaku, Ruleset(on=day)).value


@pytest.mark.trace("P-21", "K-04")
def test_discipline_and_innovation_are_in_no_number_and_the_page_says_so(cast: Cast, sign_in: SignIn) -> None:
    evaluation = fixed_with_work(cast)
    page = sign_in("ani").get(reverse("evaluation:why", args=[evaluation.pk])).content.decode()
    assert "Disiplin, kehadiran, dan inovasi tidak disembunyikan" in page
    assert "ab" * 32 in page
    assert evaluation.skp_version.content_hash in page
    assert "style=" not in page.split("<main", 1)[1].split("</main", 1)[0]


@pytest.mark.trace("K-04")
def test_what_is_changed_later_does_not_change_the_explanation(cast: Cast) -> None:
    from selaras.core.audit import recording

    evaluation = fixed_with_work(cast)
    before = explain(evaluation, cast.actor("ani"), ON)
    with recording(stage.STAGED, by=cast.actor("ani"), about=evaluation.skp):
        Realisation.objects.filter(iki__rhk__skp=evaluation.skp).update(value=1)
    after = explain(evaluation, cast.actor("ani"), ON)
    assert before is not None
    assert after is not None
    assert json.dumps(before.inputs, sort_keys=True) == json.dumps(after.inputs, sort_keys=True)


def test_after_an_objection_both_decisions_stand_in_the_chain(cast: Cast) -> None:
    evaluation = fixed_with_work(cast)
    receive(evaluation, by=cast.actor("ani"), on=ON)
    raise_objection(evaluation, "Alasan", by=cast.actor("ani"), on=ON)
    explain_objection(
        objection_for(cast.actor("budi"), evaluation.pk), "Penjelasan", by=cast.actor("budi"), on=ON
    )
    objection = objection_for(cast.actor("citra"), evaluation.pk)
    decide_objection(
        objection, ObjectionRuling("Diubah", "di_atas", "di_atas"), by=cast.actor("citra"), on=ON
    )
    fresh = evaluation_for(cast.actor("ani"), evaluation.pk)
    why = explain(fresh, cast.actor("ani"), ON)
    assert why is not None
    assert [link.who for link in why.chain] == [cast.budi.full_name, cast.citra.full_name]
    assert "mengubah predikat dari Baik menjadi Sangat Baik" in why.summary[-1]
    assert why.replaced_ratings[0].reason == stage.REASON


def test_before_it_is_fixed_there_is_nothing_to_explain(cast: Cast) -> None:
    evaluation = stage.rated(cast, stage.stage_skp(cast.ani))
    assert explain(evaluation, cast.actor("ani"), ON) is None


@pytest.mark.trace("K-21")
def test_an_unfinished_rating_is_the_private_draft_of_the_pejabat_penilai(
    cast: Cast, sign_in: SignIn
) -> None:
    evaluation = stage.rated(cast, stage.stage_skp(cast.ani), "di_bawah", "sesuai")
    address = reverse("evaluation:detail", args=[evaluation.pk])
    for name in ("ani", "citra", "eka", "gita"):
        page = sign_in(name).get(address).content.decode()
        assert stage.REASON not in page, name
        assert "Di bawah ekspektasi" not in page, name
