"""What people tell about inputs, themes and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField, ObjectChoiceField
from selaras.core.forms import CleanForm, LongSelect
from selaras.indicators.models import Indicator
from selaras.listening.models import InputKind, PublicInput, Theme
from selaras.listening.selectors import themes_for
from selaras.listening.services import APART, DISCARD, ForumNotes, NewAnswer, ThemeValues
from selaras.listening.services.answering import LONGEST_ANSWER
from selaras.listening.services.entering import LONGEST_NAME
from selaras.listening.wording import Guess, words_in
from selaras.organisation.models import Unit
from selaras.planning.models import Skp

LATER = ""


class SortForm(CleanForm):
    """One choice for each input of a page; what stays empty is left for later."""

    def __init__(
        self, *args: Any, inputs: Sequence[PublicInput], themes: Sequence[Theme], guesses: Mapping[UUID, Guess],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.inputs = {f"input_{row.pk}": row for row in inputs}
        self.themes = {str(theme.pk): theme for theme in themes}
        self.before: dict[str, str] = {}
        for name, row in self.inputs.items():
            self.before[name] = _standing(row)
            offered = [(str(theme.pk), theme.name) for theme in themes_for(themes, row.unit.opd_id)]
            if row.theme is not None and str(row.theme_id) not in dict(offered):
                offered.append((str(row.theme_id), row.theme.name))
                self.themes[str(row.theme_id)] = row.theme
            self.fields[name] = forms.ChoiceField(
                label=_("Pilah"), required=False, widget=LongSelect,
                choices=[(LATER, _("Nanti")), *offered, (APART, _("Tentang satu petugas: pisahkan")),
                         (DISCARD, _("Bukan masukan"))],
                initial=self.before[name] or _proposed(guesses.get(row.pk)),
            )  # fmt: skip

    @property
    def choices(self) -> dict[PublicInput, Theme | str]:
        """What was chosen, where it is something else than before."""
        found: dict[PublicInput, Theme | str] = {}
        for name, row in self.inputs.items():
            chosen = self.cleaned_data.get(name, LATER)
            if chosen not in (LATER, self.before[name]):
                found[row] = self.themes.get(chosen, chosen)
        return found


def _standing(row: PublicInput) -> str:
    if row.theme_id is not None:
        return str(row.theme_id)
    return DISCARD if row.status == "discarded" else LATER


def _proposed(guess: Guess | None) -> str:
    """What seems to be about an officer is never proposed as a theme: a person reads it first."""
    return str(guess.theme.pk) if guess and guess.theme and not guess.seems_personal else LATER


class ForumForm(CleanForm):
    """Notes of a forum."""

    forum = forms.CharField(label=_("Nama forum"), max_length=LONGEST_NAME)
    held_on = DayField(label=_("Tanggal"))
    kind = forms.ChoiceField(label=_("Jenis"), choices=InputKind.choices, initial=InputKind.SUGGESTION.value)
    notes = forms.CharField(
        label=_("Catatan"), max_length=100_000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Satu baris satu masukan. Jangan tulis nama atau nomor orang yang berbicara."),
    )  # fmt: skip
    WHY = {
        "forum": _("Nama ini tampil sebagai asal masukan, mis. «Forum konsultasi publik»."),
        "notes": _("Yang disampaikan langsung dihitung bersama yang datang lewat daftar pengaduan."),
    }

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = ObjectChoiceField(
            rows=units,
            empty=_("Pilih unit"),
            label_of=lambda unit: unit.name_with_opd,
            label=_("Tentang unit"),
            widget=LongSelect,
        )
        self.order_fields(["unit", "forum", "held_on", "kind", "notes"])

    def told(self) -> ForumNotes:
        """What the service takes."""
        given = self.cleaned_data
        return ForumNotes(
            given["unit"], given["held_on"], given["forum"], given["kind"], given["notes"].splitlines()
        )


class ThemeForm(CleanForm):
    """A theme of the agency's list."""

    name = forms.CharField(
        label=_("Nama tema"), max_length=80, help_text=_("Beberapa kata, mis. «Karcis parkir».")
    )
    words = forms.CharField(
        label=_("Kata penanda"), required=False, max_length=1200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dipisah koma, mis. «karcis, juru parkir, tarif parkir»."),
    )  # fmt: skip
    is_active = forms.BooleanField(label=_("Masih ditawarkan"), required=False, initial=True)
    WHY = {
        "words": _(
            "Masukan yang memuat kata ini diusulkan ke tema ini. Yang memutuskan tetap orang yang memilah."
        )
    }

    def __init__(self, *args: Any, opds: Sequence[Unit], for_city: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opd"] = ObjectChoiceField(
            rows=opds, required=not for_city, label=_("Untuk perangkat daerah"), widget=LongSelect,
            empty=_("Semua perangkat daerah") if for_city else _("Pilih perangkat daerah"),
        )  # fmt: skip
        self.order_fields(["name", "opd", "words", "is_active"])

    def values(self) -> ThemeValues:
        """What the service takes."""
        given = self.cleaned_data
        return ThemeValues(given["name"], words_in(given["words"]), given["opd"], given["is_active"])


class AnswerForm(CleanForm):
    """What was answered or decided on a theme."""

    text = forms.CharField(
        label=_("Yang dijawab atau diputuskan"), max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Seperti dijelaskan kepada warga, tanpa nama orang."),
    )  # fmt: skip
    decided_on = DayField(label=_("Diputuskan pada"))
    WHY = {
        "text": _("Tampil bagi semua pegawai di halaman Suara warga, di samping temanya."),
        "decided_on": _("Dari hari ini dihitung berapa lama warga menunggu."),
        "indicator": _(
            "Bila keputusan itu mengubah indikator, masukan warga terbaca dari halaman indikatornya."
        ),
    }

    def __init__(
        self, *args: Any, themes: Sequence[Theme], opds: Sequence[Unit],
        indicators: Sequence[tuple[Indicator, str]], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["theme"] = ObjectChoiceField(
            rows=themes, empty=_("Pilih tema"), label=_("Tema"), widget=LongSelect
        )
        self.fields["opd"] = ObjectChoiceField(
            rows=opds, empty=_("Pilih perangkat daerah"), label=_("Perangkat daerah yang menjawab"), widget=LongSelect,
        )  # fmt: skip
        titles = dict(indicators)
        self.fields["indicator"] = ObjectChoiceField(
            rows=titles, label_of=lambda row: f"{row.code}: {titles[row]}"[:120], required=False,
            empty=_("Tidak mengubah indikator"), label=_("Indikator atau usulan indikator"), widget=LongSelect,
        )  # fmt: skip
        self.fields["indicator"].why = self.WHY["indicator"]  # type: ignore[attr-defined]
        self.order_fields(["theme", "opd", "text", "decided_on", "indicator"])

    def told(self) -> NewAnswer:
        """What the service takes."""
        given = self.cleaned_data
        return NewAnswer(given["theme"], given["opd"], given["text"], given["decided_on"], given["indicator"])


class CarryForm(CleanForm):
    """Which running plans are opened for the indicator of an answer, and why."""

    reason = forms.CharField(label=_("Alasan"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))
    WHY = {
        "plans": _(
            "Rencana hanya berubah lewat dialog: yang dibuka di sini ditulis pemiliknya, lalu disepakati lagi."
        ),
        "reason": _("Dibaca kedua pihak dan tersimpan pada versi barunya. Tanpa nama warga."),
    }

    def __init__(self, *args: Any, plans: Sequence[Skp], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plans = {str(skp.pk): skp for skp in plans}
        self.fields["plans"] = forms.MultipleChoiceField(
            label=_("SKP yang dibuka"), choices=[(key, _plan_label(skp)) for key, skp in self.plans.items()],
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.fields["plans"].why = self.WHY["plans"]  # type: ignore[attr-defined]
        self.order_fields(["plans", "reason"])

    @property
    def chosen(self) -> list[Skp]:
        """The plans that were marked."""
        return [self.plans[key] for key in self.cleaned_data["plans"]]


def _plan_label(skp: Skp) -> str:
    text = f"{skp.employee.full_name} · {skp.position_title}"
    taken = getattr(skp, "taken_version", None)
    if taken:
        text += " · " + _("memakai versi %(number)d") % {"number": taken}
    return text if skp.status == "agreed" else text + " · " + _("belum disepakati lagi")


class SendForm(CleanForm):
    """It was handed to the named office."""

    sent_on = DayField(label=_("Diteruskan pada"))
    note = forms.CharField(
        label=_("Nomor surat atau tanda terima"), max_length=200, required=False,
        help_text=_("Tanpa isi pengaduan dan tanpa nama petugas."),
    )  # fmt: skip
    WHY = {
        "sent_on": _("Tercatat siapa meneruskan, kapan, dan ke mana, supaya tidak ada pengaduan yang hilang.")
    }


class BackForm(CleanForm):
    """Why it goes back to those who sort."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=300, help_text=_("Tanpa isi pengaduan dan tanpa nama.")
    )


class OfficeForm(CleanForm):
    """Where complaints about one officer go."""

    name = forms.CharField(
        label=_("Nama kantor"),
        max_length=150,
        help_text=_("Misalnya Inspektorat, atau admin SP4N-LAPOR kota."),
    )
    how = forms.CharField(
        label=_("Cara meneruskan"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Alamat, nomor layanan, atau langkah di SP4N-LAPOR."),
    )  # fmt: skip
    WHY = {
        "name": _("Pengaduan tentang satu petugas bukan bahan penilaian; ia diperiksa oleh yang berwenang.")
    }
