"""The poster of a survey as PDF."""

from __future__ import annotations

from selaras.core import clock
from selaras.core.documents import SurveyPoster, render_pdf
from selaras.surveys.models import Survey


def poster_pdf(survey: Survey, address: str) -> bytes:
    """An A4 sheet with the QR code of the public `address`; the same bytes on the same day."""
    poster = SurveyPoster(
        government=f"Pemerintah {survey.agency.name}",
        unit=survey.unit.name,
        service=survey.service,
        opens_on=survey.opens_on,
        closes_on=survey.closes_on,
        url=address,
    )
    now = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return render_pdf(poster, created_at=now)
