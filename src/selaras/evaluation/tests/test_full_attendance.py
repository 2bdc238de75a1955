"""Who was always there and did nothing that anybody saw is not above expectation: attendance is context (C-04)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from selaras.core.errors import StepNotPossible
from selaras.discipline.tests.attlogs import ANI, apply_file, day_of_taps, machine, working_days
from selaras.evaluation.services import finalise
from selaras.evaluation.tests import stage
from tests.cast import Cast
from tests.fixtures import SignedIn


@pytest.mark.trace("C-04")
def test_full_attendance_alone_does_not_make_a_result_above_expectation(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    first, last = stage.AFTER_Q1.replace(month=1, day=1), stage.AFTER_Q1.replace(month=3, day=31)
    apply_file(cast, machine(cast), "".join(day_of_taps(day, ANI) for day in working_days(first, last)))
    skp = stage.stage_skp(cast.ani)
    stage.stage_dialogue(skp, last)
    evaluation = stage.rated(cast, skp, hasil="di_atas")
    with pytest.raises(StepNotPossible, match="bersandar pada realisasi, bukti, atau umpan balik"):
        finalise(evaluation, by=stage.penilai(cast), on=stage.AFTER_Q1)
    page = sign_in("budi").get(reverse("evaluation:finalise", args=[evaluation.pk])).content.decode()
    assert "Kehadiran penuh adalah konteks, bukan hasil" in page
    # Numbers, evidence and what others saw of the work are a ground.
    stage.stage_work(skp)
    assert finalise(evaluation, by=stage.penilai(cast), on=stage.AFTER_Q1).predikat
