"""One row: found by its key, or changed while it still is as it was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from selaras.core.errors import ChangedMeanwhile, NotFound

M = TypeVar("M", bound=Model)


def row_or_none(rows: QuerySet[M]) -> M | None:
    """The row of a query that can find one at most.

    `first` would ask for an order, and to compare its columns with those of an order takes Django a third of the time
    of a query over a dozen tables.
    """
    return next(iter(rows.order_by()[:1]), None)


def row_of(rows: QuerySet[M]) -> M:
    """The row of a query that can find one at most. Raises `NotFound`."""
    found = row_or_none(rows)
    if found is None:
        raise NotFound()
    return found


def change_row(row: Model, known: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
    """Write changes while the row still is as it is `known`, and to the object at hand.

    Raises `ChangedMeanwhile` where somebody was faster.
    """
    if not type(row)._default_manager.filter(pk=row.pk, **known).update(**changes):
        raise ChangedMeanwhile()
    for name, value in changes.items():
        setattr(row, name, value)
