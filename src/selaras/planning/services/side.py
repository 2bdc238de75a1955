"""What stands beside the results: behaviour expectations and the three lists of the lampiran."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, decide, require
from selaras.core.audit import recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible, Text
from selaras.planning import events
from selaras.planning.models import BehaviourExpectation, LampiranBlock, LampiranItem, Skp
from selaras.planning.services.lines import require_writable
from selaras.planning.workflow import WRITABLE
from selaras_rules import Ruleset, behaviour_set

LONGEST = 500
MOST_LINES = 30


def set_behaviour(
    skp: Skp, texts: Mapping[str, str], *, by: Actor, on: date, revision: int | None = None
) -> None:
    """Write the expectation for each value: the author proposes, the pejabat penilai may still word it when handed in.

    `texts` maps value codes of the behaviour set in force at the start of the period to words; an empty
    text takes the expectation away. What stands there already is neither a change nor a conflict.
    Raises `InvalidInput` for unknown codes and long texts, `ChangedMeanwhile` when the plan changed since `revision`.
    """
    require_expectation_right(skp, by)
    wanted = _checked(skp, texts)
    old = dict(BehaviourExpectation.objects.filter(skp=skp).values_list("value_code", "text"))
    if wanted == old:
        return
    with recording(events.BEHAVIOUR_SET, by=by, about=skp) as rec:
        _claim(skp, revision)
        rec.note(old=old, new=wanted)
        BehaviourExpectation.objects.filter(skp=skp).delete()
        BehaviourExpectation.objects.bulk_create(
            BehaviourExpectation(agency_id=skp.agency_id, skp=skp, value_code=code, text=text)
            for code, text in wanted.items()
        )


def set_lampiran(
    skp: Skp, lists: Mapping[str, Sequence[str]], *, by: Actor, on: date, revision: int | None = None
) -> None:
    """Write the three lists (resources, accountability, consequences; format A.1.8).

    What stands there already is neither a change nor a conflict. Raises `InvalidInput` for too many or too long
    lines, `ChangedMeanwhile` when the plan changed since `revision`.
    """
    require_writable(skp, by)
    rows = _lines(skp, lists)
    stands = LampiranItem.objects.filter(skp=skp).values_list("block", "order", "text")
    if set(stands) == {(row.block, row.order, row.text) for row in rows}:
        return
    with recording(events.LAMPIRAN_SET, by=by, about=skp, lines=len(rows)):
        _claim(skp, revision)
        LampiranItem.objects.filter(skp=skp).delete()
        LampiranItem.objects.bulk_create(rows)


def require_expectation_right(skp: Skp, by: Actor) -> None:
    """The author while the plan is written; the pejabat penilai until it is agreed."""
    if decide(by, Permission.EDIT_SKP, skp):
        require_writable(skp, by)
        return
    require(by, Permission.AGREE_SKP, skp)
    if skp.status not in WRITABLE | {"submitted"}:
        raise StepNotPossible(
            _("SKP ini sudah disepakati. Buka kembali dulu bila ekspektasinya perlu disesuaikan.")
        )


def _checked(skp: Skp, texts: Mapping[str, str]) -> dict[str, str]:
    known = {aspect.code for aspect in behaviour_set(Ruleset(skp.period_start)).aspects}
    problems: dict[str, Text] = {}
    for code, text in texts.items():
        if code not in known:
            problems[code] = _("Nilai perilaku ini tidak ada dalam perangkat yang berlaku.")
        elif len(text) > LONGEST:
            problems[code] = _("Teks ini terlalu panjang: %(size)d huruf, paling banyak %(limit)d.") % {
                "size": len(text), "limit": LONGEST,
            }  # fmt: skip
    if problems:
        raise InvalidInput(fields=problems)
    return {code: text.strip() for code, text in texts.items() if text.strip()}


def _lines(skp: Skp, lists: Mapping[str, Sequence[str]]) -> list[LampiranItem]:
    problems: dict[str, Text] = {}
    rows: list[LampiranItem] = []
    for block in LampiranBlock:
        lines = [line.strip() for line in lists.get(block.value, ()) if line.strip()]
        if len(lines) > MOST_LINES:
            problems[block.value] = _("Paling banyak %(limit)d baris per daftar.") % {"limit": MOST_LINES}
        if any(len(line) > LONGEST for line in lines):
            problems[block.value] = _(
                "Satu baris paling panjang %(limit)d huruf. Pecah menjadi beberapa baris."
            ) % {"limit": LONGEST}
        rows += [
            LampiranItem(agency_id=skp.agency_id, skp=skp, block=block.value, order=place, text=line)
            for place, line in enumerate(lines, start=1)
        ]
    if problems:
        raise InvalidInput(fields=problems)
    return rows


def _claim(skp: Skp, revision: int | None) -> None:
    """Raise the revision of the plan, but only from the one the form was made with."""
    rows = Skp.objects.filter(pk=skp.pk)
    if revision is not None:
        rows = rows.filter(revision=revision)
    if rows.update(revision=F("revision") + 1) == 0:
        raise ChangedMeanwhile()
    skp.revision += 1
