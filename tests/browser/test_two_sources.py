"""Story D9 in the browser: one indicator with two sources, 18.8 by survey and 7 by register, and what explains them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from selaras.planning.models import Goal
from selaras.planning.services import GoalValues, add_goal
from tests.browser.conftest import Visit, on_day
from tests.cast import Cast

pytestmark = pytest.mark.browser
DAY = date(2026, 3, 2)
COVERAGE = "33,8 % balita ditimbang dan diukur"


def _stunting(cast: Cast, source: str, reached: str, method: str = "", coverage: str = "") -> Goal:
    values = GoalValues(
        "indikator", f"Prevalensi stunting menurut {source}", 2025, 2029, opd=cast.units["dinkes"],
        unit_of_measure="%", direction="less_is_better", source=source, method=method, coverage=coverage,
        as_of=date(2024, 12, 31) if method else None, targets={2025: Decimal(17)},
        realisations={2025: Decimal(reached)},
    )  # fmt: skip
    return add_goal(values, by=cast.actor("fajar"), on=DAY)


@pytest.mark.trace("K-36")
def test_d9_two_numbers_for_stunting_ask_for_method_and_coverage(scope: Cast, visit: Visit) -> None:
    survey = _stunting(scope, "survei", "18.8", "Survei contoh rumah tangga", "Contoh mewakili seluruh kota")
    register = _stunting(scope, "register", "7")
    with on_day("2026-03-02 09:00+08:00"):
        eka = visit("eka")
        eka.go(f"/skp/sasaran/{register.pk}/sumber/")
        eka.choose(other="menurut survei")
        eka.press("Sandingkan")
        for words in (
            "Selisihnya belum dapat dibaca",
            "cara menghitung",
            "cakupan",
            "18,8",
            "berbeda 11,8 poin persen",
        ):
            assert eka.sees(words), words
        eka.press(register.title, within="main .callout")
        eka.fill(method="Hanya balita yang datang ditimbang", coverage=COVERAGE, as_of="2024-10-31")
        eka.press("Simpan")
        ani = visit("ani", phone=True)
        ani.go(f"/skp/sasaran/{survey.pk}/sumber/")
        for words in ("18,8", "7", COVERAGE, "Selaras tidak memilih dan tidak merata-ratakan"):
            assert ani.sees(words), words
        assert not ani.sees("Selisihnya belum dapat dibaca")
        assert not ani.sees("12,9")  # nothing between the two
