"""What people tell about sources and deliveries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selaras.core.forms import CleanForm, LongSelect
from selaras.intake.facts import Column
from selaras.intake.kinds import FeedKind, SummedKind
from selaras.organisation.models import Unit

WHOLE_CITY = "kota"


class SourceForm(CleanForm):
    """A new source."""

    name = forms.CharField(
        label=_("Nama sumber"),
        max_length=120,
        help_text=_("Nama sistem atau buku register, misalnya «SIMPUS»."),
    )
    place = forms.ChoiceField(
        label=_("Datanya tentang"), widget=LongSelect,
        help_text=_("Pilih unit bila semua baris tentang satu unit; kolom unit tidak perlu ada."),
    )  # fmt: skip
    WHY = {
        "name": _("Nama ini tampil di samping setiap angka yang berasal dari sumber ini."),
        "place": _("Hanya unit di tempat ini yang dikenali, agar angka tidak masuk ke unit lain."),
    }

    def __init__(self, *args: Any, units: Sequence[Unit], for_city: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        choices: list[tuple[str, str | Promise]] = [(WHOLE_CITY, _("Seluruh kota"))] if for_city else []
        choices += [(key, unit.name_with_opd) for key, unit in self.units.items()]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen_place(self) -> Unit | None:
        """The unit that was chosen; None for the whole city."""
        return self.units.get(self.cleaned_data["place"])


class DeliveryForm(CleanForm):
    """A file to look at."""

    file = forms.FileField(
        label=_("Berkas"),
        help_text=_("Ekspor dari sistem asal, apa adanya."),
        error_messages={"required": _("Pilih dahulu berkasnya."), "empty": _("Berkas ini kosong.")},
    )
    period = forms.CharField(
        label=_("Bulan berkas ini"), required=False, max_length=20,
        help_text=_("Hanya bila berkasnya tidak punya kolom bulan. Misalnya 03/2026."),
    )  # fmt: skip
    WHY = {
        "file": _(
            "Berkas diperiksa dahulu; tidak ada yang berubah sebelum Anda menerapkannya. Berkas disimpan sebagai bukti "
            "asal angka."
        )
    }

    def __init__(self, *args: Any, asks_month: bool, kind: type[FeedKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if not asks_month:
            del self.fields["period"]
        elif kind.why_month:
            self.fields["period"].help_text = str(kind.why_month)
        if issubclass(kind, SummedKind):
            told = _("Berkas diperiksa dahulu. Barisnya dijumlahkan saat dibaca dan tidak disimpan.")
            self.fields["file"].why = told  # type: ignore[attr-defined]

    def clean_period(self) -> str:
        """The month as «2026-03» or the period as its kind spells it, whatever way it was written."""
        text = self.cleaned_data["period"]
        found = self.kind.period_given(text) if text else ""
        if found is None:
            raise ValidationError(_("Tulis bulan dan tahunnya, misalnya 03/2026 atau Maret 2026."))
        return found

    @property
    def given(self) -> dict[str, str]:
        """What was told about the whole file."""
        period = self.cleaned_data.get("period")
        return {"period": period} if period else {}


class HeadingsForm(CleanForm):
    """Which heading of the file is which column."""

    def __init__(
        self, *args: Any, columns: Iterable[Column], found: Sequence[Sequence[str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(heading, f"{heading}: {value}" if value else heading) for heading, value in found]
        for column in columns:
            self.fields[column.name] = forms.ChoiceField(
                label=str(column.label),
                required=column.is_required,
                choices=[("", _("Pilih kolom")), *choices],
                error_messages={"required": _("Pilih kolom berkas yang memuat isian ini.")},
            )
        self.columns = [column.name for column in columns]

    @property
    def headings(self) -> dict[str, str]:
        """Name of the column → heading."""
        return {name: self.cleaned_data[name] for name in self.columns}


class UnitNamesForm(CleanForm):
    """Which unit of ours each name of the files is; what stays empty stays unknown."""

    def __init__(
        self,
        *args: Any,
        names: Mapping[str, str],
        known: Mapping[str, str],
        units: Sequence[Unit],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        choices = [
            ("", _("Belum dipasangkan")),
            *((key, unit.name_with_opd) for key, unit in self.units.items()),
        ]
        self.names = {f"unit_{place}": name for place, name in enumerate(names)}
        for field, name in self.names.items():
            self.fields[field] = forms.ChoiceField(
                label=names[name],
                required=False,
                choices=choices,
                widget=LongSelect,
                initial=known.get(name, ""),
            )

    @property
    def pairs(self) -> dict[str, Unit]:
        """Name in plain letters → unit, where one was chosen."""
        chosen = ((name, self.cleaned_data[field]) for field, name in self.names.items())
        return {name: self.units[key] for name, key in chosen if key}


class ReasonForm(CleanForm):
    """Why something is taken back."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Satu kalimat, misalnya «berkas bulan yang salah»."),
    )  # fmt: skip
    WHY = {"reason": _("Alasan dibaca oleh yang memakai angkanya, dan tersimpan dalam jejak perubahan.")}


class PlainForm(CleanForm):
    """A step without questions, carried out once."""
