"""The reason of a rating cites what a second person found to hold, and nothing else (P-24)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from selaras.evaluation.tests import stage
from selaras.monitoring import services
from selaras.monitoring.services import NewProcessChange
from tests.cast import Cast
from tests.fixtures import SignedIn


@pytest.mark.trace("P-24")
def test_who_rates_quotes_what_was_found_to_hold(cast: Cast, sign_in: type[SignedIn]) -> None:
    skp = stage.stage_skp(cast.ani)
    evaluation = stage.opened(cast, skp)
    on, quoted = stage.AFTER_Q1, {}
    for process, holds in (("Izin usaha", True), ("Surat tugas", False)):
        new = NewProcessChange(
            process,
            "Satu formulir",
            date(2026, 3, 16),
            days=(Decimal(6), Decimal(1)),
            counted="jenis",
            count=(29, 18),
        )
        change = services.tell_process_change(skp, by=cast.actor("ani"), on=on, new=new)
        quoted[process] = services.check_process_change(
            change, by=stage.penilai(cast), on=on, is_confirmed=holds, words="Dari 20 berkas"
        )
    budi, place = sign_in("budi"), reverse("evaluation:rate", args=[evaluation.pk])
    page = budi.get(place).content.decode()
    assert "Izin usaha: 6 hari menjadi 1; 29 jenis menjadi 18" in page
    assert "Surat tugas" not in page
    reason = page.partition('id="id_reason_hasil_kerja"')[2].partition("</textarea>")[0]
    assert "Izin usaha" not in reason
    for process, is_quoted in (("Izin usaha", True), ("Surat tugas", False)):
        page = budi.get(f"{place}?kutip={quoted[process].pk}").content.decode()
        reason = page.partition('id="id_reason_hasil_kerja"')[2].partition("</textarea>")[0]
        assert (f"{process}: 6 hari menjadi 1" in reason) is is_quoted
