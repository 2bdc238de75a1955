"""Which year to close, of whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import ObjectChoiceField
from selaras.core.forms import CleanForm, LongSelect
from selaras.organisation.models import Unit


class CloseForm(CleanForm):
    """A year, and one perangkat daerah or the whole agency."""

    year = forms.TypedChoiceField(label=_("Tahun"), coerce=int)
    WHY = {
        "opd": _(
            "Yang dihitung hanya pegawai di lingkup ini. Menutup satu perangkat daerah tidak menutup yang lain."
        ),
    }

    def __init__(
        self, *args: Any, years: Iterable[int], opds: Sequence[Unit], is_whole: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        # Nothing chosen is the whole agency, for those who may close it.
        self.fields["opd"] = ObjectChoiceField(
            rows=opds, label=_("Perangkat daerah"), widget=LongSelect, required=not is_whole,
            empty=_("Seluruh instansi") if is_whole else _("Pilih perangkat daerah"),
            initial=None if is_whole else next(iter(opds), None),
        )  # fmt: skip
