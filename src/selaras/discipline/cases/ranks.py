"""Who ranks not lower than whom: nobody is examined by somebody of a lower rank (Peraturan BKN 6/2022 Pasal 29)."""

from __future__ import annotations

from functools import cache

from selaras.organisation.models import Employee, EmployeeKind
from selaras_rules import RulesError
from selaras_rules.positions import Golongan, golongan_table, read_golongan

HIGHEST = 99


def rank_of(employee: Employee) -> int:
    """The place of the golongan among those of PNS; the head of the city above all, a PPPK or nothing written below."""
    if employee.kind == EmployeeKind.STATE_OFFICIAL:
        return HIGHEST
    golongan = golongan_of(employee)
    return _places().get(golongan.code, -1) if golongan else -1


def golongan_of(employee: Employee) -> Golongan | None:
    """The golongan as the law writes it; None where the staff list has none that can be read."""
    try:
        return read_golongan(employee.golongan)
    except RulesError:
        return None


@cache
def _places() -> dict[str, int]:
    return {row.code: place for place, row in enumerate(golongan_table())}
