"""Periods open and end by each city's clock; a failure of the system moves the deadline; one gap holds up nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.authorization import Role
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, NotAllowed, StepNotPossible
from selaras.core.heartbeat import beat, silence_before_now
from selaras.core.models import Notice
from selaras.core.scoping import agency_scope
from selaras.evaluation.explain import explain
from selaras.evaluation.models import Evaluation, EvaluationPeriod
from selaras.evaluation.readiness import gaps_on, readiness_of
from selaras.evaluation.selectors import evaluation_for
from selaras.evaluation.services import finalise, rate
from selaras.evaluation.services.outages import extend_after_outages
from selaras.evaluation.services.periods import (
    admit_late,
    close_evaluation_period,
    extend_period,
    open_period,
)
from selaras.evaluation.services.rating_reminders import send_rating_reminders
from selaras.evaluation.tests import stage
from selaras.evaluation.tests.conftest import TurnClock
from selaras.evaluation.tests.test_pages import SignIn
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import AgencyChoice, RoleAssignment
from selaras.organisation.services.outages import record_found_outage, record_outage
from selaras_rules import Period
from tests.cast import Cast

DUE = date(2026, 4, 10)
Q1 = Period.parse(stage.Q1)


def opened(cast: Cast, due_on: date = DUE, grace_days: int = 0) -> EvaluationPeriod:
    on = stage.AFTER_Q1
    return open_period(
        cast.kupang, stage.Q1, due_on=due_on, grace_days=grace_days, by=cast.actor("fajar", on), on=on
    )


def rated(cast: Cast, name: str = "ani") -> Evaluation:
    skp = stage.stage_skp(cast.people[name])
    stage.stage_dialogue(skp, date(2026, 3, 30))
    return stage.rated(cast, skp)


def fix(cast: Cast, evaluation: Evaluation) -> Evaluation:
    on = clock.today(cast.kupang)
    budi = cast.actor("budi", on)
    return finalise(evaluation_for(budi, evaluation.pk), by=budi, on=on)


@pytest.mark.trace("P-17")
def test_the_last_minute_counts_in_kupang_and_in_pontianak_on_one_server(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(cast)
    with (
        agency_scope(cast.pontianak.pk),
        recording(stage.STAGED, by=cast.actor("ivan"), about=cast.pontianak),
    ):
        RoleAssignment.objects.create(
            agency=cast.pontianak, employee=cast.ivan, role=Role.CITY_ADMIN, start=date(2026, 1, 1)
        )
    with agency_scope(cast.pontianak.pk):
        open_period(
            cast.pontianak, stage.Q1, due_on=DUE, grace_days=0, by=cast.actor("ivan", stage.AFTER_Q1),
            on=stage.AFTER_Q1,
        )  # fmt: skip

    def states() -> list[str]:
        found = []
        for agency in (cast.kupang, cast.pontianak):
            with agency_scope(agency.pk):
                found.append(EvaluationPeriod.objects.get().state(clock.today(agency)))
        return found

    # 23.59 in Kupang (UTC+8) is 15.59 UTC; in Pontianak (UTC+7) the same minute comes an hour later.
    for hour, minute, expected in (
        (15, 59, ["open", "open"]), (16, 1, ["closed", "open"]), (16, 59, ["closed", "open"]), (17, 1, ["closed"] * 2),
    ):  # fmt: skip
        moment = datetime(2026, 4, 10, hour, minute, tzinfo=UTC)
        monkeypatch.setattr("selaras.core.clock.now", lambda at=moment: at)
        assert states() == expected, moment


@pytest.mark.trace("P-17")
def test_nothing_is_fixed_after_the_end_and_what_was_written_stays(cast: Cast, clock_at: TurnClock) -> None:
    opened(cast, grace_days=2)
    evaluation = rated(cast)
    clock_at(2026, 4, 12, 23, 59)
    assert EvaluationPeriod.objects.get().state(clock.today(cast.kupang)) == "grace"
    late = fix(cast, rated(cast, "hadi"))
    why = explain(evaluation_for(cast.actor("hadi"), late.pk), cast.actor("hadi"), date(2026, 4, 12))
    assert why is not None
    assert why.late_since == DUE
    clock_at(2026, 4, 13, 0, 1)
    with pytest.raises(StepNotPossible, match="sudah ditutup"):
        fix(cast, evaluation)
    rate(
        evaluation, stage.ratings(), by=cast.actor("budi"), on=date(2026, 4, 13), revision=evaluation.revision,
        is_draft=True,
    )  # fmt: skip
    assert Evaluation.objects.get(pk=evaluation.pk).reason_hasil_kerja == stage.REASON


@pytest.mark.trace("C-18")
def test_one_person_may_be_late_and_the_others_need_not_wait(cast: Cast, clock_at: TurnClock) -> None:
    row = opened(cast)
    first, late = rated(cast), rated(cast, "hadi")
    fix(cast, first)
    on = clock_at(2026, 4, 20)
    close_evaluation_period(row, note="Satu pegawai menyusul.", by=cast.actor("fajar", on), on=on)
    gita = cast.actor("gita", on)
    found = readiness_of(gita, ruleset_for(cast.kupang, Q1.end), Q1, on)
    assert (found.ready, found.everybody) == (1, 2)
    gap = gaps_on(found.gaps)[0]
    assert (gap.skp.employee_id, gap.state, gap.owner) == (cast.hadi.pk, "rated", cast.budi.full_name)
    with pytest.raises(StepNotPossible):
        fix(cast, late)
    for name in ("budi", "gita", "hadi", "dewi"):
        with pytest.raises(NotAllowed):
            admit_late(row, late.skp, until=on, reason="Sakit", by=cast.actor(name, on), on=on)
    with pytest.raises(InvalidInput):
        admit_late(row, late.skp, until=date(2026, 4, 19), reason="", by=cast.actor("eka", on), on=on)
    admit_late(
        row,
        late.skp,
        until=date(2026, 4, 22),
        reason="Buktinya baru kembali.",
        by=cast.actor("eka", on),
        on=on,
    )
    assert fix(cast, late).is_final
    assert readiness_of(gita, ruleset_for(cast.kupang, Q1.end), Q1, on).ready == 2


@pytest.mark.trace("P-17")
def test_an_outage_found_by_the_system_itself_moves_the_deadline_once_and_says_so(
    cast: Cast, clock_at: TurnClock
) -> None:
    opened(cast)
    rated(cast)
    clock_at(2026, 4, 10, 14)
    beat()
    clock_at(2026, 4, 10, 14, 15)
    assert silence_before_now() is None
    clock_at(2026, 4, 10, 19)
    silence = silence_before_now()
    assert silence is not None
    assert record_found_outage(cast.kupang, silence, DUE) is not None
    assert record_found_outage(cast.kupang, silence, DUE) is None
    extension = extend_after_outages(cast.kupang)[0]
    assert extend_after_outages(cast.kupang) == []
    # Friday the tenth; the next working day is Monday.
    assert EvaluationPeriod.objects.get().due_on == extension.new_due_on == date(2026, 4, 13)
    told = Notice.objects.get(
        recipient_id=cast.budi.pk, kind="period", text__contains="Sistem terganggu"
    ).text
    assert "10 April 2026 14.00–19.00 WITA" in told
    assert "13 April 2026 pukul 23.59 WITA" in told


@pytest.mark.trace("P-17")
def test_a_silence_in_which_people_worked_moves_nothing_and_two_hours_of_the_last_day_do_at_once(
    cast: Cast, clock_at: TurnClock, sign_in: SignIn
) -> None:
    opened(cast)
    clock_at(2026, 4, 10, 8)
    beat()
    clock_at(2026, 4, 10, 9)
    rated(cast)
    clock_at(2026, 4, 10, 11)
    silence = silence_before_now()
    assert silence is not None
    assert record_found_outage(cast.kupang, silence, DUE) is None
    fajar = cast.actor("fajar")
    record_outage(
        cast.kupang, by=fajar, on=DUE, starts_at=stage.moment(2026, 4, 7), ends_at=stage.moment(2026, 4, 8),
        reason="Listrik",
    )  # fmt: skip
    assert EvaluationPeriod.objects.get().due_on == DUE
    # An hour of the last day moves nothing, another hour of it does: as for every other deadline.
    for hour, due in ((8, DUE), (9, date(2026, 4, 13))):
        starts_at = datetime(2026, 4, 10, hour, tzinfo=ZoneInfo("Asia/Makassar"))
        record_outage(
            cast.kupang, by=fajar, on=DUE, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1),
            reason="Jaringan putus",
        )  # fmt: skip
        assert EvaluationPeriod.objects.get().due_on == due
    page = sign_in("budi").get(f"{reverse('evaluation:awaiting')}?periode={stage.Q1}").content.decode()
    assert "Batas penetapan 13 April 2026 pukul 23.59 WITA" in page
    # The next tick finds nothing left to do, and nobody is told twice.
    assert extend_after_outages(cast.kupang) == []
    assert (
        Notice.objects.filter(recipient_id=cast.budi.pk, kind="period", text__contains="Jaringan").count()
        == 1
    )


@pytest.mark.trace("P-17", "K-21")
def test_who_has_results_to_fix_is_reminded_once_a_day_in_office_hours(
    cast: Cast, clock_at: TurnClock
) -> None:
    opened(cast)
    evaluation = rated(cast)
    clock_at(2026, 4, 9, 22)
    assert send_rating_reminders(cast.kupang).is_quiet
    clock_at(2026, 4, 9, 9)
    assert send_rating_reminders(cast.kupang).people == 1
    assert send_rating_reminders(cast.kupang).people == 0
    text = Notice.objects.filter(recipient_id=cast.budi.pk, text__startswith="1 penilaian").get().text
    assert "10 April 2026 pukul 23.59 WITA" in text
    fix(cast, evaluation)
    clock_at(2026, 4, 10, 9)
    assert send_rating_reminders(cast.kupang).people == 0


def test_wrong_days_and_wrong_people_are_refused(cast: Cast) -> None:
    on = stage.AFTER_Q1
    fajar = cast.actor("fajar", on)
    with pytest.raises(InvalidInput) as refused:
        open_period(cast.kupang, "2026-03", due_on=date(2026, 3, 1), grace_days=99, by=fajar, on=on)
    assert set(refused.value.fields) == {"period", "due_on", "grace_days"}
    with pytest.raises(InvalidInput) as refused:
        open_period(cast.kupang, stage.Q1, due_on=on - timedelta(days=2), grace_days=1, by=fajar, on=on)
    assert set(refused.value.fields) == {"due_on"}
    with pytest.raises(StepNotPossible, match="belum dimulai"):
        open_period(cast.kupang, "2026-TW4", due_on=date(2027, 1, 5), grace_days=0, by=fajar, on=on)
    row = opened(cast)
    with pytest.raises(ChangedMeanwhile):
        opened(cast)
    with pytest.raises(InvalidInput):
        extend_period(row, due_on=DUE, reason=" ", by=fajar, on=on)
    for name in ("eka", "gita", "dewi", "budi"):
        with pytest.raises(NotAllowed):
            extend_period(row, due_on=date(2026, 5, 1), reason="x", by=cast.actor(name, on), on=on)
    extend_period(row, due_on=date(2026, 4, 17), reason="Cuti bersama.", by=fajar, on=on)
    assert EvaluationPeriod.objects.get().due_on == date(2026, 4, 17)
    close_evaluation_period(row, note="Selesai.", by=fajar, on=on)
    with pytest.raises(StepNotPossible):
        extend_period(row, due_on=date(2026, 5, 1), reason="Lagi", by=fajar, on=on)


@pytest.mark.trace("P-17")
def test_an_agency_may_rate_by_half_year(cast: Cast, clock_at: TurnClock) -> None:
    on = clock_at(2026, 7, 6)
    with recording(stage.STAGED, by=cast.actor("fajar"), about=cast.kupang):
        AgencyChoice.objects.create(
            agency=cast.kupang, key="evaluation.periodicity", effective=date(2025, 1, 1), value="half_yearly",
            reason="Dasar peraturan wali kota.",
        )  # fmt: skip
    row = open_period(
        cast.kupang, "2026-S1", due_on=date(2026, 7, 15), grace_days=0, by=cast.actor("fajar", on), on=on
    )
    assert row.span.label == "Semester I 2026"
    skp = stage.stage_skp(cast.ani)
    stage.stage_dialogue(skp, date(2026, 6, 3))
    evaluation = stage.rated(cast, skp, period="2026-S1", on=on)
    assert fix(cast, evaluation).period == "2026-S1"


def test_readiness_needs_few_queries_whatever_its_size(cast: Cast, sign_in: SignIn) -> None:
    opened(cast)
    counts = []
    for size in (1, 8):
        for employee in stage.stage_colleagues(cast, size, first=size * 100):
            stage.stage_skp(employee, rhk=1)
        browser = sign_in("fajar")
        with CaptureQueriesContext(connection) as queries:
            response = browser.get(reverse("evaluation:readiness", args=[stage.Q1]))
        assert response.status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12, counts
