"""One of everything, so that every page has something to show: 6 April 2026, with the year half done.

Ani's plan is agreed and her quarter fixed; she objects to it. Eka's objection has its explanation and waits for
Dewi. Hadi writes his plan, and received the last quarter of the year before. Budi's quarter is rated and not
fixed. Citra's plan waits for Dewi. What belongs to one app stands in the file of its name, or in its own tests.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from selaras.consequences.tests.stage import stage_consequences
from selaras.evaluation.tests.stage import stage_dialogue, stage_organisation, stage_skp, stage_work
from selaras.listening.tests.lists import stage_listening
from selaras.planning.models import Iki
from selaras.surveys.tests.stage import stage_surveys
from tests.cast import Cast
from tests.stage.closing import stage_closing
from tests.stage.day import DAY, MOMENT
from tests.stage.discipline import stage_attendance, stage_case
from tests.stage.evaluation import (
    stage_calibration,
    stage_kinship,
    stage_opened_period,
    stage_results,
    stage_sample,
)
from tests.stage.exchange import stage_transfer
from tests.stage.intake import stage_deliveries
from tests.stage.monitoring import (
    stage_assisted,
    stage_coaching,
    stage_growth,
    stage_innovation,
    stage_process_change,
    stage_weeks,
    with_bytes,
)
from tests.stage.organisation import stage_staff_changes
from tests.stage.papers import stage_archive, stage_organisation_paper, stage_scan
from tests.stage.planning import (
    finish_plan,
    stage_goals,
    stage_library,
    stage_proposal,
    stage_roles,
    stage_sheets,
    stage_standard,
    take_back,
)

__all__ = ["MOMENT", "stage_everything"]


def stage_everything(cast: Cast) -> dict[str, Any]:
    """The keys that URLs need, by the name the table of pages uses for them. Call with the clock at `MOMENT`."""
    skp, draft, leader = stage_skp(cast.ani), stage_skp(cast.hadi), stage_skp(cast.budi)
    goal = stage_goals(cast)
    finish_plan(cast, skp, leader, goal)
    take_back(draft, "draft")
    submitted = stage_skp(cast.citra)
    take_back(submitted, "submitted", kind="jpt")
    evidence = with_bytes(stage_work(skp))
    dialogue = stage_dialogue(skp, date(2026, 3, 30))
    stage_organisation(cast, "2026-TW1")
    rhk = draft.rhk_list.order_by("order").first()
    line = skp.rhk_list.order_by("order").first()
    assert rhk is not None
    assert line is not None
    return {
        "skp": skp.pk,
        "draft": draft.pk,
        "submitted": submitted.pk,
        "version": skp.versions.get().pk,
        "rhk": rhk.pk,
        "agreed_rhk": line.pk,
        "iki": Iki.objects.get(rhk=rhk).pk,
        "sheets": stage_sheets(cast).pk,
        "proposal": stage_proposal(cast, Iki.objects.get(rhk=rhk)).pk,
        "leader_rhk": leader.rhk_list.order_by("order").values_list("pk", flat=True).first(),
        "agreed_iki": Iki.objects.get(rhk=line).pk,
        "goal": goal.pk,
        "standard": stage_standard(cast, rhk).pk,
        **stage_library(cast),
        "evidence": evidence.pk,
        "feedback": skp.feedback_list.order_by("given_at").values_list("pk", flat=True)[0],
        **stage_attendance(cast),
        "case": stage_case(cast),
        "dialogue": dialogue.pk,
        **stage_growth(cast, skp),
        **stage_coaching(cast, skp),
        "assisted": stage_assisted(cast, skp).pk,
        **stage_weeks(cast, skp),
        "innovation": stage_innovation(cast, skp).pk,
        "process_change": stage_process_change(cast, skp).pk,
        "code": skp.versions.get().code,
        "employee": cast.ani.pk,
        "colleague": cast.hadi.pk,
        "opd": cast.units["dinkes"].pk,
        **stage_roles(cast, leader),
        **stage_results(cast, skp, leader),
        **stage_calibration(cast),
        "sample_case": stage_sample(cast).pk,
        "kinship": stage_kinship(cast).pk,
        "opened_period": stage_opened_period(cast),
        **stage_staff_changes(cast),
        **stage_consequences(cast, DAY),
        "transfer": stage_transfer(cast, DAY).pk,
        **stage_deliveries(cast),
        **stage_surveys(cast),
        **stage_listening(cast),
        "job": stage_archive(cast).pk,
        "scan": stage_scan(cast, skp).pk,
        "organisation_paper": stage_organisation_paper(cast).pk,
        "closing": stage_closing(cast).pk,
    }
