"""Forms about a family tie to an official."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.forms import CleanForm
from selaras.evaluation.forms import words_field
from selaras.organisation.models import Employee


class KinshipForm(CleanForm):
    """Which official is related."""

    official = forms.TypedChoiceField(
        label=_("Pejabat yang berhubungan keluarga"), coerce=UUID, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih pejabatnya."), "invalid_choice": _("Pilih pejabatnya.")},
    )  # fmt: skip
    WHY = {
        "official": _(
            "Agar tidak ada yang menilai keluarganya sendiri. Jenis hubungannya tidak ditanyakan dan tidak dicatat."
        )
    }

    def __init__(self, *args: Any, officials: Sequence[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(row.pk), row.full_name) for row in officials]
        self.fields["official"].choices = choices  # type: ignore[attr-defined]


class EndKinshipForm(CleanForm):
    """Why a declaration ends."""

    reason = words_field(_("Mengapa pernyataan ini diakhiri?"), rows=3)
