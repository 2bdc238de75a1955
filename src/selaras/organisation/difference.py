"""The report of a staff list as a page shows it: one kind at a time, in words, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selaras.organisation.models import EmployeeKind, LegalStatus, StaffImport
from selaras.organisation.staff_import import KINDS

A_PAGE = 50
FIELDS: dict[str, str | Promise] = {
    "name": _("Nama"),
    "title_before": _("Gelar depan"),
    "title_after": _("Gelar belakang"),
    "kind": _("Status kepegawaian"),
    "golongan": _("Golongan"),
    "birth_date": _("Tanggal lahir"),
    "sex": _("Jenis kelamin"),
    "email": _("Surel dinas"),
    "legal_status": _("Kedudukan hukum"),
    "source_id": _("ID SIASN"),
    "position": _("Jabatan"),
    "pejabat_penilai": _("Atasan"),
}
TABS: dict[str, str | Promise] = {
    "problems": _("Perlu diperbaiki"),
    "new": _("Baru"),
    "changed": _("Berubah"),
    "moved": _("Pindah"),
    "superior": _("Atasan berganti"),
    "unclear": _("Atasan belum jelas"),
    "gone": _("Tidak ada lagi"),
    "notes": _("Catatan"),
    "units": _("Unit baru"),
}
EXPLANATIONS: dict[str, str | Promise] = {
    "problems": _("Baris ini ditolak dan tidak diterapkan. Yang lain tetap dapat diterapkan."),
    "new": _("Belum ada di Selaras; akan ditambahkan."),
    "changed": _("Sudah ada; datanya diperbarui."),
    "moved": _("Jabatan atau unitnya berganti; jabatan lama tetap dalam riwayat."),
    "superior": _("Pejabat penilainya berganti karena susunan unit atau daftar ini."),
    "unclear": _("Selaras tidak menemukan atasannya. Lengkapi pimpinan unit, atau isi kolom NIP Atasan."),
    "gone": _(
        "Ada di Selaras, tetapi tidak ada dalam daftar OPD-nya. Tidak diakhiri kecuali Anda memintanya."
    ),
    "notes": _("Diterapkan, tetapi sebaiknya Anda lihat."),
    "units": _("Unit yang belum ada; dibuat bersama pegawainya. Periksa apakah hanya salah ketik."),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One changed field in words."""

    label: str | Promise
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Tab:
    """One kind of difference and how many there are."""

    kind: str
    label: str | Promise
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One page of one kind, beside the tabs of all."""

    tabs: list[Tab]
    kind: str
    explanation: str | Promise
    page: Page[Any]

    @property
    def template(self) -> str:
        """Which table shows this kind."""
        table = {"problems": "problems", "notes": "problems", "units": "units"}.get(self.kind, "people")
        return f"organisation/_difference_{table}.html"


def difference_of(staff_import: StaffImport, kind: str, number: str) -> Difference:
    """The wanted kind, else the first that has anything, as a page."""
    rows = _rows_by_kind(staff_import.report)
    current = kind if rows.get(kind) else next((name for name in TABS if rows[name]), "new")
    tabs = [Tab(name, TABS[name], len(rows[name]), name == current) for name in TABS if rows[name]]
    page = Paginator(rows[current], A_PAGE).get_page(number)
    if current in KINDS:
        page.object_list = [_in_words(entry) for entry in page.object_list]
    return Difference(tabs, current, EXPLANATIONS[current], page)


def _rows_by_kind(report: dict[str, Any]) -> dict[str, list[Any]]:
    problems = report.get("problems", [])
    rows = {kind: report.get(kind, []) for kind in KINDS}
    rows["problems"] = [row for row in problems if row["severity"] == "error"]
    rows["notes"] = [row for row in problems if row["severity"] != "error"]
    rows["units"] = report.get("units", [])
    return rows


def _in_words(entry: dict[str, Any]) -> dict[str, Any]:
    changes = [
        Shown(
            FIELDS.get(row["field"], row["field"]),
            _value(row["field"], row["old"]),
            _value(row["field"], row["new"]),
        )
        for row in entry["changes"]
    ]
    return {**entry, "changes": changes}


def _value(field: str, value: str) -> str:
    if field == "kind" and value in EmployeeKind:
        return str(EmployeeKind(value).label)
    if field == "legal_status" and value in LegalStatus:
        return str(LegalStatus(value).label)
    day = parse_date(value) if field == "birth_date" and value else None
    return date_format(day, "j F Y") if day else value
