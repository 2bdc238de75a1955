"""Forms of the matrix: one place, one line, cells from a spreadsheet, offers, people of other units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zlib import crc32

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from selaras.core.errors import ChangedMeanwhile
from selaras.core.fields import ObjectChoiceField
from selaras.organisation.models import Employee
from selaras.planning.fields import short
from selaras.planning.forms import PlanForm
from selaras.planning.models import CascadeKind, RencanaHasilKerja, RoleMatrixCell
from selaras.planning.selectors.matrix import Matrix
from selaras.planning.services.matrix import CellValues

LONGEST_PASTE = 200_000
ASSIGNED_HELP = _("Contoh: «Sekretaris Daerah, surat tugas 800/12/2026».")


class CellForm(PlanForm):
    """One place in the matrix."""

    text = forms.CharField(
        label=_("Yang disumbangkan"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Hasil antara, keluaran, atau layanan dari pegawai ini. Kosongkan untuk menghapus."),
    )  # fmt: skip
    cascade = forms.ChoiceField(
        label=_("Cara mendukung"), choices=CascadeKind.choices, initial=CascadeKind.INDIRECT.value,
        widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    assigned_by = forms.CharField(
        label=_("Ditugaskan oleh"), max_length=200, required=False, help_text=ASSIGNED_HELP
    )
    WHY = {
        "text": _("Pegawai melihatnya saat menyusun SKP dan dapat memakainya sebagai rencana hasil kerja."),
        "cascade": _(
            "Langsung: target Anda dibagi. Tidak langsung: pegawai menghasilkan sesuatu yang mendukungnya. "
            "Penugasan khusus: pekerjaan di luar tugas pokoknya, dengan nama pemberi tugas."
        ),
        "assigned_by": _("Hanya untuk penugasan khusus. SKP resmi mencetak «penugasan dari …»."),
    }

    def require_unchanged(self) -> None:
        """Raises `ChangedMeanwhile` when the place was changed after the page was shown."""
        shown = self.cleaned_data["revision"]
        if shown is not None and shown != self.initial["revision"]:
            raise ChangedMeanwhile()


def cell_initial(cell: RoleMatrixCell | None) -> dict[str, Any]:
    """The form as the place stands."""
    if cell is None:
        return {"revision": line_revision([None])}
    values = {name: getattr(cell, name) for name in ("text", "cascade", "assigned_by")}
    return {**values, "revision": line_revision([cell])}


@dataclass(frozen=True, slots=True)
class LineEntry:
    """One place of a line with its three fields."""

    rhk: RencanaHasilKerja
    member: Employee
    text: BoundField
    cascade: BoundField
    assigned_by: BoundField

    @property
    def has_errors(self) -> bool:
        """Whether one of the fields was refused."""
        return any(each.errors for each in (self.text, self.cascade, self.assigned_by))


class LineForm(PlanForm):
    """A whole row or column: text, way of supporting, and who assigned it, for each place."""

    def __init__(
        self,
        *args: Any,
        places: list[tuple[RencanaHasilKerja, Employee, RoleMatrixCell | None]],
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"revision": line_revision([cell for _rhk, _member, cell in places])}
        super().__init__(*args, **kwargs)
        self.places = places
        for place, (rhk, member, cell) in enumerate(places):
            self._add(place, f"{member.name}: {short(rhk.text, 60)}", cell)

    def _add(self, place: int, label: str, cell: RoleMatrixCell | None) -> None:
        self.fields[f"text_{place}"] = forms.CharField(
            max_length=500, required=False, label=label, initial=cell.text if cell else "",
            widget=forms.Textarea(attrs={"rows": 2}),
        )  # fmt: skip
        self.fields[f"cascade_{place}"] = forms.ChoiceField(
            choices=CascadeKind.choices, required=False, label=_("Cara mendukung"),
            initial=cell.cascade if cell else CascadeKind.INDIRECT.value,
        )  # fmt: skip
        self.fields[f"assigned_by_{place}"] = forms.CharField(
            max_length=200,
            required=False,
            label=_("Ditugaskan oleh"),
            initial=cell.assigned_by if cell else "",
        )

    def entries(self) -> list[LineEntry]:
        """The places in order."""
        return [
            LineEntry(rhk, member, *(self[f"{name}_{place}"] for name in ("text", "cascade", "assigned_by")))
            for place, (rhk, member, _cell) in enumerate(self.places)
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for place in range(len(self.places)):
            is_special = data.get(f"cascade_{place}") == CascadeKind.SPECIAL and data.get(f"text_{place}")
            if is_special and not data.get(f"assigned_by_{place}"):
                self.add_error(f"assigned_by_{place}", str(_("Tulis siapa yang menugaskan.")))
        return data

    def values(self) -> list[CellValues]:
        """What the service takes."""
        data = self.cleaned_data
        return [
            CellValues(rhk, member, *(data[f"{name}_{place}"] for name in ("text", "cascade", "assigned_by")))
            for place, (rhk, member, _cell) in enumerate(self.places)
        ]

    def require_unchanged(self) -> None:
        """Raises `ChangedMeanwhile` when a place of the line was changed after the page was shown."""
        shown = self.cleaned_data["revision"]
        if shown is not None and shown != line_revision([cell for _rhk, _member, cell in self.places]):
            raise ChangedMeanwhile()

    def seen(self) -> dict[tuple[UUID, UUID], str]:
        """What stood in each place when the line was read."""
        return {(rhk.pk, member.pk): cell.text if cell else "" for rhk, member, cell in self.places}


def line_revision(cells: list[RoleMatrixCell | None]) -> int:
    """A number that changes with any place of the line."""
    told = [(str(cell.pk), cell.text, cell.cascade, cell.assigned_by) if cell else None for cell in cells]
    return crc32(repr(told).encode())


class PasteForm(PlanForm):
    """Cells from a spreadsheet, and the place of the first one."""

    start_member = forms.ChoiceField(label=_("Mulai pada pegawai"))
    start_rhk = forms.ChoiceField(label=_("Mulai pada hasil kerja"))
    cells = forms.CharField(
        label=_("Tempel dari lembar kerja"), max_length=LONGEST_PASTE, strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "wrap": "off"}),
        help_text=_(
            "Salin selnya di Excel atau LibreOffice (tanpa judul), lalu tempel di sini. Sel kosong tidak menghapus."
        ),
    )  # fmt: skip
    apply = forms.BooleanField(required=False, widget=forms.HiddenInput)
    WHY = {
        "cells": _("Anda melihat dulu apa yang berubah; belum ada yang disimpan sebelum Anda menyetujuinya.")
    }

    def __init__(self, *args: Any, matrix: Matrix, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start_member"].choices = [  # type: ignore[attr-defined]
            (str(row.member.pk), row.member.full_name) for row in matrix.rows
        ]
        self.fields["start_rhk"].choices = [  # type: ignore[attr-defined]
            (str(rhk.pk), short(rhk.text, 80)) for rhk in matrix.columns
        ]
        self.matrix = matrix

    def start(self) -> tuple[int, int]:
        """Row and column of the first cell."""
        members = [str(row.member.pk) for row in self.matrix.rows]
        results = [str(rhk.pk) for rhk in self.matrix.columns]
        data = self.cleaned_data
        return members.index(data["start_member"]), results.index(data["start_rhk"])


class OfferForm(PlanForm):
    """What somebody offers for a result of the leader."""

    text = forms.CharField(
        label=_("Yang saya tawarkan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Hasil antara, keluaran, atau layanan yang dapat Anda berikan untuk hasil ini."),
    )  # fmt: skip
    WHY = {"text": _("Pimpinan membacanya dan menerima, atau menjawab dengan alasan.")}


class AnswerForm(PlanForm):
    """Accept an offer, or answer with a reason."""

    answer = forms.ChoiceField(
        label=_("Jawaban"), choices=[("accept", _("Terima")), ("decline", _("Belum dapat diterima"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    cascade = forms.ChoiceField(
        label=_("Bila diterima, cara mendukungnya"), choices=CascadeKind.choices[:2],
        initial=CascadeKind.INDIRECT.value, widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Bila belum, alasannya"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    WHY = {"reason": _("Orang yang menawarkan diri perlu tahu mengapa, agar berani menawarkan lagi.")}


class BorrowForm(PlanForm):
    """Somebody of another unit, and for what."""

    purpose = forms.CharField(
        label=_("Untuk apa"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Contoh: «Anggota tim percepatan stunting, dua hari seminggu»."),
    )  # fmt: skip
    WHY = {"purpose": _("Atasan pegawai itu membacanya; beban kerjanya ikut menjadi tanggung jawabnya.")}

    def __init__(self, *args: Any, people: list[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"] = ObjectChoiceField(
            rows=people, label_of=_person_label, label=_("Pegawai"), empty=_("Pilih pegawai")
        )
        self.order_fields(["member", "purpose"])


def _person_label(person: Employee) -> str:
    post = person.position.title if person.position else ""
    unit = person.unit.name if person.unit else ""
    return short(" · ".join(part for part in (person.full_name, post, unit) if part))
