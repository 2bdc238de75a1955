"""The beat of a job at work: says how far it is, and learns from the answer whether to go on."""

from __future__ import annotations

import time

from selaras.core import clock
from selaras.jobs.models import Job, JobProgress, JobStatus

# Seconds between two writes of the progress: people look about as often, and the disk has rest.
BEAT = 1.0


class Stopped(Exception):
    """Somebody cancelled the job, or another worker holds it now: leave everything as it is."""


class Pace:
    """Told after each piece of work; writes the progress once a second."""

    def __init__(self, job: Job, holder: str) -> None:
        self._job, self._holder, self._written = job, holder, 0.0
        self.done, self.total, self.doing = 0, 0, ""

    def expect(self, total: int, doing: str = "") -> None:
        """How many pieces there are, and what is done with them. Raises `Stopped`."""
        self.total, self.doing = total, doing
        self.write()

    def at(self, done: int) -> None:
        """So many pieces are done. Raises `Stopped`."""
        self.done = done
        if time.monotonic() - self._written >= BEAT:
            self.write()

    def write(self) -> None:
        """Write the progress now. Raises `Stopped` when the work is no longer wanted, or no longer ours."""
        self._written = time.monotonic()
        mine = JobProgress.objects.filter(job=self._job, holder=self._holder, job__status=JobStatus.RUNNING)
        told = {"done": self.done, "total": self.total, "doing": self.doing[:150]}
        if not mine.update(beat_at=clock.now(), **told):
            raise Stopped
