"""For the pages of sign-in and of the own account."""

from ipaddress import ip_address
from typing import Any

from django import template

from selaras.accounts import selectors
from selaras.accounts.devices import device_name

register = template.Library()


@register.simple_tag
def demonstration_accounts() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The people one may try the demonstration as."""
    return selectors.demonstration_accounts()


@register.filter
def device(user_agent: str) -> str:
    """`{{ session.user_agent|device }}`: what one signed in with."""
    return device_name(user_agent)


@register.simple_tag(takes_context=True)
def is_named_address(context: dict[str, Any]) -> bool:
    """Whether the address is a name: browsers refuse passkeys on bare numbers, and say so to nobody."""
    host = context["request"].get_host().rsplit(":", 1)[0].strip("[]")
    try:
        ip_address(host)
    except ValueError:
        return True
    return False
