"""The library meets the plans: one click takes an indicator, a change says whom it touches, plans keep theirs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import NotAllowed, StepNotPossible
from selaras.core.models import Notice
from selaras.indicators.models import Indicator, IndicatorVersion
from selaras.indicators.services import doubt_indicator, propose_change, retire_indicator
from selaras.indicators.services.proposals import make_version
from selaras.indicators.tests.stage import ON, in_force, wording
from selaras.planning.models import Iki
from selaras.planning.selectors import content_of
from selaras.planning.selectors.library import touched_plans, uses_of
from selaras.planning.services import draft_skp
from selaras.planning.services.library import adopt_indicator, put_into_force
from selaras.planning.tests.stage import agreed, drafted, first_result
from tests.cast import STAGED, Cast

JULY = date(2026, 7, 1)


@pytest.mark.trace("K-15", "P-02")
@time_machine.travel("2026-01-05 09:00+08:00")
def test_one_click_fills_everything_but_the_target(cast: Cast, sign_in: Any) -> None:
    indicator = in_force(cast).indicator
    rhk = first_result(drafted(cast, "ani"))
    page = sign_in("ani").get(reverse("planning:library"), {"hasil": rhk.pk})
    assert reverse("planning:library_adopt", args=[indicator.pk]) in page.content.decode()
    answer = sign_in("ani").post(reverse("planning:library_adopt", args=[indicator.pk]), {"hasil": rhk.pk})
    iki = Iki.objects.get(indicator=indicator)
    assert answer.url == reverse("planning:iki_edit", args=[iki.pk])
    assert (iki.text, iki.unit_of_measure, iki.direction, iki.pattern) == (
        "Penderita hipertensi yang tekanan darahnya terkendali", "%", "more_is_better", "posisi",
    )  # fmt: skip
    assert (iki.data_source, iki.baseline, iki.aspect, iki.target) == (
        "Register puskesmas", Decimal(62), "kualitas", None,
    )  # fmt: skip
    assert iki.indicator_version == 1


def test_only_the_owner_of_a_plan_that_is_written_may_adopt(cast: Cast) -> None:
    indicator = in_force(cast).indicator
    rhk = first_result(drafted(cast, "ani"))
    for name in ("hadi", "budi", "eka", "fajar"):
        with pytest.raises(NotAllowed):
            adopt_indicator(rhk, indicator, by=cast.actor(name), on=ON)
    adopt_indicator(rhk, indicator, by=cast.actor("ani"), on=ON)
    with pytest.raises(StepNotPossible, match="sudah memakai"):
        adopt_indicator(rhk, indicator, by=cast.actor("ani"), on=ON)
    retire_indicator(indicator, reason="Berhenti.", by=cast.actor("fajar"), on=ON)
    other = first_result(drafted(cast, "hadi"))
    with pytest.raises(StepNotPossible, match="tidak berlaku"):
        adopt_indicator(other, indicator, by=cast.actor("hadi"), on=ON)


def test_a_key_that_is_not_mine_is_refused_in_words(cast: Cast, sign_in: Any) -> None:
    indicator = in_force(cast).indicator
    foreign = first_result(drafted(cast, "hadi"))
    page = reverse("planning:library_adopt", args=[indicator.pk])
    for key in (str(foreign.pk), "bukan-kunci", "", "\x00"):
        answer = sign_in("ani").post(page, {"hasil": key})
        assert answer.status_code == 422
    assert sign_in("ivan").post(page, {"hasil": str(foreign.pk)}).status_code == 404
    assert not Iki.objects.filter(indicator=indicator).exists()
    shown = sign_in("ani").get(
        reverse("planning:library"), {"hasil": "x" * 50, "rak": "?", "q": "\x00\u202e"}
    )
    assert shown.status_code == 200


@pytest.mark.trace("P-23")
def test_a_change_says_whom_it_touches_and_plans_keep_their_version(cast: Cast, sign_in: Any) -> None:
    old = in_force(cast)
    skp = drafted(cast, "ani")
    adopt_indicator(first_result(skp), old.indicator, by=cast.actor("ani"), on=ON)
    change = propose_change(
        old.indicator, wording(title="Terkendali tiga kali berturut-turut"), reason="Satu kunjungan kebetulan.",
        starts_on=JULY, by=cast.actor("eka"), on=ON,
    )  # fmt: skip
    page = sign_in("fajar").get(reverse("planning:library_decide", args=[change.pk])).content.decode()
    assert "Ani Tefaloi" in page
    assert "Terkendali tiga kali berturut-turut" in page
    assert "Satu kunjungan kebetulan." in page
    assert put_into_force(change, by=cast.actor("fajar"), on=ON) == 1
    kept = Iki.objects.get(indicator=old.indicator)
    assert (kept.text, kept.indicator_version) == (old.title, 1)
    assert Notice.objects.get(kind="indicator_changed").recipient_id == cast.ani.pk
    taken = adopt_indicator(
        first_result(drafted(cast, "hadi")), old.indicator, by=cast.actor("hadi"), on=JULY
    )
    assert (taken.text, taken.indicator_version) == ("Terkendali tiga kali berturut-turut", 2)


@pytest.mark.trace("P-23")
def test_a_plan_with_an_older_wording_says_so_and_leads_to_what_changed(cast: Cast, sign_in: Any) -> None:
    old = in_force(cast)
    skp = drafted(cast, "ani")
    adopt_indicator(first_result(skp), old.indicator, by=cast.actor("ani"), on=ON)
    change = propose_change(
        old.indicator, wording(title="Terkendali tiga kali berturut-turut"), reason="Satu kunjungan kebetulan.",
        starts_on=JULY, by=cast.actor("eka"), on=ON,
    )  # fmt: skip
    put_into_force(change, by=cast.actor("fajar"), on=ON)
    told = "Memakai versi 1 dari pustaka; kini berlaku versi 2."
    plan = reverse("planning:edit", args=[skp.pk])
    link = f"{reverse('planning:library_detail', args=[old.indicator_id])}?dari=1#perubahan"
    with time_machine.travel("2026-06-30 09:00+08:00"):
        assert told not in sign_in("ani").get(plan).content.decode()
    with time_machine.travel("2026-07-01 09:00+08:00"):
        for page in (plan, reverse("planning:detail", args=[skp.pk])):
            shown = sign_in("ani").get(page).content.decode()
            assert told in shown
            assert link in shown
        compared = sign_in("ani").get(link)
        assert [(row.label, row.old, row.new) for row in compared.context["changes"]] == [
            ("Indikator", old.title, "Terkendali tiga kali berturut-turut")
        ]
        assert "Yang berubah dari versi 1 ke versi 2" in compared.content.decode()
        assert "newer_version" not in str(content_of(skp)), "what is frozen and printed knows nothing of it"
        for asked in ("2", "9", "x", ""):
            detail = reverse("planning:library_detail", args=[old.indicator_id])
            assert "Yang berubah dari" not in sign_in("ani").get(detail, {"dari": asked}).content.decode()


@pytest.mark.trace("P-22")
def test_next_years_copy_keeps_the_link_to_the_library(cast: Cast) -> None:
    indicator = in_force(cast).indicator
    skp, _version = agreed(cast, "ani", "budi")
    copy = draft_skp(cast.ani, 2027, by=cast.actor("ani"), on=date(2026, 12, 1), copy_from=skp)
    assert Iki.objects.filter(rhk__skp=copy, indicator=indicator).count() == 0
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        Iki.objects.filter(rhk__skp=skp).update(indicator=indicator, indicator_version=1)
        copy.delete()
    copy = draft_skp(cast.ani, 2027, by=cast.actor("ani"), on=date(2026, 12, 1), copy_from=skp)
    assert [iki["indicator_id"] for rhk in content_of(copy)["rhk"] for iki in rhk["iki"]] == [
        str(indicator.pk)
    ]
    assert uses_of([indicator.pk], 2027) == {indicator.pk: 1}
    assert touched_plans(indicator, JULY).count() == 2


def test_the_city_admin_reads_reasons_and_never_names(cast: Cast, sign_in: Any) -> None:
    indicator = in_force(cast).indicator
    doubt_indicator(indicator, reason="Pasien kami anak-anak.", by=cast.actor("hadi"), on=ON)
    detail = reverse("planning:library_detail", args=[indicator.pk])
    page = sign_in("fajar").get(detail).content.decode()
    assert "Pasien kami anak-anak." in page
    assert "Hadi" not in page
    assert "Pasien kami anak-anak." not in sign_in("citra").get(detail).content.decode()
    assert "Hadi" not in sign_in("fajar").get(reverse("planning:library_doubted")).content.decode()


def test_proposing_through_the_form_and_deciding_with_a_reason(cast: Cast, sign_in: Any) -> None:
    told = {
        "code": "dk-9", "opd": str(cast.units["dinkes"].pk), "title": "Rujukan nonspesialistik",
        "unit_of_measure": "%", "direction": "less_is_better", "pattern": "posisi", "source": "Aplikasi rujukan",
        "starts_on": "2026-01-01", "reason": "",
    }  # fmt: skip
    add = reverse("planning:library_add")
    assert sign_in("ani").post(add, told).status_code == 403
    assert sign_in("eka").post(add, {**told, "opd": str(cast.units["bkppd"].pk)}).status_code == 422
    assert sign_in("eka").post(add, {**told, "title": "x" * 1_000_000}).status_code == 422
    assert sign_in("eka").post(add, told).status_code == 302
    version = IndicatorVersion.objects.get(indicator__code="DK-9")
    decide = reverse("planning:library_decide", args=[version.pk])
    assert sign_in("fajar").post(decide, {"tolak": "1", "reason": ""}).status_code == 422
    assert sign_in("fajar").post(decide, {"reason": ""}).status_code == 302
    assert Indicator.objects.get(code="DK-9").status == "in_force"


@pytest.mark.slow
def test_eight_thousand_indicators_stay_quick(
    cast: Cast, sign_in: Any, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = []
    for number in range(8000):
        indicator = Indicator(agency=cast.kupang, code=f"Z-{number}", status="in_force")
        version = make_version(indicator, 1, wording(title=f"Ukuran {number}"), reason="", starts_on=ON)
        version.status = "accepted"
        rows.append(version)
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        Indicator.objects.bulk_create([row.indicator for row in rows], batch_size=500)
        IndicatorVersion.objects.bulk_create(rows, batch_size=300)
    rhk = first_result(drafted(cast, "ani"))
    browser = sign_in("ani")
    for asked in ({}, {"q": "7999 ukuran"}, {"q": "terkendali", "page": "160"}, {"hasil": str(rhk.pk)}):
        with django_assert_max_num_queries(12):
            answer = browser.get(reverse("planning:library"), asked)
        assert answer.status_code == 200
        assert len(answer.content) < 120_000
    assert "Ukuran 7999" in browser.get(reverse("planning:library"), {"q": "7999 ukuran"}).content.decode()
