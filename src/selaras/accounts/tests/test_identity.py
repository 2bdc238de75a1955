"""Sign-in through an identity provider is an option of the settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from selaras.accounts.identity import IdentityAdapter
from tests.cast import Cast

ROOT = Path(__file__).parents[4]


class Identity:
    """What the provider said."""

    is_existing = False

    def __init__(self, nip: str) -> None:
        self.account = type("account", (), {"uid": nip})()
        self.connected: object = None

    def connect(self, request: object, account: object) -> None:
        self.connected = account


def request_of_nobody():  # type: ignore[no-untyped-def]
    request = RequestFactory().get("/")
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return request


def test_the_nip_finds_the_account(cast: Cast) -> None:
    identity = Identity(cast.ani.nip)
    IdentityAdapter().pre_social_login(request_of_nobody(), identity)
    assert identity.connected == cast.ani.account


def test_somebody_who_is_not_on_the_staff_list_stays_outside(cast: Cast) -> None:
    with pytest.raises(ImmediateHttpResponse):
        IdentityAdapter().pre_social_login(request_of_nobody(), Identity("199999999999999999"))


def test_the_settings_hold_with_a_provider(tmp_path: Path) -> None:
    env = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "selaras.config.settings",
        "OIDC_SERVER_URL": "https://id.example.go.id",
        "OIDC_CLIENT_ID": "selaras",
        "OIDC_CLIENT_SECRET": "rahasia",
    }
    command = [sys.executable, "manage.py", "check"]
    said = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
