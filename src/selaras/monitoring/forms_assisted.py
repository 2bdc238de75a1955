"""What a typist fills in for somebody else, and how the owner answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField, NumberField
from selaras.core.forms import CleanForm
from selaras.monitoring.forms import Choices, ask_why, long_text
from selaras.monitoring.models import Consent
from selaras.monitoring.services import NewEvidence, RealisationEntry

CONFIRM, DECLINE = "confirm", "decline"


class ForOtherForm(CleanForm):
    """Consent first: without it nothing is typed."""

    consent = forms.ChoiceField(
        label=_("Bagaimana pemiliknya menyetujui?"), choices=Consent.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_why(
            self.fields["consent"],
            _(
                "Catatan ini memakai nama orang lain. Kedua nama tersimpan, dan catatan baru dihitung setelah "
                "pemiliknya sendiri mengonfirmasi."
            ),
        )


class RealisationForOtherForm(ForOtherForm):
    """A month in the words of its owner."""

    iki = forms.ChoiceField(label=_("Indikator"))
    month = forms.TypedChoiceField(label=_("Bulan"), coerce=int)
    value = NumberField(label=_("Realisasi bulan ini"), required=False)
    narrative = forms.CharField(
        label=_("Hasilnya, dengan kata-kata pemiliknya"), required=False, max_length=1000, widget=long_text()
    )
    cause = forms.CharField(label=_("Apa penyebabnya?"), required=False, max_length=500, widget=long_text(2))
    what_would_help = forms.CharField(
        label=_("Apa yang akan membantu?"), required=False, max_length=500, widget=long_text(2)
    )

    def __init__(self, *args: Any, indicators: Choices, months: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["iki"].choices = list(indicators)  # type: ignore[attr-defined]
        self.fields["month"].choices = list(months)  # type: ignore[attr-defined]

    def entry(self) -> RealisationEntry:
        """What was said."""
        data = self.cleaned_data
        return RealisationEntry(data["value"], data["narrative"], data["cause"], data["what_would_help"])


class EvidenceForOtherForm(ForOtherForm):
    """A file or a link of its owner."""

    title = forms.CharField(label=_("Nama bukti"), max_length=200)
    note = forms.CharField(
        label=_("Apa yang berubah karena pekerjaan ini?"), required=False, max_length=500, widget=long_text(2)
    )
    happened_on = DayField(label=_("Tanggal kejadian"))
    file = forms.FileField(label=_("Berkas"), required=False, allow_empty_file=True)
    url = forms.CharField(
        label=_("atau tautan"), required=False, max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
    )  # fmt: skip
    iki = forms.ChoiceField(label=_("Dipakai untuk indikator"), required=False)

    def __init__(self, *args: Any, indicators: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["iki"].choices = [("", _("Belum dihubungkan")), *indicators]  # type: ignore[attr-defined]
        self.fields["file"].widget.attrs["accept"] = ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.mp4"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if bool(data.get("file")) == bool(data.get("url")):
            self.add_error("file", _("Pilih berkas, atau isi tautannya; salah satu saja."))
        return data

    def new(self) -> NewEvidence:
        """What was said about the proof."""
        data = self.cleaned_data
        return NewEvidence(data["title"], data["happened_on"], data["note"])


class AnswerForm(CleanForm):
    """The answer of the owner: signed in with a button, at the screen of the typist with a code."""

    answer = forms.ChoiceField(choices=[(CONFIRM, CONFIRM), (DECLINE, DECLINE)])
    code = forms.CharField(
        label=_("Kode konfirmasi pemiliknya"), required=False, max_length=20,
        help_text=_("Diketik oleh pemiliknya sendiri setelah membaca catatan ini. Satu kode untuk satu catatan."),
    )  # fmt: skip
    code.widget.attrs.update(autocomplete="off")


class CompanionForm(CleanForm):
    """Who goes along."""

    companion = forms.ChoiceField(label=_("Pendamping"), required=False)

    def __init__(self, *args: Any, colleagues: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("Tidak ada")), *colleagues]
        self.fields["companion"].choices = choices  # type: ignore[attr-defined]
        ask_why(
            self.fields["companion"],
            _(
                "Cara kerja baru lebih ringan bila ada rekan untuk bertanya. Pendamping melihat bila Anda lama tidak "
                "mencatat, agar dapat menyapa; daftarnya tidak dilihat siapa pun yang lain."
            ),
        )
