"""Somebody finds the change hard: a colleague goes along, sees when it goes quiet, and lends a hand (P-36)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from selaras.core.errors import InvalidInput, NotAllowed
from selaras.core.models import Notice
from selaras.monitoring import services
from selaras.monitoring.companions import accompanied_by
from selaras.monitoring.models import Companion, Realisation
from selaras.monitoring.services import RealisationEntry
from selaras.monitoring.tests.stage import TODAY, Plan, noon, realise
from tests.cast import Cast
from tests.fixtures import SignedIn

pytestmark = pytest.mark.trace("P-36", "K-24")


def test_who_is_quiet_for_thirty_days_is_on_the_list_of_the_companion_and_typing_for_her_works(
    cast: Cast, plan: Plan, sign_in: type[SignedIn], october: Any
) -> None:
    ani, helping = sign_in("ani"), reverse("monitoring:helping")
    chosen = {"companion": str(cast.hadi.pk)}
    assert ani.post(reverse("monitoring:companion", args=[cast.ani.pk]), chosen).status_code == 302
    assert Notice.objects.filter(recipient_id=cast.hadi.pk, kind="companion").exists()
    assert f"Pendamping Anda: {cast.hadi.full_name}" in ani.get(helping).content.decode()
    realise(cast, plan, "berkas", 9, "100")
    october.move_to(noon(TODAY) + timedelta(days=29))
    assert "Berjalan baik" in sign_in("hadi").get(helping).content.decode()
    october.move_to(noon(TODAY) + timedelta(days=30))
    hadi = sign_in("hadi")
    page = hadi.get(helping).content.decode()
    assert "30 hari tanpa catatan" in page
    assert reverse("monitoring:realisation_for", args=[plan.skp.pk]) in page
    assert (
        f"Pendamping: {cast.hadi.full_name}"
        in sign_in("budi").get(reverse("monitoring:team")).content.decode()
    )
    # It is the list of the companion: no other colleague, admin or inspector reads it there.
    for name in ("ani", "eka", "fajar", "gita"):
        assert "30 hari tanpa catatan" not in sign_in(name).get(helping).content.decode()
    november = date(2026, 11, 4)
    entry = services.enter_realisation_for(
        plan.iki["berkas"], by=cast.actor("hadi"), on=november, month=10,
        entry=RealisationEntry(Decimal(90), "Dibantu mengetik"), consent="present",
    )  # fmt: skip
    services.confirm_entry(entry, by=cast.actor("ani"), on=november)
    assert Realisation.objects.get(month=10).recorded_by_id == cast.ani.pk
    assert not accompanied_by(cast.actor("hadi"), november)[0].is_quiet


def test_a_companion_is_no_rater_and_is_named_by_those_it_concerns(
    cast: Cast, plan: Plan, sign_in: type[SignedIn]
) -> None:
    ani = cast.actor("ani")
    for other in (cast.ani, cast.budi, cast.citra, cast.eka, cast.ivan):
        with pytest.raises(InvalidInput):
            services.name_companion(cast.ani, by=ani, on=TODAY, companion=other)
    for name in ("hadi", "fajar", "gita", "citra"):
        with pytest.raises(NotAllowed):
            services.name_companion(cast.ani, by=cast.actor(name), on=TODAY, companion=cast.hadi)
    place = reverse("monitoring:companion", args=[cast.ani.pk])
    budi = sign_in("budi")
    assert budi.post(place, {"companion": str(cast.hadi.pk)}).status_code == 302
    assert budi.post(place, {"companion": str(cast.budi.pk)}).status_code == 422
    assert budi.post(place, {"companion": ""}).status_code == 302
    assert list(Companion.objects.values_list("until", flat=True)) == [TODAY]
    assert accompanied_by(cast.actor("hadi"), TODAY) == []
