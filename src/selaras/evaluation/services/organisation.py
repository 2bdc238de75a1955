"""The predikat of an OPD: set by the level above before the people's yearly predikat (Pasal 25, SE MenPANRB 3/2023)."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.decisions import decision_in_force, record_decision
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible
from selaras.evaluation import events
from selaras.evaluation.explain_organisation import KIND, what_follows
from selaras.evaluation.models import Evaluation, OrganisationPredikat
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Unit
from selaras_rules import Finding, Period, PeriodKind, RulesError, Step
from selaras_rules import OrganisationPredikat as OrganisationLevel


def set_organisation_predikat(
    opd: Unit, period: Period | str, *, predikat: str, reason: str, by: Actor, on: date
) -> OrganisationPredikat:
    """Set or correct the predikat of an OPD, with a reason. Not after people's results of that period rest on it."""
    require(by, Permission.SET_ORGANISATION_PREDIKAT, opd)
    span = _period_of(period)
    level = _checked(predikat, reason)
    if span.start > on:
        raise StepNotPossible(_("%(period)s belum dimulai.") % {"period": span.label})
    existing = OrganisationPredikat.objects.filter(opd=opd, period=span.code).first()
    if existing is not None and existing.predikat != level.value:
        _require_nothing_rests_on_it(opd, span)
    row = existing or OrganisationPredikat(agency_id=opd.agency_id, opd=opd, period=span.code)
    old = row.predikat
    row.predikat, row.reason = level.value, reason.strip()
    row.set_by_id, row.set_at = by.employee_id, clock.now()
    _write(row, level, old, opd, span, by)
    return row


def _write(
    row: OrganisationPredikat, level: OrganisationLevel, old: str, opd: Unit, span: Period, by: Actor
) -> None:
    ruleset = ruleset_for(opd.agency, span.end)
    facts = {"opd": opd.name, "period": span.label, "predikat": level.label}
    try:
        with (
            transaction.atomic(),
            recording(events.ORGANISATION_SET, by=by, about=row, because=row.reason, old=old, **facts),
        ):
            row.save()
            record_decision(
                KIND, Finding(level, (Step(row.reason),)), ruleset, about=row, by=by,
                inputs={
                    "opd": opd.name, "period": span.code, "reason": row.reason, "before": old,
                    "follows": what_follows(level, span, ruleset),
                },
                supersedes=decision_in_force(row.pk, KIND),
            )  # fmt: skip
    except IntegrityError as error:
        raise ChangedMeanwhile() from error


def _period_of(period: Period | str) -> Period:
    try:
        span = Period.parse(period) if isinstance(period, str) else period
    except RulesError as error:
        raise InvalidInput(str(error)) from error
    if span.kind is PeriodKind.SEMESTER:
        raise InvalidInput(
            _("Kinerja dapat diukur tiap semester, tetapi dievaluasi bulanan, triwulanan, dan tahunan.")
        )
    return span


def _checked(predikat: str, reason: str) -> OrganisationLevel:
    fields = {}
    if predikat not in {level.value for level in OrganisationLevel}:
        fields["predikat"] = _("Pilih salah satu predikat.")
    if not reason.strip():
        fields["reason"] = _("Tulis alasan penetapan ini; alasan itu dibaca oleh semua pegawai instansi ini.")
    if fields:
        raise InvalidInput(fields=fields)
    return OrganisationLevel(predikat)


def _require_nothing_rests_on_it(opd: Unit, span: Period) -> None:
    if Evaluation.objects.filter(skp__opd=opd, period=span.code, status="finalised").exists():
        raise StepNotPossible(
            _(
                "Predikat pegawai %(opd)s untuk %(period)s sudah ada yang ditetapkan dengan predikat organisasi ini."
            )
            % {"opd": opd.name, "period": span.label},
            remedy=_("Predikat organisasi tidak dapat diubah lagi; hasil pegawai bertumpu padanya."),
        )
