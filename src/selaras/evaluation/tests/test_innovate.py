"""A new idea stays an idea until numbers show what it changed; the evaluation shows it beside, never inside (P-20)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from selaras.core.errors import ChangedMeanwhile, InvalidInput, NotAllowed
from selaras.evaluation.models import Evaluation
from selaras.evaluation.tests import stage
from selaras.monitoring import services
from selaras.monitoring.models import Innovation
from selaras.monitoring.services import NewInnovation, NewProcessChange
from selaras.planning.models import Skp
from tests.cast import Cast
from tests.fixtures import SignedIn

ON = stage.AFTER_Q1
NEW = NewInnovation(
    "Antrean imunisasi lewat WhatsApp",
    "Ibu menunggu dua jam",
    "Nomor antrean dikirim pagi",
    "Ibu di tiga kelurahan",
)
FASTER = NewProcessChange(
    "Antrean imunisasi", "Nomor dikirim pagi", date(2026, 3, 16), counted="menit menunggu", count=(120, 20)
)


@pytest.fixture
def skp(cast: Cast) -> Skp:
    found = stage.stage_skp(cast.ani)
    stage.stage_dialogue(found, date(2026, 3, 30))
    return found


@pytest.mark.trace("P-20")
def test_without_a_measured_effect_it_stays_an_idea(cast: Cast, skp: Skp, sign_in: type[SignedIn]) -> None:
    browser, place = sign_in("ani"), reverse("monitoring:innovation_add", args=[skp.pk])
    sent = {
        "title": NEW.title, "problem": NEW.problem, "idea": NEW.idea, "beneficiaries": NEW.beneficiaries,
        "stage": "penerapan", "change": "", "form_key": str(uuid4()),
    }  # fmt: skip
    refused = browser.post(place, sent)
    assert refused.status_code == 422
    assert "inovasi tetap gagasan" in refused.content.decode()
    assert [browser.post(place, sent | {"stage": "gagasan"}).status_code for _click in range(2)] == [302, 302]
    (idea,) = Innovation.objects.filter(skp=skp)
    change = services.tell_process_change(skp, by=cast.actor("ani"), on=ON, new=FASTER)
    used = replace(NEW, stage="penerapan", change_id=change.pk)
    services.change_innovation(idea, by=cast.actor("ani"), on=ON, new=used, revision=0)
    with pytest.raises(ChangedMeanwhile):
        services.change_innovation(idea, by=cast.actor("ani"), on=ON, new=used, revision=0)
    with pytest.raises(InvalidInput):
        services.tell_innovation(skp, by=cast.actor("ani"), on=ON, new=used)
    for name in ("budi", "hadi", "eka"):
        with pytest.raises(NotAllowed):
            services.tell_innovation(skp, by=cast.actor(name), on=ON, new=NEW)


@pytest.mark.trace("P-19", "P-20", "P-21")
def test_beside_the_rating_it_is_read_and_quoted_once_checked_and_counts_nothing(
    cast: Cast, skp: Skp, sign_in: type[SignedIn]
) -> None:
    change = services.tell_process_change(skp, by=cast.actor("ani"), on=ON, new=FASTER)
    used = replace(NEW, stage="uji_coba", change_id=change.pk)
    services.tell_innovation(skp, by=cast.actor("ani"), on=ON, new=used)
    evaluation = stage.opened(cast, skp)
    budi, place = sign_in("budi"), reverse("evaluation:rate", args=[evaluation.pk])
    page = budi.get(place).content.decode()
    for words in (NEW.title, "Uji coba", "dampak menunggu diperiksa", "tidak dihitung ke dalam rating"):
        assert words in page, words
    assert f"?kutip={change.pk}" not in page
    # attendance comes beside too, as counts without a page around them
    beside = page.partition('hx-get="')[2].partition('"')[0]
    assert beside == reverse("discipline:span", args=[cast.ani.pk, "2026-01-01", "2026-03-31"])
    counts = budi.get(beside, headers={"HX-Request": "true"}).content.decode()
    assert "Belum ada data" in counts
    assert "<html" not in counts
    services.check_process_change(
        change, by=stage.penilai(cast), on=ON, is_confirmed=True, words="Dari buku antrean"
    )
    page = budi.get(place).content.decode()
    assert "dampak terukur dan diperiksa" in page
    assert f"?kutip={change.pk}" in page
    # the same ratings give the same predikat, with or without an idea
    fixed = stage.fixed(cast, skp)
    assert (fixed.rating_hasil_kerja, fixed.predikat) == ("sesuai", "baik")
    assert Evaluation.objects.get().rating_hasil_kerja == "sesuai"
