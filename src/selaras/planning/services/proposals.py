"""A target put forward by one side and answered by the other: propose, counter, accept, decline, withdraw (P-40)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.core.notices import tell
from selaras.core.workflow import advance
from selaras.planning import events
from selaras.planning.content import target_words
from selaras.planning.models import Iki, Skp
from selaras.planning.models.talk import TargetProposal
from selaras.planning.services.agreement import words_of
from selaras.planning.services.lines import IkiValues, measure_problems
from selaras.planning.workflow import PROPOSAL, SKP, TALKED_ABOUT


@dataclass(frozen=True, slots=True)
class TargetValues:
    """The target that is put forward: a number, a range, or words."""

    target: Decimal | None = None
    target_max: Decimal | None = None
    target_text: str = ""


def propose_target(
    iki: Iki,
    values: TargetValues,
    *,
    reason: str,
    by: Actor,
    on: date,
    counters: TargetProposal | None = None,
) -> TargetProposal:
    """Put another target forward, on its own or against a proposal of the other side.

    Raises `InvalidInput` for a target that can't be, or that is the one in the plan; `StepNotPossible` once the
    plan is agreed, and while another proposal for the indicator waits for its answer.
    """
    skp = iki.rhk.skp
    require(by, Permission.PROPOSE_TARGET, skp)
    words = words_of(reason, field="reason")
    _check(iki, values)
    proposal = _new(iki, values, words, by, counters)
    try:
        with recording(events.TARGET_PROPOSED, by=by, about=proposal, text=iki.text, because=words) as rec:
            rec.note(stood=proposal.stood, proposed=proposal.words)
            _claim(skp)
            if counters is not None:
                _answer(counters, "counter", by, "")
            with transaction.atomic():
                proposal.save(force_insert=True)
            _tell_other_side(proposal, by)
    except IntegrityError as error:
        raise StepNotPossible(
            _("Masih ada usulan target yang menunggu jawaban untuk indikator ini."),
            remedy=_("Usulan Anda belum tersimpan. Jawab atau tarik usulan itu dulu."),
        ) from error
    return proposal


def accept_target(proposal: TargetProposal, *, by: Actor, on: date, answer: str = "") -> None:
    """Agree to the proposed target; it stands in the plan from now on."""
    require(by, Permission.PROPOSE_TARGET, proposal)
    with recording(events.TARGET_ACCEPTED, by=by, about=proposal, text=proposal.iki_text) as rec:
        rec.note(old=proposal.stood, new=proposal.words)
        _claim(proposal.skp)
        _answer(proposal, "accept", by, answer.strip())
        rows = Iki.objects.filter(pk=proposal.iki_id, is_active=True)
        taken = rows.update(
            target=proposal.target, target_max=proposal.target_max, target_text=proposal.target_text,
            revision=F("revision") + 1,
        )  # fmt: skip
        if not taken:
            raise StepNotPossible(_("Indikator ini sudah dikeluarkan dari rencana."))
        _tell(proposal.author_id, proposal, _("Usulan target Anda untuk «%(text)s» diterima: %(words)s."))


def decline_target(proposal: TargetProposal, *, by: Actor, on: date, reason: str) -> None:
    """Stay with the target as it is, and say why."""
    require(by, Permission.PROPOSE_TARGET, proposal)
    words = words_of(reason)
    with recording(
        events.TARGET_DECLINED, by=by, about=proposal, text=proposal.iki_text, because=words
    ) as rec:
        rec.note(stays=proposal.stood, proposed=proposal.words)
        _claim(proposal.skp)
        _answer(proposal, "decline", by, words)
        _tell(
            proposal.author_id,
            proposal,
            _("Usulan target Anda untuk «%(text)s» tidak diterima. Alasannya ada di SKP."),
        )


def withdraw_target(proposal: TargetProposal, *, by: Actor, on: date) -> None:
    """Take back what one put forward oneself and the other side has not answered."""
    require(by, Permission.PROPOSE_TARGET, proposal)
    if proposal.author_id not in by.stands_for:
        raise NotAllowed(_("Hanya pengusulnya yang dapat menarik usulan ini."))
    with recording(events.TARGET_WITHDRAWN, by=by, about=proposal, text=proposal.iki_text):
        _claim(proposal.skp)
        advance(PROPOSAL, proposal, "withdraw", answered_at=clock.now())


def answers(proposal: TargetProposal, by: Actor) -> bool:
    """Whether this person stands on the side that has to answer."""
    is_author_of_plan = by.employee_id == proposal.skp.employee_id
    if proposal.is_from_employee:
        return not is_author_of_plan and proposal.skp.pejabat_penilai_id in by.stands_for
    return is_author_of_plan


def _answer(proposal: TargetProposal, step: str, by: Actor, words: str) -> None:
    if not answers(proposal, by):
        raise NotAllowed(_("Usulan ini dijawab oleh pihak lain, bukan oleh pihak yang mengusulkannya."))
    advance(PROPOSAL, proposal, step, answered_by_id=by.employee_id, answered_at=clock.now(), answer=words)


def _claim(skp: Skp) -> None:
    """Count a change of a plan that may still be talked about; an agreed one is opened again first."""
    rows = Skp.objects.filter(pk=skp.pk, status__in=TALKED_ABOUT)
    if rows.update(revision=F("revision") + 1) == 0:
        raise StepNotPossible(
            _("SKP ini sedang «%(state)s». Targetnya dapat dibicarakan lagi setelah dibuka kembali.")
            % {"state": SKP.states["agreed"]},
            remedy=_("Tidak ada yang berubah. Buka kembali SKP dengan alasannya, lalu usulkan targetnya."),
        )
    skp.revision += 1


def _check(iki: Iki, values: TargetValues) -> None:
    merged = IkiValues(
        iki.text, target=values.target, target_max=values.target_max, target_text=values.target_text,
        direction=iki.direction, pattern=iki.pattern, release_month=iki.release_month,
    )  # fmt: skip
    problems = measure_problems(merged)
    if values.target is None and not values.target_text.strip():
        problems["target"] = _("Isi target berupa angka, atau tulis targetnya dengan kata-kata.")
    if len(values.target_text) > 300:
        problems["target_text"] = _("Paling banyak 300 huruf.")
    same = (iki.target, iki.target_max, iki.target_text) == (
        values.target, values.target_max, values.target_text,
    )  # fmt: skip
    if same:
        problems["target"] = _("Ini sama dengan target yang sudah tertulis. Usulkan target lain.")
    if problems:
        raise InvalidInput(fields=problems)


def _new(
    iki: Iki, values: TargetValues, words: str, by: Actor, counters: TargetProposal | None
) -> TargetProposal:
    proposed = Iki(
        direction=iki.direction, target=values.target, target_max=values.target_max, target_text=values.target_text
    )  # fmt: skip
    return TargetProposal(
        agency_id=iki.agency_id, skp=iki.rhk.skp, iki=iki, iki_text=iki.text, author_id=person_of(by),
        stood=with_unit(iki, iki.unit_of_measure), words=with_unit(proposed, iki.unit_of_measure),
        target=values.target, target_max=values.target_max, target_text=values.target_text, reason=words,
        proposed_at=clock.now(), counters=counters,
    )  # fmt: skip


def with_unit(iki: Iki, unit: str) -> str:
    """The target as people say it: "≤ 2 hari"."""
    return f"{target_words(iki)} {unit}".strip()


def _tell_other_side(proposal: TargetProposal, by: Actor) -> None:
    skp = proposal.skp
    is_own = by.employee_id == skp.employee_id
    other = skp.pejabat_penilai_id if is_own else skp.employee_id
    text = _("Ada usulan target untuk «%(text)s»: %(words)s. Usulan itu menunggu jawaban Anda.")
    _tell(other, proposal, text)


def _tell(recipient: UUID | None, proposal: TargetProposal, text: str) -> None:
    told = text % {"text": proposal.iki_text[:120], "words": proposal.words[:120]}
    url = reverse("planning:proposal", args=[proposal.pk])
    tell(recipient, "skp.proposal", told, agency_id=proposal.agency_id, url=url)
