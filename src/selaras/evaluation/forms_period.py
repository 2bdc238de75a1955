"""Forms of periods: opening, extending, closing, letting one person be late."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField
from selaras.core.forms import CleanForm
from selaras.evaluation.forms import words_field
from selaras.evaluation.services.periods import LONGEST_GRACE


class OpenPeriodForm(CleanForm):
    """The deadline of a period and the days of grace after it."""

    due_on = DayField(
        label=_("Batas penetapan"), help_text=_("Sampai pukul 23.59 waktu setempat pada hari itu.")
    )
    grace_days = forms.IntegerField(
        label=_("Masa tenggang, dalam hari"), min_value=0, max_value=LONGEST_GRACE,
        help_text=_("Dalam masa ini hasil masih dapat ditetapkan, dan ditandai terlambat. Nol berarti tanpa tenggang."),
        error_messages={"required": _("Isi jumlah hari, boleh nol."), "invalid": _("Tulis bilangan bulat.")},
    )  # fmt: skip
    WHY = {"due_on": _("Batas yang diketahui sejak awal memberi waktu berdialog sebelum menilai.")}


class ExtendPeriodForm(CleanForm):
    """A later deadline and why."""

    due_on = DayField(label=_("Batas baru"))
    reason = words_field(_("Alasan perpanjangan"), rows=3, help_text=_("Dibaca semua pejabat penilai."))


class ClosePeriodForm(CleanForm):
    """How a period ended."""

    note = words_field(
        _("Catatan penutupan"), rows=3,
        help_text=_("Misalnya: semua perangkat daerah lengkap kecuali yang tercantum pada daftar."),
    )  # fmt: skip


class LateForm(CleanForm):
    """Until when one person may be late, and why."""

    until = DayField(label=_("Boleh ditetapkan sampai"))
    reason = words_field(_("Alasan"), rows=3, help_text=_("Dibaca pejabat penilai dan pegawai."))
    WHY = {
        "reason": _(
            "Kekurangan satu orang tidak menahan yang lain; alasannya menjelaskan mengapa ia menyusul."
        )
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].widget.attrs["autocomplete"] = "off"
