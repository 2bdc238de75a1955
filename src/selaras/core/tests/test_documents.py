"""Official documents: readable by everybody, the same bytes every time, and no text can break them."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from PIL import Image

from selaras.core.documents import (
    ContentError,
    Document,
    DocumentError,
    EvaluationDocument,
    KinerjaDocument,
    LampiranDocument,
    Letterhead,
    SkpDocument,
    Verification,
    VerificationCodeError,
    format_verification_code,
    new_verification_code,
    parse_verification_code,
    render_pdf,
)
from selaras.core.documents.glyphs import breakable, coverage, hyphenated, printable
from selaras.core.documents.numbers import ALPHABET

ISSUED_AT = datetime(2026, 1, 14, 1, 2, 3, tzinfo=UTC)
CODE = "7K3M9QWX4TZC"
VERIFICATION = Verification(
    "800.1.10.3/SKP/2026/000123", CODE, f"https://selaras.example/v/{CODE}", date(2026, 1, 14)
)
MARKUP = (
    r"""#set page(fill: red) $x^2$ *tebal* _miring_ \ @ref <label> `raw` // komentar [a] {b} "kutip" -- ..."""
)
LONG_WORD = "WAM" * 20

CONTENT: dict[str, Any] = {
    "year": 2026,
    "period_start": "2026-01-01",
    "period_end": "2026-12-31",
    "kind": "ja_jf",
    "approach": "kuantitatif",
    "version": 1,
    "agency": {"name": "Pemerintah Kota Contoh", "place": "Contoh"},
    "employee": {
        "name": "Ani Lestari (Demo), A.Md.Kep.",
        "nip": "190101012000012001",
        "pangkat": "Pengatur Tk. I / II/d",
        "position": "Perawat Terampil",
        "unit": "UPTD Puskesmas Contoh",
    },
    "pejabat_penilai": {
        "name": "dr. Budi Santoso (Demo)",
        "nip": "190001012000011001",
        "position": "Kepala UPTD Puskesmas Contoh",
    },
    "rhk": [
        {
            "number": 1,
            "kind": "utama",
            "text": "Penderita hipertensi di wilayah kerja ditangani sesuai standar",
            "parent_text": "Meningkatnya mutu pelayanan kesehatan dasar",
            "assigned_by": "Kepala UPTD",
            "iki": [
                {"aspect": "Kuantitas", "text": "Penderita dipantau", "target_text": "360", "unit": "orang"},
                {
                    "aspect": "Kualitas",
                    "text": "Tekanan darah terkendali",
                    "target_text": "≥ 70",
                    "unit": "%",
                },
            ],
        },
        {
            "number": 2,
            "kind": "tambahan",
            "text": "Audit pengendalian infeksi",
            "assigned_by": "Ketua Tim Mutu",
        },
    ],
    "behaviour": [
        {
            "code": "akuntabel",
            "name": "Akuntabel",
            "conduct": [
                "Jujur dan cermat",
                "Barang milik negara dipakai dengan tepat",
                "Tidak menyalahgunakan jabatan",
            ],
            "expectation": "Setiap tindakan dicatat pada hari yang sama",
        }
    ],
    "lampiran": {
        "sumber_daya": ["Dua tensimeter terkalibrasi"],
        "pertanggungjawaban": ["Laporan bulanan"],
        "konsekuensi": ["Bimbingan kinerja bila di bawah ekspektasi"],
    },
    "submitted_on": "2026-01-09",
    "agreed_on": "2026-01-14",
}
EVALUATION = {
    "period_kind": "triwulan",
    "period_label": "Triwulan II",
    "period_start": "2026-04-01",
    "period_end": "2026-06-30",
    "organisation_predikat": "BAIK",
    "rating_hasil_kerja": "SESUAI",
    "rating_perilaku": "DI_ATAS",
    "predikat": "BAIK",
    "reason_hasil_kerja": "Target triwulan tercapai dengan mutu terjaga",
    "decided_on": "2026-07-08",
}
OBJECTION = {
    "filed_on": "2027-01-12",
    "grounds": "Realisasi belum memuat 42 kunjungan",
    "explanation": "Empat puluh kunjungan sah",
    "decision": "Keberatan diterima sebagian",
    "decided_on": "2027-01-19",
    "predikat": "sangat_baik",
}


def content(**changes: Any) -> dict[str, Any]:
    return deepcopy(CONTENT) | changes


def skp(**changes: Any) -> SkpDocument:
    return SkpDocument.from_content(content(**changes), verification=VERIFICATION)


def evaluation(**changes: Any) -> EvaluationDocument:
    filled = content(evaluation=EVALUATION | changes)
    filled["rhk"][0]["iki"][0] |= {"realisation": "341 orang, 3 bukti", "feedback": ["Rapi dan tepat waktu"]}
    filled["behaviour"][0]["feedback"] = "Sabar menghadapi antrean"
    return EvaluationDocument.from_content(filled, verification=VERIFICATION)


def kinerja(**changes: Any) -> KinerjaDocument:
    wali_kota = {"name": "Citra Dewi (Demo)", "position": "Wali Kota Contoh"}
    filled = content(evaluation=EVALUATION, atasan_pejabat_penilai=wali_kota, objection=OBJECTION)
    return KinerjaDocument.from_content(filled | changes, verification=VERIFICATION)


def lampiran() -> LampiranDocument:
    return LampiranDocument.from_content(content(), verification=VERIFICATION)


def opened(document: Document) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(render_pdf(document, created_at=ISSUED_AT)))


def tags(pdf: pikepdf.Pdf) -> list[str]:
    """Names of all structure elements, in reading order."""
    found: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(str(node.S))
            if "/K" in node:
                walk(node.K)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def alternative_texts(pdf: pikepdf.Pdf) -> list[str]:
    return [str(item.Alt) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b]", "", text)


def shown_text(pdf: pikepdf.Pdf) -> str:
    """The text that a reader copies out of the pages, without spaces and break points."""
    return squeezed("".join(_page_text(page) for page in pdf.pages))


def _page_text(page: pikepdf.Page) -> str:
    fonts = {name: _unicode_map(font) for name, font in page.resources.get("/Font", {}).items()}
    text, current = [], {}
    for step in pikepdf.parse_content_stream(page):
        operands, operator = step.operands, step.operator
        if str(operator) == "Tf":
            current = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            strings = operands[0] if str(operator) == "TJ" else operands
            for string in strings:
                if isinstance(string, pikepdf.String):
                    codes = bytes(string)
                    text += [current.get(codes[at : at + 2], "") for at in range(0, len(codes), 2)]
    return "".join(text)


def _unicode_map(font: pikepdf.Object) -> dict[bytes, str]:
    mapping: dict[bytes, str] = {}
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            mapping[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                code = (int(first, 16) + step).to_bytes(len(first) // 2, "big")
                mapping[code] = chr(ord(bytes.fromhex(text).decode("utf-16-be")) + step)
    return mapping


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


def test_the_skp_shows_all_that_was_agreed() -> None:
    text = shown_text(opened(skp()))
    for expected in (
        "SASARAN KINERJA PEGAWAI",
        "PENDEKATAN HASIL KERJA KUANTITATIF",
        "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
        "1 Januari s.d. 31 Desember 2026",
        "190101012000012001",
        "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI",
        "A. UTAMA",
        "B. TAMBAHAN",
        "Penugasan dari Ketua Tim Mutu",
        "360 orang",
        "≥ 70%",
        "Tidak menyalahgunakan jabatan",
        "Setiap tindakan dicatat pada hari yang sama",
        "Contoh, 14 Januari 2026",
        "DUKUNGAN SUMBER DAYA",
        "Dua tensimeter terkalibrasi",
        "SKEMA PERTANGGUNGJAWABAN",
        "KONSEKUENSI",
        "Halaman 1 dari",
        "800.1.10.3/SKP/2026/000123",
        format_verification_code(CODE),
    ):
        assert squeezed(expected) in text, expected


@pytest.mark.parametrize("approach", ["kuantitatif", "kualitatif"])
def test_a_target_that_was_set_high_on_purpose_is_marked_on_paper_and_no_other(approach: str) -> None:
    filled = content(approach=approach)
    filled["rhk"][0]["iki"][0]["stretch"] = "Target menantang"
    text = shown_text(opened(SkpDocument.from_content(filled, verification=VERIFICATION)))
    assert text.count("Targetmenantang") == 1


def test_the_skp_of_a_jpt_has_perspectives_and_a_wali_kota_without_nip() -> None:
    filled = content(
        kind="jpt", pejabat_penilai={"name": "Citra Dewi (Demo)", "position": "Wali Kota Contoh"}
    )
    filled["rhk"][0]["iki"][0]["perspective"] = "Penerima Layanan"
    text = shown_text(opened(SkpDocument.from_content(filled, verification=VERIFICATION)))
    assert "PERSPEKTIF" in text
    assert "PenerimaLayanan" in text
    assert "DIINTERVENSI" not in text
    assert "ASPEK" not in text
    assert text.count("NIP1901") == 4  # only the employee: identity and signature, here and in the lampiran


def test_who_signs_for_another_stands_as_plh_with_post_order_and_on_whose_behalf() -> None:
    signer = {
        "name": "Eka Sanjaya (Demo)", "nip": "190002022000022002", "capacity": "Plh.",
        "post": "Kepala UPTD Puskesmas Contoh", "on_behalf_of": "dr. Budi Santoso (Demo)",
        "order": "surat 800/7/2026, 1 Januari 2026–31 Januari 2026",
    }  # fmt: skip
    for document in (skp(signed_by=signer), LampiranDocument(skp(signed_by=signer))):
        text = shown_text(opened(document))
        for told in (
            "a.n. Pejabat Penilai Kinerja", "Plh. Kepala UPTD Puskesmas Contoh", "Eka Sanjaya (Demo)",
            "atas nama dr. Budi Santoso (Demo), surat 800/7/2026", "190002022000022002",
        ):  # fmt: skip
            assert squeezed(told) in text, told
    acting = shown_text(opened(skp(signed_by=signer | {"capacity": "Plt.", "on_behalf_of": ""})))
    assert squeezed("Kepala UPTD Puskesmas Contoh, Plt. Kepala UPTD Puskesmas Contoh") in acting
    assert "a.n." not in acting


def test_the_qualitative_skp_has_measure_and_target_in_one_column() -> None:
    text = shown_text(opened(skp(approach="kualitatif", lampiran=None)))
    assert squeezed("UKURAN KEBERHASILAN/INDIKATOR KINERJA INDIVIDU DAN TARGET") in text
    assert squeezed("Penderita dipantau Target: 360 orang") in text
    assert "ASPEK" not in text


def test_a_later_version_says_that_it_replaces_the_earlier_one() -> None:
    assert squeezed("Versi 2, menggantikan versi sebelumnya") in shown_text(opened(skp(version=2)))


def test_the_evaluation_shows_results_ratings_and_reasons() -> None:
    pdf = opened(evaluation())
    text = shown_text(pdf)
    for expected in (
        "PERIODE: TRIWULAN II 2026",
        "CAPAIAN KINERJA ORGANISASI",
        "341 orang, 3 bukti",
        "Rapi dan tepat waktu",
        "Sabar menghadapi antrean",
        "RATING HASIL KERJA",
        "SESUAI EKSPEKTASI",
        "Target triwulan tercapai dengan mutu terjaga",
        "PREDIKAT KINERJA PERIODIK",
    ):
        assert squeezed(expected) in text, expected
    assert any("capaian kinerja Baik" in alternative for alternative in alternative_texts(pdf))


def test_an_evaluation_without_results_yet_says_so() -> None:
    empty = evaluation(organisation_predikat="", rating_hasil_kerja="", rating_perilaku="", predikat="")
    assert shown_text(opened(empty)).count("Belumditetapkan") == 5


def test_the_dokumen_evaluasi_has_all_eight_parts_with_the_objection() -> None:
    text = shown_text(opened(kinerja()))
    for expected in (
        "1. PEGAWAI YANG DINILAI",
        "2. PEJABAT PENILAI KINERJA",
        "3. ATASAN PEJABAT PENILAI KINERJA",
        "4. EVALUASI KINERJA",
        "5. CATATAN/REKOMENDASI",
        "6. KEBERATAN PEGAWAI YANG DINILAI",
        "Realisasi belum memuat 42 kunjungan",
        "7. PENJELASAN PEJABAT PENILAI KINERJA ATAS KEBERATAN",
        "Empat puluh kunjungan sah",
        "8. KEPUTUSAN ATASAN PEJABAT PENILAI KINERJA",
        "Keberatan diterima sebagian",
        "Predikat kinerja setelah keputusan: Sangat Baik",
    ):
        assert squeezed(expected) in text, expected
    assert squeezed("Tidak ada keberatan yang diajukan") in shown_text(opened(kinerja(objection=None)))


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


def _text_ends(pdf: pikepdf.Pdf) -> list[float]:
    """Where the pieces of text on all pages end, as a share of the width of the page."""
    ends: list[float] = []
    for page in pdf.pages:
        fonts = {name: _glyph_widths(font) for name, font in page.resources.get("/Font", {}).items()}
        stack, matrix, text_matrix, widths, size = [], pikepdf.Matrix(), pikepdf.Matrix(), {}, 0.0
        for step in pikepdf.parse_content_stream(page):
            operands, operator = step.operands, step.operator
            match str(operator):
                case "q":
                    stack.append(matrix)
                case "Q":
                    matrix = stack.pop()
                case "cm":
                    matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
                case "Tm":
                    text_matrix = pikepdf.Matrix(*map(float, operands))
                case "Tf":
                    widths, size = fonts[str(operands[0])], float(operands[1])
                case "Tj" | "TJ":
                    pieces = operands[0] if str(operator) == "TJ" else operands
                    long = sum(_advance(piece, widths) for piece in pieces) * size / 1000
                    end = pikepdf.Matrix(1, 0, 0, 1, long, 0) @ text_matrix @ matrix
                    ends.append(end.e / float(page.mediabox[2]))
    return ends


def _advance(piece: Any, widths: dict[int, float]) -> float:
    if not isinstance(piece, pikepdf.String):
        return -float(piece)
    codes = bytes(piece)
    return sum(widths[int.from_bytes(codes[at : at + 2], "big")] for at in range(0, len(codes), 2))


def _glyph_widths(font: pikepdf.Object) -> dict[int, float]:
    widths: dict[int, float] = {}
    items = list(font.DescendantFonts[0].W)
    while items:
        first, second = int(items.pop(0)), items.pop(0)
        if isinstance(second, pikepdf.Array):
            widths |= {first + step: float(width) for step, width in enumerate(second)}
        else:
            widths |= dict.fromkeys(range(first, int(second) + 1), float(items.pop(0)))
    return widths


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
    assert max(_text_ends(pdf)) < 0.96  # the margins stay white


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


def test_verification_codes_are_read_as_people_type_them() -> None:
    code = new_verification_code()
    assert re.fullmatch(rf"[{ALPHABET}]{{12}}", code)
    typed = format_verification_code(code).lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert parse_verification_code(f" {typed} ") == code


def test_every_single_slip_in_a_verification_code_is_noticed() -> None:
    code = new_verification_code()
    slips = {code[:at] + other + code[at + 1 :] for at in range(12) for other in ALPHABET}
    slips |= {code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(11)}
    for slip in slips - {code}:
        with pytest.raises(VerificationCodeError):
            parse_verification_code(slip)


@pytest.mark.parametrize("typed", ["", "7K3M", "7K3M9QWX4TZCU", "7K3M-9QWX-4TZ!", "😀" * 12])
def test_what_cannot_be_a_code_is_refused(typed: str) -> None:
    with pytest.raises(VerificationCodeError):
        parse_verification_code(typed)
