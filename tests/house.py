"""A house in which everything is there and everybody is signed in, staged once for a file of tests."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from selaras.core.scoping import agency_scope
from tests.cast import Cast, gather_cast
from tests.pages import EVERYBODY
from tests.stage import MOMENT, stage_everything

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True, slots=True)
class House:
    """Browsers in which the cast is signed in, and the keys of what was staged."""

    browsers: dict[str, Client]
    keys: dict[str, Any]


@pytest.fixture(scope="module")
def house(staged_cast: Cast, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """Staged once for the module; everything is rolled back in the end."""
    logging.disable(logging.WARNING)
    moment = time_machine.travel(datetime.fromisoformat(MOMENT), tick=False)
    with django_db_blocker.unblock(), transaction.atomic(), moment:
        cast = gather_cast(staged_cast)
        with agency_scope(cast.kupang.pk):
            keys = stage_everything(cast)
        browsers = {name: _browser(cast, name) for name in ("signed_out", *sorted(EVERYBODY))}
        yield House(browsers, keys)
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


def _browser(cast: Cast, name: str) -> Client:
    """Refusals are asked for as JSON: the same decision without drawing a whole page a thousand times."""
    browser = Client(raise_request_exception=False, headers={"accept": "application/json"})
    if name in cast.people:
        browser.force_login(cast.people[name].account, backend=BACKEND)  # type: ignore[arg-type]
    return browser
