"""A delivery from file to facts: look at it, apply exactly what was looked at, withdraw it as a whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from selaras.authorization import Actor, require
from selaras.core import clock
from selaras.core.audit import Doer, canonical, recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible
from selaras.core.files import store_path
from selaras.core.models import StoredFile
from selaras.core.planner import look_at_tables
from selaras.core.spreadsheets import Line, place_for
from selaras.core.workflow import advance
from selaras.intake import events
from selaras.intake.columns import Headings, find_headings, heading_text
from selaras.intake.facts import Fact, Refusal
from selaras.intake.kinds import FeedKind, SummedKind, WholeFileKind, kind_named, tell_followers
from selaras.intake.models import Channel, FeedRun, FeedSource, RunStatus
from selaras.intake.outcomes import OnRefused, Outcome
from selaras.intake.received import JSON, Received, kept_lines, kept_path, opened
from selaras.intake.reporting import report_of
from selaras.intake.running import Pass
from selaras.intake.workflow import FEED_RUN
from selaras.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of a file or message: the delivery, and whether the same bytes had come before."""

    run: FeedRun
    is_repeated: bool


def check_feed(
    source: FeedSource, upload: Received, *, by: Actor, on: date, given: Mapping[str, Any] | None = None
) -> Delivered:
    """Read a file and keep what it would change; no fact is written.

    A file of this source that is in force or waits already is found again by its hash, whatever its name: that
    delivery is returned and nothing happens. Raises what opening a spreadsheet raises.
    """
    require(by, kind_named(source.kind).permission, source)
    before = earlier_delivery(source, upload.sha256, given or {})
    if before is not None:
        return Delivered(before, is_repeated=True)
    return Delivered(examine(source, upload, by=by, on=on, given=given or {}), is_repeated=False)


def earlier_delivery(source: FeedSource, sha256: str, given: Mapping[str, Any]) -> FeedRun | None:
    """The delivery of the same bytes, said to be about the same, that was not withdrawn."""
    rows = FeedRun.objects.filter(source=source, sha256=sha256).exclude(status=RunStatus.WITHDRAWN)
    if issubclass(kind_named(source.kind), SummedKind):
        # What only waits may have been read with other names of columns or units.
        rows = rows.filter(status=RunStatus.APPLIED)
    for run in rows.select_related("source", "stored_file").order_by("-sent_at"):
        if run.given == dict(given):
            return run
    return None


def examine(
    source: FeedSource,
    upload: Received,
    *,
    by: Doer,
    on: date,
    given: Mapping[str, Any],
    channel: Channel = Channel.PAGE,
) -> FeedRun:
    """The dry run itself, for people and machines alike."""
    run = FeedRun(
        agency_id=source.agency_id, source=source, channel=channel, file_name=upload.name,
        sha256=upload.sha256, given=dict(given), sent_by_id=by.employee_id, sent_at=clock.now(),
    )  # fmt: skip
    look = _look(run, upload.path, upload.extension, on, upload.ends_in_a_line)
    run.status, run.counts, run.report = look.status, look.counts, look.report
    with recording(events.FEED_CHECKED, by=by, about=source, file=run.file_name, name=source.name) as record:
        record.note(sha256=run.sha256, counts=run.counts)
        run.stored_file = _kept(look, upload, source)
        run.save(force_insert=True)
        if run.status == RunStatus.CHECKED and run.report["headings"]:
            _remember(source, run.report["headings"])
    return run


def name_headings(run: FeedRun, headings: Mapping[str, str], *, by: Actor, on: date) -> FeedRun:
    """Tell which heading is which column; the source remembers it, and the file is looked at again.

    Raises `InvalidInput` where two columns are told to be the same.
    """
    source = run.source
    require(by, kind_named(source.kind).permission, source)
    chosen = {name: heading for name, heading in headings.items() if heading}
    twice = [name for name, heading in chosen.items() if list(chosen.values()).count(heading) > 1]
    if twice:
        raise InvalidInput(fields={twice[-1]: _("Kolom ini sudah dipakai untuk isian lain.")})
    with recording(events.HEADINGS_LEARNT, by=by, about=source, name=source.name) as record:
        record.note(old=source.headings, new=", ".join(chosen.values()))
        _remember(source, chosen)
    return run if issubclass(kind_named(source.kind), SummedKind) else check_again(run, by=by, on=on)


def name_units(run: FeedRun, names: Mapping[str, Unit], *, by: Actor, on: date) -> FeedRun:
    """Tell which unit the files mean by a name; the source remembers it, and the file is looked at again.

    `names` are in plain letters, as `UnitNames` tells the unknown ones. Raises `InvalidInput` for a unit of which
    this source can tell nothing.
    """
    source = run.source
    require(by, kind_named(source.kind).permission, source)
    foreign = [unit for unit in names.values() if source.opd_id and unit.opd_id != source.opd_id]
    if foreign:
        raise InvalidInput(
            _("Unit %(name)s bukan bagian perangkat daerah sumber ini.") % {"name": foreign[0].name}
        )
    written = {
        **run.report.get("unknown_units", {}),
        **{key: row["name"] for key, row in source.unit_names.items()},
    }
    learnt = {key: {"name": written.get(key, key), "unit": str(unit.pk)} for key, unit in names.items()}
    with recording(events.UNITS_LEARNT, by=by, about=source, name=source.name) as record:
        told = ", ".join(f"{row['name']} = {names[key].name}" for key, row in learnt.items())
        record.note(old=source.unit_names, new=told)
        FeedSource.objects.filter(pk=source.pk).update(unit_names=learnt)
        source.unit_names = learnt
    return run if issubclass(kind_named(source.kind), SummedKind) else check_again(run, by=by, on=on)


def check_again(run: FeedRun, *, by: Actor, on: date) -> FeedRun:
    """Compare a delivery that waits once more with what is in force now."""
    source = run.source
    require(by, kind_named(source.kind).permission, source)
    look = _look_again(run, on)
    with recording(events.FEED_CHECKED, by=by, about=source, file=run.file_name, name=source.name) as record:
        record.note(sha256=run.sha256, counts=look.counts)
        if look.status == RunStatus.CHECKED:
            advance(FEED_RUN, run, "check_feed", counts=look.counts, report=look.report)
        elif run.status == RunStatus.UNMAPPED:
            FeedRun.objects.filter(pk=run.pk).update(report=look.report)
            run.report = look.report
    return run


def apply_feed(run: FeedRun, *, by: Actor, on: date) -> FeedRun:
    """Write what was shown, whole or not at all; refused rows stay out.

    Raises `ChangedMeanwhile` if the difference is no longer what was shown, `StepNotPossible` in another state and
    where every row was refused.
    """
    require(by, kind_named(run.source.kind).permission, run.source)
    if run.is_refused_whole:
        raise StepNotPossible(
            _("Semua baris berkas ini ditolak, jadi tidak ada yang dapat diterapkan."),
            remedy=_("Belum ada yang berubah. Perbaiki baris yang ditolak, lalu kirim berkasnya lagi."),
        )
    return put_in_force(run, by=by, on=on)


def put_in_force(run: FeedRun, *, by: Doer, on: date) -> FeedRun:
    """Applying itself, for people and machines alike."""
    source, shown = run.source, run.report.get("fingerprint")
    with recording(events.FEED_APPLIED, by=by, about=source, file=run.file_name, name=source.name) as record:
        advance(FEED_RUN, run, "apply_feed", applied_at=clock.now())
        outcome = pass_through(run, on, writes=True)
        if outcome.fingerprint != shown:
            raise ChangedMeanwhile(
                _("Data sudah berubah sejak berkas ini diperiksa."),
                remedy=_("Belum ada yang diterapkan. Tekan Periksa ulang untuk melihat perbedaan terbaru."),
            )
        record.note(sha256=run.sha256, counts=outcome.counts)
        tell_followers(run, by)
        transaction.on_commit(look_at_tables)
    return run


def withdraw_feed(run: FeedRun, *, by: Actor, on: date, because: str) -> FeedRun:
    """Take back everything a delivery brought, at once; what it had replaced is in force again. Nothing is deleted.

    Raises `StepNotPossible` while a later delivery has replaced facts of this one: that one has to go first.
    """
    source, kind = run.source, kind_named(run.source.kind)
    require(by, kind.permission, source)
    with recording(
        events.FEED_WITHDRAWN, by=by, about=source, because=because, file=run.file_name, name=source.name
    ) as record:
        advance(
            FEED_RUN, run, "withdraw_feed", withdrawn_at=clock.now(), withdrawn_by_id=by.employee_id,
            withdrawn_because=because,
        )  # fmt: skip
        gone, back = _taken_back(run, by, on)
        record.note(sha256=run.sha256, withdrawn=gone, restored=back)
        tell_followers(run, by)
    return run


def pass_through(
    run: FeedRun, on: date, *, writes: bool = False, on_refused: OnRefused | None = None
) -> Outcome:
    """One pass through the kept file of a delivery."""
    kind = kind_named(run.source.kind)(run.source, on, run.given)
    if isinstance(kind, SummedKind):
        told = _kept_sums(run)
        return Pass(kind, run if writes else None, on_refused).replay(told["rows"], _items(kind, told))
    if isinstance(kind, WholeFileKind):
        with kept_path(run.stored_file, run.sha256) as path:
            return kind.pass_over(path, run if writes else None, on_refused)
    columns = kind.columns_for(run.source, run.given)
    with kept_lines(run, columns) as lines, headed(kind, lines) as (_headings, rows):
        return Pass(kind, run if writes else None, on_refused).go(rows)


@contextmanager
def headed(kind: FeedKind, lines: Iterator[Line]) -> Iterator[tuple[Headings | None, Iterable[Line]]]:
    """The line of headings, where the kind has columns, and the rows after it."""
    columns = kind.columns_for(kind.source, kind.given)
    if not columns:
        yield None, lines
        return
    found, rows = find_headings(lines, columns, kind.source.headings)
    if found is not None:
        kind.places = found.places
    yield found, rows


@dataclass(frozen=True, slots=True)
class _Look:
    """What a dry run found: the state it leads to, the counts and the report."""

    status: RunStatus
    counts: dict[str, int]
    report: dict[str, Any]
    # What is kept instead of the file; None where the file is.
    sums: bytes | None = None


def _kept(look: _Look, upload: Received, source: FeedSource) -> StoredFile:
    """The file as it came; of a kind that keeps no rows, its sums."""
    if look.sums is None:
        return store_path(
            upload.path, sha256=upload.sha256, content_type=upload.content_type, extension=upload.extension,
            agency_id=source.agency_id,
        )  # fmt: skip
    with place_for("sums.json") as path:
        path.write_bytes(look.sums)
        digest = hashlib.sha256(look.sums).hexdigest()
        return store_path(
            path, sha256=digest, content_type=JSON, extension="json", agency_id=source.agency_id
        )


def _sums_as_json(kind: SummedKind, rows: int, items: Iterable[Fact | Refusal]) -> bytes:
    facts = [kind.to_json(item) for item in items if isinstance(item, Fact)]
    refused = [asdict(item) for item in items if isinstance(item, Refusal)]
    return canonical({"rows": rows, "facts": facts, "refused": refused}).encode()


def _kept_sums(run: FeedRun) -> dict[str, Any]:
    with kept_path(run.stored_file, run.stored_file.sha256) as path:
        found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def _items(kind: SummedKind, told: Mapping[str, Any]) -> list[Fact | Refusal]:
    """In the order in which they were met: refusals row by row, sums at the end."""
    return [*(Refusal(**row) for row in told["refused"]), *(kind.from_json(row) for row in told["facts"])]


def _look_again(run: FeedRun, on: date) -> _Look:
    whole = run.report.get("ends_in_a_line", True)
    if not issubclass(kind_named(run.source.kind), SummedKind):
        with kept_path(run.stored_file, run.sha256) as path:
            return _look(run, path, run.stored_file.extension, on, whole)
    outcome = pass_through(run, on)
    report = {**report_of(outcome, None, whole), "headings": run.report.get("headings", {})}
    return _Look(RunStatus(run.status), outcome.counts, report)


def _look(run: FeedRun, path: Path, extension: str, on: date, is_whole: bool) -> _Look:
    kind = kind_named(run.source.kind)(run.source, on, run.given)
    if isinstance(kind, WholeFileKind):
        outcome = kind.pass_over(path, None, None)
        return _Look(RunStatus.CHECKED, outcome.counts, report_of(outcome, None, is_whole))
    columns = kind.columns_for(run.source, run.given)
    items: list[Fact | Refusal] = []
    with opened(path, extension, columns) as lines, headed(kind, lines) as (found, rows):
        if columns and (found is None or found.missing):
            asked = _asked_headings(found, () if isinstance(kind, SummedKind) else rows, is_whole)
            empty = _sums_as_json(kind, 0, ()) if isinstance(kind, SummedKind) else None
            return _Look(RunStatus.UNMAPPED, {}, asked, empty)
        is_summed = isinstance(kind, SummedKind)
        outcome = Pass(kind, on_refused=_collecting(items) if is_summed else None).go(rows)
    report = report_of(outcome, found, is_whole)
    report["unknown_units"] = dict(kind.unit_names.unknown) if kind.unit_names else {}
    if not isinstance(kind, SummedKind):
        return _Look(RunStatus.CHECKED, outcome.counts, report)
    items += [item for item in kind.finish() if isinstance(item, Fact)]
    return _Look(
        RunStatus.CHECKED, outcome.counts, report, _sums_as_json(kind, outcome.counts["rows"], items)
    )


def _collecting(items: list[Fact | Refusal]) -> OnRefused:
    return lambda _line, problem: items.append(problem)


def _asked_headings(found: Headings | None, rows: Iterable[Line], is_whole: bool) -> dict[str, Any]:
    """The headings and the first row of values, so that a person can say which column is which."""
    if found is None:
        raise InvalidInput(
            fields={"file": _("Baris judul tidak ditemukan. Baris pertama harus berisi judul tiap kolom.")}
        )
    samples = next((line.cells for line in rows if any(cell != "" for cell in line.cells)), [])
    texts = [heading_text(cell) for cell in found.line.cells]
    values = [heading_text(samples[place]) if place < len(samples) else "" for place in range(len(texts))]
    return {
        "found": [[text, value] for text, value in zip(texts, values, strict=True) if text],
        "headings": found.names,
        "missing": [column.name for column in found.missing],
        "ends_in_a_line": is_whole,
    }


def _remember(source: FeedSource, headings: Mapping[str, str]) -> None:
    known = {**source.headings, **headings}
    if known != source.headings:
        FeedSource.objects.filter(pk=source.pk).update(headings=known)
        source.headings = known


def _taken_back(run: FeedRun, by: Actor, on: date) -> tuple[int, int]:
    """How many rows no longer count, and how many count again that they had replaced."""
    kind = kind_named(run.source.kind)
    if issubclass(kind, WholeFileKind):
        return kind(run.source, on, run.given).rows_of(run), 0
    rows = kind.model.objects
    _refuse_built_upon(rows.filter(run=run).exclude(superseded_by=None))
    gone = rows.filter(run=run, is_current=True).update(is_current=False)
    return gone, rows.filter(superseded_by=run).update(is_current=True, superseded_by=None)


def _refuse_built_upon(replaced: Any) -> None:
    later: UUID | None = replaced.values_list("superseded_by", flat=True).first()
    if later is None:
        return
    run = FeedRun.objects.get(pk=later)
    raise StepNotPossible(
        _("Berkas «%(name)s» sudah mengganti sebagian angka dari berkas ini.") % {"name": run.file_name},
        remedy=_("Tidak ada data yang berubah. Batalkan dahulu berkas yang lebih baru itu."),
    )
