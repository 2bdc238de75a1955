"""Codes of the national system (SIASN) as tables: what a code means, and which codes there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .catalogue import list_parameters
from .errors import InvalidInput
from .findings import Finding
from .parameters import Value
from .positions import Jenjang, PositionKind, read_golongan
from .ruleset import Ruleset

_PREFIX = "kode."
_ELSEWHERE = {"golongan": "jabatan.golongan", "eselon": "jabatan.eselon"}


@dataclass(frozen=True, slots=True)
class NationalCode:
    """One row of a table."""

    table: str
    code: str
    name: str


def code_tables() -> tuple[str, ...]:
    """The names of all tables."""
    own = (item.key.removeprefix(_PREFIX) for item in list_parameters(_PREFIX.rstrip(".")))
    return tuple(sorted({*own, *_ELSEWHERE}))


def read_code(table: str, code: str, ruleset: Ruleset) -> Finding[NationalCode]:
    """What a code of a table means; raises InvalidInput for an unknown table, and for a code we have not read.

    Codes of two figures may come without their leading zero, as spreadsheets write them.
    """
    if table not in code_tables():
        raise InvalidInput("tabel", table, ", ".join(code_tables()))
    law = ruleset.law(_ELSEWHERE.get(table, _PREFIX + table))
    names = _names(table, law)
    found = next(
        (one for one in (code.strip(), code.strip().zfill(2), code.strip().upper()) if one in names), None
    )
    if found is None:
        raise InvalidInput("kode", code, ", ".join(names))
    step = law.step(f"Kode {found} pada tabel {table.replace('_', ' ')} berarti {names[found]}.")
    return Finding(NationalCode(table, found, names[found]), (step,))


def _names(table: str, law: Value) -> Mapping[str, str]:
    if table == "golongan":
        return {str(row["bkn_code"]): f"{row['pangkat']}, {code}" for code, row in law.value.items()}
    return {str(code): str(name) for code, name in law.value.items()}


def jenjang_of(golongan: str, group: str, ruleset: Ruleset) -> Finding[Jenjang]:
    """The jenjang of a golongan within "keterampilan" or "keahlian"; raises InvalidInput where there is none."""
    code = read_golongan(golongan).code
    members = [jenjang for jenjang in Jenjang if jenjang.group == group]
    if not members:
        raise InvalidInput("kategori", group, "keterampilan atau keahlian")
    found = next((jenjang for jenjang in members if code in jenjang.golongan), None)
    if found is None:
        lowest, *_, highest = [code for jenjang in members for code in jenjang.golongan]
        raise InvalidInput("golongan", golongan, f"{lowest} sampai {highest} untuk {group}")
    law = ruleset.law("jabatan.jenjang")
    text = (
        f"Golongan {code} pada kategori {group} adalah jenjang {found.label} ({', '.join(found.golongan)})."
    )
    return Finding(found, (law.step(text),))


def check_position_class(number: int, ruleset: Ruleset) -> Finding[int]:
    """A class of position, 1–17; it belongs to the position and not to the person. Raises InvalidInput."""
    law = ruleset.law("jabatan.kelas")
    low, high = law.value["lowest"], law.value["highest"]
    if isinstance(number, bool) or not isinstance(number, int) or not low <= number <= high:
        raise InvalidInput("kelas_jabatan", number, f"{low} sampai {high}")
    return Finding(number, (law.step(f"Kelas jabatan {number}: melekat pada jabatan, bukan pada orang."),))


def retirement_age(kind: PositionKind, ruleset: Ruleset, *, jenjang: Jenjang | None = None) -> Finding[int]:
    """Age in years at which the holder retires; a JF needs its jenjang. Raises InvalidInput without it."""
    if kind is PositionKind.JF and jenjang is None:
        raise InvalidInput("jenjang", "kosong", "jenjang jabatan fungsional")
    law = ruleset.law("jabatan.usia_pensiun")
    holder = jenjang if kind is PositionKind.JF and jenjang is not None else kind
    age = law.value[holder]
    return Finding(age, (law.step(f"Batas usia pensiun {holder.label} adalah {age} tahun."),))
