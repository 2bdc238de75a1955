"""Pages of sign-in that are ours; passwords, sessions and second factors are allauth's."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from selaras.accounts import selectors, services
from selaras.accounts.forms import ActivationForm, ResetForm
from selaras.accounts.models import Account
from selaras.accounts.shared import begin_shared
from selaras.authorization import Actor, Permission, decide
from selaras.core.errors import InvalidInput, NotAllowed, NotFound, TooManyTries
from selaras.organisation.models import Agency

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@require_http_methods(["GET", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    """First sign-in: NIP, code from the sheet, a password of one's own."""
    form = ActivationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = _activated(request, form)
        if account is not None:
            login(request, account, backend=BACKEND)
            if form.cleaned_data["shared"]:
                begin_shared(request)
            return redirect("web:home")
    return render(request, "accounts/activate.html", {"form": form}, status=422 if form.errors else 200)


def _activated(request: HttpRequest, form: ActivationForm) -> Account | None:
    sent = form.cleaned_data
    if not ratelimit.consume(request, action="login_failed", key=f"activate:{sent['username']}"):
        raise TooManyTries()
    try:
        return services.activate(sent["username"], sent["code"], sent["password"])
    except InvalidInput as error:
        for name, text in error.fields.items():
            form.add_error(name, str(text))
        return None


@require_POST
def sign_in_to_demonstration(request: HttpRequest, username: str) -> HttpResponse:
    """One click, in demonstration mode and for demonstration cities only."""
    account = Account.objects.select_related("agency").filter(username=username).first()
    if not settings.DEMO_MODE or account is None or account.agency is None or not account.agency.is_demo:
        raise NotFound()
    login(request, account, backend=BACKEND)
    return redirect("web:home")


@require_GET
@login_required
def show_profile(request: HttpRequest) -> HttpResponse:
    """One's own login: password, second factor, sessions."""
    return render(request, "accounts/profile.html")


@require_GET
@login_required
def list_accounts(request: HttpRequest) -> HttpResponse:
    """Logins an admin looks after."""
    by = _admin(request)
    search = request.GET.get("q", "").strip()[:100]
    waiting_only = request.GET.get("belum") == "1"
    rows = selectors.accounts_managed_by(by, search=search, waiting_only=waiting_only)
    context = {
        "page": Paginator(rows, 50).get_page(request.GET.get("page")),
        "units": selectors.units_with_waiting_accounts(by),
        "search": search,
        "waiting_only": waiting_only,
    }
    return render(request, "accounts/admin.html", context)


@never_cache
@require_POST
@login_required
def print_codes(request: HttpRequest, opd_id: UUID) -> HttpResponse:
    """A sheet with a strip for everybody in an OPD who has not activated yet; older codes end."""
    by = _admin(request)
    strips = services.issue_codes(selectors.waiting_in_opd(by, opd_id), by=by)
    return render(request, "accounts/code_sheet.html", {"strips": strips})


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def reset_access(request: HttpRequest, employee_id: UUID) -> HttpResponse:
    """Lost phone or password: withdraw everything, hand over a new code, with a reason on record."""
    by = _admin(request)
    employee = selectors.employee_managed_by(by, employee_id)
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        strip = services.reset_access(employee, by=by, reason=form.cleaned_data["reason"])
        return render(request, "accounts/code_sheet.html", {"strips": [strip]})
    context = {"form": form, "employee": employee}
    return render(request, "accounts/reset.html", context, status=422 if form.errors else 200)


def _admin(request: HttpRequest) -> Actor:
    by = cast(Actor | None, getattr(request, "actor", None))
    agency = cast(Agency | None, getattr(request, "agency", None))
    if by is None or agency is None:
        raise NotAllowed()
    if not by.administered_opd_ids:
        decision = decide(by, Permission.MANAGE_ACCOUNTS, agency)
        if not decision:
            raise NotAllowed(decision.reason)
    return by
