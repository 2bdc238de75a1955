"""Named errors of the rules; each carries a stable code and an Indonesian sentence."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TypeVar

E = TypeVar("E", bound=StrEnum)


def shortened(given: object, length: int = 60) -> str:
    """What was given, cut so that a sentence about it stays a sentence."""
    text = str(given)
    return text if len(text) <= length else f"{text[:length]}…"


class RulesError(Exception):
    """Any refusal by the rules; `str()` is an Indonesian sentence for people."""

    code = "aturan"


class NoLawInForce(RulesError):
    """No value of this law is in force on the day asked for."""

    code = "tidak_ada_aturan"

    def __init__(self, key: str, on: date) -> None:
        super().__init__(f"Tidak ada ketentuan “{key}” yang berlaku pada {on.isoformat()}.")
        self.key, self.on = key, on


class UnknownLaw(RulesError):
    """The key names no law in `law/`."""

    code = "aturan_tidak_dikenal"

    def __init__(self, key: str) -> None:
        super().__init__(f"Ketentuan “{key}” tidak dikenal.")
        self.key = key


class UnknownChoice(RulesError):
    """The key names no choice in `law/choices.toml`."""

    code = "pilihan_tidak_dikenal"

    def __init__(self, key: str) -> None:
        super().__init__(f"Pilihan instansi “{key}” tidak dikenal.")
        self.key = key


class ChoiceOutOfBounds(RulesError):
    """The agency chose something the law does not allow."""

    code = "pilihan_di_luar_batas"

    def __init__(self, key: str, chosen: object, allowed: str) -> None:
        super().__init__(
            f"Pilihan “{key}” tidak boleh bernilai “{shortened(chosen)}”. Yang diperbolehkan: {allowed}."
        )
        self.key, self.chosen, self.allowed = key, chosen, allowed


class InvalidInput(RulesError):
    """An input has a value the rule cannot take; names field, value and what is allowed."""

    code = "masukan_tidak_sah"

    def __init__(self, field: str, given: object, allowed: str) -> None:
        super().__init__(
            f"Isian “{field}” tidak dapat bernilai “{shortened(given)}”. Yang diperbolehkan: {allowed}."
        )
        self.field, self.given, self.allowed = field, given, allowed


class MissingInput(InvalidInput):
    """A field that a rule needs is absent; names it and what it may hold."""

    def __init__(self, field: str, allowed: str) -> None:
        super().__init__(field, "", allowed)
        self.args = (f"Isian “{field}” wajib diisi. Yang diperbolehkan: {allowed}.",)


class NoHolidayList(RulesError):
    """The list of holidays of this year is not known; it never counts as a year without holidays."""

    code = "daftar_libur_tidak_ada"

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Daftar hari libur tahun {year} belum tersedia, sehingga hari kerja belum dapat dihitung. "
            "Mintalah admin menambahkan daftar libur tahun itu."
        )
        self.year = year


class NoRamadanList(RulesError):
    """The days of Ramadan of this year are not known; it never counts as a year without Ramadan."""

    code = "daftar_ramadan_tidak_ada"

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Hari-hari Ramadan tahun {year} belum tersedia, sehingga jam kerja belum dapat ditentukan. "
            "Mintalah admin menambahkan tanggal Ramadan tahun itu."
        )
        self.year = year


class BadLawFile(RulesError):
    """A law file breaks the house rules: two values on one day, no article, a float, …"""

    code = "berkas_aturan_rusak"


class InvalidNip(RulesError):
    """A text is not a NIP; `reason` is a stable word, the message says what to do."""

    code = "nip_tidak_sah"

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def require_member(kind: type[E], given: object, field: str) -> E:
    """The enum member for a member or its stored text; raises InvalidInput."""
    if isinstance(given, kind):
        return given
    try:
        return kind(str(given))
    except ValueError:
        raise InvalidInput(field, given, ", ".join(member.value for member in kind)) from None
