"""A law published later with effect on a finished quarter: shown first, then decided by a named person; both stay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.core.decisions import decisions_about
from selaras.core.errors import ChangedMeanwhile, InvalidInput, NotAllowed, StepNotPossible
from selaras.core.models import AuditEvent, Notice
from selaras.core.tests.read_pdf import squeezed, text_of
from selaras.evaluation.documents import kinerja_document
from selaras.evaluation.explain import explain
from selaras.evaluation.law_changes import review_law
from selaras.evaluation.models import Evaluation, LawCorrection
from selaras.evaluation.numbers import code_in_force
from selaras.evaluation.selectors import evaluation_for, objection_for
from selaras.evaluation.services import (
    ObjectionRuling,
    decide_objection,
    explain_objection,
    raise_objection,
    receive,
)
from selaras.evaluation.services.law import apply_changed_law
from selaras.evaluation.tests import stage
from selaras.evaluation.verification import verify
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import AgencyChoice
from selaras_rules import Period
from tests.cast import Cast

SignIn = Callable[[str], Client]
ON = date(2026, 11, 2)
Q1 = Period.parse(stage.Q1)
# Published in October with effect from January: behaviour above expectation lifts a result that met it.
NEW_LAW = """
[[predikat.kuadran.values]]
effective = 2026-01-01
promulgated = 2026-10-05
source = "permenpanrb-6-2022"
article = "Pasal uji yang berlaku surut"
standing = "assumed"
value.di_atas  = { di_atas = "sangat_baik",     sesuai = "sangat_baik",     di_bawah = "kurang" }
value.sesuai   = { di_atas = "baik",            sesuai = "baik",            di_bawah = "kurang" }
value.di_bawah = { di_atas = "butuh_perbaikan", sesuai = "butuh_perbaikan", di_bawah = "sangat_kurang" }
"""


def fixed_quarter(cast: Cast) -> Evaluation:
    """Ani's quarter: work above expectation and behaviour as expected, which was Baik."""
    skp = stage.stage_skp(cast.ani)
    stage.stage_work(skp)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    return evaluation_for(cast.actor("ani"), stage.fixed(cast, skp, "di_atas", "sesuai").pk)


def applied(
    cast: Cast, name: str = "dewi", digest: str = "", reason: str = "Pasal uji, sejak 1 Januari 2026."
) -> int:
    by = cast.actor(name, ON)
    found = review_law(cast.actor("dewi", ON), Q1, ruleset_for(cast.kupang, Q1.end))
    return apply_changed_law(cast.kupang, Q1, by=by, on=ON, reason=reason, digest=digest or found.digest)


@pytest.mark.trace("K-04", "P-21")
def test_new_decisions_supersede_and_the_old_ones_stay_readable(
    cast: Cast, sign_in: SignIn, publish: Callable[[str, str], None], clock_at: Callable[..., date]
) -> None:
    clock_at(2026, 4, 4)
    evaluation = fixed_quarter(cast)
    old_code = evaluation.code
    clock_at(2026, 11, 2)
    address = reverse("evaluation:law_changes", args=[stage.Q1])
    assert "Tidak ada hasil yang berbeda" in sign_in("fajar").get(address).content.decode()
    publish("predikat", NEW_LAW)
    shown = sign_in("fajar").get(address).content.decode()
    for words in (
        "1 hasil menjadi lain",
        cast.ani.full_name,
        "Pasal uji yang berlaku surut",
        "Yang memutuskan: Wali Kota",
    ):
        assert words in shown, words
    assert Evaluation.objects.get(pk=evaluation.pk).predikat == "baik"  # a look changes nothing
    told = explain(evaluation_for(cast.actor("ani"), evaluation.pk), cast.actor("ani"), ON)
    assert told is not None
    marked = [cell.predikat for row in told.quadrant.rows for cell in row.cells if cell.is_here]
    assert marked == ["baik"], "the table it was decided by, not the one published afterwards"

    form = sign_in("dewi").get(address).context["form"]
    sent = {
        "reason": "Pasal uji, sejak 1 Januari 2026.",
        "digest": form["digest"].value(),
        "form_key": form["form_key"].value(),
    }
    assert sign_in("dewi").post(address, sent).status_code == 302
    assert sign_in("dewi").post(address, sent).status_code == 302  # sent twice, done once
    first, second = decisions_about(evaluation.pk)
    assert (first.value, second.value, second.supersedes_id) == ("baik", "sangat_baik", first.pk)
    assert second.decided_by_name == cast.dewi.full_name
    assert second.inputs["evidence"] == first.inputs["evidence"]
    assert second.fingerprint != first.fingerprint

    fresh = evaluation_for(cast.actor("ani"), evaluation.pk)
    assert (fresh.predikat, fresh.rating_hasil_kerja, fresh.reason_hasil_kerja) == (
        "sangat_baik",
        "di_atas",
        stage.REASON,
    )
    why = explain(fresh, cast.actor("ani"), ON)
    assert why is not None
    assert "mengubah predikat dari Baik menjadi Sangat Baik" in why.summary[-1]
    assert [link.who for link in why.chain] == [cast.budi.full_name, cast.dewi.full_name]
    assert why.replaced_ratings == ()
    assert {rating.who for rating in why.ratings} == {cast.budi.full_name}, (
        "the reasons stay those of who wrote them"
    )
    assert (
        "mengikuti aturan yang berlaku surut"
        in sign_in("ani").get(reverse("evaluation:detail", args=[evaluation.pk])).content.decode()
    )
    printed = text_of(
        kinerja_document(fresh, lambda code: f"https://contoh/{code}", on=ON, with_ratings=True).content
    )
    assert squeezed("mengubah predikat dari Baik menjadi Sangat Baik") in printed

    old, new = verify(old_code), verify(code_in_force(fresh))
    assert old is not None
    assert new is not None
    assert (old.is_valid, new.is_valid) == (False, True)
    for person in (cast.ani, cast.budi):
        assert Notice.objects.filter(recipient_id=person.pk, text__contains="berlaku surut").count() == 1
    assert AuditEvent.objects.filter(kind="evaluation.law_applied", subject_id=cast.ani.pk).count() == 1
    assert "Tidak ada hasil yang berbeda" in sign_in("gita").get(address).content.decode()


def test_only_the_head_of_the_region_decides_with_a_reason_and_on_what_was_shown(
    cast: Cast, publish: Callable[[str, str], None]
) -> None:
    evaluation = fixed_quarter(cast)
    with pytest.raises(StepNotPossible, match="Tidak ada hasil"):
        applied(cast)
    publish("predikat", NEW_LAW)
    for name in ("fajar", "gita", "eka", "budi", "ani"):
        with pytest.raises(NotAllowed):
            applied(cast, name)
    with pytest.raises(InvalidInput):
        applied(cast, reason=" ")
    with pytest.raises(ChangedMeanwhile):
        applied(cast, digest="0" * 64)
    assert len(decisions_about(evaluation.pk)) == 1
    # The databases themselves keep a fixed result as it is while nobody decided so.
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        recording(stage.STAGED, by=SYSTEM, about=evaluation),
    ):
        Evaluation.objects.filter(pk=evaluation.pk).update(predikat="sangat_baik")
    assert applied(cast) == 1
    assert LawCorrection.objects.get().old_predikat == "baik"


def test_a_choice_that_reaches_back_changes_the_head_and_nobody_else(cast: Cast) -> None:
    """The agency maps «Baik» of an organisation to «di atas» for its head, from the year that is over."""
    stage.stage_organisation(cast)
    year = Period.of_year(2026)
    for person, penilai in ((cast.citra, "dewi"), (cast.ani, "budi")):
        skp = stage.stage_skp(person)
        stage.stage_dialogue(skp, date(2026, 12, 3))
        stage.fixed(cast, skp, period=stage.YEAR, on=stage.NEXT_YEAR, by=penilai)
    with recording(stage.STAGED, by=SYSTEM, about=cast.kupang):
        AgencyChoice.objects.create(
            agency=cast.kupang, key="head_of_organisation.mapping", effective=date(2026, 1, 1), reason="Uji",
            value={
                "istimewa": "di_atas", "baik": "di_atas", "butuh_perbaikan": "di_bawah", "kurang": "di_bawah",
                "sangat_kurang": "di_bawah",
            },
        )  # fmt: skip
    by = cast.actor("dewi", stage.NEXT_YEAR)
    found = review_law(by, year, ruleset_for(cast.kupang, year.end))
    ((only,), same) = found.differences, found.same
    assert (only.old_rating, only.rating, only.before, only.after, same) == (
        "sesuai",
        "di_atas",
        "baik",
        "baik",
        1,
    )
    count = apply_changed_law(
        cast.kupang, year, by=by, on=stage.NEXT_YEAR, reason="Pilihan diperbaiki.", digest=found.digest
    )
    of_citra = Evaluation.objects.get(skp__employee=cast.citra)
    assert (count, of_citra.rating_hasil_kerja, of_citra.predikat) == (1, "di_atas", "baik")


def test_after_an_objection_every_act_stays_told_and_only_the_last_paper_is_valid(
    cast: Cast, publish: Callable[[str, str], None], clock_at: Callable[..., date]
) -> None:
    day = clock_at(2026, 4, 6)
    evaluation = fixed_quarter(cast)
    ani, citra = cast.actor("ani"), cast.actor("citra")
    receive(evaluation, by=ani, on=day)
    raise_objection(evaluation, "Bukti Maret belum dilihat.", by=ani, on=day)
    explain_objection(
        objection_for(cast.actor("budi"), evaluation.pk), "Sudah.", by=cast.actor("budi"), on=day
    )
    ruling = ObjectionRuling("Dikuatkan", "di_atas", "sesuai")
    decide_objection(objection_for(citra, evaluation.pk), ruling, by=citra, on=day)
    codes = [evaluation.code, code_in_force(evaluation_for(ani, evaluation.pk))]
    clock_at(2026, 11, 2)
    publish("predikat", NEW_LAW)
    assert applied(cast) == 1
    fresh = evaluation_for(ani, evaluation.pk)
    why = explain(fresh, ani, ON)
    assert why is not None
    assert [link.icon for link in why.chain] == ["lock", "scale", "scroll-text"]
    assert "menguatkan predikat Baik" in why.summary[-2]
    papers = [verify(code) for code in (*codes, code_in_force(fresh))]
    assert [paper.is_valid for paper in papers if paper is not None] == [False, False, True]
    printed = text_of(
        kinerja_document(fresh, lambda code: f"https://contoh/{code}", on=ON, with_ratings=True).content
    )
    assert squeezed("mengubah predikat dari Baik menjadi Sangat Baik") in printed
    assert squeezed("Dikuatkan") in printed
