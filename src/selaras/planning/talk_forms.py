"""Forms of the talk: another target, the answer to one, plans that are agreed together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField, NumberField
from selaras.planning.cases import Case
from selaras.planning.forms import PlanForm, ReasonForm
from selaras.planning.models import Direction, Iki
from selaras.planning.services.proposals import TargetValues


class TargetForm(PlanForm):
    """Another target for one indicator, with the reason."""

    target = NumberField(label=_("Target yang diusulkan"), required=False)
    target_max = NumberField(label=_("Batas atas"), required=False)
    target_text = forms.CharField(
        label=_("Target dengan kata-kata"), max_length=300, required=False,
        help_text=_("Hanya bila target tidak berupa angka."), widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    reason = forms.CharField(label=_("Alasan"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    counters = forms.UUIDField(required=False, widget=forms.HiddenInput)
    WHY = {
        "reason": _("Pihak lain menimbang usulan dari alasannya. Usulan, alasan, dan jawabannya tersimpan."),
    }

    def __init__(self, *args: Any, iki: Iki, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if iki.unit_of_measure:
            self.fields["target"].help_text = _("Dalam %(unit)s.") % {"unit": iki.unit_of_measure}
        if iki.direction != Direction.RANGE:
            del self.fields["target_max"]

    def values(self) -> TargetValues:
        """What the service takes."""
        given = self.cleaned_data
        return TargetValues(given["target"], given.get("target_max"), given["target_text"].strip())


class AnswerForm(PlanForm):
    """Why the target stays as it is."""

    text = forms.CharField(
        label=_("Alasan tidak menerima"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    WHY = {"text": _("Pengusul berhak tahu mengapa. Jawaban Anda tersimpan bersama usulannya.")}


class ReopenForm(ReasonForm):
    """Why an agreed plan is opened again, and under which special case of the law."""

    case = forms.ChoiceField(label=_("Keadaan khusus"), required=False)
    WHY = {
        **ReasonForm.WHY,
        "case": _("Pada keadaan ini aturan meminta SKP yang ada disesuaikan, bukan dibuat SKP baru."),
    }

    def __init__(self, *args: Any, cases: Iterable[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Tidak ada")), *((case.code, case.title) for case in cases)]
        self.fields["case"].choices = choices  # type: ignore[attr-defined]
        self.order_fields(["case", "text"])


class MoveForm(PlanForm):
    """From which day the new post is held, and from what its plan begins."""

    first_day = DayField(
        label=_("Hari pertama di jabatan baru"),
    )
    source = forms.ChoiceField(
        label=_("Mulai dari"), widget=forms.RadioSelect, required=False,
        choices=[
            ("last", _("Salinan SKP jabatan lama: semua baris disalin dengan tanda «tinjau ini»")),
            ("matrix", _("Matriks peran dan hasil pimpinan yang baru")),
            ("empty", _("Kosong: tulis sendiri dari awal")),
        ],
    )  # fmt: skip
    WHY = {
        "first_day": _(
            "SKP jabatan lama berakhir sehari sebelumnya dan tetap dinilai pejabat penilainya; "
            "SKP jabatan baru mulai hari itu."
        ),
    }
