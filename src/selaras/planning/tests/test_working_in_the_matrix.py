"""The matrix as a working table: a line at a time, one place from a script, cells from a spreadsheet."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput
from selaras.core.models import AuditEvent, Notice
from selaras.planning import events
from selaras.planning.models import RencanaHasilKerja, RoleMatrixCell, Skp
from selaras.planning.selectors import matrix_of
from selaras.planning.services import CellValues, draft_skp, set_matrix_cell, set_matrix_cells
from selaras.planning.tests.stage import ON, agreed, first_result
from selaras.planning.tests.test_pages import MOST_QUERIES, add_people, add_results
from tests.cast import Cast

YEAR = "?tahun=2026"
JSON = {"accept": "application/json"}


def two_columns(cast: Cast) -> tuple[Skp, list[RencanaHasilKerja]]:
    skp, _version = agreed(cast, "budi", "citra", "Warga terobati", "Data rapi")
    return skp, list(skp.rhk_list.order_by("order"))


def texts(cast: Cast) -> dict[tuple[str, str], str]:
    rows = RoleMatrixCell.objects.select_related("rhk", "member")
    return {(row.member.name.split()[0], row.rhk.text): row.text for row in rows}


@pytest.mark.trace("K-06")
def test_one_person_is_written_for_all_results_at_once(cast: Cast, sign_in: Any) -> None:
    two_columns(cast)
    browser = sign_in("budi")
    address = reverse("planning:matrix_person", args=[cast.ani.pk]) + YEAR
    form = browser.get(address).context["form"]
    sent = {
        "form_key": form["form_key"].value(), "revision": form["revision"].value(), "text_0": "Pasien dipantau",
        "cascade_0": "langsung", "text_1": "Laporan tim stunting", "cascade_1": "penugasan",
    }  # fmt: skip
    refused = browser.post(address, sent)
    assert refused.status_code == 422
    assert "siapa yang menugaskan" in refused.content.decode()
    sent["assigned_by_1"] = "Sekda, ST 800/12/2026"
    for _click in range(2):
        assert browser.post(address, sent).status_code == 302
    kept = {row.text: (row.cascade, row.assigned_by) for row in RoleMatrixCell.objects.all()}
    assert kept == {
        "Pasien dipantau": ("langsung", ""),
        "Laporan tim stunting": ("penugasan", "Sekda, ST 800/12/2026"),
    }
    assert Notice.objects.filter(recipient_id=cast.ani.pk, kind="matrix.cell").count() == 1
    assert AuditEvent.objects.filter(kind=events.MATRIX_CELLS_SET.code).count() == 1


def test_a_special_assignment_enters_the_plan_with_who_gave_it(cast: Cast, sign_in: Any) -> None:
    skp, (rhk, _other) = two_columns(cast)
    by = cast.actor("budi")
    set_matrix_cell(
        rhk, cast.ani, text="Tim stunting", cascade="penugasan", assigned_by="Sekda", by=by, on=ON
    )
    plan = draft_skp(cast.ani, 2026, by=cast.actor("ani"), on=ON, from_matrix=True)
    mine = first_result(plan)
    assert (mine.kind, mine.assigned_by, mine.parent_id) == ("tambahan", "Sekda", rhk.pk)
    page = sign_in("budi").get(reverse("planning:matrix") + YEAR).content.decode()
    assert "Penugasan: Sekda" in page
    assert skp.year == 2026


def test_one_result_is_written_for_all_people_at_once(cast: Cast, sign_in: Any) -> None:
    _skp, (rhk, _other) = two_columns(cast)
    browser = sign_in("budi")
    address = reverse("planning:matrix_result", args=[rhk.pk]) + YEAR
    sent = {
        "text_0": "Skrining",
        "cascade_0": "tidak_langsung",
        "text_1": "Obat tersedia",
        "cascade_1": "langsung",
    }
    assert browser.post(address, sent).status_code == 302
    assert texts(cast) == {("Ani", "Warga terobati"): "Skrining", ("Hadi", "Warga terobati"): "Obat tersedia"}
    assert browser.post(address, {**sent, "text_0": ""}).status_code == 302
    assert texts(cast) == {("Hadi", "Warga terobati"): "Obat tersedia"}


def test_who_was_overtaken_sees_both_texts(cast: Cast, sign_in: Any) -> None:
    _skp, (rhk, _other) = two_columns(cast)
    browser = sign_in("budi")
    address = reverse("planning:matrix_person", args=[cast.ani.pk]) + YEAR
    form = browser.get(address).context["form"]
    set_matrix_cell(rhk, cast.ani, text="Dari tab lain", by=cast.actor("budi"), on=ON)
    answer = browser.post(address, {"revision": form["revision"].value(), "text_0": "Dari tab ini"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Dari tab lain" in page
    assert "Dari tab ini" in page
    assert texts(cast) == {("Ani", "Warga terobati"): "Dari tab lain"}
    with pytest.raises(ChangedMeanwhile):
        set_matrix_cell(rhk, cast.ani, text="x", seen="Lama", by=cast.actor("budi"), on=ON)


def test_a_script_writes_one_place_and_hears_what_is_wrong(cast: Cast, sign_in: Any) -> None:
    _skp, (rhk, _other) = two_columns(cast)
    set_matrix_cell(rhk, cast.ani, text="Lama", cascade="langsung", by=cast.actor("budi"), on=ON)
    browser = sign_in("budi")
    address = reverse("planning:matrix_cell", args=[rhk.pk, cast.ani.pk])
    answer = browser.post(address, {"text": "Baru", "seen": "Lama"}, headers=JSON)
    assert (answer.status_code, answer.json()) == (200, {"text": "Baru"})
    assert RoleMatrixCell.objects.get().cascade == "langsung"
    assert browser.post(address, {"text": "Lagi", "seen": "Lama"}, headers=JSON).status_code == 409
    long = browser.post(address, {"text": "x" * 501, "seen": "Baru"}, headers=JSON)
    assert long.status_code == 422
    assert "terlalu panjang" in long.json()["fields"]["text"]
    assert sign_in("ani").post(address, {"text": "x"}, headers=JSON).status_code == 404


def paste(browser: Any, cast: Cast, rhk: RencanaHasilKerja, cells: str, **more: Any) -> Any:
    sent = {"start_member": cast.ani.pk, "start_rhk": rhk.pk, "cells": cells, **more}
    return browser.post(reverse("planning:matrix_paste") + YEAR, sent)


def test_cells_from_a_spreadsheet_are_looked_at_before_they_are_kept(cast: Cast, sign_in: Any) -> None:
    _skp, (rhk, _other) = two_columns(cast)
    browser, cells = sign_in("budi"), 'Skrining\t"Data\nharian"\r\n\tObat\r\n'
    seen = paste(browser, cast, rhk, cells)
    page = seen.content.decode()
    assert seen.status_code == 200
    assert "3 peran akan berubah" in page
    assert "Data harian" in page
    assert RoleMatrixCell.objects.count() == 0
    key = seen.context["key"]
    for _click in range(2):
        assert paste(browser, cast, rhk, cells, apply="1", form_key=key).status_code == 302
    assert texts(cast) == {
        ("Ani", "Warga terobati"): "Skrining", ("Ani", "Data rapi"): "Data harian", ("Hadi", "Data rapi"): "Obat",
    }  # fmt: skip
    assert "Tidak ada yang berubah" in paste(browser, cast, rhk, cells).content.decode()


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("a\nb\nc", "3 baris"),
        ("a\tb\tc", "3 kolom"),
        ("=SUM(A1)\tb", "rumus"),
        ("x" * 501, "terlalu panjang"),
        ('"a\tb', "tidak dapat dibaca"),
        ("\t\n", "Belum ada isi"),
        ("x" * 1_000_001, "terlalu panjang"),
    ],
)
def test_what_does_not_fit_changes_nothing(cast: Cast, sign_in: Any, cells: str, told: str) -> None:
    _skp, (rhk, _other) = two_columns(cast)
    answer = paste(sign_in("budi"), cast, rhk, cells, apply="1")
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert RoleMatrixCell.objects.count() == 0


def test_markup_in_a_cell_stays_text(cast: Cast, sign_in: Any) -> None:
    _skp, (rhk, _other) = two_columns(cast)
    browser = sign_in("budi")
    assert paste(browser, cast, rhk, "<script>alert(1)</script>", apply="1").status_code == 302
    page = browser.get(reverse("planning:matrix") + YEAR).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_cells_of_other_leaders_and_cities_are_out_of_reach(cast: Cast, sign_in: Any) -> None:
    _skp, (rhk, _other) = two_columns(cast)
    top, _version = agreed(cast, "citra", "dewi", "Kota sehat")
    browser = sign_in("budi")
    for person in (cast.eka, cast.ivan):
        assert browser.get(reverse("planning:matrix_person", args=[person.pk]) + YEAR).status_code == 404
    assert (
        browser.get(reverse("planning:matrix_result", args=[first_result(top).pk]) + YEAR).status_code == 404
    )
    assert sign_in("ivan").get(reverse("planning:matrix_result", args=[rhk.pk])).status_code == 404
    foreign = {"start_member": cast.ivan.pk, "start_rhk": rhk.pk, "cells": "x", "apply": "1"}
    assert browser.post(reverse("planning:matrix_paste") + YEAR, foreign).status_code == 422
    with pytest.raises(InvalidInput):
        set_matrix_cells(
            rhk.skp, [CellValues(first_result(top), cast.ani, "x")], by=cast.actor("budi"), on=ON
        )


def test_sixty_people_and_twelve_results_stay_within_the_budget(cast: Cast, sign_in: Any) -> None:
    skp, _version = agreed(cast, "budi", "citra")
    add_results(skp, 11)
    add_people(cast, 58, with_plan=False)
    matrix = matrix_of(cast.budi.pk, 2026)
    assert matrix is not None
    assert (len(matrix.rows), len(matrix.columns)) == (60, 12)
    with recording(events.MATRIX_CELLS_SET, by=SYSTEM, about=skp, count=720):
        RoleMatrixCell.objects.bulk_create(
            RoleMatrixCell(
                agency=cast.kupang, rhk=rhk, member=row.member,
                text=f"Bagian {row.member.pk.hex[-6:]} untuk {rhk.pk.hex[-6:]}: {place} keluarga didampingi",
            )
            for row in matrix.rows
            for place, (rhk, _cell) in enumerate(row.cells)
        )  # fmt: skip
    browser = sign_in("budi")
    for address in (
        reverse("planning:matrix"), reverse("planning:matrix_result", args=[matrix.columns[0].pk]),
        reverse("planning:matrix_person", args=[matrix.rows[0].member.pk]), reverse("planning:matrix_paste"),
    ):  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(address + YEAR)
        assert answer.status_code == 200
        assert len(asked) <= MOST_QUERIES, (address, len(asked))
        sent = len(gzip.compress(answer.content))
        assert sent <= 20 * 1024, (address, sent)


def test_writing_sixty_people_costs_no_more_queries_than_two(cast: Cast) -> None:
    skp, (rhk, _other) = two_columns(cast)
    add_people(cast, 58, with_plan=False)
    matrix = matrix_of(cast.budi.pk, 2026)
    assert matrix is not None
    counts = []
    for size in (2, 60):
        cells = [CellValues(rhk, row.member, f"Bagian {size}") for row in matrix.rows[:size]]
        with CaptureQueriesContext(connection) as asked:
            set_matrix_cells(skp, cells, by=cast.actor("budi"), on=ON)
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 2
