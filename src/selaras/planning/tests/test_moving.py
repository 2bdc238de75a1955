"""A move on 1 July: two linked plans of half a year, each decided by the officials of its own post."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, NotAllowed, StepNotPossible
from selaras.core.models import Notice
from selaras.organisation.models import Assignment, Employee, Position, PositionKind
from selaras.planning import events
from selaras.planning.models import Skp
from selaras.planning.selectors import cells_for_plan, content_of, skp_for
from selaras.planning.selectors.readiness import coverage_of
from selaras.planning.services import (
    RhkValues,
    add_iki,
    add_rhk,
    agree_skp,
    follow_superior,
    move_plan,
    set_matrix_cell,
    submit_skp,
)
from selaras.planning.services.following import let_all_follow
from selaras.planning.steps import situation_of
from selaras.planning.tests.stage import MEASURE, agreed, first_result, submitted
from tests.cast import Cast

JULY = date(2026, 7, 1)
ON = date(2026, 7, 2)


def moved(cast: Cast) -> Employee:
    """Ani now plans programmes in the agency itself, under Citra."""
    with recording(events.SUPERIOR_FOLLOWED, by=SYSTEM, about=cast.ani, year=2026):
        post = Position.objects.create(
            agency=cast.kupang,
            unit=cast.units["dinkes"],
            title="Perencana Ahli Pertama",
            kind=PositionKind.JF,
        )
        Assignment.objects.create(agency=cast.kupang, employee=cast.ani, position=post, start=JULY)
        person = Employee.objects.get(pk=cast.ani.pk)
        person.position, person.unit = post, cast.units["dinkes"]
        person.pejabat_penilai, person.atasan_pejabat_penilai = cast.citra, cast.dewi
        person.save()
    return person


def split(cast: Cast, skp: Skp) -> Skp:
    return move_plan(skp_for(cast.actor("ani"), skp.pk), first_day=JULY, by=cast.actor("ani"), on=ON)


@pytest.mark.trace("P-03")
def test_one_who_moves_on_1_july_has_two_linked_plans_and_no_day_is_missing(cast: Cast) -> None:
    old, _version = agreed(cast, "ani", "budi")
    moved(cast)
    new = split(cast, old)
    old.refresh_from_db()
    assert (old.period_start, old.period_end) == (date(2026, 1, 1), date(2026, 6, 30))
    assert (new.period_start, new.period_end) == (JULY, date(2026, 12, 31))
    assert (new.continues_id, new.position_title) == (old.pk, "Perencana Ahli Pertama")
    assert [gap.employee_id for gap in coverage_of(cast.kupang, 2026).gaps] == []


@pytest.mark.trace("C-16", "P-03")
def test_the_plan_of_the_new_post_owes_nothing_to_the_old_leader_nor_to_january(
    cast: Cast, sign_in: Any
) -> None:
    above = agreed(cast, "budi", "citra", "Warga terobati")[0]
    old, _version = agreed(cast, "ani", "budi")
    set_matrix_cell(first_result(above), cast.ani, text="Kader dilatih", by=cast.actor("budi"), on=ON)
    assert [cell.text for cell in cells_for_plan(old)] == ["Kader dilatih"]
    moved(cast)
    new = split(cast, old)
    assert cells_for_plan(new) == []
    with time_machine.travel("2026-07-02 09:00+08:00"):
        browser = sign_in("ani")
        page = browser.get(reverse("planning:edit", args=[new.pk])).content.decode()
        role = browser.get(reverse("web:role")).content.decode()
    assert "dimulai di tengah tahun" in page
    assert "mulai berlaku 1 Juli 2026" in role
    assert "31 Januari" not in role
    assert "Tenggat menurut aturan" not in page
    by = cast.actor("ani")
    add_iki(add_rhk(new, RhkValues("Rencana tersusun"), by=by, on=ON), MEASURE, by=by, on=ON)
    submit_skp(new, by=by, on=ON)
    told = situation_of(by, skp_for(by, new.pk), ON)
    assert told.tone == "info", "nobody is late who began in July"


@pytest.mark.trace("C-16")
def test_each_part_stays_with_the_officials_of_its_own_post(cast: Cast) -> None:
    old, version = agreed(cast, "ani", "budi")
    person = moved(cast)
    new = split(cast, old)
    assert (old.pejabat_penilai, old.status) == (cast.budi, "agreed")
    by = cast.actor("ani")
    add_iki(add_rhk(new, RhkValues("Rencana program tersusun"), by=by, on=ON), MEASURE, by=by, on=ON)
    submit_skp(new, by=by, on=ON)
    with pytest.raises(NotAllowed):
        agree_skp(new, by=cast.actor("budi"), on=ON)
    assert agree_skp(new, by=cast.actor("citra"), on=ON).content["pejabat_penilai"]["name"] == cast.citra.name
    assert version.content["pejabat_penilai"]["name"] == cast.budi.name
    told = Notice.objects.get(recipient_id=cast.budi.pk, kind="skp.moved")
    assert "30 Juni 2026" in told.text
    assert follow_superior(person, by=cast.actor("eka"), on=ON) == 0


def test_a_plan_that_ended_before_it_was_agreed_is_still_agreed_by_the_former_superior(cast: Cast) -> None:
    old = submitted(cast, "ani")
    person = moved(cast)
    split(cast, old)
    follow_superior(person, by=cast.actor("eka"), on=ON)
    let_all_follow(by=cast.actor("fajar"), on=ON)
    old.refresh_from_db()
    assert old.pejabat_penilai == cast.budi
    agree_skp(skp_for(cast.actor("budi"), old.pk), by=cast.actor("budi"), on=ON)


def test_a_move_that_is_not_on_record_or_outside_the_plan_changes_nothing(cast: Cast) -> None:
    old, _version = agreed(cast, "ani", "budi")
    with pytest.raises(StepNotPossible, match="masih sama"):
        split(cast, old)
    moved(cast)
    for day in (date(2026, 1, 1), date(2027, 1, 1)):
        with pytest.raises(InvalidInput):
            move_plan(skp_for(cast.actor("ani"), old.pk), first_day=day, by=cast.actor("ani"), on=ON)
    with pytest.raises(NotAllowed):
        move_plan(skp_for(cast.actor("budi"), old.pk), first_day=JULY, by=cast.actor("budi"), on=ON)
    assert Skp.objects.get().period_end == date(2026, 12, 31)


def test_two_tabs_that_split_the_same_plan_make_one_new_plan(cast: Cast) -> None:
    old, _version = agreed(cast, "ani", "budi")
    moved(cast)
    stale = skp_for(cast.actor("ani"), old.pk)
    split(cast, old)
    with pytest.raises((StepNotPossible, ChangedMeanwhile)):
        move_plan(stale, first_day=date(2026, 8, 1), by=cast.actor("ani"), on=ON)
    assert Skp.objects.count() == 2


def test_the_page_says_that_the_post_has_changed_and_leads_through(cast: Cast, sign_in: Any) -> None:
    old, _version = agreed(cast, "ani", "budi")
    moved(cast)
    with time_machine.travel("2026-07-02T03:00:00Z"):
        browser = sign_in("ani")
        address = reverse("planning:move", args=[old.pk])
        assert address in browser.get(reverse("planning:mine")).content.decode()
        form = browser.get(address).context["form"]
        assert form["first_day"].value() == JULY
        data = {"first_day": "2026-07-01", "form_key": form["form_key"].value()}
        first, second = browser.post(address, data), browser.post(address, data)
        assert (
            first["Location"]
            == second["Location"]
            == reverse("planning:edit", args=[Skp.objects.get(continues=old).pk])
        )
        assert browser.post(address, {"first_day": "kemarin"}).status_code == 422
        assert "1 Jul – 31 Des 2026" in browser.get(reverse("planning:mine")).content.decode()


@pytest.mark.trace("P-02", "C-08")
def test_who_does_the_same_work_elsewhere_types_nothing_again(cast: Cast) -> None:
    old, _version = agreed(cast, "ani", "budi")
    moved(cast)
    by = cast.actor("ani")
    new = move_plan(skp_for(by, old.pk), first_day=JULY, source="last", by=by, on=ON)
    (rhk,) = content_of(new)["rhk"]
    assert (rhk["text"], rhk["is_carried_over"], rhk["parent_id"]) == (
        "Penderita hipertensi terobati sesuai standar", True, "",
    )  # fmt: skip
    assert [iki["target"] for iki in rhk["iki"]] == ["85"]
    assert content_of(old)["rhk"][0]["is_carried_over"] is False


@pytest.mark.trace("P-03")
def test_each_of_the_two_plans_leads_its_owner_to_the_other(cast: Cast, sign_in: Any) -> None:
    old, _version = agreed(cast, "ani", "budi")
    moved(cast)
    new = split(cast, old)
    pages = {skp.pk: reverse("planning:detail", args=[skp.pk]) for skp in (old, new)}
    assert f'href="{pages[new.pk]}"' in sign_in("ani").get(pages[old.pk]).content.decode()
    assert f'href="{pages[old.pk]}"' in sign_in("ani").get(pages[new.pk]).content.decode()
    assert f'href="{pages[new.pk]}"' not in sign_in("budi").get(pages[old.pk]).content.decode()
