"""The way of a discipline case, remedies and leave: what must hold for every day and state (PP 94/2021, PP 79/2021)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras_rules import (
    CaseDeadline,
    CaseState,
    DisciplineLevel,
    EmployeeStatus,
    InvalidInput,
    LeaveKind,
    PositionKind,
    PunishingOfficial,
    Remedy,
    Ruleset,
    annual_leave_days,
    case_deadline,
    heaviest_punishment,
    is_working_day,
    leave_effect,
    next_case_states,
    punishment_of_silent_superior,
    remedy_for,
    remedy_window,
    who_may_punish,
)

LAW = Ruleset(date(2026, 12, 31))
ENDS = {CaseState.SELESAI_DIJALANI, CaseState.DIBATALKAN, CaseState.TIDAK_TERBUKTI}
known_days = st.dates(date(2024, 1, 1), date(2027, 8, 1))
officials = st.sets(st.sampled_from(PunishingOfficial))
HEIGHT = list(PunishingOfficial)
# B4 is no type of PP 94/2021 and stands apart in the cases; in PP 53/2010 it follows B3.
STEPS = ["R1", "R2", "R3", "S1", "S2", "S3", "B1", "B2", "B3"]


@given(st.sampled_from(CaseDeadline), known_days, st.sampled_from(["five", "six"]), st.data())
def test_pasal_26_37_a_deadline_never_falls_on_a_free_day(
    kind: CaseDeadline, start: date, week: str, data: st.DataObject
) -> None:
    local = dict.fromkeys(data.draw(st.lists(known_days, max_size=4)), "Hari jadi")
    law = Ruleset(date(2026, 12, 31), {"working_days.week": week})
    found = case_deadline(kind, start, law, local=local).value
    assert is_working_day(found, week=week, local=local)
    assert found > start


@given(st.sampled_from(CaseDeadline), known_days, st.integers(0, 30))
def test_a_later_start_never_gives_an_earlier_deadline(kind: CaseDeadline, start: date, days: int) -> None:
    later = case_deadline(kind, start + timedelta(days=days), LAW).value
    assert later >= case_deadline(kind, start, LAW).value


def test_pasal_26_every_state_can_be_reached_and_every_way_ends() -> None:
    reached, open_states = {CaseState.DILAPORKAN}, [CaseState.DILAPORKAN]
    while open_states:
        following = next_case_states(open_states.pop(), LAW).value
        open_states += [state for state in following if state not in reached]
        reached.update(following)
    assert reached == set(CaseState)
    assert {state for state in CaseState if not next_case_states(state, LAW).value} == ENDS


def test_pasal_26_nobody_is_punished_before_a_summons() -> None:
    assert next_case_states(CaseState.DILAPORKAN, LAW).value == (CaseState.DIPANGGIL_PERTAMA,)
    before_decision = [
        state for state in CaseState if CaseState.DIPUTUSKAN in next_case_states(state, LAW).value
    ]
    assert before_decision == [CaseState.DIREKOMENDASIKAN]


@given(st.sampled_from(PositionKind), st.sampled_from(DisciplineLevel), officials, officials)
def test_an_empty_post_never_brings_the_decision_lower(
    kind: PositionKind,
    level: DisciplineLevel,
    vacant: set[PunishingOfficial],
    acting: set[PunishingOfficial],
) -> None:
    named = who_may_punish(kind, level, LAW).value
    found = who_may_punish(kind, level, LAW, vacant=vacant, acting=acting).value
    assert HEIGHT.index(found) >= HEIGHT.index(named)
    assert found not in vacant or found in (PunishingOfficial.PPK, PunishingOfficial.PRESIDEN)


@given(st.sampled_from(PositionKind))
def test_a_heavier_level_is_never_decided_lower(kind: PositionKind) -> None:
    places = [HEIGHT.index(who_may_punish(kind, level, LAW).value) for level in DisciplineLevel]
    assert places == sorted(places)


@given(st.sampled_from([Remedy.KEBERATAN, Remedy.BANDING]), known_days, st.integers(0, 40))
def test_pasal_11_the_warning_never_comes_after_the_deadline(
    remedy: Remedy, decided: date, days: int
) -> None:
    found = remedy_window(remedy, decided, LAW, received_on=decided + timedelta(days=days)).value
    assert decided < found.warn_on <= found.deadline


@pytest.mark.parametrize("level", DisciplineLevel)
def test_pasal_1_angka_5_banding_is_for_dismissal_alone(level: DisciplineLevel) -> None:
    assert remedy_for(level, PunishingOfficial.PPK, LAW).value is not Remedy.BANDING


@pytest.mark.parametrize("kind", LeaveKind)
@pytest.mark.parametrize("status", EmployeeStatus)
def test_every_approved_leave_excuses_whoever_has_it(kind: LeaveKind, status: EmployeeStatus) -> None:
    assert leave_effect(kind, LAW, status=status).value.excuses


@given(st.integers(0, 600), st.integers(0, 11), st.booleans(), st.integers(0, 5))
def test_more_unused_days_never_lower_the_annual_leave(
    months: int, unused: int, two_years: bool, worked: int
) -> None:
    def days(left: int) -> int:
        return annual_leave_days(
            months, LAW, unused_last_year=left, is_unused_two_years=two_years, joint_leave_worked=worked
        ).value

    assert 0 <= days(unused) <= days(unused + 1) <= 24 + worked


@pytest.mark.parametrize(
    ("field", "given_value"),
    [("service_months", -1), ("service_months", 601), ("unused_last_year", 13), ("joint_leave_worked", -1)],
)
def test_impossible_leave_is_refused_and_says_the_bounds(field: str, given_value: int) -> None:
    with pytest.raises(InvalidInput, match="sampai"):
        annual_leave_days(**{"service_months": 24, field: given_value}, ruleset=LAW)  # type: ignore[arg-type]


@given(
    st.lists(st.sampled_from(STEPS), min_size=1, max_size=5), st.dates(date(2010, 6, 6), date(2026, 12, 31))
)
def test_several_offences_give_one_punishment_as_heavy_as_the_heaviest(
    steps: list[str], act_day: date
) -> None:
    found = heaviest_punishment(steps, act_day, LAW).value
    assert found.step in steps
    assert all(STEPS.index(found.step) >= STEPS.index(step) for step in steps)


@given(st.sampled_from(STEPS), st.dates(date(2010, 6, 6), date(2026, 12, 31)))
def test_pasal_28_a_silent_superior_never_gets_less(step: str, act_day: date) -> None:
    found = STEPS.index(punishment_of_silent_superior(step, act_day, LAW).value.step)
    assert found == STEPS.index(step) if act_day < date(2021, 8, 31) else found >= STEPS.index(step)
