"""A weight of the formula that reaches back to a released month: counted again, shown, confirmed with its basis."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from selaras.consequences.models import CorrectionCause, TppBasis, TppCorrection, TppShare
from selaras.consequences.services import (
    confirm_law_corrections,
    record_tpp_regulation,
    release_tpp_month,
    request_tpp_count,
)
from selaras.consequences.tests.stage import fixed_result
from selaras.consequences.tpp_changes import review_corrections
from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, NotAllowed, StepNotPossible
from selaras.core.models import AuditEvent, Notice
from selaras.core.tests.read_pdf import squeezed, text_of
from selaras.discipline.services import approve_correction, ask_correction
from selaras.discipline.tests.attlogs import ANI, HADI, apply_file, day_of_taps, machine, working_days
from selaras.evaluation.tests import stage
from selaras.jobs.working import work_through
from selaras.organisation.models import AgencyChoice
from selaras_rules import Period
from tests.cast import Cast
from tests.fixtures import SignedIn

MARCH, APRIL = Period.of_month(2026, 3), Period.of_month(2026, 4)
ON = date(2026, 4, 6)
PAGE = "/tindak-lanjut/tpp/bulan/2026-03/aturan/"
REASON = "Perwali 30/2026, berlaku surut sejak 1 Januari 2026."
ABSENT = date(2026, 3, 11)
# Published after March left, with effect from January.
NEW_LAW = """
[[tpp.rumus.values]]
effective = 2026-01-01
promulgated = 2026-04-20
source = "pp-12-2019"
article = "Pasal uji rumus"
standing = "assumed"
value = "(produktivitas + disiplin) × (1 − potongan hukuman) × bagian bulan"
"""


@pytest.fixture(autouse=True)
def released(cast: Cast) -> Iterable[None]:
    """March left: Ani missed one day (60 + 40 × 96% = 98,4), Hadi none (100)."""
    with time_machine.travel("2026-04-06 09:00+08:00"):
        fixed_result(stage.stage_skp(cast.ani), "2026-TW1", "baik")
        fixed_result(stage.stage_skp(cast.hadi), "2026-TW1", "baik")
        fajar, text = cast.actor("fajar", ON), ""
        for day in working_days(MARCH.start, MARCH.end):
            here = (HADI,) if day == ABSENT else (ANI, HADI)
            text += day_of_taps(day, *here, came="06:55:00", left="17:30:00")
        apply_file(cast, machine(cast), text)
        record_tpp_regulation(
            cast.kupang, number="Perwali 12/2026", title="TPP", effective=date(2026, 1, 1), by=fajar, on=ON
        )
        count(cast)
        release_tpp_month(cast.kupang, MARCH, by=fajar, on=ON)
        yield


def count(cast: Cast) -> None:
    request_tpp_count(cast.kupang, MARCH, by=cast.actor("fajar", ON), on=ON)
    work_through()


def choose(cast: Cast, key: str, value: Any) -> None:
    """The agency writes down a choice that holds from a day on which March was already counted."""
    with recording(stage.STAGED, by=SYSTEM, about=cast.kupang):
        AgencyChoice.objects.create(
            agency=cast.kupang, key=key, value=value, effective=date(2026, 1, 1), reason=REASON
        )


def confirmed(cast: Cast, name: str = "fajar", reason: str = REASON, digest: str = "") -> int:
    found = review_corrections(cast.actor("fajar", ON), MARCH)
    return confirm_law_corrections(
        cast.kupang, MARCH, by=cast.actor(name, ON), on=ON, reason=reason, digest=digest or found.digest
    )


@pytest.mark.trace("P-19", "K-04")
def test_what_left_stays_told_by_its_formula_and_the_difference_leaves_after_its_basis(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    share = TppShare.objects.get(employee=cast.ani)
    url, fajar = f"/tindak-lanjut/tpp/{share.pk}/", sign_in("fajar")
    before = sign_in("ani").get(f"{url}?bentuk=json").json()
    assert "Tidak ada yang berbeda" in fajar.get(PAGE).content.decode()
    choose(cast, "tpp.productivity_weight", 70)
    assert "Rumusnya berubah" in fajar.get("/tindak-lanjut/tpp/bulan/").content.decode()
    shown = fajar.get(PAGE).content.decode()
    assert "Hitung dengan aturan yang baru" in shown
    assert fajar.post("/tindak-lanjut/tpp/bulan/2026-03/hitung/").status_code == 302
    work_through()

    with CaptureQueriesContext(connection) as queries:
        answer = fajar.get(PAGE)
    assert len(queries) <= 12
    page = answer.content.decode()
    for words in ("1 orang menjadi lain", cast.ani.full_name, "98,40%", "98,80%", "70", "PP 12/2019"):
        assert words in page, words
    assert "menunggu dasar" in fajar.get("/tindak-lanjut/tpp/bulan/").content.decode()
    assert "Konfirmasi koreksi" not in sign_in("gita").get(PAGE).content.decode()
    with pytest.raises(StepNotPossible):  # nothing leaves without its basis
        release_tpp_month(cast.kupang, APRIL, by=cast.actor("fajar", ON), on=ON)

    sent = {name: answer.context["form"][name].value() for name in ("digest", "form_key")} | {
        "reason": REASON
    }
    assert fajar.post(PAGE, sent).status_code == 302
    assert fajar.post(PAGE, sent).status_code == 302  # sent twice, done once
    (fix,) = TppCorrection.objects.all()
    assert (fix.old_percent, fix.new_percent, fix.confirmed_by) == (
        Decimal("98.40"), Decimal("98.80"), cast.fajar,
    )  # fmt: skip
    told = Notice.objects.filter(text__contains="berlaku surut").values_list("recipient_id", flat=True)
    assert list(told) == [cast.ani.pk]
    assert (
        AuditEvent.objects.filter(kind="consequences.tpp_law_confirmed", subject_id=cast.ani.pk).count() == 1
    )
    count(cast)  # counted once more with the same outcome: what was confirmed stays
    assert TppCorrection.objects.get() == fix
    release_tpp_month(cast.kupang, APRIL, by=cast.actor("fajar", ON), on=ON)
    _both_are_read(cast, sign_in, url, before)


def _both_are_read(cast: Cast, sign_in: type[SignedIn], url: str, before: dict[str, Any]) -> None:
    """The share is told word for word as before, the correction by the new formula with its basis and its person."""
    ani = sign_in("ani")
    after = ani.get(f"{url}?bentuk=json").json()
    for name in ("percent", "because", "choices", "fingerprint", "counted_at"):
        assert after[name] == before[name], name
    (fix,) = after["corrections"]
    assert (fix["cause"], fix["reason"], fix["confirmed_by"]) == ("aturan", REASON, cast.fajar.full_name)
    assert fix["fingerprint"] != after["fingerprint"]
    page = ani.get(url).content.decode()
    for words in ("98,40% dari TPP dasar", REASON, "Koreksi karena aturan yang berlaku surut dikonfirmasi"):
        assert words in page, words
    assert squeezed(REASON) in text_of(ani.get(f"{url}?bentuk=pdf").content)
    assert TppBasis.objects.count() == 1


def test_who_may_with_a_basis_and_on_what_was_shown(cast: Cast) -> None:
    choose(cast, "tpp.productivity_weight", 70)
    count(cast)
    for name in ("eka", "gita", "dewi", "budi", "ani"):
        with pytest.raises(NotAllowed):
            confirmed(cast, name)
    with pytest.raises(InvalidInput):
        confirmed(cast, reason=" ")
    with pytest.raises(ChangedMeanwhile):
        confirmed(cast, digest="0" * 64)
    # The databases themselves let nothing leave that a law made and nobody confirmed.
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        recording(stage.STAGED, by=SYSTEM, about=cast.ani),
    ):
        TppCorrection.objects.update(released_at=stage.moment(2026, 4, 6))
    assert confirmed(cast) == 1
    with pytest.raises(StepNotPossible):
        confirmed(cast)
    # Another weight, another outcome: what was confirmed does not cover it.
    choose(cast, "tpp.cut_cap", 100)
    with recording(stage.STAGED, by=SYSTEM, about=cast.kupang):
        AgencyChoice.objects.filter(key="tpp.productivity_weight").update(value=80)
    count(cast)
    fix = TppCorrection.objects.get()
    assert (fix.new_percent, fix.confirmed_at) == (Decimal("99.20"), None)


def test_late_data_stays_late_data_where_other_law_changed(cast: Cast) -> None:
    choose(cast, "objection.days", 20)
    asked = ask_correction(
        cast.ani, by=cast.actor("ani", ON), on=ON, day=ABSENT, claim="sakit", reason="Surat dokter"
    )
    approve_correction(asked, by=cast.actor("budi", ON), on=ON)
    count(cast)
    fix = TppCorrection.objects.get()
    assert (fix.cause, fix.new_percent) == (CorrectionCause.LATE_DATA, Decimal("100.00"))
    assert review_corrections(cast.actor("fajar", ON), MARCH).waiting == ()
    release_tpp_month(cast.kupang, APRIL, by=cast.actor("fajar", ON), on=ON)
    assert TppCorrection.objects.exclude(released_at=None).count() == 1


def test_a_law_published_later_does_not_rewrite_the_reasons_of_what_left(
    cast: Cast, sign_in: type[SignedIn], publish: Callable[[str, str], None]
) -> None:
    url = f"/tindak-lanjut/tpp/{TppShare.objects.get(employee=cast.ani).pk}/?bentuk=json"
    before = sign_in("ani").get(url).json()["because"]
    publish("tpp", NEW_LAW)
    shown = sign_in("fajar").get(PAGE).content.decode()
    for words in (
        "Bentuk rumus TPP bulanan",
        "Pasal 58 (rumus dalam peraturan kepala daerah)",
        "Pasal uji rumus",
    ):
        assert words in shown, words
    assert sign_in("ani").get(url).json()["because"] == before
    count(cast)
    assert TppCorrection.objects.count() == 0  # another article, the same percentage
    assert sign_in("ani").get(url).json()["because"] == before
