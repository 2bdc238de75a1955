"""Forms about papers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import ObjectChoiceField
from selaras.core.forms import CleanForm
from selaras.organisation.models import Unit
from selaras.papers.models import PaperForm
from selaras_rules import Period


class ArchiveForm(CleanForm):
    """Which papers, of which period and perangkat daerah."""

    form = forms.ChoiceField(choices=PaperForm.choices)
    periode = forms.ChoiceField()

    def __init__(self, *args: Any, periods: Iterable[Period], opds: Iterable[Unit], is_whole: bool) -> None:
        super().__init__(*args)
        self._periods = {period.code: period for period in periods}
        self.fields["periode"].choices = [(code, code) for code in self._periods]  # type: ignore[attr-defined]
        self.fields["opd"] = ObjectChoiceField(rows=opds, empty="", required=not is_whole)

    @property
    def asked(self) -> tuple[PaperForm, Period, Unit | None]:
        """What was chosen, of a valid form."""
        given = self.cleaned_data
        return PaperForm(given["form"]), self._periods[given["periode"]], given["opd"]


class ScanForm(CleanForm):
    """The scan of a signed printout."""

    scan = forms.FileField(label=_("Pindaian dokumen yang sudah ditandatangani"))
    WHY = {
        "scan": _("Pindaian disimpan bersama sidik dokumen aslinya, sehingga keduanya tidak dapat tertukar.")
    }


class WithdrawForm(CleanForm):
    """Why a scan is taken back."""

    because = forms.CharField(label=_("Alasan"), max_length=300)
    WHY = {"because": _("Pindaian yang ditarik tetap tersimpan dengan alasannya, agar jejaknya utuh.")}


class SignForm(CleanForm):
    """Asked each time and kept nowhere: an empty form is what comes back."""

    nik = forms.RegexField(
        label=_("NIK"),
        regex=r"^\d{16}$",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("NIK terdiri atas 16 angka.")},
    )
    passphrase = forms.CharField(
        label=_("Frasa sandi"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    WHY = {
        "nik": _(
            "Layanan sertifikat mengenali Anda lewat NIK. Selaras meneruskannya sekali, lalu melupakannya."
        ),
        "passphrase": _("Hanya Anda yang mengetahuinya. Selaras tidak menyimpan dan tidak mencatatnya."),
    }
