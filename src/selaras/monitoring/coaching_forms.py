"""What is filled in for planned talks and coaching; forms B.1.8 and B.1.9 among them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField
from selaras.core.forms import CleanForm
from selaras.monitoring.coaching_words import ALL_STATEMENTS
from selaras.monitoring.forms import Choices, ask_why, long_text
from selaras.monitoring.models import Medium, SessionKind
from selaras.monitoring.models.work import TALKS
from selaras.monitoring.services import Competence, NewCoaching, NewSession

STEP_ROWS, COMPETENCE_ROWS = 4, 5
ANSWERS = (("ya", _("Ya")), ("tidak", _("Tidak")))


class TalkPlanForm(CleanForm):
    """A talk on the calendar."""

    kind = forms.ChoiceField(label=_("Jenis dialog"), choices=[(kind.value, kind.label) for kind in TALKS])
    medium = forms.ChoiceField(label=_("Cara berdialog"), choices=Medium.choices)
    planned_on = DayField(label=_("Tanggal rencana"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_why(
            self.fields["planned_on"],
            _("Sehari sebelumnya keduanya diingatkan pada jam kerja. Tanggal dapat digeser kapan saja."),
        )


class CoachingForm(CleanForm):
    """Cause and help first, then the steps."""

    cause = forms.CharField(
        label=_("Apa penyebabnya, menurut pembicaraan Anda berdua?"), widget=long_text(),
        help_text=_("Tanyakan dahulu: beban, alat, pengetahuan, kesehatan, atau hal lain?"),
    )  # fmt: skip
    help = forms.CharField(
        label=_("Apa yang akan membantu, dan dari siapa?"), widget=long_text(2),
        help_text=_("Orang, alat, waktu, data, pelatihan, keputusan atasan …"),
    )  # fmt: skip
    goal = forms.CharField(label=_("Apa yang ingin dicapai bersama?"), max_length=300, widget=long_text(2))
    starts_on = DayField(label=_("Mulai"))
    ends_on = DayField(label=_("Selesai"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, STEP_ROWS + 1):
            self.fields[f"step_{number}"] = forms.CharField(
                label=_("Langkah %(number)d") % {"number": number}, required=number == 1, max_length=300
            )
            self.fields[f"due_{number}"] = DayField(label=_("Sampai"), required=number == 1)
        ask_why(self.fields["cause"], _("Langkah yang menjawab penyebabnya lebih menolong daripada angka."))

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """Step and day side by side."""
        return [(self[f"step_{number}"], self[f"due_{number}"]) for number in range(1, STEP_ROWS + 1)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for number in range(1, STEP_ROWS + 1):
            step, due = data.get(f"step_{number}"), data.get(f"due_{number}")
            if step and due is None and not self.has_error(f"due_{number}"):
                self.add_error(f"due_{number}", _("Pilih sampai kapan langkah ini dicoba."))
        return data

    def new(self) -> NewCoaching:
        """What was agreed."""
        data = self.cleaned_data
        steps: list[tuple[str, date]] = [
            (data[f"step_{number}"], data[f"due_{number}"])
            for number in range(1, STEP_ROWS + 1)
            if data.get(f"step_{number}")
        ]
        return NewCoaching(
            data["goal"], data["cause"], data["help"], data["starts_on"], data["ends_on"], tuple(steps)
        )


class StepsForm(CleanForm):
    """The steps that are found done."""

    done = forms.TypedMultipleChoiceField(
        label=_("Langkah yang sudah dijalankan"),
        required=False,
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, steps: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["done"].choices = list(steps)  # type: ignore[attr-defined]


class SessionForm(StepsForm):
    """One session."""

    kind = forms.ChoiceField(label=_("Jenis sesi"), choices=SessionKind.choices)
    medium = forms.ChoiceField(label=_("Cara berdialog"), choices=Medium.choices)
    held_on = DayField(label=_("Tanggal sesi"))
    notes = forms.CharField(label=_("Catatan"), widget=long_text(5))

    def new(self) -> NewSession:
        """What was talked about."""
        data = self.cleaned_data
        return NewSession(
            data["kind"], data["medium"], data["held_on"], data["notes"], frozenset(data["done"])
        )


class CloseForm(StepsForm):
    """What came of a coaching."""

    outcome = forms.CharField(
        label=_("Apa hasilnya?"), widget=long_text(4),
        help_text=_("Yang tercapai, yang belum, dan pertolongan yang masih diperlukan."),
    )  # fmt: skip


class ReplyToSessionForm(CleanForm):
    """Format B.1.8."""

    words = forms.CharField(
        label=_("Yang ingin Anda tambahkan"), required=False, max_length=500, widget=long_text()
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number, text in enumerate(ALL_STATEMENTS, start=1):
            self.fields[f"statement_{number}"] = forms.ChoiceField(
                label=f"{number}. {text}", choices=ANSWERS, widget=forms.RadioSelect
            )
        self.order_fields([name for name in self.fields if name != "words"])

    @property
    def statements(self) -> list[Any]:
        """The nine questions."""
        return [self[f"statement_{number}"] for number in range(1, len(ALL_STATEMENTS) + 1)]

    def answers(self) -> list[bool]:
        """Nine times yes or no."""
        numbers = range(1, len(ALL_STATEMENTS) + 1)
        return [self.cleaned_data[f"statement_{number}"] == "ya" for number in numbers]


class CompetencesForm(CleanForm):
    """Format B.1.9."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, COMPETENCE_ROWS + 1):
            first = number == 1
            self.fields[f"competence_{number}"] = forms.CharField(
                label=_("Kompetensi %(number)d") % {"number": number}, required=first, max_length=150
            )
            self.fields[f"score_{number}"] = forms.TypedChoiceField(
                label=_("Nilai (1–5)"), required=first, coerce=int,
                choices=[("", "–"), *((score, str(score)) for score in range(1, 6))],
            )  # fmt: skip
            self.fields[f"reason_{number}"] = forms.CharField(
                label=_("Alasan"), required=first, max_length=500, widget=long_text(2)
            )

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Competence, score and reason of each line."""
        numbers = range(1, COMPETENCE_ROWS + 1)
        return [(self[f"competence_{n}"], self[f"score_{n}"], self[f"reason_{n}"]) for n in numbers]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for number in range(1, COMPETENCE_ROWS + 1):
            told = [bool(data.get(f"{name}_{number}")) for name in ("competence", "score", "reason")]
            if any(told) and not all(told) and number > 1:
                self.add_error(
                    f"competence_{number}",
                    ValidationError(_("Isi nama kompetensi, nilai 1 sampai 5, dan alasannya.")),
                )
        return data

    def lines(self) -> list[Competence]:
        """The lines that were filled."""
        data = self.cleaned_data
        return [
            Competence(data[f"competence_{n}"], int(data[f"score_{n}"] or 0), data[f"reason_{n}"])
            for n in range(1, COMPETENCE_ROWS + 1)
            if data.get(f"competence_{n}")
        ]
