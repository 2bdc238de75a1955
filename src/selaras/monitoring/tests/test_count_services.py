"""The number of services comes from a register and is not typed again (K-16)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from selaras.authorization import Permission
from selaras.core.errors import InvalidInput, NotAllowed
from selaras.core.models import AuditEvent
from selaras.evaluation.tests.stage import stage_skp
from selaras.intake.services import withdraw_feed
from selaras.intake.tests.deliveries import ON, add_simpus, apply, deliver, rows
from selaras.monitoring.arriving import WantedNumber, offered_numbers
from selaras.monitoring.models import Realisation
from selaras.monitoring.selectors import iki_seen_by
from selaras.monitoring.services import RealisationEntry, choose_number, record_realisation
from selaras.planning.models import Iki
from selaras_rules import Pattern
from tests.cast import Cast
from tests.fixtures import SignedIn


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel("2026-04-06 09:00+08:00", tick=False):
        yield


@pytest.fixture
def iki(cast: Cast) -> Iki:
    """An indicator of Ani's agreed plan that adds up months."""
    skp = stage_skp(cast.ani)
    found = Iki.objects.filter(rhk__skp=skp, pattern="hitungan").order_by("rhk__order", "order").first()
    assert found is not None
    return iki_seen_by(cast.actor("ani", ON), found.pk, Permission.RECORD_PROGRESS)


def numbers(iki: Iki) -> dict[int, Decimal | None]:
    return dict(Realisation.objects.filter(iki=iki).values_list("month", "value"))


def offered(iki: Iki) -> WantedNumber:
    return offered_numbers(iki.rhk.skp, Pattern.HITUNGAN, ON)[0].wanted


@pytest.mark.trace("K-16")
def test_ani_chooses_a_register_and_its_counts_become_her_realisation(
    cast: Cast, sign_in: type[SignedIn], iki: Iki
) -> None:
    source, ani = add_simpus(cast), sign_in("ani")
    lines = ("Puskesmas Contoh;2026-01;Rawat jalan;1.300", "Puskesmas Contoh;2026-02;Rawat jalan;1400")
    apply(cast, deliver(cast, source, rows(*lines), "januari-februari.csv"))
    page = reverse("monitoring:count", args=[iki.pk])
    shown = ani.get(page).content.decode()
    assert "Rawat jalan, Puskesmas Contoh: 2.700 sampai Februari 2026 (SIMPUS)" in shown
    wanted = offered(iki)
    answer = ani.post(page, {"count": wanted.key})
    assert numbers(iki) == {1: 1300, 2: 1400}
    progress = ani.get(answer["Location"]).content.decode()
    assert "Angka dari SIMPUS: Rawat jalan, Puskesmas Contoh (berkas januari-februari.csv" in progress
    assert "tidak diketik" in progress
    assert "Sampai sekarang 2.700" in progress
    assert (
        "Angka ini datang sendiri"
        in ani.get(f"{reverse('monitoring:realisation', args=[iki.pk])}?bulan=2").content.decode()
    )


@pytest.mark.trace("K-16")
def test_later_counts_follow_and_withdrawn_ones_go_but_words_stay(cast: Cast, iki: Iki) -> None:
    source, ani, eka = add_simpus(cast), cast.actor("ani", ON), cast.actor("eka", ON)
    first = apply(
        cast,
        deliver(cast, source, rows("Puskesmas Contoh;2026-01;Gizi;40", "Puskesmas Contoh;2026-02;Gizi;30")),
    )
    choose_number(iki, offered(iki), by=ani, on=ON)
    words = RealisationEntry(narrative="Posyandu baru di Oesapa.")
    told = record_realisation(iki, by=ani, on=ON, month=2, entry=words, revision=1)
    assert told.value == 30
    assert told.narrative == "Posyandu baru di Oesapa."
    with pytest.raises(InvalidInput, match="datang dari «SIMPUS»"):
        record_realisation(iki, by=ani, on=ON, month=2, entry=RealisationEntry(Decimal(99)), revision=2)

    later = apply(
        cast,
        deliver(cast, source, rows("Puskesmas Contoh;2026-02;Gizi;33", "Puskesmas Contoh;2026-03;Gizi;50")),
    )
    assert numbers(iki) == {1: 40, 2: 33, 3: 50}
    withdraw_feed(later, by=eka, on=ON, because="register keliru")
    assert numbers(iki) == {1: 40, 2: 30}
    withdraw_feed(first, by=eka, on=ON, because="register keliru")
    assert numbers(iki) == {2: None}
    assert Realisation.objects.get().narrative == "Posyandu baru di Oesapa."
    assert AuditEvent.objects.filter(kind="monitoring.realisation_fed", subject_id=cast.ani.pk).count() == 8


def test_nobody_chooses_for_somebody_else(cast: Cast, iki: Iki) -> None:
    apply(cast, deliver(cast, add_simpus(cast), rows("Puskesmas Contoh;2026-01;Gizi;40")))
    with pytest.raises(NotAllowed):
        choose_number(iki, offered(iki), by=cast.actor("budi", ON), on=ON)
