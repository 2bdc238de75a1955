"""What a device of one's own takes along, so that work goes on without a connection (C-25).

Nothing of other people but names and posts of those to whom one may write. The key locks drafts on the device: it
leaves the device at the sign-out, the locked drafts stay, and only their owner can open and send them again.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.crypto import salted_hmac

from selaras.authorization import Actor
from selaras.core import clock
from selaras.monitoring.measured_plan import Indicator, months_of, plan_of
from selaras.monitoring.models import Realisation
from selaras.monitoring.progress import target_text
from selaras.monitoring.selectors import colleagues_near, own_skp, realisations_of
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency
from selaras.planning.models import Skp
from selaras_rules import Pattern, behaviour_set
from selaras_rules.numbers import written


def pack_of(by: Actor, agency: Agency, on: date) -> dict[str, Any]:
    """The pack of one person for one device, ready for JSON. About six queries."""
    skp = own_skp(by, on)
    values = behaviour_set(ruleset_for(agency, on)).aspects
    return {
        "owner": str(by.account_id),
        "name": by.name,
        "key": device_key(by.account_id),
        "now": clock.now().isoformat(),
        "zone": agency.time_zone,
        "skp": _plan(skp) if skp is not None else None,
        "colleagues": [_colleague(row) for row in colleagues_near(by, on.year)],
        "values": [[aspect.code, aspect.name] for aspect in values],
    }


def device_key(account_id: UUID | None) -> str:
    """Thirty-two bytes that belong to one account, the same on each of its devices, as base64."""
    digest = salted_hmac("selaras.device", str(account_id), algorithm="sha256").digest()
    return b64encode(digest).decode()


def as_stored(row: Realisation) -> dict[str, Any]:
    """A realisation as a form shows it, with the revision it was seen at."""
    return {
        "revision": row.revision,
        "value": "" if row.value is None else written(row.value, 4),
        "narrative": row.narrative,
        "cause": row.cause,
        "what_would_help": row.what_would_help,
        "data_source": row.data_source,
        "at": row.recorded_at.isoformat(),
    }


def _plan(skp: Skp) -> dict[str, Any]:
    realised = realisations_of(skp)
    indicators = [indicator for result in plan_of(skp) for indicator in result.indicators]
    return {
        "id": str(skp.pk),
        "year": skp.year,
        "start": skp.period_start.isoformat(),
        "end": skp.period_end.isoformat(),
        "agreed": skp.version > 0,
        "indicators": [_indicator(skp, one, realised.get(one.id, {})) for one in indicators],
    }


def _indicator(skp: Skp, indicator: Indicator, realised: Mapping[int, Realisation]) -> dict[str, Any]:
    # The months to come are there too: a device may be away longer than a month.
    months = [
        m for m in months_of(skp) if indicator.pattern is not Pattern.RILIS or m in indicator.release_months
    ]
    return {
        "id": str(indicator.id),
        "text": indicator.text,
        "target": target_text(indicator),
        "source": indicator.data_source,
        "months": months,
        "stored": {month: as_stored(row) for month, row in realised.items()},
    }


def _colleague(skp: Skp) -> list[str]:
    return [str(skp.pk), skp.employee.full_name, skp.position_title]
