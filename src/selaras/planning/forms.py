"""Forms of a plan: start, results, indicators, behaviour, lampiran, talk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.errors import Text
from selaras.core.fields import DayField, NumberField, ObjectChoiceField
from selaras.core.forms import CleanForm
from selaras.planning.content import Content
from selaras.planning.fields import lines_of, short
from selaras.planning.models import (
    Approach,
    Aspect,
    Beneficiary,
    Direction,
    Goal,
    Iki,
    LampiranBlock,
    Pattern,
    Perspective,
    RencanaHasilKerja,
    RhkKind,
    ServiceStandard,
)
from selaras.planning.post_patterns import post_patterns
from selaras.planning.services import IkiValues, RhkValues

MONTHS: list[tuple[str, Text]] = [
    ("", _("Tidak dipakai")),
    ("1", _("Januari")), ("2", _("Februari")), ("3", _("Maret")), ("4", _("April")), ("5", _("Mei")),
    ("6", _("Juni")), ("7", _("Juli")), ("8", _("Agustus")), ("9", _("September")), ("10", _("Oktober")),
    ("11", _("November")), ("12", _("Desember")),
]  # fmt: skip


class PlanForm(CleanForm):
    """Carries the revision it was made with."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_revision(self) -> int | None:
        revision: int | None = self.cleaned_data["revision"]
        return revision


def _text(
    label: Any, limit: int, *, rows: int = 2, required: bool = False, help_text: Any = ""
) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=limit, required=required, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


text_field = _text  # the forms of the library use it too


class StartForm(PlanForm):
    """From what the plan begins."""

    source = forms.ChoiceField(label=_("Mulai dari"), widget=forms.RadioSelect)
    post = forms.ChoiceField(
        label=_("Contoh jabatan"), required=False,
        choices=lambda: [("", _("Menurut jabatan saya")), *((row.key, row.title) for row in post_patterns())],
        help_text=_("Hanya dipakai bila Anda mulai dari contoh jabatan."),
    )  # fmt: skip
    approach = forms.ChoiceField(
        label=_("Cara menyatakan target"),
        choices=[
            (Approach.QUANTITATIVE.value, _("Kuantitatif: target berupa angka, mis. 360 orang")),
            (Approach.QUALITATIVE.value, _("Kualitatif: target berupa uraian keadaan yang diharapkan")),
        ],
        initial=Approach.QUANTITATIVE.value,
        widget=forms.RadioSelect,
    )
    start = DayField(
        label=_("Mulai tanggal"), required=False,
        help_text=_("Kosongkan untuk 1 Januari. Diisi bila Anda mulai atau kembali bekerja di tengah tahun."),
    )  # fmt: skip
    end = DayField(
        label=_("Sampai tanggal"), required=False,
        help_text=_("Kosongkan untuk 31 Desember. Diisi bila perjanjian kerja atau masa tugas berakhir lebih dulu."),
    )  # fmt: skip
    WHY = {
        "approach": _(
            "Formulir resmi punya dua bentuk (PermenPANRB 6/2022 Pasal 9). Kebanyakan pegawai memakai "
            "yang kuantitatif; di dalamnya tetap boleh ada target berupa kata-kata."
        )
    }

    def __init__(self, *args: Any, sources: list[tuple[str, Text]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = sources  # type: ignore[attr-defined]
        self.fields["source"].initial = sources[0][0]


class RhkForm(PlanForm):
    """One planned result."""

    text = _text(
        _("Hasil yang diharapkan"), 500, rows=3, required=True,
        help_text=_(
            "Tulis keadaan yang tercapai dan bagi siapa, bukan kegiatannya. "
            "Contoh: «Pasien hipertensi di wilayah puskesmas terobati sesuai standar»."
        ),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Prioritas"), choices=RhkKind.choices, initial=RhkKind.UTAMA.value, widget=forms.RadioSelect
    )
    beneficiary_kind = forms.ChoiceField(
        label=_("Siapa yang merasakan manfaatnya"), choices=Beneficiary.choices, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    beneficiary = forms.CharField(
        label=_("Penerima manfaat"), max_length=200, required=False,
        help_text=_("Dengan kata-kata, mis. «ibu hamil di tiga kelurahan»."),
    )  # fmt: skip
    assigned_by = forms.CharField(
        label=_("Penugasan dari"), max_length=200, required=False,
        help_text=_("Diisi bila hasil ini diminta pihak lain, mis. tim lintas unit."),
    )  # fmt: skip
    WHY = {
        "text": _(
            "Hasil yang jelas membuat Anda dan pejabat penilai membayangkan hal yang sama di akhir tahun."
        ),
        "kind": _("Utama berarti prioritas tinggi. Tambahan adalah penugasan di luar tugas pokok Anda."),
        "beneficiary_kind": _(
            "Jumlahnya dilaporkan per perangkat daerah, tanpa nama: apakah kerja kita dirasakan warga."
        ),
        "beneficiary": _("Mengingat siapa yang terbantu memudahkan memilih ukuran mutunya."),
    }

    def __init__(
        self,
        *args: Any,
        parents: Iterable[RencanaHasilKerja],
        goals: Iterable[Goal],
        is_leader: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"] = ObjectChoiceField(
            rows=parents, label_of=_result_label, required=False, label=_("Mendukung hasil kerja atasan"),
            empty=_("Belum ditautkan"),
            help_text=_("Boleh dikosongkan dulu bila SKP atasan belum ada; tautannya dapat menyusul."),
        )  # fmt: skip
        self.fields["goal"] = ObjectChoiceField(
            rows=goals, label_of=_goal_label, required=False, label=_("Mendukung indikator perangkat daerah"),
            empty=_("Belum ditautkan"),
        )  # fmt: skip
        first = ["text", "kind", "goal", "parent"] if is_leader else ["text", "kind", "parent", "goal"]
        self.order_fields([*first, "beneficiary_kind", "beneficiary", "assigned_by"])
        self.fields["parent"].why = _(  # type: ignore[attr-defined]
            "Agar terlihat hasil siapa yang Anda dukung, dan atasan tahu hasil mana yang sudah ada pendukungnya."
        )
        self.fields["goal"].why = _(  # type: ignore[attr-defined]
            "Menunjukkan sasaran kota mana yang dilayani pekerjaan Anda."
        )

    def values(self) -> RhkValues:
        """What the service takes."""
        names = ("text", "kind", "parent", "goal", "assigned_by", "beneficiary_kind", "beneficiary")
        return RhkValues(**{name: self.cleaned_data[name] for name in names})


def rhk_initial(rhk: RencanaHasilKerja) -> dict[str, Any]:
    """The form as the result stands."""
    names = ("text", "kind", "parent", "goal", "assigned_by", "beneficiary_kind", "beneficiary", "revision")
    return {name: getattr(rhk, name) for name in names}


class IkiForm(PlanForm):
    """One indicator: what, how much, from where, when, and what each rating would require."""

    text = _text(
        _("Apa yang diukur"), 400, required=True,
        help_text=_("Contoh: «Penderita hipertensi yang tekanan darahnya terkendali»."),
    )  # fmt: skip
    aspect = forms.ChoiceField(
        label=_("Aspek"), choices=[("", _("Pilih aspek")), *Aspect.choices], required=False
    )
    perspective = forms.ChoiceField(
        label=_("Perspektif"), choices=[("", _("Pilih perspektif")), *Perspective.choices], required=False
    )
    direction = forms.ChoiceField(
        label=_("Arah yang baik"), choices=Direction.choices, initial=Direction.MORE.value
    )
    target = NumberField(label=_("Target"), required=False)
    target_max = NumberField(
        label=_("Batas atas"), required=False, help_text=_("Hanya untuk «dalam rentang».")
    )
    unit_of_measure = forms.CharField(label=_("Satuan"), max_length=40, required=False)
    target_text = _text(
        _("Target dengan kata-kata"), 300,
        help_text=_("Hanya bila target tidak berupa angka. Uraikan keadaan yang dapat dilihat orang lain."),
    )  # fmt: skip
    is_stretch = forms.BooleanField(
        label=_("Target menantang"), required=False,
        help_text=_("Sengaja dipasang tinggi. Pejabat penilai melihat tanda ini saat menyepakati dan menilai."),
    )  # fmt: skip
    baseline = NumberField(
        label=_("Titik awal"), required=False, help_text=_("Angka terakhir yang diketahui.")
    )
    data_source = forms.CharField(
        label=_("Sumber data"), max_length=200, required=False, help_text=_("Contoh: «Register puskesmas».")
    )
    pattern = forms.ChoiceField(
        label=_("Cara membaca setahun"), choices=Pattern.choices, initial=Pattern.COUNT.value
    )
    release_month = forms.TypedChoiceField(
        label=_("Bulan terbit"), choices=MONTHS, coerce=int, empty_value=None, required=False,
        help_text=_("Hanya untuk pola «rilis»."),
    )  # fmt: skip
    above_text = _text(
        _("Di atas ekspektasi bila"), 300, help_text=_("Contoh: «80 % atau lebih terkendali».")
    )
    expected_text = _text(
        _("Sesuai ekspektasi bila"), 300, help_text=_("Contoh: «70 sampai 79 % terkendali».")
    )
    below_text = _text(
        _("Di bawah ekspektasi bila"), 300, help_text=_("Contoh: «kurang dari 70 % terkendali».")
    )
    WHY = {
        "aspect": _(
            "Aspek menunjukkan sisi mana yang diukur. Pilihannya menu, bukan kewajiban memakai semuanya."
        ),
        "perspective": _(
            "Formulir pimpinan mengelompokkan indikator menurut perspektif, termasuk penggunaan anggaran."
        ),
        "direction": _(
            "Untuk waktu tunggu, makin rendah makin baik. Tanpa arah, capaian bisa terbaca terbalik."
        ),
        "unit_of_measure": _("Angka tanpa satuan dibaca berbeda oleh tiap orang."),
        "baseline": _("Dengan titik awal, orang dapat melihat apakah targetnya berat atau ringan."),
        "data_source": _("Sumber yang disepakati di awal mencegah perdebatan angka saat penilaian."),
        "pattern": _(
            "Jumlah berkas dijumlahkan dari bulan ke bulan; persentase dibaca dari nilai terakhir; "
            "angka survei hanya ada pada bulan terbitnya."
        ),
        "expected_text": _(
            "Sebelum periode dimulai Anda berhak tahu apa yang dibutuhkan untuk tiap peringkat."
        ),
    }

    def __init__(
        self,
        *args: Any,
        is_leader: bool,
        is_qualitative: bool,
        standards: Iterable[ServiceStandard] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standard"] = ObjectChoiceField(
            rows=standards, label_of=lambda row: short(str(row)), required=False, label=_("Standar pelayanan"),
            empty=_("Tidak memakai standar"),
            help_text=_("Satuan, arah, dan target yang Anda kosongkan diisi dari standar ini."),
        )  # fmt: skip
        del self.fields["aspect" if is_leader else "perspective"]
        self.is_qualitative = is_qualitative

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        numbers = {"target", "target_text"} & set(self.errors)
        if data.get("standard") is not None and not numbers:
            fill_from_standard(data, data["standard"])
        if not numbers and data.get("target") is None and not data.get("target_text"):
            self.add_error(
                "target", str(_("Isi target berupa angka, atau tulis targetnya dengan kata-kata."))
            )
        return data

    def values(self) -> IkiValues:
        """What the service takes."""
        given = {name: self.cleaned_data[name] for name in IkiValues.__slots__ if name in self.cleaned_data}
        return IkiValues(**given)


def fill_from_standard(data: dict[str, Any], standard: ServiceStandard) -> None:
    """Unit, direction and target of the standard, where the author wrote none; own words win (K-38)."""
    if data.get("target_text") or data.get("unit_of_measure") not in ("", None, standard.unit_of_measure):
        return
    data["unit_of_measure"] = standard.unit_of_measure
    if data.get("target") is None:
        data.update(target=standard.target, direction=standard.direction)


def standard_initial(standard: ServiceStandard) -> dict[str, Any]:
    """An indicator as the standard words it, for the author to look at before it is kept."""
    return {
        "standard": standard, "text": standard.promise, "aspect": standard.part, "target": standard.target,
        "unit_of_measure": standard.unit_of_measure, "direction": standard.direction,
        "data_source": standard.source, "pattern": Pattern.LEVEL.value,
    }  # fmt: skip


def iki_initial(iki: Iki) -> dict[str, Any]:
    """The form as the indicator stands."""
    return {name: getattr(iki, name) for name in (*IkiValues.__slots__, "revision")}


class BehaviourForm(PlanForm):
    """One expectation for each value of the behaviour set in force."""

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [row["code"] for row in content["behaviour"]]
        for row in content["behaviour"]:
            self.fields[row["code"]] = _text(row["name"], 500, help_text=" ".join(row["conduct"]))
            self.fields[row["code"]].initial = row["expectation"]

    def texts(self) -> dict[str, str]:
        """Value code → expectation."""
        return {code: self.cleaned_data[code] for code in self.codes}


class LampiranForm(PlanForm):
    """Three lists, one entry per line."""

    sumber_daya = _text(
        _("Dukungan sumber daya"), 5000, rows=5,
        help_text=_("Apa yang Anda butuhkan agar hasilnya tercapai: orang, anggaran, alat, data, waktu."),
    )  # fmt: skip
    pertanggungjawaban = _text(
        _("Skema pertanggungjawaban"), 5000, rows=5,
        help_text=_("Kapan dan bagaimana kemajuan dibahas. Contoh: «Laporan ringkas tiap akhir bulan»."),
    )  # fmt: skip
    konsekuensi = _text(
        _("Konsekuensi"), 5000, rows=5,
        help_text=_("Apa yang terjadi bila hasil tercapai, dan bila tidak. Yang wajar dan disepakati berdua."),
    )  # fmt: skip
    WHY = {
        "sumber_daya": _("Orang tidak dapat dinilai adil atas hasil yang sarananya tidak pernah tersedia."),
        "pertanggungjawaban": _("Jadwal yang pasti membuat masalah terlihat selagi masih dapat diperbaiki."),
        "konsekuensi": _("Yang disepakati di awal tidak mengejutkan di akhir tahun."),
    }

    def lists(self) -> dict[str, list[str]]:
        """Block → entries."""
        return {block.value: lines_of(self.cleaned_data[block.value]) for block in LampiranBlock}


def lampiran_initial(content: Content) -> dict[str, str]:
    """The lists as lines."""
    return {block: "\n".join(lines) for block, lines in content["lampiran"].items()}


class StepForm(PlanForm):
    """A step without words."""


class ReasonForm(PlanForm):
    """A step that needs a reason, or a comment."""

    text = _text(_("Alasan"), 5000, rows=4, required=True)
    WHY = {"text": _("Alasan Anda dibaca oleh pihak lain dan tersimpan bersama SKP ini.")}


class CommentForm(PlanForm):
    """Words about the plan, or about one result."""

    text = _text(_("Tanggapan"), 5000, rows=4, required=True)
    rhk = forms.UUIDField(required=False, widget=forms.HiddenInput)
    iki = forms.UUIDField(required=False, widget=forms.HiddenInput)


def _result_label(rhk: RencanaHasilKerja) -> str:
    return f"{short(rhk.text)} ({rhk.skp.employee.name})"


def _goal_label(goal: Goal) -> str:
    return short(f"{goal.code} {goal.title}".strip())
