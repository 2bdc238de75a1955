"""Why an organisation has its predikat: who set it and when, for what reason, and what follows for who leads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from selaras.core import clock
from selaras.core.decisions import decisions_about
from selaras.core.documents import Agency, ExplainedPart, ExplanationDocument
from selaras.core.models import DecisionRecord
from selaras.evaluation.conditions import organisation_predikat_of
from selaras.evaluation.explain import ChainLink, decision_as_plain, readable
from selaras.evaluation.explain_paper import (
    letterhead_of,
    printed_acts,
    printed_facts,
    printed_steps,
    typeset,
)
from selaras.evaluation.models import OrganisationPredikat, RecommendingOffice
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Unit
from selaras_rules import (
    NoLawInForce,
    Period,
    PeriodKind,
    Rating,
    RulesError,
    Ruleset,
    Step,
    date_label,
    rating_of_head,
)
from selaras_rules import OrganisationPredikat as OrganisationLevel

KIND = "organisation_predikat"


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One row of the mapping: a predikat of the organisation and the hasil kerja of who leads it."""

    level: str
    rating: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Recommended:
    """What one office recommended, as it was kept with the decision."""

    office: str
    level: str
    reason: str
    who: str


@dataclass(frozen=True, slots=True)
class OrganisationExplanation:
    """Everything the page shows; no query is left to be asked."""

    opd: Unit
    period: Period
    level: OrganisationLevel
    reason: str
    who: str
    summary: tuple[str, ...]
    # What the rules suggested of it, and what other offices recommended; empty for what was decided before.
    weighed: tuple[Step, ...]
    recommended: tuple[Recommended, ...]
    # Why somebody above sets it, and before the people's results.
    order: tuple[Step, ...]
    # What follows for who leads the organisation; empty where nothing does.
    follows: tuple[Step, ...]
    head_rating: str
    mapping: tuple[LevelLine, ...]
    chain: tuple[ChainLink, ...]
    law_day: date
    fingerprint: str


def what_follows(level: OrganisationLevel, span: Period, ruleset: Ruleset) -> dict[str, Any]:
    """What the predikat means for who leads the organisation, as plain data: kept with the decision.

    Empty for a period that is no year, where the agency chose otherwise, and before the law said so.
    """
    if span.kind is not PeriodKind.YEAR or not ruleset.choice("head_of_organisation.enabled"):
        return {}
    try:
        finding = rating_of_head(level, ruleset)
    except RulesError:
        return {}
    mapping = dict(ruleset.choice("head_of_organisation.mapping"))
    return {**finding.to_json(), "mapping": mapping}


def explain_organisation(opd: Unit, span: Period) -> OrganisationExplanation | None:
    """The explanation of the predikat of an organisation, None before it is set. Three queries."""
    row = organisation_predikat_of(opd.pk, span.code)
    if row is None:
        return None
    chain = [record for record in decisions_about(row.pk) if record.kind == KIND]
    ruleset = ruleset_for(opd.agency, span.end)
    last = chain[-1] if chain else None
    level = OrganisationLevel(row.predikat)
    follows = _followed(last, level, span, ruleset)
    rating = Rating(follows["value"]).label if follows else ""
    return OrganisationExplanation(
        opd=opd, period=span, level=level, reason=row.reason, who=row.set_by.full_name,
        summary=tuple(_summary(row, opd, span, rating)),
        weighed=tuple(readable(Step.from_json(step)) for step in last.findings[1:]) if last else (),
        recommended=tuple(_recommended(last)),
        order=tuple(readable(step) for step in _order(span, ruleset)), follows=_steps(follows), head_rating=rating,
        mapping=tuple(_mapping(follows, level)), chain=tuple(_chain(row, chain, opd)),
        law_day=last.law_day if last else span.end,
        fingerprint=last.fingerprint if last else ruleset.fingerprint,
    )  # fmt: skip


def organisation_as_plain(opd: Unit, span: Period) -> dict[str, Any]:
    """Every decision about the predikat of an organisation as plain data, with what follows from it."""
    row = organisation_predikat_of(opd.pk, span.code)
    records = decisions_about(row.pk) if row else []
    ruleset = ruleset_for(opd.agency, span.end)
    return {
        "organisation": opd.name,
        "period": span.code,
        "value": row.predikat if row else None,
        "reason": row.reason if row else "",
        "set_by": row.set_by.full_name if row else "",
        "set_at": row.set_at.isoformat() if row else None,
        "decisions": [
            {
                **decision_as_plain(record),
                "follows": _followed(record, OrganisationLevel(record.value), span, ruleset),
            }
            for record in records
            if record.kind == KIND
        ],
        "order": [step.to_json() for step in _order(span, ruleset)],
    }


def organisation_paper(why: OrganisationExplanation, on: date) -> bytes:
    """The explanation as PDF."""
    opd = why.opd
    return typeset(
        ExplanationDocument(
            agency=Agency(opd.agency.name, opd.agency.place), letterhead=letterhead_of(opd.agency, opd),
            heading=_("Mengapa predikat organisasi ini?"), about=f"{opd.name}, {why.period.label}",
            summary=why.summary, parts=tuple(_parts(why)), law_day=why.law_day, fingerprint=why.fingerprint, made_on=on,
        )
    )  # fmt: skip


def _parts(why: OrganisationExplanation) -> Iterator[ExplainedPart]:
    yield ExplainedPart(
        _("Penetapan dan alasannya"),
        facts=printed_facts(((_("Predikat"), why.level.label), (_("Alasan %s") % why.who, why.reason))),
        steps=printed_steps(why.order),
    )
    if why.weighed or why.recommended:
        said = ((f"{one.office}, {one.who}", f"{one.level}. {one.reason}") for one in why.recommended)
        yield ExplainedPart(
            _("Usulan dan rekomendasi"), facts=printed_facts(said), steps=printed_steps(why.weighed)
        )
    if why.follows:
        lines = ((line.level, line.rating) for line in why.mapping)
        yield ExplainedPart(
            _("Hasil kerja pimpinan organisasi"), facts=printed_facts(lines), steps=printed_steps(why.follows)
        )
    yield ExplainedPart(_("Siapa memutuskan, dan kapan"), facts=printed_acts(why.chain))


def _summary(row: OrganisationPredikat, opd: Unit, span: Period, rating: str) -> Iterator[str]:
    set_on = clock.local(row.set_at, opd.agency).date()
    facts = {
        "opd": opd.name, "period": span.label, "level": OrganisationLevel(row.predikat).label, "rating": rating,
        "who": row.set_by.full_name, "day": date_label(set_on), "end": date_label(span.end),
    }  # fmt: skip
    set_by = _("Predikat kinerja %(opd)s untuk %(period)s: %(level)s, ditetapkan oleh %(who)s pada %(day)s.")
    yield set_by % facts
    if set_on <= span.end:
        yield (
            _(
                "Waktu itu periodenya masih berjalan (sampai %(end)s): yang tercapai sesudahnya belum ikut dilihat."
            )
            % facts
        )
    if rating:
        yield _("Karena itu hasil kerja pimpinannya pada tahun itu: %(rating)s.") % facts
    yield _(
        "Bagi pegawai lain predikat organisasi hanya menunjukkan pola yang dipertimbangkan; tidak ada predikat pegawai "
        "yang ditentukan olehnya."
    )


def _order(span: Period, ruleset: Ruleset) -> tuple[Step, ...]:
    """Who sets it, and that it comes first (PermenPANRB 6/2022 Pasal 25); nothing for a year before that law."""
    text = "Predikat organisasi ditetapkan pejabat di atasnya lebih dulu; baru sesudah itu predikat tahunan pegawai."
    if span.kind is not PeriodKind.YEAR:
        text = (
            "Predikat organisasi ditetapkan pejabat di atasnya. Hanya predikat tahunan pegawai yang menunggunya; hasil "
            "periode yang ditetapkan sesudahnya dibandingkan dengan polanya."
        )
    try:
        return (ruleset.law("predikat.urutan").step(text),)
    except NoLawInForce:
        return ()


def _followed(
    record: DecisionRecord | None, level: OrganisationLevel, span: Period, ruleset: Ruleset
) -> Mapping[str, Any]:
    """What was kept with the decision; a decision of before anything was kept is read by the law of its day."""
    if record is not None and "follows" in record.inputs:
        kept: Mapping[str, Any] = record.inputs["follows"]
        return kept
    return what_follows(level, span, ruleset)


def _recommended(record: DecisionRecord | None) -> Iterator[Recommended]:
    for row in record.inputs.get("recommendations", ()) if record is not None else ():
        office, level = RecommendingOffice(row["office"]).label, OrganisationLevel(row["predikat"]).label
        yield Recommended(str(office), level, row["reason"], row["by"])


def _steps(follows: Mapping[str, Any]) -> tuple[Step, ...]:
    return tuple(readable(Step.from_json(step)) for step in follows.get("because", ()))


def _mapping(follows: Mapping[str, Any], level: OrganisationLevel) -> Iterator[LevelLine]:
    for one, rating in follows.get("mapping", {}).items():
        yield LevelLine(OrganisationLevel(one).label, Rating(rating).label, one == level.value)


def _chain(row: OrganisationPredikat, records: Sequence[DecisionRecord], opd: Unit) -> Iterator[ChainLink]:
    """Every decision; what another system set before decisions were kept here shows who set it and when."""
    for record in records:
        yield _link(record, record is records[-1], opd)
    if not records:
        text = _("Predikat organisasi ditetapkan: %s") % OrganisationLevel(row.predikat).label
        at = clock.local(row.set_at, opd.agency)
        yield ChainLink(at, row.set_by.full_name, text, "landmark", "good", _("Berlaku"))


def _link(record: DecisionRecord, in_force: bool, opd: Unit) -> ChainLink:
    text = _("Predikat organisasi ditetapkan: %s") % OrganisationLevel(record.value).label
    note = _("Berlaku") if in_force else _("Digantikan oleh keputusan di bawahnya")
    at = clock.local(record.decided_at, opd.agency)
    reason = str(record.inputs.get("reason", ""))
    return ChainLink(
        at, record.decided_by_name, text, "landmark", "good" if in_force else "neutral", f"{note}. {reason}"
    )
