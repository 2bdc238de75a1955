"""The published result of a survey as the number of an indicator (K-17): one for the whole team, nobody's own.

An index exists once the period has ended and enough people answered; it stands in the month of the last day, or for
an indicator with a month of release in that month.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from selaras.core import clock
from selaras.core.audit import Doer
from selaras.intake.models import FeedRun
from selaras.monitoring.arriving import Arrived, ArrivedNumber, OfferedNumber, WantedNumber
from selaras.monitoring.models import CountedIndicator
from selaras.monitoring.services import bring_numbers
from selaras.organisation.models import Agency
from selaras.planning.models import Skp
from selaras.surveys.models import Survey
from selaras.surveys.results import Result, results_of
from selaras_rules import Pattern
from selaras_rules.numbers import written

MOST = 200
LONGEST_WORDS = 200


class SatisfactionIndices:
    """IKM of the surveys of a service of a unit."""

    code = "index"
    patterns = frozenset({Pattern.POSISI, Pattern.RILIS})

    def offered(self, skp: Skp, on: date) -> list[OfferedNumber]:
        """Services of the unit and the units below it that are surveyed in the year; two queries."""
        near = Q(unit=skp.unit_id) | Q(unit__parent=skp.unit_id)
        rows = Survey.objects.filter(near, closes_on__year=skp.year).select_related("unit", "tally")
        newest: dict[tuple[UUID, str], tuple[Survey, Result]] = {}
        for survey, result in results_of(list(rows.order_by("closes_on")[:MOST]), skp.agency, on):
            place = survey.unit_id, survey.service
            # A period that still runs says less than the one before it.
            if result.ikm is not None or place not in newest or newest[place][1].ikm is None:
                newest[place] = survey, result
        found = [
            OfferedNumber(
                WantedNumber(self.code, unit_id, service), _("Survei kepuasan"), offer_words(survey, result)
            )
            for (unit_id, service), (survey, result) in newest.items()
        ]
        return sorted(found, key=lambda offer: (offer.wanted.unit_id != skp.unit_id, offer.words))

    def numbers(self, rows: Sequence[CountedIndicator], on: date) -> Arrived:
        """The index of each period that is published on this day; two queries."""
        agency = rows[0].agency
        found: dict[tuple[UUID, int], ArrivedNumber] = {}
        published = published_in(agency, rows, on)
        for row in rows:
            year = row.iki.rhk.skp.year
            periods = published.get((row.unit_id, row.service, year), [])
            for month, (survey, result) in _by_month(periods, row).items():
                if result.ikm is not None:
                    found[row.pk, month] = ArrivedNumber(result.ikm.ikm, source_words(survey, result))
        return found


def follow_sheets(run: FeedRun, by: Doer) -> None:
    """Answers were delivered or taken back: the indicators that take the result have it at once."""
    bring_numbers(SatisfactionIndices.code, by=by, on=clock.today(run.agency))


def published_in(
    agency: Agency, rows: Iterable[CountedIndicator], on: date
) -> dict[tuple[UUID, str, int], list[tuple[Survey, Result]]]:
    """Periods with an index, by unit, service and year of the last day, the oldest first."""
    wanted = [(row.unit_id, row.service, row.iki.rhk.skp.year) for row in rows]
    surveys = Survey.objects.filter(
        unit__in={unit for unit, _service, _year in wanted},
        service__in={service for _unit, service, _year in wanted},
        closes_on__year__in={year for _unit, _service, year in wanted},
        closes_on__lt=on,
    )
    found: dict[tuple[UUID, str, int], list[tuple[Survey, Result]]] = {}
    listed = list(surveys.select_related("unit", "tally").order_by("closes_on"))
    for survey, result in results_of(listed, agency, on):
        if result.ikm is not None:
            place = (survey.unit_id, survey.service, survey.closes_on.year)
            found.setdefault(place, []).append((survey, result))
    return found


def _by_month(
    periods: Sequence[tuple[Survey, Result]], row: CountedIndicator
) -> dict[int, tuple[Survey, Result]]:
    """The month of its last day; of two in a month the later. A release shows the newest that is known by then."""
    release = row.iki.release_month if row.iki.pattern == Pattern.RILIS else None
    if release is None:
        return {survey.closes_on.month: (survey, result) for survey, result in periods}
    known = [(survey, result) for survey, result in periods if survey.closes_on.month <= release]
    return {release: known[-1]} if known else {}


def source_words(survey: Survey, result: Result) -> str:
    """«Survei kepuasan Puskesmas Contoh, Rawat jalan: mutu B, 205 responden, hasil bersama tim»."""
    ikm = result.ikm
    told = {
        "unit": survey.unit.name, "service": survey.service[:60], "mutu": ikm.mutu.code if ikm else "–",
        "count": written(result.respondents),
    }  # fmt: skip
    text = _("Survei kepuasan %(unit)s, %(service)s: mutu %(mutu)s, %(count)s responden, hasil bersama tim")
    return (text % told)[:LONGEST_WORDS]


def offer_words(survey: Survey, result: Result) -> str:
    """What a person chooses from: service, unit, the newest index or why there is none."""
    told = {
        "service": survey.service, "unit": survey.unit.name, "day": date_format(survey.closes_on, "j F Y"),
        "count": written(result.respondents), "minimum": result.minimum,
    }  # fmt: skip
    if result.ikm is not None:
        told |= {"ikm": written(result.ikm.ikm), "mutu": result.ikm.mutu.code}
        return _("IKM %(service)s, %(unit)s: %(ikm)s (%(mutu)s), %(count)s responden sampai %(day)s") % told
    if result.because:
        text = _(
            "IKM %(service)s, %(unit)s: belum ada, %(count)s dari sedikitnya %(minimum)s responden sampai %(day)s"
        )
        return text % told
    return _("IKM %(service)s, %(unit)s: tampil sesudah %(day)s") % told
