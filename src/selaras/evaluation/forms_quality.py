"""The forms of the sample review."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.forms import CleanForm
from selaras.evaluation.forms import words_field
from selaras.evaluation.models import Clarity


class DrawForm(CleanForm):
    """Nothing to fill in: which results are drawn is nobody's choice."""


class ReviewForm(CleanForm):
    """Whether the reasons are clear, and a sentence for who wrote them."""

    clarity = forms.ChoiceField(
        label=_("Alasannya"), choices=Clarity.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu.")},
    )  # fmt: skip
    remark = words_field(
        _("Kalimat untuk pejabat penilai"), rows=3,
        help_text=_("Misalnya: bukti mana yang dimaksud pada alasan perilaku kerja?"),
    )  # fmt: skip
    WHY = {
        "clarity": _(
            "Yang dibaca hanya alasannya. Rating dan predikat tidak dinilai ulang dan tidak berubah."
        ),
        "remark": _("Dibaca pejabat penilai pada «Mutu penilaian saya», bersama nama Anda."),
    }
