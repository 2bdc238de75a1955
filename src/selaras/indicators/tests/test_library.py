"""The library lives: proposed by an OPD, decided by the city, changed from a day on, doubted by everybody."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from selaras.core.errors import InvalidInput, NotAllowed, NotFound, StepNotPossible
from selaras.core.models import AuditEvent
from selaras.core.scoping import agency_scope
from selaras.indicators.models import Indicator, IndicatorVersion, RelevanceNote
from selaras.indicators.selectors import (
    Wanted,
    doubted_indicators,
    indicator_for,
    indicators_found,
    reasons_against,
    version_in_force,
)
from selaras.indicators.services import (
    accept_proposal,
    decline_proposal,
    doubt_indicator,
    load_default_library,
    propose_change,
    propose_indicator,
    retire_indicator,
    revive_indicator,
    withdraw_doubt,
)
from selaras.indicators.services.loading import library_files
from selaras.indicators.tests.stage import BEGIN, ON, in_force, proposed, wording
from tests.cast import Cast

JULY = date(2026, 7, 1)


def titles(cast: Cast, on: date = ON, **wanted: str) -> list[str]:
    return [row.title for row in indicators_found(cast.actor("ani"), Wanted(**wanted), on)]  # type: ignore[arg-type]


def test_an_opd_proposes_and_only_the_city_decides(cast: Cast) -> None:
    version = proposed(cast)
    assert titles(cast) == []
    for name in ("ani", "budi", "citra", "eka", "gita"):
        with pytest.raises(NotAllowed):
            accept_proposal(version, by=cast.actor(name), on=ON)
    accept_proposal(version, by=cast.actor("fajar"), on=ON)
    assert titles(cast) == [version.title]


def test_an_opd_admin_proposes_for_the_own_opd_only(cast: Cast) -> None:
    by = cast.actor("eka")
    for opd in (None, cast.units["bkppd"]):
        with pytest.raises(NotAllowed):
            propose_indicator("X-1", wording(), opd=opd, by=by, on=ON)
    with pytest.raises(NotAllowed):
        propose_indicator("X-1", wording(), opd=cast.units["dinkes"], by=cast.actor("ani"), on=ON)
    assert not Indicator.objects.exists()


def test_a_new_wording_begins_on_its_day_and_ends_the_one_before(cast: Cast) -> None:
    old = in_force(cast)
    values = wording(title="Penderita hipertensi yang terkendali tiga kunjungan berturut-turut")
    new = propose_change(
        old.indicator, values, reason="Satu kunjungan kebetulan.", starts_on=JULY, by=cast.actor("eka"), on=ON
    )
    assert version_in_force(old.indicator, JULY) == old
    accept_proposal(new, by=cast.actor("fajar"), on=ON)
    assert version_in_force(old.indicator, date(2026, 6, 30)) == old
    assert version_in_force(old.indicator, JULY) == new
    assert titles(cast) == [old.title]
    assert titles(cast, JULY) == [new.title]
    assert titles(cast, shelf="nanti") == [new.title]


def test_a_change_needs_a_reason_a_later_day_and_no_other_proposal(cast: Cast) -> None:
    indicator, by = in_force(cast).indicator, cast.actor("eka")
    with pytest.raises(InvalidInput) as refused:
        propose_change(indicator, wording(), reason=" ", starts_on=BEGIN, by=by, on=ON)
    assert set(refused.value.fields) == {"reason", "starts_on"}
    propose_change(indicator, wording(), reason="Sumber berganti.", starts_on=JULY, by=by, on=ON)
    with pytest.raises(StepNotPossible, match="menunggu keputusan"):
        propose_change(indicator, wording(), reason="Lagi.", starts_on=JULY, by=by, on=ON)


def test_a_refusal_has_a_reason_and_puts_a_new_indicator_away(cast: Cast) -> None:
    version, by = proposed(cast), cast.actor("fajar")
    with pytest.raises(InvalidInput):
        decline_proposal(version, reason="", by=by, on=ON)
    decline_proposal(version, reason="Sudah ada sebagai UMUM-02.", by=by, on=ON)
    indicator = Indicator.objects.get()
    assert (indicator.status, indicator.status_reason) == ("retired", "Sudah ada sebagai UMUM-02.")
    assert titles(cast, shelf="pensiun") == [version.title]
    with pytest.raises(StepNotPossible):
        revive_indicator(indicator, reason="Ternyata perlu.", by=by, on=ON)
    with pytest.raises(StepNotPossible):
        accept_proposal(IndicatorVersion.objects.select_related("indicator").get(), by=by, on=ON)


def test_a_retired_indicator_comes_back_with_a_reason(cast: Cast) -> None:
    indicator, by = in_force(cast).indicator, cast.actor("fajar")
    retire_indicator(indicator, reason="Izin kini terbit otomatis.", by=by, on=ON)
    assert version_in_force(indicator, ON) is None
    revive_indicator(indicator, reason="Masih dipakai puskesmas.", by=by, on=ON)
    assert version_in_force(indicator, ON) is not None


@pytest.mark.trace("K-15")
def test_everybody_may_say_once_why_an_indicator_is_not_relevant(cast: Cast) -> None:
    indicator = in_force(cast).indicator
    for name in ("ani", "hadi", "citra"):
        doubt_indicator(indicator, reason=f"Alasan {name}", by=cast.actor(name), on=ON)
    doubt_indicator(indicator, reason="Alasan ani yang lebih jelas", by=cast.actor("ani"), on=ON)
    assert RelevanceNote.objects.count() == 3
    assert [row.doubts for row in doubted_indicators(cast.actor("fajar"))] == [3]  # type: ignore[attr-defined]
    assert not doubted_indicators(cast.actor("eka")).exists()
    read = list(reasons_against(indicator))
    assert {row["reason"] for row in read} == {"Alasan hadi", "Alasan citra", "Alasan ani yang lebih jelas"}
    assert all(set(row) == {"reason", "noted_at"} for row in read), "no name, no unit"
    withdraw_doubt(indicator, by=cast.actor("ani"), on=ON)
    assert RelevanceNote.objects.count() == 2
    with pytest.raises(InvalidInput):
        doubt_indicator(indicator, reason="  ", by=cast.actor("ani"), on=ON)


def test_a_measure_that_cannot_be_comes_back_field_by_field(cast: Cast) -> None:
    values = wording(
        title=" ", source="x" * 201, definition="x" * 1_000_000, pattern="rilis", baseline=Decimal("-1")
    )
    with pytest.raises(InvalidInput) as refused:
        propose_indicator("", values, opd=cast.units["dinkes"], by=cast.actor("eka"), on=ON)
    assert set(refused.value.fields) == {
        "code", "title", "source", "definition", "release_month", "baseline",
    }  # fmt: skip
    in_force(cast)
    with pytest.raises(InvalidInput) as taken:
        propose_indicator("dk-41 ", wording(), opd=cast.units["dinkes"], by=cast.actor("eka"), on=ON)
    assert set(taken.value.fields) == {"code"}


def test_search_finds_all_words_whatever_their_order_and_size(cast: Cast) -> None:
    in_force(cast)
    in_force(cast, "DK-42", title="Waktu tunggu rawat jalan", definition="", source="Cap waktu")
    assert len(titles(cast)) == 2
    assert titles(cast, words="TERKENDALI hipertensi") != []
    assert titles(cast, words="dk-42") == ["Waktu tunggu rawat jalan"]
    assert titles(cast, words="hipertensi tunggu") == []
    assert titles(cast, words="100% '; --") == []
    assert titles(cast, aspect="waktu") == []


def test_the_other_city_neither_sees_nor_touches_the_library(cast: Cast) -> None:
    version, stranger = in_force(cast), cast.actor("ivan")
    with agency_scope(cast.pontianak.pk):
        assert not indicators_found(stranger, Wanted(), ON).exists()
        with pytest.raises(NotFound):
            indicator_for(stranger, version.indicator_id)
    with pytest.raises(NotFound):
        doubt_indicator(version.indicator, reason="Bukan milik kami", by=stranger, on=ON)


def test_the_library_that_comes_along_is_loaded_once_and_keeps_what_the_city_changed(cast: Cast) -> None:
    by = cast.actor("fajar")
    with pytest.raises(NotAllowed):
        load_default_library(cast.kupang, by=cast.actor("eka"), on=ON)
    count = load_default_library(cast.kupang, by=by, on=ON)
    assert count == Indicator.objects.count() == IndicatorVersion.objects.count() > 40
    assert Indicator.objects.get(code="KES-31").opd == cast.units["dinkes"]
    assert Indicator.objects.get(code="UMUM-02").opd is None
    assert not Indicator.objects.filter(code="HUB-01").exists(), "this city has no transport office"
    retire_indicator(Indicator.objects.get(code="KES-31"), reason="Terbit dua tahun sekali.", by=by, on=ON)
    assert load_default_library(cast.kupang, by=by, on=ON) == 0
    assert Indicator.objects.get(code="KES-31").status == "retired"
    assert AuditEvent.objects.filter(kind="indicators.library_loaded").count() == 2


def test_every_entry_of_the_library_is_a_possible_measure() -> None:
    rows = [row for shelf in library_files() for row in shelf["indicator"]]
    assert len(rows) == len({row["code"] for row in rows}) > 80
    for row in rows:
        assert row["definition"], row["code"]
        assert row.get("pattern") != "rilis" or row["month"] in range(1, 13), row["code"]
        assert len(row["title"]) <= 400
        assert len(row.get("method", "")) <= 500
