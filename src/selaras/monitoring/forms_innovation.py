"""A new idea of one's own work."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.forms import CleanForm
from selaras.monitoring.forms import Choices, long_text
from selaras.monitoring.models import InnovationStage
from selaras.monitoring.services import NewInnovation


class InnovationForm(CleanForm):
    """The problem, the idea, who has something of it, and how far it has come."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("Nama inovasi"), max_length=150)
    problem = forms.CharField(label=_("Masalah yang dihadapi"), max_length=500, widget=long_text())
    idea = forms.CharField(label=_("Apa yang baru?"), max_length=500, widget=long_text())
    beneficiaries = forms.CharField(
        label=_("Siapa yang merasakan manfaatnya?"), max_length=200,
        help_text=_("Misalnya ibu hamil di tiga kelurahan."),
    )  # fmt: skip
    stage = forms.ChoiceField(label=_("Tahap"), choices=InnovationStage.choices, widget=forms.RadioSelect)
    change = forms.ChoiceField(
        label=_("Dampak terukur"), required=False,
        help_text=_("Perbaikan proses dengan angka sebelum dan sesudah. Tanpa ini inovasi tetap gagasan."),
    )  # fmt: skip
    WHY = {
        "stage": _(
            "Pejabat penilai membaca inovasi sebagai konteks di samping penilaian. Inovasi tidak dihitung ke dalam "
            "angka atau rating mana pun."
        ),
    }

    def __init__(self, *args: Any, changes: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["change"].choices = [("", _("Belum terukur")), *changes]  # type: ignore[attr-defined]

    def new(self) -> NewInnovation:
        """What was told, as the service takes it."""
        given = self.cleaned_data
        told = {name: given[name] for name in ("title", "problem", "idea", "beneficiaries", "stage")}
        return NewInnovation(**told, change_id=UUID(given["change"]) if given["change"] else None)
