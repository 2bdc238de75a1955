"""The paper of an organisation: frozen when issued, confirmed by its code, superseded by the next."""

from __future__ import annotations

import io

import pikepdf
import pytest
import time_machine
from django.test import Client

from selaras.core.errors import NotAllowed, StepNotPossible
from selaras.evaluation.models import Evaluation
from selaras.evaluation.tests.stage import stage_organisation
from selaras.papers.organisation import (
    issue_organisation_paper,
    number_of,
    organisation_pdf,
    verify_organisation_paper,
)
from selaras.papers.tests.conftest import DAY
from selaras_rules import Period
from tests.cast import Cast

QUARTER = Period.parse("2026-TW1")


@pytest.mark.trace("C-01", "C-11")
def test_it_is_issued_printed_confirmed_and_superseded(
    cast: Cast, results: list[Evaluation], client: Client, clock: time_machine.Traveller
) -> None:
    opd, dewi = cast.units["dinkes"], cast.actor("dewi", DAY)
    with pytest.raises(StepNotPossible, match="belum ditetapkan"):
        issue_organisation_paper(opd, QUARTER, by=dewi)
    stage_organisation(cast, "2026-TW1")
    paper = issue_organisation_paper(opd, QUARTER, by=dewi)
    assert (paper.content["decided"], paper.content["predikat"]) == (2, "baik")
    content = organisation_pdf(paper, "https://contoh/verifikasi/x/")
    assert content == organisation_pdf(paper, "https://contoh/verifikasi/x/")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "Penetapan predikat kinerja organisasi" in str(pdf.docinfo["/Title"])
    page = client.get(f"/verifikasi/{paper.code}/").content.decode()
    assert number_of(paper) in page
    assert "Dokumen ini asli dan berlaku" in page
    assert "Dewi" not in page
    clock.shift(60)
    newer = issue_organisation_paper(opd, QUARTER, by=cast.actor("eka", DAY))
    assert [
        one.is_valid for code in (paper.code, newer.code) if (one := verify_organisation_paper(code))
    ] == [
        False,
        True,
    ]


def test_only_those_in_charge_issue_it(cast: Cast, results: list[Evaluation]) -> None:
    stage_organisation(cast, "2026-TW1")
    with pytest.raises(NotAllowed):
        issue_organisation_paper(cast.units["dinkes"], QUARTER, by=cast.actor("citra", DAY))
