"""The connection that the operator configured, or none: then results leave as files only."""

from __future__ import annotations

from django.conf import settings

from selaras.exchange.national.service import Connection, HttpNationalService


def configured_service() -> HttpNationalService | None:
    """The service of the settings; None where no address is set."""
    given: dict[str, str] = settings.NATIONAL
    if not given["base"]:
        return None
    return HttpNationalService(Connection(**given))


def is_configured() -> bool:
    """Whether results can be sent at all."""
    return bool(settings.NATIONAL["base"])
