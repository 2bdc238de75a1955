"""Two sources for one measure: side by side, both asked how they measure, nothing averaged (D9)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from selaras.core.errors import InvalidInput, NotAllowed
from selaras.core.models import Notice
from selaras.planning.models import Goal
from selaras.planning.selectors import goals_tree
from selaras.planning.selectors.sources import possible_twins, sources_of
from selaras.planning.services import GoalValues, add_goal, edit_goal, join_sources, part_sources
from selaras.planning.tests.stage import ON
from tests.cast import Cast


def stunting(cast: Cast, source: str, reached: str, **more: Any) -> Goal:
    values = GoalValues(
        "indikator", f"Prevalensi stunting ({source})", 2025, 2029, opd=cast.units["dinkes"], unit_of_measure="%",
        direction="less_is_better", source=source, targets={2025: Decimal(18)},
        realisations={2025: Decimal(reached)}, **more,
    )  # fmt: skip
    return add_goal(values, by=cast.actor("fajar"), on=ON)


def both(cast: Cast) -> tuple[Goal, Goal]:
    survey = stunting(
        cast, "SSGI", "21.7", method="Survei contoh", coverage="Contoh seluruh kota", as_of=date(2025, 9, 1)
    )
    register = stunting(cast, "e-PPGBM", "18.9")
    join_sources(register, survey, by=cast.actor("eka"), on=ON)
    return survey, register


@pytest.mark.trace("K-36")
def test_two_sources_stand_side_by_side_and_the_silent_one_is_asked(cast: Cast) -> None:
    survey, register = both(cast)
    sources = sources_of(cast.actor("ani"), survey)
    shown = {row.goal.source: (row.latest.realisation if row.latest else None) for row in sources.readings}
    assert shown == {"SSGI": Decimal("21.7"), "e-PPGBM": Decimal("18.9")}
    assert sources.widest is not None
    assert sources.widest.spread == Decimal("2.8")
    missing = {row.goal.pk: [str(name) for name in row.missing] for row in sources.readings}
    assert missing == {survey.pk: [], register.pk: ["cara menghitung", "cakupan", "tanggal keadaan data"]}
    asked = Notice.objects.filter(kind="goal.sources")
    assert [(row.recipient_id, register.title in row.text) for row in asked] == [(cast.eka.pk, True)]


def test_whoever_changes_one_of_two_sources_must_say_how_it_measures(cast: Cast) -> None:
    _survey, register = both(cast)
    values = GoalValues(
        "indikator",
        register.title,
        2025,
        2029,
        opd=cast.units["dinkes"],
        unit_of_measure="%",
        source="e-PPGBM",
    )
    with pytest.raises(InvalidInput) as refused:
        edit_goal(register, values, by=cast.actor("eka"), on=ON)
    assert set(refused.value.fields) == {"method", "coverage"}
    register.refresh_from_db()
    assert register.other_source_of_id is not None


def test_the_page_shows_both_numbers_and_never_one_between_them(cast: Cast, sign_in: Any) -> None:
    survey, register = both(cast)
    page = sign_in("ani").get(reverse("planning:goal_sources", args=[register.pk])).content.decode()
    for number in ("21,7", "18,9", "berbeda 2,8 poin persen", "Contoh seluruh kota", "cakupan"):
        assert number in page
    assert "20,3" not in page
    assert reverse("planning:goal_edit", args=[register.pk]) not in page
    managed = sign_in("eka").get(reverse("planning:goal_sources", args=[survey.pk])).content.decode()
    assert reverse("planning:goal_edit", args=[register.pk]) in managed
    tree = goals_tree(cast.actor("ani"), 2026)
    assert [node.other_sources for node in tree] == [1, 1]
    assert "Dua sumber" in sign_in("ani").get(reverse("planning:goals") + "?tahun=2026").content.decode()


def test_sources_are_joined_in_the_browser_once_and_parted_again(cast: Cast, sign_in: Any) -> None:
    survey, register = stunting(cast, "SSGI", "21.7"), stunting(cast, "e-PPGBM", "18.9")
    browser, address = sign_in("eka"), reverse("planning:goal_sources", args=[register.pk])
    key = browser.get(address).context["form"]["form_key"].value()
    for _click in range(2):
        assert browser.post(address, {"other": survey.pk, "form_key": key}).status_code == 302
    assert Notice.objects.filter(kind="goal.sources").count() == 2
    register.refresh_from_db()
    assert possible_twins(register) == []
    third = stunting(cast, "SKI", "20")
    join_sources(third, register, by=cast.actor("fajar"), on=ON)
    part_sources(Goal.objects.get(pk=survey.pk), by=cast.actor("fajar"), on=ON)
    third.refresh_from_db()
    survey.refresh_from_db()
    assert {row.goal for row in sources_of(cast.actor("ani"), third).readings} == {register, third}
    assert len(sources_of(cast.actor("ani"), survey).readings) == 1


@pytest.mark.parametrize("name", ["ani", "budi", "gita"])
def test_only_admins_join_sources(cast: Cast, sign_in: Any, name: str) -> None:
    survey, register = stunting(cast, "SSGI", "21.7"), stunting(cast, "e-PPGBM", "18.9")
    with pytest.raises(NotAllowed):
        join_sources(register, survey, by=cast.actor(name), on=ON)
    address = reverse("planning:goal_sources", args=[register.pk])
    assert sign_in(name).post(address, {"other": survey.pk}).status_code == 403
    assert sign_in("ivan").get(address).status_code == 404


def test_what_is_no_other_source_is_refused(cast: Cast, sign_in: Any) -> None:
    survey, register = both(cast)
    by = cast.actor("fajar")
    mission = add_goal(GoalValues("misi", "Warga sehat", 2025, 2029), by=by, on=ON)
    old = stunting(cast, "Lama", "25")
    for other in (register, survey, mission):
        with pytest.raises(InvalidInput):
            join_sources(register, other, by=by, on=ON)
    foreign = {"other": "018f0000-0000-7000-8000-000000000000"}
    assert sign_in("eka").post(reverse("planning:goal_sources", args=[old.pk]), foreign).status_code == 422
