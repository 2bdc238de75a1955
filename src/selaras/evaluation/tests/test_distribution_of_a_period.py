"""A quarter is held against the pattern as a year is, once its organisation has a predikat (Pasal 24-25)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.core.documents import new_verification_code
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.evaluation.explain import explain
from selaras.evaluation.models import Evaluation
from selaras.evaluation.selectors import evaluation_for
from selaras.evaluation.services import finalise, set_organisation_predikat
from selaras.evaluation.spread import deviations_of, spread_of
from selaras.evaluation.tests import stage
from selaras.organisation.models import AgencyChoice
from selaras_rules import Period
from tests.cast import Cast
from tests.fixtures import SignedIn

Q1 = Period.parse(stage.Q1)
ON = stage.AFTER_Q1
REASON = "Delapan orang melayani kampanye yang sama, buktinya setara."


@pytest.fixture
def last(cast: Cast) -> Evaluation:
    """Eight people, six of whom have «Baik» for the first quarter; the seventh is ready to be fixed."""
    plans = [stage.stage_skp(person, rhk=1) for person in stage.stage_colleagues(cast, 8)]
    with recording(stage.STAGED, by=SYSTEM, about=cast.kupang):
        Evaluation.objects.bulk_create(
            Evaluation(
                agency=cast.kupang, skp=skp, skp_version=skp.versions.get(), period=stage.Q1, is_annual=False,
                status="finalised", rating_hasil_kerja="sesuai", rating_perilaku_kerja="sesuai", predikat="baik",
                finalised_by=cast.budi, finalised_at=stage.moment(2026, 4, 2), code=new_verification_code(),
            )
            for skp in plans[:6]
        )  # fmt: skip
    stage.stage_dialogue(plans[6], date(2026, 3, 30))
    return stage.rated(cast, plans[6])


def choose(cast: Cast, key: str, value: Any) -> None:
    with recording(stage.STAGED, by=SYSTEM, about=cast.kupang):
        AgencyChoice.objects.create(
            agency=cast.kupang,
            key=key,
            value=value,
            effective=date(2026, 1, 1),
            reason="Peraturan wali kota.",
        )


def set_quarter(cast: Cast, predikat: str = "baik") -> Any:
    return set_organisation_predikat(
        cast.units["dinkes"], stage.Q1, predikat=predikat, reason="Rencana aksi.", by=cast.actor("dewi", ON), on=ON
    )  # fmt: skip


@pytest.mark.trace("C-03", "K-04")
def test_a_quarter_asks_for_the_same_reason_and_tells_it_in_the_same_places(
    cast: Cast, last: Evaluation, sign_in: type[SignedIn]
) -> None:
    row = set_quarter(cast)
    budi = stage.penilai(cast)
    address = reverse("evaluation:finalise", args=[last.pk])
    browser = sign_in("budi")
    with CaptureQueriesContext(connection) as queries:
        page = browser.get(address).content.decode()
    assert len(queries) <= 12
    assert "Mengapa hasil ini tetap tepat?" in page
    assert "Baik 87,5% (7 orang) melebihi 70%" in page
    with pytest.raises(InvalidInput) as asked:
        finalise(last, by=budi, on=ON)
    assert set(asked.value.fields) == {"distribution_reason"}
    fixed = finalise(last, by=budi, on=ON, distribution_reason=REASON)
    # A reason was asked for; the predikat is still the one that follows from the ratings.
    assert (fixed.predikat, fixed.distribution_reason) == ("baik", REASON)
    why = explain(evaluation_for(budi, last.pk), budi, ON)
    assert why is not None
    assert "melebihi 70%" in why.pattern[0].text
    assert "Baik" in why.organisation
    spread = spread_of(cast.units["dinkes"], Q1, row)
    assert (spread.verdict, spread.decided) == ("advice", 7)
    assert spread.curve is not None
    assert [limit.text for limit in spread.curve.limits] == ["≤ 70%"]
    assert [one.reason for one in deviations_of(cast.units["dinkes"], Q1)] == [REASON]


def test_without_a_predikat_of_the_organisation_a_quarter_is_fixed_as_before(
    cast: Cast, last: Evaluation
) -> None:
    fixed = finalise(last, by=stage.penilai(cast), on=ON)
    assert (fixed.predikat, fixed.distribution_reason) == ("baik", "")
    # Set afterwards it asks nothing of what is fixed; it can only be read beside it.
    row = set_quarter(cast)
    assert spread_of(cast.units["dinkes"], Q1, row).verdict == "advice"


def test_an_agency_may_keep_the_pattern_for_the_year(
    cast: Cast, last: Evaluation, sign_in: type[SignedIn]
) -> None:
    row = set_quarter(cast)
    choose(cast, "distribution.periodic", value=False)
    assert finalise(last, by=stage.penilai(cast), on=ON).distribution_reason == ""
    spread = spread_of(cast.units["dinkes"], Q1, row)
    assert (spread.has_pattern, spread.verdict) == (False, "")
    page = sign_in("eka").get(reverse("evaluation:distribution", args=[cast.units["dinkes"].pk, stage.Q1]))
    assert "Periode ini tidak dibandingkan dengan pola" in page.content.decode()


@pytest.mark.trace("C-03")
def test_where_the_pattern_is_a_limit_the_page_says_so_instead_of_asking(
    cast: Cast, last: Evaluation, sign_in: type[SignedIn]
) -> None:
    set_quarter(cast)
    choose(cast, "distribution.mode", "block")
    budi, address = sign_in("budi"), reverse("evaluation:finalise", args=[last.pk])
    page = budi.get(address).content.decode()
    assert "instansi memilih pola sebagai batas" in page
    assert "lebih 2 orang" in page
    assert 'id="penetapan"' not in page
    assert budi.post(address, {"revision": last.revision, "distribution_reason": REASON}).status_code == 409
    with pytest.raises(StepNotPossible, match="sebagai batas"):
        finalise(last, by=stage.penilai(cast), on=ON, distribution_reason=REASON)
    last.refresh_from_db()
    assert (last.status, last.predikat) == ("rated", "")


def test_a_half_year_has_its_predikat_where_the_agency_rates_by_it(cast: Cast) -> None:
    choose(cast, "evaluation.periodicity", "half_yearly")
    on = date(2026, 7, 6)
    row = set_organisation_predikat(
        cast.units["dinkes"], "2026-S1", predikat="baik", reason="Rencana aksi.", by=cast.actor("dewi", on), on=on
    )  # fmt: skip
    assert row.span.label == "Semester I 2026"
