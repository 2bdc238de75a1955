"""Which signing service this installation has."""

from __future__ import annotations

from django.conf import settings

from selaras.papers.signing.asking import SigningService


def signing_service() -> SigningService | None:
    """The service of the settings, the demonstration in demonstration mode, or none: then people sign on paper."""
    if settings.ESIGN_URL:
        from selaras.papers.signing.bsre import BsreService

        return BsreService(settings.ESIGN_URL, settings.ESIGN_USER, settings.ESIGN_PASSWORD)
    if settings.DEMO_MODE:
        from selaras.papers.signing.demonstration import DemonstrationService

        return DemonstrationService()
    return None
