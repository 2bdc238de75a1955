"""The base of all forms: hostile characters are removed, lengths are bounded, the key of the form travels along."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.utils import flatatt
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from selaras.core.errors import InvalidInput
from selaras.core.once import new_form_key

LONG_TEXT = 5000
# Control characters but tab and line end, halves of characters, and what turns the direction of writing.
_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")

_FROM_THE_LIST = _("Pilihan ini tidak tersedia lagi. Pilih dari daftar.")
# What is missing or wrong and what to do, where Django would say «Bidang ini tidak boleh kosong» of everything.
SENTENCES: Mapping[type[forms.Field], Mapping[str, str | Promise]] = {
    forms.Field: {"required": _("Isian ini masih kosong. Isilah dahulu.")},
    forms.ChoiceField: {"required": _("Pilih salah satu dahulu."), "invalid_choice": _FROM_THE_LIST},
    forms.MultipleChoiceField: {
        "required": _("Pilih sedikitnya satu dahulu."),
        "invalid_choice": _FROM_THE_LIST,
    },
    forms.BooleanField: {"required": _("Centang dahulu kotak ini.")},
    forms.DateField: {
        "required": _("Isi tanggalnya dahulu."),
        "invalid": _("Tulis tanggal yang benar, misalnya 31-03-2026."),
    },
    forms.IntegerField: {"invalid": _("Tulis bilangan bulat, misalnya 12.")},
    forms.DecimalField: {"invalid": _("Tulis angkanya saja, misalnya 62,5.")},
    forms.FileField: {"required": _("Pilih dahulu berkasnya."), "empty": _("Berkas ini kosong.")},
}


def clean_text(value: str) -> str:
    """NFC, one kind of line end, no NUL, control characters or tricks of writing direction."""
    value = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    return _UNWANTED.sub("", value)


class LongSelect(forms.Select):
    """A list to choose from with hundreds of options, written in one go: a template for each option is slow."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = set(self.format_value(value) or ())
        options = (
            (str(key), mark_safe(" selected") if str(key) in chosen else "", label)
            for key, label in self.choices
        )
        return format_html(
            "<select{}>{}</select>",
            flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name})),
            format_html_join("", '<option value="{}"{}>{}</option>', options),
        )


class CleanForm(forms.Form):
    """Cleans every text before the field sees it, limits long texts with a sentence that helps, says why it asks."""

    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=new_form_key)
    # Field → why it is asked; the page shows it beside the field.
    WHY: Mapping[str, str | Promise] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.WHY.keys() & self.fields.keys():
            self.fields[name].why = self.WHY[name]  # type: ignore[attr-defined]
        for field in self.fields.values():
            # A UUIDField is a CharField to Django, but its value has no length.
            if isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField):
                _limit(field)

    @property
    def key(self) -> UUID | None:
        """The key of this form, for `selaras.core.once.once`."""
        return self.cleaned_data.get("form_key")

    def refuse(self, error: InvalidInput) -> None:
        """Show what a service refused, beside the fields it is about."""
        for name, text in error.fields.items():
            self.add_error(name if name in self.fields else None, str(text))
        if not error.fields:
            self.add_error(None, f"{error.message} {error.remedy}".strip())

    def add_prefix(self, field_name: str) -> str:
        return field_name if field_name == "form_key" else super().add_prefix(field_name)

    def full_clean(self) -> None:
        if self.is_bound and hasattr(self.data, "copy"):
            data = self.data.copy()
            for name in list(data):
                values = data.getlist(name) if hasattr(data, "getlist") else [data[name]]
                cleaned = [clean_text(value) if isinstance(value, str) else value for value in values]
                data.setlist(name, cleaned) if hasattr(data, "setlist") else data.__setitem__(
                    name, cleaned[0]
                )
            self.data = data
        super().full_clean()


def _limit(field: forms.CharField) -> None:
    limit = field.max_length or LONG_TEXT
    if field.max_length is None:
        field.validators.append(MaxLengthValidator(limit))
        field.widget.attrs.setdefault("maxlength", str(limit))
    for validator in field.validators:
        if isinstance(validator, MaxLengthValidator):
            validator.message = _(
                "Teks ini terlalu panjang: %(show_value)d huruf, paling banyak %(limit_value)d. Ringkaslah."
            )


def speak_plainly() -> None:
    """Let every field of every form say `SENTENCES`, but where a form has words of its own.

    Called once when the application starts, before any form is made, so that it holds for forms of libraries too:
    own password, second factor, passkeys.
    """
    for kind, own in SENTENCES.items():
        words: dict[str, Any] = {**vars(kind).get("default_error_messages", {}), **own}
        kind.default_error_messages = words
