"""What hangs in the air, both ways, with filters and as a spreadsheet; and who benefits (P-04, K-37)."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.core.models import AuditEvent
from selaras.planning import events
from selaras.planning.models import RencanaHasilKerja, Skp
from selaras.planning.selectors import orphans
from selaras.planning.selectors.cascade import benefits
from selaras.planning.services import RhkValues, add_rhk, edit_rhk, submit_skp
from selaras.planning.tests.stage import ON, drafted, first_result, indicator, submitted
from selaras.planning.tests.test_pages import MOST_QUERIES
from tests.cast import Cast

YEAR = "?tahun=2026"


def sheet(answer: Any) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return [tuple(row) for row in book.active.iter_rows(values_only=True)]


@pytest.mark.trace("P-04")
def test_the_report_is_narrowed_by_opd_and_side(cast: Cast, sign_in: Any) -> None:
    bare = indicator(cast, "Tanpa pendukung")
    submitted(cast, "ani", "Tanpa induk")
    by = cast.actor("fajar")
    here, elsewhere = cast.units["dinkes"].pk, cast.units["bkppd"].pk
    assert [rhk.text for rhk in orphans(by, 2026, here).results] == ["Tanpa induk"]
    assert orphans(by, 2026, here).goals == [bare]
    assert (list(orphans(by, 2026, elsewhere).results), orphans(by, 2026, elsewhere).goals) == ([], [])
    browser, address = sign_in("fajar"), reverse("planning:orphans") + YEAR
    only_goals = browser.get(f"{address}&arah=sasaran").content.decode()
    assert "Tanpa pendukung" in only_goals
    assert "Tanpa induk" not in only_goals
    assert browser.get(f"{address}&opd=bukan-kunci&arah=apa").status_code == 200
    foreign = browser.get(f"{address}&opd={cast.units['dinkes_pontianak'].pk}")
    assert foreign.status_code == 200
    assert "Tanpa induk" not in foreign.content.decode()


@pytest.mark.trace("P-04")
def test_the_spreadsheet_holds_what_one_may_see_and_no_formula(cast: Cast, sign_in: Any) -> None:
    indicator(cast, "=1+1 tanpa pendukung")
    submitted(cast, "ani", "Tanpa induk")
    rows = sheet(sign_in("fajar").get(reverse("planning:orphans_xlsx") + YEAR))
    assert [row[1] for row in rows[1:]] == ["'=1+1 tanpa pendukung", "Tanpa induk"]
    assert rows[2][4] == cast.ani.full_name
    unseen = sheet(sign_in("hadi").get(reverse("planning:orphans_xlsx") + YEAR))
    assert [row[1] for row in unseen[1:]] == ["'=1+1 tanpa pendukung"]
    assert AuditEvent.objects.filter(kind="planning.report_downloaded").count() == 2


@pytest.mark.trace("K-37")
def test_who_benefits_is_chosen_shown_and_reported(cast: Cast, sign_in: Any) -> None:
    skp = drafted(cast, "ani", "Ibu hamil terlayani")
    rhk, browser = first_result(skp), sign_in("ani")
    address = reverse("planning:rhk_edit", args=[rhk.pk])
    sent = {
        "text": rhk.text, "kind": "utama", "beneficiary_kind": "warga", "beneficiary": "ibu hamil",
        "revision": browser.get(address).context["form"]["revision"].value(),
    }  # fmt: skip
    assert browser.post(address, {**sent, "beneficiary_kind": "siapa saja"}).status_code == 422
    assert browser.post(address, sent).status_code == 302
    stored = RencanaHasilKerja.objects.get(pk=rhk.pk)
    assert (stored.beneficiary_kind, stored.beneficiary) == ("warga", "ibu hamil")
    page = browser.get(reverse("planning:detail", args=[skp.pk])).content.decode()
    assert "Warga atau pengguna layanan · ibu hamil" in page
    assert benefits(2026) == []
    submit_skp(skp, by=cast.actor("ani"), on=ON)
    assert [(row.name, row.citizens, row.inside) for row in benefits(2026)] == [("Dinas Kesehatan", 1, 0)]


@pytest.mark.trace("K-37")
def test_an_opd_that_looks_inward_is_visible_without_names(cast: Cast, sign_in: Any) -> None:
    for name, kinds in (("ani", ("warga",)), ("budi", ("dalam", "dalam", "dalam", ""))):
        skp, by = drafted(cast, name, f"Hasil {name}"), cast.actor(name)
        edit_rhk(first_result(skp), RhkValues(f"Hasil {name}", beneficiary_kind=kinds[0]), by=by, on=ON)
        if name == "ani":
            submit_skp(skp, by=by, on=ON)
        for place, kind in enumerate(kinds[1:]):
            add_rhk(
                skp, RhkValues(f"Hasil {name} {place}", kind="tambahan", beneficiary_kind=kind), by=by, on=ON
            )
    assert [(row.total, row.is_inward) for row in benefits(2026)] == [(1, False)]
    with recording(events.SKP_SUBMITTED, by=SYSTEM, about=cast.kupang, year=2026):
        Skp.objects.filter(employee=cast.budi).update(status="submitted")
    row = benefits(2026)[0]
    assert (row.citizens, row.inside, row.untold, row.inward_percent, row.is_inward) == (1, 3, 1, 75, True)
    assert round(sum(width for _look, _x, width in row.parts)) == 100
    browser = sign_in("ani")
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(reverse("planning:benefits") + YEAR).content.decode()
    assert len(asked) <= MOST_QUERIES
    assert "Lebih banyak ke dalam" in page
    assert cast.budi.full_name not in page
    rows = sheet(sign_in("ani").get(reverse("planning:benefits_xlsx") + YEAR))
    assert rows[1] == ("Dinas Kesehatan", 1, 0, 3, 1, 75)
    assert "Dinas Kesehatan" not in sign_in("ivan").get(reverse("planning:benefits") + YEAR).content.decode()
