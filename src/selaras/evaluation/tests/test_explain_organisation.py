"""«Mengapa predikat organisasi ini?»: who set it and why, what follows for who leads it, as page, data and paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from selaras.core.tests.read_pdf import squeezed, text_of
from selaras.evaluation.services import YearOfOrganisation, set_organisation_predikat
from selaras.evaluation.tests import stage
from selaras.evaluation.tests.conftest import TurnClock
from selaras_rules import Period
from tests.cast import Cast

SignIn = Callable[[str], Client]
YEAR = Period.of_year(2026)


def set_predikat(cast: Cast, predikat: str, reason: str, period: Period = YEAR) -> None:
    by = cast.actor("dewi", stage.NEXT_YEAR)
    set_organisation_predikat(
        cast.units["dinkes"], period, predikat=predikat, reason=reason, by=by, on=stage.NEXT_YEAR,
        judged=YearOfOrganisation("sesuai", "sesuai"),
    )  # fmt: skip


@pytest.mark.trace("K-04", "P-21")
def test_the_whole_chain_and_what_follows_for_the_head(cast: Cast, sign_in: SignIn) -> None:
    address = reverse("evaluation:organisation_why", args=[cast.units["dinkes"].pk, "2026"])
    assert "belum ditetapkan" in sign_in("ani").get(address).content.decode()
    set_predikat(cast, "baik", "Delapan dari sepuluh target perjanjian kinerja tercapai.")
    set_predikat(cast, "istimewa", "Angka stunting ternyata turun lebih jauh.")
    page = sign_in("ani").get(address).content.decode()
    for words in (
        "Angka stunting ternyata turun lebih jauh.", "Delapan dari sepuluh target", cast.dewi.full_name,
        "hasil kerja pimpinannya pada tahun itu: Di atas ekspektasi", "SE MenPANRB 3/2023", "Pasal 25",
        "Digantikan oleh keputusan di bawahnya",
    ):  # fmt: skip
        assert words in page, words
    # Who may not see how people spread finds no way there.
    assert f'href="{reverse("evaluation:distribution", args=[cast.units["dinkes"].pk, "2026"])}"' not in page

    first, last = sign_in("gita").get(f"{address}?bentuk=json").json()["decisions"]
    assert (first["value"], last["value"], last["supersedes"]) == ("baik", "istimewa", first["id"])
    assert last["decided_by"] == cast.dewi.full_name
    assert (first["follows"]["value"], last["follows"]["value"]) == ("sesuai", "di_atas")
    assert {step["source"] for step in last["follows"]["because"]} == {"se-menpanrb-3-2023"}
    assert len(last["fingerprint"]) == 64

    paper = sign_in("ani").get(f"{address}?bentuk=pdf")
    assert paper["Content-Type"] == "application/pdf"
    printed = text_of(paper.content)
    assert squeezed("SE MenPANRB 3/2023") in printed
    assert "KONSEP" not in printed


@pytest.mark.trace("K-04")
def test_who_sets_it_before_the_year_is_over_reads_what_that_means_and_so_does_everybody(
    cast: Cast, sign_in: SignIn, clock_at: TurnClock
) -> None:
    dinkes = cast.units["dinkes"]
    form, why = (
        reverse(f"evaluation:organisation_{name}", args=[dinkes.pk, "2026"]) for name in ("set", "why")
    )
    on = clock_at(2026, 11, 27)
    assert "Tahun 2026 masih berjalan" in sign_in("dewi").get(form).content.decode()
    by = cast.actor("dewi", on)
    set_organisation_predikat(
        dinkes, YEAR, predikat="baik", reason="Capaian sampai November.", by=by, on=on,
        judged=YearOfOrganisation("sesuai", "sesuai"),
    )  # fmt: skip
    page = sign_in("ani").get(why).content.decode()
    assert "Waktu itu periodenya masih berjalan (sampai 31 Desember 2026)" in page
    assert "Ditetapkan 27 November 2026, sebelum Tahun 2026 berakhir" in page
    # Looked at again after the year, the form and the explanation say nothing of it any more.
    clock_at(2027, 1, 12)
    set_predikat(cast, "baik", "Capaian setahun penuh.")
    assert "masih berjalan" not in sign_in("dewi").get(form).content.decode()
    page = sign_in("ani").get(why).content.decode()
    assert "masih berjalan" not in page
    assert "Capaian sampai November." in page


def test_a_quarter_gives_nothing_to_the_head_and_a_stranger_learns_nothing(
    cast: Cast, sign_in: SignIn
) -> None:
    set_predikat(cast, "baik", "Capaian triwulan.", Period.parse("2026-TW1"))
    address = reverse("evaluation:organisation_why", args=[cast.units["dinkes"].pk, "2026-TW1"])
    assert "Tidak ada yang mengikuti" in sign_in("citra").get(address).content.decode()
    (only,) = sign_in("citra").get(f"{address}?bentuk=json").json()["decisions"]
    assert only["follows"] == {}
    assert sign_in("ivan").get(address).status_code == 404
