"""Deadlines around an evaluation: hand-over, return, objection (PermenPANRB 6/2022, PP 30/2019)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .conditions import Condition, all_met, checked, conditions_of, steps_of
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


@dataclass(frozen=True, slots=True)
class ObjectionRight:
    """What may be done about an objection, with every condition; a decision is final."""

    is_allowed: bool
    is_final: bool
    conditions: tuple[Condition, ...]


def may_decide_objection(
    ruleset: Ruleset, *, has_heard_employee: bool, has_heard_penilai: bool
) -> Finding[ObjectionRight]:
    """Whether the atasan_pejabat_penilai may decide: only after both were asked to explain (PP 30/2019 Pasal 59).

    The decision may change the result, and it is final.
    """
    law = ruleset.law("keberatan.putusan")
    found = (
        checked(
            law, "penjelasan_pegawai", has_heard_employee,
            "Penjelasan pegawai sudah diminta.", "Penjelasan pegawai belum diminta.",
        ),
        checked(
            law, "penjelasan_pejabat_penilai", has_heard_penilai,
            "Penjelasan pejabat penilai sudah diminta.", "Penjelasan pejabat penilai belum diminta.",
        ),
    )  # fmt: skip
    is_allowed = all_met(found)
    closing = law.step("Putusan boleh mengubah hasil dan bersifat final.")
    because = (*steps_of(found), closing) if is_allowed else steps_of(found)
    return Finding(ObjectionRight(is_allowed, law.value == "final", conditions_of(found)), because)


def may_reopen_objection(ruleset: Ruleset, *, is_pyb: bool, reason: str) -> Finding[ObjectionRight]:
    """Whether an objection may be opened after its window: by the PyB alone, with a written reason."""
    law = ruleset.law("keberatan.pembukaan_kembali")
    found = (
        checked(law, "pyb", is_pyb, "Diajukan PyB.", "Hanya PyB yang dapat membuka kembali keberatan."),
        checked(
            law, "alasan", bool(reason.strip()),
            "Alasannya tertulis.", "Alasan membuka kembali belum ditulis.",
        ),
    )  # fmt: skip
    return Finding(ObjectionRight(all_met(found), False, conditions_of(found)), steps_of(found))
