"""The predikat of an OPD: set by the level above before the people's yearly predikat (Pasal 25, SE MenPANRB 3/2023)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, Role, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.decisions import decision_in_force, record_decision
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible
from selaras.evaluation import events
from selaras.evaluation.explain_organisation import KIND, what_follows
from selaras.evaluation.models import (
    Evaluation,
    OrganisationPredikat,
    OrganisationRecommendation,
    RecommendingOffice,
)
from selaras.evaluation.organisation_facts import OrganisationFacts, facts_of
from selaras.evaluation.rhythm import allowed_kinds
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Unit
from selaras_rules import (
    Finding,
    Period,
    PeriodKind,
    Rating,
    RulesError,
    Ruleset,
    Step,
    date_label,
    decide_organisation_predikat,
)
from selaras_rules import OrganisationPredikat as OrganisationLevel


@dataclass(frozen=True, slots=True)
class YearOfOrganisation:
    """The two parts of a yearly predikat as the level above judges them (SE MenPANRB 3/2023)."""

    achievement: str
    expectation: str


NOTHING_JUDGED = YearOfOrganisation("", "")


def set_organisation_predikat(
    opd: Unit, period: Period | str, *, predikat: str, reason: str, by: Actor, on: date,
    judged: YearOfOrganisation = NOTHING_JUDGED,
) -> OrganisationPredikat:  # fmt: skip
    """Set or correct the predikat of an OPD, with a reason. Not after people's results of that period rest on it.

    A year asks for both parts too; what the rules suggest of them is kept beside what was decided. Raises
    `InvalidInput` with the fields to mend.
    """
    require(by, Permission.SET_ORGANISATION_PREDIKAT, opd)
    span = _period_of(opd, period)
    is_annual = span.kind is PeriodKind.YEAR
    level = _checked(predikat, reason, judged if is_annual else None)
    if span.start > on:
        raise StepNotPossible(_("%(period)s belum dimulai.") % {"period": span.label})
    existing = OrganisationPredikat.objects.filter(opd=opd, period=span.code).first()
    if existing is not None and existing.predikat != level.value:
        _require_nothing_rests_on_it(opd, span)
    row = existing or OrganisationPredikat(agency_id=opd.agency_id, opd=opd, period=span.code)
    old = row.predikat
    ruleset = ruleset_for(opd.agency, span.end)
    facts = facts_of(opd, span, on, ruleset)
    suggested = _suggested(facts, judged, ruleset)
    row.predikat, row.reason = level.value, reason.strip()
    row.achievement, row.expectation = (judged.achievement, judged.expectation) if is_annual else ("", "")
    row.suggested = suggested.value.value if suggested else ""
    row.set_by_id, row.set_at = by.employee_id, clock.now()
    _write(row, _finding(level, row.reason, suggested, _seen_until(span, on)), old, facts, ruleset, by)
    return row


@dataclass(frozen=True, slots=True)
class NewRecommendation:
    """What an office recommends; `letter` names the paper it stands in."""

    office: str
    predikat: str
    reason: str
    letter: str = ""


def offices_of(by: Actor) -> tuple[RecommendingOffice, ...]:
    """The offices for which this person may write: the inspectorate its own, the city admin the other two."""
    found: list[RecommendingOffice] = []
    if Role.CITY_ADMIN in by.roles:
        found += [RecommendingOffice.PLANNING, RecommendingOffice.PERSONNEL]
    if Role.INSPECTOR in by.roles:
        found.append(RecommendingOffice.OVERSIGHT)
    return tuple(found)


def recommend_for_organisation(
    opd: Unit, period: Period | str, *, by: Actor, on: date, new: NewRecommendation
) -> OrganisationRecommendation:
    """Recommend a predikat for an OPD, or correct what one's office recommended, until the level above has set it.

    Raises `InvalidInput` with the fields to mend, `StepNotPossible` before the period begins and after it was set.
    """
    require(by, Permission.RECOMMEND_ORGANISATION_PREDIKAT, opd)
    span = _period_of(opd, period)
    _check_recommendation(new, by)
    if span.start > on:
        raise StepNotPossible(_("%(period)s belum dimulai.") % {"period": span.label})
    if OrganisationPredikat.objects.filter(opd=opd, period=span.code).exists():
        raise StepNotPossible(
            _("Predikat organisasi %(period)s sudah ditetapkan.") % {"period": span.label},
            remedy=_("Rekomendasi mendahului penetapan. Sampaikan kekeliruan kepada yang menetapkannya."),
        )
    rows = OrganisationRecommendation.objects.filter(opd=opd, period=span.code, office=new.office)
    row = rows.first() or OrganisationRecommendation(
        agency_id=opd.agency_id, opd=opd, period=span.code, office=new.office
    )
    old = row.predikat
    row.predikat, row.reason, row.letter = new.predikat, new.reason.strip(), new.letter.strip()
    row.given_by_id, row.given_at = by.employee_id, clock.now()
    told = {
        "opd": opd.name,
        "period": span.label,
        "office": row.get_office_display(),
        "predikat": OrganisationLevel(row.predikat).label,
    }
    try:
        with (
            transaction.atomic(),
            recording(events.ORGANISATION_RECOMMENDED, by=by, about=row, because=row.reason, old=old, **told),
        ):
            row.save()
    except IntegrityError as error:
        raise ChangedMeanwhile() from error
    return row


def _check_recommendation(new: NewRecommendation, by: Actor) -> None:
    fields = {}
    if new.office not in offices_of(by):
        fields["office"] = _("Pilih unit yang Anda wakili.")
    if new.predikat not in {level.value for level in OrganisationLevel}:
        fields["predikat"] = _("Pilih salah satu predikat.")
    if not new.reason.strip():
        fields["reason"] = _("Tulis alasan rekomendasi ini; yang menetapkan membacanya.")
    if new.office == RecommendingOffice.PLANNING and not new.letter.strip():
        fields["letter"] = _("Sebut surat atau nota unit perencanaan yang memuat rekomendasi ini.")
    if fields:
        raise InvalidInput(fields=fields)


def _suggested(
    facts: OrganisationFacts, judged: YearOfOrganisation, ruleset: Ruleset
) -> Finding[OrganisationLevel] | None:
    """What the rules make of it: of a year from both parts as judged, of a period from what was reached."""
    if facts.is_annual:
        return decide_organisation_predikat(Rating(judged.achievement), Rating(judged.expectation), ruleset)
    return facts.suggested


def _seen_until(span: Period, on: date) -> tuple[Step, ...]:
    """Kept with the decision where the period was not over: how much of it could be seen. No law forbids it."""
    if on > span.end:
        return ()
    text = (
        f"Ditetapkan {date_label(on)}, sebelum {span.label} berakhir ({date_label(span.end)}): "
        "yang terlihat baru sampai hari itu."
    )
    return (Step(text),)


def _finding(
    level: OrganisationLevel,
    reason: str,
    suggested: Finding[OrganisationLevel] | None,
    seen: tuple[Step, ...],
) -> Finding[OrganisationLevel]:
    """The decision with the words of who decided first, then what was suggested and why."""
    if suggested is None:
        return Finding(level, (Step(reason), *seen))
    if suggested.value is level:
        told = f"Sama dengan usulan menurut aturan: {level.label}."
    else:
        told = f"Usulan menurut aturan {suggested.value.label}; yang ditetapkan {level.label}, dengan alasan di atas."
    return Finding(level, (Step(reason), *seen, Step(told), *suggested.because))


def _write(
    row: OrganisationPredikat,
    finding: Finding[OrganisationLevel],
    old: str,
    facts: OrganisationFacts,
    ruleset: Ruleset,
    by: Actor,
) -> None:
    span, opd = row.span, row.opd
    told = {"opd": opd.name, "period": span.label, "predikat": finding.value.label}
    inputs = {"opd": opd.name, "period": span.code, "reason": row.reason, "before": old}
    judged = {"achievement": row.achievement, "expectation": row.expectation, "suggested": row.suggested}
    try:
        with (
            transaction.atomic(),
            recording(events.ORGANISATION_SET, by=by, about=row, because=row.reason, old=old, **told),
        ):
            row.save()
            record_decision(
                KIND, finding, ruleset, about=row, by=by,
                inputs=inputs | judged | facts.as_inputs() | {"follows": what_follows(finding.value, span, ruleset)},
                supersedes=decision_in_force(row.pk, KIND),
            )  # fmt: skip
    except IntegrityError as error:
        raise ChangedMeanwhile() from error


def _period_of(opd: Unit, period: Period | str) -> Period:
    try:
        span = Period.parse(period) if isinstance(period, str) else period
    except RulesError as error:
        raise InvalidInput(str(error)) from error
    if span.kind is PeriodKind.SEMESTER and span.kind not in allowed_kinds(ruleset_for(opd.agency, span.end)):
        raise InvalidInput(
            _("Kinerja dapat diukur tiap semester, tetapi dievaluasi bulanan, triwulanan, dan tahunan.")
        )
    return span


def _checked(predikat: str, reason: str, judged: YearOfOrganisation | None) -> OrganisationLevel:
    fields = {}
    if predikat not in {level.value for level in OrganisationLevel}:
        fields["predikat"] = _("Pilih salah satu predikat.")
    if not reason.strip():
        fields["reason"] = _("Tulis alasan penetapan ini; alasan itu dibaca oleh semua pegawai instansi ini.")
    if judged is not None:
        values = {rating.value for rating in Rating}
        for name in ("achievement", "expectation"):
            if getattr(judged, name) not in values:
                fields[name] = _("Pilih salah satu rating.")
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
