"""Of two people who act at once, one is told so; of two clicks, one counts."""

from __future__ import annotations

import pytest

from selaras.core.audit import Event, recording
from selaras.core.errors import ChangedMeanwhile, StepNotPossible
from selaras.core.models import SentForm
from selaras.core.once import new_form_key, once
from selaras.core.workflow import Workflow, advance, step
from selaras.planning.models import Skp
from tests.cast import Cast

MOVED = Event("test.moved", "Langkah diuji")
FLOW = Workflow(
    "Uji",
    "draft",
    {"draft": "Rancangan", "submitted": "Diajukan"},
    (
        step("submit", {"draft"}, "submitted", "submit_skp", "Ajukan"),
        step("wait", {"draft"}, "draft", "submit_skp", "Tunggu", lambda _skp: "Belum waktunya."),
    ),
)


def plan(cast: Cast) -> Skp:
    with recording(MOVED, by=cast.actor("ani"), about=cast.ani):
        return Skp.objects.create(
            agency=cast.kupang, employee=cast.ani, year=2026, period_start="2026-01-01", period_end="2026-12-31",
            kind="ja_jf", unit=cast.units["puskesmas"], opd=cast.units["dinkes"], position_title="Perawat",
        )  # fmt: skip


def take(cast: Cast, skp: Skp, name: str) -> None:
    with recording(MOVED, by=cast.actor("ani"), about=skp):
        advance(FLOW, skp, name)


def test_the_second_of_two_who_step_at_once_is_told(cast: Cast) -> None:
    skp = plan(cast)
    same = Skp.objects.get(pk=skp.pk)
    take(cast, skp, "submit")
    with pytest.raises(ChangedMeanwhile):
        take(cast, same, "submit")


def test_a_step_from_the_wrong_state_names_step_and_state(cast: Cast) -> None:
    skp = plan(cast)
    take(cast, skp, "submit")
    with pytest.raises(StepNotPossible, match=r"Ajukan.*Diajukan"):
        take(cast, skp, "submit")


def test_a_guard_says_what_is_missing(cast: Cast) -> None:
    with pytest.raises(StepNotPossible, match="Belum waktunya"):
        take(cast, plan(cast), "wait")


def test_the_table_is_printed_as_a_diagram() -> None:
    assert "draft --> submitted: submit" in FLOW.mermaid()


def test_a_form_sent_twice_is_carried_out_once(cast: Cast) -> None:
    done: list[str] = []

    def act() -> str:
        done.append("x")
        return "/skp/1/"

    key, by = new_form_key(), cast.actor("ani")
    assert once(key, by, act) == once(key, by, act) == "/skp/1/"
    assert done == ["x"]


def test_a_form_that_failed_may_be_sent_again(cast: Cast) -> None:
    def fail() -> str:
        raise StepNotPossible("Belum.")

    key, by = new_form_key(), cast.actor("ani")
    with pytest.raises(StepNotPossible):
        once(key, by, fail)
    assert not SentForm.objects.filter(pk=key).exists()
    assert once(key, by, lambda: "/ok/") == "/ok/"
