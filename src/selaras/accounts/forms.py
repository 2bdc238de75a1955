"""Forms of sign-in and of the admin's account pages."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from selaras.accounts.shared import begin_shared
from selaras.core.forms import CleanForm


def _shared() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("Ini komputer bersama"),
        required=False,
        help_text=_(
            "Sesi berakhir saat peramban ditutup atau 15 menit tanpa kegiatan. "
            "Tidak ada yang tersimpan di komputer ini."
        ),
    )


class SignInForm(LoginForm):
    """allauth's form; the labels say what to type, placeholders would only repeat them."""

    shared = _shared()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign in; a shared computer is remembered for as long as the session lasts."""
        answer = super().login(request, redirect_url)
        if self.cleaned_data["shared"]:
            begin_shared(request)
        return answer


class ActivationForm(CleanForm):
    """First sign-in, without e-mail."""

    username = forms.CharField(label=_("NIP"), max_length=40, help_text=_("18 angka, tanpa spasi."))
    code = forms.CharField(
        label=_("Kode aktivasi"), max_length=20, help_text=_("Tertulis di lembar dari admin OPD Anda.")
    )
    password = forms.CharField(
        label=_("Kata sandi baru"),
        max_length=128,
        help_text=_(
            "Paling sedikit 10 huruf. Beberapa kata yang mudah Anda ingat lebih baik daripada satu kata rumit."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("Ketik kata sandi sekali lagi"),
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    shared = _shared()

    def clean_username(self) -> str:
        return self.cleaned_data["username"].replace(" ", "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("password") != cleaned.get("password_again"):
            self.add_error("password_again", _("Kedua kata sandi tidak sama."))
        return cleaned


class ResetForm(CleanForm):
    """Why the access of somebody is reset; it goes into the audit chain."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        help_text=_("Contoh: ponsel hilang, dilaporkan langsung dengan kartu pegawai."),
    )
