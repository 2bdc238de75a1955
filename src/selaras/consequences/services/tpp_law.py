"""A law or formula that reaches back to released TPP: its corrections leave after somebody gave the reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.consequences import events
from selaras.consequences.models import TppCorrection
from selaras.consequences.numbers import points_text
from selaras.consequences.tpp_changes import review_corrections
from selaras.core import clock
from selaras.core.audit import Entry, recording_many
from selaras.core.confirming import AT_ONCE
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible
from selaras.core.notices import Message, tell_each
from selaras.evaluation.conditions import address
from selaras.organisation.models import Agency
from selaras_rules import Period


def confirm_law_corrections(
    agency: Agency, month: Period, *, by: Actor, on: date, reason: str, digest: str
) -> int:
    """Let corrections leave that a law or formula made of a released month; returns how many.

    They leave with the next month that is released, like late data. What was released stays as it is. `digest` stands
    for the corrections that were shown. Raises `InvalidInput` without a reason, `StepNotPossible` where none waits,
    `ChangedMeanwhile` where others were shown than there are.
    """
    require(by, Permission.MANAGE_TPP, agency)
    if not reason.strip():
        raise InvalidInput(
            fields={"reason": _("Tulis dasarnya: aturan atau pilihan mana yang berlaku surut.")}
        )
    moment, who = clock.now(), person_of(by)
    with recording_many(events.TPP_LAW_CONFIRMED, by=by) as entries:
        review = review_corrections(by, month)
        if not review.waiting:
            raise StepNotPossible(
                _("Tidak ada koreksi %(month)s yang menunggu dasar.") % {"month": month.label}
            )
        if review.digest != digest:
            raise ChangedMeanwhile()
        rows = TppCorrection.objects.filter(pk__in=review.waiting[:AT_ONCE], confirmed_at=None)
        told = list(rows.only("agency_id", "employee_id", "share_id", "old_percent", "new_percent"))
        changed = rows.update(confirmed_at=moment, confirmed_by=who, reason=reason.strip())
        if changed != len(review.waiting[:AT_ONCE]) or changed != len(told):
            raise ChangedMeanwhile()
        entries += [_entry(row, month, reason.strip()) for row in told]
        tell_each(_messages(told, month), agency_id=agency.pk)
    return changed


def _entry(row: TppCorrection, month: Period, reason: str) -> Entry:
    detail = {
        "month": month.label, "before": points_text(row.old_percent), "after": points_text(row.new_percent),
        "because": reason,
    }  # fmt: skip
    return Entry(row.agency_id, row.employee_id, "TppCorrection", row.pk, detail)


def _messages(rows: Sequence[TppCorrection], month: Period) -> list[Message]:
    """Only to the person: who rates need not know what follows in the pay."""
    text = _(
        "Aturan berubah dan berlaku surut: TPP %(month)s Anda, semula %(before)s%%, dikoreksi menjadi %(after)s%%. "
        "Yang sudah dilepas tidak diubah; selisihnya keluar bersama bulan berikutnya."
    )
    found = []
    for row in rows:
        facts = {
            "month": month.label,
            "before": points_text(row.old_percent),
            "after": points_text(row.new_percent),
        }
        url = address("consequences:tpp_share", row.share_id)
        found.append(Message([row.employee_id], "consequences", text % facts, url))
    return found
