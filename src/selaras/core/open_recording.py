"""Whether what is written now is being recorded: `audit.recording` opens it, and every audited model asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models

from selaras.core.errors import UnrecordedWrite

_is_open: ContextVar[bool] = ContextVar("recording", default=False)


@contextmanager
def opened() -> Iterator[None]:
    """While this lasts, audited models may be written; only `audit` calls it, which then writes the event."""
    token = _is_open.set(True)
    try:
        yield
    finally:
        _is_open.reset(token)


def require_recording(model: type[models.Model]) -> None:
    """Raises `UnrecordedWrite` outside `audit.recording(...)`."""
    if not _is_open.get():
        raise UnrecordedWrite(f"{model.__name__} was written outside recording(...)")
