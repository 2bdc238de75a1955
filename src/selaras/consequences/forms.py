"""What is filled in about angka kredit. Each field that is not obvious says why it is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selaras.consequences.models import CreditOrigin, PromotionFacts
from selaras.consequences.models.credit import JENJANG
from selaras.consequences.services import NewFacts, NewOpening
from selaras.core.fields import DayField
from selaras.core.forms import CleanForm
from selaras_rules import Predikat
from selaras_rules.positions import golongan_table

GOLONGAN = [(row.code, row.code) for row in golongan_table()]
NO_CHOICE = ("", "—")
_POINTS = re.compile(r"\d{1,4}([.,]\d{1,3})?")


class PointsField(forms.CharField):
    """Angka kredit as it is printed: «62,5»."""

    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(max_length=10, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value: Any) -> Decimal:
        text = (super().clean(value) or "").strip()
        if not _POINTS.fullmatch(text):
            raise ValidationError(_("Tulis angkanya saja, misalnya 62,5."))
        return Decimal(text.replace(",", "."))


class OpeningForm(CleanForm):
    """Where somebody's account begins."""

    origin = forms.ChoiceField(label=_("Angka ini berasal dari"), choices=CreditOrigin.choices)
    document = forms.CharField(label=_("Nomor dan tanggal dokumen"), max_length=120)
    jenjang = forms.ChoiceField(label=_("Jenjang sekarang"), choices=JENJANG)
    golongan = forms.ChoiceField(label=_("Golongan ruang"), choices=GOLONGAN)
    starts_at = forms.ChoiceField(
        label=_("Golongan mula jabatan ini"), required=False, choices=[NO_CHOICE, ("II/c", "II/c"), ("III/b", "III/b")]
    )  # fmt: skip
    rank_since = DayField(label=_("Dalam golongan ini sejak (TMT)"))
    points = PointsField(label=_("Angka kredit pada jenjang ini"))
    counted_from = DayField(label=_("Hasil di Selaras dihitung mulai"))

    WHY: Mapping[str, str | Promise] = {
        "document": _("Angka dipercaya karena sumbernya. Pegawai melihat nomor ini dan dapat membantahnya."),
        "starts_at": _(
            "Isi hanya bila jabatan fungsional ini tidak bermula pada golongan terendah jenjangnya."
        ),
        "counted_from": _(
            "Hari pertama yang belum termasuk dalam angka di atas, supaya tidak dihitung dua kali."
        ),
        "rank_since": _("Kenaikan pangkat memerlukan paling sedikit dua tahun dalam pangkat."),
    }

    def new(self) -> NewOpening:
        """What the document says."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "form_key"}
        return NewOpening(**given)


class FactsForm(CleanForm):
    """What a gate must know besides the results."""

    source = forms.CharField(label=_("Dari mana ini diketahui?"), max_length=300)
    is_sworn_in = forms.BooleanField(label=_("Sudah dilantik dalam jabatan fungsional"), required=False)
    has_vacancy = forms.BooleanField(label=_("Ada lowongan pada jenjang di atasnya"), required=False)
    passed_test_on = DayField(label=_("Lulus uji kompetensi pada"), required=False)
    is_on_map = forms.BooleanField(label=_("Jenjang di atasnya ada dalam peta jabatan"), required=False)
    has_education = forms.BooleanField(
        label=_("Pendidikannya sesuai dengan jenjang di atasnya"), required=False
    )
    has_risen_without_vacancy = forms.BooleanField(
        label=_("Pernah naik pangkat satu kali tanpa lowongan"), required=False
    )

    WHY: Mapping[str, str | Promise] = {
        "source": _("Misalnya nomor surat keterangan, peta jabatan, atau riwayat di SIASN."),
    }
    YEARS: ClassVar[int] = 2

    def __init__(self, *args: Any, known: PromotionFacts | None, on: date) -> None:
        super().__init__(*args, initial=_told_before(known))
        self.years = [on.year - back for back in range(self.YEARS, 0, -1)]
        for year in self.years:
            self.fields[f"predikat_{year}"] = forms.ChoiceField(
                label=_("Predikat tahun %(year)s, bila belum ada di Selaras") % {"year": year}, required=False,
                choices=[NO_CHOICE, *Predikat.choices()],
            )  # fmt: skip

    def new(self) -> NewFacts:
        """What is known."""
        given = self.cleaned_data
        earlier = {
            str(year): given[f"predikat_{year}"] for year in self.years if given.get(f"predikat_{year}")
        }
        told = {name: given[name] for name in _FACTS}
        return NewFacts(given["source"], **told, earlier_predikat=earlier)


_FACTS = (
    "is_sworn_in", "has_vacancy", "passed_test_on", "is_on_map", "has_education", "has_risen_without_vacancy",
)  # fmt: skip


def _told_before(known: PromotionFacts | None) -> dict[str, Any]:
    """What the form begins with: what was said last; the source is asked anew each time."""
    if known is None:
        return {"is_sworn_in": True}
    earlier = {f"predikat_{year}": value for year, value in known.earlier_predikat.items()}
    return {name: getattr(known, name) for name in _FACTS} | earlier


class DecideForm(CleanForm):
    """The decision on a determination."""

    verdict = forms.ChoiceField(
        label=_("Keputusan Anda"), widget=forms.RadioSelect,
        choices=[("determine", _("Tetapkan angka kredit ini")), ("decline", _("Kembalikan dengan alasan"))],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Alasan, bila dikembalikan"), required=False, widget=forms.Textarea(attrs={"rows": "3"})
    )
    WHY: Mapping[str, str | Promise] = {
        "reason": _("Tanpa alasan, pengusul dan pegawai tidak tahu apa yang perlu diperbaiki.")
    }
