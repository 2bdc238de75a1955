"""What tests of long work start from: a kind whose work the test writes, and a worker that is taken away."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from selaras.jobs import kinds
from selaras.jobs.kinds import JobKind, Outcome
from selaras.jobs.models import Job
from selaras.jobs.pace import Pace
from selaras.jobs.services import Wanted, request_job
from tests.cast import Cast

Work = Callable[[Job, Pace], Outcome]


class Killed(BaseException):
    """What takes a worker away without a word."""


def nothing(job: Job, pace: Pace) -> Outcome:
    """Work that is done at once."""
    return Outcome()


def stage_kind(
    monkeypatch: pytest.MonkeyPatch, work: Work = nothing, code: str = "sample", *, is_patient: bool = False
) -> None:
    """A kind that does this; told again, it does the other."""
    kind = JobKind(code, "Contoh", work, lets_others_go_first=is_patient)
    monkeypatch.setitem(kinds._kinds, code, kind)


def stage_job(cast: Cast, name: str = "eka", key: str = "sample:1", kind: str = "sample") -> Job:
    """Somebody asks for it for Dinas Kesehatan."""
    wanted = Wanted(kind, key, "Contoh", {}, cast.units["dinkes"])
    return request_job(cast.kupang, wanted, by=cast.actor(name))
