"""The official papers, and what the public page says about a printed code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from selaras.core.documents import format_verification_code, new_verification_code
from selaras.evaluation.documents import evaluation_form, kinerja_document, verify
from selaras.evaluation.models import Evaluation
from selaras.evaluation.numbers import code_in_force
from selaras.evaluation.selectors import evaluation_for, objection_for
from selaras.evaluation.services import (
    ObjectionRuling,
    add_own_view,
    decide_objection,
    explain_objection,
    raise_objection,
    receive,
)
from selaras.evaluation.tests import stage
from tests.cast import Cast

SignIn = Callable[[str], Client]
ON = date(2026, 4, 4)


def address(code: str) -> str:
    return f"https://selaras.example/verifikasi/{code}/"


def watched(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The documents as they go to the typesetter."""
    seen: list[Any] = []

    def keep(document: Any, created_at: datetime) -> bytes:
        seen.append(document)
        return b""

    monkeypatch.setattr("selaras.evaluation.documents.render_pdf", keep)
    return seen


def objected(cast: Cast) -> Evaluation:
    skp = stage.stage_skp(cast.ani)
    stage.stage_work(skp)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    evaluation = stage.fixed(cast, skp)
    receive(evaluation, by=cast.actor("ani"), on=ON)
    add_own_view(evaluation, "Pandangan saya sendiri.", by=cast.actor("ani"), on=ON, revision=0)
    raise_objection(evaluation, "Alasan keberatan saya.", by=cast.actor("ani"), on=ON)
    explain_objection(
        objection_for(cast.actor("budi"), evaluation.pk), "Penjelasan.", by=cast.actor("budi"), on=ON
    )
    return evaluation_for(cast.actor("ani"), evaluation.pk)


def decided(cast: Cast) -> Evaluation:
    evaluation = objected(cast)
    objection = objection_for(cast.actor("citra"), evaluation.pk)
    decide_objection(
        objection, ObjectionRuling("Diubah.", "di_atas", "di_atas"), by=cast.actor("citra"), on=ON
    )
    return evaluation_for(cast.actor("ani"), evaluation.pk)


@pytest.mark.trace("K-22", "K-05")
def test_both_papers_are_printed_and_the_same_each_time(cast: Cast) -> None:
    evaluation = decided(cast)
    for make in (
        lambda: evaluation_form(evaluation, address, with_ratings=True),
        lambda: kinerja_document(evaluation, address, on=ON, with_ratings=True),
    ):
        paper = make()
        assert paper.content == make().content
        assert paper.name.endswith(".pdf")
        with pikepdf.open(BytesIO(paper.content)) as pdf:
            assert pdf.Root.MarkInfo.Marked


@pytest.mark.trace("K-22")
def test_the_document_holds_own_view_and_objection(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = watched(monkeypatch)
    kinerja_document(decided(cast), address, on=ON, with_ratings=True)
    (document,) = seen
    assert any("Pandangan saya sendiri." in note for note in document.notes)
    assert document.objection.grounds == "Alasan keberatan saya."
    assert document.objection.explanation == "Penjelasan."
    assert (document.evaluation.predikat, document.objection.predikat) == ("baik", "sangat_baik")
    assert document.received_on == ON
    assert document.atasan_pejabat_penilai.name == cast.citra.full_name


@pytest.mark.trace("K-22")
def test_the_form_says_which_predikat_is_in_force_after_an_objection(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = watched(monkeypatch)
    evaluation_form(decided(cast), address, with_ratings=True)
    result = seen[0].evaluation
    assert result.predikat == "baik"
    assert any("predikat yang berlaku: Sangat Baik" in note for note in result.notes)


def test_a_draft_is_a_konsep_and_shows_ratings_only_to_their_author(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = watched(monkeypatch)
    evaluation = stage.rated(cast, stage.stage_skp(cast.ani), "di_bawah")
    evaluation_form(evaluation, address, with_ratings=False)
    assert seen[0].skp.verification is None
    assert (seen[0].evaluation.rating_hasil_kerja, seen[0].evaluation.reason_hasil_kerja) == ("", "")


@pytest.mark.trace("C-11")
def test_a_code_is_confirmed_without_telling_about_the_person(cast: Cast) -> None:
    evaluation = objected(cast)
    found = verify(format_verification_code(evaluation.code).lower())
    assert found is not None
    assert (found.is_valid, found.issued_on) == (True, ON)
    told = f"{found.kind} {found.number} {found.issued_on} {found.agency}"
    assert cast.ani.name not in told
    assert "Baik" not in told


@pytest.mark.trace("C-11")
def test_after_the_objection_the_old_printout_is_superseded(cast: Cast) -> None:
    evaluation = decided(cast)
    old, new = verify(evaluation.code), verify(code_in_force(evaluation))
    assert old is not None
    assert new is not None
    assert (old.is_valid, new.is_valid) == (False, True)


def test_codes_of_plans_are_known_and_superseded_by_the_next_version(cast: Cast) -> None:
    skp = stage.stage_skp(cast.ani)
    first = skp.versions.get()
    assert verify(first.code).is_valid  # type: ignore[union-attr]
    stage.agree(skp, stage.moment(2026, 5, 1))
    assert not verify(first.code).is_valid  # type: ignore[union-attr]


def test_unknown_wrong_and_unissued_codes_say_nothing(cast: Cast) -> None:
    evaluation = stage.rated(cast, stage.stage_skp(cast.ani))
    for code in (evaluation.code, new_verification_code(), "", "x" * 500, "7K3M-9QWX-4TZZ", "\u202e<script>"):
        assert verify(code) is None


def test_the_files_are_served_as_files(cast: Cast, sign_in: SignIn) -> None:
    evaluation = decided(cast)
    for view in ("form_pdf", "document_pdf"):
        response = sign_in("ani").get(reverse(f"evaluation:{view}", args=[evaluation.pk]))
        assert response["Content-Type"] == "application/pdf"
        assert response["Cache-Control"] == "private, no-store"
        assert response.content.startswith(b"%PDF")
