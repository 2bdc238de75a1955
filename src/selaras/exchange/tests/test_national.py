"""Results reach the national system once each; what stands still says why, who repairs it and how."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import override_settings
from django.urls import reverse

from selaras.consequences.tests.stage import fixed_result
from selaras.core.audit import SYSTEM, recording
from selaras.core.models import AuditEvent
from selaras.evaluation.models import Evaluation, Objection
from selaras.evaluation.services import ObjectionRuling, decide_objection
from selaras.evaluation.tests import stage
from selaras.exchange.models import NationalTransfer
from selaras.exchange.national.problems import PROBLEMS
from selaras.exchange.national.service import HttpNationalService
from selaras.exchange.selectors import queue_counts
from selaras.exchange.services import queue_results, retry_all, send_due
from selaras.exchange.tests.national_fake import Behaviour, national_fake
from selaras.organisation.models import Employee
from tests.cast import Cast
from tests.fixtures import SignedIn

Fake = tuple[Behaviour, HttpNationalService]


@pytest.fixture
def fake() -> Iterator[Fake]:
    with national_fake() as running:
        yield running


@pytest.fixture
def year(cast: Cast) -> Evaluation:
    """Ani's and Hadi's years are fixed; only Ani's key over there is known."""
    with recording(stage.STAGED, by=SYSTEM, about=cast.kupang):
        Employee.objects.filter(pk=cast.ani.pk).update(source_id="PNS-ANI")
    fixed_result(stage.stage_skp(cast.hadi), "2026", "baik")
    return fixed_result(stage.stage_skp(cast.ani), "2026", "sangat_baik")


def queue(cast: Cast) -> int:
    return queue_results(cast.kupang, 2026, by=cast.actor("fajar"))


def of_ani(cast: Cast) -> NationalTransfer:
    return NationalTransfer.objects.get(employee=cast.ani)


@pytest.mark.trace("C-20", "C-18")
def test_a_result_arrives_once_and_one_gap_holds_up_nobody(cast: Cast, year: Evaluation, fake: Fake) -> None:
    behaviour, service = fake
    assert (queue(cast), queue(cast)) == (2, 0)
    done = send_due(cast.kupang, service)
    assert (done.sent, done.refused) == (1, 1)
    (row,) = behaviour.rows.values()
    assert (row["pnsDinilaiOrang"], row["tahun"], row["kuadranKinerjaNilai"]) == ("PNS-ANI", 2026, 1)
    assert row["statusPenilai"] == "ASN"
    transfer = of_ani(cast)
    assert (transfer.status, transfer.remote_id) == ("sent", "rw-1")
    assert NationalTransfer.objects.get(employee=cast.hadi).problem == "tanpa_id"
    assert AuditEvent.objects.filter(kind="exchange.sent", subject_id=cast.ani.pk).count() == 1
    assert send_due(cast.kupang, service).sent == 0


def test_an_answer_that_got_lost_is_no_second_row(cast: Cast, year: Evaluation, fake: Fake) -> None:
    behaviour, service = fake
    queue(cast)
    behaviour.loses_answers = True
    with time_machine.travel("2027-01-12 09:00+08:00"):
        send_due(cast.kupang, service)
    assert (of_ani(cast).status, of_ani(cast).problem, len(behaviour.rows)) == ("queued", "tidak_menjawab", 1)
    behaviour.loses_answers = False
    with time_machine.travel("2027-01-12 10:00+08:00"):
        send_due(cast.kupang, service)
    assert (of_ani(cast).status, of_ani(cast).remote_id, len(behaviour.rows)) == ("sent", "rw-1", 1)


@pytest.mark.trace("C-20")
def test_two_days_of_silence_cost_patience_and_nothing_else(cast: Cast, year: Evaluation, fake: Fake) -> None:
    behaviour, service = fake
    with time_machine.travel("2027-01-12 09:00+08:00") as clock:
        queue(cast)
        behaviour.is_down = True
        for hours in (0, 0.5, 1, 2, 5, 12, 24):
            clock.shift(hours * 3600)
            send_due(cast.kupang, service)
        assert of_ani(cast).attempts <= 6
        behaviour.is_down = False
        clock.shift(48 * 3600)
        assert send_due(cast.kupang, service).sent == 1
    assert len(behaviour.rows) == 1


def test_somebody_elses_data_are_not_taken_for_ours(cast: Cast, year: Evaluation, fake: Fake) -> None:
    behaviour, service = fake
    queue(cast)
    behaviour.answers_as = "PNS-ORANG-LAIN"
    send_due(cast.kupang, service)
    row = of_ani(cast)
    assert (row.status, row.problem, row.remote_id) == ("refused", "jawaban_orang_lain", "")
    by = cast.actor("fajar")
    held = {cause.code: count for cause, count in queue_counts(by).problems}
    # Repaired and asked for again: it waits for its turn, and that cause holds nobody any more.
    assert retry_all(cast.kupang, "jawaban_orang_lain", by=by) > 0
    assert retry_all(cast.kupang, "jawaban_orang_lain", by=by) == 0, (
        "what waits for its turn is not sent again"
    )
    still = {cause.code: count for cause, count in queue_counts(by).problems}
    assert held == still | {"jawaban_orang_lain": 1}
    assert "jawaban_orang_lain" not in still


@pytest.mark.trace("C-20")
def test_mfa_stops_the_round_and_an_old_token_is_renewed(cast: Cast, year: Evaluation, fake: Fake) -> None:
    behaviour, service = fake
    queue(cast)
    behaviour.asks_mfa = True
    assert send_due(cast.kupang, service).stopped_by == "perlu_mfa"
    assert behaviour.rows == {}
    behaviour.asks_mfa = False
    behaviour.expired = 1
    with time_machine.travel("2027-12-12 09:00+08:00"):
        assert send_due(cast.kupang, service).sent == 1


@pytest.mark.trace("C-20")
@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("NIP tidak cocok dengan data SIASN", "nip_tidak_cocok"),
        ("SKP belum disetujui atasan", "skp_belum_disetujui"),
        ("Unor tidak aktif", "unit_nonaktif"),
        ("Silakan tunggu 1x24 jam", "tunggu_sehari"),
        ("Kolom xyz", "ditolak"),
    ],
)
def test_every_refusal_has_text_owner_and_remedy(
    cast: Cast, year: Evaluation, fake: Fake, sign_in: type[SignedIn], said: str, code: str
) -> None:
    behaviour, service = fake
    queue(cast)
    behaviour.refuses_with["PNS-ANI"] = said
    send_due(cast.kupang, service)
    problem = PROBLEMS[of_ani(cast).problem]
    assert problem.code == code
    page = sign_in("fajar").get(reverse("exchange:national")).content.decode()
    for words in (problem.text, problem.owner, problem.remedy, said, reverse(problem.place)):
        assert str(words) in page


def test_a_result_that_an_objection_changed_goes_out_under_its_old_key(
    cast: Cast, year: Evaluation, fake: Fake
) -> None:
    behaviour, service = fake
    queue(cast)
    send_due(cast.kupang, service)
    with recording(stage.STAGED, by=SYSTEM, about=year):
        objection = Objection.objects.create(
            agency=cast.kupang, evaluation=year, grounds="Bukti.", raised_at=stage.moment(2027, 1, 20),
            status="explained", explanation="Sudah dihitung.", explained_at=stage.moment(2027, 1, 22),
        )  # fmt: skip
    assert queue(cast) == 0  # it waits for the decision
    ruling = ObjectionRuling("Bukti dihitung ulang; kedua pihak sudah didengar.", "di_atas", "di_atas")
    decide_objection(objection, ruling, by=cast.actor("citra"), on=date(2027, 2, 1))
    assert queue(cast) == 1
    send_due(cast.kupang, service)
    (row,) = behaviour.rows.values()
    assert (row["id"], row["hasilKinerjaNilai"]) == ("rw-1", 1)


def test_a_file_of_the_national_side_is_compared(
    cast: Cast, year: Evaluation, sign_in: type[SignedIn]
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    fajar = sign_in("fajar")
    head = "pnsDinilaiOrang;nipBaru;tahun;kuadranKinerjaNilai"
    rows = f"{head}\nPNS-ANI;{cast.ani.nip};2026;2\n;198001010000000000;2026;1\n"
    sent = {"year": "2026", "file": SimpleUploadedFile("bkn.csv", rows.encode())}
    page = fajar.post(reverse("exchange:reconcile"), sent).content.decode()
    assert page.index("Ani Tefaloi") < page.index("Hadi Lirapada")
    assert "198001010000000000" in page
    wrong = {"year": "2026", "file": SimpleUploadedFile("x.csv", b"a;b\n1;2\n")}
    assert fajar.post(reverse("exchange:reconcile"), wrong).status_code == 422
    assert Evaluation.objects.get(pk=year.pk).predikat == "sangat_baik"


@override_settings(NATIONAL={"base": ""})
def test_without_a_connection_the_page_says_what_to_do(cast: Cast, sign_in: type[SignedIn]) -> None:
    assert "Belum disambungkan" in sign_in("eka").get(reverse("exchange:national")).content.decode()
