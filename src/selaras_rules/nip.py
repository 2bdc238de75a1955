"""Reads a NIP (PNS) or NI PPPK: 18 digits with birth date, appointment, sex and serial; no check digit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .errors import InvalidNip, shortened

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_SPACING = re.compile(r"[\s.\-'’`]")
_EXPORT_HINT = (
    "Kembali ke berkas aslinya, ubah kolom NIP menjadi format Teks sebelum mengisi atau menyalin, "
    "lalu simpan lagi; jangan memperbaiki angkanya dengan tangan."
)


class NipKind(StrEnum):
    """Whose number it is."""

    PNS = "pns"
    PPPK = "pppk"


class Sex(StrEnum):
    """The fifteenth digit."""

    MALE = "male"
    FEMALE = "female"

    @property
    def label(self) -> str:
        """The word for people."""
        return "laki-laki" if self is Sex.MALE else "perempuan"


@dataclass(frozen=True, slots=True)
class Nip:
    """What a NIP says. `appointed_month` is set for PNS, `contract_counter` for PPPK."""

    text: str
    kind: NipKind
    birth_date: date
    appointed_year: int
    appointed_month: int | None
    contract_counter: int | None
    sex: Sex
    serial: int
    warnings: tuple[str, ...] = ()

    @property
    def tmt(self) -> date | None:
        """First day of the month of appointment (TMT CPNS); None for PPPK: the number has no month."""
        return None if self.appointed_month is None else date(self.appointed_year, self.appointed_month, 1)

    @property
    def grouped(self) -> str:
        """For reading aloud: "19860926 201505 1 999"."""
        return f"{self.text[:8]} {self.text[8:14]} {self.text[14]} {self.text[15:]}"

    def __str__(self) -> str:
        return self.text


def read_nip(text: str) -> Nip:
    """Reads a NIP or NI PPPK given as text; blanks, points and a leading apostrophe are forgiven.

    Raises InvalidNip with `reason` one of: empty, spreadsheet, old, letters, length, birth_date,
    appointment, sex. Odd ages at appointment are only `warnings`.
    """
    digits = _digits(text)
    birth_date = _birth_date(digits)
    year, middle = int(digits[8:12]), int(digits[12:14])
    if middle == 0 or not max(1945, birth_date.year) <= year <= 2999:
        raise InvalidNip(
            "appointment", f"NIP {digits}: angka ke-9 sampai ke-14 bukan tahun dan bulan pengangkatan."
        )
    sex = {"1": Sex.MALE, "2": Sex.FEMALE}.get(digits[14])
    if sex is None:
        raise InvalidNip("sex", f"NIP {digits}: angka ke-15 harus 1 (laki-laki) atau 2 (perempuan).")
    kind = NipKind.PNS if middle <= 12 else NipKind.PPPK
    return Nip(
        text=digits,
        kind=kind,
        birth_date=birth_date,
        appointed_year=year,
        appointed_month=middle if kind is NipKind.PNS else None,
        contract_counter=middle if kind is NipKind.PPPK else None,
        sex=sex,
        serial=int(digits[15:]),
        warnings=_age_warnings(birth_date, year, kind),
    )


def nip_differences(
    nip: Nip, *, birth_date: date | None = None, tmt: date | None = None, sex: Sex | None = None
) -> tuple[str, ...]:
    """Soft warnings where the record differs from the number: records are corrected while the NIP stays."""
    found = []
    if birth_date is not None and birth_date != nip.birth_date:
        found.append(f"Tanggal lahir {birth_date:%d-%m-%Y} berbeda dari NIP ({nip.birth_date:%d-%m-%Y}).")
    if tmt is not None and (tmt.year, tmt.month) != (nip.appointed_year, nip.appointed_month or tmt.month):
        found.append(f"TMT {tmt:%d-%m-%Y} berbeda dari NIP ({nip.text[8:14]}).")
    if sex is not None and sex != nip.sex:
        found.append(f"Jenis kelamin {sex.label} berbeda dari NIP ({nip.sex.label}).")
    return tuple(found)


def _digits(text: str) -> str:
    if not isinstance(text, str):
        raise InvalidNip("spreadsheet", f"NIP dibaca sebagai bilangan, bukan teks. {_EXPORT_HINT}")
    bare = shortened(text.strip())
    if not bare:
        raise InvalidNip("empty", "NIP kosong.")
    if _SCIENTIFIC.fullmatch(bare):
        raise InvalidNip("spreadsheet", f"NIP “{bare}” sudah dirusak oleh lembar kerja. {_EXPORT_HINT}")
    digits = _SPACING.sub("", bare)
    if not (digits.isascii() and digits.isdigit()):
        raise InvalidNip("letters", f"NIP “{bare}” memuat huruf atau tanda lain; NIP hanya 18 angka.")
    if len(digits) == 9:
        raise InvalidNip("old", f"“{digits}” adalah NIP lama (9 angka). Pakailah NIP baru dengan 18 angka.")
    if len(digits) != 18:
        raise InvalidNip("length", f"NIP “{digits}” berisi {len(digits)} angka; seharusnya 18.")
    if digits.endswith("000"):
        raise InvalidNip(
            "spreadsheet",
            f"NIP “{digits}” berakhiran 000. Lembar kerja hanya menyimpan 15 angka pertama dan "
            f"mengganti sisanya dengan nol. {_EXPORT_HINT}",
        )
    return digits


def _birth_date(digits: str) -> date:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        born = date.min
    if not 1900 <= born.year <= 2100:
        raise InvalidNip("birth_date", f"NIP {digits}: delapan angka pertama bukan tanggal lahir yang ada.")
    return born


def _age_warnings(birth_date: date, appointed_year: int, kind: NipKind) -> tuple[str, ...]:
    age = appointed_year - birth_date.year
    oldest = 35 if kind is NipKind.PNS else 60
    if age < 18:
        return (f"Umur saat diangkat hanya sekitar {age} tahun menurut NIP; periksa kembali.",)
    if age > oldest:
        return (f"Umur saat diangkat sekitar {age} tahun menurut NIP; mungkin benar, periksa kembali.",)
    return ()
