"""Sign-in through an identity provider: only people of the staff list come in, found by their NIP.

Whatever goes wrong on the way ends on our sign-in page with a sentence: NIP and password work there all the same.
"""

from __future__ import annotations

import logging
from typing import Any, Never

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base.constants import AuthError
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selaras.accounts.models import Account

log = logging.getLogger(__name__)

UNKNOWN = _(
    "%(name)s mengenal Anda, tetapi NIP itu belum ada di daftar pegawai Selaras. Tidak ada yang berubah. Hubungi "
    "admin OPD Anda."
)
INACTIVE = _(
    "Akun Anda di Selaras sedang tidak aktif, misalnya karena pindah atau pensiun. Data Anda tetap tersimpan. "
    "Bila menurut Anda ini keliru, hubungi admin OPD Anda."
)
CANCELLED = _(
    "Anda membatalkan masuk lewat %(name)s. Tidak ada yang berubah; silakan pilih cara masuk di bawah ini."
)
EXPIRED = _(
    "Masuk lewat %(name)s tidak selesai: halamannya terbuka terlalu lama, atau dibuka di peramban lain. Silakan mulai "
    "lagi dari halaman ini."
)
SILENT = _(
    "%(name)s sedang tidak dapat dihubungi. Data Anda aman. Coba lagi beberapa menit lagi, atau masuk dengan NIP dan "
    "kata sandi."
)
INCOMPLETE = _(
    "%(name)s tidak menyebut NIP Anda, sehingga kami tidak tahu siapa yang masuk. Masuklah dengan NIP dan kata sandi, "
    "dan beri tahu admin OPD Anda."
)


class IdentityAdapter(DefaultSocialAccountAdapter):
    """Joins an identity to the account of the same NIP; makes no accounts."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the account by the NIP of today, also where the identity came before: a NIP may have been corrected."""
        name = sociallogin.provider.name
        account = Account.objects.filter(username=str(sociallogin.account.uid)).first()
        if account is None:
            turn_back(request, UNKNOWN, name)
        if not account.is_active:
            turn_back(request, INACTIVE, name)
        if sociallogin.user != account or not sociallogin.is_existing:
            sociallogin.connect(request, account)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> None:
        """Say what happened on our own sign-in page. Without an exception the answer was not to a question of ours."""
        if exception is not None:
            log.warning("Identity provider: %s", exception)
        said = SILENT if exception is not None else EXPIRED
        turn_back(request, CANCELLED if error == AuthError.CANCELLED else said, provider.name)


def turn_back(request: HttpRequest, said: Promise, name: str) -> Never:
    """End on the sign-in page with a sentence; who has signed in meanwhile (back button) needs none."""
    raise ImmediateHttpResponse(turned_back(request, said, name))


def turned_back(request: HttpRequest, said: Promise, name: str) -> HttpResponse:
    """The way back to the sign-in page, with the sentence waiting there."""
    if request.user.is_authenticated:
        return redirect("web:home")
    level = messages.INFO if said is CANCELLED else messages.ERROR
    messages.add_message(request, level, str(said) % {"name": name})
    return redirect("account_login")
