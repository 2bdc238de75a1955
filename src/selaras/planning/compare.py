"""What changed between two contents of one plan, line by line, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.core.errors import Text
from selaras.core.numbers import number_text
from selaras.indicators.models import IndicatorVersion
from selaras.planning.content import Content
from selaras.planning.models import Approach, Beneficiary, Direction, Pattern, RhkKind

RHK_FIELDS: Mapping[str, Text] = {
    "text": gettext_lazy("Rencana hasil kerja"),
    "kind": gettext_lazy("Prioritas"),
    "parent_text": gettext_lazy("Mendukung hasil atasan"),
    "goal_text": gettext_lazy("Mendukung sasaran"),
    "assigned_by": gettext_lazy("Penugasan dari"),
    "beneficiary_kind": gettext_lazy("Siapa yang merasakan manfaatnya"),
    "beneficiary": gettext_lazy("Penerima manfaat"),
}
IKI_FIELDS: Mapping[str, Text] = {
    "text": gettext_lazy("Indikator"),
    "aspect": gettext_lazy("Aspek"),
    "perspective": gettext_lazy("Perspektif"),
    "target_text": gettext_lazy("Target"),
    "unit": gettext_lazy("Satuan"),
    "stretch": gettext_lazy("Target menantang"),
    "baseline": gettext_lazy("Titik awal"),
    "data_source": gettext_lazy("Sumber data"),
    "direction": gettext_lazy("Arah"),
    "pattern": gettext_lazy("Cara membaca setahun"),
    "release_month": gettext_lazy("Bulan terbit"),
    "above_text": gettext_lazy("Di atas ekspektasi"),
    "expected_text": gettext_lazy("Sesuai ekspektasi"),
    "below_text": gettext_lazy("Di bawah ekspektasi"),
}
INDICATOR_FIELDS: Mapping[str, Text] = {
    "title": gettext_lazy("Indikator"),
    "definition": gettext_lazy("Definisi"),
    "unit_of_measure": gettext_lazy("Satuan"),
    "direction": gettext_lazy("Arah"),
    "pattern": gettext_lazy("Cara membaca setahun"),
    "release_month": gettext_lazy("Bulan terbit"),
    "aspect": gettext_lazy("Aspek"),
    "perspective": gettext_lazy("Perspektif"),
    "source": gettext_lazy("Sumber data"),
    "method": gettext_lazy("Cara menghitung"),
    "responsible_unit": gettext_lazy("Unit penanggung jawab angka"),
    "baseline": gettext_lazy("Titik awal"),
    "baseline_year": gettext_lazy("Tahun titik awal"),
    "example_target": gettext_lazy("Contoh target"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that reads differently; an empty side means added or left out."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """The changes within one result, or beside the results."""

    title: str
    changes: list[Change]
    # "added", "removed", or "changed".
    what: str = "changed"


def changes_between(old: Content, new: Content) -> list[ChangedPart]:
    """All differences from `old` to `new`; lines are matched by their key, not by their place."""
    parts = [ChangedPart(_("Data SKP"), _frame(old, new))]
    parts += [_part_of_rhk(before, after) for before, after in _pairs(old["rhk"], new["rhk"], "id")]
    parts.append(ChangedPart(_("Perilaku kerja"), _behaviour(old, new)))
    parts.append(ChangedPart(_("Lampiran"), _lampiran(old, new)))
    return [part for part in parts if part.changes]


def indicator_changes(old: IndicatorVersion | None, new: IndicatorVersion) -> list[Change]:
    """What another wording of an indicator changes; without an old one, all it says."""
    return _fields(_told(old) if old else {}, _told(new), INDICATOR_FIELDS)


def _told(version: IndicatorVersion) -> dict[str, str]:
    shown = {name: getattr(version, f"get_{name}_display")() for name in ("aspect", "perspective")}
    plain = {name: getattr(version, name) for name in INDICATOR_FIELDS if name not in shown}
    plain["baseline"] = number_text(version.baseline)
    return {name: str(value or "") for name, value in {**plain, **shown}.items()}


def _part_of_rhk(old: Mapping[str, Any], new: Mapping[str, Any]) -> ChangedPart:
    changes = _fields(old, new, RHK_FIELDS)
    for before, after in _pairs(old.get("iki", []), new.get("iki", []), "id"):
        name = after.get("text") or before.get("text") or ""
        changes += [
            Change(f"{name}: {row.label}", row.old, row.new) for row in _fields(before, after, IKI_FIELDS)
        ]
    what = "changed" if old and new else "added" if new else "removed"
    return ChangedPart(new.get("text") or old.get("text") or "", changes, what)


def _frame(old: Content, new: Content) -> list[Change]:
    """For which time, in which post, with whom: what stands above the results."""
    rows = [
        Change(_("Masa"), _span(old), _span(new)),
        Change(_("Cara menyatakan target"), _words("approach", old), _words("approach", new)),
        Change(_("Jabatan"), old["employee"]["position"], new["employee"]["position"]),
        Change(_("Unit kerja"), old["employee"]["unit"], new["employee"]["unit"]),
        Change(_("Pejabat penilai"), old["pejabat_penilai"]["name"], new["pejabat_penilai"]["name"]),
        Change(
            _("Atasan pejabat penilai"),
            old["atasan_pejabat_penilai"]["name"],
            new["atasan_pejabat_penilai"]["name"],
        ),
    ]
    return [row for row in rows if row.old != row.new]


def _span(content: Content) -> str:
    days = (date.fromisoformat(content["period_start"]), date.fromisoformat(content["period_end"]))
    return " – ".join(date_format(day, "j F Y") for day in days)


def _fields(old: Mapping[str, Any], new: Mapping[str, Any], labels: Mapping[str, Text]) -> list[Change]:
    rows = [Change(str(label), _words(name, old), _words(name, new)) for name, label in labels.items()]
    return [row for row in rows if row.old != row.new]


def _words(name: str, row: Mapping[str, Any]) -> str:
    value = str(row.get(name) or "")
    if name == "release_month" and value:
        return date_format(date(2000, int(value), 1), "F")
    if name == "baseline" and value:
        return number_text(Decimal(value))
    choices: dict[str, Any] = {
        "direction": Direction, "pattern": Pattern, "kind": RhkKind, "approach": Approach,
        "beneficiary_kind": Beneficiary,
    }  # fmt: skip
    return str(choices[name](value).label) if value and name in choices else value


def _behaviour(old: Content, new: Content) -> list[Change]:
    pairs = _pairs(old["behaviour"], new["behaviour"], "code")
    rows = [
        Change(
            str(after.get("name") or before.get("name")),
            before.get("expectation", ""),
            after.get("expectation", ""),
        )
        for before, after in pairs
    ]
    return [row for row in rows if row.old != row.new]


def _lampiran(old: Content, new: Content) -> list[Change]:
    labels = {
        "sumber_daya": _("Dukungan sumber daya"),
        "pertanggungjawaban": _("Skema pertanggungjawaban"),
        "konsekuensi": _("Konsekuensi"),
    }
    rows = [
        Change(label, "\n".join(old["lampiran"][block]), "\n".join(new["lampiran"][block]))
        for block, label in labels.items()
    ]
    return [row for row in rows if row.old != row.new]


def _pairs(
    old: list[dict[str, Any]], new: list[dict[str, Any]], key: str
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each line of either side with its partner, an empty one where there is none."""
    before = {row[key]: row for row in old}
    after = {row[key]: row for row in new}
    return [(before.get(name, {}), after.get(name, {})) for name in {**after, **before}]
