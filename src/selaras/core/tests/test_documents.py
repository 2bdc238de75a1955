"""Official documents: readable by everybody, the same bytes every time, and no text can break them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from selaras.core.documents import (
    ContentError,
    DocumentError,
    EvaluationDocument,
    Letterhead,
    SkpDocument,
    render_pdf,
)
from selaras.core.tests.read_pdf import alternative_texts, opened, shown_text, squeezed, tags, text_ends
from selaras.core.tests.sample_papers import (
    CODE,
    EVALUATION,
    ISSUED_AT,
    VERIFICATION,
    content,
    evaluation,
    kinerja,
    lampiran,
    skp,
)

MARKUP = (
    r"""#set page(fill: red) $x^2$ *tebal* _miring_ \ @ref <label> `raw` // komentar [a] {b} "kutip" -- ..."""
)
LONG_WORD = "WAM" * 20


@pytest.mark.parametrize("make", [skp, lampiran, evaluation, kinerja])
def test_every_form_is_tagged_named_and_in_indonesian(make: Any) -> None:
    pdf = opened(make())
    assert pdf.Root.Lang == "id"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert "Ani Lestari (Demo)" in str(pdf.docinfo.Title)
    structure = tags(pdf)
    assert structure.count("/H1") >= 1
    assert structure.count("/TH") >= 3
    assert structure.count("/Figure") == len(alternative_texts(pdf))
    assert any(CODE in text for text in alternative_texts(pdf))


@pytest.mark.parametrize("make", [skp, lampiran, evaluation, kinerja])
def test_every_form_claims_both_standards(make: Any) -> None:
    with opened(make()).open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        assert xmp["pdfuaid:part"] == "1"
        assert xmp["dc:title"]


@pytest.mark.parametrize("make", [skp, lampiran, evaluation, kinerja])
def test_the_same_document_and_moment_give_the_same_bytes(make: Any) -> None:
    first = render_pdf(make(), created_at=ISSUED_AT)
    assert first == render_pdf(make(), created_at=ISSUED_AT)
    assert first != render_pdf(make(), created_at=ISSUED_AT.replace(year=2027))


def test_the_moment_must_say_its_time_zone() -> None:
    with pytest.raises(ValueError, match="aware"):
        render_pdf(skp(), created_at=datetime(2026, 1, 14))  # noqa: DTZ001


def test_a_draft_is_marked_and_carries_no_code() -> None:
    pdf = opened(replace(skp(), verification=None))
    text = shown_text(pdf)
    assert "KONSEP" in text
    assert squeezed("belum berlaku sebagai dokumen resmi") in text
    assert "Kodeverifikasi" not in text
    assert alternative_texts(pdf) == []


def test_markup_in_a_text_comes_out_letter_for_letter() -> None:
    filled = content()
    filled["rhk"][0]["text"] = filled["behaviour"][0]["expectation"] = MARKUP
    filled["employee"]["name"] = MARKUP
    text = shown_text(
        opened(SkpDocument.from_content(filled, letterhead=Letterhead(MARKUP), verification=VERIFICATION))
    )
    assert text.count(squeezed(MARKUP)) >= 3


def test_long_texts_and_unbroken_words_stay_on_the_page() -> None:
    filled = content()
    filled["rhk"][0] |= {"text": ("mempertanggungjawabkan pelayanan " * 13)[:400], "parent_text": LONG_WORD}
    filled["rhk"][0]["iki"][0] |= {
        "text": LONG_WORD,
        "target_text": LONG_WORD,
        "unit": "",
        "aspect": LONG_WORD,
    }
    filled["employee"] |= {"name": "Ani " * 40, "position": LONG_WORD * 3}
    pdf = opened(SkpDocument.from_content(filled, verification=VERIFICATION))
    text = shown_text(pdf)
    assert text.count(LONG_WORD) >= 6
    assert max(text_ends(pdf)) < 0.96  # the margins stay white


def test_a_plan_of_sixty_rows_repeats_its_header_on_every_page() -> None:
    filled = content(lampiran=None)
    filled["rhk"] = [filled["rhk"][0] | {"number": number} for number in range(1, 61)]
    pdf = opened(SkpDocument.from_content(filled, verification=VERIFICATION))
    assert len(pdf.pages) >= 5
    assert shown_text(pdf).count("INDIKATORKINERJAINDIVIDU") >= len(pdf.pages) - 2
    assert tags(pdf).count("/TH") < 40  # repeated headers are read once


def test_a_row_taller_than_a_page_runs_on() -> None:
    filled = content(evaluation=EVALUATION)
    filled["rhk"][0]["iki"][0]["realisation"] = "Kata " * 2000 + "TAMAT"
    pdf = opened(EvaluationDocument.from_content(filled, verification=VERIFICATION))
    assert "TAMAT" in shown_text(pdf)


def test_the_logo_is_a_picture_with_its_description() -> None:
    drawing = BytesIO()
    Image.new("RGB", (40, 50), "navy").save(drawing, "PNG")
    head = Letterhead("Dinas Kesehatan", logo=drawing.getvalue(), logo_alt="Lambang Kota Contoh")
    assert "Lambang Kota Contoh" in alternative_texts(opened(replace(skp(lampiran=None), letterhead=head)))
    with pytest.raises(DocumentError):
        render_pdf(replace(skp(), letterhead=replace(head, logo=b"<svg onload='x'/>")), created_at=ISSUED_AT)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"employee": None}, "employee"),
        ({"period_start": "1 Januari"}, "period_start"),
        ({"kind": "jfx"}, "kind"),
        (
            {"rhk": [{"number": 1, "kind": "utama", "text": "a", "iki": [{"target_text": "1"}]}]},
            "rhk[0].iki[0].text",
        ),
        ({"behaviour": ["x"]}, "behaviour"),
    ],
)
def test_content_of_the_wrong_shape_is_named_by_its_path(change: dict[str, Any], path: str) -> None:
    with pytest.raises(ContentError) as refused:
        SkpDocument.from_content(content(**change))
    assert refused.value.path == path
