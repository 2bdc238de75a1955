"""The form by which somebody with a name lets a law reach back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.forms import CleanForm
from selaras.evaluation.forms import words_field


class LawForm(CleanForm):
    """Why the results change, and which differences were looked at."""

    reason = words_field(
        _("Dasar keputusan"), rows=3,
        help_text=_("Misalnya: nomor peraturan dan pasal yang menyatakan berlaku surut sejak 1 Januari 2026."),
    )  # fmt: skip
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    WHY = {"reason": _("Dibaca setiap pegawai yang hasilnya berubah, di samping keputusan semula.")}
