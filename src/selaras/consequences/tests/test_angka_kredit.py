"""Angka kredit: counted from results by the rules, told with every reason, decided by a named official."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pikepdf
import pytest
from django.test import Client

from selaras.consequences.credit import credit_account
from selaras.consequences.documents import number_of
from selaras.consequences.gates import gates_of
from selaras.consequences.models import ImportedOpening, Pak
from selaras.consequences.services import (
    NewFacts,
    decline_pak,
    determine_pak,
    propose_pak,
    record_opening,
    record_promotion_facts,
)
from selaras.consequences.tests.stage import fixed_result, opening
from selaras.core.audit import SYSTEM, recording
from selaras.core.decisions import decisions_about
from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.core.models import AuditEvent, Notice
from selaras.core.tests.read_pdf import squeezed, text_of
from selaras.evaluation.models import Objection
from selaras.evaluation.tests import stage
from selaras.intake.models import FeedSource
from selaras.intake.tests.deliveries import apply, deliver
from tests.cast import Cast
from tests.fixtures import SignedIn

ON = date(2027, 2, 3)


@pytest.mark.trace("K-04")
def test_a_year_at_sangat_baik_opens_the_gate_and_the_pejabat_penilai_determines(cast: Cast) -> None:
    """Ani: 37,5 from her last PAK, 2026 Sangat Baik = 18,75; III/b needs 50; since 2023 in her pangkat."""
    fixed_result(stage.stage_skp(cast.ani, year=2025), "2025", "baik")
    fixed_result(stage.stage_skp(cast.ani), "2026", "sangat_baik")
    record_opening(cast.ani, by=cast.actor("eka"), on=ON, new=opening("37.5"))
    account = credit_account(cast.ani, cast.kupang, ON)
    (row,) = account.rows
    assert (row.label, row.finding.value.points, account.points) == (
        "Tahun 2026",
        Decimal("18.75"),
        Decimal("56.25"),
    )
    rank, tier = gates_of(account)
    assert (rank.is_open, rank.finding.value.kept, tier.is_open) == (True, Decimal("6.25"), False)
    assert any("lowongan" in refusal for refusal in tier.finding.value.refusals)
    assert all(step.source and step.standing for step in row.finding.because)
    pak = propose_pak(cast.ani, "pangkat", by=cast.actor("ani"), on=ON)
    for name in ("ani", "eka", "fajar", "citra"):
        with pytest.raises(NotAllowed):
            determine_pak(pak, by=cast.actor(name), on=ON)
    determine_pak(pak, by=cast.actor("budi"), on=ON)
    (decision,) = decisions_about(pak.pk)
    assert (decision.value, decision.decided_by_id, len(decision.fingerprint)) == ("56.250", cast.budi.pk, 64)
    assert AuditEvent.objects.filter(subject_id=cast.ani.pk, kind="consequences.pak_determined").count() == 1
    assert Notice.objects.filter(recipient_id=cast.budi.pk, kind="consequences").count() == 1


@pytest.mark.trace("K-05")
def test_no_month_counts_twice_and_quarters_count_before_the_year_is_over(cast: Cast) -> None:
    """BKN 3/2023 Pasal 13: a periodic result may reach the need; the annual one replaces it, it does not add."""
    skp = stage.stage_skp(cast.ani)
    record_opening(cast.ani, by=cast.actor("eka"), on=ON, new=opening("10"))
    fixed_result(skp, "2026-TW1", "baik")
    early = credit_account(cast.ani, cast.kupang, ON)
    assert [(row.label, row.finding.value.points) for row in early.rows] == [
        ("Triwulan I 2026", Decimal("3.13"))
    ]
    assert "31 Maret 2029" in gates_of(early)[0].forecast
    fixed_result(skp, "2026", "butuh_perbaikan")
    account = credit_account(cast.ani, cast.kupang, ON)
    assert [(row.label, row.finding.value.points) for row in account.rows] == [
        ("Tahun 2026", Decimal("9.38"))
    ]
    assert "dua kali" in account.left_out[0].reason


def test_other_jenjang_and_earlier_months_add_nothing_and_say_so(cast: Cast) -> None:
    skp = stage.stage_skp(cast.ani)
    fixed_result(skp, "2026", "baik")
    record_opening(cast.ani, by=cast.actor("eka"), on=ON, new=opening("0", counted_from=date(2026, 4, 15)))
    account = credit_account(cast.ani, cast.kupang, ON)
    assert account.rows[0].finding.value.months == 8
    risen = opening(
        "0", jenjang="ahli_muda", golongan="III/c", origin="kenaikan", counted_from=date(2026, 5, 1)
    )
    record_opening(cast.ani, by=cast.actor("eka"), on=ON, new=risen)
    account = credit_account(cast.ani, cast.kupang, ON)
    assert (account.rows, "Ahli Pertama" in account.left_out[0].reason) == ((), True)


def test_an_open_objection_holds_the_proposal_and_a_changed_row_outdates_it(cast: Cast) -> None:
    evaluation = fixed_result(stage.stage_skp(cast.ani), "2026", "sangat_baik")
    record_opening(cast.ani, by=cast.actor("eka"), on=ON, new=opening("40"))
    with recording(stage.STAGED, by=SYSTEM, about=evaluation):
        objection = Objection.objects.create(
            agency=cast.kupang,
            evaluation=evaluation,
            grounds="Bukti belum dilihat.",
            raised_at=stage.moment(2027, 1, 20),
        )
    with pytest.raises(StepNotPossible, match="keberatan"):
        propose_pak(cast.ani, "pangkat", by=cast.actor("budi"), on=ON)
    with recording(stage.STAGED, by=SYSTEM, about=evaluation):
        Objection.objects.filter(pk=objection.pk).update(status="decided")
    pak = propose_pak(cast.ani, "pangkat", by=cast.actor("budi"), on=ON)
    record_opening(cast.ani, by=cast.actor("eka"), on=ON, new=opening("40", counted_from=date(2026, 7, 1)))
    with pytest.raises(StepNotPossible, match="berubah"):
        determine_pak(pak, by=cast.actor("budi"), on=ON)
    with pytest.raises(InvalidInput):
        decline_pak(pak, reason=" ", by=cast.actor("budi"), on=ON)
    decline_pak(pak, reason="Hasil berubah setelah keberatan.", by=cast.actor("budi"), on=ON)
    assert Pak.objects.get().status == "declined"
    record_opening(cast.ani, by=cast.actor("eka"), on=ON, new=opening("1", counted_from=date(2026, 8, 1)))
    with pytest.raises(StepNotPossible, match="41,19"):
        propose_pak(cast.ani, "pangkat", by=cast.actor("budi"), on=ON)


def test_test_and_vacancy_open_the_way_to_the_next_jenjang(cast: Cast) -> None:
    """Ahli Pertama III/b with 100 since 2024: Ahli Muda once test and vacancy are known, and the surplus is lost."""
    fixed_result(stage.stage_skp(cast.ani), "2026", "baik")
    record_opening(cast.ani, by=cast.actor("eka"), on=ON, new=opening("90", golongan="III/b"))
    _rank, shut = gates_of(credit_account(cast.ani, cast.kupang, ON))
    assert len(shut.finding.value.refusals) == 2
    facts = NewFacts("SK 800/3/2027", has_vacancy=True, passed_test_on=date(2026, 11, 2))
    record_promotion_facts(cast.ani, by=cast.actor("eka"), on=ON, new=facts)
    _rank, open_ = gates_of(credit_account(cast.ani, cast.kupang, ON))
    assert (open_.is_open, open_.finding.value.lost) == (True, Decimal("2.5"))


@pytest.mark.trace("C-08")
def test_a_list_of_pak_begins_many_accounts_and_refuses_what_the_law_does_not_know(cast: Cast) -> None:
    with recording(stage.STAGED, by=SYSTEM, about=cast.kupang):
        source = FeedSource.objects.create(
            agency=cast.kupang, kind="credit_openings", name="PAK BKPPD", opd=cast.units["dinkes"],
            keeper=cast.eka, made_at=stage.moment(2026, 1, 5),
        )  # fmt: skip
    head = "NIP;Jenjang;Golongan;Angka Kredit;Dihitung mulai;TMT golongan;Nomor PAK\n"
    good = f"{cast.ani.nip};Perawat Ahli Pertama;III/a;62,5;01-01-2026;01-04-2023;800/17\n"
    bad = f"{cast.hadi.nip};Terampil;IV/a;satu;01-01-2026;01-04-2023;\n"
    run = deliver(cast, source, (head + good + bad).encode(), "pak.csv")
    apply(cast, run)
    stored = ImportedOpening.objects.get()
    assert (stored.employee, stored.points, stored.line) == (cast.ani, Decimal("62.5"), 2)
    assert credit_account(cast.ani, cast.kupang, ON).points == Decimal("62.5")
    assert run.counts["refused"] == 1


@pytest.mark.trace("C-07", "C-11")
def test_pages_from_the_list_to_the_paper(cast: Cast, sign_in: type[SignedIn]) -> None:
    fixed_result(stage.stage_skp(cast.ani), "2026", "sangat_baik")
    fajar, budi, ani = sign_in("fajar"), sign_in("budi"), sign_in("ani")
    page = f"/tindak-lanjut/angka-kredit/{cast.ani.pk}/"
    listed = fajar.get("/tindak-lanjut/angka-kredit/pegawai/").content.decode()
    assert listed.index("Ani Tefaloi") < listed.index("Hadi Lirapada")
    assert "PAK awal belum ada" in listed
    given = {
        "origin": "pak", "document": "800/17/2025", "jenjang": "ahli_pertama", "golongan": "III/a",
        "rank_since": "2023-04-01", "points": "37,5", "counted_from": "2026-01-01",
    }  # fmt: skip
    assert fajar.post(f"{page}awal/", given | {"golongan": "IV/a"}).status_code == 422
    assert fajar.post(f"{page}awal/", given).status_code == 302
    assert "56,25" in ani.get("/tindak-lanjut/angka-kredit/").content.decode()
    told = ani.get(f"{page}mengapa/").content.decode()
    assert "Koefisien tahunan Ahli Pertama adalah 12,5" in told
    assert ani.get(f"{page}mengapa/?bentuk=json").json()["finding"]["value"]["points"] == "56.250"
    sent = ani.post(f"{page}usul/pangkat/")
    draft = budi.get(sent["Location"] + "pak.pdf")
    with pikepdf.open(io.BytesIO(draft.content)) as pdf:
        assert "Penetapan Angka Kredit" in str(pdf.docinfo["/Title"])
    assert budi.post(sent["Location"] + "keputusan/", {"verdict": "determine"}).status_code == 302
    _the_whole_trail(cast, ani, f"{page}mengapa/")
    pak = Pak.objects.get()
    checked = sign_in("hadi").get(f"/verifikasi/{pak.code}/").content.decode()
    assert number_of(pak) in checked
    assert "Dokumen ini asli dan berlaku" in checked


def _the_whole_trail(cast: Cast, ani: Client, address: str) -> None:
    """People, times, papers and the decision stand beside the reasons, on the page, as data and on paper."""
    told = ani.get(f"{address}?bentuk=json").json()
    assert (told["opening"]["document"], told["opening"]["recorded_by"]) == (
        "800/17/2025",
        cast.fajar.full_name,
    )
    assert told["rows"][0]["decided_by"] == cast.budi.full_name
    (determined,) = told["determinations"]
    assert (determined["status"], determined["decided_by"]) == ("determined", cast.budi.full_name)
    assert len(determined["decision"]["fingerprint"]) == 64
    page = ani.get(address).content.decode()
    for words in (
        "Angka kredit awal: 800/17/2025",
        "Hasil Tahun 2026 ditetapkan",
        "Angka kredit ditetapkan: 56,25",
    ):
        assert words in page, words
    printed = text_of(ani.get(f"{address}?bentuk=pdf").content)
    assert squeezed("Angka kredit ditetapkan: 56,25") in printed
    assert squeezed("Koefisien tahunan Ahli Pertama adalah 12,5") in printed
