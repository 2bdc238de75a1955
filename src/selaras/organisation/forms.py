"""What people fill in about people, posts and choices; each field that is not obvious says why it is asked."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.fields import DayField
from selaras.core.forms import CleanForm, LongSelect
from selaras.organisation.models import Agency, AssignmentKind, Employee, EmployeeKind, LegalStatus
from selaras.organisation.selectors import Wanted
from selaras.organisation.services import Order
from selaras_rules import Bounds, ChoiceOption

UNKNOWN = "unknown"


class StaffListForm(CleanForm):
    """A staff list to look at."""

    file = forms.FileField(
        label=_("Daftar pegawai"),
        help_text=_("Ekspor SIASN atau daftar buatan sendiri."),
        error_messages={"required": _("Pilih dahulu berkasnya."), "empty": _("Berkas ini kosong.")},
    )
    WHY = {
        "file": _(
            "Dari daftar ini Selaras tahu siapa bekerja di mana dan siapa atasannya. Kolom seperti NIK, agama, "
            "atau nomor telepon tidak dibaca. Berkas disimpan 30 hari, lalu dihapus."
        )
    }


class ApplyForm(CleanForm):
    """Apply what was shown."""

    end_gone = forms.BooleanField(
        label=_("Akhiri juga yang tidak ada lagi dalam daftar"),
        help_text=_("Mereka ditandai tidak lagi bekerja; riwayatnya tetap tersimpan."),
        required=False,
    )


class SearchForm(forms.Form):
    """Whom one looks for."""

    q = forms.CharField(label=_("Nama, NIP, jabatan, atau unit"), max_length=100, required=False)
    opd = forms.UUIDField(label=_("Perangkat daerah"), required=False, widget=LongSelect)
    jenis = forms.ChoiceField(label=_("Jenis pegawai"), required=False)
    status = forms.ChoiceField(label=_("Kedudukan hukum"), required=False)
    tanpa_atasan = forms.BooleanField(label=_("Hanya tanpa atasan"), required=False)

    def __init__(self, data: Any, opds: Iterable[tuple[UUID, str]]) -> None:
        super().__init__(data)
        self.fields["jenis"].choices = [("", _("Semua")), *EmployeeKind.choices]  # type: ignore[attr-defined]
        self.fields["status"].choices = [("", _("Semua yang bekerja")), *LegalStatus.choices]  # type: ignore[attr-defined]
        self.fields["opd"].widget.choices = [("", _("Semua")), *opds]

    def wanted(self) -> Wanted:
        """The search; a value that makes no sense is left out instead of refused."""
        self.is_valid()
        sent = self.cleaned_data
        return Wanted(
            words=sent.get("q", ""),
            kind=sent.get("jenis", ""),
            status=sent.get("status", ""),
            opd_id=sent.get("opd"),
            without_superior=bool(sent.get("tanpa_atasan")),
        )


def person_text(person: Employee) -> str:
    """Name, post and unit on one line, to choose from."""
    post = person.position.title if person.position else ""
    return " – ".join(filter(None, (person.full_name, post)))


class WrongSuperiorForm(CleanForm):
    """Who the superior really is, as far as one knows."""

    # «I don't know» is chosen already: to say that the superior is wrong takes no more than sending (C-16).
    proposed = forms.ChoiceField(
        label=_("Siapa atasan Anda yang sebenarnya?"), widget=forms.RadioSelect, initial=UNKNOWN
    )
    note = forms.CharField(
        label=_("Keterangan"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Misalnya: pindah unit sejak Maret, surat tugas terlampir di BKPPD."),
    )
    WHY = {
        "proposed": _(
            "Supaya admin OPD langsung dapat memutuskan. Jika tidak tahu, biarkan «Saya tidak tahu»."
        ),
    }

    def __init__(self, *args: Any, likely: Iterable[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in likely}
        known = [(key, person_text(person)) for key, person in self.people.items()]
        self.fields["proposed"].choices = [*known, (UNKNOWN, _("Saya tidak tahu"))]  # type: ignore[attr-defined]

    def proposed_superior(self) -> Employee | None:
        """The person chosen, None for «I don't know»."""
        return self.people.get(self.cleaned_data["proposed"])


class PersonByNip(forms.CharField):
    """Somebody of the agency, named by NIP; blanks between the digits do not matter."""

    default_error_messages = {
        "unknown": _("NIP ini tidak ada dalam daftar pegawai instansi Anda. Periksa angkanya.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, **kwargs)
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off"})
        self.agency: Agency | None = None

    def clean(self, value: Any) -> Any:
        text = "".join(str(super().clean(value)).split())
        if not text:
            return None
        found = (
            Employee.objects.filter(agency=self.agency, nip=text).select_related("position", "unit").first()
        )
        if found is None:
            raise forms.ValidationError(self.error_messages["unknown"])
        return found


class OrderForm(CleanForm):
    """The written order behind a Plt or Plh."""

    to_employee = PersonByNip(label=_("NIP yang ditugasi"), help_text=_("18 angka."))
    kind = forms.ChoiceField(
        label=_("Sebagai"),
        choices=[
            (AssignmentKind.PLT, _("Plt, karena jabatannya kosong")),
            (AssignmentKind.PLH, _("Plh, karena pejabatnya berhalangan sementara")),
        ],
        widget=forms.RadioSelect,
    )
    order_number = forms.CharField(label=_("Nomor surat perintah"), max_length=100)
    start = DayField(label=_("Hari pertama"))
    end = DayField(label=_("Hari terakhir"))
    WHY = {
        "order_number": _(
            "Kewenangan Plt/Plh lahir dari surat perintah tertulis; nomornya tercatat dalam jejak."
        ),
    }
    field_order = ("from_employee", "position", "to_employee", "kind", "order_number", "start", "end")

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_employee"].agency = agency  # type: ignore[attr-defined]

    def order(self) -> Order:
        """The order as services take it."""
        sent = self.cleaned_data
        return Order(sent["order_number"], AssignmentKind(sent["kind"]), sent["start"], sent["end"])


class DelegationForm(OrderForm):
    """Somebody acts for an official who is away."""

    from_employee: Any = forms.ModelChoiceField(
        label=_("Pejabat yang diwakili"), queryset=None, empty_label=_("Pilih pejabat")
    )

    def __init__(self, *args: Any, officials: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_employee"].queryset = officials  # type: ignore[attr-defined]
        self.fields["from_employee"].label_from_instance = person_text  # type: ignore[attr-defined]


class ActingHeadForm(OrderForm):
    """Somebody leads a unit whose post is vacant, or whose head is away for long."""

    position: Any = forms.ModelChoiceField(
        label=_("Jabatan pimpinan"), queryset=None, empty_label=_("Pilih jabatan")
    )

    def __init__(self, *args: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].queryset = posts  # type: ignore[attr-defined]


class EndForm(CleanForm):
    """Why something ends before its time."""

    reason = forms.CharField(label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    WHY = {"reason": _("Orang yang bersangkutan membacanya, dan tercatat dalam jejak perubahan.")}


class OptionForm(CleanForm):
    """One choice of the agency; its field follows from what the law allows."""

    effective = DayField(label=_("Berlaku mulai"))
    reason = forms.CharField(label=_("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    WHY = {
        "effective": _(
            "Pilihan tidak berlaku surut: yang sudah direncanakan orang tidak berubah di belakang."
        ),
        "reason": _("Setiap pegawai dapat membaca apa yang dipilih dan mengapa."),
    }

    def __init__(self, *args: Any, option: ChoiceOption, value: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.option = option
        for name, field in _value_fields(option, value).items():
            self.fields[name] = field
        own = [name for name in self.fields if name.startswith("value")]
        self.order_fields([*own, "effective", "reason"])

    @property
    def value_fields(self) -> list[forms.BoundField]:
        """The fields in which one chooses."""
        return [self[name] for name in self.fields if name.startswith("value")]

    def value(self) -> Any:
        """What was chosen, as the rules know it."""
        sent = self.cleaned_data
        if self.option.rows:
            return {row: sent[f"value_{row}"] for row in self.option.rows}
        if isinstance(self.option.default, bool):
            return sent["value"] == "ya"
        return sent["value"]


def _value_fields(option: ChoiceOption, value: Any) -> dict[str, forms.Field]:
    if option.columns is not None:
        return {
            f"value_{row}": _radio(_row(option, row), [(cell, _words(cell)) for cell in cells], value[row])
            for row, cells in option.columns.items()
        }
    if option.bounds is not None:
        return {
            f"value_{row}": _number(_row(option, row), bounds, value[row])
            for row, bounds in option.bounds.items()
        }
    if isinstance(option.default, bool):
        choices = [("ya", option.label(True).capitalize()), ("tidak", option.label(False).capitalize())]
        return {"value": _radio(option.title, choices, "ya" if value else "tidak")}
    if option.minimum is not None and option.maximum is not None:
        return {"value": _number(option.title, Bounds(option.minimum, option.maximum), value)}
    return {
        "value": _radio(
            option.title, [(key, text.capitalize()) for key, text in option.labels.items()], value
        )
    }


def _radio(label: str, choices: list[tuple[str, str]], value: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, initial=value, widget=forms.RadioSelect)


def _number(label: str, bounds: Bounds, value: Any) -> forms.Field:
    if isinstance(bounds.minimum, Decimal):
        return forms.DecimalField(
            label=label, help_text=bounds.text, min_value=bounds.minimum, max_value=bounds.maximum,
            initial=Decimal(value),
        )  # fmt: skip
    return forms.IntegerField(
        label=label,
        help_text=bounds.text,
        min_value=bounds.minimum,
        max_value=int(bounds.maximum),
        initial=value,
    )


def _row(option: ChoiceOption, row: str) -> str:
    return option.row_label(row).capitalize()


def _words(code: str) -> str:
    return code.replace("_", " ").capitalize()


class OutageForm(CleanForm):
    """When the system could not be used; the clock is that of the agency."""

    starts_at = forms.DateTimeField(
        label=_("Mulai"), widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M", "%d-%m-%Y %H:%M", "%d-%m-%Y %H.%M"],
        error_messages={"invalid": _("Tulis hari dan jamnya, misalnya 31-01-2026 18.00.")},
    )  # fmt: skip
    ends_at = forms.DateTimeField(
        label=_("Selesai"), widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M", "%d-%m-%Y %H:%M", "%d-%m-%Y %H.%M"],
        error_messages={"invalid": _("Tulis hari dan jamnya, misalnya 31-01-2026 20.30.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Sebabnya"), max_length=300, help_text=_("Misalnya: listrik pusat data padam.")
    )
    WHY = {
        "starts_at": _(
            "Tenggat pada hari yang terganggu bergeser dengan sendirinya ke hari kerja berikutnya, dan setiap orang "
            "diberi tahu. Tidak seorang pun dihitung terlambat karena sistem."
        ),
    }
