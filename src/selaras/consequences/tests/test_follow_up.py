"""D7: a result below expectation asks for its cause and offers development; a sanction begins nowhere near it."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from selaras.consequences.models import DevelopmentStep, MissedTargetCase, Shortfall
from selaras.consequences.services import (
    CaseFacts,
    NewStep,
    answer_shortfall,
    close_development_step,
    decide_case,
    open_missed_target,
    write_shortfall,
)
from selaras.consequences.tests.stage import fixed_result
from selaras.core.decisions import decisions_about
from selaras.core.errors import InvalidInput, NotAllowed, NotFound, StepNotPossible
from selaras.evaluation.models import Evaluation
from selaras.evaluation.tests import stage
from tests.cast import Cast
from tests.fixtures import SignedIn

ON = date(2027, 2, 3)
OFFER = NewStep("coaching", "Cara mencatat kunjungan, dengan Bu Citra", date(2027, 5, 3))


@pytest.fixture
def below(cast: Cast) -> Evaluation:
    return fixed_result(stage.stage_skp(cast.ani), "2026", "butuh_perbaikan")


def written(cast: Cast, evaluation: Evaluation) -> Shortfall:
    return write_shortfall(
        evaluation,
        by=cast.actor("budi"),
        on=ON,
        cause="sarana",
        words="Kulkas vaksin rusak tiga bulan.",
        steps=[OFFER],
    )


@pytest.mark.trace("P-12", "P-13")
def test_cause_first_then_an_offer_and_both_views_side_by_side(cast: Cast, below: Evaluation) -> None:
    with pytest.raises(InvalidInput) as refused:
        write_shortfall(below, by=cast.actor("budi"), on=ON, cause="", words="", steps=[])
    assert set(refused.value.fields) == {"cause", "words", "text_1"}
    for name in ("ani", "citra", "eka", "fajar"):
        with pytest.raises(NotAllowed):
            write_shortfall(below, by=cast.actor(name), on=ON, cause="sarana", words="x", steps=[OFFER])
    row = written(cast, below)
    answer_shortfall(row, "Laporan saya juga terlambat.", by=cast.actor("ani"), on=ON)
    step = DevelopmentStep.objects.get()
    close_development_step(
        step, by=cast.actor("budi"), on=ON, outcome="Empat pertemuan; catatan kini harian."
    )
    with pytest.raises(StepNotPossible):
        close_development_step(step, by=cast.actor("budi"), on=ON, outcome="Lagi.")
    row.refresh_from_db()
    assert (row.cause, row.own_words) == ("sarana", "Laporan saya juga terlambat.")


def test_a_result_as_expected_has_no_shortfall(cast: Cast) -> None:
    good = fixed_result(stage.stage_skp(cast.ani), "2026", "baik")
    with pytest.raises(StepNotPossible):
        written(cast, good)


@pytest.mark.trace("P-12", "K-21")
def test_from_the_pages_of_development_no_sanction_can_be_started(
    cast: Cast, below: Evaluation, sign_in: type[SignedIn]
) -> None:
    budi = sign_in("budi")
    listed = budi.get(reverse("consequences:below")).content.decode()
    assert "Belum ditanyakan" in listed
    address = reverse("consequences:shortfall_write", args=[below.pk])
    given = {
        "cause": "pengetahuan", "words": "Alur baru belum dikuasai.", "form_1": "e_learning",
        "text_1": "Pencatatan digital", "due_1": "2027-06-01",
    }  # fmt: skip
    assert budi.post(address, given | {"text_1": ""}).status_code == 422
    with time_machine.travel("2027-02-03 09:00+08:00"):
        sent = sign_in("budi").post(address, given)
    assert sent.status_code == 302
    pages = [listed, budi.get(sent["Location"]).content.decode()]
    for page in pages:
        main = page[page.index("<main") : page.index("</main>")]
        for name in ("consequences:target_cases", "discipline:"):
            assert name not in main
        assert reverse("consequences:target_cases") not in main
        assert "/perkara" not in main
        assert reverse("exchange:index") not in main
    assert reverse("monitoring:coaching", args=[below.skp_id]) in pages[1]
    for name in ("eka", "fajar", "gita", "hadi"):
        assert sign_in(name).get(sent["Location"]).status_code == 404
    assert budi.get(reverse("consequences:target_cases")).status_code == 403


@pytest.mark.trace("P-12", "P-42")
def test_the_ladder_is_proposed_with_days_and_each_part_decided_by_its_official(
    cast: Cast, below: Evaluation
) -> None:
    """PP 30/2019 Pasal 56–58: six months from 3 February 2027, then test, then placement; nothing is carried out."""
    fajar, budi, dewi = cast.actor("fajar"), cast.actor("budi"), cast.actor("dewi")
    with pytest.raises(StepNotPossible, match="didahulukan"):
        open_missed_target(below, by=fajar, on=ON, reason="Dua tahun di bawah.")
    written(cast, below)
    with pytest.raises(NotAllowed):
        open_missed_target(below, by=budi, on=ON, reason="Dua tahun di bawah.")
    case = open_missed_target(below, by=fajar, on=ON, reason="Dua tahun di bawah.")
    with pytest.raises(NotAllowed):
        decide_case(case, CaseFacts(improved=False), by=fajar, on=ON, reason="x")
    later = date(2027, 8, 10)
    decide_case(case, CaseFacts(improved=False), by=budi, on=later, reason="Target TW2 tidak tercapai.")
    (decision,) = decisions_about(case.pk)
    assert decision.value == "masa_perbaikan, uji_kompetensi"
    assert any("2 Agustus 2027" in step["text"] for step in decision.findings)
    assert all(step["standing"] for step in decision.findings if step["source"])
    tested = CaseFacts(tested_on=date(2027, 9, 1), is_competent=False)
    decide_case(case, tested, by=fajar, on=date(2027, 9, 2), reason="BA uji 800/4")
    with pytest.raises(NotAllowed):
        decide_case(case, CaseFacts(has_vacancy=False), by=fajar, on=date(2027, 9, 2), reason="x")
    decide_case(
        case, CaseFacts(has_vacancy=False), by=dewi, on=date(2027, 9, 9), reason="Peta jabatan penuh."
    )
    assert decisions_about(case.pk)[-1].value.endswith("penempatan_sementara")
    assert decisions_about(case.pk)[-1].supersedes_id is not None


def test_who_improves_closes_the_case_at_once(cast: Cast, below: Evaluation) -> None:
    written(cast, below)
    case = open_missed_target(below, by=cast.actor("fajar"), on=ON, reason="Dua tahun di bawah.")
    decide_case(
        case, CaseFacts(improved=True), by=cast.actor("budi"), on=date(2027, 5, 1), reason="Target tercapai."
    )
    case = MissedTargetCase.objects.get()
    assert (case.status, case.closed_at is not None) == ("closed", True)
    with pytest.raises(StepNotPossible):
        decide_case(case, CaseFacts(improved=False), by=cast.actor("budi"), on=ON, reason="x")


def test_strangers_and_colleagues_see_no_case(cast: Cast, below: Evaluation, sign_in: type[SignedIn]) -> None:
    written(cast, below)
    case = open_missed_target(below, by=cast.actor("fajar"), on=ON, reason="Dua tahun di bawah.")
    address = reverse("consequences:target_case", args=[case.pk])
    assert sign_in("hadi").get(address).status_code == 404
    assert "Kesempatan memperbaiki kinerja 6 bulan" in sign_in("ani").get(address).content.decode()
    from selaras.consequences.follow_up import case_for

    with pytest.raises(NotFound):
        case_for(cast.actor("eka"), case.pk)
