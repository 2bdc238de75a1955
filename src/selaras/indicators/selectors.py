"""What may be read about the library: found, shown, doubted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from selaras.authorization import Actor, Permission, visible
from selaras.core.errors import NotFound
from selaras.indicators.models import Indicator, IndicatorVersion, RelevanceNote
from selaras.organisation.models import Unit

SHELVES = ("berlaku", "usulan", "nanti", "pensiun")
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words, an OPD («semua» also shows what belongs to everybody), aspect, shelf."""

    words: str = ""
    opd_id: UUID | None = None
    aspect: str = ""
    shelf: str = "berlaku"

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the shelf is asked for."""
        return bool(self.words or self.opd_id or self.aspect)


def indicators_found(by: Actor, wanted: Wanted, on: date) -> QuerySet[IndicatorVersion]:
    """The wordings on a shelf that match, by OPD and title; one row for each indicator."""
    rows = visible(by, Permission.VIEW_INDICATORS, IndicatorVersion.objects.all())
    rows = rows.filter(_on_shelf(wanted.shelf, on))
    for word in wanted.words.casefold().split()[:MOST_WORDS]:
        rows = rows.filter(search_text__contains=word)
    if wanted.opd_id is not None:
        rows = rows.filter(Q(indicator__opd=wanted.opd_id) | Q(indicator__opd=None))
    if wanted.aspect:
        rows = rows.filter(aspect=wanted.aspect)
    return rows.select_related("indicator__opd").order_by("title", "id")


def indicator_for(by: Actor, pk: UUID) -> Indicator:
    """One indicator; raises `NotFound`."""
    rows = visible(by, Permission.VIEW_INDICATORS, Indicator.objects.filter(pk=pk).select_related("opd"))
    return _one(rows)


def indicator_with_versions(by: Actor, pk: UUID) -> tuple[Indicator, list[IndicatorVersion]]:
    """One indicator with all its wordings, the newest first, in one query; raises `NotFound`."""
    rows = visible(by, Permission.VIEW_INDICATORS, IndicatorVersion.objects.filter(indicator=pk))
    related = ("indicator__opd", "responsible_unit", "proposed_by", "decided_by")
    versions = list(rows.select_related(*related).order_by("-number"))
    if not versions:
        raise NotFound()
    return versions[0].indicator, versions


def proposal_for(by: Actor, pk: UUID) -> IndicatorVersion:
    """One wording with its indicator; raises `NotFound`."""
    related = ("indicator__opd", "responsible_unit", "proposed_by", "decided_by")
    rows = IndicatorVersion.objects.filter(pk=pk).select_related(*related)
    return _one(visible(by, Permission.VIEW_INDICATORS, rows))


def version_in_force(indicator: Indicator, on: date) -> IndicatorVersion | None:
    """The wording a plan takes on this day; None while the indicator may not be taken."""
    rows: QuerySet[IndicatorVersion] = IndicatorVersion.objects.filter(_on_shelf("berlaku", on))
    return rows.filter(indicator=indicator).first()


def number_in_force(indicator: str, on: date) -> Subquery:
    """For an annotation: the number of the wording that a plan would take, of the indicator in this column."""
    rows = IndicatorVersion.objects.filter(_on_shelf("berlaku", on), indicator=OuterRef(indicator))
    return Subquery(rows.order_by("-number").values("number")[:1])


def last_accepted(indicator: Indicator) -> IndicatorVersion | None:
    """The newest accepted wording, also one that begins later."""
    rows: QuerySet[IndicatorVersion] = IndicatorVersion.objects.filter(indicator=indicator, status="accepted")
    return rows.order_by("-number").first()


def opds_with_indicators(by: Actor) -> list[Unit]:
    """The OPD that own an indicator, for the filter."""
    owners = visible(by, Permission.VIEW_INDICATORS, Indicator.objects.exclude(opd=None))
    return list(Unit.objects.filter(pk__in=owners.values("opd")).order_by("name"))


def own_note(by: Actor, indicator: Indicator) -> RelevanceNote | None:
    """What this person said about the indicator."""
    found: RelevanceNote | None = RelevanceNote.objects.filter(
        indicator=indicator, employee_id=by.employee_id
    ).first()
    return found


def reasons_against(indicator: Indicator) -> QuerySet[Any]:
    """Reasons and days of all notes, the newest first, without names."""
    rows = RelevanceNote.objects.filter(indicator=indicator)
    return rows.order_by("-noted_at", "id").values("reason", "noted_at")


def doubted_indicators(by: Actor) -> QuerySet[Indicator]:
    """Indicators that somebody finds irrelevant, those with most notes first (`doubts`); no person is counted."""
    rows = visible(by, Permission.SETTLE_INDICATOR, Indicator.objects.all())
    return (
        rows.annotate(doubts=Count("relevance_notes"))
        .filter(doubts__gt=0)
        .select_related("opd")
        .order_by("-doubts", "code")
    )


def titles_of(indicators: Iterable[Indicator]) -> dict[UUID, str]:
    """The newest title of each; one query."""
    rows = IndicatorVersion.objects.filter(indicator__in=list(indicators)).order_by("number")
    return dict(rows.values_list("indicator_id", "title"))


def waiting_proposals(by: Actor) -> int:
    """How many wordings wait for this person's decision."""
    rows = IndicatorVersion.objects.filter(status="proposed")
    return visible(by, Permission.SETTLE_INDICATOR, rows).count()


def _on_shelf(shelf: str, on: date) -> Q:
    match shelf:
        case "usulan":
            return Q(status="proposed")
        case "nanti":
            return Q(status="accepted", starts_on__gt=on)
        case "pensiun":
            never = Q(status="declined", number=1)
            return Q(indicator__status="retired") & (Q(status="accepted", ends_on=None) | never)
        case _:
            running = Q(ends_on=None) | Q(ends_on__gte=on)
            return Q(indicator__status="in_force", status="accepted", starts_on__lte=on) & running


def _one(rows: QuerySet[Any]) -> Any:
    found = rows.first()
    if found is None:
        raise NotFound()
    return found
