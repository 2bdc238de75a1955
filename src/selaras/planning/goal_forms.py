"""The form of a goal, with one target and one result for each year of its plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField, NumberField, ObjectChoiceField
from selaras.organisation.models import Unit
from selaras.planning.fields import short
from selaras.planning.forms import PlanForm
from selaras.planning.models import Direction, Goal, GoalBasis, GoalLevel, GoalTarget, ServiceStandard
from selaras.planning.services import GoalValues

NAMES = (
    "level", "title", "first_year", "last_year", "parent", "opd", "code", "unit_of_measure", "direction", "baseline",
    "baseline_year", "source", "method", "coverage", "as_of", "basis", "standard",
)  # fmt: skip


class GoalForm(PlanForm):
    """A node of the goals tree."""

    level = forms.ChoiceField(label=_("Tingkat"), choices=GoalLevel.choices)
    code = forms.CharField(label=_("Nomor"), max_length=20, required=False)
    title = forms.CharField(
        label=_("Bunyi"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Seperti tertulis dalam RPJMD atau rencana strategis."),
    )  # fmt: skip
    first_year = forms.IntegerField(label=_("Dari tahun"), min_value=2000, max_value=2100)
    last_year = forms.IntegerField(label=_("Sampai tahun"), min_value=2000, max_value=2100)
    basis = forms.ChoiceField(
        label=_("Tertulis dalam"), choices=[("", _("Belum dipilih")), *GoalBasis.choices], required=False
    )
    unit_of_measure = forms.CharField(label=_("Satuan"), max_length=40, required=False)
    direction = forms.ChoiceField(label=_("Arah yang baik"), choices=Direction.choices)
    baseline = NumberField(label=_("Titik awal"), required=False)
    baseline_year = forms.IntegerField(
        label=_("Tahun titik awal"), required=False, min_value=2000, max_value=2100
    )
    source = forms.CharField(label=_("Sumber data"), max_length=200, required=False)
    method = forms.CharField(label=_("Cara menghitung"), max_length=300, required=False)
    coverage = forms.CharField(label=_("Cakupan"), max_length=200, required=False)
    as_of = DayField(
        label=_("Keadaan data per"),
        required=False,
    )
    WHY = {
        "basis": _(
            "Agar terlihat indikator mana yang dipertanggungjawabkan pimpinan dalam perjanjian kinerjanya."
        ),
        "method": _(
            "Dua cara menghitung memberi dua angka. Dengan caranya tertulis, perdebatan angka berhenti."
        ),
        "coverage": _(
            "Prevalensi tanpa cakupan pengukuran menyesatkan: siapa yang tidak terukur juga harus terlihat."
        ),
        "source": _("Siapa pun harus dapat memeriksa angka ini di tempat asalnya."),
        "as_of": _("Angka yang sama dapat berbeda menurut tanggal pengambilannya."),
    }

    def __init__(
        self,
        *args: Any,
        parents: Iterable[Goal],
        units: Iterable[Unit],
        years: Iterable[int],
        standards: Iterable[ServiceStandard] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"] = ObjectChoiceField(
            rows=parents, label_of=_label, required=False, label=_("Di bawah"), empty=_("Paling atas")
        )
        self.fields["opd"] = ObjectChoiceField(
            rows=units, label_of=str, required=False, label=_("Perangkat daerah"), empty=_("Seluruh kota")
        )
        self.fields["standard"] = ObjectChoiceField(
            rows=standards, label_of=standard_label, required=False, label=_("Standar pelayanan"),
            empty=_("Tidak memakai standar"),
            help_text=_("Satuan, arah, dan target yang Anda kosongkan diisi dari standar ini."),
        )  # fmt: skip
        self.fields["standard"].why = _(  # type: ignore[attr-defined]
            "Janji kepada warga sudah ditetapkan; indikator sebaiknya mengukur janji yang sama."
        )
        self.years = list(years)
        for year in self.years:
            self.fields[f"target_{year}"] = NumberField(label=_("Target %s") % year, required=False)
            self.fields[f"realisation_{year}"] = NumberField(label=_("Capaian %s") % year, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        standard = data.get("standard")
        if standard is not None and data.get("unit_of_measure", standard.unit_of_measure) in (
            "",
            standard.unit_of_measure,
        ):
            data.update(unit_of_measure=standard.unit_of_measure, direction=standard.direction)
            for year in self.years:
                if data.get(f"target_{year}", standard) is None:
                    data[f"target_{year}"] = standard.target
        return data

    def rows_by_year(self) -> list[tuple[int, Any, Any]]:
        """Year, target field, result field."""
        return [(year, self[f"target_{year}"], self[f"realisation_{year}"]) for year in self.years]

    def values(self) -> GoalValues:
        """What the service takes."""
        data = self.cleaned_data
        targets = {year: data[f"target_{year}"] for year in self.years if data[f"target_{year}"] is not None}
        done = {
            year: data[f"realisation_{year}"] for year in targets if data[f"realisation_{year}"] is not None
        }
        return GoalValues(**{name: data[name] for name in NAMES}, targets=targets, realisations=done)


def standard_label(standard: ServiceStandard) -> str:
    """Service and promise, for an option of a list."""
    return short(str(standard))


def goal_initial(goal: Goal, targets: Iterable[GoalTarget]) -> dict[str, Any]:
    """The form as the goal stands."""
    values = {name: getattr(goal, name) for name in NAMES}
    for row in targets:
        values[f"target_{row.year}"], values[f"realisation_{row.year}"] = row.target, row.realisation
    return values


def _label(goal: Goal) -> str:
    return short(f"{goal.get_level_display()}: {goal.code} {goal.title}")
