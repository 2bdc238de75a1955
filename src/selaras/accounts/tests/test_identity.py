"""Sign-in through an identity provider is an option of the settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory
from django.urls import reverse

from selaras.accounts.identity import IdentityAdapter
from selaras.accounts.models import Account
from tests.cast import Cast

ROOT = Path(__file__).parents[4]


class Identity:
    """What the provider said."""

    is_existing = False
    user: object = None

    def __init__(self, nip: str) -> None:
        self.account = type("account", (), {"uid": nip})()
        self.provider = type("provider", (), {"name": "Identitas ASN"})()
        self.connected: object = None

    def connect(self, request: object, account: object) -> None:
        self.connected = account


def request_of_nobody():  # type: ignore[no-untyped-def]
    request = RequestFactory().get("/")
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    request.user = AnonymousUser()
    return request


def said_to(request: object) -> str:
    return " ".join(str(message) for message in get_messages(request))  # type: ignore[arg-type]


def test_the_nip_finds_the_account(cast: Cast) -> None:
    identity = Identity(cast.ani.nip)
    IdentityAdapter().pre_social_login(request_of_nobody(), identity)
    assert identity.connected == cast.ani.account


def test_somebody_who_is_not_on_the_staff_list_stays_outside(cast: Cast) -> None:
    request = request_of_nobody()
    with pytest.raises(ImmediateHttpResponse):
        IdentityAdapter().pre_social_login(request, Identity("199999999999999999"))
    assert "daftar pegawai" in said_to(request)


def test_somebody_who_has_left_stays_outside_though_the_identity_came_before(cast: Cast) -> None:
    account = Account.objects.get(username=cast.ani.nip)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    identity, request = Identity(cast.ani.nip), request_of_nobody()
    identity.is_existing, identity.user = True, account
    with pytest.raises(ImmediateHttpResponse):
        IdentityAdapter().pre_social_login(request, identity)
    assert "tidak aktif" in said_to(request)


def test_an_identity_follows_a_nip_that_was_corrected(cast: Cast) -> None:
    identity = Identity(cast.ani.nip)
    identity.is_existing, identity.user = True, cast.budi.account
    IdentityAdapter().pre_social_login(request_of_nobody(), identity)
    assert identity.connected == cast.ani.account


@pytest.mark.parametrize(
    ("error", "exception", "sentence"),
    [
        ("cancelled", None, "membatalkan"),
        ("unknown", None, "tidak selesai"),
        ("unknown", OSError("silent"), "tidak dapat dihubungi"),
    ],
)
def test_what_goes_wrong_ends_on_the_sign_in_page(
    error: str, exception: Exception | None, sentence: str
) -> None:
    request = request_of_nobody()
    with pytest.raises(ImmediateHttpResponse) as turned:
        IdentityAdapter().on_authentication_error(request, Identity("").provider, error, exception)
    assert turned.value.response.url == reverse("account_login")
    assert sentence in said_to(request)


SILENT_PROVIDER = """
import django; django.setup()
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory
from allauth.socialaccount.models import SocialApp
from django.db import connection
from django.urls import resolve
with connection.schema_editor() as editor:
    editor.create_model(SocialApp)
for path in ("login/", "login/callback/?state=x&code=y"):
    request = RequestFactory(headers={"host": "localhost"}).get("/masuk/oidc/identitas/" + path)
    request.session, request.user = {"socialaccount_states": {}}, AnonymousUser()
    request._messages = FallbackStorage(request)
    view, args, kwargs = resolve(request.path)
    answer = view(request, *args, **kwargs)
    print(answer.status_code, answer.url, *get_messages(request))
"""


def test_a_provider_that_is_silent_leaves_the_sign_in_page(tmp_path: Path) -> None:
    said = in_settings(tmp_path, "-c", SILENT_PROVIDER)
    assert said.returncode == 0, said.stderr
    begun, came_back = said.stdout.splitlines()
    assert begun.startswith("302 /masuk/login/ Identitas ASN sedang tidak dapat dihubungi")
    assert came_back.startswith("302 /masuk/login/ Masuk lewat Identitas ASN tidak selesai")


def test_the_settings_hold_with_a_provider(tmp_path: Path) -> None:
    said = in_settings(tmp_path, "manage.py", "check")
    assert said.returncode == 0, said.stderr


def in_settings(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Python with a provider in its settings at whose address nobody answers."""
    env = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "selaras.config.settings",
        "OIDC_SERVER_URL": "http://127.0.0.1:9/realms/asn",
        "OIDC_CLIENT_ID": "selaras",
        "OIDC_CLIENT_SECRET": "rahasia",
    }
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
