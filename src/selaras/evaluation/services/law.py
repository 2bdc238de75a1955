"""A law that reaches back: new decisions that supersede, confirmed by a named person; the old ones stay readable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require, visible
from selaras.core import clock
from selaras.core.audit import Entry, recording_many
from selaras.core.confirming import AT_ONCE
from selaras.core.documents import new_verification_code
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible
from selaras.core.models import DecisionRecord
from selaras.core.notices import Message, tell_each
from selaras.evaluation import events
from selaras.evaluation.conditions import address
from selaras.evaluation.law_changes import KIND, LawDifference, fixed_results, people_of, review_law
from selaras.evaluation.models import Evaluation, LawCorrection
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency
from selaras_rules import Period, Ruleset


def apply_changed_law(agency: Agency, span: Period, *, by: Actor, on: date, reason: str, digest: str) -> int:
    """Put the results in force that the law of a period now gives; returns how many.

    Nobody is judged anew: agreed plan, ratings and reasons stay. `digest` stands for the differences that were shown.
    Raises `InvalidInput` without a reason, `StepNotPossible` where nothing differs, `ChangedMeanwhile` where other
    differences were shown than there are.
    """
    require(by, Permission.APPLY_CHANGED_LAW, agency)
    if not reason.strip():
        raise InvalidInput(
            fields={"reason": _("Tulis dasarnya: aturan atau pilihan mana yang berlaku surut.")}
        )
    ruleset = ruleset_for(agency, span.end)
    found = review_law(by, span, ruleset)
    if not found.differences:
        raise StepNotPossible(
            _("Tidak ada hasil %(period)s yang berbeda menurut aturan sekarang.") % {"period": span.label}
        )
    if found.digest != digest:
        raise ChangedMeanwhile()
    allowed = _allowed(by, span, found.differences)
    moment, who = clock.now(), person_of(by)
    try:
        with recording_many(events.LAW_APPLIED, by=by) as entries:
            _supersede(allowed, ruleset, reason.strip(), by, moment)
            results = people_of(allowed)
            corrections = [
                _correction(row, results[row.evaluation_id], reason.strip(), who, moment) for row in allowed
            ]
            LawCorrection.objects.bulk_create(corrections, batch_size=500)
            _put_in_force(allowed, results)
            entries += [_entry(row, results[row.evaluation_id], reason.strip()) for row in allowed]
            _tell(agency, allowed, results)
    except IntegrityError as error:
        raise ChangedMeanwhile() from error
    return len(allowed)


def _allowed(by: Actor, span: Period, differences: Sequence[LawDifference]) -> list[LawDifference]:
    """Those this person may decide about, the first of them; never the own result."""
    part = differences[:AT_ONCE]
    rows = visible(
        by,
        Permission.APPLY_CHANGED_LAW,
        fixed_results(span).filter(pk__in=[row.evaluation_id for row in part]),
    )
    known: set[UUID] = set(rows.order_by().values_list("pk", flat=True))
    return [row for row in part if row.evaluation_id in known]


def _supersede(rows: Sequence[LawDifference], ruleset: Ruleset, reason: str, by: Actor, moment: Any) -> None:
    """New decisions with everything the old ones rested on; the databases let one be superseded once only."""
    before = {old.pk: old for old in DecisionRecord.objects.filter(pk__in=[row.decision_id for row in rows])}
    DecisionRecord.objects.bulk_create(
        [_decision(row, before[row.decision_id], ruleset, reason, by, moment) for row in rows], batch_size=200
    )


def _decision(
    row: LawDifference, before: DecisionRecord, ruleset: Ruleset, reason: str, by: Actor, moment: Any
) -> DecisionRecord:
    inputs = {key: value for key, value in before.inputs.items() if key != "objection"}
    ratings = inputs["ratings"]
    inputs["ratings"] = {**ratings, "hasil_kerja": {**ratings["hasil_kerja"], "value": row.rating.value}}
    inputs["law_change"] = {
        "before": row.before.value,
        "fingerprint_before": before.fingerprint,
        "reason": reason,
    }
    return DecisionRecord(
        agency_id=before.agency_id, kind=KIND, subject_id=before.subject_id, about_type=before.about_type,
        about_id=before.about_id, value=row.after.value, findings=[step.to_json() for step in row.finding.because],
        fingerprint=ruleset.fingerprint, law_day=ruleset.on, inputs=inputs, decided_by_id=by.employee_id,
        decided_by_name=by.name, decided_at=moment, supersedes_id=before.pk,
    )  # fmt: skip


def _correction(
    row: LawDifference, evaluation: Evaluation, reason: str, who: UUID, moment: Any
) -> LawCorrection:
    return LawCorrection(
        agency_id=evaluation.agency_id, evaluation=evaluation, old_predikat=row.before.value,
        old_rating_hasil_kerja=row.old_rating.value, predikat=row.after.value, rating_hasil_kerja=row.rating.value,
        rating_perilaku_kerja=row.behaviour.value, reason=reason, decided_by_id=who, decided_at=moment,
        code=new_verification_code(),
    )  # fmt: skip


def _put_in_force(rows: Sequence[LawDifference], results: dict[UUID, Evaluation]) -> None:
    """The row shows the result in force; the result before stays in its decision, word for word."""
    for row in rows:
        evaluation = results[row.evaluation_id]
        evaluation.predikat, evaluation.rating_hasil_kerja = row.after.value, row.rating.value
    Evaluation.objects.bulk_update(results.values(), ["predikat", "rating_hasil_kerja"], batch_size=200)


def _entry(row: LawDifference, evaluation: Evaluation, reason: str) -> Entry:
    detail = {
        "period": evaluation.span.label, "predikat": row.after.label, "before": row.before.label, "because": reason,
    }  # fmt: skip
    return Entry(evaluation.agency_id, evaluation.employee_id, "Evaluation", evaluation.pk, detail)


def _tell(agency: Agency, rows: Sequence[LawDifference], results: dict[UUID, Evaluation]) -> None:
    messages = []
    for row in rows:
        evaluation = results[row.evaluation_id]
        facts = {"period": evaluation.span.label, "before": row.before.label, "after": row.after.label}
        text = _(
            "Aturan berubah dan berlaku surut: hasil %(period)s Anda, semula %(before)s, menjadi %(after)s. "
            "Alasan dan keputusan semula tetap dapat Anda baca."
        )
        url = address("evaluation:why", evaluation.pk)
        messages.append(Message([evaluation.employee_id], "evaluation", text % facts, url))
        if evaluation.skp.pejabat_penilai_id is not None:
            other = _("Aturan berubah dan berlaku surut: hasil %(period)s %(name)s menjadi %(after)s.")
            told = other % (facts | {"name": evaluation.skp.employee.full_name})
            messages.append(Message([evaluation.skp.pejabat_penilai_id], "evaluation", told, url))
    tell_each(messages, agency_id=agency.pk)
