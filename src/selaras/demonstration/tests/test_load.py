"""Both cities load whole, twice without change, equal on every machine, and hold together."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection
from django.urls import reverse

from selaras.accounts.models import Account
from selaras.core.models import AuditEvent
from selaras.core.scoping import across_agencies, agency_scope
from selaras.core.verification import tears_in, walk_events
from selaras.demonstration import (
    aftermath,
    allowance,
    attendance,
    credit,
    days,
    extras,
    library,
    load,
    satisfaction,
    teamwork,
    voices,
    writing,
)
from selaras.demonstration.chosen import choice_rows
from selaras.demonstration.depth import DETAILED
from selaras.demonstration.plans import Plan
from selaras.demonstration.staffing import Office, build_office
from selaras.organisation.models import Agency, Employee
from selaras.planning.content import content_hash
from selaras.planning.models import Skp, SkpVersion

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_a_second_load_changes_nothing(loaded: dict[str, Agency]) -> None:
    before = Account.objects.count(), Agency.objects.count()
    assert load.load_cities() == []
    assert (Account.objects.count(), Agency.objects.count()) == before
    assert not load.is_empty()


def test_the_audit_chains_hold(loaded: dict[str, Agency]) -> None:
    with across_agencies("the chains of both cities"):
        assert list(tears_in(walk_events())) == []
        assert AuditEvent.objects.count() > 4000


def test_no_row_points_to_nothing(loaded: dict[str, Agency]) -> None:
    connection.check_constraints()


def test_notices_lead_to_the_plan(loaded: dict[str, Agency]) -> None:
    key = Agency.objects.first().pk  # type: ignore[union-attr]
    assert extras.SKP_PAGE.format(key) == reverse("planning:detail", args=[key])


def test_two_loads_are_equal(loaded: dict[str, Agency]) -> None:
    """Two databases would hold the same rows; here the second load is made in memory and compared."""
    office, plans = _made_again()
    with agency_scope(loaded["kupang"].pk):
        people = set(Employee.objects.values_list("id", "nip", "name"))
        hashes = dict(SkpVersion.objects.values_list("skp_id", "content_hash"))
    assert {
        (person.employee.pk, person.employee.nip, person.employee.name) for person in office.people
    } == people
    assert {plan.skp.pk: plan.version.content_hash for plan in plans if plan.version is not None} == hashes


def _made_again() -> tuple[Office, list[Plan]]:
    office = build_office(library.city_plan("kupang"), seed=1)
    found: list[Plan] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "write_office", lambda office: None)
        patch.setattr(writing, "write_shelf", lambda office, shelf: None)
        patch.setattr(writing, "write_city", lambda goals, maker, decisions: choice_rows(maker.office))
        patch.setattr(writing, "write_sheaf", lambda sheaf: found.extend(sheaf.plans))
        patch.setattr(extras.Extras, "write", lambda extras: None)
        patch.setattr(extras.Extras, "take_indices", lambda extras: None)
        patch.setattr(teamwork, "write_teamwork", lambda office, results: None)
        patch.setattr(satisfaction, "write_surveys", lambda office: None)
        patch.setattr(attendance, "write_attendance", lambda office, seed: None)
        for module, name in ((credit, "credit"), (allowance, "allowance"), (aftermath, "aftermath")):
            patch.setattr(module, f"write_{name}", lambda office: None)
        patch.setattr(voices, "write_voices", lambda office, indicators: None)
        load.fill(office, "kupang", days.YEARS, DETAILED, seed=1)
    return office, found


def test_a_load_set_is_as_large_as_asked_and_is_loaded_once(loaded: dict[str, Agency]) -> None:
    told: list[tuple[str, int, int]] = []
    assert load.load_people(200, years=1, progress=lambda *step: told.append(step)) != []
    assert load.load_people(200, years=1) == []
    agency = Agency.objects.get(code="beban")
    with agency_scope(agency.pk):
        people = Employee.objects.count()
        assert people >= 200
        assert set(Skp.objects.values_list("year", flat=True)) == {2026}
        assert list(tears_in(walk_events())) == []
        sizes = Counter(Employee.objects.values_list("pejabat_penilai_id", flat=True))
        assert any(20 <= size <= 30 for size in sizes.values())
        hashes = SkpVersion.objects.values_list("content", "content_hash")[:20]
        assert all(content_hash(content) == digest for content, digest in hashes)
    assert told[-1][1:] == (people, people)
