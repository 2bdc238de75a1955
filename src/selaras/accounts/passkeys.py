"""allauth's form for a new passkey, with labels that say what they ask."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class AddPasskeyForm(AddWebAuthnForm):
    """A name to know it again by; its secret never leaves the device."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nama kunci ini")
        self.fields["name"].help_text = _("Agar Anda mengenalinya nanti, misalnya: ponsel saya.")
