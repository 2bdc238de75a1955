"""Receipt, own view, objection: in time by the agency's clock, both sides heard, decided above, final."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from selaras.core import clock
from selaras.core.decisions import decision_in_force, decisions_about
from selaras.core.errors import ChangedMeanwhile, InvalidInput, NotAllowed, StepNotPossible
from selaras.core.models import Notice
from selaras.evaluation.deadlines import objection_window
from selaras.evaluation.models import Evaluation, Objection
from selaras.evaluation.selectors import evaluation_for, objection_for
from selaras.evaluation.services import (
    ObjectionRuling,
    add_own_view,
    decide_objection,
    explain_objection,
    raise_objection,
    receive,
)
from selaras.evaluation.tests import stage
from selaras.evaluation.tests.conftest import TurnClock
from tests.cast import Cast

KUPANG = ZoneInfo("Asia/Makassar")
TODAY = date(2026, 1, 12)


@pytest.fixture(autouse=True)
def in_january(clock_at: TurnClock) -> None:
    """The result is fixed and received on Monday, 12 January 2026."""
    clock_at(2026, 1, 12)


def fixed_year(cast: Cast, hasil: str = "sesuai", perilaku: str = "sesuai") -> Evaluation:
    """Last year's result of Ani, fixed today."""
    skp = stage.stage_skp(cast.ani, year=2025)
    stage.stage_dialogue(skp, date(2025, 12, 1))
    stage.stage_dialogue(skp, date(2025, 8, 1), "peringatan_dini")
    stage.stage_organisation(cast, "2025")
    evaluation = stage.fixed(cast, skp, hasil, perilaku, period="2025", on=TODAY)
    return evaluation_for(cast.actor("ani"), evaluation.pk)


def raised(cast: Cast, evaluation: Evaluation, on: date = TODAY) -> Objection:
    raise_objection(evaluation, "Kerja di pekan imunisasi belum terlihat.", by=cast.actor("ani"), on=on)
    return objection_for(cast.actor("budi"), evaluation.pk)


def explained(cast: Cast, evaluation: Evaluation) -> Objection:
    objection = raised(cast, evaluation)
    return explain_objection(objection, "Saya melihat laporan kader.", by=cast.actor("budi"), on=TODAY)


def ruling(hasil: str, perilaku: str, words: str = "Kedua pihak sudah didengar.") -> ObjectionRuling:
    return ObjectionRuling(words, hasil, perilaku)


@pytest.mark.trace("P-17")
def test_the_window_ends_after_fourteen_working_days_by_the_agency_clock(
    cast: Cast, clock_at: TurnClock
) -> None:
    on = TODAY
    evaluation = fixed_year(cast)
    receive(evaluation, by=cast.actor("ani"), on=on)
    window = objection_window(evaluation, on)
    assert window is not None
    assert window.until == date(2026, 2, 2)
    assert window.until_text == "2 Februari 2026 pukul 23.59 WITA"
    assert objection_window(evaluation, date(2026, 2, 2)).is_open  # type: ignore[union-attr]
    assert not objection_window(evaluation, date(2026, 2, 3)).is_open  # type: ignore[union-attr]


@pytest.mark.trace("P-17")
def test_the_last_minute_counts_and_the_next_day_does_not(cast: Cast, clock_at: TurnClock) -> None:
    evaluation = fixed_year(cast)
    receive(evaluation, by=cast.actor("ani"), on=TODAY)
    clock_at(2026, 2, 3, 0, 1)
    with pytest.raises(StepNotPossible, match=r"2 Februari 2026 pukul 23\.59 WITA"):
        raise_objection(evaluation, "Terlambat", by=cast.actor("ani"), on=clock.today(cast.kupang))
    clock_at(2026, 2, 2, 23, 58)
    assert raised(cast, evaluation, clock.today(cast.kupang)).status == "raised"


def test_without_confirmation_the_window_starts_when_the_hand_over_ends(
    cast: Cast, clock_at: TurnClock
) -> None:
    evaluation = fixed_year(cast)
    with pytest.raises(StepNotPossible, match="Konfirmasi dulu"):
        raise_objection(evaluation, "Belum saya baca", by=cast.actor("ani"), on=TODAY)
    later = objection_window(evaluation, date(2026, 2, 3))
    assert later is not None
    assert (later.received_on, later.is_assumed, later.is_open) == (date(2026, 2, 2), True, True)


def test_receipt_is_confirmed_once_and_by_oneself(cast: Cast) -> None:
    evaluation = fixed_year(cast)
    with pytest.raises(NotAllowed):
        receive(evaluation, by=cast.actor("budi"), on=TODAY)
    receive(evaluation, by=cast.actor("ani"), on=TODAY)
    with pytest.raises(StepNotPossible, match="sudah Anda konfirmasi"):
        receive(evaluation, by=cast.actor("ani"), on=TODAY)


@pytest.mark.trace("K-22")
def test_the_own_view_is_kept_beside_every_result(cast: Cast) -> None:
    evaluation = fixed_year(cast)
    add_own_view(evaluation, "Saya setuju dengan catatannya.", by=cast.actor("ani"), on=TODAY, revision=0)
    with pytest.raises(ChangedMeanwhile):
        add_own_view(evaluation, "Tab lama", by=cast.actor("ani"), on=TODAY, revision=0)
    with pytest.raises(InvalidInput):
        add_own_view(evaluation, "   ", by=cast.actor("ani"), on=TODAY, revision=1)
    with pytest.raises(NotAllowed):
        add_own_view(evaluation, "Atas nama Ani", by=cast.actor("budi"), on=TODAY, revision=1)
    assert Evaluation.objects.get(pk=evaluation.pk).own_view == "Saya setuju dengan catatannya."


def test_the_own_view_closes_with_the_objection_window(cast: Cast, clock_at: TurnClock) -> None:
    evaluation = fixed_year(cast)
    receive(evaluation, by=cast.actor("ani"), on=TODAY)
    with pytest.raises(StepNotPossible):
        add_own_view(evaluation, "Terlambat", by=cast.actor("ani"), on=date(2026, 2, 3), revision=0)


@pytest.mark.trace("K-05")
def test_a_changed_result_supersedes_the_old_one_and_keeps_it(cast: Cast) -> None:
    evaluation = fixed_year(cast)
    receive(evaluation, by=cast.actor("ani"), on=TODAY)
    objection = explained(cast, evaluation)
    decide_objection(objection, ruling("di_atas", "di_atas"), by=cast.actor("citra"), on=TODAY)
    first, second = decisions_about(evaluation.pk)
    assert (first.value, second.value, second.supersedes_id) == ("baik", "sangat_baik", first.pk)
    assert first.inputs["ratings"]["hasil_kerja"]["reason"] == stage.REASON
    stored = Evaluation.objects.get(pk=evaluation.pk)
    assert (stored.predikat, stored.rating_perilaku_kerja) == ("sangat_baik", "di_atas")
    assert objection.status == "decided"
    assert "final" in second.findings[-1]["text"]
    with pytest.raises(StepNotPossible):
        decide_objection(objection, ruling("di_atas", "di_atas"), by=cast.actor("citra"), on=TODAY)


def test_an_upheld_result_is_a_decision_too(cast: Cast) -> None:
    evaluation = fixed_year(cast)
    receive(evaluation, by=cast.actor("ani"), on=TODAY)
    decide_objection(
        explained(cast, evaluation), ruling("sesuai", "sesuai"), by=cast.actor("citra"), on=TODAY
    )
    in_force = decision_in_force(evaluation.pk, "predikat")
    assert in_force is not None
    assert (in_force.value, in_force.decided_by_name) == ("baik", cast.citra.full_name)
    assert Notice.objects.filter(recipient_id=cast.ani.pk, kind="objection").count() == 1


def test_an_objection_never_harms(cast: Cast) -> None:
    evaluation = fixed_year(cast)
    receive(evaluation, by=cast.actor("ani"), on=TODAY)
    objection = explained(cast, evaluation)
    with pytest.raises(InvalidInput) as refused:
        decide_objection(objection, ruling("di_bawah", "sesuai"), by=cast.actor("citra"), on=TODAY)
    assert "merugikan" in str(refused.value.fields["rating_hasil_kerja"])


def test_the_superior_hears_both_sides_first(cast: Cast) -> None:
    evaluation = fixed_year(cast)
    receive(evaluation, by=cast.actor("ani"), on=TODAY)
    objection = raised(cast, evaluation)
    with pytest.raises(StepNotPossible):
        decide_objection(objection, ruling("di_atas", "di_atas"), by=cast.actor("citra"), on=TODAY)


def test_nobody_decides_in_another_role(cast: Cast) -> None:
    evaluation = fixed_year(cast)
    receive(evaluation, by=cast.actor("ani"), on=TODAY)
    with pytest.raises(NotAllowed):
        raise_objection(evaluation, "Bukan saya", by=cast.actor("hadi"), on=TODAY)
    objection = explained(cast, evaluation)
    for name in ("ani", "budi", "hadi", "dewi", "eka", "fajar", "gita"):
        with pytest.raises(NotAllowed):
            decide_objection(objection, ruling("di_atas", "di_atas"), by=cast.actor(name), on=TODAY)


def test_a_second_objection_and_one_without_words_are_refused(cast: Cast) -> None:
    evaluation = fixed_year(cast)
    receive(evaluation, by=cast.actor("ani"), on=TODAY)
    with pytest.raises(InvalidInput):
        raise_objection(evaluation, " ", by=cast.actor("ani"), on=TODAY)
    raised(cast, evaluation)
    with pytest.raises(StepNotPossible, match="sudah diajukan"):
        raise_objection(
            evaluation_for(cast.actor("ani"), evaluation.pk), "Lagi", by=cast.actor("ani"), on=TODAY
        )


def test_where_nobody_stands_above_the_way_is_named(cast: Cast) -> None:
    skp = stage.stage_skp(cast.citra, year=2025)
    stage.stage_dialogue(skp, date(2025, 12, 1))
    stage.stage_organisation(cast, "2025")
    evaluation = stage.fixed(cast, skp, "", "sesuai", period="2025", on=TODAY, by="dewi")
    receive(evaluation, by=cast.actor("citra"), on=TODAY)
    with pytest.raises(StepNotPossible, match="BKPPD"):
        raise_objection(evaluation, "Tidak setuju", by=cast.actor("citra"), on=TODAY)


def test_a_year_without_holiday_list_never_closes_the_window(cast: Cast, clock_at: TurnClock) -> None:
    evaluation = fixed_year(cast)
    evaluation.finalised_at = datetime(2030, 1, 5, tzinfo=KUPANG)
    window = objection_window(evaluation, date(2030, 1, 5) + timedelta(days=400))
    assert window is not None
    assert window.is_open
    assert "libur" in window.because[0].text
