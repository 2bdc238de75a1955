"""What is asked about TPP: which month, and under which regulation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField
from selaras.core.forms import CleanForm
from selaras_rules import Period, PeriodKind


class CountMonthForm(CleanForm):
    """A month that is over."""

    month_code = forms.ChoiceField(label=_("Bulan"))
    WHY: Mapping[str, str | Promise] = {
        "month_code": _("Hanya bulan yang sudah berakhir, karena semua harinya sudah diketahui.")
    }

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        month, offered = Period.containing(PeriodKind.MONTH, on), []
        for _place in range(12):
            month = month.previous()
            offered.append((month.code, month.label))
        self.fields["month_code"].choices = offered  # type: ignore[attr-defined]

    def month(self) -> Period:
        """The month that was chosen."""
        return Period.parse(self.cleaned_data["month_code"])


class RegulationForm(CleanForm):
    """The regulation of the region."""

    number = forms.CharField(label=_("Nomor peraturan"), max_length=80)
    title = forms.CharField(label=_("Tentang"), max_length=300)
    effective = DayField(label=_("Berlaku mulai"))

    WHY: Mapping[str, str | Promise] = {
        "number": _("Setiap persentase menyebut dasar ini, supaya pegawai tahu aturan mana yang dipakai."),
    }
