"""Results fixed, rated, objected to and compared at a table."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from selaras.core.audit import SYSTEM, recording
from selaras.evaluation.models import Evaluation, Kinship, Objection, ObjectionReopening, SampleCase
from selaras.evaluation.selectors import evaluation_for, objection_for
from selaras.evaluation.services import (
    NewCalibration,
    explain_objection,
    finalise,
    open_calibration,
    open_evaluation,
    raise_objection,
    rate,
    receive,
)
from selaras.evaluation.services.kinship import declare_kinship
from selaras.evaluation.services.objection_support import add_objection_file
from selaras.evaluation.services.periods import open_period
from selaras.evaluation.services.sample import draw_sample
from selaras.evaluation.tests.stage import STAGED, ratings, stage_dialogue, stage_skp
from selaras.planning.models import Skp
from selaras_rules import Period
from tests.cast import Cast
from tests.stage.day import DAY


def stage_results(cast: Cast, skp: Skp, leader: Skp) -> dict[str, Any]:
    """Results in every state: fixed, rated, received, objected to, explained."""
    of_ani = _fixed(cast, skp, "budi")
    of_eka = _fixed(cast, _talked(stage_skp(cast.eka)), "citra")
    before = _talked(stage_skp(cast.hadi, year=2025), date(2025, 11, 3))
    of_hadi = _fixed(cast, before, "budi", "2025-TW4")
    rated = _rated(cast, _talked(leader), "citra")
    raised = _objection(cast, of_ani, "ani")
    explained = _objection(cast, of_eka, "eka")
    citra = cast.actor("citra", DAY)
    explain_objection(objection_for(citra, explained.evaluation_id), "Sesuai bukti.", by=citra, on=DAY)
    _received(cast, of_hadi, "hadi")
    return _around_objections(cast, raised, of_hadi) | {
        "evaluation": of_ani.pk,
        "explained": explained.evaluation_id,
        "raised": raised.evaluation_id,
        "received": of_hadi.pk,
        "rated": rated.pk,
        "result_code": of_ani.code,
    }


def stage_kinship(cast: Cast) -> Kinship:
    """Citra tells that she is related to Dewi."""
    return declare_kinship(cast.citra, cast.dewi, by=cast.actor("citra", DAY), on=DAY)


def stage_opened_period(cast: Cast) -> str:
    """The quarter is open until Friday."""
    due = date(2026, 4, 10)
    row = open_period(cast.kupang, "2026-TW1", due_on=due, grace_days=2, by=cast.actor("fajar", DAY), on=DAY)
    return str(row.period)


def stage_sample(cast: Cast) -> SampleCase:
    """Fajar drew the sample of the quarter; this is the case of Ani."""
    draw_sample(cast.kupang, Period.parse("2026-TW1"), by=cast.actor("fajar", DAY), on=DAY)
    return SampleCase.objects.get(evaluation__skp__employee=cast.ani)


def stage_calibration(cast: Cast) -> dict[str, Any]:
    """Eka lays the quarter of the health agency on the table: Budi's rating of Ani, Citra's of Eka and Budi."""
    new = NewCalibration("Alasan untuk kerja yang serupa", DAY)
    period = Period.parse("2026-TW1")
    meeting = open_calibration(cast.units["dinkes"], period, new, by=cast.actor("eka", DAY), on=DAY)
    of_budi = meeting.cases.get(evaluation__skp__employee=cast.budi)
    of_ani = meeting.cases.get(evaluation__skp__employee=cast.ani)
    return {"calibration": meeting.pk, "open_case": of_budi.pk, "case_of_ani": of_ani.pk}


def _around_objections(cast: Cast, raised: Objection, of_hadi: Evaluation) -> dict[str, Any]:
    """Ani laid a file before Citra; Hadi asked, after an earlier window, to object all the same."""
    ani = cast.actor("ani", DAY)
    objection = objection_for(ani, raised.evaluation_id)
    file = add_objection_file(objection, BytesIO(b"%PDF-1.7 register"), "register.pdf", by=ani, on=DAY)
    with recording(STAGED, by=SYSTEM, about=of_hadi):
        reopening = ObjectionReopening.objects.create(
            agency=cast.kupang,
            evaluation=of_hadi,
            asked_reason="Saya dirawat.",
            asked_at=datetime(2026, 4, 5, tzinfo=UTC),
        )
    return {"objection_file": file.pk, "reopening": reopening.pk}


def _talked(skp: Skp, on: date = date(2026, 3, 30)) -> Skp:
    stage_dialogue(skp, on)
    return skp


def _rated(cast: Cast, skp: Skp, penilai: str, period: str = "2026-TW1") -> Evaluation:
    by = cast.actor(penilai, DAY)
    opened = open_evaluation(skp, period, by=by, on=DAY)
    return rate(evaluation_for(by, opened.pk), ratings(), by=by, on=DAY, revision=opened.revision)


def _fixed(cast: Cast, skp: Skp, penilai: str, period: str = "2026-TW1") -> Evaluation:
    by = cast.actor(penilai, DAY)
    return finalise(evaluation_for(by, _rated(cast, skp, penilai, period).pk), by=by, on=DAY)


def _received(cast: Cast, evaluation: Evaluation, name: str) -> Evaluation:
    by = cast.actor(name, DAY)
    return receive(evaluation_for(by, evaluation.pk), by=by, on=DAY)


def _objection(cast: Cast, evaluation: Evaluation, name: str) -> Objection:
    return raise_objection(
        _received(cast, evaluation, name), "Bukti Maret belum dilihat.", by=cast.actor(name, DAY), on=DAY
    )
