"""The law in plain words: every key has a subject, every value a form that people read."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pytest

from selaras_rules import Parameter, UnknownLaw, all_choices, list_parameters
from selaras_rules.reading import (
    Layout,
    all_subjects,
    choices_of,
    laid_out,
    parameters_of,
    subject_named,
    subject_of,
    word_of,
    written_out,
)

PARAMETERS = [pytest.param(item, id=item.key) for item in list_parameters()]


def test_every_value_and_every_choice_belongs_to_one_subject() -> None:
    law = [item.key for subject in all_subjects() for item in parameters_of(subject)]
    choices = [option.key for subject in all_subjects() for option in choices_of(subject)]
    assert sorted(law) == [item.key for item in list_parameters()]
    assert sorted(choices) == sorted(all_choices())


def test_the_longest_key_wins_and_choices_and_holidays_have_their_subject() -> None:
    assert subject_of("skp.jatuh_tempo").code == "skp"
    assert subject_of("skp.keadaan_khusus.cpns").code == "skp-keadaan-khusus"
    assert subject_of("pilihan.objection.days").code == "keberatan"
    assert subject_of("libur.2026").code == "hari-kerja"
    with pytest.raises(UnknownLaw):
        subject_of("gaji.pokok")
    with pytest.raises(UnknownLaw):
        subject_named("gaji")


def test_codes_of_subjects_are_addresses_and_stand_once() -> None:
    codes = [subject.code for subject in all_subjects()]
    assert len(set(codes)) == len(codes)
    assert all(code.replace("-", "").isalnum() and code.islower() for code in codes)
    # A key that no subject lists would be headed by its English word.
    assert [subject.code for subject in all_subjects() if not subject.about] == []


@pytest.mark.parametrize("item", PARAMETERS)
def test_every_value_can_be_laid_out_and_no_table_is_ragged(item: Parameter) -> None:
    for value in item.values:
        check_layout(laid_out(value.value, item.key))


def check_layout(layout: Layout) -> None:
    assert sum(map(bool, (layout.text, layout.items, layout.rows, layout.parts))) == 1
    widths = {len(row) for row in (*layout.rows, *((layout.head,) if layout.head else ()))}
    assert len(widths) <= 1
    for _title, part in layout.parts:
        check_layout(part)


def test_a_table_of_the_law_is_a_table_with_its_rows_named() -> None:
    quadrant = next(item for item in list_parameters() if item.key == "predikat.kuadran")
    found = laid_out(quadrant.values[-1].value, quadrant.key)
    assert found.head == ("", "Di atas", "Sesuai", "Di bawah")
    assert found.rows[2] == ("Di bawah", "Butuh Perbaikan", "Butuh Perbaikan", "Sangat Kurang")


def test_rows_with_a_name_are_called_by_it_and_what_is_missing_is_a_dash() -> None:
    value = MappingProxyType(
        {
            "a": MappingProxyType({"name": "Satu", "bkn_code": 1}),
            "b": MappingProxyType({"name": "Dua", "aliases": ("sesuai", "ii")}),
        }
    )
    assert laid_out(value) == Layout(
        head=("", "kode BKN", "sebutan lain"), rows=(("Satu", "1", "–"), ("Dua", "–", "sesuai, ii"))
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (True, "ya"),
        (False, "tidak"),
        (12, "12"),
        (2026, "2026"),
        (4700000, "4.700.000"),
        (-12000, "-12.000"),
        (Decimal("1.50"), "1,50"),
        (Decimal("0.75"), "0,75"),
        (Decimal("12345.6"), "12.345,6"),
        (Fraction(1, 9), "1/9"),
        (date(2022, 2, 7), "7 Februari 2022"),
        (time(7, 30), "07.30"),
        ("sangat_baik", "Sangat Baik"),
        ("tanpa_nama_di_daftar", "tanpa nama di daftar"),
        ("Sebuah kalimat_apa adanya.", "Sebuah kalimat_apa adanya."),
        (("a", "b"), "a, b"),
        (("a, b", "c"), "a, b; c"),
        ((), "–"),
    ],
)
def test_one_value_is_written_the_indonesian_way(value: Any, text: str) -> None:
    assert written_out(value) == text


def test_a_code_means_what_it_means_in_its_law() -> None:
    assert word_of("code", "perilaku.perangkat") == "kode perangkat"
    assert word_of("code", "jabatan.jenis") == "kode"
