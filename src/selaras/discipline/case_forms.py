"""What people fill in about discipline cases; each form says why it asks and who will read it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField
from selaras.core.forms import CleanForm
from selaras.discipline.models import Level
from selaras_rules.offences import Impact

MOMENT = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
NIP_HELP = _("18 angka, tanpa spasi.")
IMPACTS = [
    (Impact.UNIT_KERJA.value, _("Unit kerja: hukuman ringan")),
    (Impact.INSTANSI.value, _("Instansi: hukuman sedang")),
    (Impact.NEGARA.value, _("Negara atau pemerintah: hukuman berat")),
]


def sentences(rows: int = 4) -> forms.Textarea:
    """A field for sentences."""
    return forms.Textarea(attrs={"rows": rows})


class SetAsideForm(CleanForm):
    """Why no case is opened."""

    reason = forms.CharField(
        label=_("Alasan"), widget=sentences(),
        help_text=_("Misalnya: sudah dibicarakan, anaknya dirawat; surat keterangannya menyusul lewat koreksi."),
    )  # fmt: skip
    WHY = {
        "reason": _(
            "Atasan yang mengetahui pelanggaran wajib bertindak (PP 94/2021 Pasal 26 dan 28). Alasan ini menunjukkan "
            "bahwa Anda sudah melihat dan menimbangnya."
        )
    }


class OpenCaseForm(CleanForm):
    """Why a case is opened, and what was tried before."""

    coaching = forms.CharField(
        label=_("Pembinaan sebelumnya"), widget=sentences(3),
        help_text=_(
            "Apa yang sudah dibicarakan dan ditolong, dan kapan. Bila belum ada, tulis mengapa tidak dapat menunggu."
        ),
    )  # fmt: skip
    reason = forms.CharField(label=_("Alasan membuka berkas"), widget=sentences(3))
    offence = forms.CharField(
        label=_("Apa yang terjadi"), widget=sentences(),
        help_text=_("Kewajiban atau larangan yang diduga dilanggar, dengan hari, tempat, dan buktinya."),
    )  # fmt: skip
    act_day = DayField(label=_("Hari kejadian"))
    impact = forms.ChoiceField(label=_("Dampaknya sampai pada"), choices=IMPACTS, widget=forms.RadioSelect)
    clerk_nip = forms.CharField(
        label=_("NIP petugas berkas"), required=False, max_length=18, help_text=NIP_HELP,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    WHY = {
        "coaching": _(
            "Pembinaan didahulukan. Isi bimbingan sendiri tetap rahasia dan tidak disalin ke berkas ini."
        ),
        "act_day": _("Jenis hukuman mengikuti aturan yang berlaku pada hari itu."),
        "impact": _(
            "Tingkat dugaan mengikuti dampaknya (PP 94/2021 Pasal 9 sampai 11); pejabat memutuskan kemudian."
        ),
        "clerk_nip": _(
            "Hanya satu petugas yang boleh membaca berkas dan mencatat penyampaian. Boleh kosong: Anda sendiri "
            "mencatatnya."
        ),
    }

    def __init__(self, *args: Any, is_absence: bool, asks_impact: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dropped = {"offence", "act_day"} if is_absence else set()
        for name in dropped | (set() if asks_impact else {"impact"}):
            del self.fields[name]


class SummonsForm(CleanForm):
    """A letter that asks somebody to come."""

    number = forms.CharField(label=_("Nomor surat"), max_length=100)
    meets_at = forms.DateTimeField(label=_("Hari dan jam pemeriksaan"), widget=MOMENT)
    place = forms.CharField(label=_("Tempat"), max_length=200)
    WHY = {"meets_at": _("Paling lambat tujuh hari kerja; hari libur nasional dan setempat tidak dihitung.")}


class SecondSummonsForm(SummonsForm):
    """The second letter says that nobody came."""

    words = forms.CharField(
        label=_("Catatan ketidakhadiran"), widget=sentences(2), required=False,
        help_text=_("Misalnya: tidak hadir dan tidak ada kabar."),
    )  # fmt: skip


class TeamForm(CleanForm):
    """The two members beside the superior."""

    number = forms.CharField(label=_("Nomor surat penunjukan"), max_length=100)
    overseer_nip = forms.CharField(
        label=_("NIP unsur pengawasan (anggota)"), max_length=18, help_text=NIP_HELP
    )
    personnel_nip = forms.CharField(
        label=_("NIP unsur kepegawaian (sekretaris)"), max_length=18, help_text=NIP_HELP
    )
    WHY = {"overseer_nip": _("Golongan anggota tim tidak boleh di bawah yang diperiksa. Anda menjadi ketua.")}


class StatementForm(CleanForm):
    """The person's own words."""

    statement = forms.CharField(label=_("Keterangan saya"), widget=sentences(6))
    WHY = {
        "statement": _(
            "Ceritakan keadaannya dengan kata Anda sendiri. Pemeriksa dan pejabat yang memutuskan membacanya."
        )
    }


class MinutesForm(CleanForm):
    """The minutes of an examination."""

    held_on = DayField(label=_("Hari pemeriksaan"))
    place = forms.CharField(label=_("Tempat"), max_length=200, required=False)
    words = forms.CharField(label=_("Tanya jawab"), widget=sentences(8))
    statement = forms.CharField(
        label=_("Keterangan dan pembelaan yang diperiksa"), widget=sentences(4),
        help_text=_(
            "Ditulis seperti yang dikatakan. Bila tidak ada, tulis bahwa yang diperiksa tidak memberi keterangan."
        ),
    )  # fmt: skip
    is_signed = forms.BooleanField(label=_("Yang diperiksa menandatangani"), required=False, initial=True)
    WHY = {"is_signed": _("Penolakan menandatangani cukup dicatat; berita acara tetap sah.")}


class WordsForm(CleanForm):
    """A step that needs its reasons."""

    words = forms.CharField(label=_("Alasan"), widget=sentences())
    WHY = {"words": _("Alasan ini tetap berada dalam berkas, dan yang bersangkutan membacanya.")}


class ReportForm(CleanForm):
    """The report to who may impose a punishment."""

    number = forms.CharField(label=_("Nomor laporan"), max_length=100, required=False)
    level = forms.ChoiceField(
        label=_("Tingkat yang diusulkan"), choices=Level.choices, widget=forms.RadioSelect
    )
    is_dismissal = forms.BooleanField(
        label=_("Yang diusulkan adalah pemberhentian atau pemutusan perjanjian kerja"), required=False
    )
    words = forms.CharField(label=_("Hasil pemeriksaan dan pertimbangan"), widget=sentences(6))
    WHY = {
        "level": _(
            "Tingkat menentukan pejabat yang berwenang; ia yang memutuskan, dan dapat memutuskan lain."
        )
    }


class DecreeForm(CleanForm):
    """The decision: a type of the law, or what the contract says."""

    number = forms.CharField(label=_("Nomor keputusan"), max_length=100)
    step = forms.ChoiceField(label=_("Jenis hukuman"), widget=forms.RadioSelect)
    consequence = forms.CharField(
        label=_("Akibat menurut perjanjian kerja"), max_length=200,
        help_text=_("Sebut pasal perjanjian kerja atau aturan instansinya."),
    )  # fmt: skip
    level = forms.ChoiceField(label=_("Tingkat"), choices=Level.choices, widget=forms.RadioSelect)
    ends_contract = forms.BooleanField(label=_("Perjanjian kerja diputus"), required=False)
    words = forms.CharField(label=_("Pertimbangan"), widget=sentences(6))
    WHY = {
        "words": _(
            "Keputusan memuat alasannya. Yang bersangkutan membacanya dan dapat mengajukan upaya administratif."
        ),
        "step": _("Jenis hukuman menurut aturan yang berlaku pada hari perbuatan."),
    }

    def __init__(self, *args: Any, types: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("consequence", "level", "ends_contract") if types else ("step",):
            del self.fields[name]
        if types:
            self.fields["step"].choices = types  # type: ignore[attr-defined]


class DeliveryForm(CleanForm):
    """The person took the decision."""

    received_on = DayField(label=_("Diterima pada"))
    place = forms.CharField(label=_("Tempat"), max_length=200, required=False)
    WHY = {"received_on": _("Sejak hari ini tenggat upaya administratif dan mulai berlakunya dihitung.")}


class SendingForm(CleanForm):
    """The decision went by post."""

    missed_on = DayField(label=_("Hari penyampaian yang tidak dihadiri"))
    number = forms.CharField(label=_("Nomor surat pengantar"), max_length=100)
    place = forms.CharField(label=_("Dikirim ke"), max_length=200)
    received_on = DayField(label=_("Tiba pada"))
    WHY = {"missed_on": _("Keputusan dikirim paling lambat tiga hari kerja sesudahnya.")}


class GroundsForm(CleanForm):
    """Why the decision is contested."""

    grounds = forms.CharField(label=_("Alasan saya"), widget=sentences(6))
    WHY = {"grounds": _("Pemutus upaya administratif membaca alasan ini bersama berkasnya.")}


class RulingForm(CleanForm):
    """What was ruled on the remedy."""

    number = forms.CharField(label=_("Nomor putusan"), max_length=100)
    ruled_on = DayField(label=_("Hari putusan"))
    step = forms.ChoiceField(label=_("Hukuman setelah putusan"), widget=forms.RadioSelect)
    consequence = forms.CharField(label=_("Akibat setelah putusan"), max_length=200)
    words = forms.CharField(label=_("Isi dan pertimbangan putusan"), widget=sentences(4))
    WHY = {
        "number": _("Berkas menyebut putusan yang mengakhiri upaya administratif ini."),
        "words": _("Yang bersangkutan membaca mengapa keputusan dikuatkan, diubah, atau dibatalkan."),
    }

    def __init__(self, *args: Any, types: list[tuple[str, str]], by_contract: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not types:
            del self.fields["step"]
        else:
            self.fields["step"].choices = types  # type: ignore[attr-defined]
        if not by_contract:
            del self.fields["consequence"]
