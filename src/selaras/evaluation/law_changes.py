"""Which fixed results the law reads otherwise today: a value or a choice came that reaches back to their period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from selaras.authorization import Actor, Permission, visible
from selaras.core.confirming import digest_of
from selaras.core.models import DecisionRecord
from selaras.evaluation.models import Evaluation
from selaras_rules import (
    Finding,
    OrganisationPredikat,
    Period,
    PeriodKind,
    Predikat,
    Rating,
    Ruleset,
    decide_predikat,
    decide_predikat_of_head,
    rating_of_head,
)

KIND = "predikat"


@dataclass(frozen=True, slots=True)
class LawDifference:
    """One result that is read otherwise: the decision in force, and what the law of its period says now."""

    decision_id: UUID
    evaluation_id: UUID
    before: Predikat
    old_rating: Rating
    rating: Rating
    behaviour: Rating
    finding: Finding[Predikat]

    @property
    def after(self) -> Predikat:
        """The predikat that follows now."""
        return self.finding.value


@dataclass(frozen=True, slots=True)
class LawReview:
    """What a look at one period found. `same`: decided under another text of the law, with the same outcome."""

    differences: tuple[LawDifference, ...]
    same: int

    @property
    def digest(self) -> str:
        """Stands for exactly these differences, so that what is confirmed is what was shown."""
        return digest_of(f"{row.decision_id}:{row.after}:{row.rating}" for row in self.differences)


def review_law(by: Actor, span: Period, ruleset: Ruleset) -> LawReview:
    """Every fixed result of a period beside the law as it is known now. Two queries, whatever the number of people.

    `ruleset` is the law of the last day of the period. A rating that was judged is never judged anew: what the law
    makes of it may change, and what the predikat of an organisation means for who leads it.
    """
    rows = visible(by, Permission.VIEW_CHANGED_LAW, fixed_results(span))
    leads = span.kind is PeriodKind.YEAR and ruleset.choice("head_of_organisation.enabled")
    heads = set(_led(rows)) if leads else set()
    differences, same = [], 0
    for told in _decided_otherwise(rows, ruleset.fingerprint):
        found = _difference(told, told[1] in heads, ruleset)
        if found is None:
            same += 1
        else:
            differences.append(found)
    return LawReview(tuple(differences), same)


def fixed_results(span: Period) -> QuerySet[Evaluation]:
    """The fixed results of a period."""
    return Evaluation.objects.filter(period=span.code, status="finalised")


def people_of(differences: Sequence[LawDifference]) -> dict[UUID, Evaluation]:
    """The results of some differences, with whom they are about. One query."""
    rows = Evaluation.objects.filter(pk__in=[row.evaluation_id for row in differences])
    related = ("skp__employee__position", "skp__unit", "skp__opd", "skp__agency")
    return {row.pk: row for row in rows.select_related(*related)}


def _led(rows: QuerySet[Evaluation]) -> QuerySet[Any]:
    """The results of those who lead a perangkat daerah."""
    led = rows.filter(skp__unit_id=F("skp__opd_id"), skp__employee__position__is_head=True)
    return led.order_by().values_list("pk", flat=True)


def _decided_otherwise(rows: QuerySet[Evaluation], fingerprint: str) -> Iterator[tuple[Any, ...]]:
    """The decisions in force that rest on another text of the law, with what they were given; streamed."""
    newer = DecisionRecord.objects.filter(supersedes_id=OuterRef("pk"))
    found = DecisionRecord.objects.filter(kind=KIND, about_id__in=rows.order_by().values("pk"))
    found = found.filter(~Exists(newer)).exclude(fingerprint=fingerprint).order_by("about_id")
    fields = ("pk", "about_id", "value", "inputs__ratings", "inputs__organisation", "inputs__objection")
    yield from found.values_list(*fields).iterator(1000)


def _difference(told: tuple[Any, ...], is_head: bool, ruleset: Ruleset) -> LawDifference | None:
    pk, about_id, value, ratings, organisation, objection = told
    old = Rating(ratings["hasil_kerja"]["value"])
    behaviour = Rating(ratings["perilaku_kerja"]["value"])
    rating, finding = old, None
    if is_head and organisation and objection is None:
        level = OrganisationPredikat(organisation["predikat"])
        rating = rating_of_head(level, ruleset).value
        finding = decide_predikat_of_head(level, behaviour, ruleset)
    finding = finding or decide_predikat(old, behaviour, ruleset)
    if (finding.value.value, rating) == (value, old):
        return None
    return LawDifference(pk, about_id, Predikat(value), old, rating, behaviour, finding)
