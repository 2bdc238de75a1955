"""Kinds of long work. Apps above register theirs; the machinery around them knows none.

What a kind does must be idempotent: it may be killed anywhere and is then called again from the beginning, finds
what it has done already, and does the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from selaras.core.errors import NotFound, Text
from selaras.core.models import StoredFile
from selaras.jobs.models import Job

if TYPE_CHECKING:
    from selaras.jobs.pace import Pace


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out: facts for the page (plain JSON), and a file where there is one."""

    result: dict[str, Any] = field(default_factory=dict)
    stored_file: StoredFile | None = None
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line about the outcome of a job."""

    label: Text
    value: Text
    is_hash: bool = False


@dataclass(frozen=True, slots=True)
class Door:
    """A page where the outcome of a job is used."""

    label: Text
    url: str


def nothing_more(job: Job) -> list[Fact]:
    """A kind with nothing to tell beside its file."""
    return []


def no_doors(job: Job) -> list[Door]:
    """A kind whose outcome stands on no other page."""
    return []


@dataclass(frozen=True, slots=True)
class JobKind:
    """One kind: its name for people, its work, and what it says about its outcome."""

    code: str
    label: Text
    carry_out: Callable[[Job, Pace], Outcome]
    facts: Callable[[Job], list[Fact]] = nothing_more
    doors: Callable[[Job], list[Door]] = no_doors
    # Called in the transaction that ends the job, whatever the end; clears away what only the work needed.
    clear: Callable[[Job], None] = lambda job: None
    # Comes in hundreds that nobody sits and waits for: everything else is taken first.
    lets_others_go_first: bool = False


_kinds: dict[str, JobKind] = {}


def register(kind: JobKind) -> None:
    """Make a kind known; an app calls it when it is ready."""
    _kinds[kind.code] = kind


def patient_kinds() -> list[str]:
    """The kinds that let others go first."""
    return [kind.code for kind in _kinds.values() if kind.lets_others_go_first]


def kind_named(code: str) -> JobKind:
    """The kind of this name. Raises `NotFound`."""
    try:
        return _kinds[code]
    except KeyError:
        raise NotFound() from None
