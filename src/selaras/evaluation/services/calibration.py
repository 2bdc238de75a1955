"""The calibration meeting: opened, joined by pejabat penilai, names hidden at first, closed with a summary (P-43).

Nothing here moves a rating but the step of its own pejabat penilai, and that step keeps both values and a reason.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible, Text
from selaras.core.notices import tell_many
from selaras.core.rows import change_row
from selaras.core.workflow import advance
from selaras.evaluation import events
from selaras.evaluation.conditions import address, follows_organisation, law_of
from selaras.evaluation.kinship import require_unrelated
from selaras.evaluation.models import (
    Calibration,
    CalibrationCase,
    CalibrationChange,
    CalibrationRemark,
    CalibrationUnit,
    Evaluation,
    InvitedPenilai,
)
from selaras.evaluation.selectors import comparable_evaluations
from selaras.evaluation.workflow import CALIBRATION, UNFINISHED
from selaras.organisation.models import Unit
from selaras_rules import Period, Rating

T = TypeVar("T")

# With one pejabat penilai there is nobody to compare with.
FEWEST_PENILAI = 2


@dataclass(frozen=True, slots=True)
class NewCalibration:
    """What the official in charge says about the meeting; no units means the whole organisation."""

    purpose: str
    held_on: date
    units: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class CalibratedRating:
    """Both ratings as they stand after comparing, and why."""

    rating_hasil_kerja: str
    rating_perilaku_kerja: str
    reason: str


def open_calibration(opd: Unit, period: Period, new: NewCalibration, *, by: Actor, on: date) -> Calibration:
    """Open a meeting over everything that is ready, and invite the pejabat penilai concerned.

    Raises `InvalidInput` without a purpose or for units elsewhere, `StepNotPossible` before the period began or
    where fewer than two pejabat penilai have anything ready.
    """
    require(by, Permission.HOLD_CALIBRATION, opd)
    _require_new(opd, period, new, on)
    found = _rows(comparable_evaluations(opd, period, new.units))
    if len({row.penilai for row in found}) < FEWEST_PENILAI:
        raise StepNotPossible(
            _("Belum ada penilaian siap dari sedikitnya dua pejabat penilai untuk %(period)s.")
            % {"period": period.label},
            remedy=_(
                "Kalibrasi membandingkan antar pejabat penilai. Buka lagi setelah penilaian mereka siap."
            ),
        )
    calibration = Calibration(
        agency_id=opd.agency_id, opd=opd, period=period.code, purpose=new.purpose.strip(), held_on=new.held_on,
        opened_by_id=by.employee_id, opened_at=clock.now(),
    )  # fmt: skip
    with recording(
        events.CALIBRATION_OPENED,
        by=by,
        about=calibration,
        opd=opd.name,
        period=period.label,
        cases=len(found),
    ) as rec:
        calibration.save(force_insert=True)
        CalibrationUnit.objects.bulk_create(
            CalibrationUnit(agency_id=opd.agency_id, calibration=calibration, unit_id=unit)
            for unit in new.units
        )
        rec.note(penilai=_add_cases(calibration, found), purpose=calibration.purpose)
    return calibration


def take_in_comparable(calibration: Calibration, *, by: Actor, on: date) -> int:
    """Add what became ready since; how many came in. Raises `StepNotPossible` once the meeting is closed."""
    require(by, Permission.HOLD_CALIBRATION, calibration)
    _require_running(calibration)
    units = list(calibration.units.values_list("unit_id", flat=True))
    rows = comparable_evaluations(calibration.opd, calibration.span, units)
    found = _rows(rows.exclude(calibration_cases__calibration=calibration))
    if found:
        period = calibration.span.label
        with recording(events.CALIBRATION_GREW, by=by, about=calibration, period=period, cases=len(found)):
            _add_cases(calibration, found)
    return len(found)


def show_names(calibration: Calibration, reason: str, *, by: Actor, on: date) -> Calibration:
    """Show whom the cases are about, after reasons were compared without names; with a reason."""
    require(by, Permission.HOLD_CALIBRATION, calibration)
    if not reason.strip():
        raise InvalidInput(fields={"reason": _("Tulis mengapa nama perlu ditampilkan.")})
    facts = {"period": calibration.span.label, "because": reason.strip()}
    with recording(events.NAMES_SHOWN, by=by, about=calibration, **facts):
        advance(
            CALIBRATION, calibration, "show_names", names_reason=reason.strip(), names_shown_at=clock.now(),
            names_shown_by_id=by.employee_id,
        )  # fmt: skip
    return calibration


def close_calibration(calibration: Calibration, summary: str, *, by: Actor, on: date) -> Calibration:
    """End the meeting with what was found; cases stay readable, names are hidden again."""
    require(by, Permission.HOLD_CALIBRATION, calibration)
    if not summary.strip():
        raise InvalidInput(fields={"summary": _("Tulis ringkasan: apa yang dibandingkan dan apa hasilnya.")})
    with recording(events.CALIBRATION_CLOSED, by=by, about=calibration, period=calibration.span.label) as rec:
        rec.note(summary=summary.strip())
        advance(
            CALIBRATION, calibration, "close_calibration", summary=summary.strip(), closed_at=clock.now(),
            closed_by_id=by.employee_id,
        )  # fmt: skip
    return calibration


def remark_on_case(case: CalibrationCase, text: str, *, by: Actor, on: date) -> CalibrationRemark:
    """Ask or say something about a case. Who may see the case may do so; the caller found it through that."""
    _require_running(case.calibration)
    if not text.strip():
        raise InvalidInput(fields={"text": _("Tulis pertanyaan atau pendapat Anda.")})
    remark = CalibrationRemark(
        agency_id=case.agency_id,
        case=case,
        author_id=by.employee_id,
        text=text.strip(),
        written_at=clock.now(),
    )
    period = case.calibration.span.label
    with recording(events.CASE_REMARKED, by=by, about=case, number=case.number, period=period):
        remark.save(force_insert=True)
    return remark


def change_rating(
    case: CalibrationCase, wanted: CalibratedRating, *, by: Actor, on: date, revision: int
) -> CalibrationChange:
    """The pejabat penilai changes an own rating after comparing; both values and the reason are kept (P-43).

    Raises `InvalidInput` for a missing reason or no change, `StepNotPossible` once the result is fixed or the
    meeting closed, `ChangedMeanwhile` for a stale revision.
    """
    evaluation = case.evaluation
    require(by, Permission.RATE_EVALUATION, evaluation)
    require_unrelated(by, evaluation.employee_id)
    _require_running(case.calibration)
    _require_changeable(evaluation)
    _require_wanted(evaluation, wanted)
    change = CalibrationChange(
        agency_id=case.agency_id, case=case, changed_by_id=by.employee_id, changed_at=clock.now(),
        reason=wanted.reason.strip(), old_rating_hasil_kerja=evaluation.rating_hasil_kerja,
        old_rating_perilaku_kerja=evaluation.rating_perilaku_kerja,
        new_rating_hasil_kerja=wanted.rating_hasil_kerja, new_rating_perilaku_kerja=wanted.rating_perilaku_kerja,
        old_reason_hasil_kerja=evaluation.reason_hasil_kerja,
        old_reason_perilaku_kerja=evaluation.reason_perilaku_kerja,
    )  # fmt: skip
    facts = {"period": evaluation.span.label, "because": change.reason}
    with recording(events.RATING_CALIBRATED, by=by, about=evaluation, **facts) as rec:
        rec.note(old=_ratings_of(evaluation), new=_ratings_of(wanted))
        _write_ratings(evaluation, wanted, revision)
        change.save(force_insert=True)
    return change


@dataclass(frozen=True, slots=True)
class _Row:
    evaluation: UUID
    penilai: UUID
    hasil: str
    perilaku: str


def _rows(rows: QuerySet[Evaluation]) -> list[_Row]:
    columns = ("pk", "skp__pejabat_penilai_id", "rating_hasil_kerja", "rating_perilaku_kerja")
    return [_Row(*values) for values in rows.order_by().values_list(*columns)]


def _add_cases(calibration: Calibration, found: list[_Row]) -> int:
    """Write the cases under numbers in no order anybody knows, and invite; how many are invited now."""
    invited = {row.pejabat_penilai_id: row for row in calibration.invited.all()}
    newcomers = _shuffled({row.penilai for row in found} - set(invited))
    for number, person in enumerate(newcomers, start=len(invited) + 1):
        invited[person] = InvitedPenilai(
            agency_id=calibration.agency_id, calibration=calibration, pejabat_penilai_id=person, number=number
        )
    InvitedPenilai.objects.bulk_create(invited[person] for person in newcomers)
    first = calibration.cases.count() + 1
    CalibrationCase.objects.bulk_create(
        CalibrationCase(
            agency_id=calibration.agency_id, calibration=calibration, evaluation_id=row.evaluation,
            invited=invited[row.penilai], number=number, first_rating_hasil_kerja=row.hasil,
            first_rating_perilaku_kerja=row.perilaku,
        )
        for number, row in enumerate(_shuffled(found), start=first)
    )  # fmt: skip
    _invite(calibration, newcomers)
    return len(invited)


def _shuffled(items: Iterable[T]) -> list[T]:
    found = list(items)
    secrets.SystemRandom().shuffle(found)
    return found


def _invite(calibration: Calibration, people: Iterable[UUID]) -> None:
    text = _(
        "Anda diundang membandingkan alasan penilaian %(period)s dengan pejabat penilai lain, tanpa nama."
    )
    tell_many(
        people, "calibration", text % {"period": calibration.span.label}, agency_id=calibration.agency_id,
        url=address("evaluation:calibration", calibration.pk),
    )  # fmt: skip


def _require_new(opd: Unit, period: Period, new: NewCalibration, on: date) -> None:
    fields: dict[str, Text] = {}
    if not new.purpose.strip():
        fields["purpose"] = _("Tulis untuk apa penilaian dibandingkan.")
    if new.held_on < period.start:
        fields["held_on"] = _("Pertemuan tidak dapat sebelum periodenya dimulai.")
    known = Unit.objects.filter(pk__in=new.units, opd=opd).count() if new.units else 0
    if known != len(set(new.units)):
        fields["units"] = _("Pilih unit dari perangkat daerah ini.")
    if fields:
        raise InvalidInput(fields=fields)
    if period.start > on:
        raise StepNotPossible(_("%(period)s belum dimulai.") % {"period": period.label})


def _require_running(calibration: Calibration) -> None:
    if calibration.status == "closed":
        raise StepNotPossible(
            _("Kalibrasi ini sudah ditutup."),
            remedy=_("Catatannya tetap dapat dibaca; tidak ada yang berubah."),
        )


def _require_changeable(evaluation: Evaluation) -> None:
    if evaluation.is_final:
        raise StepNotPossible(
            _("Hasil ini sudah ditetapkan, sehingga tidak dapat diubah melalui kalibrasi."),
            remedy=_("Hasil yang sudah ditetapkan hanya berubah melalui keputusan atas keberatan."),
        )


def _require_wanted(evaluation: Evaluation, wanted: CalibratedRating) -> None:
    values, fields = {rating.value for rating in Rating}, {}
    for name in ("rating_hasil_kerja", "rating_perilaku_kerja"):
        if getattr(wanted, name) not in values:
            fields[name] = _("Pilih salah satu rating.")
    if not wanted.reason.strip():
        fields["reason"] = _("Tulis alasannya; pegawai membacanya bersama nilai sebelum dan sesudah.")
    if fields:
        raise InvalidInput(fields=fields)
    if _ratings_of(evaluation) == _ratings_of(wanted):
        raise InvalidInput(_("Kedua rating sama dengan sebelumnya, jadi tidak ada yang diubah."))
    is_head = follows_organisation(evaluation, law_of(evaluation))
    if is_head and wanted.rating_hasil_kerja != evaluation.rating_hasil_kerja:
        raise InvalidInput(
            fields={"rating_hasil_kerja": _("Hasil kerja pimpinan mengikuti predikat organisasinya.")}
        )


def _ratings_of(holder: Evaluation | CalibratedRating) -> dict[str, str]:
    return {
        "rating_hasil_kerja": holder.rating_hasil_kerja, "rating_perilaku_kerja": holder.rating_perilaku_kerja,
    }  # fmt: skip


def _write_ratings(evaluation: Evaluation, wanted: CalibratedRating, revision: int) -> None:
    """A rating that changes takes the new reason as its own; the other keeps its words."""
    changes: dict[str, str | int] = {**_ratings_of(wanted), "revision": revision + 1}
    for name in ("hasil_kerja", "perilaku_kerja"):
        if getattr(evaluation, f"rating_{name}") != getattr(wanted, f"rating_{name}"):
            changes[f"reason_{name}"] = wanted.reason.strip()
    change_row(evaluation, {"revision": revision, "status__in": UNFINISHED}, changes)
