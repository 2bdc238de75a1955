"""Both cities, loaded once for all the tests here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from selaras.core.scoping import agency_scope
from selaras.demonstration import load
from selaras.organisation.models import Agency


@pytest.fixture(scope="package")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Agency]]:
    """Both cities; taken away again behind the last test here."""
    with django_db_blocker.unblock(), transaction.atomic():
        load.load_cities()
        # The cast of the other tests may stand in the same database.
        yield {agency.code: agency for agency in Agency.objects.filter(code__in=load.CITIES)}
        transaction.set_rollback(True)


@pytest.fixture
def kupang(loaded: dict[str, Agency]) -> Iterator[Agency]:
    """Kupang, its scope open."""
    with agency_scope(loaded["kupang"].pk):
        yield loaded["kupang"]


@pytest.fixture
def pontianak(loaded: dict[str, Agency]) -> Iterator[Agency]:
    """Pontianak, its scope open."""
    with agency_scope(loaded["pontianak"].pk):
        yield loaded["pontianak"]
