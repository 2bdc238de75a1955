"""Every rule by name over plain data: for example cases, the console and other programs.

`compute("predikat", {"hasil_kerja": "sesuai", "perilaku_kerja": "sesuai"}, ruleset)`
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

from .achievement import (
    Direction,
    Pattern,
    Target,
    collect_realisation,
    measure_achievement,
    read_months,
)
from .angka_kredit import convert_angka_kredit, total_angka_kredit
from .behaviour import behaviour_set
from .distribution import check_distribution
from .errors import InvalidInput, UnknownLaw, require_member
from .findings import Finding
from .nip import read_nip
from .objection import hand_over_deadline, may_object, objection_deadline, return_deadline
from .periods import Period
from .positions import Jenjang, PositionKind
from .predikat import (
    decide_organisation_predikat,
    decide_predikat,
    decide_predikat_of_head,
    rating_of_head,
)
from .ratings import OrganisationPredikat, Predikat, Rating
from .ruleset import Ruleset
from .skp import (
    may_be_pejabat_penilai,
    may_judge_village_official,
    skp_due,
    skp_fixed_by,
    skp_months,
    skp_required,
    special_case,
)

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Entry:
    """Plain input of one computation; every reader names the field it could not read (InvalidInput)."""

    fields: Mapping[str, Any]

    def __contains__(self, field: str) -> bool:
        return self.fields.get(field) is not None

    def text(self, field: str) -> str:
        """A text."""
        found = self._required(field)
        if not isinstance(found, str):
            raise InvalidInput(field, found, "sebuah teks")
        return found

    def whole(self, field: str) -> int:
        """A whole number."""
        found = self._required(field)
        if isinstance(found, bool) or not isinstance(found, int):
            raise InvalidInput(field, found, "bilangan bulat")
        return found

    def number(self, field: str) -> Decimal:
        """An exact number, written as text, whole number or decimal."""
        return read_number(self._required(field), field)

    def number_or_none(self, field: str) -> Decimal | None:
        """An exact number or nothing."""
        return self.number(field) if field in self else None

    def truth(self, field: str) -> bool:
        """Yes or no; absent is no."""
        found = self.fields.get(field, False)
        if not isinstance(found, bool):
            raise InvalidInput(field, found, "true atau false")
        return found

    def day(self, field: str) -> date:
        """A date, written 2026-12-31."""
        return read_day(self._required(field), field)

    def member(self, kind: type[E], field: str) -> E:
        """One of the values the law enumerates."""
        return require_member(kind, self._required(field), field)

    def table(self, field: str) -> Mapping[str, Any]:
        """A table; absent is empty."""
        found = self.fields.get(field, {})
        if not isinstance(found, Mapping):
            raise InvalidInput(field, found, "sebuah tabel")
        return found

    def rows(self, field: str) -> list[Any]:
        """A list; absent is empty."""
        found = self.fields.get(field, [])
        if not isinstance(found, list | tuple):
            raise InvalidInput(field, found, "sebuah daftar")
        return list(found)

    def holidays(self) -> dict[date, str]:
        """The field "libur_daerah": date → name."""
        table = self.table("libur_daerah")
        return {read_day(day, "libur_daerah"): str(name) for day, name in table.items()}

    def _required(self, field: str) -> Any:
        if field not in self:
            raise InvalidInput(field, "kosong", "wajib diisi")
        return self.fields[field]


def read_day(given: Any, field: str) -> date:
    """A date given as date or text; raises InvalidInput."""
    if isinstance(given, date) and not isinstance(given, datetime):
        return given
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise InvalidInput(field, given, "tanggal seperti 2026-12-31") from None


def read_number(given: Any, field: str) -> Decimal:
    """An exact number given as text, whole number or decimal; refuses floats (InvalidInput)."""
    if isinstance(given, bool | float):
        raise InvalidInput(field, given, "bilangan yang ditulis tepat, misalnya “12.5”")
    try:
        return Decimal(given)
    except (InvalidOperation, TypeError, ValueError):
        raise InvalidInput(field, given, "bilangan yang ditulis tepat, misalnya “12.5”") from None


def compute(rule: str, entry: Mapping[str, Any], ruleset: Ruleset) -> Finding[Any]:
    """The finding of one rule over plain data; raises UnknownLaw for an unknown rule, InvalidInput for a bad field."""
    try:
        function = RULES[rule]
    except KeyError:
        raise UnknownLaw(rule) from None
    return function(Entry(entry), ruleset)


def _capaian(entry: Entry, ruleset: Ruleset) -> Finding[Any]:
    direction = entry.member(Direction, "arah")
    unit = entry.text("satuan") if "satuan" in entry else ""
    if "target" in entry:
        target = Target.single(direction, entry.number("target"), unit)
    else:
        lower, upper = entry.number("target_bawah"), entry.number("target_atas")
        target = Target.between(lower, upper, unit, direction)
    return measure_achievement(target, entry.number_or_none("realisasi"), ruleset)


def _months(entry: Entry) -> dict[int, Decimal]:
    table = entry.table("bulan")
    return {_month(month): read_number(number, "bulan") for month, number in table.items()}


def _month(given: Any) -> int:
    try:
        return int(given)
    except (TypeError, ValueError):
        raise InvalidInput("bulan", given, "1 sampai 12") from None


def _realisasi(entry: Entry, ruleset: Ruleset) -> Finding[Any]:
    period = Period.parse(entry.text("periode"))
    pattern = entry.member(Pattern, "pola")
    releases = entry.rows("bulan_rilis")
    return collect_realisation(pattern, _months(entry), period, ruleset, release_months=releases)


def _tampilan_bulan(entry: Entry, ruleset: Ruleset) -> Finding[Any]:
    period = Period.parse(entry.text("periode"))
    pattern = entry.member(Pattern, "pola")
    readings = read_months(pattern, _months(entry), period, release_months=entry.rows("bulan_rilis"))
    shown = tuple(reading.text for reading in readings)
    return Finding(
        shown, (ruleset.law("capaian.pola").step(f"Bulan yang tidak diukur ditulis “–”: {shown}."),)
    )


def _distribusi(entry: Entry, ruleset: Ruleset) -> Finding[Any]:
    counts = {
        require_member(Predikat, key, "jumlah"): number for key, number in entry.table("jumlah").items()
    }
    return check_distribution(counts, entry.member(OrganisationPredikat, "organisasi"), ruleset)


def _pejabat_penilai(entry: Entry, ruleset: Ruleset) -> Finding[Any]:
    kind = entry.member(PositionKind, "jenis_jabatan") if "jenis_jabatan" in entry else None
    return may_be_pejabat_penilai(
        kind,
        ruleset,
        has_delegation=entry.truth("ada_delegasi"),
        is_state_official=entry.truth("pejabat_negara"),
    )


def _angka_kredit(entry: Entry, ruleset: Ruleset) -> Finding[Any]:
    predikat, jenjang = entry.member(Predikat, "predikat"), entry.member(Jenjang, "jenjang")
    return convert_angka_kredit(predikat, jenjang, entry.whole("bulan"), ruleset)


def _bulan_skp(entry: Entry, ruleset: Ruleset) -> Finding[Any]:
    leaves = tuple((Entry(row).day("mulai"), Entry(row).day("selesai")) for row in entry.rows("cuti"))
    return skp_months(entry.whole("tahun"), leaves, ruleset)


def _perilaku(_entry: Entry, ruleset: Ruleset) -> Finding[Any]:
    found = behaviour_set(ruleset)
    names = tuple(aspect.name for aspect in found.aspects)
    return Finding(names, (found.law.step(f"{found.title}: {', '.join(names)}."),))


RULES: Mapping[str, Callable[[Entry, Ruleset], Finding[Any]]] = MappingProxyType(
    {
        "predikat": lambda entry, ruleset: decide_predikat(
            entry.member(Rating, "hasil_kerja"), entry.member(Rating, "perilaku_kerja"), ruleset
        ),
        "rating_pimpinan": lambda entry, ruleset: rating_of_head(
            entry.member(OrganisationPredikat, "organisasi"), ruleset
        ),
        "predikat_pimpinan": lambda entry, ruleset: decide_predikat_of_head(
            entry.member(OrganisationPredikat, "organisasi"), entry.member(Rating, "perilaku_kerja"), ruleset
        ),
        "predikat_organisasi": lambda entry, ruleset: decide_organisation_predikat(
            entry.member(Rating, "capaian"), entry.member(Rating, "ekspektasi"), ruleset
        ),
        "capaian": _capaian,
        "realisasi": _realisasi,
        "tampilan_bulan": _tampilan_bulan,
        "distribusi": _distribusi,
        "penyerahan": lambda entry, ruleset: hand_over_deadline(
            entry.day("ditetapkan"), ruleset, local=entry.holidays()
        ),
        "pengembalian": lambda entry, ruleset: return_deadline(
            entry.day("diterima"), ruleset, local=entry.holidays()
        ),
        "keberatan": lambda entry, ruleset: objection_deadline(
            entry.day("diterima"), ruleset, local=entry.holidays()
        ),
        "boleh_keberatan": lambda entry, ruleset: may_object(
            entry.day("diterima"), ruleset, on=entry.day("hari"), local=entry.holidays()
        ),
        "jatuh_tempo_skp": lambda entry, ruleset: skp_due(
            entry.whole("tahun"), ruleset, local=entry.holidays()
        ),
        "wajib_skp": lambda entry, ruleset: skp_required(entry.text("status"), ruleset),
        "keadaan_khusus": lambda entry, ruleset: special_case(entry.text("keadaan"), ruleset),
        "bulan_skp": _bulan_skp,
        "penetap_skp": lambda entry, ruleset: skp_fixed_by(
            entry.member(PositionKind, "jenis_jabatan"), ruleset
        ),
        "pejabat_penilai": _pejabat_penilai,
        "penilai_perangkat_desa": lambda entry, ruleset: may_judge_village_official(
            ruleset,
            is_head_of_region=entry.truth("kepala_daerah"),
            has_delegation=entry.truth("ada_delegasi"),
        ),
        "angka_kredit": _angka_kredit,
        "jumlah_angka_kredit": lambda entry, ruleset: total_angka_kredit(
            _angka_kredit(Entry(row), ruleset) for row in entry.rows("baris")
        ),
        "perilaku": _perilaku,
        "nip": lambda entry, ruleset: Finding(read_nip(entry.text("nip")), ()),
    }
)
