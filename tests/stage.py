"""One of everything, so that every page has something to show: Ani's year, half done."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from selaras.core.audit import SYSTEM, recording
from selaras.evaluation.services import finalise, open_evaluation, rate
from selaras.evaluation.selectors import evaluation_for
from selaras.evaluation.tests.stage import STAGED, ratings, stage_dialogue, stage_organisation, stage_skp, stage_work
from selaras.monitoring.models import Dialogue
from selaras.organisation.models import Delegation, StaffImport, SuperiorCorrection
from selaras.planning.models import BehaviourExpectation, Goal, GoalTarget, Iki, LampiranItem, RencanaHasilKerja
from tests.cast import Cast

DAY = date(2026, 4, 6)


def stage_everything(cast: Cast) -> dict[str, Any]:
    """The keys that URLs need, by the name the table of pages uses for them."""
    skp = stage_skp(cast.ani)
    draft = stage_skp(cast.hadi)
    leader = stage_skp(cast.budi)
    with recording(STAGED, by=SYSTEM, about=draft):
        draft.status, draft.version = "draft", 0
        draft.save()
        goal = _goals(cast)
        _finish_plan(cast, skp, leader, goal)
    evidence = stage_work(skp)
    dialogue = stage_dialogue(skp, date(2026, 3, 30))
    stage_organisation(cast, "2026-TW1")
    evaluation = _evaluated(cast, skp)
    rhk = RencanaHasilKerja.objects.filter(skp=draft).first()
    return {
        "skp": skp.pk,
        "draft": draft.pk,
        "version": skp.versions.get().pk,
        "rhk": rhk.pk if rhk else None,
        "iki": Iki.objects.filter(rhk=rhk).values_list("pk", flat=True).first(),
        "agreed_iki": Iki.objects.filter(rhk__skp=skp).values_list("pk", flat=True).first(),
        "goal": goal.pk,
        "evidence": evidence.pk,
        "feedback": skp.feedback_list.get().pk,
        "dialogue": dialogue.pk,
        "evaluation": evaluation.pk,
        "code": skp.versions.get().code,
        **_organisation(cast),
    }


def _goals(cast: Cast) -> Goal:
    years = {"first_year": 2025, "last_year": 2029}
    mission = Goal.objects.create(agency=cast.kupang, level="misi", title="Warga sehat", **years)
    goal = Goal.objects.create(
        agency=cast.kupang, parent=mission, level="indikator", opd=cast.units["dinkes"], title="Cakupan imunisasi",
        unit_of_measure="%", source="Register", method="Hitung", **years,
    )  # fmt: skip
    GoalTarget.objects.create(agency=cast.kupang, goal=goal, year=2026, target=95)
    return goal


def _finish_plan(cast: Cast, skp: Any, leader: Any, goal: Goal) -> None:
    above = leader.rhk_list.first()
    above.goal = goal
    above.save()
    mine = skp.rhk_list.first()
    mine.parent = above
    mine.save()
    BehaviourExpectation.objects.create(agency=cast.kupang, skp=skp, value_code="adaptif", text="Coba cara baru")
    LampiranItem.objects.create(agency=cast.kupang, skp=skp, block="sumber_daya", text="Kulkas vaksin")


def _evaluated(cast: Cast, skp: Any) -> Any:
    by = cast.actor("budi", DAY)
    evaluation = open_evaluation(skp, "2026-TW1", by=by, on=DAY)
    evaluation = evaluation_for(by, evaluation.pk)
    rate(evaluation, ratings(), by=by, on=DAY, revision=evaluation.revision)
    return finalise(evaluation_for(by, evaluation.pk), by=by, on=DAY)


def _organisation(cast: Cast) -> dict[str, Any]:
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        correction = SuperiorCorrection.objects.create(
            agency=cast.kupang, employee=cast.hadi, recorded_superior=cast.budi, proposed_superior=cast.citra,
            asked_at=moment,
        )  # fmt: skip
        staff_import = StaffImport.objects.create(
            agency=cast.kupang, file_name="daftar.xlsx", sha256="0" * 64, uploaded_at=moment, uploaded_by=cast.fajar,
        )  # fmt: skip
        delegation = Delegation.objects.create(
            agency=cast.kupang, from_employee=cast.citra, to_employee=cast.budi, start=date(2026, 2, 1),
            end=date(2026, 2, 3), order_number="800/1/2026",
        )  # fmt: skip
    return {
        "correction": correction.pk,
        "staff_import": staff_import.pk,
        "delegation": delegation.pk,
        "employee": cast.ani.pk,
        "opd": cast.units["dinkes"].pk,
        "unconfirmed": Dialogue.objects.values_list("pk", flat=True).first(),
    }
