"""What was written without a connection arrives once, in order, from its own writer, with both times."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from selaras.core import clock
from selaras.core.models import StoredFile
from selaras.monitoring.models import Arrival, Evidence, Feedback, Realisation
from selaras.monitoring.tests.stage import Plan, pdf, realise, stage_plan
from tests.cast import Cast
from tests.fixtures import SignedIn

pytestmark = pytest.mark.trace("C-25")
SEND = "/kerja/luring/kirim/"


def written(cast: Cast, name: str, kind: str, target: Any, **fields: Any) -> dict[str, Any]:
    """An entry of the outbox of a device whose clock is right."""
    now = clock.now().isoformat()
    owner = cast.people[name].account_id
    return {"owner": owner, "form_key": uuid4(), "kind": kind, "target": target, "device_at": now, "device_now": now,
            **fields}  # fmt: skip


def number(cast: Cast, plan: Plan, value: str, month: int = 9, **more: Any) -> dict[str, Any]:
    fields = {"value": value, "narrative": "", "month": month, "revision": 0, "asked": "on"}
    return written(cast, "ani", "realisation", plan.iki["berkas"].pk, **fields | more)


def test_an_entry_comes_three_times_and_is_kept_once(cast: Cast, plan: Plan, sign_in: type[SignedIn]) -> None:
    entry = number(cast, plan, "100")
    answers = [sign_in("ani").post(SEND, entry) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len({answer.json()["url"] for answer in answers}) == 1
    assert Realisation.objects.get().revision == 1
    assert Arrival.objects.count() == 1


def test_a_month_that_changed_meanwhile_is_told_with_what_stands_there(
    cast: Cast, plan: Plan, sign_in: type[SignedIn]
) -> None:
    """Two devices: the laptop was faster than the phone."""
    realise(cast, plan, "berkas", 9, "90", narrative="Dari laptop")
    entry = number(cast, plan, "100")
    answer = sign_in("ani").post(SEND, entry)
    assert answer.status_code == 409
    assert answer.json()["stored"]["narrative"] == "Dari laptop"
    assert Realisation.objects.get().value == 90
    # She reads both and decides for hers: the same entry, over the revision she has now seen.
    decided = {**entry, "revision": answer.json()["stored"]["revision"]}
    assert sign_in("ani").post(SEND, decided).status_code == 200
    assert Realisation.objects.get().value == 100


@pytest.mark.parametrize("off", [timedelta(days=1), timedelta(days=-1)], ids=["ahead", "behind"])
def test_a_clock_that_is_wrong_by_a_day_moves_nothing(
    cast: Cast, plan: Plan, sign_in: type[SignedIn], off: timedelta
) -> None:
    now = clock.now()
    hour = timedelta(hours=3)
    first = number(cast, plan, "100", 8) | {
        "device_at": (now + off - hour).isoformat(), "device_now": (now + off).isoformat(),
    }  # fmt: skip
    assert sign_in("ani").post(SEND, first).status_code == 200
    row, arrival = Realisation.objects.get(), Arrival.objects.get()
    assert row.recorded_at == arrival.arrived_at == now
    assert arrival.written_on == date(2026, 10, 5)
    assert arrival.device_at == now + off - hour
    assert arrival.clock_off == off.total_seconds()


@pytest.mark.parametrize("device_at", ["", "kemarin", "2026-10-05T09:00", "0001-01-01T00:00:00Z"])
def test_a_time_that_is_none_is_refused(
    cast: Cast, plan: Plan, sign_in: type[SignedIn], device_at: str
) -> None:
    answer = sign_in("ani").post(SEND, number(cast, plan, "1") | {"device_at": device_at}, headers=JSON)
    assert answer.status_code == 422
    assert not Realisation.objects.exists()


def test_clocks_of_other_centuries_are_kept_as_they_are(
    cast: Cast, plan: Plan, sign_in: type[SignedIn]
) -> None:
    for month, year in ((7, 1970), (8, 2099)):
        moment = datetime(year, 1, 1, tzinfo=UTC).isoformat()
        entry = number(cast, plan, "1", month) | {"device_at": moment, "device_now": moment}
        assert sign_in("ani").post(SEND, entry).status_code == 200
    assert {arrival.written_on for arrival in Arrival.objects.all()} == {date(2026, 10, 5)}


JSON = {"accept": "application/json"}


@pytest.mark.trace("C-27")
def test_another_person_at_the_device_sends_nothing_of_ani(
    cast: Cast, plan: Plan, sign_in: type[SignedIn]
) -> None:
    stage_plan(cast, cast.hadi)
    entry = number(cast, plan, "100")
    answer = sign_in("hadi").post(SEND, entry, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (403, "other_person")
    signed_out = Client().post(SEND, entry, headers=JSON)
    assert signed_out.status_code == 302
    assert not Realisation.objects.exists()
    # Her key was not used up: later she sends it herself.
    assert sign_in("ani").post(SEND, entry).status_code == 200


def test_an_upload_that_is_cut_at_90_per_cent_leaves_nothing_and_comes_again(
    cast: Cast, plan: Plan, sign_in: type[SignedIn]
) -> None:
    content = b"%PDF-1.7\n" + b"x" * 200_000
    entry = written(cast, "ani", "evidence", plan.skp.pk, title="Foto penyuluhan", happened_on="2026-10-02", note="",
                    url="", file_sha256=hashlib.sha256(content).hexdigest())  # fmt: skip
    whole = encode_multipart(BOUNDARY, {**entry, "file": pdf(content=content)})
    cut = whole[: int(len(whole) * 0.9)]
    ani = sign_in("ani")
    refused = ani.generic("POST", SEND, cut, content_type=MULTIPART_CONTENT, headers=JSON)
    assert refused.status_code == 400
    assert not Evidence.objects.exists()
    assert not StoredFile.objects.exists()
    for _ in range(2):
        assert ani.generic("POST", SEND, whole, content_type=MULTIPART_CONTENT).status_code == 200
    assert Evidence.objects.get().title == "Foto penyuluhan"


def test_feedback_written_on_the_way_says_when(cast: Cast, plan: Plan, sign_in: type[SignedIn]) -> None:
    entry = written(cast, "budi", "feedback", plan.skp.pk, seen="Ani menenangkan keluarga pasien", effect="Tenang",
                    suggestion="", behaviour_code="", nudged="on")  # fmt: skip
    assert sign_in("budi").post(SEND, entry).status_code == 200
    assert Feedback.objects.get().author_id == cast.budi.pk
    assert Arrival.objects.get().about_id == Feedback.objects.get().pk


def test_what_is_refused_says_which_field_and_stays_possible(
    cast: Cast, plan: Plan, sign_in: type[SignedIn]
) -> None:
    entry = number(cast, plan, "seratus")
    answer = sign_in("ani").post(SEND, entry, headers=JSON)
    assert answer.status_code == 422
    assert "Realisasi bulan ini" in answer.json()["message"]
    assert sign_in("ani").post(SEND, entry | {"value": "100"}).status_code == 200


@pytest.mark.trace("C-27")
def test_the_pack_holds_own_work_and_names_only(cast: Cast, plan: Plan, sign_in: type[SignedIn]) -> None:
    other = stage_plan(cast, cast.hadi)
    realise(cast, plan, "berkas", 9, "77")
    pack = sign_in("ani").get(reverse("monitoring:device_pack"))
    assert pack["Cache-Control"] == "private, no-store"
    text = pack.content.decode()
    assert "77" in text
    assert [row[1] for row in pack.json()["colleagues"]] == [cast.hadi.full_name]
    assert str(other.iki["berkas"].pk) not in text
    keys = {
        sign_in(name).get(reverse("monitoring:device_pack")).json()["key"] for name in ("ani", "hadi", "ani")
    }
    assert len(keys) == 2


def test_the_pages_of_the_device_say_nothing_about_anybody(cast: Cast, sign_in: type[SignedIn]) -> None:
    worker = Client().get(reverse("web:worker"))
    assert worker["Content-Type"].startswith("text/javascript")
    assert worker.content == sign_in("ani").get(reverse("web:worker")).content
    manifest = Client().get(reverse("web:manifest")).json()
    assert manifest["display"] == "standalone"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    assert cast.ani.name not in Client().get(reverse("web:outbox")).content.decode()
