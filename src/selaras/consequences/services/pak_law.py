"""A law that reaches back to determined angka kredit: new determinations are proposed that name what they replace.

A signed determination is never changed. Its pejabat penilai decides about the new one in person, as about any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils import translation
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require, visible
from selaras.consequences import events
from selaras.consequences.documents import number_of
from selaras.consequences.models import CreditOpening, ImportedOpening, Pak, PakGoal
from selaras.consequences.numbers import points_text
from selaras.consequences.pak_changes import PakDifference, review_determinations
from selaras.core import clock
from selaras.core.audit import Entry, recording_many
from selaras.core.confirming import AT_ONCE
from selaras.core.documents import new_verification_code
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible
from selaras.core.keys import new_key
from selaras.core.notices import Message, tell_each
from selaras.evaluation.conditions import address
from selaras.organisation.choices import rulesets_for
from selaras.organisation.models import Agency
from selaras_rules import (
    AngkaKreditAccount,
    Finding,
    Jenjang,
    Ruleset,
    Step,
    accumulate_angka_kredit,
    angka_kredit_need,
)

Starts = Mapping[tuple[UUID, date], str]


def propose_replacements(agency: Agency, *, by: Actor, on: date, reason: str, digest: str) -> int:
    """Put new determinations before each pejabat penilai where the law gives other numbers; returns how many.

    The old ones stay in force until then and readable for ever. `digest` stands for the differences that were shown.
    Raises `InvalidInput` without a reason, `StepNotPossible` where nothing can be put forward, `ChangedMeanwhile`
    where other differences were shown than there are.
    """
    require(by, Permission.PROPOSE_PAK, agency)
    if not reason.strip():
        raise InvalidInput(
            fields={"reason": _("Tulis dasarnya: aturan atau pilihan mana yang berlaku surut.")}
        )
    review = review_determinations(by, agency)
    if not review.proposable:
        raise StepNotPossible(_("Tidak ada penetapan angka kredit yang berbeda menurut aturan sekarang."))
    if review.digest != digest:
        raise ChangedMeanwhile()
    part = {row.pak_id: row for row in review.proposable[:AT_ONCE]}
    rows = visible(by, Permission.PROPOSE_PAK, Pak.objects.filter(pk__in=list(part)))
    old_ones = list(rows.select_related("employee", "agency").order_by("pk"))
    fresh = _replacements(old_ones, part, agency, by, reason.strip())
    try:
        with recording_many(events.PAK_REPLACED, by=by) as entries:
            Pak.objects.bulk_create(fresh, batch_size=200)
            entries += [_entry(pak, reason.strip()) for pak in fresh]
            tell_each([message for pak in fresh for message in _messages(pak)], agency_id=agency.pk)
    except IntegrityError as error:
        raise ChangedMeanwhile() from error
    return len(fresh)


def _replacements(
    old_ones: Sequence[Pak], part: Mapping[UUID, PakDifference], agency: Agency, by: Actor, reason: str
) -> list[Pak]:
    """The new determinations, each counted by the law of the day on which the old one was put forward."""
    days = {old.pk: clock.local(old.proposed_at, agency).date() for old in old_ones}
    rulesets, starts = (
        rulesets_for(agency, set(days.values())),
        _starts([old.employee_id for old in old_ones]),
    )
    with translation.override("id"):  # A paper is in the language of the law, whoever puts it forward.
        return [
            _replacement(old, part[old.pk], rulesets[days[old.pk]], starts, by, reason) for old in old_ones
        ]


def _starts(people: Sequence[UUID]) -> Starts:
    """Where a JF begins that does not begin at the lowest golongan, by person and day of the beginning. Two queries."""
    found: dict[tuple[UUID, date], str] = {}
    for model in (ImportedOpening, CreditOpening):
        rows = model.objects.filter(employee_id__in=people).exclude(starts_at="").order_by("id")
        for employee, day, starts_at in rows.values_list("employee_id", "counted_from", "starts_at"):
            found[employee, day] = starts_at
    return found


def _replacement(
    old: Pak, found: PakDifference, ruleset: Ruleset, starts: Starts, by: Actor, reason: str
) -> Pak:
    opening = old.content["opening"]
    starts_at = starts.get((old.employee_id, date.fromisoformat(opening["counted_from"])), "")
    jenjang = Jenjang(old.jenjang)
    counted = accumulate_angka_kredit(
        (row.finding for row in found.rows), jenjang, old.golongan, ruleset,
        opening=Decimal(opening["points"]), starts_at=starts_at,
    )  # fmt: skip
    need = angka_kredit_need(jenjang, old.golongan, ruleset, starts_at=starts_at).value
    missing = counted.value.rank_missing
    if old.goal == PakGoal.TIER or need.leaves_jenjang:
        missing = counted.value.tier_missing
    return Pak(
        id=new_key(), agency_id=old.agency_id, employee=old.employee, goal=old.goal, target=old.target,
        jenjang=old.jenjang, golongan=old.golongan, counted_until=old.counted_until, points=counted.value.points,
        content=_content(old, found, counted, missing, reason), proposed_by_id=by.employee_id,
        proposed_at=clock.now(), replaces=old, code=new_verification_code(),
    )  # fmt: skip


def _content(
    old: Pak,
    found: PakDifference,
    counted: Finding[AngkaKreditAccount],
    missing: Decimal | None,
    reason: str,
) -> dict[str, Any]:
    """What the old one rested on, with the rows and numbers of today, and what it takes the place of and why."""
    now = {str(row.evaluation_id): row for row in found.rows}
    rows = [
        {
            **row, "predikat": now[row["evaluation"]].finding.value.predikat.value,
            "points": str(now[row["evaluation"]].points), "exact": str(now[row["evaluation"]].finding.value.exact),
        }
        for row in old.content["rows"]
    ]  # fmt: skip
    others = [one for one in old.content["conditions"] if not _is_about_points(one)]
    named = {"number": number_of(old), "points": points_text(old.points), "reason": reason}
    first = Step(_("Mengganti penetapan %(number)s (%(points)s angka kredit). Dasarnya: %(reason)s") % named)
    return {
        **old.content, "rows": rows, "conditions": [_condition(counted.value.points, missing), *others],
        "because": [step.to_json() for step in (first, *counted.because)],
        "replaces": {
            "pak": str(old.pk), "number": number_of(old), "points": str(old.points), "reason": reason,
            "changed": [
                {
                    "label": row.label, "old_predikat": row.old_predikat.value, "old_points": str(row.old_points),
                    "predikat": row.finding.value.predikat.value, "points": str(row.points),
                }
                for row in found.changed
            ],
        },
    }  # fmt: skip


def _is_about_points(condition: Mapping[str, Any]) -> bool:
    """The sentence of the rule about the need; determinations of before kept it without its code."""
    return condition.get("code") == "angka_kredit" or condition["text"].startswith("Angka kredit ")


def _condition(points: Decimal, missing: Decimal | None) -> dict[str, Any]:
    facts = {"points": points_text(points), "missing": points_text(missing)}
    if missing == 0:
        text = _("Angka kredit %(points)s memenuhi kebutuhan tujuan ini.") % facts
    elif missing is None:
        text = _("Tidak ada kebutuhan angka kredit berikutnya pada kategori jabatan ini.")
    else:
        text = _("Angka kredit %(points)s kurang %(missing)s dari kebutuhan tujuan ini.") % facts
    return {"code": "angka_kredit", "text": text, "is_met": missing == 0}


def _entry(pak: Pak, reason: str) -> Entry:
    named = pak.content["replaces"]
    detail = {
        "goal": str(PakGoal(pak.goal).label), "number": named["number"], "before": named["points"],
        "after": str(pak.points), "because": reason,
    }  # fmt: skip
    return Entry(pak.agency_id, pak.employee_id, "Pak", pak.pk, detail)


def _messages(pak: Pak) -> list[Message]:
    employee, url = pak.employee, address("consequences:pak", pak.pk)
    facts = {
        "name": employee.full_name, "before": points_text(pak.content["replaces"]["points"]),
        "after": points_text(pak.points),
    }  # fmt: skip
    own = _(
        "Aturan berubah dan berlaku surut: penetapan angka kredit Anda, semula %(before)s, diusulkan menjadi "
        "%(after)s. Yang semula tetap berlaku sampai diputuskan, dan tetap dapat Anda baca."
    )
    found = [Message([pak.employee_id], "consequences", own % facts, url)]
    if employee.pejabat_penilai_id is not None:
        other = _(
            "Aturan berubah dan berlaku surut: penetapan angka kredit %(name)s, semula %(before)s, diusulkan "
            "menjadi %(after)s dan menunggu keputusan Anda."
        )
        found.append(Message([employee.pejabat_penilai_id], "consequences", other % facts, url))
    return found
