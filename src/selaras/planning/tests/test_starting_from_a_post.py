"""A plan begins where the author stands: the page recommends one start, and a post brings its usual results."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from selaras.core.errors import InvalidInput, NotAllowed
from selaras.planning.advice import hints_for
from selaras.planning.models import Iki, RencanaHasilKerja, Skp
from selaras.planning.post_patterns import (
    pattern_for,
    pattern_of_key,
    post_patterns,
    practice_focuses,
)
from selaras.planning.selectors import content_of
from selaras.planning.services import agree_skp, draft_skp, submit_skp
from selaras.planning.services.teaching import TeachingValues, plan_teaching
from selaras.planning.tests.stage import ON, agreed, drafted
from tests.cast import Cast


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Guru Ahli Pertama", "guru"), ("Kepala SMP Negeri 9", "kepala_sekolah"), ("Perawat Terampil", "perawat"),
        ("Dokter Ahli Pertama", "dokter"), ("Kepala UPTD Puskesmas Oebobo", "kepala_puskesmas"),
        ("Lurah Contoh", "lurah"),
        ("Penguji Kendaraan Bermotor Terampil", "penguji"), ("Penata Perizinan Ahli Pertama", "penata_perizinan"),
        ("Pengadministrasi Perkantoran", "pengadministrasi"), ("Kepala Dinas Kesehatan", "kepala_dinas"),
        ("Petugas Kelurahan", "petugas_kelurahan"),
    ],
)  # fmt: skip
def test_a_title_finds_its_pattern(title: str, key: str) -> None:
    found = pattern_for(title)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("Seksi Parkir Dinas Perhubungan", "lalu_lintas"), ("Kelurahan Contoh Kecamatan Alak", "petugas_kelurahan"),
        ("UPTD Puskesmas Contoh Dinas Kesehatan", None), ("", None),
    ],
)  # fmt: skip
def test_a_title_borne_in_every_office_tells_the_work_by_its_unit(place: str, key: str | None) -> None:
    found = pattern_for("Operator Layanan Operasional", place)
    assert (found.key if found else None) == key


def test_a_title_without_a_pattern_finds_none() -> None:
    assert pattern_for("Juru Masak") is None
    assert pattern_of_key("juru_masak") is None


@pytest.mark.trace("P-08", "P-14")
@pytest.mark.parametrize("pattern", post_patterns(), ids=lambda pattern: pattern.key)
def test_every_pattern_is_an_example_one_may_follow(pattern: Any) -> None:
    """Only what the author alone can know is left open; nothing is an activity or counts without a partner."""
    assert 2 <= len(pattern.rhk) <= 7
    for rhk in pattern.rhk:
        assert len(rhk["text"]) <= 500
        assert rhk["beneficiary"]
        assert {iki.get("aspect", "") for iki in rhk["iki"]} != {"kuantitas"}, rhk["text"]
        for iki in rhk["iki"]:
            assert iki["unit"]
            assert iki["source"]
            assert iki["example"]
            assert iki["pattern"] != "rilis" or iki["month"] in range(1, 13)


@pytest.mark.trace("P-22", "C-06")
@time_machine.travel("2026-01-05 09:00+08:00")
def test_a_nurse_without_last_year_is_recommended_the_examples_of_her_post(cast: Cast, sign_in: Any) -> None:
    page = sign_in("ani").get(reverse("planning:start"), {"tahun": "2026"})
    first, _label = page.context["form"].fields["source"].choices[0]
    assert first == "post"
    assert page.content.decode().count("(disarankan)") == 1
    answer = sign_in("ani").post(reverse("planning:start"), {"source": "post", "approach": "kuantitatif"})
    assert answer.status_code == 302
    content = content_of(Skp.objects.get(employee=cast.ani))
    assert len(content["rhk"]) == 4
    measures = [iki for rhk in content["rhk"] for iki in rhk["iki"]]
    assert all(iki["unit"] and iki["data_source"] for iki in measures)
    assert not any(iki["target"] or iki["baseline"] for iki in measures), "who plans sets the target"
    assert all(rhk["is_carried_over"] for rhk in content["rhk"])
    codes = {hint.code for hint in hints_for(content)}
    assert not codes & {"activity", "quantity_only", "no_source", "no_unit", "too_many", "yearly_index"}


@pytest.mark.trace("K-20", "P-22")
def test_last_years_plan_is_recommended_before_everything_else(cast: Cast, sign_in: Any) -> None:
    agreed(cast, "ani", "budi")
    with time_machine.travel("2026-12-01 09:00+08:00"):
        page = sign_in("ani").get(reverse("planning:start"), {"tahun": "2027"})
    choices = page.context["form"].fields["source"].choices
    assert [name for name, _label in choices] == ["last", "post", "empty"]
    assert "(disarankan)" in choices[0][1]


def test_another_post_may_be_chosen_and_an_unknown_one_is_refused(cast: Cast, sign_in: Any) -> None:
    told = {"source": "post", "approach": "kuantitatif", "post": "dokter"}
    with time_machine.travel("2026-01-05 09:00+08:00"):
        assert (
            sign_in("ani").post(reverse("planning:start"), {**told, "post": "../rahasia"}).status_code == 422
        )
        assert sign_in("ani").post(reverse("planning:start"), told).status_code == 302
    assert RencanaHasilKerja.objects.filter(skp__employee=cast.ani, text__contains="layanan primer").exists()


def cycle(**changes: Any) -> TeachingValues:
    told: dict[str, Any] = {
        "focus": practice_focuses()[2], "method": "membaca berpasangan", "class_name": "kelas VIII-B",
        "period": "semester genap", "observed_on": date(2026, 3, 10), "seen": Decimal(4), "reached": Decimal(69),
        "baseline": Decimal(58),
    }  # fmt: skip
    return TeachingValues(**{**told, **changes})


@pytest.mark.trace("K-08")
def test_a_teachers_practice_focus_is_agreed_as_a_result_with_indicators(cast: Cast) -> None:
    teacher, head = cast.actor("ani"), cast.actor("budi")
    skp = draft_skp(cast.ani, 2026, by=teacher, on=ON)
    plan_teaching(skp, cycle(), by=teacher, on=ON)
    submit_skp(skp, by=teacher, on=ON)
    version = agree_skp(skp, by=head, on=ON)
    (rhk,) = version.content["rhk"]
    for word in ("kelas VIII-B", "membaca berpasangan", "Umpan balik yang membangun", "semester genap"):
        assert word in rhk["text"]
    practice, pupils = rhk["iki"]
    assert (practice["target"], practice["unit"]) == ("4", "perilaku")
    assert "10 Maret 2026" in practice["data_source"]
    assert (pupils["target"], pupils["baseline"], pupils["unit"]) == ("69", "58", "%")


@pytest.mark.trace("K-08")
def test_the_form_of_the_focus_says_what_cannot_be(cast: Cast, sign_in: Any) -> None:
    skp = drafted(cast, "ani")
    page = reverse("planning:teaching", args=[skp.pk])
    told = {
        "focus": "umpan_balik", "method": "diskusi", "class_name": "VIII-B", "period": "genap", "seen": "4",
        "observed_on": "2026-03-10", "reached": "69", "baseline": "",
    }  # fmt: skip
    for change in (
        {"focus": "lain"}, {"observed_on": "2027-03-10"}, {"seen": "0"}, {"seen": "6"}, {"reached": "101"},
        {"method": "x" * 1_000_000}, {"class_name": "\x00"},
    ):  # fmt: skip
        assert sign_in("ani").post(page, {**told, **change}).status_code == 422, change
    assert sign_in("hadi").get(page).status_code == 404
    assert sign_in("budi").get(page).status_code == 403
    assert sign_in("ani").post(page, told).status_code == 302
    assert Iki.objects.filter(rhk__skp=skp).count() == 3
    with pytest.raises(NotAllowed):
        plan_teaching(skp, cycle(), by=cast.actor("budi"), on=ON)
    with pytest.raises(InvalidInput):
        plan_teaching(skp, cycle(seen=Decimal(9)), by=cast.actor("ani"), on=ON)
