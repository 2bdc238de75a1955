"""October of the running year at the machines: one attlog.dat a city, a list of leave and duty, one silent machine."""

from __future__ import annotations

import hashlib
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from selaras.core.audit import Entry, recording_many
from selaras.core.files import CheckedFile, store_file
from selaras.demonstration import days
from selaras.demonstration.cast import city_admin
from selaras.demonstration.inserting import insert
from selaras.demonstration.staffing import Office, Person
from selaras.demonstration.writing import DOER
from selaras.discipline.calendars import plans_of_period
from selaras.discipline.feeds import DayFacts, Punches
from selaras.discipline.models import Badge, DayFact, FactKind
from selaras.intake import events
from selaras.intake.models import FeedRun, FeedSource, RunStatus
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import LegalStatus
from selaras_rules.working_time import DayPlan

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
SENT = date(2026, 11, 3)
# On this day the machine of the largest office was silent.
SILENT = date(2026, 10, 14)
FIRST_NUMBER = 1001


@dataclass(frozen=True, slots=True)
class At:
    """A person at the own machine."""

    person: Person
    number: str
    device: str
    chance: random.Random
    away: range
    away_kind: FactKind


def write_attendance(office: Office, seed: int) -> None:
    """Sources, files, numbers, taps, leave and duty. Call inside the agency's scope, after the people are written."""
    people = list(_people(office, seed))
    plans = plans_of_period(FIRST, LAST, ruleset_for(office.agency, SENT))
    open_days = [plan for plan in plans.values() if isinstance(plan, DayPlan)]
    with recording_many(events.FEED_APPLIED, by=DOER) as entries:
        entries += [_punches(office, people, open_days), _leave(office, people, open_days)]


def _people(office: Office, seed: int) -> Iterator[At]:
    opds = sorted({str(person.employee.unit.opd_id) for person in office.people if person.employee.unit})
    working = [
        person
        for person in office.people
        if person.employee.nip and person.employee.legal_status == LegalStatus.ACTIVE and person.employee.unit
    ]
    for place, person in enumerate(working):
        chance = random.Random(f"{seed}:{person.employee.nip}")  # noqa: S311 - invented data
        device = str(opds.index(str(person.employee.unit.opd_id)) + 1)  # type: ignore[union-attr]
        start = chance.randrange(18) if chance.random() < 0.12 else 99
        kind = chance.choice(
            (FactKind.TAHUNAN, FactKind.DINAS, FactKind.DINAS, FactKind.PELATIHAN, FactKind.SAKIT)
        )
        yield At(
            person,
            str(FIRST_NUMBER + place),
            device,
            chance,
            range(start, start + chance.randint(1, 3)),
            kind,
        )


def _punches(office: Office, people: Sequence[At], open_days: Sequence[DayPlan]) -> Entry:
    source = _source(office, Punches.code, "Mesin presensi kota")
    insert(
        Badge(
            id=office.keys(), agency=office.agency, source=source, code=at.number, employee=at.person.employee
        )
        for at in people
    )
    content = "".join(_lines(people, open_days)).encode()
    run = _run(office, source, "attlog-oktober.dat", content)
    with tempfile.TemporaryDirectory(prefix="selaras-demo-") as folder:
        path = Path(folder) / "attlog.dat"
        path.write_bytes(content)
        outcome = Punches(source, SENT, {}).pass_over(path, run, None)
    report = {
        "new": outcome.new,
        "changed": [],
        "refused": outcome.refused,
        "notes": outcome.notes,
        "headings": {},
    }
    FeedRun.objects.filter(pk=run.pk).update(counts=outcome.counts, report=report)
    return _entry(run, outcome.counts)


def _lines(people: Sequence[At], open_days: Sequence[DayPlan]) -> Iterator[str]:
    """What the machines of the city wrote, in the order of the days; two numbers belong to nobody known."""
    for place, plan in enumerate(open_days):
        for at in people:
            if place in at.away or (at.device == "1" and plan.day == SILENT):
                continue
            came = plan.starts_at + timedelta(
                minutes=at.chance.randint(-28, -2), seconds=at.chance.randrange(60)
            )
            if at.chance.random() < 0.03:
                came += timedelta(minutes=at.chance.randint(5, 55))
            yield _line(at.number, came, at.device)
            if at.chance.random() > 0.02:
                left = plan.ends_at + timedelta(
                    minutes=at.chance.randint(1, 45), seconds=at.chance.randrange(60)
                )
                yield _line(at.number, left, at.device)
        yield _line("9001", datetime.combine(plan.day, time(7, 15)), "1") if plan.day != SILENT else ""


def _line(number: str, moment: datetime, device: str) -> str:
    return f"{number:>9}\t{moment:%Y-%m-%d %H:%M:%S}\t{device}\t0\t15\t0\r\n"


def _leave(office: Office, people: Sequence[At], open_days: Sequence[DayPlan]) -> Entry:
    source = _source(office, DayFacts.code, "Cuti, dinas, dan pelatihan")
    away = [(at, open_days[at.away.start].day, open_days[min(at.away.stop, len(open_days)) - 1].day)
            for at in people if at.away.start < len(open_days)]  # fmt: skip
    rows = [f"{at.person.employee.nip};{at.away_kind};{first};{last};\n" for at, first, last in away]
    run = _run(
        office,
        source,
        "cuti-dinas-oktober.csv",
        ("NIP;Jenis;Mulai;Selesai;Nomor surat\n" + "".join(rows)).encode(),
    )
    insert(
        DayFact(
            id=office.keys(), agency=office.agency, run=run, line=line, employee=at.person.employee,
            kind=at.away_kind, first_day=first, last_day=last,
        )
        for line, (at, first, last) in enumerate(away, start=2)
    )  # fmt: skip
    counts = {"rows": len(away), "new": len(away), "changed": 0, "same": 0, "refused": 0}
    report: dict[str, object] = {"new": [], "changed": [], "refused": [], "notes": [], "headings": {}}
    FeedRun.objects.filter(pk=run.pk).update(counts=counts, report=report)
    return _entry(run, counts)


def _source(office: Office, kind: str, name: str) -> FeedSource:
    source = FeedSource(
        id=office.keys(), agency=office.agency, kind=kind, name=name, keeper=city_admin(office),
        made_at=_moment(office),
    )  # fmt: skip
    insert([source])
    return source


def _run(office: Office, source: FeedSource, name: str, content: bytes) -> FeedRun:
    checked = CheckedFile(content, "text/csv", "csv", hashlib.sha256(content).hexdigest())
    run = FeedRun(
        id=office.keys(), agency=office.agency, source=source, status=RunStatus.APPLIED, file_name=name,
        sha256=checked.sha256, stored_file=store_file(checked, agency_id=office.agency.pk),
        sent_by=city_admin(office), sent_at=_moment(office), applied_at=_moment(office),
    )  # fmt: skip
    insert([run])
    return run


def _moment(office: Office) -> datetime:
    return days.at(SENT, ZoneInfo(office.agency.time_zone), random.Random(SENT.toordinal()))  # noqa: S311


def _entry(run: FeedRun, counts: dict[str, int]) -> Entry:
    facts = {"file": run.file_name, "name": run.source.name, "sha256": run.sha256, "counts": counts}
    return Entry(run.agency_id, run.agency_id, "FeedSource", run.source_id, facts)
