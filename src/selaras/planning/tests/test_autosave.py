"""A line that saves itself while it is written: the same service and check as by hand, a short answer, no page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from selaras.core.models import AuditEvent
from selaras.core.once import new_form_key
from selaras.planning.models import Iki, RencanaHasilKerja, Skp
from selaras.planning.selectors import content_of
from selaras.planning.services import RhkValues, edit_rhk
from selaras.planning.tests.stage import ON, drafted, first_result, submitted
from tests.cast import Cast

pytestmark = pytest.mark.trace("K-20", "P-22")
MEASURE = {
    "text": "Penderita terlayani",
    "aspect": "kualitas",
    "direction": "more_is_better",
    "pattern": "hitungan",
}


def by_itself(browser: Client, row: RencanaHasilKerja | Iki, **values: Any) -> Any:
    name = "rhk_edit" if isinstance(row, RencanaHasilKerja) else "iki_edit"
    sent = {"kind": "utama", "revision": row.revision, **values}
    return browser.post(
        reverse(f"planning:{name}", args=[row.pk]), sent, headers={"accept": "application/json"}
    )


def edits() -> int:
    return AuditEvent.objects.filter(kind__in=["planning.rhk_edited", "planning.iki_edited"]).count()


def test_what_is_typed_is_saved_and_the_new_revision_comes_back(cast: Cast, sign_in: Any) -> None:
    rhk = first_result(drafted(cast, "ani"))
    answer = by_itself(sign_in("ani"), rhk, text="Ibu hamil selamat")
    before = rhk.revision
    rhk.refresh_from_db()
    assert (answer.status_code, rhk.text, rhk.revision) == (200, "Ibu hamil selamat", before + 1)
    assert answer.json()["revision"] == rhk.revision
    assert answer.json()["state"].startswith("Tersimpan pukul ")
    assert edits() == 1


def test_sending_by_hand_follows_with_the_key_and_the_new_revision(cast: Cast, sign_in: Any) -> None:
    rhk, browser, key = first_result(drafted(cast, "ani")), sign_in("ani"), new_form_key()
    told = by_itself(browser, rhk, text="Setengah jalan", form_key=key).json()
    values = {"text": "Sampai selesai", "kind": "utama", "revision": told["revision"], "form_key": key}
    assert browser.post(reverse("planning:rhk_edit", args=[rhk.pk]), values).status_code == 302
    rhk.refresh_from_db()
    assert rhk.text == "Sampai selesai"


def test_the_same_text_twice_is_one_change_and_no_conflict(cast: Cast, sign_in: Any) -> None:
    rhk, browser = first_result(drafted(cast, "ani")), sign_in("ani")
    answers = [by_itself(browser, rhk, text="Jawaban pertama hilang di jalan") for _time in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json()["revision"] == answers[1].json()["revision"] == rhk.revision + 1
    assert edits() == 1


def test_what_was_changed_elsewhere_is_not_overwritten(cast: Cast, sign_in: Any) -> None:
    rhk = first_result(drafted(cast, "ani"))
    seen = rhk.revision
    edit_rhk(rhk, RhkValues("Ditulis di ponsel"), by=cast.actor("ani"), on=ON)
    answer = by_itself(sign_in("ani"), rhk, text="Ditulis di meja", revision=seen)
    assert (answer.status_code, answer.json()["code"]) == (409, "changed_meanwhile")
    rhk.refresh_from_db()
    assert rhk.text == "Ditulis di ponsel"


@pytest.mark.parametrize(
    "half", [{"target": "8,"}, {"target": "-"}, {"target": ""}, {"target": "85", "text": " "}]
)
def test_half_a_number_is_not_complete_and_nothing_is_written(
    cast: Cast, sign_in: Any, half: dict[str, str]
) -> None:
    iki = Iki.objects.get(rhk=first_result(drafted(cast, "ani")))
    answer = by_itself(sign_in("ani"), iki, **{**MEASURE, **half})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")
    assert edits() == 0


def test_an_indicator_saves_itself_once_its_number_is_whole(cast: Cast, sign_in: Any) -> None:
    iki = Iki.objects.get(rhk=first_result(drafted(cast, "ani")))
    answer = by_itself(sign_in("ani"), iki, **MEASURE, target="87,5", unit_of_measure="%")
    assert answer.status_code == 200
    iki.refresh_from_db()
    assert str(iki.target) == "87.5000"
    assert answer.json()["revision"] == iki.revision


def test_a_plan_that_was_handed_in_meanwhile_takes_nothing_more(cast: Cast, sign_in: Any) -> None:
    rhk = first_result(submitted(cast, "ani"))
    answer = by_itself(sign_in("ani"), rhk, text="Terlambat")
    assert (answer.status_code, answer.json()["code"]) == (409, "step_not_possible")
    assert edits() == 0


def test_the_line_of_somebody_else_takes_nothing(cast: Cast, sign_in: Any) -> None:
    rhk = first_result(drafted(cast, "ani"))
    answer = by_itself(sign_in("hadi"), rhk, text="Bukan milik saya")
    assert answer.status_code in {403, 404}
    rhk.refresh_from_db()
    assert rhk.text != "Bukan milik saya"


def beside(browser: Client, name: str, skp: Skp, **values: Any) -> Any:
    """What stands beside the results of a plan, sent by the page itself."""
    return browser.post(
        reverse(f"planning:{name}", args=[skp.pk]), {"revision": skp.revision, **values},
        headers={"accept": "application/json"},
    )  # fmt: skip


def test_expectations_and_lampiran_save_themselves_once_and_overwrite_nothing(
    cast: Cast, sign_in: Any
) -> None:
    skp, browser = drafted(cast, "ani"), sign_in("ani")
    for name, kind, values in (
        ("behaviour", "planning.behaviour_set", {"kolaboratif": "Membantu unit tetangga"}),
        ("lampiran", "planning.lampiran_set", {"konsekuensi": "Pelatihan lanjutan\nDialog tambahan"}),
    ):
        assert (
            'data-autosave role="status"'
            in browser.get(reverse(f"planning:{name}", args=[skp.pk])).content.decode()
        )
        skp.refresh_from_db()
        seen = skp.revision
        first, again = (beside(browser, name, skp, **values).json() for _time in range(2))
        assert first["state"].startswith("Tersimpan pukul ")
        assert first["revision"] == again["revision"] == seen + 1
        assert AuditEvent.objects.filter(kind=kind).count() == 1
        other = beside(browser, name, skp, **dict.fromkeys(values, "Ditulis di ponsel lain"))
        assert (other.status_code, other.json()["code"]) == (409, "changed_meanwhile")
    content = content_of(skp)
    assert content["lampiran"]["konsekuensi"] == ["Pelatihan lanjutan", "Dialog tambahan"]
    assert [row["expectation"] for row in content["behaviour"] if row["code"] == "kolaboratif"] == [
        "Membantu unit tetangga"
    ]


def test_a_new_line_says_that_it_waits_on_the_device(cast: Cast, sign_in: Any) -> None:
    skp, browser = drafted(cast, "ani"), sign_in("ani")
    new = browser.get(reverse("planning:rhk_add", args=[skp.pk])).content.decode()
    known = browser.get(reverse("planning:rhk_edit", args=[first_result(skp).pk])).content.decode()
    assert "data-autosave-new" in new
    assert 'data-autosave role="status"' in known
    assert "data-autosave-new" not in known
