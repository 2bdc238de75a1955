"""Days are those of the agency; texts are cleaned before anything reads them."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
import time_machine
from django import forms

from selaras.core import clock
from selaras.core.forms import CleanForm, clean_text

KUPANG, PONTIANAK = SimpleNamespace(time_zone="Asia/Makassar"), SimpleNamespace(time_zone="Asia/Pontianak")


@pytest.mark.trace("P-17")
def test_between_two_zones_one_is_already_in_the_next_day() -> None:
    with time_machine.travel("2026-01-31 16:30:00+00:00", tick=False):
        assert clock.today(KUPANG) == date(2026, 2, 1)
        assert clock.today(PONTIANAK) == date(2026, 1, 31)


@pytest.mark.trace("P-17")
def test_a_deadline_ends_with_the_day_of_the_agency() -> None:
    assert clock.end_of_day(date(2026, 1, 31), KUPANG) < clock.end_of_day(date(2026, 1, 31), PONTIANAK)
    assert (clock.zone_label(KUPANG), clock.zone_label(PONTIANAK)) == ("WITA", "WIB")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "ab"),
        ("baris\r\nbaru", "baris\nbaru"),
        ("\u202etxt.exe", "txt.exe"),
        ("😀 bagus", "😀 bagus"),
        ("cafe\u0301", "café"),
        ("مرحبا", "مرحبا"),
    ],
)
def test_hostile_characters_go_and_all_others_stay(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


class Note(CleanForm):
    text = forms.CharField(widget=forms.Textarea)


def test_a_text_of_a_megabyte_gets_a_sentence() -> None:
    note = Note({"text": "x" * 1_000_000})
    assert not note.is_valid()
    assert "terlalu panjang" in note.errors["text"][0]


def test_every_form_carries_a_key_of_its_own() -> None:
    assert Note()["form_key"].value() != Note()["form_key"].value()
