"""Results on their way to the national system: queued in sets, sent one by one, each exactly once over there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require, visible
from selaras.core import clock
from selaras.core.audit import SYSTEM, Doer, recording
from selaras.core.errors import StepNotPossible
from selaras.core.parts import in_parts
from selaras.core.workflow import advance
from selaras.evaluation.models import Evaluation
from selaras.exchange import events
from selaras.exchange.models import NationalTransfer
from selaras.exchange.national.payloads import (
    has_place,
    is_same_place,
    kind_of,
    owner_of,
    payload_of,
    says_the_same,
)
from selaras.exchange.national.problems import PROBLEMS, Problem, problem_said
from selaras.exchange.national.service import (
    NationalDown,
    NationalRefusal,
    NationalService,
    SignInRefused,
    UnreadableAnswer,
)
from selaras.exchange.workflow import TRANSFER
from selaras.organisation.models import Agency

CHUNK = 500
# What a row over there is made of.
RELATED = ("skp__employee", "finalised_by__position__unit")
# How long to wait after the first, second, … attempt; the last one holds from then on.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (15, 60, 240, 720, 1440))
# After so many silent answers in a row the round ends: the others keep their place.
SILENT_IN_A_ROW = 3


def queue_results(agency: Agency, year: int, *, by: Actor) -> int:
    """Put every fixed result of a year that the actor may export into the queue, once; a changed one goes out anew.

    A result with an open objection waits for its decision. Returns how many rows are new or changed.
    """
    moment, fresh, changed = clock.now(), [], []
    with recording(events.QUEUED, by=by, about=agency) as rec:
        for part in in_parts(_ready(year, by).iterator(CHUNK), CHUNK):
            known = {row.evaluation_id: row for row in NationalTransfer.objects.filter(evaluation__in=part)}
            for evaluation in part:
                if not has_place(evaluation):
                    continue
                payload, row = payload_of(evaluation), known.get(evaluation.pk)
                if row is None:
                    fresh.append(_new(evaluation, payload, moment))
                elif row.payload != payload:
                    changed.append(_renewed(row, payload, moment))
        NationalTransfer.objects.bulk_create(fresh, batch_size=CHUNK)
        fields = ["payload", "status", "problem", "said", "attempts", "next_try_at", "queued_at"]
        NationalTransfer.objects.bulk_update(changed, fields, batch_size=CHUNK)
        rec.note(count=len(fresh) + len(changed), year=year)
    return len(fresh) + len(changed)


def _ready(year: int, by: Actor) -> QuerySet[Evaluation]:
    rows = Evaluation.objects.filter(skp__year=year, status="finalised")
    rows = rows.filter(Q(objection=None) | Q(objection__status="decided"))
    return visible(by, Permission.EXPORT_RESULTS, rows).select_related(*RELATED).order_by("pk")


def _new(evaluation: Evaluation, payload: dict[str, Any], moment: datetime) -> NationalTransfer:
    return NationalTransfer(
        agency_id=evaluation.agency_id, employee_id=evaluation.skp.employee_id, evaluation=evaluation,
        kind=kind_of(evaluation), payload=payload, next_try_at=moment, queued_at=moment,
    )  # fmt: skip


def _renewed(row: NationalTransfer, payload: dict[str, Any], moment: datetime) -> NationalTransfer:
    """The step `renew` for a row that is written with many others."""
    row.payload, row.status, row.problem, row.said = payload, "queued", "", ""
    row.attempts, row.next_try_at, row.queued_at = 0, moment, moment
    return row


@dataclass(slots=True)
class Round:
    """What one round brought."""

    sent: int = 0
    waiting: int = 0
    refused: int = 0
    stopped_by: str = ""
    silent_in_a_row: int = field(default=0, repr=False)


def send_due(agency: Agency, service: NationalService, *, by: Doer = SYSTEM, most: int = 200) -> Round:
    """Send what is due, the longest waiting first. A silent service or a refused account ends the round."""
    found = Round()
    due = NationalTransfer.objects.filter(status="queued", next_try_at__lte=clock.now())
    rows = due.select_related("employee", "evaluation").order_by("next_try_at", "id")[:most]
    for row in list(rows):
        problem = _sent(row, service, by)
        _count(found, problem)
        if problem is not None and _ends_the_round(problem, found):
            found.stopped_by = problem.code
            break
    return found


def _count(found: Round, problem: Problem | None) -> None:
    found.silent_in_a_row = found.silent_in_a_row + 1 if problem and problem.code == "tidak_menjawab" else 0
    if problem is None:
        found.sent += 1
    elif problem.is_temporary:
        found.waiting += 1
    else:
        found.refused += 1


def _ends_the_round(problem: Problem, found: Round) -> bool:
    return problem.code in {"perlu_mfa", "akun_ditolak"} or found.silent_in_a_row >= SILENT_IN_A_ROW


def _sent(row: NationalTransfer, service: NationalService, by: Doer) -> Problem | None:
    """Send one row and write down what came of it; the call itself holds no transaction open."""
    said = ""
    try:
        remote_id, problem = _saved(row, service)
    except NationalDown as error:
        remote_id, problem, said = "", PROBLEMS["tidak_menjawab"], str(error)
    except SignInRefused as error:
        remote_id, problem, said = "", PROBLEMS[error.code], error.said
    except NationalRefusal as error:
        remote_id, problem, said = "", problem_said(error.said), error.said
    except UnreadableAnswer as error:
        remote_id, problem, said = "", PROBLEMS["jawaban_rusak"], str(error)
    _write(row, remote_id, problem, said, by)
    return problem


def _saved(row: NationalTransfer, service: NationalService) -> tuple[str, Problem | None]:
    """The key over there. An earlier attempt may have arrived although its answer got lost: then nothing is sent."""
    if not row.employee.source_id:
        return "", PROBLEMS["tanpa_id"]
    known = row.remote_id
    if row.attempts and not known:
        there = [
            one for one in service.history(row.kind, row.employee.nip) if is_same_place(one, row.payload)
        ]
        if any(owner_of(one) not in {"", row.employee.source_id} for one in there):
            return "", PROBLEMS["jawaban_orang_lain"]
        if there and says_the_same(there[0], row.payload):
            return str(there[0].get("id") or "ada"), None
        known = str(there[0].get("id") or "") if there else ""
    saved = service.save(row.kind, {**row.payload, **({"id": known} if known else {})})
    if saved.owner not in {"", row.employee.source_id}:
        return "", PROBLEMS["jawaban_orang_lain"]
    return saved.remote_id, None


def _write(row: NationalTransfer, remote_id: str, problem: Problem | None, said: str, by: Doer) -> None:
    moment, period = clock.now(), row.evaluation.span.label
    if problem is None:
        with recording(events.SENT, by=by, about=row, period=period):
            advance(TRANSFER, row, "send", remote_id=remote_id, sent_at=moment, problem="", said="")
        return
    wait = WAITS[min(row.attempts, len(WAITS) - 1)]
    if problem.code == "tunggu_sehari":
        wait = WAITS[-1]
    changes = {
        "problem": problem.code, "said": said[:300], "attempts": row.attempts + 1, "next_try_at": moment + wait,
    }  # fmt: skip
    with recording(events.NOT_SENT, by=by, about=row, period=period, problem=str(problem.text)):
        advance(TRANSFER, row, "wait" if problem.is_temporary else "refuse", **changes)


def retry_transfer(row: NationalTransfer, *, by: Actor) -> NationalTransfer:
    """Somebody repaired the cause: the row is due at once, with the data as they are now."""
    require(by, Permission.EXPORT_RESULTS, row)
    obstacle = TRANSFER.obstacle(row, "retry")
    if obstacle is not None:
        raise StepNotPossible(obstacle)
    evaluation = Evaluation.objects.select_related(*RELATED).get(pk=row.evaluation_id)
    with recording(events.RETRIED, by=by, about=row):
        advance(TRANSFER, row, "retry", next_try_at=clock.now(), payload=payload_of(evaluation))
    return row


def retry_all(agency: Agency, problem: str, *, by: Actor) -> int:
    """The same for every row that stands still for one reason and that the actor may export, in one statement.

    What is due already, also after an earlier retry, is on its way and neither touched nor counted. The data are read
    anew when the rows are queued again.
    """
    if problem not in PROBLEMS:
        raise StepNotPossible(_("Sebab ini tidak dikenal."))
    stands_still = Q(status="refused") | Q(status="queued", next_try_at__gt=clock.now())
    rows = NationalTransfer.objects.filter(stands_still, problem=problem)
    keys = visible(by, Permission.EXPORT_RESULTS, rows).values("pk")
    with recording(events.RETRIED, by=by, about=agency) as rec:
        count = NationalTransfer.objects.filter(pk__in=keys).update(status="queued", next_try_at=clock.now())
        rec.note(count=count, problem=problem)
    return count
