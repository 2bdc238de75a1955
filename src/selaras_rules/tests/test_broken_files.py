"""What an administrator may get wrong in a list or a choice is refused by name, never read as something else."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from selaras_rules import BadLawFile, ChoiceOutOfBounds, choices, parameters, ramadan, working_days

NEW_YEAR: dict[str, Any] = {"day": date(2030, 1, 1), "kind": "libur", "name": "Tahun Baru"}
LIST: dict[str, Any] = {
    "year": 2030, "promulgated": date(2029, 9, 1), "source": "skb", "article": "Lampiran", "standing": "read",
}  # fmt: skip
CHOICE: dict[str, Any] = {
    "title": "Kala", "why": "Boleh dipilih.", "default": "satu", "source": "skb", "article": "Pasal 1",
    "standing": "read", "labels": {"satu": "satu", "dua": "dua"},
}  # fmt: skip


def test_a_holiday_of_another_year_a_double_one_and_an_unknown_kind_are_refused() -> None:
    good = working_days._holiday_list(
        {**LIST, "days": [NEW_YEAR, {**NEW_YEAR, "day": date(2030, 1, 2), "kind": "cuti"}]}
    )
    assert [one.is_joint_leave for one in good.holidays.values()] == [False, True]
    for bad in ({"day": date(2031, 1, 1)}, {}, {"day": date(2030, 1, 2), "kind": "pasar"}):
        with pytest.raises(BadLawFile, match="Daftar libur 2030"):
            working_days._holiday_list({**LIST, "days": [NEW_YEAR, {**NEW_YEAR, **bad}]})


@pytest.mark.parametrize("days", [28, 31])
def test_a_month_of_ramadan_has_29_or_30_days_and_begins_in_its_year(days: int) -> None:
    def span(start: date, length: int) -> ramadan.RamadanSpan:
        return ramadan._span(LIST, {"start": start, "end": start + timedelta(days=length - 1)})

    first = date(2030, 1, 6)
    assert span(first, 29).end == date(2030, 2, 3)
    assert span(first, 30).end == date(2030, 2, 4)
    for start, length in ((first, days), (date(2029, 12, 31), 30)):
        with pytest.raises(BadLawFile, match="bukan satu bulan"):
            span(start, length)


@pytest.mark.parametrize(
    ("module", "reader", "name", "text", "complaint"),
    [
        (working_days, "_lists", "holidays.toml", "days = []", "Daftar libur 2030 tertulis dua kali"),
        (ramadan, "_years", "ramadan.toml", "spans = []", "Ramadan 2030 tertulis dua kali"),
    ],
)
def test_a_year_is_listed_once(
    module: ModuleType,
    reader: str,
    name: str,
    text: str,
    complaint: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = (
        "[[year]]\nyear = {}\npromulgated = 2029-09-01\nsource = 'skb'\narticle = 'Lampiran'\nstanding = 'read'\n"
        + text
        + "\n"
    )
    monkeypatch.setattr(module, "LAW_FOLDER", tmp_path)
    (tmp_path / name).write_text(row.format(2030) + row.format(2031), "utf-8")
    assert list(getattr(module, reader).__wrapped__()) == [2030, 2031]
    (tmp_path / name).write_text(row.format(2030) * 2, "utf-8")
    with pytest.raises(BadLawFile, match=complaint):
        getattr(module, reader).__wrapped__()


def test_a_key_stands_in_one_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "[a.b]\ntitle = 'x'\n[[a.b.values]]\neffective = 2020-01-01\npromulgated = 2020-01-01\n"
        "source = 's'\narticle = 'Pasal 1'\nstanding = 'read'\nvalue = 1\n"
    )
    monkeypatch.setattr(parameters, "LAW_FOLDER", tmp_path)
    for name in ("a.toml", "choices.toml"):
        (tmp_path / name).write_text(text, "utf-8")
    assert list(parameters.all_parameters.__wrapped__()) == ["a.b"]
    (tmp_path / "z.toml").write_text(text, "utf-8")
    with pytest.raises(BadLawFile, match=r"“a\.b” tertulis dua kali \(z\.toml\)"):
        parameters.all_parameters.__wrapped__()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"title": None}, "title"),
        ({"standing": "sure"}, "sure"),
        ({"bounds": {"a": [1, 2, 3]}}, "Bounds"),
    ],
)
def test_a_choice_without_a_title_a_known_standing_or_two_bounds_is_refused(
    change: dict[str, Any], complaint: str
) -> None:
    row = {key: value for key, value in {**CHOICE, **change}.items() if value is not None}
    with pytest.raises(BadLawFile, match=rf"(?s)Pilihan “kala\.periode”.*{complaint}"):
        choices._option("kala.periode", row)


def test_the_default_of_a_choice_lies_within_its_own_bounds() -> None:
    assert choices._option("kala.periode", CHOICE).default == "satu"
    with pytest.raises(ChoiceOutOfBounds):
        choices._option("kala.periode", {**CHOICE, "default": "tiga"})
    table = {"default": {"a": "x"}, "labels": {}, "columns": {"a": ["x", "y"]}}
    option = choices._option("kala.tabel", {**CHOICE, **table})
    assert (option.rows, option.allowed_text) == (("a",), "a → x atau y")
    for wrong in ({"a": "z"}, {"a": "x", "b": "x"}, {}, "x"):
        with pytest.raises(ChoiceOutOfBounds):
            option.check(wrong)
