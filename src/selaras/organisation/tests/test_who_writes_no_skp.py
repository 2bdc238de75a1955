"""Values of the program's own stand in the question; whatever comes from outside never does."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selaras.core.audit import SYSTEM, recording
from selaras.core.planner import Known
from selaras.organisation import events
from selaras.organisation.models import Employee, LegalStatus, without_skp
from tests.cast import Cast

pytestmark = pytest.mark.database


def test_who_writes_no_skp_is_the_same_for_a_person_and_for_a_question(cast: Cast) -> None:
    ani = cast.people["ani"]
    for status in LegalStatus:
        with recording(events.EMPLOYEE_CHANGED, by=SYSTEM, about=ani):
            Employee.objects.filter(pk=ani.pk).update(legal_status=status)
        ani.refresh_from_db()
        assert Employee.objects.filter(without_skp(), pk=ani.pk).exists() == (not ani.needs_skp)


def test_the_database_reads_the_value_in_the_question(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked:
        list(Employee.objects.filter(legal_status=Known("mpp")))
    assert "'mpp'" in asked.captured_queries[0]["sql"]


@pytest.mark.parametrize("word", ["a' OR 1=1 --", "", "dua kata", "é"])
def test_anything_but_a_plain_word_is_refused(cast: Cast, word: str) -> None:
    with pytest.raises(ValueError, match="no plain word"):
        list(Employee.objects.filter(legal_status=Known(word)))
