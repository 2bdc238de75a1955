"""Opening an evaluation over the agreed plan, and writing ratings with their reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import recording
from selaras.core.documents import new_verification_code
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible, Text
from selaras.core.keys import new_key
from selaras.core.rows import change_row
from selaras.core.workflow import advance
from selaras.evaluation import events
from selaras.evaluation.conditions import (
    follows_organisation,
    hasil_kerja_of,
    law_of,
    organisation_predikat_of,
    remedy_of_short_year,
    version_in_force,
)
from selaras.evaluation.kinship import require_unrelated
from selaras.evaluation.models import EvaluatedBehaviour, EvaluatedRhk, Evaluation
from selaras.evaluation.rhythm import kinds_for, refusals_of_year
from selaras.evaluation.workflow import EVALUATION, UNFINISHED
from selaras.organisation.choices import ruleset_for
from selaras.planning.models import Skp, SkpVersion
from selaras_rules import OrganisationPredikat as OrganisationLevel
from selaras_rules import Period, PeriodKind, Rating, RulesError

RATING_VALUES = frozenset(rating.value for rating in Rating)


@dataclass(frozen=True, slots=True)
class Ratings:
    """What the pejabat penilai wrote. `rhk` maps the RHK id of the agreed version to (rating, feedback)."""

    rating_hasil_kerja: str = ""
    reason_hasil_kerja: str = ""
    rating_perilaku_kerja: str = ""
    reason_perilaku_kerja: str = ""
    notes: str = ""
    recommendations: str = ""
    rhk: Mapping[UUID, tuple[str, str]] = field(default_factory=dict)
    behaviour: Mapping[str, str] = field(default_factory=dict)


def open_evaluation(skp: Skp, period: Period | str, *, by: Actor, on: date) -> Evaluation:
    """Open an empty form over the version in force at the end of the period; the same one when it is open already.

    Raises `InvalidInput` for a period the SKP or the agency does not know, `StepNotPossible` before it began or
    while no plan was agreed, and for the year of somebody who did not work long enough in it.
    """
    require(by, Permission.RATE_EVALUATION, skp)
    span = _period_of(skp, period)
    existing = _found(skp, span)
    if existing is not None:
        return existing
    require_unrelated(by, skp.employee_id)
    version = _version_for(skp, span, on)
    _require_year(skp, span)
    evaluation = Evaluation(
        id=new_key(), agency_id=skp.agency_id, skp=skp, skp_version=version, period=span.code,
        is_annual=span.kind is PeriodKind.YEAR, code=new_verification_code(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            _write_open(evaluation, by)
    except IntegrityError:
        # Two clicks at once: the first one opened it.
        found = _found(skp, span)
        if found is None:
            raise
        return found
    return evaluation


def renew_version(evaluation: Evaluation, *, by: Actor, on: date) -> Evaluation:
    """Take the version that is in force at the end of the period; what was written on the same RHK stays."""
    require(by, Permission.RATE_EVALUATION, evaluation)
    _require_unfinished(evaluation)
    found = version_in_force(evaluation.skp, evaluation.span.end)
    if found is None or found.pk == evaluation.skp_version_id:
        return evaluation
    version = SkpVersion.objects.get(pk=found.pk)
    with recording(
        events.VERSION_RENEWED, by=by, about=evaluation, period=evaluation.span.label, version=version.number
    ):
        rows = Evaluation.objects.filter(
            pk=evaluation.pk, revision=evaluation.revision, status__in=UNFINISHED
        )
        if not rows.update(skp_version=version, status="open", revision=evaluation.revision + 1):
            raise ChangedMeanwhile()
        evaluation.skp_version = version
        wanted = [UUID(str(row["id"])) for row in version.content.get("rhk", ())]
        EvaluatedRhk.objects.filter(evaluation=evaluation).exclude(rhk_id__in=wanted).delete()
        _add_lines(evaluation)
    evaluation.status, evaluation.revision = "open", evaluation.revision + 1
    return evaluation


def rate(
    evaluation: Evaluation, ratings: Ratings, *, by: Actor, on: date, revision: int, is_draft: bool = False
) -> Evaluation:
    """Write ratings and feedback; complete ones lead to «rated». Every rating needs its reason, also in a draft.

    Raises `InvalidInput` with the fields to mend, `ChangedMeanwhile` for a stale revision, `StepNotPossible`
    once the result is fixed.
    """
    require(by, Permission.RATE_EVALUATION, evaluation)
    _require_unfinished(evaluation)
    require_unrelated(by, evaluation.employee_id)
    written = _with_rating_of_head(evaluation, ratings, is_draft=is_draft)
    _require_shape(evaluation, written, is_draft=is_draft)
    event = events.DRAFT_SAVED if is_draft else events.RATED
    with recording(event, by=by, about=evaluation, period=evaluation.span.label) as rec:
        rec.note(old=_overall(evaluation), new=_overall(written))
        _write_overall(evaluation, written, revision)
        _write_lines(evaluation, written)
        advance(EVALUATION, evaluation, "save_draft" if is_draft else "rate")
    return evaluation


OVERALL = (
    "rating_hasil_kerja", "reason_hasil_kerja", "rating_perilaku_kerja", "reason_perilaku_kerja", "notes",
    "recommendations",
)  # fmt: skip


def _overall(holder: Evaluation | Ratings) -> dict[str, str]:
    return {name: getattr(holder, name) for name in OVERALL}


def _period_of(skp: Skp, period: Period | str) -> Period:
    try:
        span = Period.parse(period) if isinstance(period, str) else period
    except RulesError as error:
        raise InvalidInput(str(error)) from error
    kinds = kinds_for(skp, ruleset_for(skp.agency, min(span.end, skp.period_end)))
    overlaps = span.start <= skp.period_end and span.end >= skp.period_start
    if span.kind not in kinds or not overlaps or span.year != skp.year:
        raise InvalidInput(_("%(period)s bukan periode evaluasi untuk SKP ini.") % {"period": span.label})
    return span


def _found(skp: Skp, span: Period) -> Evaluation | None:
    rows = Evaluation.objects.filter(skp=skp, period=span.code)
    found: Evaluation | None = rows.select_related("skp__agency", "skp__employee", "skp_version").first()
    return found


def _version_for(skp: Skp, span: Period, on: date) -> SkpVersion:
    if on < span.start:
        raise StepNotPossible(
            _("%(period)s belum dimulai.") % {"period": span.label},
            remedy=_("Evaluasi dapat dibuka sejak hari pertama periode itu."),
        )
    found = version_in_force(skp, span.end)
    if found is None:
        raise StepNotPossible(
            _("SKP ini belum pernah disepakati, sehingga belum ada yang dapat dievaluasi."),
            remedy=_("Sepakati SKP lebih dulu; evaluasi memakai persis butir yang disepakati."),
        )
    return SkpVersion.objects.select_related("agreed_by").get(pk=found.pk)


def _require_year(skp: Skp, span: Period) -> None:
    refused = refusals_of_year([skp]).get(skp.pk) if span.kind is PeriodKind.YEAR else None
    if refused is not None:
        raise StepNotPossible(refused.text, remedy=remedy_of_short_year())


def _write_open(evaluation: Evaluation, by: Actor) -> None:
    period, version = evaluation.span.label, evaluation.skp_version.number
    with recording(events.EVALUATION_OPENED, by=by, about=evaluation, period=period, version=version):
        evaluation.save(force_insert=True)
        _add_lines(evaluation)


def _add_lines(evaluation: Evaluation) -> None:
    """One empty line for each agreed RHK and each value: the form can hold nothing else (K-15)."""
    content, agency = evaluation.skp_version.content, evaluation.agency_id
    known = set(EvaluatedRhk.objects.filter(evaluation=evaluation).values_list("rhk_id", flat=True))
    EvaluatedRhk.objects.bulk_create(
        EvaluatedRhk(agency_id=agency, evaluation=evaluation, rhk_id=key)
        for row in content.get("rhk", ())
        if (key := UUID(str(row["id"]))) not in known
    )
    codes = set(EvaluatedBehaviour.objects.filter(evaluation=evaluation).values_list("value_code", flat=True))
    EvaluatedBehaviour.objects.bulk_create(
        EvaluatedBehaviour(agency_id=agency, evaluation=evaluation, value_code=row["code"])
        for row in content.get("behaviour", ())
        if row["code"] not in codes
    )


def _require_unfinished(evaluation: Evaluation) -> None:
    if evaluation.is_final:
        raise StepNotPossible(
            _("Hasil %(period)s sudah ditetapkan dan terkunci.") % {"period": evaluation.span.label},
            remedy=_("Tidak ada yang berubah. Hasil hanya dapat diubah melalui keputusan atas keberatan."),
        )


def _with_rating_of_head(evaluation: Evaluation, ratings: Ratings, *, is_draft: bool) -> Ratings:
    """For the head of an OPD the yearly hasil kerja is that of the organisation, not a judgement of its own."""
    ruleset = law_of(evaluation)
    if not follows_organisation(evaluation, ruleset):
        return ratings
    organisation = organisation_predikat_of(evaluation.skp.opd_id, evaluation.period)
    if organisation is None:
        if not is_draft:
            raise StepNotPossible(
                _("Predikat %(opd)s belum ditetapkan; hasil kerja pimpinannya mengikuti predikat itu.")
                % {"opd": evaluation.skp.opd.name},
                remedy=_(
                    "Isian Anda dapat disimpan sebagai draf. %(who)s menetapkan predikat organisasi lebih dulu."
                )
                % {"who": evaluation.skp.agency.regional_head_title},
            )
        return _replaced(ratings, "", ratings.reason_hasil_kerja)
    level = OrganisationLevel(organisation.predikat)
    rating = hasil_kerja_of(evaluation, level, ruleset)
    reason = ratings.reason_hasil_kerja or _("Mengikuti predikat organisasi: %(predikat)s.") % {
        "predikat": level.label
    }
    return _replaced(ratings, rating.value, reason)


def _replaced(ratings: Ratings, rating: str, reason: str) -> Ratings:
    return Ratings(
        rating_hasil_kerja=rating, reason_hasil_kerja=reason, rating_perilaku_kerja=ratings.rating_perilaku_kerja,
        reason_perilaku_kerja=ratings.reason_perilaku_kerja, notes=ratings.notes,
        recommendations=ratings.recommendations, rhk=ratings.rhk, behaviour=ratings.behaviour,
    )  # fmt: skip


def _require_shape(evaluation: Evaluation, ratings: Ratings, *, is_draft: bool) -> None:
    content = evaluation.skp_version.content
    agreed = {str(row["id"]): str(row.get("text", "")) for row in content.get("rhk", ())}
    codes = {row["code"] for row in content.get("behaviour", ())}
    if not {str(key) for key in ratings.rhk} <= agreed.keys() or not set(ratings.behaviour) <= codes:
        raise InvalidInput(_("Hanya butir yang disepakati dalam SKP yang dapat dinilai."))
    fields = _overall_errors(ratings, is_draft=is_draft)
    for key, (rating, feedback) in ratings.rhk.items():
        if rating and rating not in RATING_VALUES:
            fields[f"rhk_{key}_rating"] = _("Pilih salah satu rating.")
        elif rating and not feedback.strip():
            words = _("Tulis umpan balik yang menjelaskan rating untuk «%(rhk)s».")
            fields[f"rhk_{key}_feedback"] = words % {"rhk": Truncator(agreed[str(key)]).chars(60)}
    if fields:
        raise InvalidInput(fields=fields)


def _overall_errors(ratings: Ratings, *, is_draft: bool) -> dict[str, Text]:
    fields: dict[str, Text] = {}
    for name in ("hasil_kerja", "perilaku_kerja"):
        rating, reason = getattr(ratings, f"rating_{name}"), getattr(ratings, f"reason_{name}").strip()
        if (rating and rating not in RATING_VALUES) or (not rating and not is_draft):
            fields[f"rating_{name}"] = _("Pilih salah satu rating.")
        if rating and not reason:
            fields[f"reason_{name}"] = _(
                "Tulis alasannya. Setiap rating perlu alasan, juga bila sesuai ekspektasi."
            )
    return fields


def _write_overall(evaluation: Evaluation, ratings: Ratings, revision: int) -> None:
    changes: dict[str, Any] = {**_overall(ratings), "revision": revision + 1}
    change_row(evaluation, {"revision": revision, "status__in": UNFINISHED}, changes)


def _write_lines(evaluation: Evaluation, ratings: Ratings) -> None:
    results = list(EvaluatedRhk.objects.filter(evaluation=evaluation))
    for line in results:
        line.rating, line.feedback = ratings.rhk.get(line.rhk_id, (line.rating, line.feedback))
    EvaluatedRhk.objects.bulk_update(results, ["rating", "feedback"])
    values = list(EvaluatedBehaviour.objects.filter(evaluation=evaluation))
    for value in values:
        value.feedback = ratings.behaviour.get(value.value_code, value.feedback)
    EvaluatedBehaviour.objects.bulk_update(values, ["feedback"])
