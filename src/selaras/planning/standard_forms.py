"""The form of a service standard, and the choice of another source for the same measure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField, NumberField, ObjectChoiceField
from selaras.organisation.models import Unit
from selaras.planning.fields import short
from selaras.planning.forms import PlanForm
from selaras.planning.models import Direction, Goal, ServiceStandard, StandardPart
from selaras.planning.services import StandardValues

NAMES = (
    "opd", "service", "part", "promise", "target", "unit_of_measure", "decree", "source", "valid_from", "direction",
    "valid_until",
)  # fmt: skip


class StandardForm(PlanForm):
    """One promise of a service to citizens."""

    service = forms.CharField(
        label=_("Layanan"), max_length=200, help_text=_("Contoh: «Izin praktik tenaga kesehatan».")
    )
    part = forms.ChoiceField(
        label=_("Yang dijanjikan"), choices=StandardPart.choices, widget=forms.RadioSelect,
        initial=StandardPart.TIME.value,
    )  # fmt: skip
    promise = forms.CharField(
        label=_("Bunyi janjinya"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Contoh: «Izin terbit paling lama 3 hari kerja sejak berkas lengkap»."),
    )  # fmt: skip
    target = NumberField(label=_("Angkanya"))
    unit_of_measure = forms.CharField(label=_("Satuan"), max_length=40)
    direction = forms.ChoiceField(
        label=_("Arah yang baik"), choices=Direction.choices[:3], initial=Direction.LESS.value
    )
    source = forms.CharField(
        label=_("Sumber data"), max_length=200, help_text=_("Contoh: «Log sistem perizinan»."),
    )  # fmt: skip
    decree = forms.CharField(
        label=_("Ditetapkan dengan"), max_length=200, help_text=_("Nomor dan tanggal keputusannya.")
    )
    valid_from = DayField(label=_("Berlaku mulai"), required=True)
    valid_until = DayField(label=_("Berlaku sampai"), required=False)
    WHY = {
        "direction": _("Untuk waktu dan biaya, makin rendah makin baik; untuk mutu biasanya makin tinggi."),
        "decree": _("Warga dan pemeriksa harus dapat menemukan janji ini di tempat asalnya."),
        "source": _("Penyimpangan hanya dapat ditunjukkan bila jelas dari mana angkanya diambil."),
    }

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opd"] = ObjectChoiceField(
            rows=units, label_of=str, label=_("Perangkat daerah"), empty=_("Pilih perangkat daerah")
        )
        self.order_fields(["opd", "service", "part", "promise", "target", "unit_of_measure", "direction"])

    def values(self) -> StandardValues:
        """What the service takes."""
        return StandardValues(**{name: self.cleaned_data[name] for name in NAMES})


def initial_of(standard: ServiceStandard) -> dict[str, Any]:
    """The form as the standard stands."""
    return {name: getattr(standard, name) for name in NAMES}


class OtherSourceForm(PlanForm):
    """Which indicator measures the same thing from elsewhere."""

    def __init__(self, *args: Any, goals: Iterable[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"] = ObjectChoiceField(
            rows=goals, label_of=_goal_label, label=_("Ukuran yang sama dari sumber lain"),
            empty=_("Pilih indikator"),
        )  # fmt: skip
        self.fields["other"].why = _(  # type: ignore[attr-defined]
            "Dua sumber boleh berbeda. Disandingkan dengan cara dan cakupannya, selisihnya dapat dibaca; "
            "tidak ada yang dirata-ratakan."
        )


def _goal_label(goal: Goal) -> str:
    return short(f"{goal.code} {goal.title} ({goal.unit_of_measure}; {goal.source})".strip())
