"""Form fields of every app: a day, a number, and a choice among objects that were fetched already."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from selaras.core.errors import Text
from selaras.core.numbers import number_text, read_number, size_problem


class DayField(forms.DateField):
    """A day, with the picker of the device; without one it is typed the Indonesian way."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        formats = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
        super().__init__(widget=widget, input_formats=formats, **options)


class NumberField(forms.Field):
    """A number as Indonesians write it, with the keys for it on a phone; its unit stands elsewhere."""

    default_error_messages = {
        "number": _("Tulis angka saja, misalnya 1.250 atau 12,5. Satuannya tertulis tersendiri."),
    }

    def to_python(self, value: Any) -> Decimal | None:
        try:
            return read_number(str(value or ""))
        except ValueError as error:
            raise ValidationError(self.error_messages["number"], code="number") from error

    def validate(self, value: Decimal | None) -> None:
        """Also what no column can keep is refused, so that no form forgets to ask."""
        super().validate(value)
        if value is not None and (problem := size_problem(value)):
            raise ValidationError(str(problem), code="size")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off", "maxlength": "40"}

    def prepare_value(self, value: Any) -> Any:
        return number_text(value) if isinstance(value, Decimal) else value


class ObjectChoiceField(forms.ChoiceField):
    """A choice among objects that a selector has fetched already: no further query.

    With `group_of` the list shows the objects under these headings, in the order in which they come.
    """

    def __init__(
        self, *, rows: Iterable[Any], empty: Text, label_of: Callable[[Any], Text] = str,
        group_of: Callable[[Any], Text] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        self.rows = {str(row.pk): row for row in rows}
        groups: dict[Text, list[tuple[str, Text]]] = {}
        for key, row in self.rows.items():
            groups.setdefault(group_of(row) if group_of else "", []).append((key, label_of(row)))
        listed = groups.items() if group_of else groups.get("", ())
        super().__init__(choices=[("", empty), *listed], **kwargs)

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, UUID):
            return str(value)
        return str(getattr(value, "pk", value) or "")
