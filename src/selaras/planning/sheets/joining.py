"""Twelve monthly plans become one of the year (C-13): the same lines are found again and their targets joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from selaras.core.errors import InvalidInput
from selaras.planning.models import Direction, Pattern
from selaras.planning.sheets.cells import key_of
from selaras.planning.sheets.values import Fault, Place, SheetIki, SheetPlan, SheetRhk, Target

MONTH_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def join_plans(plans: Sequence[SheetPlan]) -> SheetPlan:
    """One plan of several: of one sheet it is that plan, of monthly ones the year.

    Raises `InvalidInput` for a month that comes twice and for several plans that are not of months.
    """
    if len(plans) == 1:
        return plans[0]
    ordered = sorted(plans, key=lambda plan: (plan.month or 13, plan.file, plan.sheet))
    joined = SheetPlan(ordered[0].file, ordered[0].sheet, next((p.year for p in ordered if p.year), None))
    joined.nips = {nip for plan in ordered for nip in plan.nips}
    joined.months = sorted(plan.month for plan in ordered if plan.month)
    joined.faults = [fault for plan in ordered for fault in plan.faults] + _about_months(ordered)
    for plan in ordered:
        for rhk in plan.rhk:
            _add(joined, rhk)
    for rhk in joined.rhk:
        rhk.iki = [_joined(rhk, found, joined) for found in _alike(rhk.iki)]
    return joined


def _add(joined: SheetPlan, rhk: SheetRhk) -> None:
    known = next(
        (row for row in joined.rhk if row.kind == rhk.kind and key_of(row.text) == key_of(rhk.text)), None
    )
    if known is None:
        joined.rhk.append(replace(rhk, iki=list(rhk.iki)))
        return
    known.iki += rhk.iki
    known.parent_text = known.parent_text or rhk.parent_text
    known.assigned_by = known.assigned_by or rhk.assigned_by


def _alike(iki_list: Sequence[SheetIki]) -> list[list[SheetIki]]:
    groups: dict[tuple[str, str, str], list[SheetIki]] = {}
    for iki in iki_list:
        groups.setdefault((key_of(iki.text), iki.aspect, key_of(iki.target.unit)), []).append(iki)
    return list(groups.values())


def _joined(rhk: SheetRhk, months: list[SheetIki], plan: SheetPlan) -> SheetIki:
    """One indicator of the year: counts are added up, levels stay at the last month, words are kept as they are."""
    last = months[-1]
    if len(months) == 1:
        return last
    place = Place(plan.file, plan.sheet, last.line)
    numbers = [iki.target.number for iki in months if iki.target.number is not None]
    if len(numbers) != len(months):
        return _of_words(months, plan, place)
    if last.pattern == Pattern.LEVEL or last.target.direction != Direction.MORE:
        if len(set(numbers)) > 1:
            text = _("«%(text)s»: targetnya berbeda tiap bulan; dipakai yang terakhir. Periksa kembali.")
            plan.faults.append(Fault(place, text % {"text": last.text[:80]}))
        return replace(last, pattern=Pattern.LEVEL.value)
    return replace(last, target=replace(last.target, number=sum(numbers, Decimal(0))))


def _of_words(months: list[SheetIki], plan: SheetPlan, place: Place) -> SheetIki:
    last = months[-1]
    texts = list(dict.fromkeys(iki.target.words for iki in months if iki.target.words))
    if len(texts) > 1:
        text = _("«%(text)s»: target dengan kata-kata berbeda tiap bulan; digabung. Periksa kembali.")
        plan.faults.append(Fault(place, text % {"text": last.text[:80]}))
    return replace(last, target=Target(words="; ".join(texts)[:300])) if texts else last


def _about_months(plans: Sequence[SheetPlan]) -> list[Fault]:
    """Refuse what can't be joined, and name the months that are missing."""
    months = [plan.month for plan in plans if plan.month]
    if len(months) < len(plans):
        raise InvalidInput(
            fields={
                "sheets": _(
                    "Ada beberapa SKP, tetapi tidak semuanya menyebut bulannya, jadi tidak dapat digabung. "
                    "Kirim satu SKP, atau beri nama bulan pada lembar atau berkasnya."
                )
            }
        )
    doubled = sorted({month for month in months if months.count(month) > 1})
    if doubled:
        text = _(
            "Bulan ini ada lebih dari sekali, jadi angkanya akan terhitung ganda: %(months)s. Kirim satu saja."
        )
        raise InvalidInput(fields={"sheets": text % {"months": _names(doubled)}})
    missing = [month for month in range(1, 13) if month not in months]
    if not missing:
        return []
    text = _("Bulan ini tidak ada dalam berkas: %(months)s.")
    return [Fault(Place(plans[0].file, "", 0), text % {"months": _names(missing)})]


def _names(months: Sequence[int]) -> str:
    return ", ".join(MONTH_NAMES[month - 1] for month in months)
