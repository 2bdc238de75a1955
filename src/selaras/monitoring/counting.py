"""Service counts as numbers of indicators (K-16)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from selaras.intake.models import ServiceCount
from selaras.monitoring.arriving import Arrived, ArrivedNumber, OfferedNumber, WantedNumber
from selaras.monitoring.measured_plan import months_of
from selaras.monitoring.models import CountedIndicator
from selaras.monitoring.selectors import counts_for
from selaras.planning.models import Skp
from selaras_rules import Pattern, Period
from selaras_rules.numbers import written

Place = tuple[UUID | None, UUID, str, int, int]
"""Source, unit, service, year, month of a count."""


class CountedServices:
    """How often a service was given, as a source counts it by month."""

    code = "count"
    patterns = frozenset({Pattern.HITUNGAN})

    def offered(self, skp: Skp, on: date) -> list[OfferedNumber]:
        """Counts of the unit and the units below it; one query."""
        return [
            OfferedNumber(
                WantedNumber(self.code, count.unit_id, count.service, count.source_id),
                count.source,
                _("%(service)s, %(unit)s: %(total)s sampai %(month)s (%(source)s)")
                % {
                    "service": count.service, "unit": count.unit, "total": written(count.total),
                    "month": Period.of_month(skp.year, count.last_month).label, "source": count.source,
                },
            )
            for count in counts_for(skp)
        ]  # fmt: skip

    def numbers(self, rows: Sequence[CountedIndicator], on: date) -> Arrived:
        """The counts in force; one query."""
        counts = _counts_of(rows)
        found = {}
        for row in rows:
            skp = row.iki.rhk.skp
            for month in months_of(skp):
                count = counts.get((row.source_id, row.unit_id, row.service, skp.year, month))
                if count is not None:
                    found[row.pk, month] = ArrivedNumber(Decimal(count.count), source_words(row), count.run)
        return found


def source_words(row: CountedIndicator) -> str:
    """«SIMPUS: Rawat jalan, Puskesmas Contoh»."""
    return f"{row.source_name}: {row.service}, {row.unit.name}"[:200]


def _counts_of(rows: Sequence[CountedIndicator]) -> dict[Place, ServiceCount]:
    found = ServiceCount.objects.filter(
        source__in={row.source_id for row in rows}, unit__in={row.unit_id for row in rows},
        service__in={row.service for row in rows}, year__in={row.iki.rhk.skp.year for row in rows}, is_current=True,
    ).select_related("run")  # fmt: skip
    return {(one.source_id, one.unit_id, one.service, one.year, one.month): one for one in found}
