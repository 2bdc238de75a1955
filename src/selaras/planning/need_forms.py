"""The form that answers a resource need."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.planning.forms import PlanForm, text_field
from selaras.planning.models import NeedAnswer


class NeedForm(PlanForm):
    """Yes, partly or no. The words of the need travel along, so that a changed list is never answered by mistake."""

    need = forms.CharField(max_length=500, widget=forms.HiddenInput)
    answer = forms.ChoiceField(label=_("Jawaban Anda"), choices=NeedAnswer.choices, widget=forms.RadioSelect)
    reason = text_field(
        _("Alasan atau rencana"), 1000, rows=3,
        help_text=_("Wajib bila tidak dipenuhi seluruhnya. Contoh: «anggaran perubahan, September»."),
    )  # fmt: skip
    WHY = {
        "answer": _(
            "Orang tidak dapat dinilai adil atas hasil yang sarananya tidak tersedia. Jawaban ini tampil lagi saat "
            "target dinilai."
        )
    }
