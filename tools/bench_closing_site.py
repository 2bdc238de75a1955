"""The inside of the measurement of a closing: prepares the load city, asks as an admin does, runs the real workers.

Runs as its own process against the database of DATABASE_URL and prints one JSON object; `tools.bench_closing` reads
it. The database is thrown away afterwards, so plans may be moved behind the back of the audit trail.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count, Sum  # noqa: E402

from selaras.authorization import Actor, Role  # noqa: E402
from selaras.closing.models import ClosingStep, Gap, UnitDistribution, YearClosing  # noqa: E402
from selaras.closing.services import close_year  # noqa: E402
from selaras.consequences.models import ImportedOpening, TppShare  # noqa: E402
from selaras.consequences.services import record_tpp_regulation, request_tpp_count  # noqa: E402
from selaras.core import clock  # noqa: E402
from selaras.core.scoping import agency_scope  # noqa: E402
from selaras.demonstration import days  # noqa: E402
from selaras.demonstration.load import LOAD_CODE  # noqa: E402
from selaras.discipline.feeds import Punches  # noqa: E402
from selaras.discipline.services import map_badges, pairs_in  # noqa: E402
from selaras.evaluation.models import Evaluation  # noqa: E402
from selaras.intake.models import FeedSource  # noqa: E402
from selaras.intake.received import received  # noqa: E402
from selaras.intake.services import NewSource, add_source, apply_feed, check_feed  # noqa: E402
from selaras.jobs.models import Job, JobProgress, JobStatus  # noqa: E402
from selaras.jobs.services import cancel_job, resume_job  # noqa: E402
from selaras.jobs.working import take_next  # noqa: E402
from selaras.organisation.actors import actor_for  # noqa: E402
from selaras.organisation.models import (  # noqa: E402
    Agency,
    Employee,
    EmployeeKind,
    PositionKind,
    RoleAssignment,
)
from selaras.papers.services import check_archive  # noqa: E402
from selaras.planning.models import Skp  # noqa: E402
from selaras_rules import Jenjang, Predikat  # noqa: E402
from tools.bench_attendance import write_attlog  # noqa: E402
from tools.bench_closing import KILLED, MONTH, PAPERS, YEAR  # noqa: E402

SITE = "https://selaras.example/"
FIRST_BADGE = 1000
# Seconds between two looks at a worker; the kill must fall between two steps that take tenths of a second.
LOOK = 0.005
PATIENCE = 600
MACHINE = "Mesin presensi kota"


@dataclass(frozen=True, slots=True)
class Measured:
    """What a worker needed: wall clock, processor time, peak of memory (0 where the system does not tell)."""

    seconds: float
    cpu_seconds: float
    megabytes: int


def main(words: Sequence[str]) -> int:
    agency = Agency.objects.get(code=LOAD_CODE)
    kept = Path(settings.DATA_DIR) / "prepared.json"
    with agency_scope(agency.pk):
        bench = Bench(agency, kept)
        if words[0] == "prepare":
            bench.prepare()
            return 0
        closing = bench.measure_closing()
        killed = bench.measure_kill()
        documents = bench.measure_documents()
        tpp = bench.measure_tpp()
        people, prepared = Employee.objects.count(), json.loads(kept.read_text("utf-8"))
    told = {
        "people": people, "prepared": prepared, "closing": closing, "killed": killed, "documents": documents,
        "tpp": tpp,
    }  # fmt: skip
    print(json.dumps(told))
    return 0


class Bench:
    """One agency, its city admin, and what is done with them."""

    def __init__(self, agency: Agency, kept: Path) -> None:
        self.agency, self.kept = agency, kept
        self.on = max(clock.today(agency), days.TODAY)
        rows = RoleAssignment.objects.filter(role=Role.CITY_ADMIN, end=None).select_related(
            "employee__position"
        )
        self.by: Actor = actor_for(rows.order_by("pk")[0].employee, on=self.on)

    def prepare(self) -> None:
        """What the load set lacks: deliveries as an agency sends them, read by the services for them."""
        opd = self._large_opd()
        accounts = self._deliver("credit_openings", "PAK", openings())
        potential = self._deliver("potential", "Pusat asesmen", potentials())
        source = add_source(self.agency, NewSource(Punches.code, MACHINE, None), by=self.by, on=self.on)
        badges = self._badges(source)
        taps = self._deliver_file(source, self._attlog(badges))
        record_tpp_regulation(
            self.agency, number="Perwali 12/2026 (ukur)", title="TPP", effective=date(2026, 1, 1), by=self.by,
            on=self.on,
        )  # fmt: skip
        told = {
            "accounts": accounts, "scores": potential, "badges": badges, "taps": taps, "opd": str(opd),
            "papers": fixed(YEAR).filter(skp__opd=opd).count(),
        }  # fmt: skip
        self.kept.write_text(json.dumps(told), "utf-8")

    @staticmethod
    def _large_opd() -> UUID:
        """The perangkat daerah with most results of the year, given plans of others until it has enough papers."""
        sizes = (
            fixed(YEAR)
            .order_by()
            .values_list("skp__opd")
            .annotate(size=Count("pk"))
            .order_by("-size", "skp__opd")
        )
        chosen, total = [], 0
        for opd, size in sizes:
            if total >= PAPERS:
                break
            chosen.append(opd)
            total += size
        key = Skp._meta.get_field("opd").target_field
        values = [key.get_db_prep_value(opd, connection) for opd in chosen]
        table, places = connection.ops.quote_name(Skp._meta.db_table), ", ".join(["%s"] * len(values))
        with connection.cursor() as cursor:  # behind the back of the audit trail, which allows no such change
            cursor.execute(
                f"UPDATE {table} SET opd_id = %s WHERE year <= {YEAR} AND opd_id IN ({places})",  # noqa: S608
                [values[0], *values],
            )
        found: UUID = chosen[0]
        return found

    def _deliver(self, kind: str, name: str, lines: Iterable[str]) -> int:
        source = add_source(self.agency, NewSource(kind, name, None), by=self.by, on=self.on)
        content = io.BytesIO("\n".join(lines).encode())
        with received(content, f"{kind}.csv") as upload:
            run = check_feed(source, upload, by=self.by, on=self.on, given=None).run
        apply_feed(run, by=self.by, on=self.on)
        return int(run.counts["new"])

    def _deliver_file(self, source: FeedSource, path: Path) -> int:
        with path.open("rb") as file, received(file, path.name) as upload:
            run = check_feed(source, upload, by=self.by, on=self.on, given=None).run
        apply_feed(run, by=self.by, on=self.on)
        return int(run.counts["new"])

    def _badges(self, source: FeedSource) -> int:
        nips = Employee.objects.exclude(nip="").order_by("nip").values_list("nip", flat=True)
        pairs = pairs_in("\n".join(f"{FIRST_BADGE + number} {nip}" for number, nip in enumerate(nips)))
        map_badges(source, pairs, by=self.by, on=self.on)
        return len(pairs)

    def _attlog(self, people: int) -> Path:
        path = Path(settings.DATA_DIR) / "attlog.dat"
        write_attlog(path, people, MONTH.end, MONTH.start)
        return path

    def measure_closing(self) -> dict[str, Any]:
        """The year closed, and asked for again; archives are held here meanwhile, as another worker would."""
        first, closing = self._close(YEAR)
        found, steps = counts(closing), step_seconds(closing)
        again, closing = self._close(YEAR)
        return {
            **asdict(first), "counts": found, "holds": agrees(closing, found), "steps": steps,
            "again": asdict(again), "same": counts(closing) == found,
        }  # fmt: skip

    def _close(self, year: int) -> tuple[Measured, YearClosing]:
        closing = close_year(self.agency, year, None, by=self.by, on=self.on, site=SITE)
        measured = self._finish(closing)
        return measured, closing

    def _finish(self, closing: YearClosing) -> Measured:
        """A worker until the year is closed; it is stopped before it makes the documents."""
        measured = run_worker(self.agency.code, lambda: not is_live(closing.job_id), LOOK * 4)
        closing.refresh_from_db()
        if Job.objects.get(pk=closing.job_id).status != JobStatus.DONE:
            raise SystemExit(f"the closing of {closing.year} did not end well")
        self._hold_the_rest()
        return measured

    def _hold_the_rest(self) -> None:
        while take_next() is not None:
            pass
        self._beat()

    @staticmethod
    def _beat() -> None:
        JobProgress.objects.filter(holder__contains=f":{os.getpid()}:").update(beat_at=clock.now())

    def measure_kill(self) -> dict[str, Any]:
        """Another year: killed after its first step, taken up by another worker, then asked for again as a whole."""
        self._beat()
        closing = close_year(self.agency, KILLED, None, by=self.by, on=self.on, site=SITE)
        steps = ClosingStep.objects.filter(closing=closing)
        killed = run_worker(self.agency.code, steps.exists, LOOK)
        done = list(steps.order_by("done_at").values_list("code", flat=True))
        closing.refresh_from_db()
        if closing.closed_at is not None:
            raise SystemExit("the worker was faster than the kill")
        resumed = self._finish(closing)
        found = counts(closing)
        whole, closing = self._close(KILLED)
        return {
            "kill": asdict(killed), "done": done, "resumed": asdict(resumed), "counts": found,
            "holds": agrees(closing, found), "whole": asdict(whole), "same": counts(closing) == found,
        }  # fmt: skip

    def measure_documents(self) -> dict[str, Any]:
        """The archive that the closing asked for the large perangkat daerah, by a worker, and its check."""
        self._beat()
        opd = json.loads(self.kept.read_text("utf-8"))["opd"]
        job = Job.objects.get(kind="documents", opd=opd, parameters__period=str(YEAR))
        cancel_job(job, by=self.by)
        resume_job(job, by=self.by)
        measured = run_worker(self.agency.code, lambda: not is_live(job.pk), LOOK * 20)
        job.refresh_from_db()
        verdict = check_archive(job, by=self.by)
        return {
            **asdict(measured), "papers": job.result["papers"], "bytes": job.result["bytes"],
            "rate": round(job.result["papers"] / measured.seconds, 1),
            "holds": verdict.holds and verdict.files == job.result["papers"],
            "is_large": job.result["papers"] >= min(PAPERS, fixed(YEAR).count()),
        }  # fmt: skip

    def measure_tpp(self) -> dict[str, Any]:
        """The month counted by a worker."""
        self._beat()
        job = request_tpp_count(self.agency, MONTH, by=self.by, on=self.on)
        measured = run_worker(self.agency.code, lambda: not is_live(job.pk), LOOK * 20)
        job.refresh_from_db()
        shares = TppShare.objects.filter(tpp_month__month=MONTH.start)
        gaps = dict(shares.exclude(gap="").order_by().values_list("gap").annotate(people=Count("pk")))
        return {**asdict(measured), "people": shares.count(), "ready": job.result["ready"], "gaps": gaps}


def fixed(year: int) -> Any:
    """The annual results of a year."""
    return Evaluation.objects.filter(period=str(year), is_annual=True, status="finalised")


def openings() -> Iterator[str]:
    """A list of PAK of everybody who collects angka kredit, from the earlier of both years on."""
    yield "NIP;Jenjang;Golongan;Angka kredit;Dihitung mulai;TMT golongan;Nomor PAK"
    rows = Employee.objects.filter(kind=EmployeeKind.PNS, position__kind=PositionKind.JF).exclude(nip="")
    told = rows.order_by("nip").values_list("nip", "golongan", "position__title")
    for number, (nip, golongan, title) in enumerate(told, start=1):
        if Jenjang.from_title(title) is not None:
            yield f"{nip};{title};{golongan};12,5;01-01-{KILLED};01-04-2022;PAK 800/{number}/{KILLED - 1}"


def potentials() -> Iterator[str]:
    """An assessment of everybody, in all three levels of the grid."""
    yield "NIP;Tahun;Nilai potensial"
    nips = Employee.objects.exclude(nip="").order_by("nip").values_list("nip", flat=True)
    for number, nip in enumerate(nips):
        yield f"{nip};{KILLED};{45 + number * 7 % 55}"


def run_worker(code: str, until: Callable[[], bool], look: float) -> Measured:
    """`selaras work --once` in its own process, killed as soon as `until` holds (it may end before)."""
    command = [sys.executable, "-m", "selaras.console", "work", "--once", "--quiet", "--agency", code]
    begun, cpu, peak = time.monotonic(), 0.0, 0
    process = subprocess.Popen(command)
    try:
        while process.poll() is None and not until():
            cpu, peak = max(cpu, processor_seconds(process.pid)), max(peak, high_water(process.pid))
            if time.monotonic() - begun > PATIENCE:
                raise SystemExit("a worker did not come to an end")
            time.sleep(look)
        seconds = time.monotonic() - begun
    finally:
        process.kill()
        process.wait()
    return Measured(round(seconds, 2), round(cpu, 2), peak // 1024)


def processor_seconds(pid: int) -> float:
    """The processor time of a process so far."""
    with contextlib.suppress(OSError):
        told = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def high_water(pid: int) -> int:
    """The most memory that a process has had, in kibibytes."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0


def is_live(job_id: Any) -> bool:
    """Whether a job is still to be worked on."""
    return Job.objects.filter(pk=job_id, status__in=(JobStatus.WAITING, JobStatus.RUNNING)).exists()


def step_seconds(closing: YearClosing) -> dict[str, float]:
    """How long each step of the last round took; the start of the worker is in the first."""
    before, told = closing.asked_at, {}
    for step in closing.steps.order_by("done_at"):
        told[step.code] = round((step.done_at - before).total_seconds(), 2)
        before = step.done_at
    return told


def counts(closing: YearClosing) -> dict[str, Any]:
    """Everything that a closing left, counted in the tables, and one hash over its gaps and distributions."""
    steps = {step.code: step.figures for step in closing.steps.all()}
    gaps = (
        Gap.objects.filter(closing=closing)
        .order_by("employee_id")
        .values_list("employee_id", "kind", "owner_id")
    )
    spread = UnitDistribution.objects.filter(closing=closing).order_by("unit_id", "is_opd")
    rows = spread.values_list("unit_id", "is_opd", "people", "verdict", "counts")
    archives = Job.objects.filter(kind="documents", parameters__period=str(closing.year))
    told = json.dumps([[*map(list, gaps)], [*map(list, rows)]], default=str, sort_keys=True)
    predikat = {one.value: steps["distribution"]["predikat"][one.value] for one in Predikat}
    return {
        "results": steps["results"]["ready"], "credited": steps["results"]["credited"],
        "credit": steps["results"]["credit"], "boxes": sum(steps["results"]["boxes"].values()),
        "box_kinds": len(steps["results"]["boxes"]), "predikat": predikat,
        "distributions": len(rows), "gaps": len(gaps), "archives": archives.count(),
        "archive_keys": archives.values("key").distinct().count(),
        "documents": fixed(closing.year).filter(skp__opd__in=archives.values("opd")).count(),
        "hash": hashlib.sha256(told.encode()).hexdigest(),
    }  # fmt: skip


def agrees(closing: YearClosing, found: dict[str, Any]) -> bool:
    """Whether the counts are those of the results, counted another way; nothing there twice."""
    results = fixed(closing.year)
    people = results.values("skp__employee").distinct().count()
    spread = UnitDistribution.objects.filter(closing=closing, is_opd=True).aggregate(people=Sum("people"))
    accounts = ImportedOpening.objects.filter(is_current=True)
    with_account = (
        results.filter(skp__employee__in=accounts.values("employee")).values("skp__employee").distinct()
    )
    return (
        found["results"] == people == spread["people"] == sum(found["predikat"].values())
        and 0 < found["credited"] <= with_account.count()
        and Decimal(found["credit"]) > 0
        and found["boxes"] > 0
        and found["archives"] == found["archive_keys"] == results.values("skp__opd").distinct().count()
        and found["documents"] == results.count()
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
