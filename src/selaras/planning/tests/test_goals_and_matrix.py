"""The goals tree, the way down to people, orphans both ways, and the matrix of a leader."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from selaras.core.errors import InvalidInput, NotAllowed
from selaras.core.models import Notice
from selaras.planning.models import Goal, RoleMatrixCell
from selaras.planning.selectors import cascade_of, goals_tree, matrix_of, orphans
from selaras.planning.services import (
    GoalValues,
    RhkValues,
    add_goal,
    add_rhk,
    edit_rhk,
    set_matrix_cell,
    submit_skp,
)
from selaras.planning.tests.stage import ON, agreed, drafted, first_result, indicator, submitted
from tests.cast import Cast


@pytest.mark.trace("P-04")
def test_a_goal_leads_down_to_the_people_who_carry_it(cast: Cast) -> None:
    goal = indicator(cast)
    by = cast.actor("citra")
    top = drafted(cast, "citra", "Penderita terlayani")
    edit_rhk(first_result(top), RhkValues("Penderita terlayani", goal=goal), by=by, on=ON)
    submit_skp(top, by=by, on=ON)
    middle = drafted(cast, "budi", "Pasien terobati")
    edit_rhk(
        first_result(middle),
        RhkValues("Pasien terobati", parent=first_result(top)),
        by=cast.actor("budi"),
        on=ON,
    )
    low = drafted(cast, "ani", "Pasien dipantau")
    edit_rhk(
        first_result(low),
        RhkValues("Pasien dipantau", parent=first_result(middle)),
        by=cast.actor("ani"),
        on=ON,
    )
    cascade = cascade_of(cast.actor("fajar"), goal, 2026)
    root = cascade.roots[0]
    assert (root.rhk.text, root.children[0].rhk.text) == ("Penderita terlayani", "Pasien terobati")
    assert root.children[0].children[0].rhk.skp.employee == cast.ani
    assert cascade.people == 3
    seen_by_ani = cascade_of(cast.actor("ani"), goal, 2026).roots[0]
    assert seen_by_ani.is_readable is False
    assert seen_by_ani.children[0].children[0].is_readable is True


@pytest.mark.trace("P-04")
def test_orphans_are_found_both_ways(cast: Cast, sign_in: Any) -> None:
    carried, bare = indicator(cast, "Ada pendukung"), indicator(cast, "Tanpa pendukung")
    skp = submitted(cast, "ani", "Tanpa induk")
    other = drafted(cast, "budi")
    add_rhk(other, RhkValues("Berinduk", goal=carried), by=cast.actor("budi"), on=ON)
    found = orphans(cast.actor("fajar"), 2026)
    assert found.goals == [bare]
    assert [rhk.skp_id for rhk in found.results] == [skp.pk]
    assert list(orphans(cast.actor("hadi"), 2026).results) == []
    page = sign_in("fajar").get(reverse("planning:orphans") + "?tahun=2026").content.decode()
    assert "Tanpa induk" in page
    assert "Tanpa pendukung" in page


def test_the_tree_nests_and_carries_the_target_of_the_year(cast: Cast) -> None:
    by = cast.actor("fajar")
    mission = add_goal(GoalValues("misi", "Warga sehat", 2025, 2029), by=by, on=ON)
    goal = indicator(cast)
    values = GoalValues("sasaran", "Layanan bermutu", 2025, 2029, parent=mission)
    objective = add_goal(values, by=by, on=ON)
    roots = goals_tree(cast.actor("ani"), 2026)
    assert [(node.goal, [child.goal for child in node.children]) for node in roots] == [
        (mission, [objective]),
        (goal, []),
    ]
    assert roots[1].target is not None
    assert (roots[1].target.target, roots[1].is_bare) == (Decimal(85), True)


def test_admins_write_goals_and_an_opd_admin_only_those_of_the_own_opd(cast: Cast) -> None:
    values = GoalValues(
        "indikator", "Aset tertib", 2025, 2029, opd=cast.units["bkppd"], unit_of_measure="%", source="Neraca"
    )
    for name in ("ani", "budi", "gita", "eka"):
        with pytest.raises(NotAllowed):
            add_goal(values, by=cast.actor(name), on=ON)
    own = GoalValues(
        "indikator", "Stunting", 2025, 2029, opd=cast.units["dinkes"], unit_of_measure="%", source="e-PPGBM"
    )
    assert add_goal(own, by=cast.actor("eka"), on=ON).opd == cast.units["dinkes"]


def test_an_indicator_without_source_or_under_another_indicator_is_refused(cast: Cast) -> None:
    parent = indicator(cast)
    values = GoalValues("indikator", "Tanpa sumber", 2029, 2025, parent=parent)
    with pytest.raises(InvalidInput) as refused:
        add_goal(values, by=cast.actor("fajar"), on=ON)
    assert set(refused.value.fields) == {"last_year", "parent", "opd", "unit_of_measure", "source"}


def test_a_goal_is_added_and_changed_in_the_browser(cast: Cast, sign_in: Any) -> None:
    browser = sign_in("fajar")
    data = {
        "level": "indikator", "title": "Stunting", "first_year": "2026", "last_year": "2027",
        "opd": cast.units["dinkes"].pk,
        "unit_of_measure": "%", "source": "e-PPGBM", "direction": "less_is_better", "target_2026": "15,5",
    }  # fmt: skip
    assert browser.post(reverse("planning:goal_add"), data).status_code == 302
    goal = Goal.objects.get()
    assert goal.targets.get().target == Decimal("15.5")
    edit = reverse("planning:goal_edit", args=[goal.pk])
    assert "15,5" in browser.get(edit).content.decode()
    assert browser.post(edit, {**data, "target_2026": "", "target_2027": "14"}).status_code == 302
    assert [(row.year, row.target) for row in goal.targets.all()] == [(2027, Decimal(14))]
    assert sign_in("ani").get(reverse("planning:goal_add")).status_code == 403


@pytest.mark.trace("K-06")
def test_a_leader_fills_the_matrix_and_the_member_is_offered_it(cast: Cast, sign_in: Any) -> None:
    budi, _version = agreed(cast, "budi", "citra", "Warga terobati")
    rhk = first_result(budi)
    browser = sign_in("budi")
    address = reverse("planning:matrix_cell", args=[rhk.pk, cast.ani.pk])
    assert browser.post(address, {"text": "Pasien dipantau", "cascade": "tidak_langsung"}).status_code == 302
    matrix = matrix_of(cast.budi.pk, 2026)
    assert matrix is not None
    assert [(row.member, row.is_empty) for row in matrix.rows] == [(cast.ani, False), (cast.hadi, True)]
    assert Notice.objects.filter(recipient_id=cast.ani.pk, kind="matrix.cell").count() == 1
    skp = drafted(cast, "ani")
    page = sign_in("ani").get(reverse("planning:edit", args=[skp.pk])).content.decode()
    assert "Pasien dipantau" in page
    offered = {"teks": "Pasien dipantau", "induk": rhk.pk}
    suggested = sign_in("ani").get(reverse("planning:rhk_add", args=[skp.pk]), offered)
    assert f'value="{rhk.pk}" selected' in suggested.content.decode()
    browser.post(address, {"text": "", "cascade": "tidak_langsung"})
    assert RoleMatrixCell.objects.count() == 0


def test_the_matrix_holds_only_the_own_people_and_results(cast: Cast, sign_in: Any) -> None:
    budi, _version = agreed(cast, "budi", "citra")
    rhk = first_result(budi)
    with pytest.raises(NotAllowed):
        set_matrix_cell(rhk, cast.ani, text="x", by=cast.actor("citra"), on=ON)
    with pytest.raises(InvalidInput):
        set_matrix_cell(rhk, cast.eka, text="x", by=cast.actor("budi"), on=ON)
    address = reverse("planning:matrix_cell", args=[rhk.pk, cast.eka.pk])
    assert sign_in("budi").get(address).status_code == 404
    assert sign_in("ani").get(reverse("planning:matrix_cell", args=[rhk.pk, cast.hadi.pk])).status_code == 404
