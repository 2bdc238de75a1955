"""Comments in files of other tools are sorted like typed ones, and go with their file (K-17, K-33)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from selaras.intake import services as intake
from selaras.intake.models import FeedRun
from selaras.listening.models import PublicInput
from selaras.listening.services import DISCARD, sort_inputs, take_remarks
from selaras.surveys.models import ImportedSheets, Tally
from selaras.surveys.tests.test_import_answers import HEADINGS, ON, add_tool, apply, only_survey, send
from tests.cast import Cast

QUEUE = "Antre lama, telepon 0812-3456-7890"
KEPT = QUEUE.replace("0812-3456-7890", "[disembunyikan]")
# Comment, sex, age and education of each sheet, as people and tools write them.
TOLD = (
    ("Zebra cross di depan pudar", "L", "25", "S2"),
    (QUEUE, "wanita", "> 60", "SMK"),
    ("-", "", "17 - 25", "D-III"),
    (QUEUE, "-", "41–60 tahun", "Lainnya"),
    ("Bersih", "P", "", "SD"),
    ("", "lk", "19", ""),
)
SHEET = "Puskesmas Contoh;Rawat jalan;2026-02-03;3;3;2;4;3;3;4;3;3"


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel("2026-04-06 09:00+08:00", tick=False):
        yield


def sheets() -> bytes:
    lines = [f"{SHEET};{sex};{text};{age};{school}" for text, sex, age, school in TOLD]
    unknown = f"{SHEET};;;seratus lima;S4"
    return (HEADINGS.strip() + ";Usia;Pendidikan\n" + "\n".join([*lines, unknown, ""])).encode()


@pytest.mark.trace("K-17", "K-33")
def test_groups_are_counted_and_comments_come_to_be_sorted_and_go_with_their_file(
    cast: Cast, sign_in: Any
) -> None:
    source, by = add_tool(cast), cast.actor("eka", ON)
    run = send(cast, source, sheets())
    assert run.counts["refused"] == 1
    assert "Kelompok ini tidak dikenal" in str(run.report)
    apply(cast, run)
    survey, row = only_survey(cast), ImportedSheets.objects.get()
    assert row.counts["groups"] == {
        "sex": {"l": 2, "p": 2},
        "age": {"40": 1, "61": 1, "60": 1, "20": 1},
        "education": {"s": 1, "sma": 1, "d": 1, "sd": 1},
    }
    assert row.remarks == [KEPT, KEPT, "Bersih", "Zebra cross di depan pudar"], "by the alphabet, of nobody"
    assert "komentarnya belum diambil" in sign_in("eka").get(reverse("listening:sort")).content.decode()
    assert take_remarks(survey, by=by, on=ON) == 4
    inputs = PublicInput.objects.filter(survey=survey)
    assert {(one.received_on, one.status) for one in inputs} == {(date(2026, 3, 31), "new")}
    assert not inputs.filter(text__contains="0812").exists(), "numbers of people are hidden, as everywhere"
    clean = inputs.get(text="Bersih")
    sort_inputs({clean: DISCARD}, by=by, on=ON)
    later = apply(cast, send(cast, source, sheets().replace(b"Zebra cross di depan pudar", b"Loket kurang")))
    texts = set(inputs.filter(is_current=True).values_list("text", flat=True))
    assert texts == {"Bersih", KEPT, "Loket kurang"}
    clean.refresh_from_db()
    assert clean.status == "discarded", "how it was sorted stays with it"
    intake.withdraw_feed(later, by=by, on=ON, because="salah")
    assert inputs.get(text__startswith="Zebra").is_current
    intake.withdraw_feed(FeedRun.objects.get(pk=run.pk), by=by, on=ON, because="salah")
    assert not inputs.filter(is_current=True).exists()
    assert not Tally.objects.get(survey=survey).sums.get("whole_sheets"), (
        "the survey stays, with nothing in it"
    )
