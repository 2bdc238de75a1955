"""From the cells of one line to one person, with every doubt written down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from selaras.core.spreadsheets import Cell
from selaras.organisation.staff_list.cells import is_blank, text_of
from selaras.organisation.staff_list.fields import (
    birth_date_of,
    day_in,
    email_in,
    golongan_in,
    job_class_in,
    kind_of,
    legal_status_in,
    sex_of,
    yes_or_no,
)
from selaras.organisation.staff_list.line import Line
from selaras.organisation.staff_list.names import split_name, tidy_phrase
from selaras.organisation.staff_list.posts import Post, is_known_kind, jenjang_of, read_post, split_acting
from selaras.organisation.staff_list.rows import Holding, KedudukanHukum, PostKind, StaffKind
from selaras.organisation.staff_list.units import LEVELS, path_of
from selaras.organisation.staff_list.vocabulary import fold, word_set, word_table
from selaras_rules.errors import InvalidNip
from selaras_rules.nip import Nip, read_nip

DEMO_YEAR = 2099  # year of appointment that no real NIP has
PRIVATE_MAIL = re.compile(
    r"@(?:gmail|yahoo|ymail|rocketmail|hotmail|outlook|live|icloud|proton(?:mail)?|aol)\.", re.IGNORECASE
)
_EIGHTEEN_DIGITS = re.compile(r"(?:NI?P\.?\s*:?\s*)?((?:\d[\s.\-]?){17}\d)(?!\d)", re.IGNORECASE)
_NIP_WORD = re.compile(r"^\s*N\.?I\.?P(?:PPK)?\.?\s*[:.]?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """A line understood as far as it goes alone; units and superiors are settled with the other lines."""

    line: int
    nip: str
    kind: StaffKind
    name: str
    title_before: str
    title_after: str
    golongan: str
    birth_date: date | None
    sex: str
    email: str
    path: tuple[str, ...]
    unit_source_id: str
    posts: tuple[tuple[Holding, Post], ...]
    second_path: tuple[str, ...]
    job_class: int | None
    says_head: bool | None
    superior_nip: str
    superior_name: str
    legal_status: KedudukanHukum
    source_id: str
    days: Mapping[str, date | None]


def read_person(line: Line, on: date) -> Person:
    """Read one line; what is wrong stands in `line.problems` afterwards."""
    name_text, nip_cell = _name_and_nip(line)
    official = fold(line.text("kind")) in word_table("kind") and (
        word_table("kind")[fold(line.text("kind"))] == StaffKind.STATE_OFFICIAL
    )
    nip = None if official and is_blank(nip_cell) else _nip(line, nip_cell, on)
    kind = kind_of(line, nip)
    name = _name(line, name_text)
    birth_date = day_in(line, "birth_date")
    superior_name, superior_nip = _superior(line, nip)
    posts = _posts(line)
    return Person(
        line=line.number,
        nip=nip.text if nip else "",
        kind=kind,
        name=name[1],
        title_before=line.text("title_before") or name[0],
        title_after=line.text("title_after") or name[2],
        golongan=golongan_in(line, kind, nip),
        birth_date=birth_date_of(line, birth_date, nip),
        sex=sex_of(line, nip),
        email=email_in(line),
        path=path_of(
            tidy_phrase(text) if len(text) > 200 else text for text in map(line.text, LEVELS) if text != "-"
        ),
        unit_source_id=line.text("unit_source_id"),
        posts=posts,
        second_path=path_of([line.text("second_unit")]),
        job_class=job_class_in(line),
        says_head=yes_or_no(line, "is_head"),
        superior_nip=superior_nip,
        superior_name=superior_name,
        legal_status=legal_status_in(line),
        source_id=line.text("source_id"),
        days={key: day_in(line, key) for key in ("tmt_position", "tmt_golongan", "tmt_cpns", "tmt_pns")},
    )


def _name_and_nip(line: Line) -> tuple[str, Cell]:
    if "name_and_nip" not in line.fields:
        return line.text("name"), line.cell("nip")
    both = line.text("name_and_nip")
    match = _EIGHTEEN_DIGITS.search(both)
    if match is None:
        return line.text("name") or both, line.cell("nip")
    name = (both[: match.start()] + both[match.end() :]).strip(" /-,;")
    return line.text("name") or name, match[1]


def _nip(line: Line, cell: Cell, on: date) -> Nip | None:
    key = "nip" if "nip" in line.fields else "name_and_nip"
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and abs(cell) >= 1e15:
        line.error(
            key,
            _(
                "NIP tersimpan sebagai angka sehingga tiga angka terakhirnya hilang. Jangan diketik ulang: "
                "ekspor lagi dari SIASN dengan kolom NIP berformat Teks, atau salin ke templat kami."
            ),
            code="nip_spreadsheet",
        )
        return None
    try:
        nip = read_nip(_NIP_WORD.sub("", text_of(cell)))
    except InvalidNip as problem:
        line.error(key, str(problem), code=f"nip_{problem.reason}")
        return None
    if nip.appointed_year <= on.year:
        for warning in nip.warnings:
            line.warn(key, warning, code="nip_age")
    elif nip.appointed_year != DEMO_YEAR:
        line.warn(
            key,
            _("Tahun pengangkatan dalam NIP ini belum tiba. Periksa kembali angkanya."),
            code="nip_future",
        )
    return nip


def _name(line: Line, text: str) -> tuple[str, str, str]:
    key = "name" if "name" in line.fields else "name_and_nip"
    if not any(sign.isalpha() for sign in text):
        line.error(key, _("Nama kosong atau tidak berisi huruf. Isi nama lengkap."), code="no_name")
        return "", "", ""
    name = split_name(text)
    if name.is_doubtful:
        line.warn(
            key,
            _(
                "Bagian sesudah koma tidak kami kenali sebagai gelar. Periksa nama ini, "
                "atau pisahkan gelar ke kolomnya."
            ),
        )
    if len(name.name) > 150 or len(name.before) > 60 or len(name.after) > 100:
        line.error(
            key, _("Nama atau gelar terlalu panjang. Pisahkan gelar ke kolom Gelar Depan/Gelar Belakang.")
        )
    return name.before, name.name, name.after


def _superior(line: Line, nip: Nip | None) -> tuple[str, str]:
    """Name and NIP of the superior as the list gives them; a broken one leaves the row usable."""
    name = line.text("superior_name")
    told = line.cell("superior_nip")
    if match := _EIGHTEEN_DIGITS.search(name):
        told = told or match[1]
        name = (name[: match.start()] + name[match.end() :]).strip(" /-,;()")
    if is_blank(told) or text_of(told) == "-":
        return name if name != "-" else "", ""
    key = "superior_nip" if line.cell("superior_nip") else "superior_name"
    spoilt = isinstance(told, (int, float)) and abs(told) >= 1e15
    try:
        found = "" if spoilt else read_nip(_NIP_WORD.sub("", text_of(told))).text
    except InvalidNip:
        found = ""
    if not found:
        line.warn(
            key, _("NIP atasan ini rusak; atasan akan ditentukan dari susunan unit. Perbaiki bila keliru.")
        )
    elif nip is not None and found == nip.text:
        line.warn(
            key,
            _("Pegawai ini tercatat sebagai atasannya sendiri; atasan akan ditentukan dari susunan unit."),
        )
        found = ""
    return name, found


def _posts(line: Line) -> tuple[tuple[Holding, Post], ...]:
    """Own post first, then the ones acted in; each read for itself."""
    own, acting = split_acting(line.text("position_title"))
    second_own, second = split_acting(line.text("second_position"))
    if second_own and second_own != "-" and not _yes_words(second_own):
        second = ((Holding.PLT, second_own), *second)
    held = _holding(line)
    if held is not Holding.DEFINITIF and own and not acting:
        acting, own = ((held, own),), ""
    if not own and not acting and not second:
        line.error("position_title", _("Jabatan kosong. Isi nama jabatan lengkap."), code="no_position")
        return ()
    posts: list[tuple[Holding, Post]] = []
    if own:
        posts.append((Holding.DEFINITIF, _own_post(line, own)))
    only_acting = not own
    for holding, title in (*acting, *second):
        post = _own_post(line, title) if only_acting and not posts else read_post(tidy_phrase(title))
        posts.append((holding, post))
    return tuple(posts)


def _yes_words(text: str) -> bool:
    return fold(text) in word_set("yes_no", "yes") | word_set("yes_no", "no")


def _holding(line: Line) -> Holding:
    text = line.text("assignment")
    found = word_table("assignment").get(fold(text)) if text not in ("", "-") else "definitif"
    if found is None:
        line.warn(
            "assignment",
            _("Penugasan ini tidak dikenal dan dianggap definitif. Tulis Definitif, Plt, atau Plh."),
        )
    return Holding(found or "definitif")


def _own_post(line: Line, title: str) -> Post:
    kind, eselon, jenjang = line.text("position_kind"), line.text("eselon"), line.text("jenjang")
    if kind not in ("", "-") and not is_known_kind(kind):
        line.warn(
            "position_kind",
            _("Jenis jabatan ini tidak dikenal. Tulis JPT, Administrator, Pengawas, JF, atau Pelaksana."),
            code="unknown_word",
        )
    post = read_post(tidy_phrase(title), kind=kind, eselon=eselon, jenjang=jenjang)
    if post.is_guess:
        line.warn(
            "position_title",
            _("Jenis jabatan ini kami anggap Pelaksana. Bila keliru, isi kolom Jenis Jabatan."),
            code="guessed_kind",
        )
    if post.kind is PostKind.JF and not post.jenjang and not jenjang_of(jenjang):
        line.warn(
            "position_title",
            _(
                "Jenjang jabatan fungsional ini tidak tertulis. Tulis misalnya «Ahli Muda» sesudah nama jabatan."
            ),
            code="no_jenjang",
        )
    return post
