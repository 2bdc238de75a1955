"""For the sign-in page."""

from django import template

from selaras.accounts import selectors

register = template.Library()


@register.simple_tag
def demonstration_accounts() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The people one may try the demonstration as."""
    return selectors.demonstration_accounts()
