"""Six days become one and twenty-nine kinds eighteen: told, checked by a second person, quoted in the reason (P-24)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.core.models import Notice
from selaras.monitoring import services
from selaras.monitoring.models import ProcessChange
from selaras.monitoring.process import confirmed_changes, sentence_of
from selaras.monitoring.services import NewProcessChange
from selaras.monitoring.tests.stage import TODAY, Plan
from selaras_rules import Period
from tests.cast import Cast
from tests.fixtures import SignedIn

NEW = NewProcessChange(
    "Izin usaha", "Formulir digabung, izin berisiko rendah terbit sendiri", date(2026, 9, 14),
    days=(Decimal(6), Decimal(1)), counted="jenis izin", count=(29, 18),
)  # fmt: skip


@pytest.mark.trace("P-24")
def test_it_is_told_with_numbers_and_checked_by_the_head_of_the_section(
    cast: Cast, plan: Plan, sign_in: type[SignedIn]
) -> None:
    sent: dict[str, Any] = {
        "process": NEW.process, "what": NEW.what, "measured_on": "2026-09-14", "days_before": "6", "days_after": "1",
        "counted": "jenis izin", "count_before": "29", "count_after": "18", "rhk": str(plan.iki["berkas"].rhk_id),
    }  # fmt: skip
    add = reverse("monitoring:process_change_add", args=[plan.skp.pk])
    ani, budi = sign_in("ani"), sign_in("budi")
    assert ani.post(add, {**sent, "days_after": ""}).status_code == 422
    assert ani.post(add, {**sent, "counted": ""}).status_code == 422
    assert ani.post(add, sent).status_code == 302
    change = ProcessChange.objects.get()
    assert Notice.objects.filter(recipient_id=cast.budi.pk, kind="process_change").exists()
    quarter = Period.of_quarter(2026, 3)
    assert confirmed_changes(plan.skp, quarter) == []
    place = reverse("monitoring:process_change", args=[change.pk])
    verdict = {"verdict": "ya", "words": "20 berkas Agustus, tanggal masuk dan terbit"}
    assert ani.post(place, verdict).status_code == 404
    assert budi.post(place, {**verdict, "words": ""}).status_code == 422
    assert budi.post(place, verdict).status_code == 302
    (checked,) = confirmed_changes(plan.skp, quarter)
    assert sentence_of(checked) == (
        f"Izin usaha: 6 hari menjadi 1; 29 jenis izin menjadi 18. Diperiksa {cast.budi.full_name}, 5 Oktober 2026."
    )
    assert "20 berkas Agustus" in ani.get(place).content.decode()
    with pytest.raises(StepNotPossible):
        services.check_process_change(
            checked, by=cast.actor("budi"), on=TODAY, is_confirmed=False, words="Lagi"
        )


def test_half_a_pair_a_day_to_come_and_own_checks_are_refused(cast: Cast, plan: Plan) -> None:
    ani = cast.actor("ani")
    for wrong in (
        replace(NEW, days=(Decimal(6), None)),
        replace(NEW, days=(None, None), count=(None, None)),
        replace(NEW, days=(Decimal(-1), Decimal(1))),
        replace(NEW, measured_on=date(2026, 10, 6)),
    ):
        with pytest.raises(InvalidInput):
            services.tell_process_change(plan.skp, by=ani, on=TODAY, new=wrong)
    change = services.tell_process_change(plan.skp, by=ani, on=TODAY, new=NEW)
    for name in ("ani", "citra", "hadi", "eka"):
        with pytest.raises(NotAllowed):
            services.check_process_change(
                change, by=cast.actor(name), on=TODAY, is_confirmed=True, words="Benar"
            )
