"""A coefficient published later with effect on a determined year: a new PAK is proposed, the signed one stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from selaras.consequences.models import Pak
from selaras.consequences.pak_changes import review_determinations
from selaras.consequences.services import (
    decline_pak,
    determine_pak,
    propose_pak,
    propose_replacements,
    record_opening,
)
from selaras.consequences.tests.stage import fixed_result, opening
from selaras.consequences.verification import verify_pak
from selaras.core.audit import SYSTEM, recording
from selaras.core.decisions import decisions_about
from selaras.core.documents import new_verification_code
from selaras.core.errors import ChangedMeanwhile, InvalidInput, NotAllowed, StepNotPossible
from selaras.core.models import AuditEvent, Notice
from selaras.core.tests.read_pdf import squeezed, text_of
from selaras.evaluation.tests import stage
from selaras.organisation.models import Employee
from tests.cast import Cast
from tests.fixtures import SignedIn

ON = date(2027, 2, 3)
LATER = date(2027, 10, 5)
PAGE = "/tindak-lanjut/angka-kredit/aturan/"
REASON = "Pasal uji, sejak 1 Januari 2026."
# Published in October 2027 with effect from 2026: Ahli Pertama collects 10 a year instead of 12,5.
NEW_LAW = """
[[angka_kredit.koefisien.values]]
effective = 2026-01-01
promulgated = 2027-10-01
source = "bkn-3-2023"
article = "Pasal uji koefisien"
standing = "assumed"
[angka_kredit.koefisien.values.value]
pemula = 3.75
terampil = 5
mahir = 12.5
penyelia = 25
ahli_pertama = 10
ahli_muda = 25
ahli_madya = 37.5
ahli_utama = 50
"""


def determined(cast: Cast) -> Pak:
    """Ani: 37,5 from her last PAK and 18,75 for 2026 Sangat Baik; Budi signed 56,25."""
    fixed_result(stage.stage_skp(cast.ani), "2026", "sangat_baik")
    record_opening(cast.ani, by=cast.actor("eka"), on=ON, new=opening("37.5"))
    pak = propose_pak(cast.ani, "pangkat", by=cast.actor("ani"), on=ON)
    return determine_pak(pak, by=cast.actor("budi"), on=ON)


def proposed(cast: Cast, name: str = "fajar", reason: str = REASON, digest: str = "") -> int:
    by = cast.actor(name, LATER)
    shown = review_determinations(cast.actor("fajar", LATER), cast.kupang)
    return propose_replacements(cast.kupang, by=by, on=LATER, reason=reason, digest=digest or shown.digest)


@pytest.mark.trace("K-04", "C-11")
def test_the_replacement_is_shown_proposed_and_decided_and_the_signed_one_stays(
    cast: Cast, sign_in: type[SignedIn], publish: Callable[[str, str], None], time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2027-02-03 10:00+08:00")
    old = determined(cast)
    time_machine.move_to("2027-10-05 10:00+08:00")
    assert "Tidak ada penetapan yang berbeda" in sign_in("gita").get(PAGE).content.decode()
    publish("angka_kredit", NEW_LAW)
    fajar = sign_in("fajar")
    with CaptureQueriesContext(connection) as queries:
        answer = fajar.get(PAGE)
    assert len(queries) <= 12
    shown = answer.content.decode()
    for words in ("1 penetapan menjadi lain", cast.ani.full_name, "56,25", "52,5", "Pasal uji koefisien"):
        assert words in shown, words
    assert "Usulkan penggantinya" not in sign_in("dewi").get(PAGE).content.decode()
    assert Pak.objects.count() == 1  # a look changes nothing

    sent = {name: answer.context["form"][name].value() for name in ("digest", "form_key")} | {
        "reason": REASON
    }
    assert fajar.post(PAGE, sent).status_code == 302
    assert fajar.post(PAGE, sent).status_code == 302  # sent twice, done once
    new = Pak.objects.get(replaces=old)
    old.refresh_from_db()
    assert (old.status, old.points, new.status, new.points) == (
        "determined", Decimal("56.250"), "proposed", Decimal("52.500"),
    )  # fmt: skip
    told = fajar.get(PAGE).content.decode()
    assert "Tidak ada penetapan yang berbeda" in told
    assert "1 pengganti sudah diusulkan" in told
    for person in (cast.ani, cast.budi):
        assert Notice.objects.filter(recipient_id=person.pk, text__contains="berlaku surut").count() == 1
    assert AuditEvent.objects.filter(kind="consequences.pak_replaced", subject_id=cast.ani.pk).count() == 1

    determine_pak(new, by=cast.actor("budi", LATER), on=LATER)
    (first,), (second,) = decisions_about(old.pk), decisions_about(new.pk)
    assert (first.value, second.value, second.supersedes_id) == ("56.250", "52.500", first.pk)
    assert second.inputs["law_change"]["reason"] == REASON
    _both_are_read(cast, sign_in, old, new)


def _both_are_read(cast: Cast, sign_in: type[SignedIn], old: Pak, new: Pak) -> None:
    """The new one names the old one and the reason: on the page, on paper, in the trail and for machines."""
    ani, number = sign_in("ani"), new.content["replaces"]["number"]
    page = ani.get(f"/tindak-lanjut/pak/{new.pk}/").content.decode()
    for words in (number, REASON, "Buka penetapan semula", "Pasal uji koefisien"):
        assert words in page, words
    before = ani.get(f"/tindak-lanjut/pak/{old.pk}/").content.decode()
    assert "Penetapan ini sudah digantikan" in before
    assert "56,25" in before
    assert squeezed(f"Mengganti penetapan {number}") in text_of(
        ani.get(f"/tindak-lanjut/pak/{new.pk}/pak.pdf").content
    )
    why = f"/tindak-lanjut/angka-kredit/{cast.ani.pk}/mengapa/"
    assert f"pengganti penetapan {number} diusulkan" in ani.get(why).content.decode()
    kept = ani.get(f"{why}?bentuk=json").json()["determinations"]
    assert [one["replaces"] and one["replaces"]["reason"] for one in kept] == [REASON, None]
    papers = verify_pak(old.code), verify_pak(new.code)
    assert [paper.is_valid for paper in papers if paper is not None] == [False, True]


def test_who_may_with_a_reason_and_on_what_was_shown_and_after_a_rise_too(
    cast: Cast, publish: Callable[[str, str], None], time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2027-02-03 10:00+08:00")
    determined(cast)
    risen: dict[str, Any] = {"golongan": "III/b", "origin": "kenaikan", "counted_from": date(2027, 4, 1)}
    record_opening(cast.ani, by=cast.actor("eka"), on=ON, new=opening("6.25", **risen))
    time_machine.move_to("2027-10-05 10:00+08:00")
    with pytest.raises(StepNotPossible, match="Tidak ada penetapan"):
        proposed(cast)
    publish("angka_kredit", NEW_LAW)
    for name in ("eka", "gita", "dewi", "budi", "ani"):
        with pytest.raises(NotAllowed):
            proposed(cast, name)
    with pytest.raises(InvalidInput):
        proposed(cast, reason=" ")
    with pytest.raises(ChangedMeanwhile):
        proposed(cast, digest="0" * 64)
    assert proposed(cast) == 1
    new = Pak.objects.get(replaces__isnull=False)
    decline_pak(new, reason="Tunggu surat edaran.", by=cast.actor("budi", LATER), on=LATER)
    assert proposed(cast) == 1  # what was given back may be put forward again
    again = Pak.objects.get(replaces__isnull=False, status="proposed")
    assert determine_pak(again, by=cast.actor("budi", LATER), on=LATER).points == Decimal("52.5")


def test_twenty_people_are_looked_at_and_put_forward_in_as_many_queries_as_one(
    cast: Cast,
    publish: Callable[[str, str], None],
    time_machine: TimeMachineFixture,
    django_assert_num_queries: Callable[..., Any],
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    time_machine.move_to("2027-02-03 10:00+08:00")
    first = determined(cast)
    with recording(stage.STAGED, by=SYSTEM, about=cast.kupang):
        Pak.objects.bulk_create(_like(first, person) for person in stage.stage_colleagues(cast, 20))
    time_machine.move_to("2027-10-05 10:00+08:00")
    publish("angka_kredit", NEW_LAW)
    by = cast.actor("fajar", LATER)
    with django_assert_num_queries(4):
        shown = review_determinations(by, cast.kupang)
    assert len(shown.differences) == 21
    with django_assert_max_num_queries(30):
        assert proposed(cast, digest=shown.digest) == 21
    assert Pak.objects.filter(replaces__isnull=False, points=Decimal("52.5")).count() == 21


def _like(first: Pak, person: Employee) -> Pak:
    """What was determined for Ani, for somebody with a year of the same kind."""
    result = fixed_result(stage.stage_skp(person, rhk=1), "2026", "sangat_baik")
    rows = [{**first.content["rows"][0], "evaluation": str(result.pk)}]
    return Pak(
        agency=first.agency, employee=person, status="determined", goal=first.goal, target=first.target,
        jenjang=first.jenjang, golongan=first.golongan, counted_until=first.counted_until, points=first.points,
        content={**first.content, "rows": rows}, proposed_at=first.proposed_at, decided_by=first.decided_by,
        decided_at=first.decided_at, code=new_verification_code(),
    )  # fmt: skip
