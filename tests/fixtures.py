"""Fixtures shared by all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from selaras.core.scoping import agency_scope
from tests.cast import Cast, gather_cast, stage_cast


@pytest.fixture(scope="session")
def staged_cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Cast:
    """The cast, written once; every test works in a transaction of its own that is rolled back."""
    with django_db_blocker.unblock():
        return stage_cast()


@pytest.fixture
def cast(staged_cast: Cast, db: None) -> Iterator[Cast]:
    """The fixed cast, with the scope of Kupang open."""
    with agency_scope(staged_cast.kupang.pk):
        yield gather_cast(staged_cast)


@pytest.fixture
def sign_in(cast: Cast) -> type[SignedIn]:
    """`sign_in("ani")` is a browser in which Ani is signed in."""
    SignedIn.cast = cast
    return SignedIn


class SignedIn(Client):
    """A test browser with a session of one of the cast."""

    cast: Cast

    def __init__(self, name: str, **extra: object) -> None:
        super().__init__(**extra)  # type: ignore[arg-type]
        account = self.cast.people[name].account
        assert account is not None
        self.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
