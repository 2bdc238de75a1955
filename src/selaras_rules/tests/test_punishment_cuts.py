"""What a discipline punishment takes of a month (PP 94/2021 art. 8): the edges of the example cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from selaras_rules import (
    Period,
    PeriodKind,
    PunishmentCut,
    Ruleset,
    ServedPunishment,
    heaviest_cut,
    punishment_cut,
)

TABLE = {"R1": 10, "R2": 20, "R3": 30, "S1": 20, "S2": 0, "S3": 0, "B1": 0, "B2": 70}
SPOKEN = ServedPunishment("R1", "teguran lisan", date(2026, 3, 9), date(2026, 4, 28))
WRITTEN = replace(SPOKEN, step="R2", name="teguran tertulis")
ALLOWANCE = replace(SPOKEN, step="S1", name="pemotongan tunjangan kinerja 25 persen selama 6 bulan")


def month(year: int, number: int) -> Period:
    return Period.containing(PeriodKind.MONTH, date(year, number, 1))


def ruleset(**table: int) -> Ruleset:
    chosen: dict[str, Any] = {"tpp.punishment_percent": TABLE | table}
    return Ruleset(date(2026, 12, 31), choices=chosen)


def cut(punishment: ServedPunishment, year: int, number: int) -> PunishmentCut:
    return punishment_cut(punishment, month(year, number), ruleset()).value


def heaviest(punishments: list[ServedPunishment]) -> ServedPunishment | None:
    found = heaviest_cut(punishments, month(2026, 5), ruleset())
    return found and found[0]


def test_it_begins_with_the_month_after_its_effect_and_lasts_as_long_as_the_table_says() -> None:
    months = [(2026, number) for number in range(3, 10)]
    cuts = {at: cut(WRITTEN, *at).regional for at in months}
    assert [at for at, percent in cuts.items() if percent] == [(2026, 5), (2026, 6)]


def test_it_begins_at_once_on_the_first_of_a_month() -> None:
    at_once = replace(WRITTEN, effect_day=date(2026, 5, 1))
    assert [number for number in range(3, 9) if cut(at_once, 2026, number).regional] == [5, 6]


def test_twelve_months_go_on_over_new_year() -> None:
    demoted = replace(SPOKEN, step="B2", name="pembebasan dari jabatan", effect_day=date(2026, 10, 20))
    seen = [
        (year, number)
        for year in (2026, 2027, 2028)
        for number in range(1, 13)
        if cut(demoted, year, number).regional
    ]
    assert seen == [(2026, 11), (2026, 12), *((2027, number) for number in range(1, 11))]


def test_whoever_reads_about_a_month_hears_of_a_cut_of_either_kind_and_of_one_that_was_waived() -> None:
    none = Decimal(0)
    assert not PunishmentCut(none, none).tells
    assert PunishmentCut(Decimal(25), none).tells
    assert PunishmentCut(none, Decimal(10)).tells
    assert PunishmentCut(none, none, is_waived=True).tells


def test_of_several_only_the_heaviest_cuts_and_of_equal_ones_that_which_takes_more_together() -> None:
    assert heaviest_cut([], month(2026, 5), ruleset()) is None
    assert heaviest_cut([SPOKEN], month(2026, 4), ruleset()) is None
    assert heaviest([SPOKEN, WRITTEN]) is WRITTEN
    # 25 percent by the law with 20 of the table, against 25 by the law alone and 30 of the table alone.
    alone = replace(ALLOWANCE, was_cut=True)
    assert heaviest([alone, ALLOWANCE]) is ALLOWANCE
    assert heaviest([ALLOWANCE, alone]) is ALLOWANCE
    longer = replace(SPOKEN, step="R3", name="pernyataan tidak puas secara tertulis")
    assert heaviest([ALLOWANCE, longer]) is longer


@pytest.mark.parametrize("step", ["B3", "?"])
def test_what_the_table_does_not_name_cuts_nothing(step: str) -> None:
    other = replace(SPOKEN, step=step, name="lain")
    assert [number for number in range(1, 13) if cut(other, 2026, number).tells] == []
