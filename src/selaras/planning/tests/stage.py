"""Plans of the cast, in the states the stories begin with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from selaras.planning.models import Goal, RencanaHasilKerja, Skp, SkpVersion
from selaras.planning.services import (
    GoalValues,
    IkiValues,
    RhkValues,
    add_goal,
    add_iki,
    add_rhk,
    agree_skp,
    draft_skp,
    submit_skp,
)
from tests.cast import Cast

ON = date(2026, 1, 5)
MEASURE = IkiValues("Penderita terlayani", aspect="kualitas", target=Decimal(85), unit_of_measure="%")


def drafted(cast: Cast, name: str, *texts: str) -> Skp:
    """A draft with one measured result for each text."""
    by = cast.actor(name)
    skp = draft_skp(cast.people[name], 2026, by=by, on=ON)
    for text in texts or ("Penderita hipertensi terobati sesuai standar",):
        add_iki(add_rhk(skp, RhkValues(text), by=by, on=ON), MEASURE, by=by, on=ON)
    return skp


def submitted(cast: Cast, name: str, *texts: str) -> Skp:
    """Handed in."""
    skp = drafted(cast, name, *texts)
    submit_skp(skp, by=cast.actor(name), on=ON)
    return skp


def agreed(cast: Cast, name: str, leader: str, *texts: str) -> tuple[Skp, SkpVersion]:
    """Agreed with the leader."""
    skp = submitted(cast, name, *texts)
    return skp, agree_skp(skp, by=cast.actor(leader), on=ON)


def first_result(skp: Skp) -> RencanaHasilKerja:
    """The first result in force."""
    found = (
        RencanaHasilKerja.objects.filter(skp=skp, is_active=True)
        .select_related("skp")
        .order_by("order")
        .first()
    )
    assert found is not None
    return found


def indicator(cast: Cast, title: str = "Penderita hipertensi terlayani") -> Goal:
    """An indicator of the health agency, written by the city admin."""
    values = GoalValues(
        "indikator", title, 2025, 2029, opd=cast.units["dinkes"], unit_of_measure="%", source="Laporan SPM",
        targets={2026: Decimal(85)},
    )  # fmt: skip
    return add_goal(values, by=cast.actor("fajar"), on=ON)
