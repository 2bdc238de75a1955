"""A plan begins: by the person, once a year, from last year, the matrix, or nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.core.models import Notice
from selaras.organisation.models import Employee
from selaras.planning import events
from selaras.planning.models import Iki, RencanaHasilKerja, Skp, SkpKind
from selaras.planning.selectors import content_of, current_skp, role_of
from selaras.planning.services import RhkValues, add_rhk, draft_skp, review_rhk, set_matrix_cell, submit_skp
from selaras.planning.tests.stage import MEASURE, ON, agreed, drafted, first_result, submitted
from tests.cast import Cast


@pytest.mark.trace("P-22")
def test_an_employee_drafts_and_nobody_else_can_do_it_for_her(cast: Cast) -> None:
    for name in ("budi", "eka", "fajar"):
        with pytest.raises(NotAllowed):
            draft_skp(cast.ani, 2026, by=cast.actor(name), on=ON)
    skp = draft_skp(cast.ani, 2026, by=cast.actor("ani"), on=ON)
    assert (skp.status, skp.kind, skp.pejabat_penilai) == ("draft", SkpKind.JA_JF, cast.budi)
    assert skp.atasan_pejabat_penilai == cast.citra


@pytest.mark.trace("C-13")
def test_a_second_plan_for_the_same_year_is_refused_with_an_explanation(cast: Cast) -> None:
    drafted(cast, "ani")
    for start, end in ((None, None), (date(2026, 3, 1), date(2026, 3, 31))):
        with pytest.raises(StepNotPossible, match="sekali untuk setahun, bukan tiap bulan"):
            draft_skp(cast.ani, 2026, by=cast.actor("ani"), on=ON, start=start, end=end)
    assert Skp.objects.filter(employee=cast.ani).count() == 1


@pytest.mark.trace("C-13")
def test_the_page_says_the_same_and_nothing_is_lost(cast: Cast, sign_in: Any) -> None:
    drafted(cast, "ani")
    answer = sign_in("ani").post(
        reverse("planning:start") + "?tahun=2026", {"source": "empty", "approach": "kuantitatif"}
    )
    assert answer.status_code == 409
    assert "sekali untuk setahun" in answer.content.decode()


@pytest.mark.parametrize("status", ["cltn", "mpp", "pemberhentian_sementara"])
def test_who_is_exempt_by_law_makes_no_plan(cast: Cast, status: str) -> None:
    with recording(events.SKP_DRAFTED, by=SYSTEM, about=cast.ani, year=2026, source="uji"):
        Employee.objects.filter(pk=cast.ani.pk).update(legal_status=status)
    cast.ani.refresh_from_db()
    with pytest.raises(StepNotPossible, match="SKP tidak disusun"):
        draft_skp(cast.ani, 2026, by=cast.actor("ani"), on=ON)


def test_a_state_official_makes_no_plan(cast: Cast) -> None:
    with pytest.raises(StepNotPossible):
        draft_skp(cast.dewi, 2026, by=cast.actor("dewi"), on=ON)


def test_the_head_of_an_agency_gets_the_form_of_leaders(cast: Cast) -> None:
    assert draft_skp(cast.citra, 2026, by=cast.actor("citra"), on=ON).kind == SkpKind.JPT
    assert draft_skp(cast.budi, 2026, by=cast.actor("budi"), on=ON).kind == SkpKind.JA_JF


def test_an_impossible_year_is_refused(cast: Cast) -> None:
    for year in (3, 2101):
        with pytest.raises(InvalidInput):
            draft_skp(cast.ani, year, by=cast.actor("ani"), on=ON)
    with pytest.raises(InvalidInput):
        draft_skp(cast.ani, 2026, by=cast.actor("ani"), on=ON, start=date(2026, 5, 1), end=date(2026, 4, 1))


@pytest.mark.trace("P-22")
def test_every_line_of_last_year_comes_back_marked_for_review(cast: Cast) -> None:
    by = cast.actor("ani")
    old = drafted(cast, "ani", "Pasien aman", "Catatan lengkap")
    new = draft_skp(cast.ani, 2027, by=by, on=date(2026, 12, 1), copy_from=old)
    rows = content_of(new)["rhk"]
    assert [row["text"] for row in rows] == ["Pasien aman", "Catatan lengkap"]
    assert all(row["is_carried_over"] and row["iki"][0]["is_carried_over"] for row in rows)
    review_rhk(first_result(new), by=by, on=ON)
    assert [row["is_carried_over"] for row in content_of(new)["rhk"]] == [False, True]
    assert Iki.objects.filter(rhk__skp=old, is_carried_over=True).count() == 0


@pytest.mark.trace("C-17")
def test_a_plan_is_handed_in_while_the_leader_has_none_and_the_leader_is_reminded(cast: Cast) -> None:
    skp = submitted(cast, "ani")
    assert current_skp(cast.budi.pk, 2026) is None
    assert skp.status == "submitted"
    to_budi = Notice.objects.filter(recipient_id=cast.budi.pk).values_list("kind", flat=True)
    assert sorted(to_budi) == ["skp.leader_missing", "skp.submitted"]
    assert not Notice.objects.filter(recipient_id=cast.ani.pk).exists()


@pytest.mark.trace("C-17")
def test_the_waiting_person_reads_that_nothing_is_expected_of_her(cast: Cast, sign_in: Any) -> None:
    skp = submitted(cast, "ani")
    page = sign_in("ani").get(reverse("planning:detail", args=[skp.pk])).content.decode()
    assert "Menunggu atasan" in page


@pytest.mark.trace("C-17")
def test_the_link_to_the_leaders_result_follows_later(cast: Cast) -> None:
    skp = drafted(cast, "ani")
    assert content_of(skp)["rhk"][0]["parent_id"] == ""
    budi, _version = agreed(cast, "budi", "citra", "Warga terlayani")
    by = cast.actor("ani")
    rhk = add_rhk(skp, RhkValues("Warga berobat", parent=first_result(budi)), by=by, on=ON)
    assert content_of(skp)["rhk"][1]["parent_text"] == "Warga terlayani"
    assert rhk.skp_id == skp.pk


def test_without_a_pejabat_penilai_the_plan_cannot_be_handed_in_and_says_what_to_do(cast: Cast) -> None:
    skp = drafted(cast, "gita")
    with pytest.raises(StepNotPossible, match="Atasan saya keliru"):
        submit_skp(skp, by=cast.actor("gita"), on=ON)


@pytest.mark.trace("K-06")
def test_the_matrix_becomes_the_draft_and_the_role_names_whom_it_supports(cast: Cast) -> None:
    budi, _version = agreed(cast, "budi", "citra", "Warga hipertensi terobati")
    leader_result = first_result(budi)
    set_matrix_cell(leader_result, cast.ani, text="360 penderita dipantau", by=cast.actor("budi"), on=ON)
    before = role_of(cast.ani.pk, 2026)
    assert (before.skp, before.expected_by_matrix) == (None, ["360 penderita dipantau"])
    draft_skp(cast.ani, 2026, by=cast.actor("ani"), on=ON, from_matrix=True)
    role = role_of(cast.ani, 2026)
    assert [(line.rhk.text, line.supports_text, line.supports_whom) for line in role.lines] == [
        ("360 penderita dipantau", "Warga hipertensi terobati", cast.budi.full_name)
    ]
    assert (role.position_title, role.pejabat_penilai) == ("Perawat Ahli Pertama", cast.budi)
    assert (role.lines[0].due, role.plan_due) == (date(2026, 12, 31), date(2026, 1, 31))
    assert role.expected_by_matrix == []


def test_a_double_click_on_begin_makes_one_plan(cast: Cast, sign_in: Any) -> None:
    browser = sign_in("ani")
    address = reverse("planning:start") + "?tahun=2026"
    key = browser.get(address).context["form"]["form_key"].value()
    data = {"source": "empty", "approach": "kuantitatif", "form_key": key}
    first, second = browser.post(address, data), browser.post(address, data)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Skp.objects.filter(employee=cast.ani).count() == 1


def test_measures_carry_numbers_as_texts(cast: Cast) -> None:
    iki = content_of(drafted(cast, "ani"))["rhk"][0]["iki"][0]
    assert (iki["target"], iki["target_text"], iki["unit"]) == ("85", "85", MEASURE.unit_of_measure)
    assert RencanaHasilKerja.objects.count() == 1
