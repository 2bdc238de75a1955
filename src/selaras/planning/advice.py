"""Gentle hints for the author of a plan: why something may be weak, and how it could read. They never block."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from selaras.planning.content import Content

MOST_MAIN_RESULTS = 7
ACTIVITY_WORDS = (
    "melaksanakan", "mengikuti", "menghadiri", "melakukan", "membantu", "mengerjakan", "menyelenggarakan",
    "menyusun", "membuat", "mengadakan", "memfasilitasi", "mengoordinasikan", "mengkoordinasikan", "menjalankan",
)  # fmt: skip
PUPIL_WORDS = ("murid", "siswa", "peserta didik")
PUPIL_UNITS = frozenset({"murid", "siswa", "orang", "anak"})
PARTNER_WORDS = ("putus sekolah", "literasi", "numerasi", "zonasi", "mutu")
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]{3})*(?:,[0-9]+)?")
INDEX_WORDS = ("indeks", "prevalensi", "sakip", "skm", "ipm")


@dataclass(frozen=True, slots=True)
class Hint:
    """One piece of advice: where it applies, why, and a better example."""

    title: str
    why: str
    example: str = ""
    places: tuple[str, ...] = ()
    # The result of each place, to jump to.
    anchors: tuple[str, ...] = ()
    # The line of each place itself: a result or an indicator.
    lines: tuple[str, ...] = ()
    code: str = ""

    @property
    def spots(self) -> list[tuple[str, str]]:
        """Each place with the key of its result."""
        return list(zip_longest(self.places, self.anchors[: len(self.places)], fillvalue=""))


@dataclass(frozen=True, slots=True)
class LocalHint:
    """A hint where it applies: within one result, for these of its indicators (none: for the result itself)."""

    hint: Hint
    about: tuple[str, ...]


# The field of a form that answers a hint; one form holds a result, the other an indicator.
FIELDS = {
    "activity": "text", "no_support": "parent", "no_source": "data_source", "no_unit": "unit_of_measure",
    "no_baseline": "baseline", "no_criteria": "above_text", "other_number": "expected_text",
    "unchanged_target": "target", "yearly_index": "pattern",
}  # fmt: skip


def hints_within(hints: Iterable[Hint], rhk_id: str) -> list[LocalHint]:
    """The hints about one result or its indicators, in their order."""
    found = []
    for hint in hints:
        here = [place for place, anchor in enumerate(hint.anchors) if anchor == rhk_id]
        if here:
            about = tuple(hint.places[place] for place in here if hint.lines[place] != rhk_id)
            found.append(LocalHint(hint, about))
    return found


def hints_by_field(hints: Iterable[Hint], line_id: str) -> dict[str, list[Hint]]:
    """The hints about one line by the field of its form that answers them."""
    found: dict[str, list[Hint]] = {}
    for hint in hints:
        if line_id in hint.lines and hint.code in FIELDS:
            found.setdefault(FIELDS[hint.code], []).append(hint)
    return found


def hints_for(content: Content) -> list[Hint]:
    """All hints for a plan, the weightiest first."""
    found = ((rule.__name__.strip("_"), rule(content)) for rule in RULES)
    return [replace(hint, code=code) for code, hint in found if hint is not None]


def criteria_lag_behind(content: Content, iki_id: str) -> bool:
    """Whether the criteria of an indicator rely on another number than its target, as after a target was changed."""
    found = _other_number(content)
    return found is not None and iki_id in found.lines


def standing(hints: Iterable[Hint], aside: Collection[str]) -> list[Hint]:
    """The hints that the author has not put aside."""
    return [hint for hint in hints if hint.code not in aside]


def codes() -> frozenset[str]:
    """The lasting name of every hint."""
    return frozenset(rule.__name__.strip("_") for rule in RULES)


def _not_reviewed(content: Content) -> Hint | None:
    rows = [rhk for rhk in content["rhk"] if rhk.get("is_carried_over")]
    return _hint(
        rows,
        _("Baris salinan atau contoh yang belum ditinjau"),
        _(
            "Keadaan dan sasaran Anda bisa berbeda. Baca tiap baris bertanda «tinjau ini», lalu ubah atau pertahankan."
        ),
    )


def _activity(content: Content) -> Hint | None:
    rows = [rhk for rhk in content["rhk"] if _first_word(rhk["text"]) in ACTIVITY_WORDS]
    return _hint(
        rows,
        _("Ditulis sebagai kegiatan, bukan hasil"),
        _("Kegiatan bisa selesai tanpa ada yang menjadi lebih baik. Tulis apa yang berubah dan bagi siapa."),
        _(
            "Bukan «Melaksanakan penyuluhan», melainkan «Warga berisiko hipertensi mengenal tandanya dan berobat»."
        ),
    )


def _same_targets(content: Content) -> Hint | None:
    targets = [_targets(rhk) for rhk in content["rhk"] if rhk["iki"]]
    if len(targets) < 3 or len(set(targets)) > 1:
        return None
    return Hint(
        _("Semua baris memakai target yang sama persis"),
        _(
            "Hasil yang berbeda jarang berukuran sama. Target yang disalin membuat penilaian tidak berarti apa-apa."
        ),
        _("Ambil angka tahun lalu tiap hasil sebagai titik awal, lalu tentukan targetnya satu per satu."),
    )


def _no_source(content: Content) -> Hint | None:
    rows = [iki for iki in _measures(content) if not iki["data_source"]]
    return _hint(
        rows,
        _("Sumber data belum ditulis"),
        _("Tanpa sumber yang disepakati, angkanya dapat diperdebatkan saat penilaian."),
        _("Contoh: «Register puskesmas, rekap bulanan»."),
    )


def _no_unit(content: Content) -> Hint | None:
    rows = [iki for iki in _measures(content) if iki["target"] and not iki["unit"]]
    return _hint(
        rows,
        _("Satuan belum ditulis"),
        _("Angka tanpa satuan dibaca berbeda oleh tiap orang."),
        _("Contoh: orang, berkas, %, menit."),
    )


def _no_baseline(content: Content) -> Hint | None:
    rows = [iki for iki in _measures(content) if iki["target"] and not iki["baseline"]]
    return _hint(
        rows,
        _("Titik awal belum ditulis"),
        _("Target baru dapat dibaca sulit atau mudah bila keadaan sekarang diketahui."),
        _("Contoh: tahun lalu 62 %, target 70 %."),
    )


def _no_criteria(content: Content) -> Hint | None:
    rows = [
        iki
        for iki in _measures(content)
        if not (iki["above_text"] and iki["expected_text"] and iki["below_text"])
    ]
    return _hint(
        rows,
        _("Kriteria «di atas, sesuai, di bawah» belum lengkap"),
        _("Anda dan pejabat penilai sebaiknya tahu sejak awal apa yang dibutuhkan untuk tiap peringkat."),
        _("Contoh: di atas = 80 % terkendali; sesuai = 70 %; di bawah = kurang dari 60 %."),
    )


def _other_number(content: Content) -> Hint | None:
    """A target that was changed leaves its old number in the criteria, and both sides then rely on different ones."""
    rows = [iki for iki in _measures(content) if iki["target"] and _speaks_of_another_number(iki)]
    return _hint(
        rows,
        _("Kriteria «sesuai» menyebut angka lain daripada target"),
        _("Saat dinilai, tidak jelas mana yang disepakati. Sering terjadi sesudah target diubah."),
        _("Contoh: target 400, kriteria sesuai «380 sampai 400 orang»."),
    )


def _speaks_of_another_number(iki: dict[str, Any]) -> bool:
    told = {_plain(found) for found in NUMBER.findall(iki["expected_text"])}
    return bool(told) and not told & {iki["target"], iki["target_max"]}


def _plain(number: str) -> str:
    """A number as it is read in a text («1.250», «98,50»), written as the content of a plan writes it."""
    whole, _comma, part = number.replace(".", "").partition(",")
    return f"{int(whole)}.{part.rstrip('0')}".rstrip(".")


def _quantity_only(content: Content) -> Hint | None:
    rows = [rhk for rhk in content["rhk"] if {iki["aspect_code"] for iki in rhk["iki"]} == {"kuantitas"}]
    return _hint(
        rows,
        _("Ada jumlah, tetapi mutunya tidak diukur"),
        _("Yang dihitung saja mendorong orang mengejar jumlah. Pasangkan dengan satu ukuran mutu."),
        _("Contoh: «360 orang dipantau» dipasangkan dengan «sedikitnya 70 % tekanan darahnya terkendali»."),
    )


def _too_many(content: Content) -> Hint | None:
    """With the eighth main result the author is asked which one to let go (K-18)."""
    main = [rhk for rhk in content["rhk"] if rhk["kind"] == "utama"]
    if len(main) <= MOST_MAIN_RESULTS:
        return None
    return _hint(
        main,
        _("Hasil kerja utama sangat banyak (%(count)d). Mana yang dilepas?") % {"count": len(main)},
        _("Bila semuanya utama, tidak ada yang utama. Yang penting jadi tidak terlihat."),
        _("Pilih tiga sampai tujuh yang paling berarti; sisanya gabungkan atau jadikan tambahan."),
    )


def _unchanged_target(content: Content) -> Hint | None:
    rows = [iki for iki in _measures(content) if iki["target"] and iki["target"] == iki["baseline"]]
    return _hint(
        rows,
        _("Target sama dengan capaian terakhir"),
        _("Target yang sama berarti tidak ada yang membaik. Itu boleh, bila menjaga memang tujuannya."),
        _("Contoh: titik awal 62 %, target 70 %; atau tulis «dipertahankan karena …» dalam kriteria sesuai."),
    )


def _more_pupils(content: Content) -> Hint | None:
    """A number of pupils alone pulls them from the neighbour school; it needs a start and a partner (P-14)."""
    rows = [
        rhk
        for rhk in content["rhk"]
        if any(_counts_pupils(iki) for iki in rhk["iki"])
        and not (all(iki["baseline"] for iki in rhk["iki"] if _counts_pupils(iki)) and _has_partner(rhk))
    ]
    return _hint(
        rows,
        _("Jumlah murid tanpa titik awal atau tanpa ukuran pendamping"),
        _(
            "Murid yang bertambah di satu sekolah bisa berarti berkurang di sekolah sebelah, atau mutunya turun."
        ),
        _(
            "Contoh: «Murid terdaftar 171 menjadi 180» didampingi «murid putus sekolah 0» dan «literasi tidak turun»."
        ),
    )


def _counts_pupils(iki: dict[str, Any]) -> bool:
    text, unit = iki["text"].casefold(), iki["unit"].casefold()
    told = any(word in text for word in PUPIL_WORDS)
    return told and "putus" not in text and (unit in PUPIL_UNITS or "terdaftar" in text or "jumlah" in text)


def _has_partner(rhk: dict[str, Any]) -> bool:
    others = [iki for iki in rhk["iki"] if not _counts_pupils(iki)]
    return any(
        iki["aspect_code"] == "kualitas" or any(word in iki["text"].casefold() for word in PARTNER_WORDS)
        for iki in others
    )


def _yearly_index(content: Content) -> Hint | None:
    rows = [
        iki
        for iki in _measures(content)
        if iki["pattern"] != "rilis" and any(word in iki["text"].casefold().split() for word in INDEX_WORDS)
    ]
    return _hint(
        rows,
        _("Indeks yang terbit setahun sekali dibaca tiap bulan"),
        _("Angka survei hanya ada pada bulan terbitnya. Dibagi per bulan, isinya karangan."),
        _("Contoh: pilih cara membaca «rilis» dengan bulan terbit Desember."),
    )


def _no_support(content: Content) -> Hint | None:
    rows = [rhk for rhk in content["rhk"] if not rhk["parent_id"] and not rhk["goal_id"]]
    return _hint(
        rows,
        _("Belum tertaut ke hasil atasan atau sasaran kota"),
        _("Tautan menunjukkan untuk apa hasil ini ada. Boleh menyusul bila SKP atasan belum ada."),
    )


def _no_budget(content: Content) -> Hint | None:
    if content["kind"] != "jpt" or any(iki["perspective_code"] == "anggaran" for iki in _measures(content)):
        return None
    return Hint(
        _("Belum ada indikator penggunaan anggaran"),
        _(
            "Pimpinan unit memuat sedikitnya satu indikator tugas dan satu indikator anggaran (PP 30/2019 Pasal 14)."
        ),
        _(
            "Contoh: perspektif Anggaran, «Realisasi belanja yang menghasilkan keluaran sesuai rencana, ≥ 95 %»."
        ),
    )


def _hint(rows: Iterable[dict[str, Any]], title: str, why: str, example: str = "") -> Hint | None:
    found = list(rows)
    places = tuple(row["text"] for row in found)
    anchors = tuple(row.get("rhk_id", row["id"]) for row in found)
    lines = tuple(row["id"] for row in found)
    return Hint(title, why, example, places, anchors, lines) if places else None


def _measures(content: Content) -> list[dict[str, Any]]:
    return [{**iki, "rhk_id": rhk["id"]} for rhk in content["rhk"] for iki in rhk["iki"]]


def _targets(rhk: dict[str, Any]) -> tuple[tuple[str, str, str], ...]:
    return tuple(sorted((iki["aspect_code"], iki["target_text"], iki["unit"]) for iki in rhk["iki"]))


def _first_word(text: str) -> str:
    words = text.split()
    return words[0].strip(",.;:").casefold() if words else ""


RULES: tuple[Callable[[Content], Hint | None], ...] = (
    _not_reviewed, _no_budget, _same_targets, _activity, _too_many, _more_pupils, _quantity_only, _unchanged_target,
    _yearly_index, _other_number, _no_support, _no_source, _no_unit, _no_baseline, _no_criteria,
)  # fmt: skip
