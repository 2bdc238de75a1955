"""The start page says what waits after results: to whom it is to act on, and to nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import time_machine

from selaras.consequences.models import CorrectionCause, TppCorrection, TppShare
from selaras.consequences.services import confirm_law_corrections
from selaras.consequences.tests.stage import fixed_result, stage_consequences
from selaras.consequences.tpp_changes import review_corrections
from selaras.core.audit import SYSTEM, recording
from selaras.evaluation.models import Calibration, InvitedPenilai
from selaras.evaluation.tests.stage import STAGED, moment, stage_skp
from selaras.web.follow_up_tasks import TASKS
from selaras.web.home import home_of
from selaras_rules import Period
from tests.cast import Cast

ON = date(2026, 4, 6)


def told(cast: Cast, name: str) -> dict[str, tuple[str, int]]:
    """Kind → part of the page and number, of what follows results."""
    actor = replace(cast.actor(name, ON), leads=name in ("budi", "citra", "dewi"))
    home = home_of(actor, cast.kupang, ON)
    kinds = {str(one.title): one.kind for one in TASKS}
    return {
        kinds[task.title]: (part, task.count)
        for part in ("mine", "waiting", "late")
        for task in getattr(home, part)
        if task.title in kinds
    }


def test_each_task_reaches_the_one_who_can_act_on_it(cast: Cast) -> None:
    with time_machine.travel("2026-04-06 09:00+08:00"):
        fixed_result(stage_skp(cast.ani, year=2025), "2025", "butuh_perbaikan")
        stage_consequences(cast, ON)
        meeting = Calibration(
            agency=cast.kupang, opd=cast.units["dinkes"], period="2026-TW1", purpose="Membandingkan", held_on=ON,
            opened_at=moment(2026, 4, 6),
        )  # fmt: skip
        with recording(STAGED, by=SYSTEM, about=cast.kupang):
            meeting.save()
            InvitedPenilai.objects.create(
                agency=cast.kupang, calibration=meeting, pejabat_penilai=cast.citra, number=1
            )
        found = {name: told(cast, name) for name in cast.people if name != "ivan"}
    assert found["ani"] == {"own_pak": ("mine", 1)}
    assert found["hadi"] == {"own_shortfall": ("mine", 1)}
    assert found["budi"] == {"pak": ("waiting", 1), "shortfalls": ("waiting", 1)}
    assert found["citra"] == {"meetings": ("waiting", 1)}
    assert found["eka"] == {}
    assert found["fajar"] == {"tpp_gaps": ("waiting", 1)}
    assert found["gita"] == found["dewi"] == {}


@pytest.mark.trace("P-19")
def test_a_correction_by_law_waits_on_the_page_of_who_may_write_its_basis(cast: Cast) -> None:
    with time_machine.travel("2026-04-06 09:00+08:00"):
        share = TppShare.objects.get(pk=stage_consequences(cast, ON)["share"])
        with recording(STAGED, by=SYSTEM, about=cast.kupang):
            fix = TppCorrection.objects.create(
                agency=cast.kupang, share=share, employee=cast.ani, due_month=date(2026, 5, 1), old_percent=90,
                new_percent=80, cause=CorrectionCause.CHANGED_LAW, found_at=moment(2026, 4, 6),
            )  # fmt: skip
        assert told(cast, "fajar")["tpp_unfounded"] == ("waiting", 1)
        assert all("tpp_unfounded" not in told(cast, name) for name in ("ani", "budi", "eka", "gita", "dewi"))
        review = review_corrections(cast.actor("fajar", ON), Period.of_month(2026, 3))
        confirm_law_corrections(
            cast.kupang, Period.of_month(2026, 3), by=cast.actor("fajar", ON), on=ON, reason="Perwali 30/2026",
            digest=review.digest,
        )  # fmt: skip
        assert "tpp_unfounded" not in told(cast, "fajar")
    assert TppCorrection.objects.get(pk=fix.pk).confirmed_by == cast.fajar
