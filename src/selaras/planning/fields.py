"""Form fields of this app: numbers as Indonesians write them, choices of objects, questions with their why."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from selaras.planning.content import number_text

THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+$")
NUMBER = re.compile(r"-?\d{1,40}(\.\d{1,40})?$")


class NumberField(forms.CharField):
    """A number: 1.234,5 and 1234,5 are the same; a lone point before one, two or four digits is read as comma."""

    default_error_messages = {
        "number": _("Tulis angka saja, mis. 1.250 atau 12,5. Satuannya diisi di kolom tersendiri."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        text = str(super().to_python(value)).replace(" ", "").replace("\u00a0", "").replace("\u2212", "-")
        if not text:
            return None
        plain = self._plain(text)
        if not NUMBER.match(plain):
            raise ValidationError(self.error_messages["number"], code="number")
        try:
            return Decimal(plain)
        except InvalidOperation as error:
            raise ValidationError(self.error_messages["number"], code="number") from error

    def run_validators(self, value: Any) -> None:
        """Length was bounded while the value was a text; a number has none."""

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")

    def clean(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > (self.max_length or 40):
            raise ValidationError(self.error_messages["number"], code="number")
        return super().clean(value)

    def prepare_value(self, value: Any) -> Any:
        return number_text(value) if isinstance(value, Decimal) else value

    @staticmethod
    def _plain(text: str) -> str:
        if "," in text or THOUSANDS.match(text):
            return text.replace(".", "").replace(",", ".", 1)
        return text


def short(text: str, limit: int = 110) -> str:
    """A text for an option of a list."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def lines_of(text: str) -> list[str]:
    """One entry per line, without empty ones and without the bullets people type."""
    stripped = (re.sub(r"^\s*(?:[-•*–]|\d{1,2}[.)])\s+", "", line).strip() for line in text.split("\n"))
    return [line for line in stripped if line]
