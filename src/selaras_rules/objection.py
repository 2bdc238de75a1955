"""Deadlines around an evaluation: hand-over, return, objection (PermenPANRB 6/2022, PP 30/2019)."""

from __future__ import annotations

from datetime import date, timedelta

from .findings import Finding, Step
from .ruleset import Ruleset
from .working_days import NO_LOCAL_HOLIDAYS, LocalHolidays, add_working_days, day_label, skipped_steps


def hand_over_deadline(
    decided_on: date, ruleset: Ruleset, *, local: LocalHolidays = NO_LOCAL_HOLIDAYS
) -> Finding[date]:
    """Last day for the pejabat_penilai to hand the evaluation over, in working days after it was decided."""
    days = ruleset.choice("objection.hand_over_days")
    return _deadline(
        "keberatan.penyerahan", "Penyerahan dokumen", decided_on, days, "working", ruleset, local
    )


def return_deadline(
    received_on: date, ruleset: Ruleset, *, local: LocalHolidays = NO_LOCAL_HOLIDAYS
) -> Finding[date]:
    """Last day for the employee to return the signed evaluation, in working days after receiving it."""
    days = ruleset.choice("objection.return_days")
    return _deadline(
        "keberatan.pengembalian", "Pengembalian dokumen", received_on, days, "working", ruleset, local
    )


def objection_deadline(
    received_on: date, ruleset: Ruleset, *, local: LocalHolidays = NO_LOCAL_HOLIDAYS
) -> Finding[date]:
    """Last day to object, 14 working days after receipt unless the agency chose otherwise.

    Raises NoHolidayList when the window reaches a year whose holidays are not known.
    """
    days, kind = ruleset.choice("objection.days"), ruleset.choice("objection.day_kind")
    found = _deadline("keberatan.pengajuan", "Keberatan", received_on, days, kind, ruleset, local)
    return Finding(found.value, (*found.because, ruleset.choice_step("objection.day_kind")))


def may_object(
    received_on: date, ruleset: Ruleset, *, on: date, local: LocalHolidays = NO_LOCAL_HOLIDAYS
) -> Finding[bool]:
    """Whether the window is open on that day; after it only the PyB may reopen, with a reason."""
    deadline = objection_deadline(received_on, ruleset, local=local)
    is_open = received_on <= on <= deadline.value
    if is_open:
        text = f"Keberatan masih dapat diajukan sampai {day_label(deadline.value)}."
    elif on < received_on:
        text = "Hasil belum diterima, sehingga masa keberatan belum mulai."
    else:
        text = f"Masa keberatan berakhir {day_label(deadline.value)}; hasil dianggap diterima."
    return Finding(is_open, (*deadline.because, Step(text)))


def _deadline(
    key: str, name: str, start: date, days: int, kind: str, ruleset: Ruleset, local: LocalHolidays
) -> Finding[date]:
    rule = ruleset.law(key)
    if kind == "calendar":
        end = start + timedelta(days=days)
        counted = f"{days} hari kalender sejak {rule.value} ({day_label(start)})"
        text = f"{name}: {counted}, jatuh pada {day_label(end)}."
        return Finding(end, (rule.step(text),))
    week = ruleset.choice("working_days.week")
    end = add_working_days(start, days, week=week, local=local)
    text = f"{name}: {days} hari kerja sejak {rule.value} ({day_label(start)}), jatuh pada {day_label(end)}."
    return Finding(end, (rule.step(text), *skipped_steps(start, end, week=week, local=local)))
