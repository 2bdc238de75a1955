"""A process that became simpler, and what a second person says of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField, NumberField
from selaras.core.forms import CleanForm
from selaras.monitoring.forms import Choices, ask_why, long_text
from selaras.monitoring.services import NewProcessChange

MOST = 999_999


def _whole(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST)


class ProcessChangeForm(CleanForm):
    """Before and after."""

    process = forms.CharField(
        label=_("Proses yang disederhanakan"), max_length=150, help_text=_("Misalnya izin usaha mikro.")
    )
    what = forms.CharField(
        label=_("Apa yang Anda ubah?"), max_length=500, widget=long_text(),
        help_text=_("Cukup agar rekan di tempat lain dapat menirunya."),
    )  # fmt: skip
    measured_on = DayField(label=_("Diukur pada"))
    days_before = NumberField(label=_("Hari, sebelum"), required=False)
    days_after = NumberField(label=_("Hari, sesudah"), required=False)
    steps_before = _whole(_("Langkah, sebelum"))
    steps_after = _whole(_("Langkah, sesudah"))
    documents_before = _whole(_("Dokumen yang diminta, sebelum"))
    documents_after = _whole(_("Dokumen yang diminta, sesudah"))
    counted = forms.CharField(
        label=_("Hal lain yang dihitung"), max_length=60, required=False, help_text=_("Misalnya jenis izin.")
    )
    count_before = _whole(_("Jumlah, sebelum"))
    count_after = _whole(_("Jumlah, sesudah"))
    rhk = forms.ChoiceField(label=_("Terkait hasil kerja"), required=False)
    evidence = forms.ChoiceField(label=_("Bukti"), required=False)

    def __init__(self, *args: Any, results: Choices, proofs: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["rhk"].choices = [("", _("Tidak khusus")), *results]  # type: ignore[attr-defined]
        self.fields["evidence"].choices = [("", _("Belum ada")), *proofs]  # type: ignore[attr-defined]
        ask_why(
            self.fields["what"],
            _(
                "Kerja administrasi jarang terlihat. Angka sebelum dan sesudah, yang diperiksa orang kedua, membuatnya "
                "terlihat saat penilaian. Isi yang ada saja."
            ),
        )

    def clean_days_before(self) -> Any:
        return self._days("days_before")

    def clean_days_after(self) -> Any:
        return self._days("days_after")

    def _days(self, name: str) -> Any:
        value = self.cleaned_data[name]
        if value is not None and (value > 9999 or value != round(value, 1)):
            raise forms.ValidationError(_("Tulis hari dengan paling banyak satu angka di belakang koma."))
        return value

    def new(self) -> NewProcessChange:
        """What was told."""
        data = self.cleaned_data
        return NewProcessChange(
            process=data["process"],
            what=data["what"],
            measured_on=data["measured_on"],
            days=(data["days_before"], data["days_after"]),
            steps=(data["steps_before"], data["steps_after"]),
            documents=(data["documents_before"], data["documents_after"]),
            counted=data["counted"],
            count=(data["count_before"], data["count_after"]),
            rhk_id=UUID(data["rhk"]) if data["rhk"] else None,
            evidence_id=UUID(data["evidence"]) if data["evidence"] else None,
        )


class CheckForm(CleanForm):
    """What the second person found."""

    verdict = forms.ChoiceField(
        label=_("Apakah angkanya sesuai?"),
        choices=[("ya", _("Ya, sesuai dengan yang saya periksa")), ("tidak", _("Belum sesuai"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Bagaimana Anda memeriksanya?"), max_length=500, widget=long_text(2),
        help_text=_("Misalnya: 20 berkas bulan Agustus, tanggal masuk dan tanggal terbit."),
    )  # fmt: skip
