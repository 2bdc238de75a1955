"""The people of the cities cannot exist, stand in the lines of their organisation, and can sign in."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.contrib.auth.hashers import check_password

from selaras.accounts.models import Account
from selaras.accounts.selectors import demonstration_accounts
from selaras.core.audit import SYSTEM, Event, recording
from selaras.core.scoping import across_agencies, agency_scope
from selaras.demonstration.cast import LABELS, LONG_NAME, PASSWORD
from selaras.demonstration.days import TODAY
from selaras.demonstration.tests.planted import of
from selaras.organisation.models import Agency, Employee, EmployeeKind, LegalStatus
from selaras.organisation.superiors import renew_lines
from selaras.planning.models import Skp
from selaras_rules import NipKind, read_nip

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
STAGED = Event("test.staged", "Pengujian")


def test_each_city_has_about_two_hundred_and_fifty_people_who_cannot_exist(loaded: dict[str, Agency]) -> None:
    for agency in loaded.values():
        with agency_scope(agency.pk):
            people = list(Employee.objects.all())
        assert 240 <= len(people) <= 290
        for person in people:
            assert person.name.endswith("(Demo)")
            assert person.email.endswith("@example.go.id")
            if person.kind == EmployeeKind.STATE_OFFICIAL:
                assert person.nip == ""
                continue
            nip = read_nip(person.nip)
            assert nip.appointed_year == 2099
            is_pppk = person.kind in (EmployeeKind.PPPK, EmployeeKind.PPPK_PART_TIME)
            if not is_pppk:
                assert nip.kind is NipKind.PNS
            assert nip.birth_date == person.birth_date


def test_every_role_can_sign_in_and_everybody_else_waits_for_a_code(loaded: dict[str, Agency]) -> None:
    cities = dict(demonstration_accounts())
    assert len(cities) == 2
    for people in cities.values():
        assert [label for _username, _name, label in people] == [label for _key, label in LABELS]
        for username, _name, _label in people:
            account = Account.objects.get(username=username)
            assert check_password(PASSWORD, account.password)
            assert account.activated_at is not None
    others = Account.objects.filter(
        employee__demo_label="", employee__agency__in=loaded.values(), activated_at=None
    )
    with across_agencies("accounts of both cities"):
        waiting = list(others)
    assert len(waiting) > 450
    assert not any(account.has_usable_password() for account in waiting)


def test_the_lines_are_those_that_the_organisation_derives(kupang: Agency) -> None:
    with recording(STAGED, by=SYSTEM, about=kupang):
        assert renew_lines(kupang, TODAY) == []


def test_people_without_skp_have_none_for_the_running_year(kupang: Agency) -> None:
    away = Employee.objects.filter(
        legal_status__in=(LegalStatus.CLTN, LegalStatus.MPP, LegalStatus.SUSPENDED)
    )
    assert away.count() == 3
    assert not Skp.objects.filter(employee__in=away, year=2026).exists()
    assert (
        Employee.objects.filter(
            legal_status=LegalStatus.ENDED, skp_list__period_end=date(2026, 6, 30)
        ).count()
        == 1
    )


def test_odd_names_and_big_and_small_teams_are_there(kupang: Agency) -> None:
    assert Employee.objects.filter(name=LONG_NAME).count() == 1
    names = Counter(Employee.objects.values_list("name", flat=True))
    assert [count for count in names.values() if count > 1] == [2]
    head = of(kupang, "SMP Negeri 99", "Kepala")
    assert Employee.objects.filter(unit=head.unit).exclude(pk=head.pk).count() == 60
    lurah = of(kupang, "Kelurahan Namosain", "Lurah")
    assert Employee.objects.filter(unit=lurah.unit).count() == 6
    moved = Employee.objects.filter(skp_list__year=2026).distinct()
    assert any(
        person.skp_list.filter(year=2026).count() == 2 for person in moved if "Contoh" in person.unit.name
    )
