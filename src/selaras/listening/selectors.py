"""Questions about what the public says."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from selaras.authorization import Actor, Permission, require, visible
from selaras.core.rows import row_of
from selaras.indicators.models import Indicator
from selaras.indicators.selectors import indicator_for, titles_of
from selaras.listening.models import (
    CarriedAnswer,
    InputStatus,
    PublicInput,
    ReferralOffice,
    Theme,
    ThemeAnswer,
)
from selaras.listening.workflow import SORTABLE
from selaras.organisation.models import Unit
from selaras.planning.models import Iki, Skp
from selaras.surveys.models import ImportedSheets, RemarkSheet, Survey

SHELVES = {"baru": InputStatus.NEW, "bertema": InputStatus.SORTED, "bukan": InputStatus.DISCARDED}
APART = (InputStatus.APART, InputStatus.SENT_ON)
MOST_UNITS, MOST_INDICATORS, MOST_ANSWERS, MOST_SURVEYS, MOST_PLANS = 2000, 1000, 30, 20, 200
# Into how many running plans an answer was carried, and how many of those are agreed again since.
REACHED = {
    "opened": Count("carried"),
    "agreed_again": Count("carried", filter=Q(carried__skp__version__gt=F("carried__version"))),
}


@dataclass(frozen=True, slots=True)
class Place:
    """What a page is about: the whole city, an OPD with its units, or one unit."""

    unit: Unit | None

    @property
    def is_opd(self) -> bool:
        """Whether it is an OPD with everything below it."""
        return self.unit is not None and self.unit.opd_id == self.unit.pk

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The inputs of this place."""
        if self.unit is None:
            return rows
        return rows.filter(unit__opd=self.unit) if self.is_opd else rows.filter(unit=self.unit)


def place_for(by: Actor, pk: UUID | None) -> Place:
    """The unit of a page. Raises `NotFound` for a unit this person may not know of."""
    if pk is None:
        return Place(None)
    rows = visible(by, Permission.VIEW_UNITS, Unit.objects.filter(pk=pk).select_related("opd"))
    return Place(row_of(rows))


def counted_inputs(by: Actor, place: Place) -> QuerySet[Any]:
    """Inputs that have a theme, for counting: complaints about one officer are never among them."""
    rows = visible(by, Permission.VIEW_LISTENING, PublicInput.objects.filter(is_current=True))
    return place.narrow(rows.filter(status=InputStatus.SORTED))


def waiting_inputs(by: Actor, place: Place) -> int:
    """How many are not sorted yet."""
    rows = visible(by, Permission.VIEW_LISTENING, PublicInput.objects.filter(is_current=True))
    return place.narrow(rows.filter(status=InputStatus.NEW)).count()


def answers_of(by: Actor, place: Place, year: int) -> list[ThemeAnswer]:
    """What was answered or decided in a year, the newest first."""
    rows = visible(by, Permission.VIEW_LISTENING, ThemeAnswer.objects.filter(decided_on__year=year))
    if place.unit is not None:
        rows = rows.filter(opd=place.unit.opd_id)
    return list(rows.select_related("theme", "opd", "indicator").annotate(**REACHED)[:MOST_ANSWERS])


def answer_for(by: Actor, pk: UUID) -> ThemeAnswer:
    """An answer that led to an indicator. Raises `NotFound` for one that led to none."""
    rows = visible(by, Permission.VIEW_LISTENING, ThemeAnswer.objects.filter(pk=pk, indicator__isnull=False))
    found: ThemeAnswer = row_of(rows.select_related("theme", "opd", "indicator"))
    return found


def may_be_opened(skp: Skp) -> bool:
    """Whether a plan of `plans_running` waits to be opened: agreed, and not reached by this answer before."""
    return skp.status == "agreed" and not getattr(skp, "is_carried", False)


def plans_running(by: Actor, answer: ThemeAnswer, on: date) -> list[Skp]:
    """Agreed plans of the answering OPD that run on this day: one's own and those of the people one leads.

    Each carries `is_carried`, whether this answer reached it before, and `taken_version` of the indicator, if any.
    """
    rows = Skp.objects.filter(opd=answer.opd_id, version__gt=0, period_start__lte=on, period_end__gte=on)
    uses = Iki.objects.filter(
        rhk__skp=OuterRef("pk"), indicator=answer.indicator_id, is_active=True, rhk__is_active=True
    )
    rows = visible(by, Permission.HOLD_DIALOGUE, rows).annotate(
        is_carried=Exists(CarriedAnswer.objects.filter(answer=answer, skp=OuterRef("pk"))),
        taken_version=Subquery(uses.order_by("-indicator_version").values("indicator_version")[:1]),
    )
    return list(rows.select_related("employee").order_by("employee__name", "period_start", "id")[:MOST_PLANS])


def inputs_read_by(by: Actor, place: Place, theme_id: UUID | None) -> QuerySet[Any]:
    """Inputs with a theme whose words this person may read, the newest first."""
    rows = PublicInput.objects.filter(is_current=True, status=InputStatus.SORTED)
    rows = place.narrow(visible(by, Permission.READ_PUBLIC_INPUT, rows))
    if theme_id is not None:
        rows = rows.filter(theme=theme_id)
    return rows.select_related("unit__opd", "theme", "answer").order_by("-received_on", "id")


def inputs_sorted_by(by: Actor, shelf: str) -> QuerySet[Any]:
    """What this person may sort, of one shelf; the oldest first where they wait, else the newest."""
    rows = PublicInput.objects.filter(is_current=True, status=SHELVES[shelf])
    order = ("received_on", "id") if shelf == "baru" else ("-sorted_at", "id")
    rows = visible(by, Permission.SORT_PUBLIC_INPUT, rows)
    return rows.select_related("unit__opd", "theme").order_by(*order)


def sortable_inputs(by: Actor, keys: Collection[UUID]) -> list[PublicInput]:
    """Those of these that this person may sort and that still can be."""
    rows = PublicInput.objects.filter(pk__in=list(keys), is_current=True, status__in=SORTABLE)
    return list(visible(by, Permission.SORT_PUBLIC_INPUT, rows).select_related("unit__opd", "theme"))


def inputs_waiting(by: Actor) -> QuerySet[PublicInput]:
    """What waits for this person to sort it; the index by status leads to it."""
    rows: QuerySet[PublicInput] = PublicInput.objects.filter(is_current=True, status=InputStatus.NEW)
    return visible(by, Permission.SORT_PUBLIC_INPUT, rows)


def complaints_seen_by(by: Actor) -> QuerySet[Any]:
    """What was set apart because it is about one officer, what waits first; without its words."""
    rows = PublicInput.objects.filter(is_current=True, status__in=APART).defer("text")
    rows = visible(by, Permission.SEND_ON_COMPLAINT, rows)
    return rows.select_related("unit__opd", "sent_by").order_by("status", "-received_on", "id")


def complaint_for(by: Actor, pk: UUID) -> PublicInput:
    """One of them, without its words. Raises `NotFound`."""
    rows = PublicInput.objects.filter(pk=pk, status__in=APART)
    rows = visible(by, Permission.SEND_ON_COMPLAINT, rows).defer("text")
    found: PublicInput = row_of(rows.select_related("unit__opd", "sent_by"))
    return found


def referral_office(by: Actor) -> ReferralOffice | None:
    """Where complaints about one officer go."""
    found: ReferralOffice | None = ReferralOffice.objects.filter(agency=by.agency_id).first()
    return found


def all_themes(*, only_active: bool = False) -> list[Theme]:
    """The agency's themes by name."""
    rows = Theme.objects.select_related("opd").order_by("name", "id")
    return list(rows.filter(is_active=True) if only_active else rows)


def themes_for(themes: Iterable[Theme], opd_id: UUID | None) -> list[Theme]:
    """Those that are offered in an OPD."""
    return [theme for theme in themes if theme.opd_id in (None, opd_id)]


def theme_for(by: Actor, pk: UUID) -> Theme:
    """One theme this person looks after. Raises `NotFound`."""
    found: Theme = row_of(
        visible(by, Permission.MANAGE_THEMES, Theme.objects.filter(pk=pk).select_related("opd"))
    )
    return found


def units_listened_to(by: Actor) -> list[Unit]:
    """The units whose inputs this person sorts, each OPD before its units."""
    rows = visible(by, Permission.SORT_PUBLIC_INPUT, Unit.objects.filter(is_active=True)).select_related(
        "opd"
    )
    found = list(rows.order_by("opd__name", "name", "id")[:MOST_UNITS])
    return sorted(
        found, key=lambda unit: (unit.opd.name if unit.opd else "", unit.pk != unit.opd_id, unit.name)
    )


def indicators_for_answer(by: Actor) -> list[tuple[Indicator, str]]:
    """Indicators that may be named in an answer with their newest title: in force or proposed, also for next year."""
    rows = visible(by, Permission.VIEW_INDICATORS, Indicator.objects.exclude(status="retired"))
    if by.administered_opd_ids:
        rows = rows.filter(Q(opd=None) | Q(opd__in=list(by.administered_opd_ids)))
    found = list(rows.order_by("code")[:MOST_INDICATORS])
    titles = titles_of(found)
    return [(row, titles.get(row.pk, "")) for row in found]


def surveys_with_remarks(by: Actor, on: date) -> list[Survey]:
    """Surveys that have ended, with comments nobody has taken yet."""
    taken = PublicInput.objects.filter(survey=OuterRef("pk"))
    rows = Survey.objects.filter(closes_on__lt=on).filter(~Exists(taken))
    typed = RemarkSheet.objects.filter(survey=OuterRef("pk"))
    same = {name: OuterRef(name) for name in ("unit", "service", "opens_on")}
    delivered = ImportedSheets.objects.filter(**same, is_current=True).exclude(remarks=[])
    rows = rows.filter(Exists(typed) | Exists(delivered))
    rows = visible(by, Permission.MANAGE_SURVEYS, rows).select_related("unit__opd", "tally")
    return list(rows.order_by("-closes_on", "service")[:MOST_SURVEYS])


def survey_with_remarks(by: Actor, pk: UUID) -> Survey:
    """One survey whose comments this person may take. Raises `NotFound`."""
    rows = visible(by, Permission.MANAGE_SURVEYS, Survey.objects.filter(pk=pk))
    found: Survey = row_of(rows.select_related("unit__opd", "tally", "agency"))
    return found


@dataclass(frozen=True, slots=True)
class Behind:
    """An indicator with the answers that led to it and the inputs they answer."""

    indicator: Indicator
    answers: list[ThemeAnswer]
    inputs: QuerySet[Any]


def behind_indicator(by: Actor, pk: UUID) -> Behind:
    """What the public said behind an indicator (K-33). Raises `NotFound`."""
    indicator = indicator_for(by, pk)
    answers = visible(by, Permission.VIEW_LISTENING, ThemeAnswer.objects.filter(indicator=indicator))
    inputs = PublicInput.objects.filter(
        is_current=True, status=InputStatus.SORTED, answer__indicator=indicator
    )
    return Behind(
        indicator,
        list(answers.select_related("theme", "opd", "indicator").annotate(**REACHED)),
        visible(by, Permission.VIEW_LISTENING, inputs).select_related("unit", "theme"),
    )


def require_sorter(by: Actor) -> None:
    """Raises `NotAllowed` for who sorts nothing."""
    opd_id = next(iter(by.administered_opd_ids), None)
    require(by, Permission.MANAGE_THEMES, Theme(agency_id=by.agency_id, opd_id=opd_id))


def readable_keys(by: Actor, keys: Collection[UUID]) -> set[UUID]:
    """Of these inputs, those whose words this person may read; one query."""
    rows = visible(by, Permission.READ_PUBLIC_INPUT, PublicInput.objects.filter(pk__in=list(keys)))
    return set(rows.values_list("pk", flat=True))


def title_of(indicator: Indicator) -> str:
    """What an indicator measures, in its newest words."""
    return titles_of([indicator]).get(indicator.pk, indicator.code)


def require_sender(by: Actor) -> None:
    """Raises `NotAllowed` for who sends on no complaint about an officer."""
    opd_id = next(iter(by.administered_opd_ids), None)
    unit = Unit(agency_id=by.agency_id, opd_id=opd_id)
    require(by, Permission.SEND_ON_COMPLAINT, PublicInput(agency_id=by.agency_id, unit=unit))
