"""What is asked after a result below expectation: cause first, then what is offered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selaras.consequences.forms import NO_CHOICE
from selaras.consequences.models import Cause
from selaras.consequences.services import CaseFacts, NewStep
from selaras.core.fields import DayField
from selaras.core.forms import CleanForm


def words(rows: int = 3) -> forms.Textarea:
    """A field for sentences."""
    return forms.Textarea(attrs={"rows": str(rows)})


class ShortfallForm(CleanForm):
    """Cause, words, and up to three offers."""

    cause = forms.ChoiceField(
        label=_("Penyebab yang paling berpengaruh"), choices=Cause.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("Apa yang Anda temukan berdua?"), widget=words())

    WHY: Mapping[str, str | Promise] = {
        "cause": _(
            "Tawaran yang menjawab penyebabnya menolong; tanpa penyebab, pelatihan hanya menambah beban."
        ),
        "words": _("Pegawai membaca ini dan menulis pandangannya di sampingnya."),
    }
    OFFERS: ClassVar[int] = 3

    def __init__(self, *args: Any, forms_of: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, self.OFFERS + 1):
            required = number == 1
            self.fields[f"form_{number}"] = forms.ChoiceField(
                label=_("Bentuk %(number)d") % {"number": number},
                choices=[NO_CHOICE, *forms_of],
                required=required,
            )
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("Tentang apa, dengan siapa"), max_length=300, required=required
            )
            self.fields[f"due_{number}"] = DayField(label=_("Sampai"), required=required)

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Form, subject and day of each offer."""
        numbers = range(1, self.OFFERS + 1)
        return [(self[f"form_{number}"], self[f"text_{number}"], self[f"due_{number}"]) for number in numbers]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for number in range(2, self.OFFERS + 1):
            parts = [data.get(f"{name}_{number}") for name in ("form", "text", "due")]
            if any(parts) and not all(parts):
                self.add_error(
                    f"text_{number}", _("Lengkapi bentuk, isi, dan tanggalnya, atau kosongkan semuanya.")
                )
        return data

    def steps(self) -> list[NewStep]:
        """The offers that were filled in."""
        data = self.cleaned_data
        numbers = [number for number in range(1, self.OFFERS + 1) if data.get(f"text_{number}")]
        return [NewStep(data[f"form_{n}"], data[f"text_{n}"], data[f"due_{n}"]) for n in numbers]


class OwnWordsForm(CleanForm):
    """The view of the employee."""

    own_words = forms.CharField(
        label=_("Menurut Anda, apa penyebabnya, dan apa yang akan menolong?"), widget=words()
    )
    WHY: Mapping[str, str | Promise] = {
        "own_words": _(
            "Pandangan Anda tercatat di samping catatan atasan, supaya pembacanya mendengar keduanya."
        )
    }


class OutcomeForm(CleanForm):
    """What came of an offer."""

    outcome = forms.CharField(label=_("Apa hasilnya?"), max_length=500, widget=words(2))
    WHY: Mapping[str, str | Promise] = {
        "outcome": _("Hasilnya menunjukkan apakah tawaran ini menolong, atau perlu diganti dengan yang lain.")
    }


class OpenCaseForm(CleanForm):
    """Why the case is opened."""

    reason = forms.CharField(label=_("Alasan membuka jalur ini"), widget=words())
    WHY: Mapping[str, str | Promise] = {"reason": _("Pegawai dan pejabat penilainya membaca alasan ini.")}


class DecideCaseForm(CleanForm):
    """One decision; only the part that is the reader's own is shown."""

    YES_NO: ClassVar[list[tuple[str, Any]]] = [NO_CHOICE, ("ya", _("Ya")), ("tidak", _("Tidak"))]

    improved = forms.ChoiceField(label=_("Kinerja membaik?"), choices=YES_NO, required=False)
    tested_on = DayField(label=_("Tanggal uji kompetensi"), required=False)
    is_competent = forms.ChoiceField(
        label=_("Kompetensi masih sesuai jabatan?"), choices=YES_NO, required=False
    )
    has_vacancy = forms.ChoiceField(label=_("Ada lowongan yang sesuai?"), choices=YES_NO, required=False)
    placed_on = DayField(label=_("Penempatan sementara mulai"), required=False)
    reason = forms.CharField(label=_("Alasan, atau nomor surat keputusan"), widget=words())
    WHY: Mapping[str, str | Promise] = {
        "tested_on": _("Langkah berikutnya dihitung dari tanggal ini."),
        "placed_on": _("Batas penempatan sementara dihitung dari tanggal ini."),
        "reason": _("Keputusan tercatat dengan nama Anda, dan pegawai membaca alasannya."),
    }

    def __init__(self, *args: Any, parts: set[str], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("improved", "tested_on", "is_competent", "has_vacancy", "placed_on"):
            if name not in parts:
                del self.fields[name]

    def facts(self) -> CaseFacts:
        """What was decided; nothing where a field was left empty."""
        data = self.cleaned_data
        told = {name: {"ya": True, "tidak": False}.get(data.get(name) or "") for name in _YES_NO_FIELDS}
        return CaseFacts(
            told["improved"],
            data.get("tested_on"),
            told["is_competent"],
            told["has_vacancy"],
            data.get("placed_on"),
        )


_YES_NO_FIELDS = ("improved", "is_competent", "has_vacancy")
