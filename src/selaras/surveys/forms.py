"""Forms of surveys: what is asked about, the public questionnaire, a sheet of paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField, ObjectChoiceField
from selaras.core.forms import CleanForm
from selaras.organisation.models import Unit
from selaras.surveys.models import Survey
from selaras.surveys.questions import GROUPINGS, QUESTIONS
from selaras.surveys.services import SurveyValues
from selaras.surveys.services.answering import LONGEST_REMARK
from selaras.surveys.tally import LINK, Sheet

NAMES = ("unit", "service", "opens_on", "closes_on", "users")


class SurveyForm(CleanForm):
    """A survey of one service of a unit."""

    service = forms.CharField(
        label=_("Layanan"), max_length=200, help_text=_("Seperti warga menyebutnya, mis. «Rawat jalan».")
    )
    opens_on = DayField(label=_("Hari pertama"))
    closes_on = DayField(label=_("Hari terakhir"))
    users = forms.IntegerField(
        label=_("Pengguna layanan dalam periode ini"), required=False, min_value=1, max_value=10_000_000
    )
    WHY = {
        "service": _(
            "Satu survei menilai satu layanan. Nama yang sama pada periode berikutnya menyambung grafiknya."
        ),
        "closes_on": _("Hasil tampil sesudah hari ini. Sampai saat itu tidak seorang pun melihat angkanya."),
        "users": _("Dari jumlah pengguna dihitung berapa responden yang perlu ditanya."),
    }

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = ObjectChoiceField(
            rows=units, empty=_("Pilih unit"), label=_("Unit"),
            group_of=lambda unit: unit.opd.name if unit.opd else unit.name, label_of=lambda unit: unit.name,
        )  # fmt: skip
        self.order_fields(NAMES)
        for name, why in self.WHY.items():
            self.fields[name].why = why  # type: ignore[attr-defined]

    def values(self) -> SurveyValues:
        """What the service takes."""
        return SurveyValues(**{name: self.cleaned_data[name] for name in NAMES})


def initial_of(survey: Survey) -> dict[str, Any]:
    """The form as the survey stands."""
    return {name: getattr(survey, name) for name in NAMES}


class AnswerForm(CleanForm):
    """The questionnaire. Every question may stay empty; at least one has to be answered."""

    mark = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    remark = forms.CharField(
        required=False,
        label=_("Saran atau komentar"),
        max_length=LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wrong = {"invalid_choice": _("Pilih satu dari empat jawaban.")}
        for question in QUESTIONS:
            answers = [(str(place), text) for place, text in enumerate(question.answers, start=1)]
            self.fields[question.code] = forms.ChoiceField(
                choices=answers,
                required=False,
                label=str(question.text),
                widget=forms.RadioSelect,
                error_messages=wrong,
            )
        wrong = {"invalid_choice": _("Pilih dari daftar, atau kosongkan.")}
        for one in GROUPINGS:
            self.fields[one.name] = forms.ChoiceField(
                choices=[("", _("Tidak disebut")), *one.groups],
                required=False,
                label=str(one.label),
                error_messages=wrong,
            )
        self.order_fields([*(one.code for one in QUESTIONS), *(one.name for one in GROUPINGS), "remark"])

    def sheet(self, way: str = LINK) -> Sheet:
        """What was answered."""
        given = self.cleaned_data
        answers = {question.code: int(given[question.code]) for question in QUESTIONS if given[question.code]}
        groups = {one.name: given[one.name] for one in GROUPINGS if given[one.name]}
        return Sheet(answers, groups, given["remark"], way)
