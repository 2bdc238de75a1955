"""What people fill in about attendance; each field that is not obvious says why it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField
from selaras.core.forms import CleanForm, LongSelect
from selaras.discipline.models import FactKind
from selaras.organisation.models import Unit


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
    from_day = DayField(
        label=_("Berpindah tangan mulai"), required=False,
        help_text=_("Hanya bila nomor itu sebelumnya dipegang orang lain."),
    )  # fmt: skip
    WHY = {
        "pairs": _(
            "Nomor dicocokkan persis, angka nol di depan tidak dibuang, agar tap tidak jatuh ke orang lain."
        ),
        "from_day": _("Tap sebelum hari itu tetap milik pemegang lama."),
    }


PLACES = [(number, str(number)) for number in range(1, 11)]
NOT_THERE = [("", _("tidak ada"))]


def column_field(label: Any, *, is_needed: bool = False) -> forms.TypedChoiceField:
    """Which column of the file holds it, counted from 1."""
    choices = PLACES if is_needed else [*NOT_THERE, *PLACES]
    return forms.TypedChoiceField(
        label=label, choices=choices, coerce=int, empty_value=None, required=is_needed
    )


class ColumnsForm(CleanForm):
    """Where each thing stands in the files of a machine."""

    sample = forms.CharField(
        label=_("Satu baris dari berkasnya"), max_length=500, strip=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        help_text=_("Salin satu baris dari attlog.dat, dengan tabnya."),
    )  # fmt: skip
    code = column_field(_("Kolom nomor"), is_needed=True)
    at = column_field(_("Kolom waktu"), is_needed=True)
    device = column_field(_("Kolom nomor mesin"))
    button = column_field(_("Kolom tombol masuk/pulang"))
    way = column_field(_("Kolom cara verifikasi"))
    WHY = {
        "sample": _("Urutan dicoba pada baris ini sebelum disimpan, supaya tap tidak terbaca keliru."),
        "code": _("Sebagian mesin menulis kolomnya dalam urutan lain. Urutan ini diingat untuk sumber ini."),
    }


class HolidayForm(CleanForm):
    """A day off of a place."""

    day = DayField(label=_("Hari"))
    name = forms.CharField(label=_("Nama"), max_length=120, help_text=_("Misalnya: Hari jadi kota."))
    basis = forms.CharField(
        label=_("Dasar"), max_length=160, help_text=_("Nomor surat edaran atau keputusan.")
    )
    unit = forms.ChoiceField(label=_("Berlaku di"), required=False, widget=LongSelect)
    WHY = {
        "basis": _("Libur mengubah hitungan hari kerja banyak orang; dasarnya dapat diperiksa."),
        "unit": _("Libur suatu OPD berlaku bagi semua unit di bawahnya."),
    }

    def __init__(self, *args: Any, places: Sequence[Unit], for_city: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        city = [("", _("Seluruh kota"))] if for_city else []
        field.required = not for_city
        field.choices = [*city, *((str(unit.pk), unit.name) for unit in places)]  # type: ignore[attr-defined]


class PlainForm(CleanForm):
    """A step without questions, carried out once."""
