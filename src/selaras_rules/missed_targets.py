"""What may follow when somebody misses the targets: dated steps that are proposed, never carried out (PP 30/2019)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .errors import InvalidInput, require_member
from .findings import Finding, Step
from .parameters import Value
from .periods import add_months, date_label
from .positions import PositionKind
from .ruleset import Ruleset

_ONE = timedelta(days=1)


class FollowUpState(StrEnum):
    """Where a step stands on the day asked for."""

    DONE = "done"
    RUNNING = "running"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One step: from which day, until which day where the law gives a term, and how it stands."""

    code: str
    state: FollowUpState
    starts: date
    ends: date | None
    text: str


@dataclass(frozen=True, slots=True)
class MissedTarget:
    """What is known of one case; None means not known yet. Raises InvalidInput for a wrong order of days.

    `missed_on`: the day it was found that the target is missed; `placed_on`: first day of the temporary placement.
    """

    kind: PositionKind
    missed_on: date
    improved: bool | None = None
    tested_on: date | None = None
    is_competent: bool | None = None
    has_vacancy: bool | None = None
    placed_on: date | None = None

    def __post_init__(self) -> None:
        require_member(PositionKind, self.kind, "jenis_jabatan")
        if self.tested_on is not None and self.tested_on <= self.missed_on:
            raise InvalidInput("tanggal_uji", self.tested_on, f"sesudah {self.missed_on.isoformat()}")
        earlier = self.tested_on or self.missed_on
        if self.placed_on is not None and self.placed_on < earlier:
            raise InvalidInput("tanggal_penempatan", self.placed_on, f"tidak sebelum {earlier.isoformat()}")
        if self.is_competent is not None and self.tested_on is None:
            raise InvalidInput("tanggal_uji", "kosong", "tanggal uji, karena hasilnya sudah diisi")


def follow_missed_target(case: MissedTarget, ruleset: Ruleset) -> Finding[tuple[FollowUp, ...]]:
    """The steps until the day of the ruleset, the last one being what may be proposed next (PP 30/2019 Pasal 56–58)."""
    first, law = _improvement(case, ruleset)
    steps: _Steps = ((first, law),)
    if case.improved is False and first.state is FollowUpState.DONE:
        steps += _competence(case, first, ruleset)
    reasons = tuple(law.step(step.text) for step, law in steps)
    caution = Step("Langkah ini usulan; pejabat yang berwenang memutuskan dan menandatangani.")
    return Finding(tuple(step for step, _law in steps), (*reasons, caution))


_Steps = tuple[tuple[FollowUp, Value], ...]


def _improvement(case: MissedTarget, ruleset: Ruleset) -> tuple[FollowUp, Value]:
    law = ruleset.law("target_gagal.perbaikan")
    ends = add_months(case.missed_on, law.value) - _ONE
    is_over = ruleset.on > ends or case.improved is True
    state = FollowUpState.DONE if is_over else FollowUpState.RUNNING
    text = (
        f"Kesempatan memperbaiki kinerja {law.value} bulan: {date_label(case.missed_on)} sampai "
        f"{date_label(ends)}."
    )
    if case.improved:
        text += " Kinerja sudah membaik; kasus ditutup."
    elif is_over and case.improved is None:
        text += " Masa itu sudah lewat; tetapkan dahulu apakah kinerja membaik."
    return FollowUp("masa_perbaikan", state, case.missed_on, ends, text), law


def _competence(case: MissedTarget, before: FollowUp, ruleset: Ruleset) -> _Steps:
    law = ruleset.law("target_gagal.uji_kompetensi")
    starts = case.tested_on or ((before.ends or before.starts) + _ONE)
    if case.is_competent is None:
        text = f"Kinerja tidak membaik: uji kompetensi diusulkan mulai {date_label(starts)}."
        return ((FollowUp("uji_kompetensi", FollowUpState.PROPOSED, starts, None, text), law),)
    word = "masih sesuai" if case.is_competent else "tidak lagi sesuai"
    text = f"Uji kompetensi {date_label(starts)}: kompetensi {word} dengan jabatan."
    if case.is_competent:
        text += " Aturan yang kami baca tidak menyebut langkah lain; teruskan bimbingan kinerja."
    done = (FollowUp("uji_kompetensi", FollowUpState.DONE, starts, None, text), law)
    return (done,) if case.is_competent else (done, *_placement(case, starts, ruleset))


def _placement(case: MissedTarget, tested_on: date, ruleset: Ruleset) -> _Steps:
    law = ruleset.law("target_gagal.pemindahan")
    starts = tested_on + _ONE
    if case.has_vacancy is not False:
        text = f"Pemindahan diusulkan mulai {date_label(starts)}: {law.value}."
        return ((FollowUp("pemindahan", FollowUpState.PROPOSED, starts, None, text), law),)
    temporary = ruleset.law("target_gagal.penempatan_sementara")
    if case.kind.group not in temporary.value["groups"]:
        text = (
            f"Tidak ada lowongan bagi {case.kind.label}; aturan yang kami baca hanya mengatur penempatan "
            "sementara bagi JA dan JF. Mintalah pertimbangan PPK."
        )
        return ((FollowUp("pertimbangan_ppk", FollowUpState.PROPOSED, starts, None, text), law),)
    return _temporary(case, starts, temporary, ruleset)


def _temporary(case: MissedTarget, earliest: date, law: Value, ruleset: Ruleset) -> _Steps:
    starts = case.placed_on or earliest
    ends = add_months(starts, law.value["months"]) - _ONE
    is_over = case.placed_on is not None and ruleset.on > ends
    state = FollowUpState.DONE if is_over else FollowUpState.RUNNING
    text = (
        f"Tidak ada lowongan: penempatan sementara paling lama {law.value['months']} bulan, "
        f"{date_label(starts)} sampai {date_label(ends)}."
    )
    if case.placed_on is None:
        state = FollowUpState.PROPOSED
    step = (FollowUp("penempatan_sementara", state, starts, ends, text), law)
    if not is_over:
        return (step,)
    last = ruleset.law("target_gagal.pemberhentian")
    after = ends + _ONE
    text = f"Tetap tidak ada lowongan: pemberhentian dengan hormat {last.value}, mulai {date_label(after)}."
    return (
        step,
        (FollowUp("pemberhentian_dengan_hormat", FollowUpState.PROPOSED, after, None, text), last),
    )
