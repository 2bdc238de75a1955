"""Ani has no phone: Hadi types for her, both names stay, and nothing counts before she says so."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.cache import cache
from django.urls import reverse

from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.core.models import AuditEvent, Notice
from selaras.monitoring import services
from selaras.monitoring.models import AssistedEntry, Evidence, Realisation
from selaras.monitoring.services import Proof, RealisationEntry
from selaras.monitoring.tests.stage import TODAY, Plan, photo, realise
from tests.cast import Cast
from tests.fixtures import SignedIn

pytestmark = pytest.mark.trace("K-24", "C-27")


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def typed(cast: Cast, plan: Plan, by: str = "hadi", value: str = "88") -> AssistedEntry:
    entry = RealisationEntry(Decimal(value), "Semua berkas ada di loket")
    return services.enter_realisation_for(
        plan.iki["berkas"], by=cast.actor(by), on=TODAY, month=9, entry=entry, consent="present"
    )


def test_it_is_marked_and_does_not_count_until_she_confirms(
    cast: Cast, plan: Plan, sign_in: type[SignedIn]
) -> None:
    entry = typed(cast, plan)
    assert not Realisation.objects.exists()
    assert Notice.objects.filter(recipient_id=cast.ani.pk, kind="assisted").exists()
    # Also her pejabat penilai sees that it waits, and who typed it.
    marked = sign_in("budi").get(reverse("monitoring:progress_of", args=[plan.skp.pk])).content.decode()
    assert "Menunggu konfirmasi pemilik" in marked
    assert cast.hadi.full_name in marked
    place = reverse("monitoring:assisted", args=[entry.pk])
    assert sign_in("ani").post(place, {"answer": "confirm"}).status_code == 302
    row = Realisation.objects.get()
    assert (row.value, row.recorded_by_id) == (Decimal(88), cast.ani.pk)
    entry.refresh_from_db()
    assert (entry.typist_id, entry.result_id, entry.by_code) == (cast.hadi.pk, row.pk, False)
    told = AuditEvent.objects.get(kind="monitoring.entry_confirmed")
    assert told.actor_name == cast.actor("ani").name
    assert cast.hadi.full_name in told.body
    with pytest.raises(StepNotPossible):
        services.confirm_entry(entry, by=cast.actor("ani"), on=TODAY)


def test_she_confirms_at_his_screen_with_a_code_of_her_sheet(
    cast: Cast, plan: Plan, sign_in: type[SignedIn]
) -> None:
    sheet = services.issue_confirmation_codes(cast.ani, by=cast.actor("eka"))
    first, second = typed(cast, plan), _photo_for(cast, plan)
    place = reverse("monitoring:assisted", args=[first.pk])
    hadi = sign_in("hadi")
    assert hadi.post(place, {"answer": "confirm", "code": "AAAAA-AAAAA"}).status_code == 422
    assert hadi.post(place, {"answer": "confirm"}).status_code == 422
    assert hadi.post(place, {"answer": "confirm", "code": sheet[0].lower()}).status_code == 302
    assert Realisation.objects.get().recorded_by_id == cast.ani.pk
    first.refresh_from_db()
    assert first.by_code
    with pytest.raises(InvalidInput):
        services.confirm_with_code(second, by=cast.actor("hadi"), on=TODAY, code=sheet[0])
    services.confirm_with_code(second, by=cast.actor("hadi"), on=TODAY, code=sheet[1])
    evidence = Evidence.objects.get()
    assert evidence.uploaded_by_id == cast.ani.pk
    assert evidence.stored_file_id == second.stored_file_id
    page = sign_in("budi").get(reverse("monitoring:evidence", args=[evidence.pk])).content.decode()
    assert cast.hadi.full_name in page


def _photo_for(cast: Cast, plan: Plan) -> AssistedEntry:
    new = services.NewEvidence("Foto loket", TODAY)
    proof = Proof(upload=photo(), name="foto.jpg")
    return services.enter_evidence_for(
        plan.skp,
        by=cast.actor("hadi"),
        on=TODAY,
        new=new,
        proof=proof,
        iki=plan.iki["berkas"],
        consent="signed",
    )


def test_a_code_from_the_hand_of_the_typist_confirms_nothing(cast: Cast, plan: Plan) -> None:
    entry = typed(cast, plan, by="eka")
    sheet = services.issue_confirmation_codes(cast.ani, by=cast.actor("eka"))
    with pytest.raises(NotAllowed):
        services.confirm_with_code(entry, by=cast.actor("eka"), on=TODAY, code=sheet[0])
    newer = services.issue_confirmation_codes(cast.ani, by=cast.actor("ani"))
    with pytest.raises(InvalidInput):
        services.confirm_with_code(entry, by=cast.actor("eka"), on=TODAY, code=sheet[0])
    services.confirm_with_code(entry, by=cast.actor("eka"), on=TODAY, code=newer[0])
    assert Realisation.objects.exists()


@pytest.mark.parametrize("name", ["ani", "budi", "citra", "gita"])
def test_who_rates_and_who_is_far_away_types_nothing(cast: Cast, plan: Plan, name: str) -> None:
    with pytest.raises(NotAllowed):
        typed(cast, plan, by=name)


def test_only_she_answers_and_what_she_declines_never_counts(
    cast: Cast, plan: Plan, sign_in: type[SignedIn]
) -> None:
    entry = typed(cast, plan)
    for name in ("hadi", "budi", "eka"):
        with pytest.raises(NotAllowed):
            services.decline_entry(entry, by=cast.actor(name), on=TODAY)
    place = reverse("monitoring:assisted", args=[entry.pk])
    assert sign_in("ani").post(place, {"answer": "decline"}).status_code == 302
    assert not Realisation.objects.exists()
    page = sign_in("hadi").get(place).content.decode()
    assert "Ditolak pemilik" in page


def test_a_month_she_wrote_herself_is_hers(cast: Cast, plan: Plan) -> None:
    waiting = typed(cast, plan)
    realise(cast, plan, "berkas", 9, "90")
    with pytest.raises(StepNotPossible):
        typed(cast, plan)
    with pytest.raises(Exception, match="berubah"):
        services.confirm_entry(waiting, by=cast.actor("ani"), on=TODAY)
    waiting.refresh_from_db()
    assert waiting.state == "waiting"
    assert Realisation.objects.get().value == 90


def test_the_typist_sees_names_of_indicators_and_no_results(
    cast: Cast, plan: Plan, sign_in: type[SignedIn]
) -> None:
    realise(cast, plan, "berkas", 8, "4321", narrative="Rahasia Ani")
    place = reverse("monitoring:realisation_for", args=[plan.skp.pk])
    page = sign_in("hadi").get(place).content.decode()
    assert "Berkas rekam medis lengkap" in page
    assert "4321" not in page
    assert "Rahasia Ani" not in page
    iki = plan.iki["berkas"].pk
    without = sign_in("hadi").post(place, {"iki": iki, "month": 9, "value": "88"})
    assert without.status_code == 422
    sent = sign_in("hadi").post(place, {"iki": iki, "month": 9, "value": "88", "consent": "phone"})
    assert sent.status_code == 302
    assert "88" in sign_in("hadi").get(sent["Location"]).content.decode()
