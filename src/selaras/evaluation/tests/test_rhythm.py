"""Who is evaluated when: a part-time PPPK in an agency that chose months, and a year that was too short."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.evaluation.conditions import missing_for_finalise
from selaras.evaluation.rhythm import allowed_kinds, refusals_of_year
from selaras.evaluation.selectors import own_periods, skp_awaiting
from selaras.evaluation.services import open_evaluation
from selaras.evaluation.tests import stage
from selaras.evaluation.tests.conftest import TurnClock
from selaras.evaluation.tests.test_pages import SignIn
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import AgencyChoice, EmployeeKind
from selaras.planning.models import Skp
from selaras_rules import Period, Ruleset
from tests.cast import Cast

MARCH = Period.of_month(2026, 3)
QUARTER = Period.of_quarter(2026, 1)


def choose_months(cast: Cast) -> None:
    with recording(stage.STAGED, by=stage.penilai(cast), about=cast.kupang):
        AgencyChoice.objects.create(
            agency=cast.kupang, key="evaluation.periodicity", effective=date(2025, 1, 1), value="monthly",
            reason="Peraturan wali kota",
        )  # fmt: skip


def make_part_time(cast: Cast, name: str) -> None:
    person = cast.people[name]
    with recording(stage.STAGED, by=stage.penilai(cast), about=person):
        person.kind = EmployeeKind.PPPK_PART_TIME
        person.save(update_fields=["kind"])


def cut(skp: Skp, start: date, end: date) -> Skp:
    with recording(stage.STAGED, by=SYSTEM, about=skp):
        skp.period_start, skp.period_end = start, end
        skp.save(update_fields=["period_start", "period_end"])
    return skp


@pytest.mark.trace("P-21")
def test_pasal_17_a_part_time_pppk_is_evaluated_quarterly_where_everybody_else_is_monthly(
    cast: Cast, sign_in: SignIn
) -> None:
    choose_months(cast)
    make_part_time(cast, "hadi")
    ani, hadi = stage.stage_skp(cast.ani), stage.stage_skp(cast.hadi)
    budi = stage.penilai(cast)
    for skp, right, wrong in ((ani, MARCH, QUARTER), (hadi, QUARTER, MARCH)):
        with pytest.raises(InvalidInput, match="bukan periode evaluasi"):
            open_evaluation(skp, wrong, by=budi, on=stage.AFTER_Q1)
        (own,) = own_periods(cast.actor(skp.employee.name.split()[0].lower()), cast.kupang, stage.AFTER_Q1)
        assert {row.period.kind for row in own.rows} == {right.kind, Period.of_year(2026).kind}
        assert list(skp_awaiting(budi, right, ruleset_for(cast.kupang, stage.AFTER_Q1))) == [skp]
    open_evaluation(hadi, QUARTER, by=budi, on=stage.AFTER_Q1)
    page = sign_in("budi").get("/evaluasi/tim/", {"periode": QUARTER.code}).content.decode()
    assert "?periode=2026-TW1" in page
    assert "?periode=2026-03" in page
    assert cast.hadi.full_name in page
    assert cast.ani.full_name not in page


def test_before_there_were_part_time_pppk_their_plan_follows_the_agency() -> None:
    day = Period.of_year(2024).end
    for chosen, kind in (({}, "quarter"), ({"evaluation.periodicity": "monthly"}, "month")):
        assert allowed_kinds(Ruleset(day, chosen), is_part_time=True)[1] == kind


@pytest.mark.trace("P-21")
def test_who_worked_less_than_a_month_gets_no_annual_predikat_and_reads_why(
    cast: Cast, sign_in: SignIn, clock_at: TurnClock
) -> None:
    clock_at(2027, 1, 12)
    skp = cut(stage.stage_skp(cast.ani), date(2026, 12, 10), date(2026, 12, 31))
    with pytest.raises(StepNotPossible, match="Bekerja 0 bulan; predikat tahunan diberikan mulai 1 bulan"):
        open_evaluation(skp, stage.YEAR, by=stage.penilai(cast), on=stage.NEXT_YEAR)
    assert open_evaluation(skp, "2026-TW4", by=stage.penilai(cast), on=stage.NEXT_YEAR)
    assert "predikat tahunan diberikan mulai 1 bulan" in sign_in("ani").get("/evaluasi/").content.decode()
    page = sign_in("budi").get("/evaluasi/tim/", {"periode": "2026"}).content.decode()
    assert "predikat tahunan diberikan mulai 1 bulan" in page


def test_a_mover_has_the_year_of_both_posts_together(cast: Cast) -> None:
    after = cut(stage.stage_skp(cast.ani), date(2026, 12, 10), date(2026, 12, 31))
    before = cut(stage.stage_skp(cast.ani), date(2026, 1, 1), date(2026, 12, 9))
    assert refusals_of_year([before, after]) == {}
    assert open_evaluation(after, stage.YEAR, by=stage.penilai(cast), on=stage.NEXT_YEAR)


def test_a_plan_that_is_closed_after_the_form_was_opened_is_not_fixed_for_the_year(cast: Cast) -> None:
    skp = stage.stage_skp(cast.ani)
    evaluation = stage.opened(cast, skp, stage.YEAR, stage.NEXT_YEAR)
    cut(evaluation.skp, date(2026, 1, 1), date(2026, 1, 20))
    ruleset = ruleset_for(cast.kupang, evaluation.span.end)
    codes = [item.code for item in missing_for_finalise(evaluation, stage.NEXT_YEAR, None, ruleset)]
    assert "months" in codes


def test_the_least_months_are_the_choice_of_the_agency(cast: Cast) -> None:
    skp = cut(stage.stage_skp(cast.ani), date(2026, 8, 1), date(2026, 12, 31))
    assert refusals_of_year([skp]) == {}
    with recording(stage.STAGED, by=stage.penilai(cast), about=cast.kupang):
        AgencyChoice.objects.create(
            agency=cast.kupang,
            key="evaluation.minimum_months",
            effective=date(2026, 1, 1),
            value=6,
            reason="SE",
        )
    assert "mulai 6 bulan" in refusals_of_year([skp])[skp.pk].text


def test_a_year_that_is_final_waits_for_no_quarter(cast: Cast, sign_in: SignIn, clock_at: TurnClock) -> None:
    skp = stage.stage_skp(cast.ani)
    stage.stage_dialogue(skp, date(2026, 11, 30))
    stage.stage_organisation(cast)
    clock_at(2027, 1, 12)
    address = reverse("evaluation:mine")
    assert sign_in("ani").get(address).content.decode().count("belum dimulai pejabat penilai") == 5
    stage.fixed(cast, skp, period=stage.YEAR, on=stage.NEXT_YEAR)
    page = sign_in("ani").get(address).content.decode()
    assert page.count("tidak dinilai tersendiri; hasil tahunnya sudah final") == 4
    assert "belum dimulai pejabat penilai" not in page
