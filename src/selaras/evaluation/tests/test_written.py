"""What people wrote is asked for in words kept for a whole city; each evaluation still reads its own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from selaras.evaluation.tests import stage
from selaras.evaluation.written import written_about
from tests.cast import Cast

MARCH = date(2026, 3, 20)


@pytest.mark.trace("K-21")
def test_two_evaluations_never_read_what_was_written_about_the_other(cast: Cast) -> None:
    anis, colleagues = stage.stage_skp(cast.ani), stage.stage_skp(*stage.stage_colleagues(cast, 1))
    seen = [stage.stage_feedback(anis, MARCH), stage.stage_feedback(colleagues, MARCH + timedelta(days=1))]
    talk = stage.stage_dialogue(anis, MARCH)
    of_ani, of_colleague = (
        written_about(stage.opened(cast, skp, on=stage.AFTER_Q1)) for skp in (anis, colleagues)
    )
    assert [note.id for note in of_ani.notes] == [seen[0].pk]
    assert [note.id for note in of_colleague.notes] == [seen[1].pk]
    assert ([one.id for one in of_ani.talks], of_colleague.talks) == ([talk.pk], ())
    assert (of_ani.notes[0].given_on, of_ani.talks[0].held_on) == (MARCH, MARCH)
