"""A system delivers by itself: with a token that is shown once, whole or not at all, and never twice (K-16)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from selaras.core.models import AuditEvent
from selaras.intake.models import FeedRun, ServiceCount
from selaras.intake.tests.deliveries import add_simpus
from tests.cast import Cast
from tests.fixtures import SignedIn

ROW = {"unit": "Puskesmas Contoh", "period": "2026-03", "service": "Rawat jalan", "count": 4900}


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel("2026-04-06 09:00+08:00", tick=False):
        yield


def send(token: str, **message: Any) -> Any:
    headers = {"authorization": f"Bearer {token}"}
    return Client().post(reverse("intake:deliver"), json.dumps(message), "application/json", headers=headers)


def token_of(browser: SignedIn, key: Any) -> str:
    found = re.search(
        r'<code class="wrap">([^<]+)</code>',
        browser.post(reverse("intake:token", args=[key])).content.decode(),
    )
    assert found is not None
    return found[1]


@pytest.mark.trace("K-16")
def test_a_system_delivers_until_its_token_is_revoked(cast: Cast, sign_in: type[SignedIn]) -> None:
    browser, source = sign_in("eka"), add_simpus(cast)
    token = token_of(browser, source.pk)
    assert token not in browser.get(reverse("intake:token", args=[source.pk])).content.decode()
    assert not AuditEvent.objects.filter(body__contains=token).exists()

    first = send(token, rows=[ROW])
    assert (first.status_code, first.json()["applied"]) == (200, True)
    assert send(token, rows=[ROW]).json()["repeated"] is True
    assert ServiceCount.objects.get().count == 4900
    assert "dikirim sistem" in browser.get(reverse("intake:source", args=[source.pk])).content.decode()

    fresh = token_of(browser, source.pk)
    assert send(token, rows=[ROW]).status_code == 401
    browser.post(reverse("intake:token_revoke", args=[source.pk]), {"reason": "sistem diganti"})
    refused = send(fresh, rows=[ROW])
    assert refused.status_code == 401
    assert "tidak berlaku" in refused.json()["error"]["message"]


@pytest.mark.trace("K-16")
def test_a_message_comes_in_whole_or_not_at_all(cast: Cast, sign_in: type[SignedIn]) -> None:
    token = token_of(sign_in("eka"), add_simpus(cast).pk)
    wrong = {**ROW, "service": "Gizi", "count": -3}
    answer = send(token, rows=[ROW, wrong])
    assert answer.status_code == 422
    assert answer.json()["refused"][0]["line"] == 2
    assert ServiceCount.objects.count() == 0
    assert send(token, rows=[ROW], dry_run=True).json()["counts"]["new"] == 1
    assert ServiceCount.objects.count() == 0
    assert send(token, rows=[ROW, wrong], partial=True).json()["applied"] is True
    assert ServiceCount.objects.get().service == "Rawat jalan"
    before = FeedRun.objects.count()
    for body in ('{"rows": [{"unit"', '{"rows": 3}', "[]", '{"rows": ["x"]}'):
        headers = {"authorization": f"Bearer {token}"}
        reply = Client().post(reverse("intake:deliver"), body, "application/json", headers=headers)
        assert reply.status_code == 422, body
    assert FeedRun.objects.count() == before
