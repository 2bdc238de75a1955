"""Questions about surveys."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from selaras.authorization import Actor, Permission, visible
from selaras.core.rows import row_of
from selaras.core.scoping import across_agencies
from selaras.organisation.models import Unit
from selaras.surveys.models import ImportedSheets, RemarkSheet, Survey

MOST_PERIODS = 8
MOST_UNITS = 2000


def surveys_seen_by(by: Actor, *, opd_id: UUID | None = None) -> QuerySet[Survey]:
    """All surveys of the agency with unit and sums, the newest first."""
    rows = Survey.objects.select_related("unit__opd", "tally")
    if opd_id is not None:
        rows = rows.filter(unit__opd_id=opd_id)
    return visible(by, Permission.VIEW_SURVEYS, rows).order_by("-opens_on", "service", "id")


def survey_seen_by(by: Actor, pk: UUID, permission: Permission = Permission.VIEW_SURVEYS) -> Survey:
    """One survey. Raises `NotFound`."""
    rows = Survey.objects.filter(pk=pk).select_related("agency", "unit__opd", "tally")
    return row_of(visible(by, permission, rows))


def public_survey(code: str) -> Survey | None:
    """The survey behind a public address, whatever agency it belongs to; None for an address of nobody."""
    with across_agencies("a citizen answers without signing in, whatever agency the service belongs to"):
        rows = Survey.objects.filter(code=code.lower()).select_related("agency", "unit__opd", "tally")
        found: Survey | None = rows.first()
    return found


def periods_of(survey: Survey) -> list[Survey]:
    """The last periods of the same service up to this one, the oldest first, this one included."""
    rows = Survey.objects.filter(unit=survey.unit, service=survey.service, opens_on__lte=survey.opens_on)
    return list(rows.select_related("tally").order_by("-opens_on")[:MOST_PERIODS])[::-1]


def deliveries_of(survey: Survey) -> QuerySet[ImportedSheets]:
    """The sums and comments that deliveries in force bring to a survey."""
    rows: QuerySet[ImportedSheets] = ImportedSheets.objects.filter(
        unit=survey.unit_id, service=survey.service, opens_on=survey.opens_on, is_current=True
    )
    return rows


def remarks_delivered(survey: Survey) -> list[str]:
    """The comments that came in files, by the alphabet."""
    return sorted(text for texts in deliveries_of(survey).values_list("remarks", flat=True) for text in texts)


def remarks_of(survey: Survey) -> list[str]:
    """All comments, in no order that tells anything: typed ones shuffled, delivered ones by the alphabet."""
    return [*remarks_typed(survey), *remarks_delivered(survey)]


def remarks_typed(survey: Survey) -> list[str]:
    """The comments that were typed here, shuffled."""
    rows = RemarkSheet.objects.filter(survey=survey).order_by("number").values_list("texts", flat=True)
    return [text for texts in rows for text in texts]


def units_surveyed_by(by: Actor) -> list[Unit]:
    """The units for which this person may open a survey."""
    rows = visible(by, Permission.MANAGE_SURVEYS, Unit.objects.filter(is_active=True))
    return list(rows.select_related("opd").order_by("opd__name", "name")[:MOST_UNITS])


def offices_with_surveys(by: Actor) -> list[Unit]:
    """The OPD of which this person sees a survey, for a choice."""
    seen = visible(by, Permission.VIEW_SURVEYS, Survey.objects.all()).values("unit__opd_id")
    return list(Unit.objects.filter(pk__in=seen).order_by("name"))
