"""The one row of a query that names its key."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

from selaras.core.errors import NotFound

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
