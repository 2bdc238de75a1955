"""Forms of the library: look, propose, decide, doubt, adopt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField, NumberField, ObjectChoiceField
from selaras.core.forms import CleanForm
from selaras.indicators.models import IndicatorVersion
from selaras.indicators.selectors import SHELVES, Wanted
from selaras.indicators.services import IndicatorValues
from selaras.organisation.models import Unit
from selaras.planning.fields import short
from selaras.planning.forms import MONTHS, PlanForm, text_field
from selaras.planning.models import Aspect, Direction, Pattern, Perspective, RencanaHasilKerja

NAMES = tuple(field.name for field in fields(IndicatorValues))


class LookForm(CleanForm):
    """Words, OPD, aspect and shelf; what can't be read is left out."""

    q = forms.CharField(label=_("Cari indikator"), max_length=100, required=False)
    aspek = forms.ChoiceField(
        label=_("Aspek"), choices=[("", _("Semua aspek")), *Aspect.choices], required=False
    )
    rak = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, opds: Iterable[Unit]) -> None:
        super().__init__(data)
        self.fields["opd"] = ObjectChoiceField(
            rows=opds, empty=_("Semua perangkat daerah"), required=False, label=_("Perangkat daerah")
        )

    def wanted(self) -> Wanted:
        """What was asked for."""
        self.is_valid()
        given = self.cleaned_data
        opd, shelf = given.get("opd"), given.get("rak", "")
        return Wanted(
            given.get("q", ""), opd.pk if opd else None, given.get("aspek", ""),
            shelf if shelf in SHELVES else "berlaku",
        )  # fmt: skip


class IndicatorForm(PlanForm):
    """One wording of an indicator, with its first day and the reason."""

    code = forms.CharField(
        label=_("Kode"), max_length=40, help_text=_("Tetap sama di semua versi. Contoh: DK-12.")
    )
    title = text_field(_("Apa yang diukur"), 400, required=True)
    definition = text_field(
        _("Definisi"), 5000, rows=3,
        help_text=_("Siapa dan apa yang dihitung, dan apa yang tidak dihitung."),
    )  # fmt: skip
    unit_of_measure = forms.CharField(label=_("Satuan"), max_length=40)
    direction = forms.ChoiceField(label=_("Arah yang baik"), choices=Direction.choices)
    aspect = forms.ChoiceField(
        label=_("Aspek"), choices=[("", _("Pilih aspek")), *Aspect.choices], required=False
    )
    perspective = forms.ChoiceField(
        label=_("Perspektif"), choices=[("", _("Pilih perspektif")), *Perspective.choices], required=False
    )
    pattern = forms.ChoiceField(label=_("Cara membaca setahun"), choices=Pattern.choices)
    release_month = forms.TypedChoiceField(
        label=_("Bulan terbit"), choices=MONTHS, coerce=int, empty_value=None, required=False,
        help_text=_("Hanya untuk pola «rilis»."),
    )  # fmt: skip
    source = forms.CharField(label=_("Sumber data"), max_length=200)
    method = text_field(_("Cara menghitung"), 500)
    baseline = NumberField(label=_("Titik awal"), required=False)
    baseline_year = forms.IntegerField(
        label=_("Tahun titik awal"), required=False, min_value=2000, max_value=2100
    )
    example_target = forms.CharField(label=_("Contoh target"), max_length=200, required=False)
    starts_on = DayField(label=_("Berlaku mulai"))
    reason = text_field(
        _("Alasan"), 2000, rows=3, help_text=_("Dibaca admin kota dan semua yang memakai indikator ini.")
    )
    WHY = {
        "definition": _("Dua orang yang membaca definisi ini harus menghitung angka yang sama."),
        "source": _("Sumber yang disepakati mencegah perdebatan angka saat penilaian."),
        "baseline": _("Ditawarkan sebagai titik awal kepada yang memakai indikator ini; boleh diganti."),
        "starts_on": _(
            "SKP yang sudah ada tetap memakai versi lama; hanya yang mengambilnya sejak hari itu."
        ),
    }

    def __init__(
        self, *args: Any, opds: Iterable[Unit], units: Iterable[Unit], needs_opd: bool, is_new: bool, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["responsible_unit"] = ObjectChoiceField(
            rows=units, empty=_("Belum ditentukan"), required=False, label=_("Unit penanggung jawab angka")
        )
        self.fields["opd"] = ObjectChoiceField(
            rows=opds, empty=_("Pilih") if needs_opd else _("Semua perangkat daerah"), required=needs_opd,
            label=_("Milik perangkat daerah"),
        )  # fmt: skip
        if not is_new:
            del self.fields["code"]
            del self.fields["opd"]
            self.fields["reason"].required = True

    def values(self) -> IndicatorValues:
        """What the service takes."""
        return IndicatorValues(**{name: self.cleaned_data[name] for name in NAMES})


def indicator_initial(version: IndicatorVersion) -> dict[str, Any]:
    """The form as the wording stands."""
    return {name: getattr(version, name) for name in NAMES}


class SettleForm(PlanForm):
    """A decision of the city admin with its reason."""

    reason = text_field(
        _("Alasan"), 2000, rows=3, help_text=_("Wajib bila ditolak atau dihentikan; pengusul membacanya.")
    )


class DoubtForm(PlanForm):
    """Why an indicator doesn't fit one's work."""

    reason = text_field(
        _("Mengapa tidak relevan dengan pekerjaan Anda?"), 1000, rows=4, required=True,
        help_text=_("Contoh: «Izin ini sekarang terbit otomatis, jadi lamanya bukan lagi hasil kerja kami»."),
    )  # fmt: skip
    WHY = {
        "reason": _(
            "Admin kota membaca alasan dan banyaknya catatan, tanpa nama. Indikator yang tidak lagi berguna "
            "sebaiknya diubah atau dihentikan. Penilaian Anda tidak terpengaruh."
        )
    }


class AdoptForm(PlanForm):
    """To which result the indicator belongs."""

    def __init__(self, *args: Any, results: Iterable[RencanaHasilKerja], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hasil"] = ObjectChoiceField(
            rows=results, label_of=lambda rhk: f"{rhk.skp.year} · {short(rhk.text, 90)}", empty=_("Pilih hasil kerja"),
            label=_("Untuk hasil kerja"),
        )  # fmt: skip


def uuid_of(text: str) -> UUID | None:
    """A key in an address, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None
