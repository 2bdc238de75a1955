"""How allauth is bent to our house: nobody signs up, accounts come from the staff list."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Closed to sign-ups."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
