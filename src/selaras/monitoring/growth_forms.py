"""What is filled in to grow: questions to colleagues, actions, cycles of practice."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField, NumberField
from selaras.core.forms import CleanForm
from selaras.monitoring.forms import Choices, ask_why, long_text
from selaras.monitoring.services import NewAction, NewFeedback, NewPractice, Observation


class AskForm(CleanForm):
    """Whom one asks, and what."""

    asked = forms.ChoiceField(label=_("Kepada siapa?"))
    question = forms.CharField(
        label=_("Apa yang ingin Anda ketahui?"), max_length=300, widget=long_text(2),
        help_text=_("Misalnya: apa yang Anda lihat saat saya menjelaskan alur pendaftaran kepada pasien baru?"),
    )  # fmt: skip

    def __init__(self, *args: Any, colleagues: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["asked"].choices = list(colleagues)  # type: ignore[attr-defined]
        ask_why(self.fields["question"], _("Pertanyaan yang jelas mendapat jawaban yang dapat dipakai."))


class ActionForm(CleanForm):
    """What is tried, until when, and what will be compared."""

    text = forms.CharField(label=_("Apa yang akan dicoba?"), max_length=300, widget=long_text(2))
    due_on = DayField(label=_("Sampai kapan?"))
    measure = forms.CharField(
        label=_("Apa yang akan dibandingkan?"), required=False, max_length=150,
        help_text=_("Misalnya: murid yang mencapai tingkat minimum membaca."),
    )  # fmt: skip
    before = NumberField(label=_("Angka sekarang"), required=False)
    unit_of_measure = forms.CharField(label=_("Satuan"), required=False, max_length=40)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_why(
            self.fields["measure"],
            _("Keadaan sebelum dan sesudah menunjukkan apakah saran itu menolong. Boleh juga tanpa angka."),
        )

    def new(self) -> NewAction:
        """What was planned."""
        data = self.cleaned_data
        return NewAction(
            data["text"], data["due_on"], data["measure"], data["unit_of_measure"], data["before"]
        )


class OutcomeForm(CleanForm):
    """What came of an action."""

    after = NumberField(label=_("Angka sesudahnya"), required=False)
    outcome = forms.CharField(
        label=_("Apa yang menjadi berbeda?"), max_length=500, widget=long_text(),
        help_text=_("Juga bila hasilnya belum seperti yang diharapkan: apa yang dipelajari?"),
    )  # fmt: skip


class PracticeForm(CleanForm):
    """The plan of a cycle."""

    change = forms.CharField(
        label=_("Apa yang dilakukan berbeda dari siklus sebelumnya?"), required=False, max_length=500,
        widget=long_text(2),
    )  # fmt: skip
    focus = forms.CharField(
        label=_("Fokus praktik"), max_length=150, help_text=_("Misalnya: umpan balik yang membangun.")
    )
    method = forms.CharField(label=_("Cara atau metode"), max_length=150)
    group = forms.CharField(
        label=_("Kelas atau kelompok"),
        max_length=80,
        help_text=_("Misalnya: kelas VIII-B, atau peserta posyandu."),
    )
    behaviours = forms.CharField(
        label=_("Perilaku yang ingin tampak"), widget=long_text(5),
        help_text=_("Satu pada tiap baris, paling banyak tujuh. Yang dapat dilihat orang lain di ruangan itu."),
    )  # fmt: skip
    observe_on = DayField(label=_("Rencana tanggal pengamatan"))
    rhk = forms.ChoiceField(label=_("Terkait hasil kerja"), required=False)

    def __init__(self, *args: Any, results: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["rhk"].choices = [("", _("Tidak khusus")), *results]  # type: ignore[attr-defined]
        ask_why(
            self.fields["behaviours"],
            _("Pengamat hanya mencatat perilaku ini: tampak atau belum. Ini bahan belajar, bukan nilai."),
        )

    def new(self) -> NewPractice:
        """What was planned."""
        data = self.cleaned_data
        lines = tuple(line.strip() for line in data["behaviours"].splitlines() if line.strip())
        rhk = UUID(data["rhk"]) if data["rhk"] else None
        return NewPractice(
            data["focus"], data["method"], data["group"], lines, data["observe_on"], data["change"], rhk
        )


class ObservationForm(CleanForm):
    """What was seen in the room."""

    observed_on = DayField(label=_("Tanggal pengamatan"))
    seen = forms.TypedMultipleChoiceField(
        label=_("Perilaku yang tampak"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("Apa yang Anda lihat?"),
        widget=long_text(),
        help_text=_("Satu kejadian nyata: siapa melakukan apa, kapan."),
    )
    effect = forms.CharField(label=_("Apa akibatnya?"), required=False, widget=long_text(2))
    suggestion = forms.CharField(label=_("Apa saran Anda?"), required=False, widget=long_text(2))

    def __init__(self, *args: Any, behaviours: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["seen"].choices = list(enumerate(behaviours))  # type: ignore[attr-defined]
        ask_why(self.fields["seen"], _("Yang belum tampak menjadi bahan siklus berikutnya, bukan kesalahan."))

    def observation(self) -> Observation:
        """What was seen."""
        data = self.cleaned_data
        words = NewFeedback(data["words"], data["effect"], data["suggestion"])
        return Observation(data["observed_on"], data["seen"], words)


class ReflectionForm(CleanForm):
    """What was learnt, and what the group reached."""

    reflection = forms.CharField(
        label=_("Apa yang Anda pelajari?"), widget=long_text(4),
        help_text=_("Apa yang berhasil, apa yang belum, dan apa yang akan Anda ubah pada siklus berikutnya."),
    )  # fmt: skip
    unit = forms.CharField(
        label=_("Apa yang diukur?"), required=False, max_length=80,
        help_text=_("Misalnya: % murid pada tingkat minimum membaca."),
    )  # fmt: skip
    reached = NumberField(label=_("Hasil kelompok saat ini"), required=False)
