"""Pejabat penilai compare reasons without names; only they change ratings, and both sides read before and after."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.authorization import Actor
from selaras.core.audit import recording
from selaras.core.decisions import decision_in_force
from selaras.core.errors import ChangedMeanwhile, InvalidInput, NotAllowed, NotFound, StepNotPossible
from selaras.core.models import Notice
from selaras.evaluation.calibration_figures import (
    JudgedPerson,
    Tendency,
    figures_of,
    large_enough,
)
from selaras.evaluation.explain import explain
from selaras.evaluation.masking import masked
from selaras.evaluation.meetings import Meeting, calibration_for, case_for, meeting_of, read_case
from selaras.evaluation.models import Calibration, CalibrationCase, Evaluation
from selaras.evaluation.selectors import evaluation_for
from selaras.evaluation.services import (
    CalibratedRating,
    NewCalibration,
    change_rating,
    close_calibration,
    finalise,
    open_calibration,
    rate,
    remark_on_case,
    show_names,
    take_in_comparable,
)
from selaras.evaluation.tests import stage
from selaras.evaluation.tests.test_pages import SignIn
from selaras.organisation.choices import ruleset_for
from selaras_rules import Period, Predikat, Rating, Ruleset, decide_predikat
from tests.cast import Cast

ON = stage.AFTER_Q1
PERIOD = Period.parse(stage.Q1)


def ready(cast: Cast, name: str, by: str, hasil: str = "sesuai", perilaku: str = "sesuai") -> Evaluation:
    """A rated evaluation whose talks are there."""
    skp = stage.stage_skp(cast.people[name])
    stage.stage_dialogue(skp, date(2026, 3, 30))
    return stage.rated(cast, skp, hasil, perilaku, by=by)


def meeting(cast: Cast) -> Calibration:
    """Eka lays Ani (by Budi) and Budi (by Citra) on the table."""
    ready(cast, "ani", "budi")
    ready(cast, "budi", "citra")
    return opened(cast)


def opened(cast: Cast, by: str = "eka") -> Calibration:
    new = NewCalibration("Kerja serupa, alasan berbeda", ON)
    return open_calibration(cast.units["dinkes"], PERIOD, new, by=cast.actor(by, ON), on=ON)


def case_of(cast: Cast, calibration: Calibration, name: str, by: str) -> CalibrationCase:
    row = calibration.cases.get(evaluation__skp__employee=cast.people[name])
    return case_for(cast.actor(by, ON), row.pk)


def meeting_seen_by(by: Actor, calibration: Calibration) -> Meeting:
    found = calibration_for(by, calibration.pk)
    return meeting_of(found, by, ruleset_for(found.opd.agency, found.span.end))


@pytest.mark.trace("P-43")
def test_the_admin_opens_and_every_pejabat_penilai_concerned_is_invited(cast: Cast) -> None:
    calibration = meeting(cast)
    assert {row.pejabat_penilai_id for row in calibration.invited.all()} == {cast.budi.pk, cast.citra.pk}
    told = Notice.objects.filter(kind="calibration").values_list("recipient_id", flat=True)
    assert set(told) == {cast.budi.pk, cast.citra.pk}
    ready(cast, "hadi", "budi")
    assert take_in_comparable(calibration, by=cast.actor("eka", ON), on=ON) == 1
    assert take_in_comparable(calibration, by=cast.actor("eka", ON), on=ON) == 0
    assert calibration.invited.count() == 2


def test_one_pejabat_penilai_alone_has_nobody_to_compare_with(cast: Cast) -> None:
    ready(cast, "ani", "budi")
    with pytest.raises(StepNotPossible, match="dua pejabat penilai"):
        opened(cast)
    for name in ("ani", "budi", "citra", "gita"):
        with pytest.raises(NotAllowed):
            opened(cast, by=name)


@pytest.mark.trace("P-43", "C-07")
def test_names_are_hidden_and_nobody_sees_the_own_case(cast: Cast) -> None:
    calibration = meeting(cast)
    with recording(stage.STAGED, by=cast.actor("budi"), about=cast.kupang):
        Evaluation.objects.filter(skp__employee=cast.ani).update(
            reason_hasil_kerja="Bu ANI Tefaloi rajin; ani teliti"
        )
    budi, citra = cast.actor("budi", ON), cast.actor("citra", ON)
    seen = meeting_seen_by(citra, calibration)
    assert {line.name for line in seen.cases if not line.is_mine} == {""}
    reading = read_case(case_of(cast, calibration, "ani", "citra"), citra)
    assert reading.reasons[0][2] == "Bu […] rajin; […] teliti"
    assert [line.name for line in meeting_seen_by(budi, calibration).cases] == [cast.ani.name]
    with pytest.raises(NotFound):
        case_of(cast, calibration, "budi", "budi")
    with pytest.raises(NotFound):
        calibration_for(cast.actor("ani", ON), calibration.pk)
    with pytest.raises(InvalidInput):
        show_names(calibration, " ", by=cast.actor("eka", ON), on=ON)
    show_names(calibration, "Dua kasus perlu ditanyakan langsung", by=cast.actor("eka", ON), on=ON)
    named = meeting_seen_by(citra, calibration)
    assert cast.ani.name in {line.name for line in named.cases}


@pytest.mark.trace("P-43", "K-05")
def test_only_the_own_pejabat_penilai_changes_and_both_sides_read_both_values(cast: Cast) -> None:
    calibration = meeting(cast)
    case = case_of(cast, calibration, "ani", "citra")
    remark_on_case(case, "Apa bedanya dengan kasus lain?", by=cast.actor("citra", ON), on=ON)
    wanted = CalibratedRating("di_atas", "sesuai", "Cakupannya melampaui yang disepakati; lihat bukti Maret.")
    revision = case.evaluation.revision
    for name in ("citra", "eka", "fajar", "gita", "dewi"):
        with pytest.raises(NotAllowed):
            change_rating(case, wanted, by=cast.actor(name, ON), on=ON, revision=revision)
    mine = case_of(cast, calibration, "ani", "budi")
    with pytest.raises(InvalidInput):
        change_rating(
            mine,
            CalibratedRating("di_atas", "sesuai", ""),
            by=cast.actor("budi", ON),
            on=ON,
            revision=revision,
        )
    change_rating(mine, wanted, by=cast.actor("budi", ON), on=ON, revision=revision)
    stage.stage_feedback(mine.evaluation.skp, date(2026, 3, 12))
    again = CalibratedRating("di_bawah", "sesuai", "Tab kedua")
    with pytest.raises(ChangedMeanwhile):
        change_rating(mine, again, by=cast.actor("budi", ON), on=ON, revision=revision)
    budi = cast.actor("budi", ON)
    fixed = finalise(evaluation_for(budi, mine.evaluation_id), by=budi, on=ON)
    assert (fixed.rating_hasil_kerja, fixed.reason_hasil_kerja) == ("di_atas", wanted.reason)
    why = explain(evaluation_for(cast.actor("ani", ON), fixed.pk), cast.actor("ani", ON), ON)
    assert why is not None
    assert why.calibrated[0]["hasil_kerja"] == {"before": "sesuai", "after": "di_atas"}
    assert (why.calibrated[0]["by"], why.calibrated[0]["reason"]) == (cast.budi.full_name, wanted.reason)
    decision = decision_in_force(fixed.pk, "predikat")
    assert decision is not None
    assert decision.inputs["calibration"][0]["reason"] == wanted.reason
    with pytest.raises(StepNotPossible, match="sudah ditetapkan"):
        change_rating(
            case_of(cast, calibration, "ani", "budi"), CalibratedRating("sesuai", "sesuai", "Kembali"), by=budi,
            on=ON, revision=fixed.revision,
        )  # fmt: skip


def test_a_closed_meeting_takes_nothing_more_and_moved_nobody(cast: Cast) -> None:
    calibration = meeting(cast)
    before = list(Evaluation.objects.order_by("pk").values_list("pk", "rating_hasil_kerja", "status"))
    close_calibration(calibration, "Ukuran kunjungan rumah disepakati.", by=cast.actor("eka", ON), on=ON)
    assert list(Evaluation.objects.order_by("pk").values_list("pk", "rating_hasil_kerja", "status")) == before
    case = case_of(cast, calibration, "ani", "budi")
    with pytest.raises(StepNotPossible):
        remark_on_case(case, "Terlambat", by=cast.actor("budi", ON), on=ON)
    with pytest.raises(StepNotPossible):
        change_rating(
            case, CalibratedRating("di_atas", "sesuai", "Terlambat"), by=cast.actor("budi", ON), on=ON,
            revision=case.evaluation.revision,
        )  # fmt: skip
    # What is fixed or still rated may be compared anew in a later meeting.
    assert opened(cast).cases.count() == 2


def test_a_rating_moved_on_the_ordinary_form_shows_in_the_figures(cast: Cast) -> None:
    calibration = meeting(cast)
    evaluation = Evaluation.objects.get(skp__employee=cast.ani)
    budi = cast.actor("budi", ON)
    rate(
        evaluation_for(budi, evaluation.pk), stage.ratings("di_atas", "di_atas"), by=budi, on=ON,
        revision=evaluation.revision,
    )  # fmt: skip
    shares = meeting_seen_by(budi, calibration).figures.shares
    assert {share.label: share.people for share in shares if share.people} == {"Sangat Baik": 1, "Baik": 1}


def test_the_table_and_a_case_need_few_queries_whatever_their_number(cast: Cast, sign_in: SignIn) -> None:
    calibration = meeting(cast)
    case = calibration.cases.get(evaluation__skp__employee=cast.ani)
    counts = []
    for size in (0, 6):
        for employee in stage.stage_colleagues(cast, size):
            stage.rated(cast, stage.stage_skp(employee, rhk=1))
        take_in_comparable(calibration, by=cast.actor("eka", ON), on=ON)
        for address in ("calibration", "calibration_case"):
            target = calibration.pk if address == "calibration" else case.pk
            browser = sign_in("citra")
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(reverse(f"evaluation:{address}", args=[target])).status_code == 200
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 12, counts


# The figures alone

LAW = Ruleset(date(2026, 3, 31))


def judged(penilai: int, hasil: str, perilaku: str, count: int = 1, **groups: str) -> list[JudgedPerson]:
    pair = Rating(hasil), Rating(perilaku)
    return [JudgedPerson(penilai, *pair, decide_predikat(*pair, LAW).value, groups)] * count


@pytest.mark.trace("C-01", "P-43")
def test_ninety_eight_percent_baik_is_said_calmly(cast: Cast) -> None:
    people = judged(1, "sesuai", "sesuai", 98) + judged(2, "di_atas", "di_atas", 2)
    told = figures_of(people, ()).nearly_everybody
    assert told is not None
    assert (told.label, told.percent) == ("Baik", 98)
    assert figures_of(judged(1, "sesuai", "sesuai", 9), ()).nearly_everybody is None
    mixed = [
        *judged(1, "sesuai", "sesuai", 19),
        *judged(1, "di_atas", "di_atas", 1),
        *judged(2, "di_bawah", "sesuai", 9),
    ]
    lenient, few = figures_of(mixed, ()).by_penilai
    assert lenient.nearly_everybody is not None
    assert (lenient.nearly_everybody.predikat, few.nearly_everybody) == ("baik", None)


@pytest.mark.trace("P-43")
def test_strictness_is_named_only_beyond_chance_and_with_enough_people() -> None:
    lenient = judged(1, "di_atas", "di_atas", 12)
    usual = (
        judged(2, "sesuai", "sesuai", 20)
        + judged(2, "di_atas", "sesuai", 6)
        + judged(2, "sesuai", "di_atas", 6)
    )
    few = judged(3, "di_bawah", "di_bawah", 4)
    found = {row.number: row for row in figures_of([*lenient, *usual, *few], ()).by_penilai}
    assert [found[number].tendency for number in (1, 2, 3)] == [
        Tendency.HIGHER,
        Tendency.SIMILAR,
        Tendency.TOO_FEW,
    ]
    assert found[3].shares == ()
    assert (found[1].is_uniform, found[2].is_halo) == (True, False)
    halo = judged(4, "di_atas", "di_atas") + judged(4, "sesuai", "sesuai", 5)
    row = figures_of([*halo, *usual], ()).by_penilai[1]
    assert (row.is_halo, row.is_uniform, row.tendency) == (True, False, Tendency.SIMILAR)


@pytest.mark.trace("P-43")
def test_small_groups_are_hidden_also_from_subtraction() -> None:
    assert large_enough({"L": 40, "P": 30}) == {"L", "P"}
    # Three people in unit C would be the total less A and B.
    assert large_enough({"A": 40, "B": 30, "C": 3}) == frozenset()
    assert large_enough({"A": 40, "B": 30, "C": 12, "D": 3}) == {"A", "B"}
    people = judged(1, "sesuai", "sesuai", 12, sex="L") + judged(1, "di_atas", "di_atas", 2, sex="P")
    dimension = figures_of(people, ("sex",)).dimensions[0]
    assert (dimension.groups, dimension.left_out) == ((), 14)


def test_names_are_masked_and_ordinary_words_stay() -> None:
    assert masked("Maria Goreti menulis; maria tidak terlambat.", ["Maria Goreti Tae, S.Kep."]) == (
        "[…] menulis; […] tidak terlambat."
    )
    assert masked("Animo warga naik.", ["Ani Tefaloi (Demo)"]) == "Animo warga naik."


def test_predikat_of_the_curve_come_from_the_table_of_the_law() -> None:
    shares = figures_of(judged(1, "di_bawah", "di_bawah") + judged(1, "di_atas", "di_bawah"), ()).shares
    assert [share.people for share in shares] == [0, 0, 0, 1, 1]
    assert [share.label for share in shares] == [predikat.label for predikat in Predikat]
