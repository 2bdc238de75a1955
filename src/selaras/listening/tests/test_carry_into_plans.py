"""D4: what citizens complain about changes a plan that is running, in the middle of the year (K-32, K-33, K-39)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.core.models import AuditEvent, Notice
from selaras.core.once import new_form_key
from selaras.indicators.models import IndicatorVersion
from selaras.indicators.services import propose_change
from selaras.indicators.tests.stage import in_force, proposed, wording
from selaras.listening import services
from selaras.listening.models import CarriedAnswer, ThemeAnswer
from selaras.listening.services import NewAnswer
from selaras.listening.tests.lists import FEES, add_lapor, apply, numbered, send, theme
from selaras.planning.models import Iki, Skp
from selaras.planning.services import IkiValues, agree_skp, edit_iki, submit_skp
from selaras.planning.services.library import adopt_indicator, put_into_force, renew_indicator
from selaras.planning.tests.stage import ON, agreed, drafted, first_result
from tests.cast import Cast

JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 3)
REASON = "Warga berulang kali tidak diberi karcis."


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    with time_machine.travel("2026-07-01 09:00+08:00", tick=False):
        yield


def answered(cast: Cast, version: IndicatorVersion) -> ThemeAnswer:
    """A complaint about tickets was sorted; the answer to it led to an indicator."""
    by, fees = cast.actor("eka", JULY), theme(cast, "Karcis parkir", "karcis")
    apply(cast, send(cast, add_lapor(cast), FEES))
    services.sort_inputs({numbered("102"): fees}, by=by, on=JULY)
    decided = date(2026, 6, 30)
    new = NewAnswer(fees, cast.units["dinkes"], "Karcis digital.", decided, version.indicator)
    return services.answer_theme(new, by=by, on=JULY)


def carry(cast: Cast, answer: ThemeAnswer, *plans: Skp, name: str = "budi") -> list[CarriedAnswer]:
    by = cast.actor(name, JULY)
    return services.carry_into_plans(answer, plans, by=by, on=JULY, reason=REASON)


@pytest.mark.trace("K-32", "K-33", "K-39")
def test_a_theme_opens_a_running_plan_and_its_next_version_has_the_indicator(
    cast: Cast, sign_in: Any
) -> None:
    skp, first = agreed(cast, "ani", "budi")
    version = in_force(cast, "DK-50", title="Transaksi parkir dengan karcis digital")
    answer, budi = answered(cast, version), sign_in("budi")
    unit = reverse("listening:unit", args=[cast.units["dinkes"].pk])
    address = reverse("listening:carry", args=[answer.pk])
    assert address in budi.get(unit).content.decode()
    shown = budi.get(address).content.decode()
    assert "Ani Tefaloi" in shown
    assert "Suara warga «Karcis parkir», diputuskan 30 Juni 2026. Indikator DK-50" in shown
    assert budi.post(address, {"reason": REASON}).status_code == 422
    told = {"plans": [str(skp.pk)], "reason": REASON, "form_key": str(new_form_key())}
    assert [budi.post(address, told).status_code for _click in range(2)] == [302, 302]
    row = CarriedAnswer.objects.get()
    assert (row.skp, row.version, row.carried_by) == (skp, 1, cast.budi)
    assert "1 SKP dibuka kembali karenanya." in budi.get(unit).content.decode()
    assert "Tidak ada SKP yang dapat Anda buka" in budi.get(address).content.decode()
    assert Notice.objects.filter(recipient_id=cast.ani.pk, kind="skp.reopened").exists()
    assert AuditEvent.objects.filter(kind="listening.carried", subject_id=cast.ani.pk).exists()
    skp.refresh_from_db()
    ani = cast.actor("ani", JULY)
    assert REASON in sign_in("ani").get(reverse("planning:edit", args=[skp.pk])).content.decode()
    line = adopt_indicator(first_result(skp), version.indicator, by=ani, on=JULY)
    edit_iki(line, IkiValues(line.text, target=Decimal(80), unit_of_measure="%"), by=ani, on=JULY)
    submit_skp(skp, by=ani, on=JULY)
    second = agree_skp(skp, by=cast.actor("budi", JULY), on=JULY)
    assert (second.number, second.reason) == (2, REASON)
    words = [[iki["text"] for rhk in one.content["rhk"] for iki in rhk["iki"]] for one in (first, second)]
    assert [line.text in texts for texts in words] == [False, True], "version 1 stays as it was agreed"
    behind = budi.get(reverse("listening:indicator", args=[version.indicator_id])).content.decode()
    assert "1 di antaranya sudah disepakati lagi" in behind


def test_only_the_two_sides_of_a_running_plan_open_it_and_only_for_what_is_in_force(
    cast: Cast, sign_in: Any
) -> None:
    skp, _version = agreed(cast, "ani", "budi")
    waiting = proposed(cast, "DK-51")
    answer = answered(cast, waiting)
    with pytest.raises(StepNotPossible, match="belum berlaku"):
        carry(cast, answer, skp)
    place = reverse("listening:carry", args=[answer.pk])
    assert "Indikatornya belum berlaku" in sign_in("budi").get(place).content.decode()
    put_into_force(waiting, by=cast.actor("fajar"), on=JULY)
    answer.refresh_from_db()
    for name in ("hadi", "citra", "eka", "fajar"):
        with pytest.raises(NotAllowed):
            carry(cast, answer, skp, name=name)
        assert "Ani Tefaloi" not in sign_in(name).get(place).content.decode()
    with pytest.raises(InvalidInput):
        carry(cast, answer)
    with pytest.raises(InvalidInput):
        services.carry_into_plans(answer, [skp], by=cast.actor("ani"), on=date(2027, 1, 4), reason=REASON)
    draft = drafted(cast, "budi")
    with pytest.raises(NotAllowed):
        carry(cast, answer, skp, draft, name="ani")
    skp.refresh_from_db()
    assert (skp.status, CarriedAnswer.objects.count()) == ("agreed", 0), "all of them or none"
    assert sign_in("ani").post(place, {"plans": [str(skp.pk)], "reason": REASON})["Location"] == reverse(
        "planning:edit", args=[skp.pk]
    )
    assert sign_in("ivan").get(place).status_code == 404


@pytest.mark.trace("K-32")
def test_a_newer_wording_is_taken_into_an_open_plan_by_one_press(cast: Cast, sign_in: Any) -> None:
    old = in_force(cast)
    skp, ani = drafted(cast, "ani"), cast.actor("ani")
    adopt_indicator(first_result(skp), old.indicator, by=ani, on=ON)
    line = Iki.objects.get(indicator=old.indicator)
    edit_iki(
        line, IkiValues(line.text, target=Decimal(70), unit_of_measure="%", pattern="posisi"), by=ani, on=ON
    )
    with pytest.raises(StepNotPossible, match="lebih baru"):
        renew_indicator(line, by=ani, on=ON)
    change = propose_change(
        old.indicator, wording(title="Terkendali tiga kali", source="e-Puskesmas"), reason="Sistem baru.",
        starts_on=JULY, by=cast.actor("eka"), on=ON,
    )  # fmt: skip
    put_into_force(change, by=cast.actor("fajar"), on=ON)
    address, edit = reverse("planning:iki_renew", args=[line.pk]), reverse("planning:edit", args=[skp.pk])
    assert address in sign_in("ani").get(edit).content.decode()
    assert sign_in("budi").post(address).status_code == 403
    assert sign_in("ani").post(address)["Location"] == reverse("planning:iki_edit", args=[line.pk])
    line.refresh_from_db()
    assert (line.text, line.data_source, line.indicator_version) == ("Terkendali tiga kali", "e-Puskesmas", 2)
    assert line.target == 70, "the number means the same, so it stays"
    other = propose_change(
        old.indicator, wording(title="Terkendali", unit_of_measure="orang", pattern="hitungan"), reason="Lain.",
        starts_on=AUGUST, by=cast.actor("eka"), on=JULY,
    )  # fmt: skip
    put_into_force(other, by=cast.actor("fajar"), on=JULY)
    line = Iki.objects.select_related("rhk__skp", "indicator").get(pk=line.pk)
    fresh = renew_indicator(line, by=cast.actor("ani", AUGUST), on=AUGUST)
    assert (fresh.pk != line.pk, fresh.target, fresh.unit_of_measure) == (True, None, "orang")
    assert not Iki.objects.filter(pk=line.pk, is_active=True).exists(), "another unit is another measure"
