"""Days are those of the agency; texts are cleaned before anything reads them."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
import time_machine
from django import forms

from selaras.core import clock
from selaras.core.fields import DayField
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


class Visit(CleanForm):
    place = forms.CharField()
    kind = forms.ChoiceField(choices=[("a", "A")], error_messages={"required": "Pilih jenis kunjungan."})

    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        self.fields["held_on"] = DayField()
        self.fields["files"] = forms.MultipleChoiceField(choices=[("b", "B")])


def test_a_form_says_what_is_missing_and_what_is_wrong_in_its_own_words() -> None:
    assert {name: errors[0] for name, errors in Visit({}).errors.items()} == {
        "place": "Isian ini masih kosong. Isilah dahulu.",
        "kind": "Pilih jenis kunjungan.",
        "held_on": "Isi tanggalnya dahulu.",
        "files": "Pilih sedikitnya satu dahulu.",
    }
    wrong = Visit({"place": "Loket", "kind": "z", "held_on": "31-02-2026", "files": ["z"]})
    assert set(wrong.errors) == {"kind", "held_on", "files"}
    assert wrong.errors["held_on"] == ["Tulis tanggal yang benar, misalnya 31-03-2026."]
    assert (
        wrong.errors["kind"]
        == wrong.errors["files"]
        == ["Pilihan ini tidak tersedia lagi. Pilih dari daftar."]
    )
