"""The form of how an agency shows itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.errors import FileRefused
from selaras.core.files import CheckedFile, check_emblem
from selaras.core.forms import CleanForm
from selaras.organisation.models import Agency
from selaras.organisation.services.look import COLOURS, Look


class LookForm(CleanForm):
    """Name, personnel office, colour and emblem."""

    name = forms.CharField(
        label=_("Nama instansi"),
        max_length=Agency._meta.get_field("name").max_length,
        help_text=_("Tampil di kepala setiap halaman dan pada dokumen yang dibuat sejak sekarang."),
    )
    hr_label = forms.CharField(
        label=_("Singkatan badan kepegawaian"),
        max_length=Agency._meta.get_field("hr_label").max_length,
        help_text=_("Misalnya BKPPD atau BKPSDM."),
    )
    colour = forms.ChoiceField(
        label=_("Warna"), choices=tuple(COLOURS.items()), widget=forms.RadioSelect,
        help_text=_("Setiap pilihan terbaca jelas, juga pada tampilan gelap."),
    )  # fmt: skip
    emblem = forms.FileField(
        label=_("Lambang"), required=False, allow_empty_file=True,
        help_text=_("Tampil kecil di atas dasar putih. Titik tembus pandang di pinggirnya dipangkas."),
    )  # fmt: skip
    without_emblem = forms.BooleanField(
        label=_("Hapus lambang"), required=False, help_text=_("Tanda Selaras tampil di tempatnya.")
    )
    WHY = {
        "colour": _(
            "Warna bebas, misalnya kuning, sering membuat tulisan tidak terbaca. Karena itu pilihannya disusun dan "
            "diperiksa lebih dahulu."
        ),
        "emblem": _(
            "Supaya setiap orang melihat di instansi mana ia sedang bekerja. Gambar digambar ulang, sehingga data "
            "tersembunyi di dalamnya hilang. SVG tidak diterima karena dapat berisi program."
        ),
    }

    def clean_emblem(self) -> CheckedFile | None:
        """The picture, looked at and drawn anew."""
        upload = self.cleaned_data["emblem"]
        if not upload:
            return None
        try:
            return check_emblem(upload, upload.name or "", upload.size)
        except FileRefused as error:
            raise forms.ValidationError(str(error.message)) from error

    @property
    def look(self) -> Look:
        """What a valid form asks for."""
        sent: dict[str, Any] = self.cleaned_data
        return Look(
            sent["name"], sent["hr_label"], sent["colour"], sent["emblem"], bool(sent.get("without_emblem"))
        )
