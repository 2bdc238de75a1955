"""What leaves: plans, results, and results in the national field names."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from selaras.core.models import AuditEvent
from selaras.evaluation.tests.stage import (
    NEXT_YEAR,
    YEAR,
    fixed,
    stage_dialogue,
    stage_organisation,
    stage_skp,
)
from selaras.exchange.tables import NATIONAL_FIELDS
from tests.cast import Cast
from tests.fixtures import SignedIn


@pytest.fixture
def year(cast: Cast) -> Cast:
    """Ani's year is judged; Hadi's is not yet."""
    skp = stage_skp(cast.ani)
    stage_skp(cast.hadi)
    stage_dialogue(skp, date(2026, 12, 15))
    stage_organisation(cast)
    fixed(cast, skp, period=YEAR, on=NEXT_YEAR)
    return cast


def fetch(browser: SignedIn, name: str, **query: Any) -> bytes:
    answer = browser.get(reverse(name), {"tahun": "2026", **query})
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def rows_of(content: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_the_admin_of_an_opd_gets_one_row_per_indicator(year: Cast, sign_in: type[SignedIn]) -> None:
    rows = rows_of(fetch(sign_in("eka"), "exchange:skp_xlsx"))
    assert {row[1] for row in rows[1:]} == {"Ani Tefaloi (Demo)", "Hadi Lirapada (Demo)"}
    assert rows[1][0] == year.ani.nip
    assert rows[1][7] in {"Disepakati", "Menunggu atasan", "Draf"}  # the state in words, not its code
    assert rows[1][10] == "Utama"


def test_results_carry_the_predikat_in_words(year: Cast, sign_in: type[SignedIn]) -> None:
    (row,) = rows_of(fetch(sign_in("eka"), "exchange:results_xlsx"))[1:]
    assert row[9] == "Baik"


def test_the_national_file_has_its_field_names_and_codes(year: Cast, sign_in: type[SignedIn]) -> None:
    text = fetch(sign_in("fajar"), "exchange:ekinerja_csv").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert set(row) == set(NATIONAL_FIELDS)
    assert (row["hasilKinerjaNilai"], row["perilakuKerjaNilai"], row["kuadranKinerjaNilai"]) == (
        "2",
        "2",
        "2",
    )
    assert row["statusPenilai"] == "ASN"


@pytest.mark.trace("C-18")
def test_one_missing_person_holds_up_nobody(year: Cast, sign_in: type[SignedIn]) -> None:
    page = sign_in("eka").get(reverse("exchange:index"), {"tahun": "2026"})
    assert (page.context["readiness"].ready, page.context["readiness"].waiting) == (1, 1)


def test_a_cell_that_looks_like_a_formula_stays_text(year: Cast, sign_in: type[SignedIn]) -> None:
    from selaras.core.audit import SYSTEM, recording
    from selaras.evaluation.tests.stage import STAGED
    from selaras.planning.models import Iki

    with recording(STAGED, by=SYSTEM, about=year.ani):
        Iki.objects.update(text="=HYPERLINK(1)")
    rows = rows_of(fetch(sign_in("eka"), "exchange:skp_xlsx"))
    assert rows[1][14].lstrip("'") == "=HYPERLINK(1)"
    assert rows[1][14].startswith("'")


@pytest.mark.parametrize("name", ["ani", "budi", "gita"])
def test_others_export_nothing(year: Cast, sign_in: type[SignedIn], name: str) -> None:
    for url in ("index", "skp_xlsx", "results_xlsx", "ekinerja_csv"):
        assert sign_in(name).get(reverse(f"exchange:{url}")).status_code == 403


def test_the_stranger_exports_nothing_of_ours(year: Cast, sign_in: type[SignedIn]) -> None:
    assert sign_in("ivan").get(reverse("exchange:skp_xlsx")).status_code == 403


def test_an_export_is_recorded(year: Cast, sign_in: type[SignedIn]) -> None:
    fetch(sign_in("eka"), "exchange:skp_xlsx")
    assert AuditEvent.objects.get(kind="exchange.exported").actor_name == year.eka.full_name


@pytest.mark.parametrize("asked", ["abcd", "99999", "-1", ""])
def test_an_odd_year_falls_back_to_this_one(year: Cast, sign_in: type[SignedIn], asked: str) -> None:
    assert sign_in("eka").get(reverse("exchange:index"), {"tahun": asked, "opd": "x"}).status_code == 200
