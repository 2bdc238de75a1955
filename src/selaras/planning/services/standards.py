"""The service standards of an OPD: written from its decree, used as targets of indicators (K-38)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, Text
from selaras.organisation.models import Unit
from selaras.planning import events
from selaras.planning.models import Direction, ServiceStandard, StandardPart
from selaras.planning.services.lines import number_problem

LIMITS = {"service": 200, "promise": 300, "unit_of_measure": 40, "decree": 200, "source": 200}


@dataclass(frozen=True, slots=True)
class StandardValues:
    """What the decree promises; `target` in `unit_of_measure`."""

    opd: Unit
    service: str
    part: str
    promise: str
    target: Decimal
    unit_of_measure: str
    decree: str
    source: str
    valid_from: date
    direction: str = Direction.LESS
    valid_until: date | None = None


def add_standard(values: StandardValues, *, by: Actor, on: date) -> ServiceStandard:
    """Write a standard down. Raises `InvalidInput` with a sentence for each field that can't be."""
    standard = ServiceStandard(agency_id=by.agency_id, **_fields(values))
    require(by, Permission.MANAGE_GOALS, standard)
    _check(values)
    with recording(events.STANDARD_ADDED, by=by, about=standard, promise=str(standard)):
        standard.save(force_insert=True)
    return standard


def edit_standard(
    standard: ServiceStandard, values: StandardValues, *, by: Actor, on: date
) -> ServiceStandard:
    """Change a standard; indicators that took its target keep the number they were agreed with."""
    require(by, Permission.MANAGE_GOALS, standard)
    _check(values)
    fields = _fields(values)
    changed = {name: value for name, value in fields.items() if value != getattr(standard, name)}
    old = {name: str(getattr(standard, name)) for name in changed}
    for name, value in changed.items():
        setattr(standard, name, value)
    require(by, Permission.MANAGE_GOALS, standard)
    with recording(events.STANDARD_EDITED, by=by, about=standard, promise=str(standard)) as rec:
        rec.note(old=old, new={name: str(value) for name, value in changed.items()})
        standard.save(update_fields=[*changed]) if changed else None
    return standard


def _fields(values: StandardValues) -> dict[str, Any]:
    return {name: getattr(values, name) for name in values.__slots__}


def _check(values: StandardValues) -> None:
    problems: dict[str, Text] = {}
    for name, limit in LIMITS.items():
        text = getattr(values, name)
        if not text.strip():
            problems[name] = _("Isian ini masih kosong. Salin dari penetapan standar pelayanannya.")
        elif len(text) > limit:
            problems[name] = _("Teks ini terlalu panjang: %(size)d huruf, paling banyak %(limit)d.") % {
                "size": len(text), "limit": limit,
            }  # fmt: skip
    if values.part not in StandardPart.values:
        problems["part"] = _("Pilih waktu, biaya, atau mutu.")
    wrong = number_problem(values.target)
    if wrong is not None:
        problems["target"] = wrong
    if values.valid_until is not None and values.valid_until < values.valid_from:
        problems["valid_until"] = _("Akhir berlakunya lebih awal daripada mulainya. Tukar keduanya.")
    if problems:
        raise InvalidInput(fields=problems)
