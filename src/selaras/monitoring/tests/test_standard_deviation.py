"""Each month shows how far it lies from the promise of a service standard (K-38)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.monitoring.models import Realisation
from selaras.monitoring.standards import indicators_on, months_of
from selaras.planning import events
from selaras.planning.models import Iki, ServiceStandard, Skp
from selaras.planning.tests.stage import agreed
from tests.cast import Cast


def measured(cast: Cast, name: str, leader: str, values: dict[int, str], promise: ServiceStandard) -> Skp:
    skp, _version = agreed(cast, name, leader)
    iki = Iki.objects.get(rhk__skp=skp)
    with recording(events.IKI_EDITED, by=SYSTEM, about=iki, text="uji"):
        Iki.objects.filter(pk=iki.pk).update(standard=promise, unit_of_measure="menit", pattern="posisi")
        for month, value in values.items():
            Realisation.objects.create(
                agency=cast.kupang, iki=iki, month=month, value=Decimal(value), recorded_at="2026-06-01T00:00Z",
                recorded_by=skp.employee,
            )  # fmt: skip
    return skp


def promised(cast: Cast) -> ServiceStandard:
    with recording(events.STANDARD_ADDED, by=SYSTEM, about=cast.kupang, promise="uji"):
        row: ServiceStandard = ServiceStandard.objects.create(
            agency=cast.kupang, opd=cast.units["dinkes"], service="Rawat jalan", part="waktu", promise="30 menit",
            target=30, unit_of_measure="menit", decree="SK", source="Log", valid_from=date(2025, 1, 1),
        )  # fmt: skip
    return row


@pytest.mark.trace("K-38")
def test_each_month_shows_its_deviation_to_who_may_see_the_person(cast: Cast, sign_in: Any) -> None:
    promise = promised(cast)
    measured(cast, "ani", "budi", {1: "25", 2: "42.5", 4: "30"}, promise)
    rows = months_of(promise, indicators_on(promise, 2026, cast.actor("budi")))
    told = [None if month is None else (month.difference, month.is_worse) for month in rows[0].months[:4]]
    assert told == [(Decimal(-5), False), (Decimal("12.5"), True), None, (Decimal(0), False)]
    assert (rows[0].kept, rows[0].measured) == (2, 3)
    address = reverse("monitoring:standard", args=[promise.pk]) + "?tahun=2026"
    assert "+12,5" in sign_in("budi").get(address).content.decode()
    stranger = sign_in("hadi").get(address)
    assert stranger.status_code == 200
    assert cast.ani.full_name not in stranger.content.decode()
    assert sign_in("ivan").get(address).status_code == 404


def test_many_indicators_cost_no_more_queries_than_one(cast: Cast, sign_in: Any) -> None:
    promise, browser = promised(cast), sign_in("citra")
    address, counts = reverse("monitoring:standard", args=[promise.pk]) + "?tahun=2026", []
    for name, leader in (("ani", "budi"), ("hadi", "budi")):
        measured(cast, name, leader, {1: "25"}, promise)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12
