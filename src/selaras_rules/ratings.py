"""Rating and predikat in the law's words; names, aliases and codes come from `law/predikat.toml`."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any, Self

from .errors import InvalidInput
from .parameters import parameter
from .ruleset import Ruleset


class LawEnum(StrEnum):
    """Values the law enumerates, written best first; the text is what we store."""

    @classmethod
    def law_key(cls) -> str:
        """The parameter with names, aliases and codes."""
        raise NotImplementedError

    @property
    def label(self) -> str:
        """The name in use today, for people."""
        return str(_newest(self.law_key())[self.value]["name"])

    def label_on(self, ruleset: Ruleset) -> str:
        """The name in the regulation of that day."""
        return str(ruleset.law(self.law_key()).value[self.value]["name"])

    @property
    def bkn_code(self) -> int:
        """The number the national system uses; 1 is the best."""
        return int(_newest(self.law_key())[self.value]["bkn_code"])

    @property
    def place(self) -> int:
        """0 for the best, counting downwards in the law's order."""
        return _places(type(self))[self.value]

    def is_at_least(self, other: Self) -> bool:
        """Whether this is as good as the other or better."""
        return self.place <= other.place

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and label pairs, for model fields and forms."""
        return [(member.value, member.label) for member in cls]

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Reads a name, an alias ("Cukup", "Misconduct") or a code; raises InvalidInput."""
        found = _spellings(cls).get(_squeezed(text))
        if found is None:
            raise InvalidInput(cls.__name__.lower(), text, ", ".join(member.label for member in cls))
        return cls(found)

    @classmethod
    def from_bkn_code(cls, code: int) -> Self:
        """Reads the number of the national system; raises InvalidInput."""
        for member in cls:
            if member.bkn_code == code:
                return member
        raise InvalidInput(cls.__name__.lower(), code, f"1 sampai {len(cls)}")


class Rating(LawEnum):
    """The three-step judgement of hasil kerja or perilaku kerja."""

    DI_ATAS = "di_atas"
    SESUAI = "sesuai"
    DI_BAWAH = "di_bawah"

    @classmethod
    def law_key(cls) -> str:
        return "predikat.nama_rating"


class Predikat(LawEnum):
    """The five-step conclusion about a person."""

    SANGAT_BAIK = "sangat_baik"
    BAIK = "baik"
    BUTUH_PERBAIKAN = "butuh_perbaikan"
    KURANG = "kurang"
    SANGAT_KURANG = "sangat_kurang"

    @classmethod
    def law_key(cls) -> str:
        return "predikat.nama"


class OrganisationPredikat(LawEnum):
    """The five-step conclusion about an organisation."""

    ISTIMEWA = "istimewa"
    BAIK = "baik"
    BUTUH_PERBAIKAN = "butuh_perbaikan"
    KURANG = "kurang"
    SANGAT_KURANG = "sangat_kurang"

    @classmethod
    def law_key(cls) -> str:
        return "predikat.nama_organisasi"


@cache
def _newest(key: str) -> Any:
    return parameter(key).values[-1].value


@cache
def _places(kind: type[LawEnum]) -> dict[str, int]:
    return {member.value: place for place, member in enumerate(kind)}


@cache
def _spellings(kind: type[LawEnum]) -> dict[str, str]:
    spellings: dict[str, str] = {}
    for value in parameter(kind.law_key()).values:
        for code, row in value.value.items():
            for spelling in (code, row["name"], *row.get("aliases", ())):
                spellings[_squeezed(spelling)] = code
    return spellings


def _squeezed(text: str) -> str:
    return "".join(letter for letter in str(text).casefold() if letter.isalnum())
