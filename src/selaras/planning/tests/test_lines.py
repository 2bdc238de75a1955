"""Lines of a plan: numbers as Indonesians write them, bad input with a clear sentence, two tabs, hints."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from selaras.core.errors import ChangedMeanwhile, InvalidInput
from selaras.core.fields import NumberField
from selaras.core.numbers import number_text, plain_number
from selaras.planning.advice import hints_for
from selaras.planning.fields import lines_of
from selaras.planning.models import Iki, RencanaHasilKerja
from selaras.planning.selectors import content_of
from selaras.planning.services import (
    IkiValues,
    RhkValues,
    add_iki,
    add_rhk,
    draft_skp,
    edit_rhk,
    set_lampiran,
)
from selaras.planning.tests.stage import ON, drafted, first_result
from tests.cast import Cast

FORM = {"text": "Jumlah", "direction": "more_is_better", "pattern": "hitungan"}


def post_iki(sign_in: Any, cast: Cast, **values: str) -> Any:
    rhk = first_result(drafted(cast, "ani"))
    return sign_in("ani").post(reverse("planning:iki_add", args=[rhk.pk]), {**FORM, **values})


@pytest.mark.parametrize(
    ("value", "text"),
    [("1234.5000", "1.234,5"), ("0.0000", "0"), ("1000000", "1.000.000"), ("0.05", "0,05"), ("12", "12")],
)
def test_numbers_are_shown_as_indonesians_write_them(value: str, text: str) -> None:
    assert number_text(Decimal(value)) == text


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.234,5", "1234.5"), ("1234,5", "1234.5"), ("1.250", "1250"), ("12.5", "12.5"), ("1 250", "1250"),
        ("0", "0"), ("1.000.000", "1000000"), ("\u221270", "-70"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_indonesians_write_them(typed: str, value: str) -> None:
    assert plain_number(NumberField().clean(typed)) == value


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"target": "-5"}, "tidak boleh negatif"),
        ({"target": "9" * 30}, "terlalu besar"),
        ({"target": "9" * 300}, "Tulis angka saja"),
        ({"target": "1,23456"}, "empat angka di belakang koma"),
        ({"target": "0"}, "tercapai tanpa berbuat apa-apa"),
        ({"target": "1,2E+17"}, "Tulis angka saja"),
        ({"target": "sepuluh"}, "Tulis angka saja"),
        ({"target": "NaN"}, "Tulis angka saja"),
        ({"target": "90", "target_max": "80", "direction": "within_range"}, "Tukar keduanya"),
        ({"target": "90", "direction": "within_range"}, "batas atas rentangnya"),
        ({"target": "90", "target_max": "95"}, "hanya dipakai untuk"),
        ({"target": "5", "target_text": "lima"}, "Pilih salah satu"),
        ({"target": ""}, "Isi target berupa angka"),
        ({"target": "5", "pattern": "rilis"}, "bulan terbit"),
        ({"target": "5", "text": "x" * 1_000_000}, "terlalu panjang"),
    ],
)
def test_what_cannot_be_measured_comes_back_with_a_clear_sentence(
    cast: Cast, sign_in: Any, values: dict[str, str], sentence: str
) -> None:
    answer = post_iki(sign_in, cast, **values)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Iki.objects.count() == 1


def test_zero_is_a_fine_target_where_less_is_better(cast: Cast, sign_in: Any) -> None:
    assert post_iki(sign_in, cast, target="0", direction="less_is_better").status_code == 302
    assert Iki.objects.filter(target=0).count() == 1


def test_emoji_stay_and_hidden_characters_go(cast: Cast, sign_in: Any) -> None:
    post_iki(sign_in, cast, target="5", text="Senyum 😊 pasien\x00\u202e balik")
    assert Iki.objects.filter(text="Senyum 😊 pasien balik").exists()


def test_services_refuse_the_same_without_a_form(cast: Cast) -> None:
    by = cast.actor("ani")
    skp = draft_skp(cast.ani, 2026, by=by, on=ON)
    rhk = add_rhk(skp, RhkValues("Hasil"), by=by, on=ON)
    with pytest.raises(InvalidInput) as refused:
        add_iki(rhk, IkiValues("Angka", target=Decimal("Infinity"), unit_of_measure="x" * 41), by=by, on=ON)
    assert set(refused.value.fields) == {"target", "unit_of_measure"}
    with pytest.raises(InvalidInput):
        add_rhk(skp, RhkValues("x" * 501), by=by, on=ON)
    with pytest.raises(InvalidInput):
        add_rhk(skp, RhkValues("   "), by=by, on=ON)


def test_two_tabs_never_overwrite_each_other_and_both_texts_are_shown(cast: Cast, sign_in: Any) -> None:
    rhk = first_result(drafted(cast, "ani"))
    browser = sign_in("ani")
    address = reverse("planning:rhk_edit", args=[rhk.pk])
    first = {"text": "Dari tab pertama", "kind": "utama", "revision": rhk.revision}
    second = {"text": "Dari tab kedua", "kind": "utama", "revision": rhk.revision}
    assert browser.post(address, first).status_code == 302
    answer = browser.post(address, second)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Dari tab pertama" in page
    assert "Dari tab kedua" in page
    rhk.refresh_from_db()
    assert rhk.text == "Dari tab pertama"
    with pytest.raises(ChangedMeanwhile):
        edit_rhk(rhk, RhkValues("Basi"), by=cast.actor("ani"), on=ON, revision=rhk.revision - 1)


def test_a_form_sent_again_after_going_back_writes_no_second_result(cast: Cast, sign_in: Any) -> None:
    skp = drafted(cast, "ani")
    text, count = first_result(skp).text, RencanaHasilKerja.objects.filter(skp=skp).count
    before = count()
    answer = sign_in("ani").post(reverse("planning:rhk_add", args=[skp.pk]), {"text": text, "kind": "utama"})
    assert answer.status_code == 422
    assert "sudah ada di SKP Anda" in answer.content.decode()
    assert count() == before


def test_behaviour_and_lampiran_keep_what_was_typed(cast: Cast, sign_in: Any) -> None:
    skp = drafted(cast, "ani")
    browser = sign_in("ani")
    browser.post(reverse("planning:behaviour", args=[skp.pk]), {"loyal": "Menjaga rahasia pasien"})
    data = {
        "sumber_daya": "- Tensimeter\n\n2. Waktu kunjungan",
        "pertanggungjawaban": "",
        "konsekuensi": "Piagam",
    }
    assert browser.post(reverse("planning:lampiran", args=[skp.pk]), data).status_code == 302
    content = content_of(skp)
    assert content["lampiran"]["sumber_daya"] == ["Tensimeter", "Waktu kunjungan"]
    assert {row["code"]: row["expectation"] for row in content["behaviour"]}[
        "loyal"
    ] == "Menjaga rahasia pasien"
    with pytest.raises(InvalidInput):
        set_lampiran(skp, {"konsekuensi": ["x" * 501]}, by=cast.actor("ani"), on=ON)


def test_bullets_are_taken_off_lines() -> None:
    assert lines_of("• satu\n2) dua\n\n 3-hari kerja") == ["satu", "dua", "3-hari kerja"]


def test_hints_explain_and_never_block(cast: Cast) -> None:
    by = cast.actor("ani")
    skp = draft_skp(cast.ani, 2026, by=by, on=ON)
    for text in ("Melaksanakan dinas", "Mengikuti rapat", "Catatan lengkap"):
        rhk = add_rhk(skp, RhkValues(text), by=by, on=ON)
        add_iki(rhk, IkiValues("Jumlah", aspect="kuantitas", target=Decimal(120)), by=by, on=ON)
    hints = {hint.title: hint for hint in hints_for(content_of(skp))}
    assert "Semua baris memakai target yang sama persis" in hints
    assert hints["Ditulis sebagai kegiatan, bukan hasil"].places == ("Melaksanakan dinas", "Mengikuti rapat")
    assert "Ada jumlah, tetapi mutunya tidak diukur" in hints
    assert all(hint.why for hint in hints.values())


def test_a_leader_is_advised_to_measure_the_budget(cast: Cast) -> None:
    skp = drafted(cast, "citra")
    assert "Belum ada indikator penggunaan anggaran" in [hint.title for hint in hints_for(content_of(skp))]


def test_removing_asks_first_and_works_without_script(cast: Cast, sign_in: Any) -> None:
    rhk = first_result(drafted(cast, "ani", "Satu", "Dua"))
    browser = sign_in("ani")
    address = reverse("planning:rhk_remove", args=[rhk.pk])
    assert "Hapus baris ini?" in browser.get(address).content.decode()
    assert browser.post(address).status_code == 302
    assert not RencanaHasilKerja.objects.filter(pk=rhk.pk).exists()
