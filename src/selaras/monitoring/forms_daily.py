"""What people write about weeks and days: steps, a focus, one line."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField
from selaras.core.forms import CleanForm
from selaras.monitoring.forms import Choices, ask_why, long_text
from selaras.monitoring.services import NewSteps
from selaras.monitoring.services.steps import LONGEST


class StepsForm(CleanForm):
    """Some steps for one RHK, one a line."""

    rhk = forms.ChoiceField(label=_("Untuk hasil kerja"))
    texts = forms.CharField(
        label=_("Langkah-langkahnya"), widget=long_text(4),
        help_text=_("Satu langkah satu baris, misalnya: kumpulkan data kunjungan."),
    )  # fmt: skip
    when = forms.ChoiceField(label=_("Kapan"))

    def __init__(self, *args: Any, results: Choices, when: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["rhk"].choices = list(results)  # type: ignore[attr-defined]
        self.fields["when"].choices = list(when)  # type: ignore[attr-defined]
        ask_why(
            self.fields["texts"],
            _(
                "Langkah membuat target setahun terasa dekat: Anda dan atasan melihat apa yang dikerjakan bulan "
                "ini, di samping hasilnya. Langkah tidak dinilai."
            ),
        )

    def new(self) -> NewSteps:
        """The steps that were written; empty lines are none."""
        data = self.cleaned_data
        lines = [" ".join(line.split()) for line in data["texts"].splitlines()]
        return NewSteps(UUID(data["rhk"]), [line for line in lines if line], data["when"])


class StepForm(CleanForm):
    """One step anew."""

    text = forms.CharField(label=_("Langkah"), max_length=LONGEST)
    period = forms.ChoiceField(label=_("Kapan"))
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=300, widget=long_text(2),
        help_text=_("Misalnya apa yang dihasilkan, atau mengapa bergeser."),
    )  # fmt: skip

    def __init__(self, *args: Any, periods: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["period"].choices = list(periods)  # type: ignore[attr-defined]


class FocusForm(CleanForm):
    """Three things at most."""

    points = forms.MultipleChoiceField(
        label=_("Fokus minggu ini"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Salah satu pilihan baru saja selesai atau berubah. Pilih lagi.")},
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["points"].choices = list(offered)  # type: ignore[attr-defined]
        ask_why(
            self.fields["points"],
            _(
                "Hanya untuk Anda. Atasan dan admin tidak melihatnya, dan pilihan ini terhapus setelah minggunya lewat."
            ),
        )


class DayForm(CleanForm):
    """The line of a day."""

    day = DayField(label=_("Hari"))
    text = forms.CharField(
        label=_("Apa yang Anda kerjakan?"), max_length=200, required=False,
        help_text=_("Satu baris. Kosongkan untuk menghapus catatan hari itu."),
    )  # fmt: skip
    rhk = forms.ChoiceField(label=_("Terkait hasil kerja"), required=False)

    def __init__(self, *args: Any, results: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["rhk"].choices = [("", _("Tidak khusus")), *results]  # type: ignore[attr-defined]
        ask_why(
            self.fields["text"],
            _(
                "Instansi Anda memilih catatan harian. Baris ini dapat diambil sebagai catatan realisasi bulanan "
                "dengan satu ketukan; tidak perlu disalin."
            ),
        )
