"""The single fields of a person, each with its own doubts."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _

from selaras.organisation.staff_list.cells import (
    FIRST_YEAR,
    LAST_YEAR,
    NotADate,
    day_of,
    is_blank,
    whole_number,
)
from selaras.organisation.staff_list.line import Line
from selaras.organisation.staff_list.posts import golongan_of
from selaras.organisation.staff_list.rows import KedudukanHukum, StaffKind
from selaras.organisation.staff_list.vocabulary import fold, word_set, word_table
from selaras_rules.nip import Nip, NipKind, Sex

_MAIL = re.compile(r"[^@\s,;<>\"']{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def kind_of(line: Line, nip: Nip | None) -> StaffKind:
    by_nip = StaffKind.PPPK if nip is not None and nip.kind is NipKind.PPPK else StaffKind.PNS
    text = line.text("kind")
    if text in ("", "-"):
        return by_nip
    found = word_table("kind").get(fold(text))
    if found is None:
        line.error(
            "kind",
            _(
                "Status kepegawaian ini tidak dikenal. Tulis PNS, CPNS, PPPK, PPPK Paruh Waktu, atau Pejabat Negara."
            ),
            code="unknown_word",
        )
        return by_nip
    kind = StaffKind(found)
    is_contract = kind in (StaffKind.PPPK, StaffKind.PPPK_PART_TIME)
    if nip is not None and kind is not StaffKind.STATE_OFFICIAL and is_contract != (nip.kind is NipKind.PPPK):
        line.warn(
            "kind",
            _("Status ini berbeda dari bentuk NIP-nya (%(nip)s). Daftar Anda yang dipakai; periksa kembali.")
            % {"nip": "PPPK" if nip.kind is NipKind.PPPK else "PNS"},
        )
    return kind


def golongan_in(line: Line, kind: StaffKind, nip: Nip | None) -> str:
    line.text("golongan")
    found = golongan_of(line.cell("golongan"), kind)
    if not found and line.cell("pangkat"):
        found = golongan_of(line.cell("pangkat"), kind) or found
    if found is None and nip is not None:  # without an NIP the kind is only a guess
        line.warn(
            "golongan",
            _("Golongan ini tidak kami kenali dan dikosongkan. Tulis seperti III/a, atau IX untuk PPPK."),
            code="unknown_word",
        )
    return found or ""


def day_in(line: Line, key: str) -> date | None:
    cell = line.cell(key)
    if cell == "" or (line.text(key) == "" and not is_blank(cell)):
        return None
    try:
        return day_of(cell)
    except NotADate as problem:
        if problem.impossible_year:
            message = _(
                "Tahun pada tanggal ini tidak mungkin (di luar %(first)d–%(last)d). Tulis seperti 05-01-1986."
            ) % {
                "first": FIRST_YEAR,
                "last": LAST_YEAR,
            }
        else:
            message = _(
                "Ini bukan tanggal yang ada. Tulis hari-bulan-tahun dengan tahun empat angka, seperti 05-01-1986."
            )
        line.error(key, message, code="bad_date")
        return None


def birth_date_of(line: Line, told: date | None, nip: Nip | None) -> date | None:
    if told is None:
        return nip.birth_date if nip else None
    if nip is not None and told != nip.birth_date:
        line.warn(
            "birth_date",
            _("Tanggal lahir ini berbeda dari NIP (%(nip)s). Daftar Anda yang dipakai; periksa kembali.")
            % {"nip": nip.birth_date.strftime("%d-%m-%Y")},
            code="differs_from_nip",
        )
    return told


def sex_of(line: Line, nip: Nip | None) -> str:
    by_nip = "" if nip is None else ("L" if nip.sex is Sex.MALE else "P")
    text = line.text("sex")
    if text in ("", "-"):
        return by_nip
    told = word_table("sex").get(fold(text), "")
    if not told:
        line.warn("sex", _("Jenis kelamin ini tidak kami kenali; yang dipakai menurut NIP. Tulis L atau P."))
        return by_nip
    if by_nip and told != by_nip:
        line.warn(
            "sex",
            _("Jenis kelamin ini berbeda dari NIP. Daftar Anda yang dipakai; periksa kembali."),
            code="differs_from_nip",
        )
    return told


def email_in(line: Line) -> str:
    text = line.text("email").lower()
    if text in ("", "-"):
        return ""
    if not _MAIL.fullmatch(text):
        line.warn("email", _("Ini bukan alamat surel dan dikosongkan. Tulis seperti nama@kota.go.id."))
        return ""
    return text


def job_class_in(line: Line) -> int | None:
    cell = line.cell("job_class")
    if is_blank(cell) or line.text("job_class") == "-":
        return None
    found = whole_number(cell)
    if found is None or not 1 <= found <= 17:
        line.error("job_class", _("Kelas jabatan harus angka 1 sampai 17."), code="bad_number")
        return None
    return found


def yes_or_no(line: Line, key: str) -> bool | None:
    folded = fold(line.text(key)) or line.text(key)
    if not folded:
        return None
    if folded in word_set("yes_no", "yes"):
        return True
    if folded in word_set("yes_no", "no") or folded == "-":
        return False
    line.warn(key, _("Tulis Ya atau Tidak. Untuk sementara kami menebak dari nama jabatannya."))
    return None


def legal_status_in(line: Line) -> KedudukanHukum:
    text = line.text("legal_status")
    if text in ("", "-"):
        return KedudukanHukum.ACTIVE
    found = word_table("legal_status").get(fold(text))
    if found is None:
        line.error(
            "legal_status",
            _(
                "Kedudukan hukum ini tidak dikenal. Tulis Aktif, Tugas Belajar, CLTN, MPP, Pemberhentian Sementara, "
                "atau Pensiun."
            ),
            code="unknown_word",
        )
    return KedudukanHukum(found or "aktif")
