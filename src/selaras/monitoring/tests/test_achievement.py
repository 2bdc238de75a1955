"""Realisation against target: per indicator, by direction and pattern, explained; what was not measured says so."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from selaras.core.audit import SYSTEM, recording
from selaras.monitoring.achievement import achievements_of, misses_target
from selaras.monitoring.measured_plan import Indicator, indicators_of
from selaras.monitoring.tests.stage import STAGED, Plan, realise, stage_plan
from selaras.planning.models import Iki
from selaras_rules import Period, Ruleset
from tests.cast import Cast

RULES = Ruleset(date(2026, 10, 5))
YEAR = Period.of_year(2026)


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return stage_plan(cast)


def texts(plan: Plan, period: Period = YEAR) -> dict[str, str]:
    found = achievements_of(plan.skp, period, RULES)
    return {code: found[iki.pk].value.text for code, iki in plan.iki.items()}


@pytest.mark.trace("P-18")
def test_what_nobody_measured_shows_a_dash_and_neither_zero_nor_hundred(plan: Plan) -> None:
    assert set(texts(plan).values()) == {"–"}


@pytest.mark.trace("P-18")
@pytest.mark.parametrize(
    ("code", "month", "value", "shown"),
    [
        ("berkas", 3, "1284", "107%"),
        ("berkas", 3, "0", "0%"),
        ("berkas", 3, "9999", "120%"),
        ("keluhan", 3, "6", "120%"),
        ("keluhan", 3, "12", "100%"),
        ("keluhan", 3, "18", "50%"),
        ("keluhan", 3, "0", "120%"),
        ("suhu", 3, "8", "100%"),
        ("suhu", 3, "0", "0%"),
        ("suhu", 3, "10", "75%"),
        ("laporan", 9, "1", "100%"),
        ("laporan", 9, "0", "0%"),
        ("jatuh", 3, "0", "100%"),
        ("jatuh", 3, "1", "0%"),
    ],
)
def test_the_four_directions_with_zero_and_more_than_asked(
    cast: Cast, plan: Plan, code: str, month: int, value: str, shown: str
) -> None:
    realise(cast, plan, code, month, value)
    assert texts(plan)[code] == shown


def test_a_count_is_added_up_and_a_level_is_the_last_value(cast: Cast, plan: Plan) -> None:
    for month, value in ((1, "500"), (2, "700")):
        realise(cast, plan, "berkas", month, value)
    for month, value in ((1, "10"), (6, "5")):
        realise(cast, plan, "suhu", month, value)
    assert texts(plan)["berkas"] == "100%"
    assert texts(plan)["suhu"] == "100%"


def test_a_quarter_of_a_count_is_measured_against_its_share_and_says_so(cast: Cast, plan: Plan) -> None:
    realise(cast, plan, "berkas", 2, "150")
    finding = achievements_of(plan.skp, Period.of_quarter(2026, 1), RULES)[plan.iki["berkas"].pk]
    assert finding.value.text == "50%"
    assert "bagian Triwulan I 2026 (3 bulan) adalah 300 berkas" in finding.text
    assert "Belum diisi: Januari, Maret." in finding.text


def test_a_release_is_no_debt_before_its_month(plan: Plan) -> None:
    early = Ruleset(date(2026, 5, 1))
    finding = achievements_of(plan.skp, YEAR, early)[plan.iki["laporan"].pk]
    assert "Belum diisi" not in finding.text
    late = achievements_of(plan.skp, YEAR, RULES)[plan.iki["laporan"].pk]
    assert "Belum diisi: September." in late.text


def test_a_target_in_words_is_read_not_calculated(cast: Cast, plan: Plan) -> None:
    realise(cast, plan, "cerita", 3, None, narrative="Pasien bercerita bahwa mereka dilayani dengan sabar")
    finding = achievements_of(plan.skp, YEAR, RULES)[plan.iki["cerita"].pk]
    assert finding.value.text == "–"
    assert "Ruang tunggu terasa tenang dan ramah" in finding.text


def test_a_target_of_zero_that_should_grow_has_no_percentage(cast: Cast, plan: Plan) -> None:
    stage_target(plan, "berkas", "0")
    realise(cast, plan, "berkas", 1, "5")
    assert texts(plan)["berkas"] == "–"


@pytest.mark.parametrize("target", ["-5", "99999999999999.9999"])
def test_an_odd_target_never_breaks_the_page(cast: Cast, plan: Plan, target: str) -> None:
    stage_target(plan, "berkas", target)
    realise(cast, plan, "berkas", 1, "5")
    assert texts(plan)["berkas"] in {"–", "0%"}


def test_work_is_measured_against_what_was_agreed_while_the_plan_is_being_changed(
    cast: Cast, plan: Plan
) -> None:
    realise(cast, plan, "berkas", 3, "1200")
    with recording(STAGED, by=SYSTEM, about=plan.skp):
        Iki.objects.filter(pk=plan.iki["berkas"].pk).update(target=Decimal(2400))
    assert texts(plan)["berkas"] == "100%"


@pytest.mark.parametrize(
    ("code", "values", "month", "missed"),
    [
        ("berkas", {1: "100", 2: "100"}, 2, False),
        ("berkas", {1: "100", 2: "50"}, 2, True),
        ("keluhan", {1: "1"}, 1, False),
        ("keluhan", {1: "4"}, 1, True),
        ("suhu", {1: "9"}, 1, True),
        ("jatuh", {1: "1"}, 1, True),
        ("jatuh", {1: "0"}, 1, False),
        ("cerita", {1: None}, 1, False),
    ],
)
def test_falling_behind_is_noticed_in_the_month(
    plan: Plan, code: str, values: dict[int, str | None], month: int, missed: bool
) -> None:
    numbers = {key: None if text is None else Decimal(text) for key, text in values.items()}
    assert misses_target(plan.skp, indicator(plan, code), numbers, month, RULES) is missed


def test_one_document_a_year_is_not_late_in_march(plan: Plan) -> None:
    stage_target(plan, "berkas", "1")
    assert not misses_target(plan.skp, indicator(plan, "berkas"), {3: Decimal(0)}, 3, RULES)
    assert misses_target(plan.skp, indicator(plan, "berkas"), {12: Decimal(0)}, 12, RULES)


def indicator(plan: Plan, code: str) -> Indicator:
    return indicators_of(plan.skp)[plan.iki[code].pk]


def stage_target(plan: Plan, code: str, target: str) -> None:
    with recording(STAGED, by=SYSTEM, about=plan.skp):
        version = plan.skp.versions.get()
        for row in version.content["rhk"][0]["iki"]:
            if row["id"] == str(plan.iki[code].pk):
                row["target"] = target
        version.save()
