"""Codes and numbers of a plan in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.utils.dates import MONTHS

from selaras.core.numbers import number_text
from selaras.planning.advice import Hint, LocalHint, hints_within
from selaras.planning.models import Approach, Beneficiary, Direction, Pattern, SkpKind

register = template.Library()
WORDS: dict[str, Any] = {
    "direction": Direction,
    "pattern": Pattern,
    "kind": SkpKind,
    "approach": Approach,
    "beneficiary": Beneficiary,
}


@register.filter
def in_words(code: str, choices: str) -> str:
    """The label of a code: `{{ iki.direction|in_words:"direction" }}`."""
    try:
        return str(WORDS[choices](code).label)
    except ValueError:
        return code


@register.filter
def number(value: object) -> str:
    """A number as Indonesians write it; anything else unchanged."""
    if value in (None, ""):
        return ""
    try:
        return number_text(Decimal(str(value)))
    except InvalidOperation:
        return str(value)


@register.filter
def of_result(comments: list[Any], rhk_id: str) -> list[Any]:
    """The comments about one result as a whole; those about its indicators stand beside the indicator."""
    return [row for row in comments or [] if str(row.rhk_id) == rhk_id and row.iki_id is None]


@register.filter
def of_key(rows: Mapping[Any, Any], key: object) -> Any:
    """The value of a key, None without it."""
    return rows.get(key)


@register.filter
def of_indicator(rows: list[Any], iki_id: str) -> list[Any]:
    """The comments about, or the proposed targets for, one indicator."""
    return [row for row in rows or [] if str(row.iki_id) == iki_id]


@register.filter
def about_result(hints: list[Hint] | None, rhk_id: str) -> list[LocalHint]:
    """The hints that stand beside one result: `{% with local=hints|about_result:rhk.id %}`."""
    return hints_within(hints or [], rhk_id)


@register.filter
def month_name(month: int) -> str:
    """The name of a month by its number."""
    return str(MONTHS[month])
