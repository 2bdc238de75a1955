"""Which year to close, of whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.forms import CleanForm, LongSelect
from selaras.organisation.models import Unit


class CloseForm(CleanForm):
    """A year, and one perangkat daerah or the whole agency."""

    year = forms.TypedChoiceField(label=_("Tahun"), coerce=int)
    opd = forms.ChoiceField(label=_("Perangkat daerah"), required=False, widget=LongSelect)
    WHY = {
        "opd": _(
            "Yang dihitung hanya pegawai di lingkup ini. Menutup satu perangkat daerah tidak menutup yang lain."
        ),
    }

    def __init__(
        self, *args: Any, years: Iterable[int], opds: Iterable[Unit], is_whole: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._opds = {str(opd.pk): opd for opd in opds}
        whole = [("", _("Seluruh instansi"))] if is_whole else []
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        named = [(key, opd.name) for key, opd in self._opds.items()]
        self.fields["opd"].choices = [*whole, *named]  # type: ignore[attr-defined]
        self.fields["opd"].required = not is_whole

    @property
    def chosen_opd(self) -> Unit | None:
        """The perangkat daerah of a valid form; None for the whole agency."""
        return self._opds.get(self.cleaned_data["opd"])
