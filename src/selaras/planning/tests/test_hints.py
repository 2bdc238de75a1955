"""Help while writing: each weakness raises its hint, a good plan raises none, and what is considered is remembered."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from selaras.core.errors import InvalidInput, NotAllowed
from selaras.planning.advice import hints_for, hints_within
from selaras.planning.selectors import content_of
from selaras.planning.services import IkiValues, RhkValues, add_iki, add_rhk, draft_skp, submit_skp
from selaras.planning.services.advice import consider_hint, recall_hint
from selaras.planning.tests.stage import ON, drafted
from tests.cast import Cast

GOOD: dict[str, Any] = {
    "text": "Penderita yang tekanan darahnya terkendali", "aspect": "kualitas", "target": Decimal(70),
    "unit_of_measure": "%", "baseline": Decimal(62), "data_source": "Register puskesmas", "pattern": "posisi",
    "above_text": "80 %", "expected_text": "70 %", "below_text": "di bawah 60 %",
}  # fmt: skip


def codes(cast: Cast, *rows: tuple[str, list[dict[str, Any]]]) -> set[str]:
    """The hints of a plan with these results; each measure is the good one with changes."""
    by = cast.actor("ani")
    skp = draft_skp(cast.ani, 2026, by=by, on=ON)
    for text, measures in rows:
        rhk = add_rhk(skp, RhkValues(text), by=by, on=ON)
        for changes in measures:
            add_iki(rhk, IkiValues(**{**GOOD, **changes}), by=by, on=ON)
    return {hint.code for hint in hints_for(content_of(skp))} - {"no_support"}


RESULT = "Penderita hipertensi terobati sesuai standar"
PUPILS: dict[str, Any] = {
    "text": "Jumlah murid terdaftar", "aspect": "kuantitas", "unit_of_measure": "murid", "target": Decimal(180),
    "baseline": Decimal(171), "expected_text": "180 murid",
}  # fmt: skip


@pytest.mark.trace("P-08")
def test_a_good_plan_raises_no_hint(cast: Cast) -> None:
    assert codes(cast, (RESULT, [{}])) == set()


@pytest.mark.trace("P-08", "K-20")
def test_a_hint_stands_with_its_result_and_under_the_field_that_answers_it(cast: Cast, sign_in: Any) -> None:
    by = cast.actor("ani")
    skp = draft_skp(cast.ani, 2026, by=by, on=ON)
    weak, good = (add_rhk(skp, RhkValues(text), by=by, on=ON) for text in ("Melaksanakan rapat", RESULT))
    iki = add_iki(weak, IkiValues(**{**GOOD, "data_source": ""}), by=by, on=ON)
    add_iki(good, IkiValues(**GOOD), by=by, on=ON)
    hints = hints_for(content_of(skp))
    assert {row.hint.code: row.about for row in hints_within(hints, str(weak.pk))} == {
        "activity": (), "no_support": (), "no_source": (GOOD["text"],),
    }  # fmt: skip
    assert [row.hint.code for row in hints_within(hints, str(good.pk))] == ["no_support"]
    page = sign_in("ani").get(reverse("planning:edit", args=[skp.pk])).content.decode()
    assert page.index('id="saran"') < page.index(f'id="rhk-{weak.pk}"'), "the list comes before the plan"
    assert page.count('class="local-hints"') == 2
    assert (
        'class="local-hints"'
        not in sign_in("ani").get(reverse("planning:detail", args=[skp.pk])).content.decode()
    )
    source = reverse("planning:iki_edit", args=[iki.pk])
    field = sign_in("ani").get(source).content.decode().partition('name="data_source"')[2]
    assert "Sumber data belum ditulis." in field.partition('name="pattern"')[0]
    consider_hint(skp, "no_source", by=by, on=ON)
    assert "Sumber data belum ditulis." not in sign_in("ani").get(source).content.decode()
    result = sign_in("ani").get(reverse("planning:rhk_edit", args=[weak.pk])).content.decode()
    assert "Ditulis sebagai kegiatan, bukan hasil." in result


@pytest.mark.trace("P-08", "P-14", "C-06")
@pytest.mark.parametrize(
    ("code", "text", "changes"),
    [
        ("activity", "Melaksanakan rapat koordinasi", {}),
        ("activity", "menyusun, laporan", {}),
        ("no_unit", RESULT, {"unit_of_measure": ""}),
        ("no_baseline", RESULT, {"baseline": None}),
        ("no_source", RESULT, {"data_source": ""}),
        ("unchanged_target", RESULT, {"baseline": Decimal(70)}),
        ("quantity_only", RESULT, {"aspect": "kuantitas"}),
        ("yearly_index", RESULT, {"text": "Indeks kepuasan masyarakat"}),
        ("yearly_index", RESULT, {"text": "Prevalensi stunting menurut survei"}),
        ("no_criteria", RESULT, {"above_text": ""}),
        ("other_number", RESULT, {"target": Decimal(400), "expected_text": "320 pasien"}),
        ("other_number", RESULT, {"expected_text": "69,5 % atau lebih"}),
    ],
)
def test_each_weakness_raises_its_hint(cast: Cast, code: str, text: str, changes: dict[str, Any]) -> None:
    assert codes(cast, (text, [changes])) == {code}


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (Decimal(1250), "1.250 pasien, sedikitnya 1.200"),
        (Decimal("98.5"), "98,50 %"),
        (Decimal(70), "sesuai target"),
    ],
)
def test_criteria_that_name_the_target_or_no_number_are_fine(cast: Cast, target: Decimal, words: str) -> None:
    assert codes(cast, (RESULT, [{"target": target, "expected_text": words}])) == set()


def test_an_index_read_in_the_month_it_comes_out_is_fine(cast: Cast) -> None:
    told = {"text": "Indeks kepuasan masyarakat", "pattern": "rilis", "release_month": 12}
    assert codes(cast, (RESULT, [told])) == set()


@pytest.mark.trace("P-14")
def test_more_pupils_need_a_start_and_a_partner(cast: Cast) -> None:
    alone = codes(cast, ("Sekolah menjaga dan menambah murid", [PUPILS]))
    assert "more_pupils" in alone
    assert "quantity_only" in alone


@pytest.mark.trace("P-14")
def test_a_partner_that_guards_quality_calms_the_hint(cast: Cast) -> None:
    dropped = {
        "text": "Murid putus sekolah", "unit_of_measure": "murid", "target": Decimal(0), "baseline": Decimal(2),
            "expected_text": "0 murid",
        "direction": "less_is_better",
    }  # fmt: skip
    assert codes(cast, ("Sekolah menjaga dan menambah murid", [PUPILS, dropped])) == set()


@pytest.mark.trace("P-14")
def test_with_a_partner_but_without_a_start_the_hint_stays(cast: Cast) -> None:
    found = codes(cast, ("Sekolah menambah murid", [{**PUPILS, "baseline": None}, {}]))
    assert found == {"more_pupils", "no_baseline"}


@pytest.mark.trace("C-06")
def test_the_same_targets_everywhere_raise_a_hint(cast: Cast) -> None:
    rows: list[tuple[str, list[dict[str, Any]]]] = [(f"Hasil {number}", [{}]) for number in range(3)]
    assert "same_targets" in codes(cast, *rows)


@pytest.mark.trace("K-18")
def test_with_the_eighth_main_result_the_author_is_asked_which_to_drop(cast: Cast, sign_in: Any) -> None:
    rows = [(f"Hasil {number}", [{"target": Decimal(70 + number)}]) for number in range(7)]
    assert "too_many" not in codes(cast, *rows)
    skp = cast.ani.skp_list.get()
    by = cast.actor("ani")
    last = add_rhk(skp, RhkValues("Hasil kedelapan"), by=by, on=ON)
    add_iki(last, IkiValues(**{**GOOD, "target": Decimal(99)}), by=by, on=ON)
    hint = next(hint for hint in hints_for(content_of(skp)) if hint.code == "too_many")
    assert "Mana yang dilepas?" in hint.title
    assert len(hint.places) == 8
    page = sign_in("ani").get(reverse("planning:edit", args=[skp.pk])).content.decode()
    assert f'href="#rhk-{last.pk}"' in page
    submit_skp(skp, by=by, on=ON)
    assert skp.status == "submitted", "a hint never blocks"


def test_what_is_considered_stays_aside_until_it_is_called_back(cast: Cast, sign_in: Any) -> None:
    skp = drafted(cast, "ani", "Melaksanakan rapat")
    page, step = reverse("planning:edit", args=[skp.pk]), reverse("planning:hint", args=[skp.pk])
    shown = sign_in("ani").get(page)
    assert "activity" in {hint.code for hint in shown.context["hints"]}
    assert sign_in("ani").post(step, {"code": "activity"}).status_code == 302
    shown = sign_in("ani").get(page)
    assert [hint.code for hint in shown.context["ignored"]] == ["activity"]
    assert "activity" not in {hint.code for hint in shown.context["hints"]}
    assert sign_in("ani").post(step, {"code": "activity", "kembali": "1"}).status_code == 302
    skp.refresh_from_db()
    assert skp.considered_hints == []


def test_only_the_author_puts_a_known_hint_aside(cast: Cast, sign_in: Any) -> None:
    skp = drafted(cast, "ani")
    step = reverse("planning:hint", args=[skp.pk])
    assert sign_in("ani").post(step, {"code": "x" * 1_000_000}).status_code == 422
    assert sign_in("ani").post(step, {"code": "\x00"}).status_code == 422
    assert sign_in("budi").post(step, {"code": "activity"}).status_code == 403
    assert sign_in("ivan").post(step, {"code": "activity"}).status_code == 404
    with pytest.raises(NotAllowed):
        consider_hint(skp, "activity", by=cast.actor("budi"), on=ON)
    with pytest.raises(InvalidInput):
        recall_hint(skp, "lain", by=cast.actor("ani"), on=ON)
    consider_hint(skp, "activity", by=cast.actor("ani"), on=ON)
    consider_hint(skp, "activity", by=cast.actor("ani"), on=ON)
    skp.refresh_from_db()
    assert skp.considered_hints == ["activity"]
