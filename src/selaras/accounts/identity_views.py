"""The two addresses of sign-in through an identity provider, guarded against one that is down or answers nonsense."""

from __future__ import annotations

import logging
from collections.abc import Callable

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from requests import RequestException

from selaras.accounts.identity import INCOMPLETE, SILENT, turned_back

log = logging.getLogger(__name__)


@login_not_required  # type: ignore[untyped-decorator]
def begin(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Send the person to the provider."""
    return _guarded(views.login, request, provider_id)


@login_not_required  # type: ignore[untyped-decorator]
def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Take the person from the provider, once: the state is spent with the first answer."""
    return _guarded(views.callback, request, provider_id)


def _guarded(
    view: Callable[..., HttpResponseBase], request: HttpRequest, provider_id: str
) -> HttpResponseBase:
    try:
        return view(request, provider_id)
    except (RequestException, ValueError) as error:
        log.warning("Identity provider %s: %s", settings.OIDC_SERVER_URL, error)
        return turned_back(request, SILENT, settings.OIDC_NAME)
    except KeyError as error:
        log.warning("Identity provider %s leaves out %s", settings.OIDC_SERVER_URL, error)
        return turned_back(request, INCOMPLETE, settings.OIDC_NAME)


def list_connections(request: HttpRequest) -> HttpResponseBase:
    """Identities join by NIP alone; nobody connects or cuts one by hand."""
    return redirect("accounts:profile")


# Before allauth's own of the same path.
urlpatterns = [
    path("oidc/<slug:provider_id>/login/", begin, name="identity_begin"),
    path("oidc/<slug:provider_id>/login/callback/", come_back, name="identity_come_back"),
    path("3rdparty/", list_connections, name="identity_connections"),
]
