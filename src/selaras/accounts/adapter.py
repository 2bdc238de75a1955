"""How allauth is bent to our house: nobody signs up, accounts come from the staff list."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

# One sentence for a name that does not exist and for a wrong password: it tells a stranger nothing.
NO_MATCH = _(
    "NIP atau surel dan kata sandi tidak cocok. Periksa keduanya lalu coba lagi; bila lupa, minta admin OPD "
    "mengatur ulang akses Anda."
)


class AccountAdapter(DefaultAccountAdapter):
    """Closed to sign-ups; says what is wrong in our words, with what to do next."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": NO_MATCH,
        "username_password_mismatch": NO_MATCH,
        "invalid_login": NO_MATCH,
        "too_many_login_attempts": _(
            "Sepuluh kali salah untuk akun ini. Akun tidak terkunci: tunggu lima menit, lalu coba lagi. Bila lupa "
            "kata sandi, minta admin OPD mengatur ulang akses Anda."
        ),
        "incorrect_password": _("Kata sandi ini tidak cocok. Coba lagi."),
        "incorrect_code": _("Kode ini tidak cocok atau sudah lewat. Ketik kode yang tampil sekarang."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
