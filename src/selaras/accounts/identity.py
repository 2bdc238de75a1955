"""Sign-in through an identity provider: only people of the staff list come in, found by their NIP."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from selaras.accounts.models import Account


class IdentityAdapter(DefaultSocialAccountAdapter):
    """Joins an identity to the account of the same NIP; makes no accounts."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the account by NIP; a NIP that is not on the staff list is told so."""
        if sociallogin.is_existing:
            return
        account = Account.objects.filter(username=str(sociallogin.account.uid), is_active=True).first()
        if account is None:
            messages.error(request, _("NIP Anda belum ada di daftar pegawai. Hubungi admin OPD Anda."))
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, account)
