"""Ani records what she has reached: month by month, honest about what is missing, safe from double clicks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from selaras.core.errors import ChangedMeanwhile, InvalidInput, NotAllowed, StepNotPossible
from selaras.core.keys import new_key
from selaras.core.models import AuditEvent
from selaras.core.numbers import read_number
from selaras.monitoring.models import Realisation
from selaras.monitoring.selectors import changed_after, realisations_of
from selaras.monitoring.services import RealisationEntry, close_period, record_realisation
from selaras.monitoring.tests.stage import TODAY, Plan, noon, realise, stage_plan
from selaras_rules import Period
from tests.cast import Cast


def address(plan: Plan, code: str = "berkas", month: int = 3) -> str:
    return f"{reverse('monitoring:realisation', args=[plan.iki[code].pk])}?bulan={month}"


def typed(month: int = 3, value: str = "100", **fields: Any) -> dict[str, Any]:
    return {"form_key": str(new_key()), "month": month, "value": value, "revision": 0, **fields}


@pytest.mark.trace("P-18")
def test_ani_records_a_month_and_sees_it_beside_its_target(plan: Plan, sign_in: Any) -> None:
    browser = sign_in("ani")
    answer = browser.post(
        address(plan), typed(value="1.250,5", narrative="Antrean lebih tenang"), follow=True
    )
    assert realisations_of(plan.skp)[plan.iki["berkas"].pk][3].value == Decimal("1250.5")
    text = answer.content.decode()
    assert "Realisasi Maret 2026 tersimpan." in text
    assert "104,21%" in text
    assert "Realisasi 1.250,5 terhadap target 1.200 berkas" in text


def test_months_nobody_measured_show_a_dash(plan: Plan, sign_in: Any) -> None:
    text = sign_in("budi").get(reverse("monitoring:progress_of", args=[plan.skp.pk])).content.decode()
    assert "Mengapa belum ada angka?" in text
    assert "100%" not in text
    assert "0%" not in text


def test_a_second_click_records_once(plan: Plan, sign_in: Any) -> None:
    browser, form = sign_in("ani"), typed()
    first, second = browser.post(address(plan), form), browser.post(address(plan), form)
    assert first.status_code == second.status_code == 302
    assert first["location"] == second["location"]
    assert Realisation.objects.get().revision == 1


def test_of_two_tabs_the_slower_one_sees_both_texts_and_nothing_is_lost(plan: Plan, sign_in: Any) -> None:
    browser = sign_in("ani")
    browser.post(address(plan), typed(value="100", narrative="dari tab pertama"))
    answer = browser.post(address(plan), typed(value="150", narrative="dari tab kedua"))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "dari tab pertama" in text
    assert "dari tab kedua" in text
    assert Realisation.objects.get().value == 100
    again = browser.post(address(plan), typed(value="150", narrative="dari tab kedua", revision=1))
    assert again.status_code == 302
    assert Realisation.objects.get().narrative == "dari tab kedua"


def test_the_service_refuses_a_stale_revision(cast: Cast, plan: Plan) -> None:
    realise(cast, plan, "berkas", 3, "100")
    with pytest.raises(ChangedMeanwhile):
        realise(cast, plan, "berkas", 3, "150")


@pytest.mark.trace("P-42")
def test_old_and_new_value_stay_on_record(cast: Cast, plan: Plan) -> None:
    first = realise(cast, plan, "berkas", 3, "100")
    record_realisation(
        plan.iki["berkas"],
        by=cast.actor("ani"),
        on=TODAY,
        month=3,
        entry=RealisationEntry(Decimal(80)),
        revision=1,
    )
    event = AuditEvent.objects.get(kind="monitoring.realisation_changed", about_id=first.pk)
    assert '"old":"100"' in event.body
    assert '"new":"80"' in event.body


def test_a_month_to_come_is_refused(cast: Cast, plan: Plan, sign_in: Any) -> None:
    with pytest.raises(InvalidInput, match="November 2026 belum dimulai"):
        realise(cast, plan, "berkas", 11, "1")
    answer = sign_in("ani").post(address(plan, month=11), typed(month=11))
    assert answer.status_code == 422
    assert "belum dimulai" in answer.content.decode()
    assert not Realisation.objects.exists()


def test_a_release_is_entered_in_its_month_only(cast: Cast, plan: Plan) -> None:
    with pytest.raises(InvalidInput, match="hanya terbit pada bulan September 2026"):
        realise(cast, plan, "laporan", 3, "1")


@pytest.mark.parametrize(
    "value",
    [
        "-5",
        "1E+17",
        "198001012005011001000000",
        "99999999999999999",
        "banyak",
        "1,2,3",
        "NaN",
        "<b>7</b>",
    ],
)
def test_impossible_numbers_get_a_clear_sentence(plan: Plan, sign_in: Any, value: str) -> None:
    answer = sign_in("ani").post(address(plan), typed(value=value))
    assert answer.status_code == 422
    assert "Sebagian isian perlu diperbaiki" in answer.content.decode()
    assert not Realisation.objects.exists()


def test_a_level_may_lie_below_zero(cast: Cast, plan: Plan) -> None:
    assert realise(cast, plan, "suhu", 3, "-2.5").value == Decimal("-2.5")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1.250,5", "1250.5"),
        ("1250,5", "1250.5"),
        ("1.250", "1250"),
        ("98.5", "98.5"),
        ("0.125", "0.125"),
        (" 7 ", "7"),
    ],
)
def test_numbers_are_read_as_indonesians_write_them(written: str, read: str) -> None:
    assert read_number(written) == Decimal(read)


def test_a_huge_number_is_told_to_be_huge_and_not_to_be_no_number(plan: Plan, sign_in: Any) -> None:
    answer = sign_in("ani").post(address(plan), typed(value="9" * 30))
    assert answer.status_code == 422
    assert "Angka ini terlalu besar" in answer.content.decode()


def test_a_number_that_can_be_read_in_two_ways_is_asked_back() -> None:
    with pytest.raises(ValueError, match="12"):
        read_number("12.34,5")


def test_words_alone_are_enough(cast: Cast, plan: Plan) -> None:
    assert realise(cast, plan, "cerita", 3, None, narrative="Pasien lansia dilayani lebih dulu").value is None
    with pytest.raises(InvalidInput, match="ceritakan hasilnya"):
        realise(cast, plan, "cerita", 4, None)


def test_hostile_letters_are_cleaned_and_emoji_stay(plan: Plan, sign_in: Any) -> None:
    sign_in("ani").post(address(plan), typed(narrative="aman\x00 \u202etxt.exe 😀 مرحبا"))
    assert Realisation.objects.get().narrative == "aman txt.exe 😀 مرحبا"


def test_a_megabyte_of_text_is_refused_kindly(plan: Plan, sign_in: Any) -> None:
    answer = sign_in("ani").post(address(plan), typed(narrative="a" * 1_000_000))
    assert answer.status_code == 422
    assert "terlalu panjang" in answer.content.decode()


@pytest.mark.trace("K-22")
def test_when_the_target_is_missed_the_cause_is_asked_before_any_number_is_judged(
    plan: Plan, sign_in: Any
) -> None:
    browser, form = sign_in("ani"), typed(month=3, value="10")
    answer = browser.post(address(plan), form)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Apa penyebabnya?" in text
    assert "Belum ada yang dinilai" in text
    assert 'value="10"' in text
    told = {**form, "asked": "on", "cause": "Listrik padam dua minggu", "what_would_help": "Genset"}
    assert browser.post(address(plan), told).status_code == 302
    shown = sign_in("budi").get(reverse("monitoring:progress_of", args=[plan.skp.pk])).content.decode()
    assert "Penyebab: Listrik padam dua minggu" in shown
    assert "Yang akan membantu: Genset" in shown


def test_the_question_is_asked_once_and_silence_is_respected(plan: Plan, sign_in: Any) -> None:
    answer = sign_in("ani").post(address(plan), typed(value="10", asked="on"))
    assert answer.status_code == 302


def test_without_agreement_there_is_nothing_to_measure_against(cast: Cast) -> None:
    plan = stage_plan(cast, agreed=False)
    with pytest.raises(StepNotPossible, match="belum disepakati"):
        realise(cast, plan, "berkas", 3, "100")


def test_nobody_records_for_somebody_else(cast: Cast, plan: Plan) -> None:
    entry = RealisationEntry(Decimal(1))
    for name in ("budi", "hadi", "fajar"):
        with pytest.raises(NotAllowed):
            record_realisation(plan.iki["berkas"], by=cast.actor(name), on=TODAY, month=3, entry=entry)


def test_a_change_after_the_evaluation_is_allowed_and_shows(cast: Cast, plan: Plan, sign_in: Any) -> None:
    realise(cast, plan, "berkas", 3, "100")
    closed = noon(date(2026, 4, 7))
    close_period(plan.skp, Period.of_quarter(2026, 1), by=cast.actor("budi"), at=closed)
    close_period(plan.skp, Period.of_quarter(2026, 1), by=cast.actor("budi"), at=closed)
    browser = sign_in("ani")
    assert "Bulan ini sudah dievaluasi" in browser.get(address(plan)).content.decode()
    browser.post(address(plan), typed(value="112", revision=1))
    browser.post(address(plan, month=4), typed(month=4, value="300"))
    assert [row.month for row in changed_after(plan.skp, closed, (1, 2, 3))] == [3]
    for who in ("ani", "budi"):
        seen = sign_in(who).get(reverse("monitoring:progress_of", args=[plan.skp.pk])).content.decode()
        assert "diubah setelah evaluasi" in seen
        line = sign_in(who).get(reverse("monitoring:year", args=[plan.skp.pk])).content.decode()
        assert "Realisasi Maret 2026 diubah dari 100 menjadi 112" in line
        assert "Diubah setelah evaluasi." in line


def test_an_indicator_of_another_city_does_not_exist(plan: Plan, sign_in: Any) -> None:
    assert sign_in("ivan").get(address(plan)).status_code == 404
    assert sign_in("ivan").post(address(plan), typed()).status_code == 404
