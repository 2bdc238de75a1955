"""Which characters can be set, what stands for the others, and where long words may break."""

from __future__ import annotations

import pytest

from selaras.core.documents import SkpDocument
from selaras.core.documents.glyphs import breakable, coverage, hyphenated, printable
from selaras.core.tests.read_pdf import opened, shown_text, squeezed
from selaras.core.tests.sample_papers import VERIFICATION, content, skp


def test_characters_without_a_glyph_become_a_box_with_a_note() -> None:
    filled = content()
    filled["rhk"][0]["text"] = "Layanan 🚀👩‍👩‍👧 漢字 مرحبا ✓ a\x00b \ud800 \u202edibalik\u202c"
    text = shown_text(opened(SkpDocument.from_content(filled, verification=VERIFICATION)))
    assert squeezed("Layanan □ □ ") in text
    assert "ab□dibalik" in text
    assert squeezed("tidak tersedia pada huruf cetak") in text
    assert squeezed("tidak tersedia pada huruf cetak") not in shown_text(opened(skp()))


def test_every_character_that_passes_can_be_set() -> None:
    everything = printable(" ".join(map(chr, sorted(coverage()))))
    filled = content(lampiran={"sumber_daya": [everything]})
    assert opened(SkpDocument.from_content(filled, verification=VERIFICATION)).pages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\u2028c", "a\nb\nc"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("nul\x00l \ufeffbom \u200bzero", "null bom zero"),
        ("𝐁𝐨𝐥𝐝", "Bold"),
        ("e\u0301", "é"),
        ("❤\ufe0f 👍🏽", "❤ □"),
    ],
)
def test_texts_are_cleaned_before_they_are_set(text: str, expected: str) -> None:
    assert printable(text) == expected


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("mempertanggungjawabkan", "mem-per-tang-gung-ja-wab-kan"),
        ("berkesinambungan", "ber-ke-si-nam-bu-ngan"),
        ("menyelenggarakan", "menye-leng-ga-ra-kan"),
    ],
)
def test_long_indonesian_words_break_between_syllables(word: str, parts: str) -> None:
    assert hyphenated(word) == parts.replace("-", "\u00ad")
    assert breakable(word) == hyphenated(word)


def test_short_words_and_nips_stay_whole_and_addresses_get_no_hyphen() -> None:
    assert breakable("pelayanan 190101012000012001") == "pelayanan 190101012000012001"
    address = breakable("https://contoh.example/pertanggungjawaban?tahun=2026")
    assert "\u00ad" not in address
    assert "\u200b" in address
