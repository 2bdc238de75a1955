"""Forms about papers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from selaras.core.forms import CleanForm
from selaras.organisation.models import Unit
from selaras.papers.models import PaperForm
from selaras_rules import Period


class ArchiveForm(CleanForm):
    """Which papers, of which period and perangkat daerah."""

    form = forms.ChoiceField(choices=PaperForm.choices)
    periode = forms.ChoiceField()
    opd = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, periods: Iterable[Period], opds: Iterable[Unit], is_whole: bool) -> None:
        super().__init__(*args)
        self._periods = {period.code: period for period in periods}
        self._opds = {str(opd.pk): opd for opd in opds}
        self.fields["periode"].choices = [(code, code) for code in self._periods]  # type: ignore[attr-defined]
        whole = [("", "")] if is_whole else []
        self.fields["opd"].choices = [*whole, *((key, key) for key in self._opds)]  # type: ignore[attr-defined]
        self.fields["opd"].required = not is_whole

    @property
    def asked(self) -> tuple[PaperForm, Period, Unit | None]:
        """What was chosen, of a valid form."""
        given = self.cleaned_data
        return PaperForm(given["form"]), self._periods[given["periode"]], self._opds.get(given["opd"])
