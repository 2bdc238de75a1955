"""What people fill in while working. Each form asks little, says why, and gives back what was typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField, NumberField
from selaras.core.files import kinds_for_people
from selaras.core.forms import CleanForm
from selaras.monitoring.models import DialogueKind, Medium
from selaras.monitoring.models.work import TALKS
from selaras.monitoring.services import NewDialogue, NewEvidence, NewFeedback, RealisationEntry

Choices = Iterable[tuple[Any, Any]]


def long_text(rows: int = 3, **attrs: str) -> forms.Textarea:
    """A field for sentences."""
    return forms.Textarea(attrs={"rows": str(rows), **attrs})


def ask_why(field: forms.Field, why: Any) -> None:
    """Say beside a field why it is asked."""
    field.why = why  # type: ignore[attr-defined]


class EntryForm(CleanForm):
    """What may have been written on paper first: the day on the paper and why, both or neither (C-23)."""

    written_on = DayField(label=_("Tanggal pada kertas"), required=False)
    reason = forms.CharField(
        label=_("Mengapa dicatat di kertas?"), required=False, max_length=300,
        help_text=_("Misalnya: listrik padam 3 hari, situs tidak dapat dibuka."),
    )  # fmt: skip

    @property
    def is_from_paper(self) -> bool:
        """Whether it is copied from a form on paper."""
        return self.cleaned_data["written_on"] is not None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("reason") and data.get("written_on") is None and not self.has_error("written_on"):
            self.add_error("written_on", _("Isi tanggal yang tertulis pada kertas."))
        return data


class CountForm(CleanForm):
    """From which count of a source the number comes."""

    count = forms.ChoiceField(
        label=_("Angka dari"), widget=forms.RadioSelect,
        error_messages={"required": _("Pilih dahulu sumber angkanya.")},
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["count"].choices = list(offered)  # type: ignore[attr-defined]
        ask_why(
            self.fields["count"],
            _("Angka yang sudah dihitung sistem tidak perlu Anda ketik; siapa pun dapat melihat asalnya."),
        )


class RealisationForm(EntryForm):
    """The realisation of one month."""

    month = forms.TypedChoiceField(
        label=_("Bulan"), coerce=int, widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("Bulan ini belum dimulai, atau di luar masa SKP dan bulan terbitnya.")},
    )  # fmt: skip
    value = NumberField(label=_("Realisasi bulan ini"), required=False)
    narrative = forms.CharField(
        label=_("Ceritakan hasilnya"), required=False, max_length=1000, widget=long_text(),
        help_text=_("Apa yang jadi berbeda karena pekerjaan ini?"),
    )  # fmt: skip
    cause = forms.CharField(label=_("Apa penyebabnya?"), required=False, max_length=500, widget=long_text(2))
    what_would_help = forms.CharField(
        label=_("Apa yang akan membantu?"), required=False, max_length=500, widget=long_text(2),
        help_text=_("Orang, alat, waktu, data, keputusan atasan …"),
    )  # fmt: skip
    data_source = forms.CharField(label=_("Sumber data"), required=False, max_length=200)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    asked = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, months: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["month"].choices = list(months)  # type: ignore[attr-defined]
        ask_why(
            self.fields["value"],
            _(
                "Angka ini dibandingkan dengan target. Persentasenya membantu pembicaraan, tidak "
                "menetapkan nilai Anda."
            ),
        )
        ask_why(
            self.fields["cause"],
            _(
                "Target yang meleset sering punya sebab di luar kendali Anda. Sebab itu dibaca "
                "sebelum angkanya."
            ),
        )
        ask_why(
            self.fields["data_source"],
            _("Agar siapa pun dapat memeriksa angka ini tanpa bertanya lagi kepada Anda."),
        )

    def entry(self) -> RealisationEntry:
        """What was entered."""
        data = self.cleaned_data
        return RealisationEntry(
            data["value"], data["narrative"], data["cause"], data["what_would_help"], data["data_source"]
        )


class EvidenceForm(EntryForm):
    """A file or a link, and what it shows."""

    note = forms.CharField(
        label=_("Apa yang berubah karena pekerjaan ini?"), required=False, max_length=500, widget=long_text(2),
        help_text=_("Satu dua kalimat. Manfaat lebih berarti daripada tumpukan dokumen."),
    )  # fmt: skip
    title = forms.CharField(label=_("Nama bukti"), max_length=200)
    happened_on = DayField(label=_("Tanggal kejadian"))
    file = forms.FileField(label=_("Berkas"), required=False, allow_empty_file=True)
    url = forms.CharField(
        label=_("atau tautan"), required=False, max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
    )  # fmt: skip
    keeps_place = forms.BooleanField(
        label=_("Simpan juga tempat foto diambil"), required=False,
        help_text=_("Biasanya dibuang. Centang hanya bila tempatnya bagian dari bukti, misalnya kunjungan lapangan."),
    )  # fmt: skip
    latitude = forms.DecimalField(
        required=False, widget=forms.HiddenInput, min_value=-90, max_value=90, max_digits=7, decimal_places=5
    )
    longitude = forms.DecimalField(
        required=False,
        widget=forms.HiddenInput,
        min_value=-180,
        max_value=180,
        max_digits=8,
        decimal_places=5,
    )
    captured_at = forms.DateTimeField(
        required=False,
        widget=forms.HiddenInput,
        input_formats=["%Y-%m-%dT%H:%M:%S.%fZ", "%Y-%m-%dT%H:%M:%SZ"],
    )
    iki = forms.MultipleChoiceField(
        label=_("Dipakai untuk indikator"), required=False, widget=forms.CheckboxSelectMultiple
    )
    quarters = forms.TypedMultipleChoiceField(
        label=_("Triwulan"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=_("Kosongkan untuk memakai triwulan tanggal kejadian."),
    )  # fmt: skip

    def __init__(self, *args: Any, indicators: Choices, quarters: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["iki"].choices = list(indicators)  # type: ignore[attr-defined]
        self.fields["quarters"].choices = list(quarters)  # type: ignore[attr-defined]
        self.fields["file"].widget.attrs["accept"] = ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.mp4"
        self.fields["file"].widget.attrs["data-photo"] = ""
        ask_why(
            self.fields["happened_on"],
            _(
                "Tanggal kejadian Anda isi sendiri; waktu unggah dicatat sistem. Keduanya tampil, "
                "jadi tidak ada yang perlu diatur mundur."
            ),
        )
        ask_why(
            self.fields["iki"],
            _("Satu bukti cukup diunggah sekali, lalu dipakai untuk semua indikator yang didukungnya."),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("file") is None and not data.get("url") and not self.has_error("file"):
            self.add_error(
                "file", _("Pilih berkas (%(kinds)s), atau isi tautannya.") % {"kinds": kinds_for_people()}
            )
        if data.get("file") is not None and data.get("url"):
            self.add_error(
                "url",
                _("Pilih salah satu: berkas atau tautan. Yang lain dapat disimpan sebagai bukti tersendiri."),
            )
        return data

    def new(self) -> NewEvidence:
        """What was said about the proof."""
        data = self.cleaned_data
        captured = data["captured_at"]
        if captured is not None:  # the device writes UTC
            captured = captured.replace(tzinfo=UTC)
        place = (
            (data["latitude"], data["longitude"])
            if None not in (data["latitude"], data["longitude"])
            else None
        )
        return NewEvidence(
            data["title"], data["happened_on"], data["note"], captured, data["keeps_place"], place
        )

    def uses(self, quarter: int) -> list[tuple[UUID, int]]:
        """Each ticked indicator in each ticked quarter; `quarter` is taken where none is ticked."""
        quarters = self.cleaned_data["quarters"] or [quarter]
        return [(UUID(iki), number) for iki in self.cleaned_data["iki"] for number in quarters]


class EvidenceUseForm(CleanForm):
    """The check boxes of one evidence: indicator by quarter."""

    uses = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choices: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["uses"].choices = list(choices)  # type: ignore[attr-defined]

    def chosen(self) -> list[tuple[UUID, int]]:
        """Indicator and quarter of each ticked box."""
        pairs = (text.split(":") for text in self.cleaned_data["uses"])
        return [(UUID(iki), int(quarter)) for iki, quarter in pairs]


class FeedbackForm(EntryForm):
    """What was seen → its effect → a suggestion. Two minutes on a phone."""

    seen = forms.CharField(
        label=_("Apa yang Anda lihat?"), widget=long_text(),
        help_text=_("Satu kejadian nyata: siapa melakukan apa, kapan."),
    )  # fmt: skip
    effect = forms.CharField(
        label=_("Apa akibatnya?"), required=False, widget=long_text(2),
        help_text=_("Bagi warga, rekan, atau pekerjaan."),
    )  # fmt: skip
    suggestion = forms.CharField(
        label=_("Apa saran Anda?"), required=False, widget=long_text(2),
        help_text=_("Yang perlu diteruskan, atau dicoba lain kali."),
    )  # fmt: skip
    rhk = forms.ChoiceField(label=_("Terkait hasil kerja"), required=False)
    behaviour_code = forms.ChoiceField(label=_("Terkait nilai perilaku"), required=False)
    is_passed_on = forms.BooleanField(
        label=_("Ini kata-kata pengguna layanan yang saya teruskan"), required=False,
        help_text=_("Tulis tanpa nama warga. Pengaduan tentang seorang petugas disampaikan lewat kanal pengaduan."),
    )  # fmt: skip
    nudged = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, results: Choices, values: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["rhk"].choices = [("", _("Tidak khusus")), *results]  # type: ignore[attr-defined]
        self.fields["behaviour_code"].choices = [("", _("Tidak khusus")), *values]  # type: ignore[attr-defined]
        if len(self.fields["rhk"].choices) == 1:  # type: ignore[attr-defined]
            del self.fields["rhk"]
        ask_why(self.fields["seen"], _("Kejadian nyata dapat dipelajari; pujian atau celaan umum tidak."))

    def new(self) -> NewFeedback:
        """What was said."""
        data = self.cleaned_data
        rhk = data.get("rhk")
        return NewFeedback(
            data["seen"],
            data["effect"],
            data["suggestion"],
            UUID(rhk) if rhk else None,
            data["behaviour_code"],
            data["is_passed_on"],
        )


class ReplyForm(CleanForm):
    """The receiver's answer."""

    reply = forms.CharField(label=_("Tanggapan Anda"), widget=long_text())


class DialogueForm(CleanForm):
    """A talk that took place."""

    kind = forms.ChoiceField(label=_("Jenis dialog"), choices=[(kind.value, kind.label) for kind in TALKS])
    medium = forms.ChoiceField(label=_("Cara berdialog"), choices=Medium.choices)
    held_on = DayField(label=_("Tanggal dialog"))
    summary = forms.CharField(
        label=_("Ringkasan"), widget=long_text(5),
        help_text=_("Apa yang dibicarakan dan disepakati. Ringkasan ini milik berdua."),
    )  # fmt: skip
    own_side = forms.CharField(
        label=_("Pandangan Anda sendiri"), required=False, widget=long_text(),
        help_text=_("Bila ada yang ingin Anda sampaikan di luar ringkasan bersama."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_why(
            self.fields["summary"],
            _(
                "Kedua pihak menulis: pihak lain membaca ringkasan ini, menyetujuinya atau menuliskan apa yang "
                "berbeda, dan menambahkan pandangannya sendiri."
            ),
        )

    def new(self) -> NewDialogue:
        """What was talked about."""
        data = self.cleaned_data
        return NewDialogue(
            data["medium"],
            data["held_on"],
            data["summary"],
            data.get("kind", DialogueKind.PROGRESS),
            own_side=data["own_side"],
        )


class WarningForm(CleanForm):
    """An early warning: kind, dated, with cause and help."""

    medium = forms.ChoiceField(label=_("Cara berdialog"), choices=Medium.choices)
    held_on = DayField(label=_("Tanggal dialog"))
    summary = forms.CharField(
        label=_("Apa yang perlu diperhatikan?"), widget=long_text(),
        help_text=_("Hasil atau perilaku yang nyata, bukan orangnya."),
    )  # fmt: skip
    cause = forms.CharField(
        label=_("Apa penyebabnya, menurut pembicaraan Anda berdua?"), widget=long_text(),
        help_text=_("Tanyakan dahulu: beban, alat, pengetahuan, kesehatan, atau hal lain?"),
    )  # fmt: skip
    agreed_help = forms.CharField(
        label=_("Bantuan apa yang disepakati, oleh siapa, sampai kapan?"), widget=long_text()
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_why(
            self.fields["held_on"],
            _(
                "Tidak seorang pun boleh terkejut oleh penilaiannya. Nilai rendah hanya dapat "
                "difinalkan bila ada peringatan yang dicatat sebelumnya."
            ),
        )
        ask_why(self.fields["agreed_help"], _("Peringatan tanpa bantuan tidak menolong siapa pun."))

    def new(self) -> NewDialogue:
        """What was said."""
        data = self.cleaned_data
        return NewDialogue(
            data["medium"],
            data["held_on"],
            data["summary"],
            DialogueKind.EARLY_WARNING,
            data["cause"],
            data["agreed_help"],
        )


class ConfirmForm(CleanForm):
    """«Yes, we talked», the own words of the other side, and whether it shares the summary."""

    agrees = forms.ChoiceField(
        label=_("Apakah ringkasannya sesuai dengan pembicaraan Anda berdua?"), required=False, initial="ya",
        choices=[("ya", _("Ya, ringkasannya sesuai")), ("tidak", _("Ada yang berbeda; saya tuliskan di bawah"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    other_side = forms.CharField(
        label=_("Pandangan Anda"), required=False, widget=long_text(4),
        help_text=_("Tambahkan atau luruskan bila perlu. Kata-kata Anda tampil di samping catatan pihak lain."),
    )  # fmt: skip


class ReworkForm(CleanForm):
    """A summary that was not shared, worded anew."""

    summary = forms.CharField(label=_("Ringkasan yang disusun ulang"), widget=long_text(5))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_why(
            self.fields["summary"],
            _("Ringkasan adalah milik berdua. Rumusan pertama tetap tersimpan dan dapat dibaca."),
        )


class ColleagueSearch(forms.Form):
    """Find somebody by name."""

    q = forms.CharField(label=_("Nama rekan"), required=False, max_length=80)
