"""Forms of an evaluation. No rating has a default; what is asked and why stands beside each field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField
from selaras.core.forms import CleanForm
from selaras.evaluation.models import LEVELS, RATINGS, Evaluation, RecommendingOffice
from selaras.evaluation.reading import PlanReading, RhkReading
from selaras.evaluation.services import NewRecommendation, ObjectionRuling, Ratings, YearOfOrganisation

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Label = str | _StrPromise


def rating_field(label: Label, *, required: bool = True) -> forms.ChoiceField:
    """Three choices and nothing chosen beforehand (complaint C-02)."""
    return forms.ChoiceField(
        label=label, choices=RATINGS, required=required, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu rating.")},
    )  # fmt: skip


def words_field(
    label: Label, *, required: bool = True, rows: int = 4, help_text: Label = ""
) -> forms.CharField:
    """A text of some sentences."""
    return forms.CharField(
        label=label, required=required, widget=forms.Textarea({"rows": rows}), help_text=help_text,
        error_messages={"required": _("Bagian ini perlu diisi.")},
    )  # fmt: skip


class RatingForm(CleanForm):
    """Made from the agreed version: both ratings, and one part for each RHK and each value of behaviour."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    rating_hasil_kerja = rating_field(_("Rating hasil kerja"))
    reason_hasil_kerja = words_field(
        _("Alasan rating hasil kerja"),
        help_text=_("Sebutkan apa yang tercapai, buktinya, dan umpan balik yang Anda pertimbangkan."),
    )
    rating_perilaku_kerja = rating_field(_("Rating perilaku kerja"))
    reason_perilaku_kerja = words_field(
        _("Alasan rating perilaku kerja"),
        help_text=_("Sebutkan perilaku yang Anda lihat atau Anda dengar dari umpan balik."),
    )
    notes = words_field(_("Catatan"), required=False, rows=3)
    recommendations = words_field(
        _("Rekomendasi"),
        required=False,
        rows=3,
        help_text=_("Misalnya pengembangan kompetensi atau dukungan kerja."),
    )
    WHY = {
        "reason_hasil_kerja": _(
            "Alasan membuat hasil dapat dimengerti dan diperiksa. "
            "Karena itu alasan diminta juga untuk hasil yang sesuai ekspektasi."
        ),
    }

    def __init__(self, evaluation: Evaluation, reading: PlanReading, data: Any = None, **kwargs: Any) -> None:
        self.reading, self.is_draft = reading, bool(data) and "draft" in data
        initial = {name: getattr(evaluation, name) for name in self.base_fields if hasattr(evaluation, name)}
        super().__init__(data, initial=initial | {"revision": evaluation.revision}, **kwargs)
        for row in reading.rhk:
            self._add_rhk(row)
        for value in reading.behaviour:
            words = words_field(_label_about(_("Umpan balik Anda"), value.name), required=False, rows=2)
            self._add(f"behaviour_{value.code}", words, value.line.feedback)
        if self.is_draft:
            for field in self.fields.values():
                field.required = False

    def follow_organisation(self) -> None:
        """The hasil kerja of a head of an OPD is not asked: it is that of the organisation."""
        del self.fields["rating_hasil_kerja"]
        self.fields["reason_hasil_kerja"].required = False

    def quote(self, sentences: list[str]) -> None:
        """Offer these behind the reason of the hasil kerja; what was written stays before them."""
        reason = str(self.initial.get("reason_hasil_kerja") or "")
        new = [sentence for sentence in sentences if sentence not in reason]
        self.initial["reason_hasil_kerja"] = "\n".join([*([reason] if reason else []), *new])

    def rhk_parts(self) -> Iterator[tuple[RhkReading, BoundField, BoundField]]:
        """Each agreed result with its two fields."""
        for row in self.reading.rhk:
            yield row, self[f"rhk_{row.id}_rating"], self[f"rhk_{row.id}_feedback"]

    def behaviour_parts(self) -> Iterator[tuple[Any, BoundField]]:
        """Each value of behaviour with its field."""
        for value in self.reading.behaviour:
            yield value, self[f"behaviour_{value.code}"]

    def to_ratings(self) -> Ratings:
        """What was written, as the service takes it."""
        given = self.cleaned_data
        return Ratings(
            **{name: given.get(name) or "" for name in OVERALL_FIELDS},
            rhk={
                UUID(row.id): (given[f"rhk_{row.id}_rating"] or "", given[f"rhk_{row.id}_feedback"] or "")
                for row in self.reading.rhk
            },
            behaviour={
                value.code: given[f"behaviour_{value.code}"] or "" for value in self.reading.behaviour
            },
        )

    def _add_rhk(self, row: RhkReading) -> None:
        rating = rating_field(_label_about(_("Rating untuk hasil ini"), row.text), required=False)
        self._add(f"rhk_{row.id}_rating", rating, row.line.rating)
        feedback = words_field(_label_about(_("Umpan balik Anda"), row.text), required=False, rows=5)
        self._add(f"rhk_{row.id}_feedback", feedback, row.line.feedback)

    def _add(self, name: str, field: forms.Field, initial: str) -> None:
        self.fields[name] = field
        self.initial[name] = initial


def _label_about(label: Label, about: str) -> SafeString:
    """A label that stands once for each result; who only hears it is told which one it is about."""
    return format_html('{}<span class="visually-hidden">: {}</span>', label, Truncator(about).chars(60))


OVERALL_FIELDS = (
    "rating_hasil_kerja", "reason_hasil_kerja", "rating_perilaku_kerja", "reason_perilaku_kerja", "notes",
    "recommendations",
)  # fmt: skip


class FinaliseForm(CleanForm):
    """Confirms what the page shows; asks for a reason where the pattern of the organisation would advise otherwise."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    distribution_reason = words_field(
        _("Mengapa hasil ini tetap tepat?"), required=False, rows=3,
        help_text=_("Pola hanya pertimbangan. Alasan Anda dicatat bersama hasil dan dapat dibaca inspektorat."),
    )  # fmt: skip

    def __init__(self, *args: Any, asks_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_reason:
            self.fields["distribution_reason"].required = True
        else:
            del self.fields["distribution_reason"]


class OwnViewForm(CleanForm):
    """The employee's own view on the result."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    own_view = words_field(
        _("Pandangan Anda"), rows=6,
        help_text=_("Tulis dengan kata-kata Anda sendiri. Pandangan ini dicetak pada dokumen evaluasi."),
    )  # fmt: skip
    WHY = {
        "own_view": _(
            "Penilaian punya dua sisi. Apa yang Anda tulis tidak mengubah predikat dan tidak dinilai."
        )
    }


class ObjectionForm(CleanForm):
    """The grounds of an objection."""

    grounds = words_field(
        _("Alasan keberatan"), rows=7,
        help_text=_("Bagian mana yang menurut Anda belum tepat, dan bukti apa yang perlu dilihat lagi?"),
    )  # fmt: skip


class FileForm(CleanForm):
    """One file for an objection."""

    file = forms.FileField(
        label=_("Berkas"), allow_empty_file=True, error_messages={"required": _("Pilih dahulu berkasnya.")}
    )


class ReopeningForm(CleanForm):
    """Why one objects only now."""

    reason = words_field(
        _("Mengapa baru sekarang?"), rows=5,
        help_text=_("Misalnya: dirawat di rumah sakit, atau dokumennya baru diterima."),
    )  # fmt: skip


class ReopeningAnswerForm(CleanForm):
    """Whether and until when the window opens again."""

    until = DayField(
        label=_("Dibuka sampai"), required=False, help_text=_("Kosongkan bila tidak dikabulkan.")
    )
    reason = words_field(_("Alasan"), rows=5, help_text=_("Dibaca pegawai."))


class ExplanationForm(CleanForm):
    """The explanation of the pejabat penilai."""

    explanation = words_field(_("Penjelasan Anda"), rows=7)


class RulingForm(CleanForm):
    """The decision of the superior: the ratings as they stand afterwards, with reasons."""

    rating_hasil_kerja = rating_field(_("Rating hasil kerja setelah keputusan"))
    rating_perilaku_kerja = rating_field(_("Rating perilaku kerja setelah keputusan"))
    decision = words_field(_("Keputusan dan alasannya"), rows=7)

    def to_ruling(self) -> ObjectionRuling:
        """What was decided, as the service takes it."""
        given = self.cleaned_data
        return ObjectionRuling(given["decision"], given["rating_hasil_kerja"], given["rating_perilaku_kerja"])


class OrganisationForm(CleanForm):
    """The predikat of an OPD, with its reason; for a year both parts of it too."""

    achievement = rating_field(_("Capaian perjanjian kinerja"))
    expectation = rating_field(_("Pemenuhan ekspektasi Anda atas organisasi ini"))
    predikat = forms.ChoiceField(
        label=_("Predikat kinerja organisasi"), choices=LEVELS, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu predikat.")},
    )  # fmt: skip
    reason = words_field(
        _("Alasan"), help_text=_("Bila berbeda dari usulan atau rekomendasi, sebutkan mengapa.")
    )
    WHY = {
        "predikat": _(
            "Aturan mengusulkan dari yang terukur, unit lain boleh merekomendasikan, dan Anda yang menetapkan. "
            "Predikat setahun punya dua bagian, yang dipertemukan matriks instansi."
        ),
    }

    def __init__(self, *args: Any, is_annual: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_annual:
            del self.fields["achievement"], self.fields["expectation"]

    def judged(self) -> YearOfOrganisation:
        """Both parts of a year, empty for other periods."""
        given = self.cleaned_data
        return YearOfOrganisation(given.get("achievement", ""), given.get("expectation", ""))


class RecommendationForm(CleanForm):
    """What an office recommends for an OPD."""

    office = forms.ChoiceField(
        label=_("Rekomendasi dari"), widget=forms.RadioSelect, choices=RecommendingOffice.choices,
        error_messages={"required": _("Pilih unit yang Anda wakili.")},
    )  # fmt: skip
    predikat = forms.ChoiceField(
        label=_("Predikat yang direkomendasikan"), choices=LEVELS, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu predikat.")},
    )  # fmt: skip
    reason = words_field(_("Alasan"), help_text=_("Sebutkan data yang Anda lihat."))
    letter = forms.CharField(
        label=_("Surat atau nota"), required=False, max_length=120,
        help_text=_("Wajib untuk unit perencanaan, yang rekomendasinya Anda catatkan."),
    )  # fmt: skip
    WHY = {
        "reason": _(
            "Yang menetapkan predikat boleh mempertimbangkan unit perencanaan, kepegawaian, dan pengawasan "
            "(SE MenPANRB 3/2023). Rekomendasi tidak mengikat siapa pun."
        ),
    }

    def __init__(self, *args: Any, offices: Iterable[RecommendingOffice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [(office.value, office.label) for office in offices]  # type: ignore[attr-defined]

    def new(self) -> NewRecommendation:
        """What was recommended, as the service takes it."""
        given = self.cleaned_data
        return NewRecommendation(given["office"], given["predikat"], given["reason"], given["letter"])
