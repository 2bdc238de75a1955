"""The table of rights: complete, and the predicate says what the query says."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import models

from selaras.authorization import Actor, Permission, decide, visible
from selaras.authorization.table import ALLOWED, FORBIDDEN
from selaras.core.scoping import agency_scope
from selaras.organisation.models import Employee
from tests.cast import Cast
from tests.stage import stage_everything

PEOPLE = ("ani", "budi", "citra", "dewi", "eka", "fajar", "gita", "hadi", "ivan")


def test_every_permission_has_a_line() -> None:
    assert set(ALLOWED) == set(Permission)
    assert set(FORBIDDEN) <= set(Permission)


def test_nobody_decides_on_their_own_data() -> None:
    for permission in Permission:
        decides = permission.value.startswith(("agree_", "rate_", "finalise_", "decide_", "warn_"))
        assert not decides or permission in FORBIDDEN, permission


def test_administrators_never_rate() -> None:
    from selaras.authorization.relations import CITY_ADMIN, OPD_ADMIN

    for permission in (Permission.RATE_EVALUATION, Permission.FINALISE_EVALUATION, Permission.AGREE_SKP):
        assert not {OPD_ADMIN, CITY_ADMIN} & set(ALLOWED[permission])


@pytest.mark.parametrize("name", PEOPLE)
def test_predicate_and_query_agree_on_every_employee_and_permission(cast: Cast, name: str) -> None:
    actor = cast.actor(name)
    with agency_scope(actor.agency_id):
        everybody = list(Employee.objects.select_related("unit"))
        for permission in Permission:
            by_query = set(visible(actor, permission, Employee.objects.all()).values_list("pk", flat=True))
            by_predicate = {row.pk for row in everybody if decide(actor, permission, row)}
            assert by_query == by_predicate, permission


def test_predicate_and_query_agree_on_one_of_everything(cast: Cast) -> None:
    """Asked as each kind of person; a table without a row of theirs must be narrowed all the same."""
    with time_machine.travel("2026-04-06 09:00+08:00"):
        stage_everything(cast)
    for name in ("ani", "budi", "eka", "fajar", "ivan"):
        actor = cast.actor(name)
        with agency_scope(actor.agency_id):
            for model in protected_models():
                rows = list(model._default_manager.all()[:20])
                asked = model._default_manager.filter(pk__in=[row.pk for row in rows])
                for permission in one_of_each_kind():
                    seen = visible(actor, permission, asked)
                    allowed = {row.pk for row in rows if is_allowed(actor, permission, row)}
                    found = set(seen.values_list("pk", flat=True)) if rows else set()
                    assert found == allowed, (name, model, permission)


def is_allowed(actor: Actor, permission: Permission, row: Any) -> bool:
    return bool(decide(actor, permission, row))


@cache
def one_of_each_kind() -> list[Permission]:
    """One permission for every different pair of lines in the two tables."""
    kinds = {(ALLOWED[permission], FORBIDDEN.get(permission)): permission for permission in Permission}
    return list(kinds.values())


def protected_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if getattr(model, "AUTHORIZATION", None)]


def test_every_protected_table_can_be_narrowed_for_everybody(cast: Cast) -> None:
    """For those whom the test of one of everything does not ask."""
    for name in ("citra", "dewi", "gita", "hadi"):
        actor = cast.actor(name)
        with agency_scope(actor.agency_id):
            for model in protected_models():
                rows = model._default_manager.all()
                for permission in one_of_each_kind():
                    visible(actor, permission, rows)
