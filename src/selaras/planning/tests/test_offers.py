"""People offer themselves for a result of their leader, and are answered."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.core.models import Notice
from selaras.planning.models import RencanaHasilKerja, RoleMatrixCell, RoleOffer
from selaras.planning.services import (
    RhkValues,
    accept_offer,
    add_rhk,
    decline_offer,
    edit_rhk,
    offer_role,
    set_matrix_cell,
    withdraw_offer,
)
from selaras.planning.tests.stage import ON, agreed, drafted, first_result
from tests.cast import Cast


def shared(cast: Cast) -> RencanaHasilKerja:
    skp, _version = agreed(cast, "budi", "citra", "Warga terobati")
    return first_result(skp)


@pytest.mark.trace("K-06", "P-40")
def test_a_member_offers_and_the_leader_accepts_into_the_matrix(cast: Cast, sign_in: Any) -> None:
    rhk, ani = shared(cast), sign_in("ani")
    assert "Warga terobati" in ani.get(reverse("planning:offers") + "?tahun=2026").content.decode()
    add = reverse("planning:offer_add", args=[rhk.pk])
    key = ani.get(add).context["form"]["form_key"].value()
    for _click in range(2):
        assert ani.post(add, {"text": "Rekap kunjungan rumah", "form_key": key}).status_code == 302
    offer = RoleOffer.objects.get()
    budi = sign_in("budi")
    assert "Rekap kunjungan rumah" in budi.get(reverse("planning:matrix") + "?tahun=2026").content.decode()
    assert "Ada yang menawarkan diri" in budi.get(reverse("web:home")).content.decode()
    address = reverse("planning:offer_answer", args=[offer.pk])
    assert budi.post(address, {"answer": "accept", "cascade": "langsung"}).status_code == 302
    cell = RoleMatrixCell.objects.get()
    assert (cell.member, cell.text, cell.cascade) == (cast.ani, "Rekap kunjungan rumah", "langsung")
    assert Notice.objects.filter(recipient_id=cast.ani.pk, kind="matrix.offer").count() == 1


@pytest.mark.trace("K-06")
def test_a_role_stays_in_sight_while_another_result_supports_the_same_one(cast: Cast, sign_in: Any) -> None:
    above, by = shared(cast), cast.actor("ani")
    skp = drafted(cast, "ani")
    edit = reverse("planning:edit", args=[skp.pk])
    set_matrix_cell(above, cast.ani, text="Rekap kunjungan rumah", by=cast.actor("budi"), on=ON)
    shown = sign_in("ani").get(edit).context
    assert ([cell.text for cell in shown["expected"]], shown["beside"]) == (["Rekap kunjungan rumah"], [])
    edit_rhk(first_result(skp), RhkValues("Pasien terpantau", parent=above), by=by, on=ON)
    answer = sign_in("ani").get(edit)
    assert answer.context["expected"] == []
    assert "1 peran lain dalam matriks" in answer.content.decode()
    add_rhk(skp, RhkValues("Rekap kunjungan rumah", parent=above), by=by, on=ON)
    assert sign_in("ani").get(edit).context["beside"] == []


@pytest.mark.trace("P-40")
def test_an_offer_is_declined_only_with_a_reason_that_is_kept(cast: Cast, sign_in: Any) -> None:
    offer = offer_role(shared(cast), cast.ani, text="Rekap", by=cast.actor("ani"), on=ON)
    budi, address = sign_in("budi"), reverse("planning:offer_answer", args=[offer.pk])
    assert budi.post(address, {"answer": "decline"}).status_code == 422
    assert budi.post(address, {"answer": "decline", "reason": "Sudah dipegang Hadi"}).status_code == 302
    assert (
        "Sudah dipegang Hadi"
        in sign_in("ani").get(reverse("planning:offers") + "?tahun=2026").content.decode()
    )
    assert RoleMatrixCell.objects.count() == 0
    again = offer_role(offer.rhk, cast.ani, text="Data lain", by=cast.actor("ani"), on=ON)
    withdraw_offer(again, by=cast.actor("ani"), on=ON)
    with pytest.raises(StepNotPossible):
        accept_offer(again, by=cast.actor("budi"), on=ON)


def test_an_accepted_offer_stands_beside_what_was_there(cast: Cast) -> None:
    rhk = shared(cast)
    set_matrix_cell(rhk, cast.ani, text="Pasien dipantau", by=cast.actor("budi"), on=ON)
    offer = offer_role(rhk, cast.ani, text="Rekap", by=cast.actor("ani"), on=ON)
    accept_offer(offer, by=cast.actor("budi"), on=ON)
    assert RoleMatrixCell.objects.get().text == "Pasien dipantau; Rekap"


def test_two_offers_for_one_result_do_not_wait_together(cast: Cast) -> None:
    rhk = shared(cast)
    offer_role(rhk, cast.ani, text="Rekap", by=cast.actor("ani"), on=ON)
    with pytest.raises(StepNotPossible):
        offer_role(rhk, cast.ani, text="Lagi", by=cast.actor("ani"), on=ON)


def test_nobody_offers_somebody_else_or_answers_for_the_leader(cast: Cast, sign_in: Any) -> None:
    rhk = shared(cast)
    with pytest.raises(NotAllowed):
        offer_role(rhk, cast.ani, text="x", by=cast.actor("hadi"), on=ON)
    with pytest.raises(InvalidInput):
        offer_role(rhk, cast.eka, text="x", by=cast.actor("eka"), on=ON)
    offer = offer_role(rhk, cast.ani, text="Rekap", by=cast.actor("ani"), on=ON)
    for name in ("ani", "hadi", "citra", "fajar"):
        with pytest.raises(NotAllowed):
            decline_offer(offer, reason="x", by=cast.actor(name), on=ON)
        assert sign_in(name).get(reverse("planning:offer_answer", args=[offer.pk])).status_code == 404
    assert sign_in("hadi").post(reverse("planning:offer_withdraw", args=[offer.pk])).status_code == 404
    assert sign_in("ivan").get(reverse("planning:offer_add", args=[rhk.pk])).status_code == 404


def test_a_draft_of_the_leader_is_nobody_elses_business(cast: Cast, sign_in: Any) -> None:
    rhk = first_result(drafted(cast, "budi", "Masih dipikirkan"))
    browser = sign_in("ani")
    assert "Masih dipikirkan" not in browser.get(reverse("planning:offers") + "?tahun=2026").content.decode()
    assert browser.get(reverse("planning:offer_add", args=[rhk.pk])).status_code == 404
