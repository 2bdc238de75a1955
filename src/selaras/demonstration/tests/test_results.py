"""Every result follows the rules, its decision holds what the service would have kept, and low ones were foretold."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

import pytest

from selaras.core.models import DecisionRecord
from selaras.core.scoping import across_agencies, agency_scope
from selaras.demonstration.days import TODAY
from selaras.evaluation.conditions import has_talk, is_low, warning_before
from selaras.evaluation.models import Evaluation, OrganisationPredikat
from selaras.evaluation.reading import read_plan
from selaras.evaluation.snapshot import inputs_of
from selaras.evaluation.written import written_about
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency
from selaras_rules import OrganisationPredikat as Level
from selaras_rules import (
    Period,
    Predikat,
    Rating,
    Ruleset,
    decide_predikat,
    decide_predikat_of_head,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.mark.parametrize("period", ["2025", "2026-TW1", "2026-TW3"])
def test_a_decision_holds_what_the_service_would_have_kept(kupang: Agency, period: str) -> None:
    rows = Evaluation.objects.filter(period=period, status="finalised", objection=None)
    related = ("skp__agency", "skp__opd", "skp__employee__position", "skp_version__agreed_by", "finalised_by")
    for evaluation in rows.select_related(*related).order_by("id")[::25]:
        decision = DecisionRecord.objects.get(about_id=evaluation.pk)
        ruleset = ruleset_for(kupang, evaluation.span.end)
        organisation = OrganisationPredikat.objects.filter(
            opd_id=evaluation.skp.opd_id, period=period
        ).first()
        wanted = inputs_of(
            evaluation, read_plan(evaluation, ruleset), organisation=organisation,
            warning=warning_before(evaluation, TODAY, written_about(evaluation)),
            pattern=decision.inputs["pattern"]["because"],
        )  # fmt: skip
        assert _in_order(decision.inputs) == _in_order(wanted)
        assert decision.fingerprint == ruleset.fingerprint
        assert decision.value == evaluation.predikat


def _in_order(inputs: dict[str, Any]) -> dict[str, Any]:
    return {**inputs, "evidence": sorted(inputs["evidence"], key=lambda row: row["id"])}


def test_every_result_follows_the_rules_and_nothing_low_comes_as_a_surprise(
    loaded: dict[str, Agency],
) -> None:
    for agency in loaded.values():
        with agency_scope(agency.pk):
            rows = Evaluation.objects.filter(status="finalised").select_related(
                "skp__agency", "skp__employee__position"
            )
            levels = {(row.opd_id, row.period): row.predikat for row in OrganisationPredikat.objects.all()}
            for number, evaluation in enumerate(rows):
                expected = _follows_the_rules(evaluation, levels)
                if number % 60 == 0 or expected in (Predikat.KURANG, Predikat.SANGAT_KURANG):
                    _was_talked_about(evaluation, expected)


def _follows_the_rules(evaluation: Evaluation, levels: dict[Any, str]) -> Predikat:
    hasil, perilaku = Rating(evaluation.rating_hasil_kerja), Rating(evaluation.rating_perilaku_kerja)
    skp = evaluation.skp
    level = levels.get((skp.opd_id, evaluation.period))
    position = skp.employee.position
    if evaluation.is_annual and position is not None and position.is_head and skp.unit_id == skp.opd_id:
        assert level is not None
        expected = decide_predikat_of_head(Level(level), perilaku, Ruleset(evaluation.span.end)).value
    else:
        expected = _decided(hasil, perilaku, evaluation.period)
    assert evaluation.predikat == expected.value
    assert evaluation.reason_hasil_kerja
    assert evaluation.reason_perilaku_kerja
    return expected


@cache
def _decided(hasil: Rating, perilaku: Rating, period: str) -> Predikat:
    return decide_predikat(hasil, perilaku, Ruleset(Period.parse(period).end)).value


def _was_talked_about(evaluation: Evaluation, expected: Predikat) -> None:
    hasil, perilaku = Rating(evaluation.rating_hasil_kerja), Rating(evaluation.rating_perilaku_kerja)
    written = written_about(evaluation)
    assert has_talk(evaluation, TODAY, written)
    if is_low(hasil, perilaku, expected):
        assert warning_before(evaluation, TODAY, written) is not None


def test_low_results_sit_mostly_in_invented_units(loaded: dict[str, Agency]) -> None:
    with across_agencies("the spread over both cities"):
        rows = Evaluation.objects.filter(status="finalised", is_annual=True)
        counts = Counter(rows.values_list("predikat", flat=True))
        lowest = rows.filter(predikat__in=("kurang", "sangat_kurang"))
        names = set(lowest.values_list("skp__unit__name", flat=True))
    total = sum(counts.values())
    assert 0.6 < counts[Predikat.BAIK] / total < 0.76
    assert 0.1 < counts[Predikat.SANGAT_BAIK] / total < 0.24
    assert set(counts) == {predikat.value for predikat in Predikat}
    assert all("Demo" in name or "Contoh" in name for name in names)
