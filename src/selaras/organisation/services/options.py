"""What the agency chooses where the law leaves a choice: from a day on, with a reason, never backwards."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput
from selaras.organisation import events
from selaras.organisation.choices import choices_on
from selaras.organisation.models import Agency, AgencyChoice
from selaras_rules import choice_option
from selaras_rules.errors import ChoiceOutOfBounds, UnknownChoice
from selaras_rules.findings import plain


def choose_option(
    agency: Agency, key: str, value: Any, *, by: Actor, on: date, effective: date, reason: str
) -> AgencyChoice:
    """Choose; a second choice for the same day takes the place of the first.

    Raises `InvalidInput` outside the bounds of the law, without a reason, or for a day that has passed: what
    somebody planned under is not changed afterwards.
    """
    require(by, Permission.CHOOSE_RULE_OPTION, agency)
    problems = _problems(key, value, effective, on, reason.strip())
    if problems:
        raise InvalidInput(fields=problems)
    old = choices_on(agency, effective).get(key, choice_option(key).default)
    detail = {"key": key, "old": plain(old), "new": plain(value), "effective": effective}
    with recording(events.OPTION_CHOSEN, by=by, about=agency, because=reason.strip(), **detail):
        choice, _created = AgencyChoice.objects.update_or_create(
            agency=agency, key=key, effective=effective,
            defaults={"value": plain(value), "reason": reason.strip()},
        )  # fmt: skip
    return choice


def _problems(key: str, value: Any, effective: date, on: date, reason: str) -> dict[str, str]:
    problems = {}
    try:
        choice_option(key).check(value)
    except UnknownChoice:
        problems["value"] = _("Pilihan ini tidak dikenal.")
    except ChoiceOutOfBounds as error:
        problems["value"] = str(error)
    if effective < on:
        problems["effective"] = _("Pilihan tidak berlaku surut. Pilih hari ini atau sesudahnya.")
    if not reason:
        problems["reason"] = _("Tulis alasannya; setiap orang dapat membacanya.")
    return problems
