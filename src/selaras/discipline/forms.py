"""What people fill in about attendance; each field that is not obvious says why it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selaras.core.forms import CleanForm
from selaras.discipline.models import FactKind

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class CorrectionForm(CleanForm):
    """What a day really was."""

    claim = forms.ChoiceField(
        label=_("Hari itu sebenarnya"), choices=FactKind.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Misalnya: mesin di puskesmas mati sejak pagi; hadir sampai 16.00 bersama tim."),
    )  # fmt: skip
    WHY = {
        "claim": _(
            "Tap mentah tidak diubah. Yang disetujui berlaku di samping tap, dengan nama yang menyetujui."
        ),
        "reason": _("Pejabat penilai memutuskan dari alasan ini. Jangan tulis rincian penyakit."),
    }


class DecisionForm(CleanForm):
    """Approve or refuse, with a reason."""

    decision = forms.ChoiceField(label=_("Keputusan"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Alasan"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    WHY = {"reason": _("Pegawai membaca alasan ini bersama nama Anda.")}

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str | Promise]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = list(choices)  # type: ignore[attr-defined]


class PairsForm(CleanForm):
    """Who holds which number."""

    pairs = forms.CharField(
        label=_("Nomor mesin dan NIP"), max_length=600_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("Satu pasang per baris: nomor, spasi atau tab, lalu NIP. Salin langsung dari spreadsheet."),
    )  # fmt: skip
    from_day = forms.DateField(
        label=_("Berpindah tangan mulai"), required=False, widget=DAY,
        help_text=_("Hanya bila nomor itu sebelumnya dipegang orang lain."),
    )  # fmt: skip
    WHY = {
        "pairs": _(
            "Nomor dicocokkan persis, angka nol di depan tidak dibuang, agar tap tidak jatuh ke orang lain."
        ),
        "from_day": _("Tap sebelum hari itu tetap milik pemegang lama."),
    }


class PlainForm(CleanForm):
    """A step without questions, carried out once."""
