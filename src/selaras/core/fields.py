"""Form fields of every app: a day, and a choice among objects that were fetched already."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django import forms

from selaras.core.errors import Text


class DayField(forms.DateField):
    """A day, with the picker of the device; without one it is typed the Indonesian way."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        formats = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
        super().__init__(widget=widget, input_formats=formats, **options)


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
