"""Fixing the predikat of a period or a year: conditions, decision, snapshot, lock, notice."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.decisions import record_decision
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible
from selaras.core.notices import tell
from selaras.core.workflow import advance
from selaras.evaluation import events
from selaras.evaluation.conditions import (
    address,
    follows_organisation,
    hasil_kerja_of,
    law_of,
    level_of,
    missing_for_finalise,
    organisation_predikat_of,
    pattern_hint,
    preview,
    warning_before,
)
from selaras.evaluation.kinship import require_unrelated
from selaras.evaluation.models import Evaluation, OrganisationPredikat
from selaras.evaluation.readiness import deadline_missed
from selaras.evaluation.reading import read_plan
from selaras.evaluation.selectors import calibrated_changes
from selaras.evaluation.snapshot import inputs_of
from selaras.evaluation.workflow import EVALUATION
from selaras.evaluation.written import written_about
from selaras.monitoring.services import close_period
from selaras_rules import Distribution, Finding, Predikat, Ruleset
from selaras_rules import OrganisationPredikat as OrganisationLevel

KIND = "predikat"


def finalise(
    evaluation: Evaluation, *, by: Actor, on: date, revision: int | None = None, distribution_reason: str = ""
) -> Evaluation:
    """Fix the predikat (PermenPANRB 6/2022 Pasal 24–25) and lock the evaluation.

    Raises `StepNotPossible` with the first condition that is missing, `InvalidInput` where the pattern of the
    organisation asks for a reason, `ChangedMeanwhile` for a stale revision.
    """
    require(by, Permission.FINALISE_EVALUATION, evaluation)
    require_unrelated(by, evaluation.employee_id)
    ruleset = law_of(evaluation)
    organisation = organisation_predikat_of(evaluation.skp.opd_id, evaluation.period)
    level = level_of(organisation)
    _require_conditions(evaluation, on, level, ruleset)
    finding = preview(evaluation, level, ruleset)
    if finding is None:
        raise StepNotPossible(_("Rating hasil kerja dan rating perilaku kerja harus diisi keduanya."))
    pattern = pattern_hint(evaluation, level, finding.value, ruleset)
    _require_pattern_reason(pattern, distribution_reason)
    evaluation.distribution_reason = distribution_reason.strip() if pattern is not None else ""
    _fix(evaluation, finding, ruleset, organisation, pattern, by=by, on=on, revision=revision)
    return evaluation


def _require_conditions(
    evaluation: Evaluation, on: date, organisation: OrganisationLevel | None, ruleset: Ruleset
) -> None:
    obstacle = EVALUATION.obstacle(evaluation, "finalise")
    if obstacle is not None:
        raise StepNotPossible(obstacle)
    missing = missing_for_finalise(evaluation, on, organisation, ruleset)
    if missing:
        raise StepNotPossible(missing[0].text, remedy=missing[0].remedy)


def _require_pattern_reason(pattern: Finding[Distribution] | None, reason: str) -> None:
    """The pattern is a guide: one passes with a reason that is kept. Only where the agency chose so it holds back."""
    if pattern is None:
        return
    if pattern.value.blocks:
        raise StepNotPossible(
            _("Instansi Anda memilih pola distribusi sebagai batas: %(what)s") % {"what": pattern.text},
            remedy=_("Bicarakan dengan pimpinan organisasi. Rating dan alasan Anda tetap tersimpan."),
        )
    if not reason.strip():
        raise InvalidInput(
            fields={
                "distribution_reason": _(
                    "Tulis mengapa hasil ini tetap tepat. Alasan Anda dicatat bersama hasil."
                )
            }
        )


def _fix(
    evaluation: Evaluation,
    finding: Finding[Predikat],
    ruleset: Ruleset,
    organisation: OrganisationPredikat | None,
    pattern: Finding[Distribution] | None,
    *,
    by: Actor,
    on: date,
    revision: int | None,
) -> None:
    span, moment = evaluation.span, clock.now()
    if follows_organisation(evaluation, ruleset):
        evaluation.rating_hasil_kerja = hasil_kerja_of(evaluation, level_of(organisation), ruleset).value
    inputs = inputs_of(
        evaluation,
        read_plan(evaluation, ruleset),
        organisation=organisation,
        warning=warning_before(evaluation, on, written_about(evaluation)),
        pattern=[step.to_json() for step in pattern.because] if pattern else [],
        calibrated=calibrated_changes(evaluation),
        late_since=deadline_missed(evaluation, on),
    )
    facts = {"period": span.label, "predikat": finding.value.label}
    with recording(events.FINALISED, by=by, about=evaluation, because=finding.text, **facts) as rec:
        if evaluation.distribution_reason:
            rec.note(distribution_reason=evaluation.distribution_reason)
        # The revision in the filter: what is fixed is what the confirmation page showed.
        if revision is not None and not Evaluation.objects.filter(
            pk=evaluation.pk, revision=revision, status=evaluation.status
        ).update(revision=revision + 1):
            raise ChangedMeanwhile()
        decision = record_decision(KIND, finding, ruleset, about=evaluation, by=by, inputs=inputs)
        advance(
            EVALUATION, evaluation, "finalise", predikat=finding.value.value, finalised_at=moment,
            finalised_by_id=by.employee_id, distribution_reason=evaluation.distribution_reason,
            rating_hasil_kerja=evaluation.rating_hasil_kerja,
        )  # fmt: skip
        rec.note(decision=str(decision.pk))
        # What is entered for these months from now on stays possible, and is marked as later.
        close_period(evaluation.skp, span, by=by, at=moment)
        _tell_employee(evaluation)
    if revision is not None:
        evaluation.revision = revision + 1


def _tell_employee(evaluation: Evaluation) -> None:
    text = _(
        "Hasil evaluasi %(period)s Anda sudah ditetapkan. Anda dapat membaca alasannya, "
        "menambahkan pandangan Anda, dan bila perlu mengajukan keberatan."
    ) % {"period": evaluation.span.label}
    tell(
        evaluation.employee_id, "evaluation", text, agency_id=evaluation.agency_id,
        url=address("evaluation:detail", evaluation.pk),
    )  # fmt: skip
