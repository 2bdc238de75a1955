"""Feedback that helps: what was seen → its effect → a suggestion; the receiver may answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.core.notices import tell
from selaras.monitoring.events import FEEDBACK_ASKED, FEEDBACK_GIVEN, FEEDBACK_REPLIED
from selaras.monitoring.models import Feedback, FeedbackRequest, Voice
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Employee
from selaras.planning.models import RencanaHasilKerja, Skp
from selaras_rules import behaviour_set

FEW_WORDS = 5


@dataclass(frozen=True, slots=True)
class NewFeedback:
    """What a colleague or leader wants to say; `rhk_id` and `behaviour_code` say what it is about.

    `is_passed_on` marks the words of a service user, which the author passes on.
    """

    seen: str
    effect: str = ""
    suggestion: str = ""
    rhk_id: UUID | None = None
    behaviour_code: str = ""
    is_passed_on: bool = False


def is_bare(new: NewFeedback) -> bool:
    """Whether the words are kind but say nothing to learn from («bagus»): a reason to ask once, never to refuse."""
    return len(new.seen.split()) < FEW_WORDS and not new.effect and not new.suggestion


def give_feedback(skp: Skp, *, by: Actor, on: date, new: NewFeedback) -> Feedback:
    """Write feedback to a colleague; it answers their open question to the author, if there is one.

    Raises `NotAllowed` on oneself, `InvalidInput` for an RHK of somebody else.
    """
    require(by, Permission.GIVE_FEEDBACK, skp)
    _check(skp, on, new)
    feedback = write_feedback(skp, by, new)
    with recording(FEEDBACK_GIVEN, by=by, about=feedback, skp=skp.pk, voice=feedback.voice):
        feedback.save()
        FeedbackRequest.objects.filter(skp=skp, asked_id=person_of(by), feedback=None).update(
            feedback=feedback
        )
        text = _("%(name)s memberi Anda umpan balik. Anda boleh menanggapinya.") % {"name": by.name}
        url = f"{reverse('monitoring:year', args=[skp.pk])}#umpan-balik"
        tell(skp.employee_id, "feedback", text, agency_id=skp.agency_id, url=url)
    return feedback


def write_feedback(skp: Skp, by: Actor, new: NewFeedback) -> Feedback:
    """The row, not saved yet: for those who give it as a step of their own."""
    return Feedback(
        agency_id=skp.agency_id,
        skp=skp,
        author_id=person_of(by),
        rhk_id=new.rhk_id,
        behaviour_code=new.behaviour_code,
        voice=Voice.SERVICE_USER if new.is_passed_on else _voice(skp, by),
        seen=new.seen,
        effect=new.effect,
        suggestion=new.suggestion,
        given_at=clock.now(),
    )


def ask_for_feedback(skp: Skp, *, by: Actor, on: date, asked: Employee, question: str) -> FeedbackRequest:
    """Ask a colleague what they saw. Raises `InvalidInput` without a question and where one is open already."""
    require(by, Permission.ASK_FOR_FEEDBACK, skp)
    _check_question(skp, asked, question)
    request = FeedbackRequest(
        agency_id=skp.agency_id, skp=skp, asked=asked, question=question, asked_at=clock.now()
    )
    with recording(FEEDBACK_ASKED, by=by, about=request, skp=skp.pk):
        request.save()
        text = _("%(name)s meminta umpan balik Anda: «%(question)s»") % {
            "name": by.name,
            "question": question,
        }
        url = reverse("monitoring:feedback_add", args=[skp.pk])
        tell(asked.pk, "feedback_request", text, agency_id=skp.agency_id, url=url)
    return request


def reply_to_feedback(feedback: Feedback, *, by: Actor, on: date, reply: str) -> Feedback:
    """Answer once. Raises `StepNotPossible` when it was answered before, `InvalidInput` for empty words."""
    require(by, Permission.REPLY_TO_FEEDBACK, feedback)
    if not reply:
        problem = _("Tulis tanggapan Anda.")
        raise InvalidInput(problem, fields={"reply": problem})
    with recording(FEEDBACK_REPLIED, by=by, about=feedback, skp=feedback.skp_id):
        unanswered = Feedback.objects.filter(pk=feedback.pk, replied_at=None)
        if unanswered.update(reply=reply, replied_at=clock.now()) == 0:
            raise StepNotPossible(_("Umpan balik ini sudah ditanggapi."))
        text = _("%(name)s menanggapi umpan balik Anda.") % {"name": by.name}
        url = reverse("monitoring:feedback")
        tell(feedback.author_id, "feedback_reply", text, agency_id=feedback.agency_id, url=url)
    feedback.refresh_from_db(fields=["reply", "replied_at"])
    return feedback


def _check(skp: Skp, on: date, new: NewFeedback) -> None:
    fields = {}
    if not new.seen:
        fields["seen"] = _("Tulis apa yang Anda lihat.")
    if new.rhk_id and not RencanaHasilKerja.objects.filter(pk=new.rhk_id, skp=skp).exists():
        fields["rhk"] = _("Pilih hasil kerja dari SKP rekan ini.")
    if new.behaviour_code and new.behaviour_code not in _behaviour_codes(skp, on):
        fields["behaviour_code"] = _("Pilih salah satu nilai perilaku.")
    if fields:
        raise InvalidInput(fields=fields)


def _check_question(skp: Skp, asked: Employee, question: str) -> None:
    fields = {}
    if not question:
        fields["question"] = _("Tulis apa yang ingin Anda ketahui.")
    if asked.pk == skp.employee_id or asked.agency_id != skp.agency_id:
        fields["asked"] = _("Pilih seorang rekan di instansi Anda.")
    elif FeedbackRequest.objects.filter(skp=skp, asked=asked, feedback=None).exists():
        fields["asked"] = _(
            "Pertanyaan Anda kepada rekan ini masih menunggu jawaban. Sapa ia langsung bila perlu."
        )
    if fields:
        raise InvalidInput(fields=fields)


def _voice(skp: Skp, by: Actor) -> Voice:
    if skp.pejabat_penilai_id in by.stands_for:
        return Voice.LEADER
    leads_author = Employee.objects.filter(pk=by.employee_id, pejabat_penilai_id=skp.employee_id).exists()
    return Voice.SUBORDINATE if leads_author else Voice.PEER


def _behaviour_codes(skp: Skp, on: date) -> set[str]:
    return {aspect.code for aspect in behaviour_set(ruleset_for(skp.agency, on)).aspects}
