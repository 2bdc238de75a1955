"""Angka kredit as it is written everywhere: without zeros that say nothing."""

from __future__ import annotations

from decimal import Decimal

from django import template

from selaras.consequences.numbers import points_text

register = template.Library()


@register.filter
def points(value: Decimal | str | None) -> str:
    """«37,5» for 37.500; an en dash for nothing."""
    return points_text(value)
