"""Fixtures shared by all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from selaras.core.scoping import agency_scope
from tests.cast import Cast, stage_cast


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    """The fixed cast, with the scope of Kupang open."""
    staged = stage_cast()
    with agency_scope(staged.kupang.pk):
        yield staged


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
