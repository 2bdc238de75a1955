"""What the employee does with the result: confirm receipt, add the own view."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.core.rows import change_row
from selaras.core.workflow import advance
from selaras.evaluation import events
from selaras.evaluation.deadlines import objection_window
from selaras.evaluation.models import Evaluation
from selaras.evaluation.workflow import EVALUATION


def receive(evaluation: Evaluation, *, by: Actor, on: date) -> Evaluation:
    """Confirm that the result was received; the objection window starts on this day. No agreement with the result."""
    require(by, Permission.ACKNOWLEDGE_RESULT, evaluation)
    with recording(events.RECEIVED, by=by, about=evaluation, period=evaluation.span.label):
        advance(EVALUATION, evaluation, "receive", received_at=clock.now())
    return evaluation


def add_own_view(evaluation: Evaluation, text: str, *, by: Actor, on: date, revision: int) -> Evaluation:
    """Write or change the own view on a rating (K-22); it is printed. Possible until the objection window closes.

    Raises `InvalidInput` without words, `ChangedMeanwhile` for a stale revision, `StepNotPossible` afterwards.
    """
    require(by, Permission.ADD_OWN_VIEW, evaluation)
    if not text.strip():
        raise InvalidInput(fields={"own_view": _("Tulis pandangan Anda, atau kembali tanpa menyimpan.")})
    obstacle = own_view_obstacle(evaluation, on)
    if obstacle:
        raise StepNotPossible(obstacle)
    changes = {"own_view": text.strip(), "own_view_at": clock.now(), "own_view_revision": revision + 1}
    facts = {"period": evaluation.span.label, "old": evaluation.own_view, "new": text.strip()}
    with recording(events.OWN_VIEW_ADDED, by=by, about=evaluation, **facts):
        change_row(evaluation, {"own_view_revision": revision}, changes)
    return evaluation


def own_view_obstacle(evaluation: Evaluation, on: date) -> str:
    """Why the own view can't be changed any more, or an empty text."""
    window = objection_window(evaluation, on)
    if window is None or window.is_open or window.received_on is None:
        return ""
    return _("Pandangan dapat ditulis sampai masa keberatan berakhir, yaitu %(until)s.") % {
        "until": window.until_text
    }
