"""The predikat is fixed by the pejabat penilai, after a talk, with reasons, never as a surprise."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from selaras.core.audit import recording
from selaras.core.decisions import decisions_about
from selaras.core.errors import ChangedMeanwhile, InvalidInput, NotAllowed, NotFound, StepNotPossible
from selaras.core.models import AuditEvent, Notice
from selaras.evaluation.models import EvaluatedRhk, Evaluation
from selaras.evaluation.selectors import evaluation_for
from selaras.evaluation.services import finalise, rate
from selaras.evaluation.tests import stage
from selaras.monitoring.models import DialogueKind
from tests.cast import Cast


@pytest.mark.trace("K-04", "K-05", "P-21")
def test_fixing_writes_predikat_reasons_inputs_lock_and_notice(cast: Cast) -> None:
    skp = stage.stage_skp(cast.ani)
    evidence = stage.stage_work(skp)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    evaluation = stage.fixed(cast, skp, hasil="di_atas", perilaku="sesuai")
    assert (evaluation.status, evaluation.predikat) == ("finalised", "baik")
    (decision,) = decisions_about(evaluation.pk)
    assert decision.value == "baik"
    assert decision.findings[0]["article"]
    assert len(decision.fingerprint) == 64
    version = decision.inputs["skp_version"]
    assert (version["number"], len(version["hash"])) == (1, 64)
    assert decision.inputs["evidence"][0]["sha256"] == "ab" * 32
    first = decision.inputs["rhk"][0]["iki"][0]
    assert (first["realisation"], first["evidence"]) == ("210 anak", [str(evidence.pk)])
    assert decision.inputs["ratings"]["hasil_kerja"]["reason"] == stage.REASON
    assert AuditEvent.objects.filter(about_id=evaluation.pk, kind="evaluation.finalised").count() == 1
    notice = Notice.objects.get(recipient_id=cast.ani.pk, kind="evaluation")
    assert str(evaluation.pk) in notice.url
    assert "Baik" not in notice.text


@pytest.mark.trace("K-22")
def test_without_a_recorded_talk_nothing_is_fixed(cast: Cast) -> None:
    skp = stage.stage_skp(cast.ani)
    evaluation = stage.rated(cast, skp)
    with pytest.raises(StepNotPossible, match="dialog kinerja") as refused:
        finalise(evaluation, by=stage.penilai(cast), on=stage.AFTER_Q1)
    assert "catat ringkasannya" in str(refused.value.remedy)
    stage.stage_dialogue(skp, date(2026, 4, 2), DialogueKind.EVALUATION)
    assert finalise(evaluation, by=stage.penilai(cast), on=stage.AFTER_Q1).is_final


@pytest.mark.trace("K-22")
def test_a_talk_of_another_period_does_not_count(cast: Cast) -> None:
    skp = stage.stage_skp(cast.ani)
    stage.stage_dialogue(skp, date(2026, 2, 1))
    evaluation = stage.rated(cast, skp, period="2026-TW2", on=date(2026, 7, 3))
    with pytest.raises(StepNotPossible, match="Triwulan II"):
        finalise(evaluation, by=stage.penilai(cast), on=date(2026, 7, 3))


@pytest.mark.trace("K-21")
@pytest.mark.parametrize(
    ("hasil", "perilaku"), [("di_bawah", "sesuai"), ("sesuai", "di_bawah"), ("di_bawah", "di_atas")]
)
def test_a_low_rating_needs_an_earlier_warning(cast: Cast, hasil: str, perilaku: str) -> None:
    skp = stage.stage_skp(cast.ani)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    evaluation = stage.rated(cast, skp, hasil, perilaku)
    with pytest.raises(StepNotPossible, match="peringatan dini") as refused:
        finalise(evaluation, by=stage.penilai(cast), on=stage.AFTER_Q1)
    assert "bantuan" in str(refused.value.remedy)
    stage.stage_dialogue(skp, date(2026, 2, 10), DialogueKind.EARLY_WARNING)
    assert finalise(evaluation, by=stage.penilai(cast), on=stage.AFTER_Q1).is_final


@pytest.mark.trace("K-21")
@pytest.mark.parametrize("day", [date(2026, 3, 31), date(2026, 4, 3), date(2026, 4, 4)])
def test_a_warning_on_the_last_day_or_afterwards_is_no_warning(cast: Cast, day: date) -> None:
    skp = stage.stage_skp(cast.ani)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    stage.stage_dialogue(skp, day, DialogueKind.EARLY_WARNING)
    evaluation = stage.rated(cast, skp, "di_bawah")
    with pytest.raises(StepNotPossible, match="peringatan dini"):
        finalise(evaluation, by=stage.penilai(cast), on=stage.AFTER_Q1)


def test_a_warning_the_day_before_the_end_is_enough(cast: Cast) -> None:
    skp = stage.stage_skp(cast.ani)
    stage.stage_dialogue(skp, date(2026, 3, 30), DialogueKind.EARLY_WARNING)
    assert stage.fixed(cast, skp, "di_bawah").predikat == "butuh_perbaikan"


def test_nobody_fixes_the_own_evaluation(cast: Cast) -> None:
    skp = stage.stage_skp(cast.ani)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    evaluation = stage.rated(cast, skp)
    for name in ("ani", "hadi", "citra", "eka", "fajar", "gita", "dewi"):
        with pytest.raises(NotAllowed):
            finalise(evaluation, by=cast.actor(name), on=stage.AFTER_Q1)
    with pytest.raises(NotFound):
        finalise(evaluation, by=cast.actor("ivan"), on=stage.AFTER_Q1)


@pytest.mark.trace("K-05")
def test_a_fixed_result_is_locked_for_services_and_in_the_database(cast: Cast) -> None:
    skp = stage.stage_skp(cast.ani)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    evaluation = stage.fixed(cast, skp)
    with pytest.raises(StepNotPossible, match="terkunci"):
        rate(
            evaluation, stage.ratings("di_atas"), by=stage.penilai(cast), on=stage.AFTER_Q1,
            revision=evaluation.revision,
        )  # fmt: skip
    with pytest.raises(StepNotPossible):
        finalise(evaluation, by=stage.penilai(cast), on=stage.AFTER_Q1)
    for change in (
        {"rating_hasil_kerja": "di_atas"},
        {"predikat": "kurang"},
        {"notes": "lain"},
        {"status": "rated"},
    ):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            recording(stage.STAGED, by=stage.penilai(cast), about=evaluation),
        ):
            Evaluation.objects.filter(pk=evaluation.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE evaluation_evaluatedrhk SET feedback = 'x'")
    assert EvaluatedRhk.objects.filter(feedback="x").count() == 0


def test_of_two_clicks_one_fixes(cast: Cast) -> None:
    skp = stage.stage_skp(cast.ani)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    first = stage.rated(cast, skp)
    second = evaluation_for(stage.penilai(cast), first.pk)
    finalise(first, by=stage.penilai(cast), on=stage.AFTER_Q1, revision=first.revision)
    with pytest.raises(ChangedMeanwhile):
        finalise(second, by=stage.penilai(cast), on=stage.AFTER_Q1, revision=second.revision)
    assert len(decisions_about(first.pk)) == 1


def test_a_failing_audit_row_undoes_everything(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    skp = stage.stage_skp(cast.ani)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    evaluation = stage.rated(cast, skp)
    monkeypatch.setattr("selaras.core.audit.event_hash", lambda *_parts: None)
    with pytest.raises(Exception), transaction.atomic():  # noqa: B017 - any failure will do
        finalise(evaluation, by=stage.penilai(cast), on=stage.AFTER_Q1)
    assert Evaluation.objects.get(pk=evaluation.pk).status == "rated"
    assert decisions_about(evaluation.pk) == []


def test_the_year_waits_for_the_predikat_of_the_organisation(cast: Cast) -> None:
    skp = stage.stage_skp(cast.ani)
    stage.stage_dialogue(skp, date(2026, 11, 30))
    evaluation = stage.rated(cast, skp, period=stage.YEAR, on=stage.NEXT_YEAR)
    with pytest.raises(StepNotPossible, match="Dinas Kesehatan untuk tahun 2026 belum ditetapkan") as refused:
        finalise(evaluation, by=stage.penilai(cast), on=stage.NEXT_YEAR)
    assert "Wali Kota" in str(refused.value.remedy)
    stage.stage_organisation(cast)
    assert finalise(evaluation, by=stage.penilai(cast), on=stage.NEXT_YEAR).predikat == "baik"


def test_the_year_is_no_average_of_the_quarters(cast: Cast) -> None:
    skp = stage.stage_skp(cast.ani)
    stage.stage_work(skp)
    for day in (date(2026, 3, 1), date(2026, 6, 1), date(2026, 11, 30)):
        stage.stage_dialogue(skp, day)
    stage.fixed(cast, skp, "sesuai", "sesuai")
    stage.fixed(cast, skp, "sesuai", "sesuai", period="2026-TW2", on=date(2026, 7, 3))
    stage.stage_organisation(cast)
    year = stage.fixed(cast, skp, "di_atas", "di_atas", period=stage.YEAR, on=stage.NEXT_YEAR)
    assert year.predikat == "sangat_baik"


@pytest.mark.parametrize(("organisation", "expected"), [("istimewa", "di_atas"), ("baik", "sesuai")])
def test_the_head_of_an_opd_takes_the_result_of_the_organisation(
    cast: Cast, organisation: str, expected: str
) -> None:
    skp = stage.stage_skp(cast.citra)
    stage.stage_dialogue(skp, date(2026, 11, 30))
    stage.stage_organisation(cast, predikat=organisation)
    evaluation = stage.fixed(
        cast, skp, "di_bawah", "di_atas", period=stage.YEAR, on=stage.NEXT_YEAR, by="dewi"
    )
    assert evaluation.rating_hasil_kerja == expected
    (decision,) = decisions_about(evaluation.pk)
    assert "Predikat organisasi yang dipimpin" in decision.findings[0]["text"]


@pytest.mark.trace("C-03")
def test_above_the_pattern_one_passes_with_a_reason_that_is_kept(cast: Cast) -> None:
    evaluations = _office_of_six(cast)
    last = evaluations[-1]
    with pytest.raises(InvalidInput) as asked:
        finalise(last, by=stage.penilai(cast), on=stage.NEXT_YEAR)
    assert "distribution_reason" in asked.value.fields
    finalise(
        last,
        by=stage.penilai(cast),
        on=stage.NEXT_YEAR,
        distribution_reason="Enam orang, hasilnya sama kuat.",
    )
    event = AuditEvent.objects.get(about_id=last.pk, kind="evaluation.finalised")
    assert "sama kuat" in event.body
    assert decisions_about(last.pk)[0].inputs["pattern"]["reason"] == "Enam orang, hasilnya sama kuat."
    assert last.predikat == "baik"


@pytest.mark.trace("C-03")
def test_where_the_agency_chose_a_limit_the_pattern_holds_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from selaras_rules import Ruleset

    last = _office_of_six(cast)[-1]
    blocking = Ruleset(on=date(2026, 12, 31), choices={"distribution.mode": "block"})
    monkeypatch.setattr("selaras.evaluation.conditions.ruleset_for", lambda _agency, _on: blocking)
    with pytest.raises(StepNotPossible, match="sebagai batas"):
        finalise(last, by=stage.penilai(cast), on=stage.NEXT_YEAR, distribution_reason="alasan")


def _office_of_six(cast: Cast) -> list[Evaluation]:
    """Seven people, five with «Baik» already (70 % is the advice): the last one asks for a reason."""
    stage.stage_organisation(cast)
    people = stage.stage_colleagues(cast, 7)
    found = []
    for number, employee in enumerate(people):
        skp = stage.stage_skp(employee, rhk=1)
        stage.stage_dialogue(skp, date(2026, 11, 30))
        if number < 4:
            stage.fixed(cast, skp, period=stage.YEAR, on=stage.NEXT_YEAR)
        elif number == 4:
            found.append(stage.rated(cast, skp, period=stage.YEAR, on=stage.NEXT_YEAR))
    return found
