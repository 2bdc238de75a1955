"""A teacher's practice focus becomes a result with indicators that the head of the school can observe (K-08)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from selaras.authorization import Actor
from selaras.core.errors import InvalidInput, Text
from selaras.planning.models import Aspect, Pattern, RencanaHasilKerja, Skp
from selaras.planning.post_patterns import PracticeFocus
from selaras.planning.services.lines import IkiValues, RhkValues, add_iki, add_rhk, require_writable
from selaras_rules import day_label


@dataclass(frozen=True, slots=True)
class TeachingValues:
    """Focus, method, class and period of one cycle; `seen` behaviours of five, `reached` per cent of the pupils."""

    focus: PracticeFocus
    method: str
    class_name: str
    period: str
    observed_on: date
    seen: Decimal
    reached: Decimal
    baseline: Decimal | None = None


def plan_teaching(skp: Skp, values: TeachingValues, *, by: Actor, on: date) -> RencanaHasilKerja:
    """Add the result of one cycle with two measures: what is seen in the class, and what the pupils reach.

    Raises `InvalidInput` for an observation outside the plan's time and for numbers that can't be.
    """
    require_writable(skp, by)
    _check(skp, values)
    with transaction.atomic():
        rhk = add_rhk(skp, _result(values), by=by, on=on)
        add_iki(rhk, _practice(values), by=by, on=on)
        add_iki(rhk, _pupils(values), by=by, on=on)
    return rhk


# The words of the plan are those of the printed form: Indonesian, whatever the language of the page.
def _result(values: TeachingValues) -> RhkValues:
    pupils = f"Murid {values.class_name}"
    text = f"{pupils} belajar lebih baik lewat {values.method} dengan fokus «{values.focus.name}» ({values.period})"
    return RhkValues(text, beneficiary=pupils)


def _practice(values: TeachingValues) -> IkiValues:
    return IkiValues(
        f"Perilaku «{values.focus.name}» yang terlihat dari lima yang diamati", aspect=Aspect.QUALITY,
        target=values.seen, unit_of_measure="perilaku", pattern=Pattern.LEVEL, expected_text=values.focus.seen,
        data_source=f"Lembar pengamatan kepala sekolah, {day_label(values.observed_on)}",
    )  # fmt: skip


def _pupils(values: TeachingValues) -> IkiValues:
    return IkiValues(
        f"Murid {values.class_name} yang mencapai tingkat minimum pada penilaian kelas", aspect=Aspect.QUALITY,
        target=values.reached, baseline=values.baseline, unit_of_measure="%", pattern=Pattern.LEVEL,
        data_source=f"Penilaian kelas {values.period}",
    )  # fmt: skip


def _check(skp: Skp, values: TeachingValues) -> None:
    problems: dict[str, Text] = {}
    if not skp.period_start <= values.observed_on <= skp.period_end:
        problems["observed_on"] = _("Tanggal pengamatan harus berada dalam masa SKP ini.")
    if not 1 <= values.seen <= 5:
        problems["seen"] = _("Isi antara 1 dan 5 perilaku.")
    if not 0 < values.reached <= 100:
        problems["reached"] = _("Isi lebih dari 0 dan paling banyak 100 persen.")
    if problems:
        raise InvalidInput(fields=problems)
