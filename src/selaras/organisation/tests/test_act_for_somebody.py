"""Plt and Plh: by written order, for a time, ended early with a reason; superiors and plans follow by themselves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.organisation import events, services
from selaras.organisation.models import Assignment, AssignmentKind, Delegation, Employee, Position
from selaras.organisation.services import Order
from selaras.planning.models import Skp
from tests.cast import Cast
from tests.fixtures import SignedIn

ON = date(2026, 3, 2)


def order(
    start: date = ON, end: date = date(2026, 5, 31), number: str = "800/12/2026", kind: str = "plt"
) -> Order:
    return Order(number, AssignmentKind(kind), start, end)


def vacate(cast: Cast) -> Position:
    """Budi leaves the post that leads the puskesmas."""
    post = cast.budi.position
    assert post is not None
    with recording(events.EMPLOYEE_CHANGED, by=cast.actor("fajar"), about=cast.budi):
        Employee.objects.filter(pk=cast.budi.pk).update(position=None, unit=cast.units["dinkes"])
    return post


def superior(cast: Cast, name: str) -> object:
    return Employee.objects.get(pk=cast.people[name].pk).pejabat_penilai_id


def test_who_acts_for_an_official_sees_what_waits_for_that_official(cast: Cast) -> None:
    services.delegate(cast.budi, cast.hadi, order(kind="plh"), by=cast.actor("eka"), on=ON)
    assert cast.actor("hadi", ON).acts_for == {cast.budi.pk}
    assert cast.actor("hadi", ON - timedelta(days=1)).acts_for == frozenset()
    assert cast.actor("hadi", date(2026, 6, 1)).acts_for == frozenset()
    assert superior(cast, "ani") == cast.budi.pk


def test_a_delegation_is_ended_early_with_a_reason(cast: Cast) -> None:
    delegation = services.delegate(cast.budi, cast.hadi, order(kind="plh"), by=cast.actor("eka"), on=ON)
    with pytest.raises(InvalidInput):
        services.end_delegation(delegation, by=cast.actor("eka"), on=ON, reason="")
    services.end_delegation(delegation, by=cast.actor("eka"), on=ON, reason="Pejabat kembali")
    assert cast.actor("hadi", ON).acts_for == frozenset()
    with pytest.raises(StepNotPossible):
        services.end_delegation(delegation, by=cast.actor("eka"), on=ON, reason="Lagi")


@pytest.mark.parametrize(
    "wrong",
    [
        order(number=" "),
        order(end=date(2026, 3, 1)),
        order(start=date(2025, 1, 1), end=date(2025, 2, 1)),
        order(end=date(2028, 1, 1)),
        order(kind="definitif"),
    ],
)
def test_an_order_that_cannot_be_right_is_refused(cast: Cast, wrong: Order) -> None:
    with pytest.raises(InvalidInput):
        services.delegate(cast.budi, cast.hadi, wrong, by=cast.actor("eka"), on=ON)


def test_nobody_acts_for_oneself_or_twice_at_a_time(cast: Cast) -> None:
    with pytest.raises(InvalidInput):
        services.delegate(cast.budi, cast.budi, order(), by=cast.actor("eka"), on=ON)
    services.delegate(cast.budi, cast.hadi, order(), by=cast.actor("eka"), on=ON)
    with pytest.raises(InvalidInput):
        services.delegate(cast.budi, cast.hadi, order(start=date(2026, 4, 1)), by=cast.actor("eka"), on=ON)


@pytest.mark.parametrize("name", ["ani", "budi", "gita"])
def test_only_admins_record_orders(cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        services.delegate(cast.budi, cast.hadi, order(), by=cast.actor(name), on=ON)


def test_an_acting_head_becomes_the_superior_and_ceases_to_be(cast: Cast) -> None:
    post = vacate(cast)
    acting = services.appoint_acting_head(cast.hadi, post, order(), by=cast.actor("eka"), on=ON)
    assert superior(cast, "ani") == cast.hadi.pk
    assert superior(cast, "hadi") == cast.citra.pk
    services.end_acting_head(acting, by=cast.actor("eka"), on=ON, reason="Pejabat definitif dilantik")
    assert superior(cast, "ani") == cast.citra.pk


def test_a_unit_has_one_acting_head_at_a_time(cast: Cast) -> None:
    post = vacate(cast)
    services.appoint_acting_head(cast.hadi, post, order(), by=cast.actor("eka"), on=ON)
    with pytest.raises(InvalidInput):
        services.appoint_acting_head(
            cast.ani, post, order(start=date(2026, 5, 1)), by=cast.actor("eka"), on=ON
        )


def test_a_post_that_somebody_holds_needs_no_acting_head(cast: Cast) -> None:
    post = cast.budi.position
    assert post is not None
    with pytest.raises(InvalidInput) as refused:
        services.appoint_acting_head(cast.hadi, post, order(), by=cast.actor("eka"), on=ON)
    assert "Budi Kolifeto" in str(refused.value.fields["position"])


@pytest.mark.trace("P-17")
def test_an_acting_head_of_next_week_begins_by_itself_on_the_day_of_the_agency(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    post, first = vacate(cast), date(2026, 3, 9)
    ani = cast.ani
    with recording(events.EMPLOYEE_CHANGED, by=cast.actor("ani"), about=ani):
        skp = Skp.objects.create(
            agency=cast.kupang, employee=ani, year=2026, period_start=date(2026, 1, 1), period_end=date(2026, 12, 31),
            kind="ja_jf", status="submitted", unit=ani.unit, opd=cast.units["dinkes"], position_title="Perawat",
            pejabat_penilai=cast.budi, atasan_pejabat_penilai=cast.citra,
        )  # fmt: skip
    with time_machine.travel("2026-03-02 09:00:00+08:00"):
        services.appoint_acting_head(cast.hadi, post, order(start=first), by=cast.actor("eka"), on=ON)
        sign_in("ani").get(reverse("web:role"))
        assert superior(cast, "ani") == cast.citra.pk
    with time_machine.travel("2026-03-08 23:59:00+08:00"):
        sign_in("ani").get(reverse("web:role"))
        assert superior(cast, "ani") == cast.citra.pk
    with time_machine.travel("2026-03-09 00:01:00+08:00"):
        sign_in("ani").get(reverse("web:role"))
    assert superior(cast, "ani") == cast.hadi.pk
    assert Skp.objects.get(pk=skp.pk).pejabat_penilai_id == cast.hadi.pk
    with time_machine.travel("2026-06-01 00:01:00+08:00"):
        sign_in("ani").get(reverse("web:role"))
    assert superior(cast, "ani") == cast.citra.pk


def test_orders_are_recorded_and_ended_through_the_pages(cast: Cast, sign_in: type[SignedIn]) -> None:
    with time_machine.travel("2026-03-02 09:00:00+08:00"):
        browser = sign_in("eka")
        sent = {
            "from_employee": str(cast.budi.pk), "to_employee": cast.hadi.nip, "kind": "plh",
            "order_number": "800/1", "start": str(ON), "end": "2026-03-20",
        }  # fmt: skip
        assert browser.post(reverse("organisation:delegation_add"), sent).status_code == 302
        row = Delegation.objects.get()
        assert "Hadi Lirapada" in browser.get(reverse("organisation:delegations")).content.decode()
        url = reverse("organisation:delegation_end", args=[row.pk])
        assert browser.post(url, {"reason": ""}).status_code == 422
        assert browser.post(url, {"reason": "Kembali bertugas"}).status_code == 302
        sent = {**sent, "position": str(vacate(cast).pk), "kind": "plt"}
        assert browser.post(reverse("organisation:acting_head_add"), sent).status_code == 302
        acting = Assignment.objects.get(kind="plt")
        url = reverse("organisation:acting_head_end", args=[acting.pk])
        assert browser.post(url, {"reason": "Selesai"}).status_code == 302


def test_an_unknown_nip_is_told_at_its_field(cast: Cast, sign_in: type[SignedIn]) -> None:
    sent = {"from_employee": str(cast.budi.pk), "to_employee": "1991 0418 2099 0310 08", "kind": "plh"}
    answer = sign_in("eka").post(reverse("organisation:delegation_add"), sent)
    assert answer.status_code == 422
    assert "tidak ada dalam daftar pegawai" in answer.content.decode()


def test_the_role_page_tells_what_one_does_beside_the_own_post(cast: Cast, sign_in: type[SignedIn]) -> None:
    today = clock.today(cast.kupang)
    later = today + timedelta(days=30)
    running = Order("800/3", AssignmentKind.PLH, today, later)
    services.delegate(cast.budi, cast.hadi, running, by=cast.actor("eka", today), on=today)
    services.appoint_acting_head(
        cast.hadi,
        vacate(cast),
        Order("800/4", AssignmentKind.PLT, today, later),
        by=cast.actor("eka", today),
        on=today,
    )
    page = sign_in("hadi").get(reverse("web:role")).content.decode()
    assert "Plt Kepala Puskesmas Contoh, Puskesmas Contoh" in page
    assert "Mewakili Budi Kolifeto (Demo) (Plh)" in page
    assert "Diwakili Hadi Lirapada (Demo) (Plh)" in sign_in("budi").get(reverse("web:role")).content.decode()
