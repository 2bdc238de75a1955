"""Talent box and IP ASN of a person: what is known with its origin, what is not with who can supply it; no list."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.core.tests.read_pdf import squeezed, text_of
from selaras.discipline.models import CaseStatus, DisciplineCase
from selaras.evaluation.services import finalise
from selaras.evaluation.tests.stage import (
    NEXT_YEAR,
    STAGED,
    YEAR,
    rated,
    stage_dialogue,
    stage_organisation,
    stage_skp,
)
from selaras.intake.received import received
from selaras.intake.services import NewSource, add_source, apply_feed, check_feed
from tests.cast import Cast

SignIn = Callable[[str], Client]
pytestmark = pytest.mark.usefixtures("disk")


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """Ten in the morning in Kupang, 12 January 2027."""
    with time_machine.travel("2027-01-12 10:00+08:00", tick=False):
        yield


def stage_year(cast: Cast) -> None:
    """Ani's year is fixed as Baik."""
    stage_organisation(cast)
    skp = stage_skp(cast.ani)
    stage_dialogue(skp, date(2026, 12, 3))
    evaluation = rated(cast, skp, period=YEAR, on=NEXT_YEAR)
    finalise(evaluation, by=cast.actor("budi", NEXT_YEAR), on=NEXT_YEAR)


def stage_potential(cast: Cast) -> str:
    """An assessment found 95,5 for Ani; the hash of the file it came in."""
    by = cast.actor("eka", NEXT_YEAR)
    new = NewSource("potential", "Pusat asesmen", cast.units["dinkes"])
    source = add_source(cast.kupang, new, by=by, on=NEXT_YEAR)
    content = f"NIP;Tahun;Nilai potensial\n{cast.ani.nip};2026;95,5\n".encode()
    with received(io.BytesIO(content), "potensial.csv") as upload:
        run = check_feed(source, upload, by=by, on=NEXT_YEAR, given=None).run
    apply_feed(run, by=by, on=NEXT_YEAR)
    return str(run.sha256)


def stage_punishment(cast: Cast, level: str, on: date) -> None:
    """A decision about Ani that has taken effect."""
    with recording(STAGED, by=SYSTEM, about=cast.ani):
        moment = datetime(on.year, on.month, on.day, tzinfo=UTC)
        DisciplineCase.objects.create(
            agency=cast.kupang, employee=cast.ani, ground="pelanggaran_lain", act_day=on, suspected_level=level,
            reason="Uji", coaching="Uji", opened_by=cast.budi, opened_at=moment, examiner=cast.budi,
            status=CaseStatus.IN_EFFECT, imposed_level=level, imposed_name="Teguran", decided_on=on, received_on=on,
            takes_effect_on=on, changed_at=moment,
        )  # fmt: skip


def plain(client: Client, address: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{address}?bentuk=json").json()
    return found


@pytest.mark.trace("P-12", "C-07", "K-04")
def test_the_box_is_told_with_its_origin_and_nobody_else_stands_beside_it(
    cast: Cast, sign_in: SignIn
) -> None:
    stage_year(cast)
    digest = stage_potential(cast)
    address = reverse("talent:mine")
    page = sign_in("ani").get(address).content.decode()
    for words in (
        "kotak 8",
        "Baik pada Tahun 2026",
        "95,5",
        "Pusat asesmen, berkas potensial.csv, baris 2",
        digest,
    ):
        assert words in page, words
    for words in (cast.budi.full_name, "PermenPANRB 20/2025", "Ini usulan hitungan, bukan keputusan"):
        assert words in page, words
    assert cast.hadi.name not in page
    told = plain(sign_in("ani"), address)
    assert (told["box"]["number"], told["is_proposal"], told["ip_asn"]["total"]) == (8, True, None)
    assert {step["source"] for step in told["because"]} == {"permenpanrb-20-2025", "permenpanrb-3-2020"}
    printed = text_of(sign_in("ani").get(f"{address}?bentuk=pdf").content)
    assert squeezed("bertemu di kotak 8") in printed
    assert digest in printed


def test_what_is_not_known_is_said_with_who_can_supply_it(cast: Cast, sign_in: SignIn) -> None:
    told = plain(sign_in("hadi"), reverse("talent:mine"))
    assert told["box"] is None
    performance, potential = told["sides"]
    assert (performance["known"], performance["supplier"]) == (None, cast.budi.full_name)
    assert (potential["known"], "BKPPD" in potential["supplier"]) == (None, True)
    index = told["ip_asn"]
    assert (index["known_points"], [side["points"] for side in index["dimensions"]]) == ("0", [None] * 4)
    assert all(side["missing"] and side["supplier"] for side in index["dimensions"])
    page = sign_in("hadi").get(reverse("talent:mine")).content.decode()
    assert "Selaras tidak menebak" in page
    assert "Tidak ada kotak talenta" in sign_in("dewi").get(reverse("talent:mine")).content.decode()


def test_discipline_stays_on_the_own_page_and_counts_only_where_it_is_certain(
    cast: Cast, sign_in: SignIn
) -> None:
    stage_year(cast)
    address = reverse("talent:person", args=[cast.ani.pk])

    def discipline(name: str) -> dict[str, Any]:
        (found,) = [
            one
            for one in plain(sign_in(name), address)["ip_asn"]["dimensions"]
            if one["code"] == "discipline"
        ]
        return dict(found)

    secret = discipline("fajar")
    assert discipline("ani")["points"] is None  # a clean file here proves nothing about the years before
    stage_punishment(cast, "ringan", date(2026, 5, 4))
    assert (discipline("ani")["points"], "paling tinggi 3" in discipline("ani")["missing"]) == (None, True)
    stage_punishment(cast, "berat", date(2026, 6, 4))
    assert discipline("ani")["points"] == "1"
    assert plain(sign_in("ani"), address)["ip_asn"]["known_points"] == "26"
    assert discipline("fajar") == secret
    for name in ("budi", "citra", "eka", "gita", "hadi", "ivan"):
        assert sign_in(name).get(address).status_code == 404, name
