"""Files, silence, conflict of interest and a late wish: what surrounds an objection (D11)."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest

from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.decisions import decision_in_force
from selaras.core.errors import (
    ChangedMeanwhile,
    FileRefused,
    InvalidInput,
    NotAllowed,
    NotFound,
    StepNotPossible,
)
from selaras.core.models import DecisionRecord, Notice
from selaras.evaluation.deadlines import objection_window
from selaras.evaluation.explain import explain
from selaras.evaluation.models import Evaluation, Objection, ObjectionReopening
from selaras.evaluation.selectors import evaluation_for, files_of, objection_for, reopenings_awaiting
from selaras.evaluation.services import (
    ObjectionRuling,
    decide_objection,
    explain_objection,
    raise_objection,
    receive,
)
from selaras.evaluation.services.kinship import declare_kinship
from selaras.evaluation.services.objection_reminders import send_objection_reminders
from selaras.evaluation.services.objection_support import (
    add_objection_file,
    ask_reopening,
    decide_reopening,
    go_on_unexplained,
)
from selaras.evaluation.tests import stage
from selaras.evaluation.tests.conftest import TurnClock
from selaras.monitoring.models import EvidenceUse
from selaras.organisation.models import Delegation
from selaras.planning.models import Skp
from tests.cast import Cast

# Received on Monday 6 April 2026; with Good Friday behind, fourteen working days end in the last week of April.
ON = date(2026, 4, 6)
RULED = ObjectionRuling("Register dihitung ulang; kedua pihak sudah didengar.", "di_atas", "sesuai")


def received(cast: Cast, clock_at: TurnClock, name: str = "ani") -> Evaluation:
    clock_at(2026, 4, 6)
    skp = stage.stage_skp(cast.people[name])
    stage.stage_work(skp)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    evaluation = stage.fixed(cast, skp)
    person = cast.actor(name, ON)
    return receive(evaluation_for(person, evaluation.pk), by=person, on=ON)


def raised(cast: Cast, clock_at: TurnClock) -> Objection:
    evaluation = received(cast, clock_at)
    raise_objection(evaluation, "Kunjungan Maret belum dihitung.", by=cast.actor("ani", ON), on=ON)
    return objection_for(cast.actor("budi", ON), evaluation.pk)


def explained(cast: Cast, clock_at: TurnClock) -> Objection:
    return explain_objection(raised(cast, clock_at), "Rekapnya terlambat.", by=cast.actor("budi", ON), on=ON)


def decided_by(cast: Cast, objection: Objection, name: str, on: date = ON) -> Objection:
    by = cast.actor(name, on)
    return decide_objection(objection_for(by, objection.evaluation_id), RULED, by=by, on=on)


@pytest.mark.trace("P-42")
def test_both_sides_lay_files_before_the_superior_until_the_decision(cast: Cast, clock_at: TurnClock) -> None:
    objection = raised(cast, clock_at)
    ani = cast.actor("ani", ON)
    add_objection_file(objection, BytesIO(b"%PDF-1.7 register"), "../../register.pdf", by=ani, on=ON)
    with pytest.raises(InvalidInput) as refused:
        add_objection_file(objection, BytesIO(b"%PDF-1.7 register"), "sama.pdf", by=ani, on=ON)
    assert "sudah dilampirkan" in str(refused.value.fields["file"])
    with pytest.raises(FileRefused):
        add_objection_file(objection, BytesIO(b"MZ program"), "bukti.pdf", by=ani, on=ON)
    for name in ("citra", "hadi", "eka", "gita"):
        with pytest.raises(NotAllowed):
            add_objection_file(objection, BytesIO(b"%PDF-1.7 x"), "x.pdf", by=cast.actor(name, ON), on=ON)
    explain_objection(objection, "Rekapnya terlambat.", by=cast.actor("budi", ON), on=ON)
    files = files_of(evaluation_for(cast.actor("citra", ON), objection.evaluation_id))
    assert [row.file_name for row in files] == ["register.pdf"]
    decided = decided_by(cast, objection, "citra")
    with pytest.raises(StepNotPossible):
        add_objection_file(decided, BytesIO(b"%PDF-1.7 late"), "late.pdf", by=ani, on=ON)


def test_a_silent_pejabat_penilai_does_not_hold_up_the_decision(cast: Cast, clock_at: TurnClock) -> None:
    objection = raised(cast, clock_at)
    citra = cast.actor("citra", ON)
    with pytest.raises(StepNotPossible, match="20 April 2026"):
        go_on_unexplained(objection, by=citra, on=date(2026, 4, 20))
    on = clock_at(2026, 4, 21)
    with pytest.raises(NotAllowed):
        go_on_unexplained(objection, by=cast.actor("budi", on), on=on)
    go_on_unexplained(objection, by=citra, on=on)
    assert "tidak diberikan" in Objection.objects.get().explanation
    assert decided_by(cast, objection, "citra", on).status == "decided"


def test_whose_step_it_is_reads_so_every_five_days(cast: Cast, clock_at: TurnClock) -> None:
    raised(cast, clock_at)
    clock_at(2026, 4, 10)
    assert send_objection_reminders(cast.kupang) == 0
    clock_at(2026, 4, 13)
    assert send_objection_reminders(cast.kupang) == 1
    assert send_objection_reminders(cast.kupang) == 0
    told = Notice.objects.filter(text__contains="menunggu penjelasan").values_list("recipient_id", flat=True)
    assert list(told) == [cast.budi.pk]
    clock_at(2026, 4, 22)
    with recording(stage.STAGED, by=cast.actor("eka"), about=cast.kupang):
        Delegation.objects.create(
            agency=cast.kupang, from_employee=cast.citra, to_employee=cast.dewi, start=date(2026, 4, 20),
            end=date(2026, 4, 24), order_number="800/6/2026",
        )  # fmt: skip
    send_objection_reminders(cast.kupang)
    told = Notice.objects.filter(text__contains="menunggu penjelasan").values_list("recipient_id", flat=True)
    readers = [cast.budi.pk, cast.budi.pk, cast.citra.pk, cast.dewi.pk]
    assert sorted(told, key=str) == sorted(readers, key=str), "who acts for the superior reads it too"


@pytest.mark.trace("P-42")
def test_nobody_reviews_an_own_decision_or_that_about_a_relative(cast: Cast, clock_at: TurnClock) -> None:
    objection = explained(cast, clock_at)
    kin = declare_kinship(cast.ani, cast.citra, by=cast.actor("ani", ON), on=ON)
    with pytest.raises(StepNotPossible, match="hubungan keluarga"):
        decided_by(cast, objection, "citra")
    with recording(stage.STAGED, by=cast.actor("eka"), about=kin):
        type(kin).objects.filter(pk=kin.pk).delete()
        # Budi, who fixed the result, has become head of the agency meanwhile.
        Skp.objects.filter(employee=cast.ani).update(
            pejabat_penilai=cast.hadi, atasan_pejabat_penilai=cast.budi
        )
    with pytest.raises(StepNotPossible, match="Anda sendiri yang menetapkan"):
        decided_by(cast, objection, "budi")
    with recording(stage.STAGED, by=cast.actor("eka"), about=cast.kupang):
        Delegation.objects.create(
            agency=cast.kupang, from_employee=cast.budi, to_employee=cast.dewi, start=ON, end=ON + timedelta(days=9),
            order_number="800/7/2026",
        )  # fmt: skip
    assert decided_by(cast, objection, "dewi").decided_by_id == cast.dewi.pk


def test_a_superior_replaced_in_the_middle_decides_and_the_former_one_does_not(
    cast: Cast, clock_at: TurnClock
) -> None:
    objection = explained(cast, clock_at)
    with recording(stage.STAGED, by=cast.actor("eka"), about=cast.kupang):
        Skp.objects.filter(employee=cast.ani).update(atasan_pejabat_penilai=cast.dewi)
    with pytest.raises((NotAllowed, NotFound)):
        decided_by(cast, objection, "citra")
    assert decided_by(cast, objection, "dewi").decided_by_id == cast.dewi.pk


@pytest.mark.trace("K-05")
def test_after_the_window_only_the_head_of_the_region_opens_again_and_says_why(
    cast: Cast, clock_at: TurnClock
) -> None:
    evaluation = received(cast, clock_at)
    window = objection_window(evaluation, ON)
    assert window is not None
    assert window.until is not None
    ani = cast.actor("ani", ON)
    with pytest.raises(StepNotPossible, match="tidak perlu"):
        ask_reopening(evaluation, "Saya dirawat.", by=ani, on=window.until)
    day = window.until + timedelta(days=3)
    on = clock_at(day.year, day.month, day.day)
    row = ask_reopening(evaluation, "Saya dirawat.", by=ani, on=on)
    with pytest.raises(ChangedMeanwhile):
        ask_reopening(evaluation, "Sekali lagi.", by=ani, on=on)
    assert Notice.objects.filter(recipient_id=cast.dewi.pk, kind="objection").count() == 1
    for name in ("ani", "budi", "citra", "eka", "fajar", "gita"):
        with pytest.raises(NotAllowed):
            decide_reopening(row, until=on, reason="x", by=cast.actor(name, on), on=on)
    dewi = cast.actor("dewi", on)
    assert [list(reopenings_awaiting(cast.actor(name, on))) for name in ("dewi", "citra")] == [[row], []]
    with pytest.raises(InvalidInput) as refused:
        decide_reopening(row, until=on - timedelta(days=1), reason=" ", by=dewi, on=on)
    assert set(refused.value.fields) == {"until", "reason"}
    decide_reopening(row, until=on + timedelta(days=5), reason="Surat rawat inap diperiksa.", by=dewi, on=on)
    assert not reopenings_awaiting(dewi).exists()
    evaluation = evaluation_for(ani, evaluation.pk)
    again = objection_window(evaluation, on)
    assert again is not None
    assert (again.is_open, again.until) == (True, on + timedelta(days=5))
    assert not objection_window(evaluation, on + timedelta(days=6)).is_open  # type: ignore[union-attr]
    raise_objection(evaluation, "Kunjungan belum dihitung.", by=ani, on=on)
    decision = DecisionRecord.objects.get(about_id=row.pk)
    assert (decision.kind, decision.value) == ("objection_reopening", "opened")
    assert ObjectionReopening.objects.get().decided_by_id == cast.dewi.pk


@pytest.mark.trace("P-17")
def test_the_last_minute_to_object_is_that_of_the_own_city(cast: Cast, clock_at: TurnClock) -> None:
    evaluation = received(cast, clock_at)
    window = objection_window(evaluation, ON)
    assert window is not None
    assert window.until is not None
    # 23.30 in Kupang is 22.30 in Pontianak: an hour later one city has closed and the other has not.
    moment = clock.end_of_day(window.until, cast.kupang) + timedelta(minutes=30)
    for zone, label, is_open in (("Asia/Makassar", "WITA", False), ("Asia/Pontianak", "WIB", True)):
        evaluation.skp.agency.time_zone = zone
        there = objection_window(evaluation, clock.local(moment, evaluation.skp.agency).date())
        assert there is not None
        assert (there.is_open, there.until_text.rsplit(" ", 1)[1]) == (is_open, label)


def test_evidence_that_is_taken_away_afterwards_stays_in_the_decision(
    cast: Cast, clock_at: TurnClock
) -> None:
    evaluation = received(cast, clock_at)
    with recording(stage.STAGED, by=cast.actor("ani"), about=evaluation):
        EvidenceUse.objects.filter(evidence__skp=evaluation.skp).delete()
    why = explain(evaluation, cast.actor("ani", ON), ON)
    assert why is not None
    proofs = [proof for row in why.results for iki in row["measured"] for proof in iki["proofs"]]
    assert [proof["sha256"] for proof in proofs] == ["ab" * 32]


def test_a_unit_merged_within_the_year_takes_no_result_with_it(cast: Cast, clock_at: TurnClock) -> None:
    """The people move to another unit; what was fixed stays with its organisation, explained as it was."""
    evaluation = received(cast, clock_at)
    before = decision_in_force(evaluation.pk, "predikat")
    with recording(stage.STAGED, by=cast.actor("fajar"), about=cast.kupang):
        cast.units["puskesmas"].is_active = False
        cast.units["puskesmas"].save()
        type(cast.ani).objects.filter(unit=cast.units["puskesmas"]).update(unit=cast.units["dinkes"])
    after = decision_in_force(evaluation.pk, "predikat")
    assert before is not None
    assert after is not None
    assert (after.pk, after.inputs) == (before.pk, before.inputs)
    budi = cast.actor("budi", ON)
    stage.stage_dialogue(evaluation.skp, date(2026, 6, 3))
    on = clock_at(2026, 7, 2)
    assert stage.fixed(cast, Skp.objects.get(pk=evaluation.skp_id), period="2026-TW2", on=on).is_final
    assert evaluation_for(budi, evaluation.pk).predikat == "baik"
