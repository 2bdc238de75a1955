"""A result on its way to the national system."""

from __future__ import annotations

from datetime import date

from selaras.exchange.models import NationalTransfer
from selaras.exchange.services import queue_results
from tests.cast import Cast


def stage_transfer(cast: Cast, day: date) -> NationalTransfer:
    """Hadi's last quarter waits for the national system."""
    queue_results(cast.kupang, 2025, by=cast.actor("fajar", day))
    return NationalTransfer.objects.get(employee=cast.hadi)
