"""New ideas: told by their owner, and carried on once numbers show what they changed (P-20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput
from selaras.core.rows import change_row
from selaras.monitoring.events import INNOVATION_CHANGED, INNOVATION_TOLD
from selaras.monitoring.models import Innovation, InnovationStage, ProcessChange
from selaras.planning.models import Skp


@dataclass(frozen=True, slots=True)
class NewInnovation:
    """What is told of an idea; beyond «gagasan» it names the process change that measures it."""

    title: str
    problem: str
    idea: str
    beneficiaries: str
    stage: str = InnovationStage.IDEA
    change_id: UUID | None = None


def tell_innovation(skp: Skp, *, by: Actor, on: date, new: NewInnovation) -> Innovation:
    """Write down an idea. Raises `InvalidInput` with the fields to mend: without measured effect it stays an idea."""
    require(by, Permission.RECORD_PROGRESS, skp)
    _check(skp, new, None)
    innovation = Innovation(agency_id=skp.agency_id, skp=skp, told_on=on, **_facts(new))
    with recording(INNOVATION_TOLD, by=by, about=innovation, title=new.title):
        innovation.save(force_insert=True)
    return innovation


def change_innovation(
    innovation: Innovation, *, by: Actor, on: date, new: NewInnovation, revision: int
) -> Innovation:
    """Tell how an idea went on. Raises `InvalidInput` as above, `ChangedMeanwhile` for a stale revision."""
    require(by, Permission.RECORD_PROGRESS, innovation)
    _check(innovation.skp, new, innovation)
    stage = str(InnovationStage(new.stage).label)
    with recording(
        INNOVATION_CHANGED, by=by, about=innovation, old=innovation.stage, title=new.title, stage=stage
    ):
        change_row(innovation, {"revision": revision}, _facts(new) | {"revision": revision + 1})
    return innovation


def _facts(new: NewInnovation) -> dict[str, object]:
    return {
        "title": new.title,
        "problem": new.problem,
        "idea": new.idea,
        "beneficiaries": new.beneficiaries,
        "stage": new.stage,
        "change_id": new.change_id,
    }


def _check(skp: Skp, new: NewInnovation, known: Innovation | None) -> None:
    fields = {
        name: _("Bagian ini perlu diisi.")
        for name in ("title", "problem", "idea", "beneficiaries")
        if not getattr(new, name)
    }
    if new.stage not in InnovationStage.values:
        fields["stage"] = _("Pilih salah satu tahap.")
    elif new.stage != InnovationStage.IDEA and new.change_id is None:
        fields["change"] = _(
            "Tanpa dampak yang terukur, inovasi tetap gagasan. Ceritakan angkanya sebagai perbaikan proses, lalu "
            "pilih di sini."
        )
    if new.change_id is not None and not _is_free(skp, new.change_id, known):
        fields["change"] = _("Pilih perbaikan proses dari SKP ini yang belum dipakai inovasi lain.")
    if fields:
        raise InvalidInput(fields=fields)


def _is_free(skp: Skp, change_id: UUID, known: Innovation | None) -> bool:
    rows = ProcessChange.objects.filter(pk=change_id, skp=skp)
    mine = known.pk if known is not None else None
    return rows.filter(innovation=None).exists() or (
        mine is not None and rows.filter(innovation=mine).exists()
    )
