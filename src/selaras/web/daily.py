"""What a new day, or a new staff list, brings with it: superiors derived anew, and the plans that follow them."""

from __future__ import annotations

from django.db import transaction

from selaras.authorization import Actor
from selaras.core import clock
from selaras.organisation.models import Agency
from selaras.organisation.services import renew_lines_if_due
from selaras.planning.services.following import let_all_follow


def keep_current(agency: Agency) -> None:
    """Once where something is due, with the first request after it; otherwise nothing, without a query."""
    on = clock.today(agency)
    if agency.lines_due_on is None or agency.lines_due_on > on:
        return
    system = Actor(account_id=None, employee_id=None, agency_id=agency.pk, name="Sistem")
    with transaction.atomic():
        if renew_lines_if_due(agency, on):
            let_all_follow(by=system, on=on)
