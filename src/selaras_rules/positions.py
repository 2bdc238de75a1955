"""Pangkat, golongan, jenjang and kinds of position, with the codes of the national system."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from .errors import InvalidInput
from .parameters import parameter


class PositionKind(StrEnum):
    """The kinds of position, highest first."""

    JPT_UTAMA = "jpt_utama"
    JPT_MADYA = "jpt_madya"
    JPT_PRATAMA = "jpt_pratama"
    ADMINISTRATOR = "administrator"
    PENGAWAS = "pengawas"
    PELAKSANA = "pelaksana"
    JF = "jf"

    @property
    def label(self) -> str:
        """The name for people."""
        return str(_newest("jabatan.jenis")[self.value]["name"])

    @property
    def group(self) -> str:
        """ "jpt", "ja" or "jf": which form of the SKP applies."""
        return str(_newest("jabatan.jenis")[self.value]["group"])

    @property
    def is_jpt(self) -> bool:
        """Whether it is a JPT."""
        return self.group == "jpt"

    @property
    def bkn_kind(self) -> int:
        """Jenis jabatan of the national system: 1 structural, 2 JF, 4 pelaksana."""
        return int(_newest("jabatan.jenis")[self.value]["bkn_kind"])

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and label pairs."""
        return [(member.value, member.label) for member in cls]

    @classmethod
    def from_bkn(cls, kind: int | str, eselon: str = "") -> PositionKind:
        """Reads jenis jabatan and eselon code of the national system; raises InvalidInput."""
        number = str(kind).strip()
        if number in ("1", "3"):
            for member in cls:
                row = _newest("jabatan.jenis")[member.value]
                if row["bkn_kind"] == 1 and eselon.strip() in row["bkn_eselon"]:
                    return member
            raise InvalidInput("eselon", eselon, "kode 10 sampai 42 untuk jabatan struktural")
        try:
            return {"2": cls.JF, "4": cls.PELAKSANA}[number]
        except KeyError:
            raise InvalidInput("jenis jabatan", kind, "1, 2, 3, atau 4") from None


class Jenjang(StrEnum):
    """Tiers of a JF, lowest first within keterampilan and keahlian."""

    PEMULA = "pemula"
    TERAMPIL = "terampil"
    MAHIR = "mahir"
    PENYELIA = "penyelia"
    AHLI_PERTAMA = "ahli_pertama"
    AHLI_MUDA = "ahli_muda"
    AHLI_MADYA = "ahli_madya"
    AHLI_UTAMA = "ahli_utama"

    @property
    def label(self) -> str:
        """The name for people."""
        return str(_newest("jabatan.jenjang")[self.value]["name"])

    @property
    def golongan(self) -> tuple[str, ...]:
        """The golongan it covers, lowest first."""
        return tuple(_newest("jabatan.jenjang")[self.value]["golongan"])

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and label pairs."""
        return [(member.value, member.label) for member in cls]

    @classmethod
    def from_title(cls, title: str) -> Jenjang | None:
        """The jenjang at the end of a JF title ("Perencana Ahli Muda"), or None."""
        words = " ".join(title.split()).casefold()
        return next((member for member in cls if words.endswith(member.label.casefold())), None)

    @property
    def group(self) -> str:
        """ "keterampilan" or "keahlian"."""
        return str(_newest("jabatan.jenjang")[self.value]["group"])

    @property
    def next(self) -> Jenjang | None:
        """The jenjang above it in the same group; None at the top."""
        return _neighbour(self, 1)

    @property
    def previous(self) -> Jenjang | None:
        """The jenjang below it in the same group; None at the bottom."""
        return _neighbour(self, -1)


@cache
def _neighbour(jenjang: Jenjang, distance: int) -> Jenjang | None:
    group = [member for member in Jenjang if member.group == jenjang.group]
    place = group.index(jenjang) + distance
    return group[place] if 0 <= place < len(group) else None


class EmployeeStatus(StrEnum):
    """In which way somebody is an ASN."""

    PNS = "pns"
    CPNS = "cpns"
    PPPK = "pppk"

    @property
    def label(self) -> str:
        """The word for people."""
        return self.value.upper()


@dataclass(frozen=True, slots=True)
class Golongan:
    """A rank group: "III/a", its pangkat (empty for PPPK) and the national code (0 for PPPK)."""

    code: str
    pangkat: str
    bkn_code: int

    @property
    def text(self) -> str:
        """As printed in documents: "Penata Muda, III/a"."""
        return f"{self.pangkat}, {self.code}" if self.pangkat else self.code


@cache
def golongan_table() -> tuple[Golongan, ...]:
    """The golongan of PNS, lowest first."""
    rows = _newest("jabatan.golongan")
    return tuple(Golongan(code, row["pangkat"], row["bkn_code"]) for code, row in rows.items())


@cache
def golongan_pppk_table() -> tuple[Golongan, ...]:
    """The golongan of PPPK, lowest first."""
    return tuple(Golongan(code, "", 0) for code in _newest("jabatan.golongan_pppk"))


def read_golongan(text: str) -> Golongan:
    """Reads "III/a", "IIIa", "3a", a pangkat, a national code or a PPPK roman; raises InvalidInput."""
    squeezed = _squeezed(text)
    found = _golongan_spellings().get(squeezed)
    if found is None:
        raise InvalidInput("golongan", text, "I/a sampai IV/e, atau I sampai XVII untuk PPPK")
    return found


@cache
def _golongan_spellings() -> dict[str, Golongan]:
    spellings = {_squeezed(row.code): row for row in golongan_pppk_table()}
    for row in golongan_table():
        roman, letter = row.code.split("/")
        arabic = {"I": "1", "II": "2", "III": "3", "IV": "4"}[roman]
        short = row.pangkat.replace("Tingkat I", "Tk I")
        for spelling in (row.code, arabic + letter, str(row.bkn_code), row.pangkat, short, row.text):
            spellings[_squeezed(spelling)] = row
        spellings[_squeezed(f"{short} {row.code}")] = row
    return spellings


def next_golongan(code: str) -> str | None:
    """The golongan of PNS one above; None above IV/e. Raises InvalidInput for what is no golongan of PNS."""
    codes = [row.code for row in golongan_table()]
    if code not in codes:
        raise InvalidInput("golongan", code, f"{codes[0]} sampai {codes[-1]}")
    place = codes.index(code) + 1
    return codes[place] if place < len(codes) else None


def status_of_bkn(code: str) -> str | None:
    """Status for `skp_required` from a kedudukan hukum code; None for a code we have not read."""
    found = _newest("jabatan.kedudukan_hukum").get(code.strip().zfill(2))
    return None if found is None else str(found)


@cache
def _newest(key: str) -> Any:
    return parameter(key).values[-1].value


def _squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", str(text).casefold())
