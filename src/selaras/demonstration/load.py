"""Loads the two cities, or a load set: everything of an agency in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.contrib.auth.hashers import make_password
from django.db import transaction

from selaras.core.errors import StepNotPossible
from selaras.core.scoping import agency_scope
from selaras.demonstration import cast, library, writing
from selaras.demonstration.staffing import Office, build_office, settle_lines
from selaras.organisation.models import Agency

CITIES = ("kupang", "pontianak")
LOAD_CODE = "beban"
# How many people one set of units of the load city holds.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a load set is."""

    people: int
    years: int = 3


def silent(_what: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def is_empty() -> bool:
    """Whether there is no agency at all yet."""
    return not Agency.objects.exists()


def load_cities(*, seed: int = 1, progress: Progress = silent) -> list[str]:
    """Load the cities that are not there yet; returns their names. Loading twice changes nothing."""
    loaded = []
    with transaction.atomic():
        for code in CITIES:
            if not Agency.objects.filter(code=code).exists():
                office = build_office(library.city_plan(code), seed=seed)
                _fill(office, progress)
                loaded.append(office.agency.name)
    return loaded


def _fill(office: Office, progress: Progress) -> None:
    cast.cast_roles(office)
    cast.cast_fates(office)
    settle_lines(office)
    cast.report_wrong_superiors(office)
    cast.open_accounts(office, make_password(cast.PASSWORD), make_password(None))
    with agency_scope(office.agency.pk):
        writing.write_office(office)
    progress(office.agency.name, 1, 1)


__all__ = ["CITIES", "LOAD_CODE", "Progress", "Size", "StepNotPossible", "is_empty", "load_cities", "replace"]
