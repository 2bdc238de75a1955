"""Forms of the calibration meeting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField
from selaras.core.forms import CleanForm
from selaras.evaluation.forms import rating_field, words_field
from selaras.evaluation.services import CalibratedRating, NewCalibration
from selaras.organisation.models import Unit


class CalibrationForm(CleanForm):
    """What a new meeting is for, when, and about which units."""

    purpose = words_field(
        _("Untuk apa dibandingkan?"), rows=3,
        help_text=_("Misalnya: alasan untuk pekerjaan serupa di enam puskesmas belum dibaca berdampingan."),
    )  # fmt: skip
    held_on = DayField(label=_("Tanggal pertemuan"))
    units = forms.TypedMultipleChoiceField(
        label=_("Unit"), coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Kosongkan untuk seluruh perangkat daerah."),
        error_messages={"invalid_choice": _("Pilih unit dari perangkat daerah ini.")},
    )  # fmt: skip
    WHY = {
        "purpose": _(
            "Pejabat penilai yang diundang membaca ini, agar jelas bahwa yang dicari kesamaan ukuran."
        ),
        "units": _("Membandingkan pekerjaan yang serupa lebih berguna daripada membandingkan semuanya."),
    }

    def __init__(self, *args: Any, opd: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Unit.objects.filter(opd=opd, is_active=True).order_by("name")
        self.fields["units"].choices = list(rows.values_list("pk", "name"))  # type: ignore[attr-defined]

    def to_new(self) -> NewCalibration:
        """What was written, as the service takes it."""
        given = self.cleaned_data
        return NewCalibration(given["purpose"], given["held_on"], tuple(given["units"]))


class NamesForm(CleanForm):
    """Why names are shown."""

    reason = words_field(
        _("Mengapa nama perlu ditampilkan?"), rows=3,
        help_text=_("Semua yang diundang membaca alasan ini."),
    )  # fmt: skip
    WHY = {"reason": _("Nama membuat orang menilai orangnya, bukan buktinya. Karena itu perlu alasan.")}


class SummaryForm(CleanForm):
    """What the meeting found."""

    summary = words_field(
        _("Ringkasan pertemuan"), rows=6,
        help_text=_("Apa yang dibandingkan, ukuran apa yang disepakati, dan apa yang belum sepaham. Tanpa nama."),
    )  # fmt: skip


class RemarkForm(CleanForm):
    """A question or a view on a case."""

    text = words_field(
        _("Pertanyaan atau pendapat Anda"), rows=3,
        help_text=_("Tentang bukti dan alasan, bukan tentang orangnya. Jangan menulis nama."),
    )  # fmt: skip


class CalibratedForm(CleanForm):
    """The own rating after comparing."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    rating_hasil_kerja = rating_field(_("Rating hasil kerja"))
    rating_perilaku_kerja = rating_field(_("Rating perilaku kerja"))
    reason = words_field(
        _("Alasan perubahan"), rows=6,
        help_text=_("Bukti atau perbandingan apa yang mengubah penilaian Anda?"),
    )  # fmt: skip
    WHY = {
        "reason": _(
            "Rating yang berubah memakai alasan ini. Pegawai membaca nilai sebelum, nilai sesudah, dan alasan ini."
        )
    }

    def to_rating(self) -> CalibratedRating:
        """What was decided, as the service takes it."""
        given = self.cleaned_data
        return CalibratedRating(given["rating_hasil_kerja"], given["rating_perilaku_kerja"], given["reason"])
