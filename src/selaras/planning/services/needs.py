"""The pejabat penilai answers a resource need: yes, partly or no, with the reason (P-07)."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, NotFound, StepNotPossible, Text
from selaras.core.notices import tell
from selaras.planning import events
from selaras.planning.models import LampiranBlock, LampiranItem, NeedAnswer, ResourceAnswer, Skp
from selaras.planning.workflow import WRITABLE

LONGEST = 1000


def answer_need(skp: Skp, need: str, answer: str, *, by: Actor, on: date, reason: str = "") -> ResourceAnswer:
    """Answer a need of the lampiran; answering again replaces the answer, the record keeps both.

    Raises `NotFound` for a need that the plan hasn't got, `InvalidInput` for a refusal without a reason,
    `StepNotPossible` while the author still writes the plan for the first time.
    """
    require(by, Permission.ANSWER_NEED, skp)
    if skp.status in WRITABLE and not skp.version:
        raise StepNotPossible(_("Rencana ini masih ditulis pemiliknya. Jawab setelah diajukan."))
    if not LampiranItem.objects.filter(skp=skp, block=LampiranBlock.RESOURCES, text=need).exists():
        raise NotFound()
    words = reason.strip()
    _check(answer, words)
    row = ResourceAnswer.objects.filter(skp=skp, need=need).first()
    row = row or ResourceAnswer(agency_id=skp.agency_id, skp_id=skp.pk, need=need)
    told = {"answer": answer, "reason": words, "answered_by_id": by.employee_id, "answered_at": clock.now()}
    with recording(events.NEED_ANSWERED, by=by, about=skp, need=need, answer=answer, reason=words):
        for name, value in told.items():
            setattr(row, name, value)
        row.save()
        tell(
            skp.employee_id, "need_answered",
            _("Kebutuhan sumber daya dalam SKP %(year)d Anda sudah dijawab.") % {"year": skp.year},
            agency_id=skp.agency_id, url=f"{reverse('planning:detail', args=[skp.pk])}#lampiran",
        )  # fmt: skip
    return row


def _check(answer: str, reason: str) -> None:
    problems: dict[str, Text] = {}
    if answer not in NeedAnswer.values:
        problems["answer"] = _("Pilih salah satu jawaban.")
    elif answer != NeedAnswer.YES and not reason:
        problems["reason"] = _(
            "Tulis alasannya; pemilik SKP berhak tahu, dan alasan ini dibaca lagi saat menilai."
        )
    if len(reason) > LONGEST:
        problems["reason"] = _("Paling banyak %(limit)d huruf.") % {"limit": LONGEST}
    if problems:
        raise InvalidInput(fields=problems)
