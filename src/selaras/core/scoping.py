"""Agencies kept apart in one place: outside a scope a query on agency data raises.

The scope is opened by the web middleware, the console and the test fixtures. `across_agencies(reason)`
is the only way out; a test lists its call sites.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final
from uuid import UUID

from selaras.core.errors import NoAgencyScope


class _Everywhere:
    """The scope of `across_agencies`."""


EVERYWHERE: Final = _Everywhere()
_scope: ContextVar[UUID | _Everywhere | None] = ContextVar("agency_scope", default=None)


@contextmanager
def agency_scope(agency_id: UUID) -> Iterator[None]:
    """Within this block agency data means the data of this agency."""
    token = _scope.set(agency_id)
    try:
        yield
    finally:
        _scope.reset(token)


@contextmanager
def across_agencies(reason: str) -> Iterator[None]:
    """Within this block queries see every agency. `reason` is for the reader of the code."""
    if not reason:
        raise NoAgencyScope("across_agencies needs a reason")
    token = _scope.set(EVERYWHERE)
    try:
        yield
    finally:
        _scope.reset(token)


def current_scope() -> UUID | _Everywhere:
    """The agency of this block, or EVERYWHERE. Raises `NoAgencyScope` where no block is open."""
    scope = _scope.get()
    if scope is None:
        raise NoAgencyScope("Agency data was asked for outside agency_scope(...) or across_agencies(...)")
    return scope


def scope_is_open() -> bool:
    """Whether any block is open."""
    return _scope.get() is not None
