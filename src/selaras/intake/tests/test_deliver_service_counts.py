"""Counts of services arrive as files: looked at, applied, repeated, put right, withdrawn (K-16)."""

from __future__ import annotations

import io
import resource
from collections.abc import Iterator

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from selaras.core.errors import ChangedMeanwhile, NotAllowed, StepNotPossible
from selaras.core.models import AuditEvent
from selaras.core.spreadsheets import UnreadableSpreadsheet
from selaras.intake import services
from selaras.intake.models import FeedRun, FeedSource, RunStatus, ServiceCount
from selaras.intake.tests.deliveries import ON, add_simpus, apply, deliver, rows
from tests.cast import Cast
from tests.fixtures import SignedIn


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel("2026-04-06 09:00+08:00", tick=False):
        yield


def in_force() -> dict[tuple[str, int], int]:
    """Service and month → count, as whoever uses the counts sees them."""
    found = ServiceCount.objects.filter(is_current=True).values_list("service", "month", "count")
    return {(service, month): count for service, month, count in found}


@pytest.mark.trace("K-16")
def test_eka_sends_a_register_looks_at_it_and_applies_it(cast: Cast, sign_in: type[SignedIn]) -> None:
    browser = sign_in("eka")
    page = browser.post(
        reverse("intake:source_add", args=["service_counts"]),
        {"name": "SIMPUS", "place": cast.units["dinkes"].pk},
    )
    content = rows("Puskesmas Contoh;Maret 2026;Rawat jalan;4.900", "Puskesmas Conto;Maret 2026;Imunisasi;12")
    answer = browser.post(page["Location"], {"file": SimpleUploadedFile("maret.csv", content)})
    shown = browser.get(f"{answer['Location']}?jenis=new").content.decode()
    assert "Rawat jalan, Puskesmas Contoh, Maret 2026" in shown
    assert (
        "Maksudnya «Puskesmas Contoh»?" in browser.get(f"{answer['Location']}?jenis=refused").content.decode()
    )
    assert in_force() == {}
    run = FeedRun.objects.get()
    browser.post(reverse("intake:apply", args=[run.pk]))
    assert in_force() == {("Rawat jalan", 3): 4900}
    again = browser.post(
        page["Location"], {"file": SimpleUploadedFile("nama lain.csv", content)}, follow=True
    )
    assert "sama persis dengan «maret.csv»" in again.content.decode()
    assert FeedRun.objects.count() == 1


@pytest.mark.trace("K-16")
def test_a_unit_of_another_name_is_told_once_for_its_source(cast: Cast, sign_in: type[SignedIn]) -> None:
    source, eka = add_simpus(cast), sign_in("eka")
    run = deliver(cast, source, rows("PKM-Cth 01;2026-01;Gizi;40", "Pustu Jauh;2026-01;Gizi;3"))
    assert run.counts["refused"] == 2
    page = reverse("intake:units", args=[run.pk])
    shown = eka.get(page).content.decode()
    assert "PKM-Cth 01" in shown
    assert "Pustu Jauh" in shown
    assert "Inspektorat" not in shown, "only units of the source's own agency are offered"
    eka.post(page, {"unit_0": str(cast.units["puskesmas"].pk), "unit_1": ""})
    run.refresh_from_db()
    assert (run.counts["new"], run.counts["refused"]) == (1, 1)
    apply(cast, run)
    assert in_force() == {("Gizi", 1): 40}
    source.refresh_from_db()
    later = deliver(cast, source, rows("pkm cth 01;2026-02;Gizi;33"), "februari.csv")
    assert later.counts["refused"] == 0
    assert "PKM-Cth 01" in eka.get(reverse("intake:units", args=[later.pk])).content.decode(), (
        "and can be changed"
    )
    assert AuditEvent.objects.filter(kind="intake.units_learnt").count() == 1


@pytest.mark.trace("K-16")
def test_refused_rows_come_back_with_their_reasons_and_can_be_sent_again(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    source = add_simpus(cast)
    run = deliver(
        cast, source, rows("Puskesmas Contoh;2026-03;Imunisasi;seratus", "Puskesmas Contoh;2026-12;Gizi;4")
    )
    assert run.counts["refused"] == 2
    with pytest.raises(StepNotPossible, match="Semua baris"):
        apply(cast, run)
    eka = sign_in("eka")
    assert "Terapkan" not in eka.get(reverse("intake:run", args=[run.pk])).content.decode()
    answer = eka.get(reverse("intake:refused", args=[run.pk]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book.active
    assert sheet is not None
    table = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert table[0][1:] == ["Puskesmas", "Bulan", "Layanan", "Jumlah"]
    assert "Bukan jumlah" in str(table[1][0])
    assert "belum tiba" in str(table[2][0])
    sheet["E2"], sheet["C3"] = 100, "2026-03"
    out = io.BytesIO()
    book.save(out)
    mended = deliver(cast, source, out.getvalue(), "diperbaiki.xlsx")
    assert mended.counts == {"rows": 2, "new": 2, "changed": 0, "same": 0, "refused": 0}


@pytest.mark.trace("K-16")
def test_a_later_file_puts_right_and_is_withdrawn_as_a_whole(cast: Cast) -> None:
    source, eka = add_simpus(cast), cast.actor("eka", ON)
    first = apply(
        cast,
        deliver(cast, source, rows("Puskesmas Contoh;2026-03;Gizi;40", "Puskesmas Contoh;2026-02;Gizi;30")),
    )
    later = deliver(
        cast, source, rows("Puskesmas Contoh;2026-03;Gizi;44", "Puskesmas Contoh;2026-02;Gizi;30")
    )
    assert (later.counts["changed"], later.counts["same"]) == (1, 1)
    apply(cast, later)
    assert in_force() == {("Gizi", 3): 44, ("Gizi", 2): 30}
    with pytest.raises(StepNotPossible, match="sudah mengganti sebagian"):
        services.withdraw_feed(first, by=eka, on=ON, because="salah")
    services.withdraw_feed(later, by=eka, on=ON, because="bulan yang salah")
    assert in_force() == {("Gizi", 3): 40, ("Gizi", 2): 30}
    services.withdraw_feed(FeedRun.objects.get(pk=first.pk), by=eka, on=ON, because="register lama")
    assert in_force() == {}
    assert ServiceCount.objects.count() == 3
    assert AuditEvent.objects.filter(kind="intake.feed_withdrawn").count() == 2
    back = deliver(cast, source, rows("Puskesmas Contoh;2026-03;Gizi;40", "Puskesmas Contoh;2026-02;Gizi;30"))
    assert back.pk != first.pk
    assert apply(cast, back).status == RunStatus.APPLIED


def test_what_changed_since_it_was_shown_is_not_applied(cast: Cast) -> None:
    source = add_simpus(cast)
    shown = deliver(cast, source, rows("Puskesmas Contoh;2026-03;Gizi;40"))
    apply(cast, deliver(cast, source, rows("Puskesmas Contoh;2026-03;Gizi;41"), "lain.csv"))
    with pytest.raises(ChangedMeanwhile, match="berubah sejak berkas ini diperiksa"):
        apply(cast, shown)
    assert in_force() == {("Gizi", 3): 41}
    fresh = services.check_again(FeedRun.objects.get(pk=shown.pk), by=cast.actor("eka", ON), on=ON)
    assert apply(cast, fresh).counts["changed"] == 1
    assert in_force() == {("Gizi", 3): 40}


@pytest.mark.trace("K-16")
def test_columns_of_another_name_are_told_once_and_remembered(cast: Cast, sign_in: type[SignedIn]) -> None:
    source, browser = add_simpus(cast), sign_in("eka")
    content = "Tempat,Tgl,Tindakan,N\nPuskesmas Contoh,03/2026,Gizi,40\n".encode("utf-16")
    run = deliver(cast, source, content, "ekspor.txt")
    assert run.status == RunStatus.UNMAPPED
    chosen = {"unit": "Tempat", "period": "Tgl", "service": "Tindakan", "count": "N"}
    swapped = {**chosen, "unit": "Tindakan", "service": "Tempat"}
    page = reverse("intake:headings", args=[run.pk])
    assert "Pilih kolom berkas" in browser.post(page, {"unit": "Tempat"}).content.decode()
    wrong = browser.post(page, swapped, follow=True).content.decode()
    assert "Mungkin kolomnya tertukar" in wrong
    browser.post(page, chosen)
    run.refresh_from_db()
    assert run.counts["new"] == 1
    source.refresh_from_db()
    after = deliver(
        cast, source, "Tempat;Tgl;Tindakan;N\nPuskesmas Contoh;02/2026;Gizi;38\n".encode("cp1252")
    )
    assert after.counts["new"] == 1


def test_one_unit_and_one_month_need_no_columns(cast: Cast) -> None:
    new = services.NewSource("service_counts", "Register gizi", cast.units["puskesmas"])
    source = services.add_source(cast.kupang, new, by=cast.actor("eka", ON), on=ON)
    content = b"Layanan\tJumlah\nGizi\t40\n"
    march = deliver(cast, source, content, "gizi.tsv", {"period": "2026-03"})
    february = deliver(cast, source, content, "gizi.tsv", {"period": "2026-02"})
    assert march.pk != february.pk
    apply(cast, march)
    apply(cast, february)
    assert in_force() == {("Gizi", 3): 40, ("Gizi", 2): 40}


def test_half_a_file_is_noticed(cast: Cast) -> None:
    source = add_simpus(cast)
    whole = rows("Puskesmas Contoh;2026-03;Gizi;4900", "Puskesmas Contoh;2026-03;Imunisasi;1200")
    cut = deliver(cast, source, whole[:-20])
    assert cut.counts["refused"] == 1
    assert "berhenti tanpa ganti baris" in cut.report["notes"][0]
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.save(out)
    with pytest.raises(UnreadableSpreadsheet, match="rusak"):
        deliver(cast, source, out.getvalue()[:-200], "maret.xlsx")
    assert ServiceCount.objects.count() == 0


def test_a_row_twice_in_one_file_names_the_first(cast: Cast) -> None:
    run = deliver(
        cast, add_simpus(cast), rows("Puskesmas Contoh;2026-03;Gizi;4", "Puskesmas Contoh;Maret 2026;Gizi;5")
    )
    assert run.counts["new"] == 1
    assert "Baris 2 sudah menyebut hal yang sama" in run.report["refused"][0]["message"]


def test_a_very_long_file_passes_row_by_row(cast: Cast) -> None:
    """Only the first lines of the report stay in memory. A million lines were seen to pass with 330 MB."""
    count = 60_000 + 1  # more than a table that is read whole may have
    named = (f"Puskesmas Contoh;2026-{n % 3 + 1:02d};L{n // 3};{n % 97}\n" for n in range(count))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    run = deliver(
        cast, add_simpus(cast), b"Puskesmas;Bulan;Layanan;Jumlah\n" + "".join(named).encode(), "besar.csv"
    )
    assert run.counts == {"rows": count, "new": count, "changed": 0, "same": 0, "refused": 0}
    assert len(run.report["new"]) == 200
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 120 << 10


@pytest.mark.trace("K-16")
def test_nobody_delivers_for_another_office(cast: Cast) -> None:
    source = add_simpus(cast)
    new = services.NewSource("service_counts", "Lain", cast.units["bkppd"])
    with pytest.raises(NotAllowed):
        services.add_source(cast.kupang, new, by=cast.actor("eka", ON), on=ON)
    run = deliver(cast, source, rows("BKPPD;2026-03;Gizi;4"))
    assert "belum dikenal di sumber ini" in run.report["refused"][0]["message"]
    with pytest.raises(NotAllowed):
        services.apply_feed(run, by=cast.actor("ani", ON), on=ON)
    assert FeedSource.objects.count() == 1
