"""Signing in: by password, for the first time by code, after a loss by the admin's reset."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.accounts import services
from selaras.accounts.models import Account
from selaras.accounts.sessions import sweep_ended_sessions
from selaras.core import clock
from selaras.core.errors import InvalidInput, NotAllowed, NotFound
from selaras.core.models import AuditEvent
from tests.cast import PASSWORD, Cast
from tests.fixtures import SignedIn

NEW = "lima kuda di bukit"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def try_password(username: str, password: str, address: str = "127.0.0.1") -> int:
    client = Client(REMOTE_ADDR=address)
    answer = client.post(reverse("account_login"), {"login": username, "password": password})
    return answer.status_code


def test_a_person_signs_in_with_the_nip(cast: Cast) -> None:
    assert try_password(cast.ani.nip, PASSWORD) == 302


def test_a_wrong_password_is_told_without_saying_which_half_was_wrong(cast: Cast) -> None:
    client = Client()
    known = client.post(reverse("account_login"), {"login": cast.ani.nip, "password": "salah"})
    unknown = client.post(reverse("account_login"), {"login": "199999999999999999", "password": "salah"})
    assert known.status_code == unknown.status_code == 200
    assert len(known.context["form"].errors) == len(unknown.context["form"].errors)


def test_wrong_tries_for_one_name_do_not_lock_the_office_behind_the_same_address(cast: Cast) -> None:
    for _ in range(12):
        try_password(cast.hadi.nip, "salah")
    assert try_password(cast.hadi.nip, PASSWORD) != 302
    assert try_password(cast.ani.nip, PASSWORD) == 302


def test_the_sign_in_form_needs_at_most_two_queries(cast: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_max_num_queries(2):
        assert Client().get(reverse("account_login")).status_code == 200


def test_a_sign_in_costs_the_same_after_a_month_of_mornings(cast: Cast) -> None:
    def sign_in_queries() -> int:
        with CaptureQueriesContext(connection) as said:
            assert try_password(cast.ani.nip, PASSWORD) == 302
        return len(said)

    try_password(cast.ani.nip, PASSWORD)
    first = sign_in_queries()
    for _morning in range(5):
        try_password(cast.ani.nip, PASSWORD)
    assert sign_in_queries() == first


def test_the_clock_sweeps_out_sessions_that_are_over_and_no_other(cast: Cast) -> None:
    for _day in range(2):
        try_password(cast.ani.nip, PASSWORD)
    old, new = UserSession.objects.filter(user=cast.ani.account).order_by("pk")
    Session.objects.filter(session_key=old.session_key).update(expire_date=clock.now() - timedelta(days=1))
    assert sweep_ended_sessions() == 1
    assert list(UserSession.objects.filter(user=cast.ani.account)) == [new]
    assert sweep_ended_sessions() == 0


def issue(cast: Cast) -> services.IssuedCode:
    (strip,) = services.issue_codes([cast.ani], by=cast.actor("eka"))
    return strip


def test_a_new_person_activates_with_the_code_from_the_sheet_and_is_signed_in(cast: Cast) -> None:
    strip = issue(cast)
    client = Client()
    sent = {"username": strip.username, "code": strip.code.lower(), "password": NEW, "password_again": NEW}
    assert client.post(reverse("accounts:activate"), sent).status_code == 302
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert try_password(strip.username, NEW) == 302


def test_a_code_works_once(cast: Cast) -> None:
    strip = issue(cast)
    services.activate(strip.username, strip.code, NEW)
    with pytest.raises(InvalidInput):
        services.activate(strip.username, strip.code, NEW + " lagi")


def test_a_code_ends_after_thirty_days(cast: Cast) -> None:
    strip = issue(cast)
    Account.objects.filter(username=strip.username).update(
        activation_expires_at=clock.now() - timedelta(seconds=1)
    )
    with pytest.raises(InvalidInput):
        services.activate(strip.username, strip.code, NEW)


def test_printing_again_replaces_the_older_code(cast: Cast) -> None:
    old = issue(cast)
    issue(cast)
    with pytest.raises(InvalidInput):
        services.activate(old.username, old.code, NEW)


def test_a_weak_password_is_refused_with_the_reason(cast: Cast) -> None:
    strip = issue(cast)
    with pytest.raises(InvalidInput) as refusal:
        services.activate(strip.username, strip.code, "12345678901")
    assert "password" in refusal.value.fields


def test_a_colleague_can_issue_no_codes(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        services.issue_codes([cast.ani], by=cast.actor("hadi"))


def test_the_admin_of_another_city_does_not_even_see_the_person(cast: Cast) -> None:
    with pytest.raises(NotFound):
        services.issue_codes([cast.ivan], by=cast.actor("fajar"))


@pytest.mark.trace("C-22")
def test_a_lost_phone_is_reset_by_the_admin_in_person_with_a_reason_on_record(cast: Cast) -> None:
    services.activate(*_first(issue(cast)), NEW)
    account = Account.objects.get(username=cast.ani.nip)
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    cast.ani.account = account
    strip = services.reset_access(cast.ani, by=cast.actor("eka"), reason="Ponsel hilang")
    assert not Authenticator.objects.filter(user=account).exists()
    assert try_password(cast.ani.nip, NEW) != 302
    services.activate(strip.username, strip.code, NEW + " baru")
    event = AuditEvent.objects.get(kind="accounts.reset")
    assert "Ponsel hilang" in event.body
    assert event.actor_name == cast.eka.full_name


def _first(strip: services.IssuedCode) -> tuple[str, str]:
    return strip.username, strip.code


def test_one_click_sign_in_does_not_exist_outside_demonstration_mode(cast: Cast, settings) -> None:  # type: ignore[no-untyped-def]
    settings.DEMO_MODE = False
    assert Client().post(reverse("accounts:demo", args=[cast.ani.nip])).status_code == 404
    settings.DEMO_MODE = True
    assert Client().post(reverse("accounts:demo", args=[cast.ani.nip])).status_code == 404


def test_the_admin_sees_who_has_not_activated_and_prints_a_sheet(cast: Cast, sign_in: type[SignedIn]) -> None:
    browser = sign_in("eka")
    page = browser.get(reverse("accounts:admin")).content.decode()
    assert cast.ani.name in page
    sheet = browser.post(reverse("accounts:code_sheet", args=[cast.units["dinkes"].pk]))
    assert sheet.status_code == 200
    assert cast.ani.nip in sheet.content.decode()
    assert sheet.headers["Cache-Control"].startswith("max-age=0")


@pytest.mark.parametrize(
    "name", ["accounts:profile", "usersessions_list", "mfa_index", "account_change_password"]
)
def test_pages_about_ones_own_login_open(cast: Cast, sign_in: type[SignedIn], name: str) -> None:
    assert sign_in("ani").get(reverse(name), follow=True).status_code == 200


def test_pages_of_the_library_say_what_is_missing_in_our_words(cast: Cast, sign_in: type[SignedIn]) -> None:
    page = sign_in("ani").post(reverse("account_change_password"), {}).content.decode()
    assert "Isian ini masih kosong. Isilah dahulu." in page
    assert "Bidang ini" not in page
