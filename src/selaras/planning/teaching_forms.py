"""The form of a teacher's practice focus."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField, NumberField
from selaras.planning.forms import PlanForm
from selaras.planning.post_patterns import practice_focuses
from selaras.planning.services.teaching import TeachingValues


class TeachingForm(PlanForm):
    """One cycle: what is practised, how, with whom, when it is observed, what is expected."""

    focus = forms.ChoiceField(
        label=_("Fokus praktik"), widget=forms.RadioSelect,
        choices=lambda: [(focus.code, f"{focus.name}. {focus.seen}") for focus in practice_focuses()],
    )  # fmt: skip
    method = forms.CharField(
        label=_("Metode yang direncanakan"), max_length=120, help_text=_("Contoh: «membaca berpasangan».")
    )
    class_name = forms.CharField(label=_("Kelas"), max_length=60, help_text=_("Contoh: «kelas VIII-B»."))
    period = forms.CharField(label=_("Masa"), max_length=60, help_text=_("Contoh: «semester genap»."))
    observed_on = DayField(
        label=_("Tanggal pengamatan kelas"),
    )
    seen = NumberField(label=_("Target perilaku yang terlihat (dari 5)"))
    reached = NumberField(label=_("Target murid yang mencapai tingkat minimum (%)"))
    baseline = NumberField(label=_("Sekarang (%)"), required=False)
    WHY = {
        "focus": _("Satu fokus per masa. Kepala sekolah mengamati hal itu saja, lalu memberi umpan balik."),
        "observed_on": _("Dengan tanggal yang disepakati, pengamatan membantu dan tidak mengejutkan."),
        "reached": _("Cara mengajar yang baik terlihat pada murid. Inilah pasangan dari pengamatan kelas."),
    }

    def values(self) -> TeachingValues:
        """What the service takes."""
        given = self.cleaned_data
        focus = next(focus for focus in practice_focuses() if focus.code == given["focus"])
        names = ("method", "class_name", "period", "observed_on", "seen", "reached", "baseline")
        return TeachingValues(focus, **{name: given[name] for name in names})
