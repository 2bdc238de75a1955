"""The form starts empty, lists exactly what was agreed, and takes no rating without a reason."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from selaras.authorization import Permission, decide
from selaras.core.audit import recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, NotAllowed, StepNotPossible
from selaras.evaluation.conditions import law_of
from selaras.evaluation.forms import RatingForm
from selaras.evaluation.models import EvaluatedRhk, Evaluation
from selaras.evaluation.reading import read_plan
from selaras.evaluation.services import Ratings, open_evaluation, rate, renew_version
from selaras.evaluation.tests import stage
from selaras.planning.models import RencanaHasilKerja
from tests.cast import Cast


def write(
    cast: Cast, evaluation: Evaluation, revision: int | None = None, *, is_draft: bool = False, **words: Any
) -> Evaluation:
    given = stage.ratings(**words)
    revision = evaluation.revision if revision is None else revision
    return rate(
        evaluation, given, by=stage.penilai(cast), on=stage.AFTER_Q1, revision=revision, is_draft=is_draft
    )


@pytest.mark.trace("C-02")
def test_the_form_starts_empty(cast: Cast) -> None:
    evaluation = stage.opened(cast, stage.stage_skp(cast.ani))
    assert evaluation.rating_hasil_kerja == evaluation.rating_perilaku_kerja == evaluation.predikat == ""
    form = RatingForm(evaluation, read_plan(evaluation, law_of(evaluation)))
    assert "checked" not in str(form)
    assert not any(value for name, value in form.initial.items() if "rating" in name or "reason" in name)


@pytest.mark.trace("K-15", "P-23")
def test_the_form_lists_exactly_the_agreed_items_of_the_version_in_force(cast: Cast) -> None:
    skp = stage.stage_skp(cast.ani, rhk=2)
    with recording(stage.STAGED, by=stage.penilai(cast), about=skp):
        RencanaHasilKerja.objects.create(agency=skp.agency, skp=skp, order=9, text="Belum pernah disepakati")
    evaluation = stage.opened(cast, skp)
    reading = read_plan(evaluation, law_of(evaluation))
    assert [row.text for row in reading.rhk] == [row["text"] for row in evaluation.skp_version.content["rhk"]]
    assert [iki.target for row in reading.rhk for iki in row.iki] == ["200 anak", "200 anak"]
    assert EvaluatedRhk.objects.filter(evaluation=evaluation).count() == 2


@pytest.mark.trace("K-15")
def test_a_criterion_that_was_not_agreed_is_refused(cast: Cast) -> None:
    evaluation = stage.opened(cast, stage.stage_skp(cast.ani))
    for extra in ({"rhk": {uuid4(): ("di_atas", "bagus")}}, {"behaviour": {"kehadiran": "rajin"}}):
        with pytest.raises(InvalidInput, match="disepakati"):
            write(cast, evaluation, **extra)


@pytest.mark.trace("P-23")
def test_a_version_agreed_after_the_period_does_not_reach_back(cast: Cast) -> None:
    skp = stage.stage_skp(cast.ani)
    stage.agree(skp, stage.moment(2026, 5, 10), "Target disesuaikan")
    assert stage.opened(cast, skp, stage.Q1).skp_version.number == 1
    assert stage.opened(cast, skp, "2026-TW2", date(2026, 7, 2)).skp_version.number == 2


@pytest.mark.trace("P-23")
def test_the_end_of_the_period_is_that_of_the_agency(cast: Cast) -> None:
    skp = stage.stage_skp(cast.ani)
    # 31 March 23.30 in Kupang is 15.30 UTC; 1 April 00.30 there is still 31 March in UTC.
    stage.agree(skp, stage.moment(2026, 3, 31, 15))
    stage.agree(skp, stage.moment(2026, 3, 31, 17))
    assert stage.opened(cast, skp).skp_version.number == 2


def test_a_newer_version_is_taken_with_one_step_and_keeps_the_words(cast: Cast) -> None:
    skp = stage.stage_skp(cast.ani)
    evaluation = stage.opened(cast, skp, on=date(2026, 3, 1))
    key = UUID(evaluation.skp_version.content["rhk"][0]["id"])
    rate(
        evaluation, stage.ratings(rhk={key: ("sesuai", "Berjalan baik.")}), by=stage.penilai(cast),
        on=date(2026, 3, 1), revision=0,
    )  # fmt: skip
    stage.agree(skp, stage.moment(2026, 3, 20))
    renewed = renew_version(evaluation, by=stage.penilai(cast), on=stage.AFTER_Q1)
    assert (renewed.skp_version.number, renewed.status) == (2, "open")
    assert EvaluatedRhk.objects.get(evaluation=evaluation, rhk_id=key).feedback == "Berjalan baik."


@pytest.mark.trace("C-01", "C-02")
@pytest.mark.parametrize("rating", ["di_atas", "sesuai", "di_bawah"])
@pytest.mark.parametrize("is_draft", [True, False])
def test_every_rating_needs_its_reason_also_the_middle_one(cast: Cast, rating: str, is_draft: bool) -> None:
    evaluation = stage.opened(cast, stage.stage_skp(cast.ani))
    given = Ratings(rating_hasil_kerja=rating, rating_perilaku_kerja=rating, reason_hasil_kerja="  \n")
    with pytest.raises(InvalidInput) as refused:
        rate(evaluation, given, by=stage.penilai(cast), on=stage.AFTER_Q1, revision=0, is_draft=is_draft)
    assert {"reason_hasil_kerja", "reason_perilaku_kerja"} <= set(refused.value.fields)
    assert Evaluation.objects.get(pk=evaluation.pk).rating_hasil_kerja == ""


def test_a_rating_of_one_result_needs_feedback(cast: Cast) -> None:
    evaluation = stage.opened(cast, stage.stage_skp(cast.ani))
    key = UUID(evaluation.skp_version.content["rhk"][0]["id"])
    with pytest.raises(InvalidInput) as refused:
        write(cast, evaluation, rhk={key: ("sesuai", " ")})
    assert set(refused.value.fields) == {f"rhk_{key}_feedback"}


@pytest.mark.trace("C-24")
def test_a_draft_can_be_kept_any_day_and_half_finished(cast: Cast) -> None:
    evaluation = stage.opened(cast, stage.stage_skp(cast.ani), on=date(2026, 1, 25))
    write(cast, evaluation, hasil="", perilaku="", notes="Baru mulai", is_draft=True)
    assert (evaluation.status, evaluation.notes) == ("open", "Baru mulai")
    write(cast, evaluation)
    assert evaluation.status == "rated"
    write(cast, evaluation, hasil="", is_draft=True)
    assert evaluation.status == "open"


def test_two_tabs_do_not_overwrite_each_other(cast: Cast) -> None:
    evaluation = stage.opened(cast, stage.stage_skp(cast.ani))
    write(cast, evaluation, notes="tab pertama")
    with pytest.raises(ChangedMeanwhile):
        write(cast, evaluation, revision=0, notes="tab kedua")
    assert Evaluation.objects.get(pk=evaluation.pk).notes == "tab pertama"


def test_opening_twice_gives_the_same_evaluation(cast: Cast) -> None:
    skp = stage.stage_skp(cast.ani)
    assert stage.opened(cast, skp).pk == stage.opened(cast, skp).pk


@pytest.mark.parametrize("period", ["2025-TW1", "2026-03", "2026-TW9", "bukan periode", "2027"])
def test_a_period_the_plan_does_not_know_is_refused(cast: Cast, period: str) -> None:
    with pytest.raises(InvalidInput):
        open_evaluation(stage.stage_skp(cast.ani), period, by=stage.penilai(cast), on=stage.AFTER_Q1)


def test_nothing_is_evaluated_before_it_began_or_without_an_agreed_plan(cast: Cast) -> None:
    skp = stage.stage_skp(cast.ani)
    with pytest.raises(StepNotPossible, match="belum dimulai"):
        open_evaluation(skp, "2026-TW3", by=stage.penilai(cast), on=stage.AFTER_Q1)
    with recording(stage.STAGED, by=stage.penilai(cast), about=skp):
        skp.versions.all().delete()
    with pytest.raises(StepNotPossible, match="disepakati"):
        open_evaluation(skp, stage.Q1, by=stage.penilai(cast), on=stage.AFTER_Q1)


def test_only_the_pejabat_penilai_opens_and_rates(cast: Cast) -> None:
    skp = stage.stage_skp(cast.ani)
    evaluation = stage.opened(cast, skp)
    for name in ("ani", "hadi", "citra", "dewi", "eka", "fajar", "gita"):
        with pytest.raises(NotAllowed):
            open_evaluation(skp, stage.Q1, by=cast.actor(name), on=stage.AFTER_Q1)
        with pytest.raises(NotAllowed):
            rate(evaluation, stage.ratings(), by=cast.actor(name), on=stage.AFTER_Q1, revision=0)


def test_who_is_pejabat_penilai_of_the_own_plan_by_delegation_still_may_not_rate_it(cast: Cast) -> None:
    from dataclasses import replace

    skp = stage.stage_skp(cast.ani)
    acting = replace(cast.actor("ani"), acts_for=frozenset({cast.budi.pk}))
    assert not decide(acting, Permission.RATE_EVALUATION, skp)
    other = replace(cast.actor("hadi"), acts_for=frozenset({cast.budi.pk}))
    assert decide(other, Permission.RATE_EVALUATION, skp)
