"""The form with which old plans are sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.planning.forms import PlanForm
from selaras.planning.services.sheets import SheetFile


class SeveralFiles(forms.ClearableFileInput):
    """Twelve months may be chosen at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; each is cleaned like a single one."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        several = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(each, initial) for each in several or [None]]


class SheetsForm(PlanForm):
    """One old SKP, or the monthly ones of a year."""

    sheets = FilesField(
        label=_("Berkas SKP lama"),
        widget=SeveralFiles(attrs={"multiple": True, "accept": ".xlsx,.xls,.ods,.xlsb,.csv"}),
        help_text=_("XLSX, XLS, ODS, atau CSV; boleh beberapa sekaligus, mis. dua belas SKP bulanan."),
        error_messages={"required": _("Pilih dahulu berkasnya."), "empty": _("Berkas ini kosong.")},
    )
    WHY = {
        "sheets": _(
            "Yang sudah pernah Anda tulis tidak perlu diketik lagi. Berkas dibaca dan dibandingkan dulu; "
            "SKP Anda baru berubah setelah Anda menyetujuinya. Berkasnya sendiri tidak disimpan."
        )
    }

    def sheet_files(self) -> list[SheetFile]:
        """What the service takes."""
        return [SheetFile(file.name or "skp.xlsx", file.read()) for file in self.cleaned_data["sheets"]]
