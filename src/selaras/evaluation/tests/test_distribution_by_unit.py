"""An agency may hold the pattern against each unit instead of the whole OPD; it stays advice, and moves nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.core.documents import new_verification_code
from selaras.core.errors import InvalidInput
from selaras.evaluation.models import Evaluation, OrganisationPredikat
from selaras.evaluation.services import finalise
from selaras.evaluation.spread import spread_of
from selaras.evaluation.tests import stage
from selaras.organisation.models import Employee, Unit
from selaras.organisation.services import choose_option
from selaras.planning.models import Skp
from selaras_rules import Period
from tests.cast import Cast
from tests.fixtures import SignedIn

YEAR, DAY = Period.of_year(2026), date(2026, 3, 2)


@pytest.fixture
def plans(cast: Cast, clock_at: Callable[..., date]) -> list[Skp]:
    """Six Baik in the puskesmas, six Sangat Baik in a laboratory, two in a store; one more of the puskesmas waits."""
    clock_at(2027, 1, 12)
    stage.stage_organisation(cast)
    people = stage.stage_colleagues(cast, 15)
    _move(cast, people[6:12], "Laboratorium Kesehatan")
    _move(cast, people[12:14], "Gudang Farmasi")
    plans = [stage.stage_skp(person, rhk=1) for person in people]
    _fix(cast, plans[:6], "baik")
    _fix(cast, plans[6:12], "sangat_baik")
    _fix(cast, plans[12:14], "kurang")
    stage.stage_dialogue(plans[14], date(2026, 11, 30))
    return plans


def choose_units(cast: Cast) -> None:
    choose_option(
        cast.kupang,
        "distribution.unit",
        "unit",
        by=cast.actor("fajar"),
        on=DAY,
        effective=DAY,
        reason="Puskesmas.",
    )


@pytest.mark.trace("C-03")
def test_the_group_of_a_result_is_the_unit_where_the_agency_chose_so(cast: Cast, plans: list[Skp]) -> None:
    evaluation = stage.rated(cast, plans[14], period=stage.YEAR, on=stage.NEXT_YEAR)
    budi = stage.penilai(cast, stage.NEXT_YEAR)
    choose_units(cast)
    with pytest.raises(InvalidInput) as asked:
        finalise(evaluation, by=budi, on=stage.NEXT_YEAR)
    assert set(asked.value.fields) == {"distribution_reason"}
    fixed = finalise(
        evaluation, by=budi, on=stage.NEXT_YEAR, distribution_reason="Tujuh orang, kerjanya setara."
    )
    assert (fixed.predikat, fixed.distribution_reason) == ("baik", "Tujuh orang, kerjanya setara.")


def test_in_the_whole_opd_the_same_result_asks_for_no_reason(cast: Cast, plans: list[Skp]) -> None:
    evaluation = stage.rated(cast, plans[14], period=stage.YEAR, on=stage.NEXT_YEAR)
    fixed = finalise(evaluation, by=stage.penilai(cast, stage.NEXT_YEAR), on=stage.NEXT_YEAR)
    assert fixed.distribution_reason == ""


@pytest.mark.trace("C-03", "C-07")
def test_every_unit_stands_beside_the_pattern_and_a_small_one_is_not_detailed(
    cast: Cast, plans: list[Skp], sign_in: type[SignedIn]
) -> None:
    row = OrganisationPredikat.objects.get()
    whole = spread_of(cast.units["dinkes"], YEAR, row)
    assert (whole.is_by_unit, whole.verdict, whole.units) == (False, "advice", ())
    choose_units(cast)
    spread = spread_of(cast.units["dinkes"], YEAR, row)
    assert spread.verdict == ""
    assert {line.unit.name: (line.verdict, line.people) for line in spread.units} == {
        "Gudang Farmasi": ("", ()),
        "Laboratorium Kesehatan": ("advice", (6, 0, 0, 0, 0)),
        "Puskesmas Contoh": ("advice", (0, 6, 0, 0, 0)),
    }
    assert any(step.text.startswith("Puskesmas Contoh: Baik 100%") for step in spread.remarks)
    browser = sign_in("eka")
    with CaptureQueriesContext(connection) as queries:
        page = browser.get(reverse("evaluation:distribution", args=[cast.units["dinkes"].pk, "2026"]))
    assert len(queries) <= 12
    words = page.content.decode()
    assert words.index("Gudang Farmasi") < words.index("Laboratorium") < words.index("Puskesmas Contoh")
    assert "pada unit kecil hasilnya tidak dirinci" in words
    assert "perlu dipertimbangkan kembali" in words
    assert "Rekan" not in words


def _move(cast: Cast, people: Iterable[Employee], name: str) -> None:
    with recording(stage.STAGED, by=SYSTEM, about=cast.kupang):
        unit = Unit.objects.create(
            agency=cast.kupang, name=name, parent=cast.units["dinkes"], opd=cast.units["dinkes"]
        )
        for person in people:
            person.unit = unit
            person.save()


def _fix(cast: Cast, plans: Iterable[Skp], predikat: str) -> None:
    """Results as they stand, written at once."""
    with recording(stage.STAGED, by=SYSTEM, about=cast.kupang):
        Evaluation.objects.bulk_create(
            Evaluation(
                agency=cast.kupang, skp=skp, skp_version=skp.versions.get(), period="2026", is_annual=True,
                status="finalised", rating_hasil_kerja="sesuai", rating_perilaku_kerja="sesuai", predikat=predikat,
                finalised_by=cast.budi, finalised_at=stage.moment(2027, 1, 6), code=new_verification_code(),
            )
            for skp in plans
        )  # fmt: skip
