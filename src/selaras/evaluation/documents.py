"""The official papers of an evaluation: evaluation form and Dokumen Evaluasi Kinerja (D.1.1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from selaras.core import clock
from selaras.core.decisions import decisions_about
from selaras.core.documents import (
    EvaluationDocument,
    KinerjaDocument,
    Verification,
    render_pdf,
)
from selaras.core.models import DecisionRecord
from selaras.evaluation.conditions import law_of, organisation_predikat_of
from selaras.evaluation.deadlines import objection_window
from selaras.evaluation.models import Evaluation, LawCorrection, Objection
from selaras.evaluation.numbers import code_in_force, issued_on, law_corrections_of, number_of
from selaras.evaluation.reading import BehaviourReading, PlanReading, RhkReading, read_plan
from selaras.evaluation.verification import verify
from selaras.planning.content import person_block
from selaras.planning.documents import file_name, letterhead
from selaras_rules import PeriodKind, Predikat, date_label

__all__ = ["Paper", "evaluation_form", "kinerja_document", "verify"]

Address = Callable[[str], str]
Content = dict[str, Any]
_KINDS = {
    PeriodKind.YEAR: "tahunan",
    PeriodKind.SEMESTER: "semester",
    PeriodKind.QUARTER: "triwulan",
    PeriodKind.MONTH: "bulanan",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished file with its name."""

    content: bytes
    name: str


def evaluation_form(evaluation: Evaluation, address: Address, *, with_ratings: bool) -> Paper:
    """The form of the period; before the result is fixed it is printed as a draft, without ratings for others."""
    first = _printed_decision(evaluation)
    reading = read_plan(evaluation, law_of(evaluation))
    content = _form_content(evaluation, reading, first, with_ratings=with_ratings)
    document = EvaluationDocument.from_content(
        content, letterhead=letterhead(evaluation.skp), verification=_verification(evaluation, address)
    )
    return Paper(_pdf(document, evaluation), _file_name(evaluation, "evaluasi"))


def kinerja_document(evaluation: Evaluation, address: Address, *, on: date, with_ratings: bool) -> Paper:
    """The Dokumen Evaluasi Kinerja with all its eight parts, own view and objection included."""
    first = _printed_decision(evaluation)
    content = _base(evaluation) | {
        "atasan_pejabat_penilai": person_block(evaluation.skp.atasan_pejabat_penilai),
        "evaluation": _evaluation(evaluation, first, with_ratings=with_ratings),
        "notes": _notes(evaluation, with_ratings=with_ratings),
        "recommendations": _lines(evaluation.recommendations) if with_ratings else [],
        "objection": _objection(evaluation, first),
    }
    content |= _hand_over(evaluation, on)
    document = KinerjaDocument.from_content(
        content, letterhead=letterhead(evaluation.skp), verification=_verification(evaluation, address)
    )
    return Paper(_pdf(document, evaluation), _file_name(evaluation, "dokumen-evaluasi"))


def _pdf(document: EvaluationDocument | KinerjaDocument, evaluation: Evaluation) -> bytes:
    return render_pdf(document, created_at=_last_change(evaluation))


def _last_change(evaluation: Evaluation) -> datetime:
    """The moment of the newest fact on the paper, so that equal content gives equal bytes."""
    objection: Objection | None = getattr(evaluation, "objection", None)
    moments = [evaluation.finalised_at, evaluation.received_at, evaluation.own_view_at]
    if objection is not None:
        moments += [objection.raised_at, objection.explained_at, objection.decided_at]
    moments += [row.decided_at for row in law_corrections_of(evaluation)]
    known = [moment for moment in moments if moment is not None] or [evaluation.skp_version.agreed_at]
    return max(known).replace(microsecond=0)


def _file_name(evaluation: Evaluation, what: str) -> str:
    part = evaluation.period.partition("-")[2].lower() or "tahunan"
    return file_name(evaluation.skp, f"{what}-{part}")


def _verification(evaluation: Evaluation, address: Address) -> Verification | None:
    day = issued_on(evaluation)
    if day is None:
        return None
    code = code_in_force(evaluation)
    return Verification(number=number_of(evaluation), code=code, url=address(code), issued_on=day)


def _printed_decision(evaluation: Evaluation) -> DecisionRecord | None:
    """What stands in the form: the last decision before that on an objection, which has a part of its own."""
    printed = None
    for row in decisions_about(evaluation.pk):
        if row.kind != "predikat":
            continue
        if "objection" in row.inputs:
            break
        printed = row
    return printed


def _base(evaluation: Evaluation) -> Content:
    """The agreed version; who signs the evaluation is the pejabat penilai of the SKP when it was fixed."""
    content = dict(evaluation.skp_version.content)
    if evaluation.skp.pejabat_penilai is not None:
        content["pejabat_penilai"] = person_block(evaluation.skp.pejabat_penilai)
    return content


def _form_content(
    evaluation: Evaluation, reading: PlanReading, first: DecisionRecord | None, *, with_ratings: bool
) -> Content:
    base = _base(evaluation)
    results = {row.id: row for row in reading.rhk}
    values = {row.code: row for row in reading.behaviour}
    result = _evaluation(evaluation, first, with_ratings=with_ratings)
    recommendations = _lines(evaluation.recommendations) if with_ratings else []
    result["notes"] = _notes(evaluation, with_ratings=with_ratings) + recommendations
    result["notes"] += _changed_since(evaluation, first) if with_ratings else []
    return base | {
        "rhk": [_printed_rhk(row, results[str(row["id"])], with_ratings) for row in base.get("rhk", ())],
        "behaviour": [
            {**row, "feedback": _printed_feedback(values[row["code"]], with_ratings)}
            for row in base.get("behaviour", ())
        ],
        "evaluation": result,
    }


def _printed_rhk(row: Content, facts: RhkReading, with_ratings: bool) -> Content:
    reached = {iki.id: iki.printed_realisation for iki in facts.iki}
    measured = [{**iki, "realisation": reached[str(iki["id"])]} for iki in row.get("iki", ())]
    return {**row, "iki": measured, "feedback": _printed_feedback(facts, with_ratings)}


def _printed_feedback(facts: RhkReading | BehaviourReading, with_ratings: bool) -> list[str]:
    own = [facts.line.feedback] if with_ratings and facts.line.feedback else []
    return own + [note.text for note in facts.feedback]


def _evaluation(evaluation: Evaluation, first: DecisionRecord | None, *, with_ratings: bool) -> Content:
    """The result as the pejabat penilai fixed it; what an objection changed stands in the part on the objection."""
    span = evaluation.span
    organisation = organisation_predikat_of(evaluation.skp.opd_id, evaluation.period)
    content: Content = {
        "period_kind": _KINDS[span.kind],
        "period_label": "Tahunan"
        if span.kind is PeriodKind.YEAR
        else span.label.removesuffix(f" {span.year}"),
        "period_start": max(span.start, evaluation.skp.period_start).isoformat(),
        "period_end": min(span.end, evaluation.skp.period_end).isoformat(),
        "organisation_predikat": organisation.predikat if organisation else "",
        "rating_hasil_kerja": "",
        "rating_perilaku": "",
        "predikat": "",
    }
    if with_ratings:
        content |= _ratings(evaluation, first)
    if evaluation.finalised_at is not None:
        content["decided_on"] = clock.local(evaluation.finalised_at, evaluation.skp.agency).date().isoformat()
    return content


def _ratings(evaluation: Evaluation, first: DecisionRecord | None) -> Content:
    if first is None:
        return {
            "rating_hasil_kerja": evaluation.rating_hasil_kerja,
            "rating_perilaku": evaluation.rating_perilaku_kerja,
            "reason_hasil_kerja": evaluation.reason_hasil_kerja,
            "reason_perilaku": evaluation.reason_perilaku_kerja,
        }
    given = first.inputs["ratings"]
    return {
        "rating_hasil_kerja": given["hasil_kerja"]["value"],
        "rating_perilaku": given["perilaku_kerja"]["value"],
        "reason_hasil_kerja": given["hasil_kerja"]["reason"],
        "reason_perilaku": given["perilaku_kerja"]["reason"],
        "predikat": first.value,
    }


def _notes(evaluation: Evaluation, *, with_ratings: bool) -> list[str]:
    notes = _lines(evaluation.notes) if with_ratings else []
    if with_ratings:
        notes += [_law_note(row, evaluation) for row in law_corrections_of(evaluation)]
    if evaluation.own_view and evaluation.own_view_at is not None:
        day = date_label(clock.local(evaluation.own_view_at, evaluation.skp.agency).date())
        notes.append(f"Pandangan pegawai ({day}): {evaluation.own_view}")
    return notes


def _law_note(row: LawCorrection, evaluation: Evaluation) -> str:
    """A law that reached back: from what to what, who decided it when, and on which ground."""
    day = date_label(clock.local(row.decided_at, evaluation.skp.agency).date())
    before, after = Predikat(row.old_predikat).label, Predikat(row.predikat).label
    return (
        f"Aturan yang berlaku surut mengubah predikat dari {before} menjadi {after}; diputuskan oleh "
        f"{row.decided_by.full_name} pada {day}. Dasarnya: {row.reason}"
    )


def _changed_since(evaluation: Evaluation, first: DecisionRecord | None) -> list[str]:
    """The form has no part for an objection; without this line the first predikat would stand there as if in force."""
    after = _objection(evaluation, first)
    if after is None or not after["decided_on"]:
        return []
    day = date_label(date.fromisoformat(after["decided_on"]))
    if not after["predikat"]:
        return [
            f"Hasil ini dikuatkan setelah keberatan ({day}); keputusannya ada pada Dokumen Evaluasi Kinerja."
        ]
    label = Predikat(after["predikat"]).label
    return [
        f"Setelah keberatan, predikat yang berlaku: {label} ({day}); "
        "keputusannya ada pada Dokumen Evaluasi Kinerja."
    ]


def _objection(evaluation: Evaluation, first: DecisionRecord | None) -> Content | None:
    objection: Objection | None = getattr(evaluation, "objection", None)
    if objection is None:
        return None
    changed = first is not None and objection.decided_predikat not in ("", first.value)
    return {
        "filed_on": _day(objection.raised_at, evaluation),
        "grounds": objection.grounds,
        "explanation": objection.explanation,
        "explained_on": _day(objection.explained_at, evaluation),
        "decision": objection.decision,
        "decided_on": _day(objection.decided_at, evaluation),
        "predikat": objection.decided_predikat if changed else "",
    }


def _hand_over(evaluation: Evaluation, on: date) -> Content:
    window = objection_window(evaluation, on)
    if window is None or evaluation.finalised_at is None:
        return {}
    content: Content = {"handed_over_on": _day(evaluation.finalised_at, evaluation)}
    if window.received_on is not None:
        content["received_on"] = window.received_on.isoformat()
    if window.is_assumed:
        content["received_note"] = "Dianggap menerima setelah masa penyerahan berakhir"
    return content


def _day(moment: datetime | None, evaluation: Evaluation) -> str:
    return clock.local(moment, evaluation.skp.agency).date().isoformat() if moment else ""


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
