"""A result of a year in steps of months, three things for this week, one line a day where the agency wants it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.core.models import AuditEvent
from selaras.monitoring import services
from selaras.monitoring.focus import candidates, chosen_focus, focus_of, proposed
from selaras.monitoring.models import DayLine, PlannedStep, WeeklyFocus
from selaras.monitoring.services import NewFeedback, NewSteps
from selaras.monitoring.tests.stage import STAGED, TODAY, Plan, noon, realise, stage_plan
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import AgencyChoice
from selaras.planning.models import RencanaHasilKerja, Skp
from tests.cast import Cast
from tests.fixtures import SignedIn


def rhk_of(plan: Plan) -> RencanaHasilKerja:
    return plan.iki["berkas"].rhk


def planned(cast: Cast, plan: Plan, when: str, *texts: str, on: date = TODAY) -> list[PlannedStep]:
    new = NewSteps(rhk_of(plan).pk, texts, when)
    return services.plan_steps(plan.skp, by=cast.actor("ani"), on=on, new=new)


def keep_days(cast: Cast) -> None:
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        AgencyChoice.objects.create(
            agency=cast.kupang, key="daily_log.enabled", value=True, effective=date(2026, 1, 1), reason="uji"
        )


@pytest.mark.trace("P-02")
def test_two_lines_become_the_steps_of_all_months_to_come_and_stand_beside_what_was_reached(
    cast: Cast, plan: Plan, sign_in: type[SignedIn]
) -> None:
    ani = sign_in("ani")
    sent = {
        "rhk": str(rhk_of(plan).pk),
        "texts": "Periksa kelengkapan berkas\n\nLatih satu perawat",
        "when": "bulan",
    }
    assert ani.post(reverse("monitoring:steps_add", args=[plan.skp.pk]), sent).status_code == 302
    # October, November, December: what is over needs no step any more.
    assert sorted(PlannedStep.objects.values_list("period", flat=True)) == [
        "2026-10", "2026-10", "2026-11", "2026-11", "2026-12", "2026-12",
    ]  # fmt: skip
    assert planned(cast, plan, "2026-10", "Latih satu perawat") == []
    realise(cast, plan, "berkas", 10, "104")
    step = PlannedStep.objects.get(period="2026-10", text="Latih satu perawat")
    assert ani.post(reverse("monitoring:step_done", args=[step.pk]), {"selesai": "1"}).status_code == 302
    step.refresh_from_db()
    assert step.done_on == TODAY
    with pytest.raises(StepNotPossible):
        services.drop_step(step, by=cast.actor("ani"), on=TODAY)
    place = reverse("monitoring:steps", args=[plan.skp.pk])
    seen = sign_in("budi").get(place).content.decode()
    assert "1 dari 6" in seen
    assert "104 berkas" in seen
    assert reverse("monitoring:step_done", args=[step.pk]) not in seen
    beside = ani.get(reverse("monitoring:realisation", args=[plan.iki["berkas"].pk]) + "?bulan=10")
    assert "Rencana aksi bulan ini" in beside.content.decode()
    with pytest.raises(NotAllowed):
        services.mark_step(step, by=cast.actor("budi"), on=TODAY, is_done=False)


def test_what_cannot_be_planned_is_refused_beside_its_field(cast: Cast, plan: Plan) -> None:
    other = stage_plan(cast, cast.hadi)
    for field, rhk, when, texts in (
        ("when", rhk_of(plan), "2027-01", ["Langkah"]),
        ("rhk", rhk_of(other), "2026-10", ["Langkah"]),
        ("texts", rhk_of(plan), "2026-10", []),
        ("texts", rhk_of(plan), "2026-10", ["x" * 201]),
        ("texts", rhk_of(plan), "bulan", [f"Langkah {number}" for number in range(13)]),
    ):
        with pytest.raises(InvalidInput) as refused:
            services.plan_steps(plan.skp, by=cast.actor("ani"), on=TODAY, new=NewSteps(rhk.pk, texts, when))
        assert set(refused.value.fields) == {field}
    assert not PlannedStep.objects.exists()


def test_the_steps_of_last_year_come_along_for_results_of_the_same_words(
    cast: Cast, plan: Plan, sign_in: type[SignedIn]
) -> None:
    planned(cast, plan, "2026-TW4", "Rekap akhir tahun")
    step = planned(cast, plan, "2026-10", "Periksa berkas")[0]
    services.mark_step(step, by=cast.actor("ani"), on=TODAY, is_done=True)
    with recording(STAGED, by=SYSTEM, about=cast.ani):
        Skp.objects.filter(pk=plan.skp.pk).update(
            year=2025, period_start=date(2025, 1, 1), period_end=date(2025, 12, 31)
        )
        for row in PlannedStep.objects.all():
            PlannedStep.objects.filter(pk=row.pk).update(period=row.period.replace("2026", "2025"))
    new = stage_plan(cast)
    ani, place = sign_in("ani"), reverse("monitoring:steps", args=[new.skp.pk])
    assert "Ambil dari tahun lalu" in ani.get(place).content.decode()
    assert ani.post(reverse("monitoring:steps_copy", args=[new.skp.pk])).status_code == 302
    taken = PlannedStep.objects.filter(rhk__skp=new.skp).order_by("period")
    assert [(row.period, row.text, row.done_on) for row in taken] == [
        ("2026-10", "Periksa berkas", None), ("2026-TW4", "Rekap akhir tahun", None),
    ]  # fmt: skip
    with pytest.raises(StepNotPossible):
        services.copy_steps(new.skp, by=cast.actor("ani"), on=TODAY)


@pytest.mark.trace("K-18")
def test_three_things_of_the_week_are_proposed_chosen_done_and_gone(
    cast: Cast, plan: Plan, sign_in: type[SignedIn], october: Any
) -> None:
    ani = cast.actor("ani")
    late = planned(cast, plan, "2026-09", "Kirim rekap triwulan")[0]
    services.give_feedback(
        plan.skp, by=cast.actor("hadi"), on=TODAY, new=NewFeedback("Ani menenangkan pasien di loket")
    )
    offered = candidates(plan.skp, by=ani, on=TODAY, ruleset=ruleset_for(cast.kupang, TODAY))
    assert f"step:{late.pk}" in proposed(offered)
    assert len(proposed(offered)) == 3
    browser, place = sign_in("ani"), reverse("monitoring:focus")
    keys = [f"step:{late.pk}", *(one.point.key for one in offered if one.point.kind == "feedback")]
    keys.append(f"indicator:{plan.iki['berkas'].pk}")
    too_many = {"points": [*keys, f"indicator:{plan.iki['suhu'].pk}"]}
    assert "paling banyak tiga" in browser.post(place, too_many).content.decode()
    assert browser.post(place, {"points": keys}).status_code == 302
    home = browser.get(reverse("web:home")).content.decode()
    focus = home.partition('id="fokus"')[2].partition("</section>")[0]
    assert focus.count('href="/kerja/') >= 3, (
        "the three that were chosen stand on the start page, and nothing else"
    )
    assert "Kirim rekap triwulan" in focus
    # Nobody else: not the leader, not on any page about her; nor does the trail say what it was.
    leader = sign_in("budi")
    assert WeeklyFocus.objects.count() == 3
    for name in ("web:home", "monitoring:team"):
        assert "Kirim rekap triwulan" not in leader.get(reverse(name)).content.decode()
    assert "rekap" not in AuditEvent.objects.get(kind="monitoring.focus_chosen").body
    with pytest.raises(NotAllowed):
        services.choose_focus(plan.skp, by=cast.actor("budi"), on=TODAY, points=[])
    services.mark_step(late, by=ani, on=TODAY, is_done=True)
    october.move_to(noon(TODAY) + timedelta(minutes=1))
    realise(cast, plan, "berkas", 9, "101")
    done = {line.text: line.is_done for line in focus_of(ani, TODAY)}
    assert done["Kirim rekap triwulan"]
    assert sorted(done.values()) == [False, True, True]
    # Sunday still, Monday no more; the tick then deletes what is left.
    assert len(chosen_focus(ani, date(2026, 10, 11))) == 3
    assert chosen_focus(ani, date(2026, 10, 12)) == []
    assert services.forget_old_focus(cast.kupang, on=date(2026, 10, 11)) == 0
    assert services.forget_old_focus(cast.kupang, on=date(2026, 10, 12)) == 3
    assert not WeeklyFocus.objects.exists()


@pytest.mark.trace("P-02")
def test_the_lines_of_days_become_the_note_of_the_month_by_one_touch(
    cast: Cast, plan: Plan, sign_in: type[SignedIn]
) -> None:
    ani, place = sign_in("ani"), reverse("monitoring:days", args=[plan.skp.pk])
    assert ani.get(place).status_code == 404
    with pytest.raises(StepNotPossible):
        services.write_day(plan.skp, by=cast.actor("ani"), on=TODAY, day=TODAY, text="Melatih dua rekan")
    keep_days(cast)
    sent = {"day": "2026-10-05", "text": "Melatih dua rekan", "rhk": str(rhk_of(plan).pk)}
    assert ani.post(place, sent).status_code == 302
    assert ani.post(place, {**sent, "text": "Melatih tiga rekan"}).status_code == 302
    assert ani.post(place, {"day": "2026-10-02", "text": "Menata loket", "rhk": ""}).status_code == 302
    assert ani.post(place, {"day": "2026-10-06", "text": "Besok", "rhk": ""}).status_code == 422
    assert [row.text for row in DayLine.objects.order_by("day")] == ["Menata loket", "Melatih tiga rekan"]
    assert "Melatih tiga rekan" in sign_in("budi").get(place).content.decode()
    assert sign_in("budi").post(place, sent).status_code == 404
    assert sign_in("hadi").get(place).status_code == 404
    month = reverse("monitoring:realisation", args=[plan.iki["berkas"].pk]) + "?bulan=10"
    offered = ani.get(month).content.decode()
    assert "Ambil dari catatan harian" in offered
    assert "Menata loket" not in offered
    taken = ani.get(f"{month}&catatan=1").content.decode()
    assert "2 Okt: Menata loket\n5 Okt: Melatih tiga rekan" in taken
    assert ani.post(place, {"day": "2026-10-02", "text": "", "rhk": ""}).status_code == 302
    assert DayLine.objects.count() == 1
