"""Answers that other tools collected are added up and forgotten; their file can be repeated and undone (K-17)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from selaras.core.files import open_file
from selaras.core.models import AuditEvent
from selaras.intake import services as intake
from selaras.intake.models import FeedRun, FeedSource
from selaras.intake.received import received
from selaras.surveys.imported import period_in
from selaras.surveys.models import ImportedSheets, Survey, Tally
from selaras.surveys.results import result_of
from selaras.surveys.selectors import surveys_seen_by
from selaras.surveys.tests.stage import even_sheets, stage_survey
from selaras.surveys.told_groups import group_in
from selaras_rules import Period, Ruleset
from tests.cast import Cast

ON = date(2026, 4, 6)
HEADINGS = "Unit Layanan;Layanan;Tanggal;U1;U2;U3;U4;U5;U6;U7;U8;U9;Jenis Kelamin;Saran\n"
GOOD = "Puskesmas Contoh;Rawat jalan;2026-02-{day:02d};3;3;2;4;3;3;4;3;3;P;Petugas Melki ketus\n"


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel("2026-04-06 09:00+08:00", tick=False):
        yield


def sheets(number: int, *more: str) -> bytes:
    rows = "".join(GOOD.format(day=1 + place % 28) for place in range(number))
    return (HEADINGS + rows + "".join(f"{row}\n" for row in more)).encode()


def add_tool(cast: Cast) -> FeedSource:
    new = intake.NewSource("survey_sheets", "Google Formulir", cast.units["dinkes"])
    return intake.add_source(cast.kupang, new, by=cast.actor("eka", ON), on=ON)


def send(cast: Cast, source: FeedSource, content: bytes, name: str = "skm.csv") -> FeedRun:
    with received(io.BytesIO(content), name) as upload:
        return intake.check_feed(source, upload, by=cast.actor("eka", ON), on=ON).run


def apply(cast: Cast, run: FeedRun) -> FeedRun:
    return intake.apply_feed(run, by=cast.actor("eka", ON), on=ON)


def only_survey(cast: Cast) -> Survey:
    found: Survey = surveys_seen_by(cast.actor("eka", ON)).get()
    return found


@pytest.mark.trace("K-17")
def test_eka_brings_answers_of_another_tool_and_no_row_is_kept(cast: Cast, sign_in: Any) -> None:
    eka, source = sign_in("eka"), add_tool(cast)
    wrong = (
        "Puskesmas Contoh;Rawat jalan;2026-02-03;0;3;2;4;3;3;4;3;3;;",
        "Puskesmas Contoh;Rawat jalan;2026-02-03;3;3;5;4;3;3;4;3;3;;",
        "Puskesmas Contoh;Rawat jalan;2026-02-03;;;;;;;;;;;",
        "Puskesmas Contoh;Rawat jalan;2026-12-03;3;3;3;4;3;3;4;3;3;;",
    )
    file = SimpleUploadedFile("skm.csv", sheets(35, *wrong))
    answer = eka.post(reverse("intake:source", args=[source.pk]), {"file": file})
    shown = eka.get(answer["Location"]).content.decode()
    assert "Jawaban SKM adalah 1 sampai 4. Kosongkan bila tidak dijawab; jangan diisi 0 atau 5." in shown
    assert "Tidak satu pun unsur dijawab" in shown
    assert "Periode ini belum tiba" in shown
    run = FeedRun.objects.get()
    assert run.counts == {"rows": 39, "new": 1, "changed": 0, "same": 0, "refused": 4}
    with open_file(run.stored_file) as kept:
        told = json.loads(kept.read())
    assert len(told["facts"]) == 1, "sums, and no sheet"
    assert json.loads(told["facts"][0]["counts"])["groups"] == {"sex": {"p": 35}}
    assert "Melki" not in str(run.report), "words of the public stay out of the report"
    assert eka.get(reverse("intake:refused", args=[run.pk])).content.startswith(b"PK")
    assert not Survey.objects.exists()
    eka.post(reverse("intake:apply", args=[run.pk]))
    survey = only_survey(cast)
    assert (survey.opens_on, survey.closes_on) == (date(2026, 1, 1), date(2026, 3, 31))
    result = result_of(survey, Ruleset(on=ON), ON)
    assert result.respondents == 35
    assert result.ikm is not None
    assert result.ikm.weakest_first[0] == "U3"
    page = sign_in("ani").get(reverse("surveys:detail", args=[survey.pk])).content.decode()
    assert "berkas alat lain: 35" in page
    assert "Petugas Melki ketus" in page, "the team reads its comments, as it does those that were typed"
    assert "Melki" not in sign_in("citra").get(reverse("surveys:detail", args=[survey.pk])).content.decode()
    assert AuditEvent.objects.filter(kind="surveys.sheets_delivered").count() == 1


@pytest.mark.trace("K-17")
def test_a_later_file_replaces_and_withdrawing_takes_all_back(cast: Cast) -> None:
    source, by = add_tool(cast), cast.actor("eka", ON)
    first = apply(cast, send(cast, source, sheets(31)))
    assert send(cast, source, sheets(31), "nama lain.csv").pk == first.pk, "the same bytes are known again"
    later = apply(cast, send(cast, source, sheets(40)))
    assert later.counts["changed"] == 1
    assert Tally.objects.get().sums["whole_sheets"] == 40
    intake.withdraw_feed(later, by=by, on=ON, because="berkas uji")
    assert Tally.objects.get().sums["whole_sheets"] == 31
    intake.withdraw_feed(FeedRun.objects.get(pk=first.pk), by=by, on=ON, because="berkas uji")
    assert not Survey.objects.exists()
    assert not ImportedSheets.objects.filter(is_current=True).exists()


def test_sheets_of_a_known_survey_count_beside_what_was_answered_here(cast: Cast) -> None:
    survey = stage_survey(cast, date(2026, 1, 15), date(2026, 3, 15), even_sheets(20), code="disini22")
    run = apply(cast, send(cast, add_tool(cast), sheets(12).replace(b"Rawat jalan", b"RAWAT  JALAN")))
    tally = Tally.objects.get(survey=survey)
    # The days 1 to 12 of February lie in the survey's own days.
    assert (tally.counts["whole_sheets"], tally.sums["whole_sheets"]) == (20, 32)
    intake.withdraw_feed(run, by=cast.actor("eka", ON), on=ON, because="salah")
    assert Tally.objects.get(survey=survey).sums["whole_sheets"] == 20


def test_names_told_once_are_remembered_and_the_file_is_asked_for_again(cast: Cast, sign_in: Any) -> None:
    eka, source = sign_in("eka"), add_tool(cast)
    content = sheets(3).replace(b"Puskesmas Contoh", b"PKM C.").replace(b"U9;", b"Gedung;")
    address = reverse("intake:source", args=[source.pk])
    answer = eka.post(address, {"file": SimpleUploadedFile("skm.csv", content)}, follow=True)
    asked = answer.content.decode()
    assert "Melki" not in asked, "not even the first row is shown"
    run = FeedRun.objects.get()
    form = {name: run.report["headings"].get(name, "") for name in ("unit", "service", "period")}
    form |= {f"U{number}": f"U{number}" for number in range(1, 9)} | {"U9": "Gedung"}
    back = eka.post(reverse("intake:headings", args=[run.pk]), form, follow=True)
    assert "Unggah berkasnya sekali lagi" in back.content.decode()
    eka.post(address, {"file": SimpleUploadedFile("skm.csv", content)})
    run = FeedRun.objects.order_by("-sent_at", "-id").first()
    assert run is not None
    assert run.counts["refused"] == 3
    eka.post(reverse("intake:units", args=[run.pk]), {"unit_0": str(cast.units["puskesmas"].pk)})
    again = send(cast, FeedSource.objects.get(), content)
    assert (again.counts["refused"], again.counts["new"]) == (0, 1)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Semester I 2026", Period.of_semester(2026, 1)),
        ("TW 2 2026", Period.of_quarter(2026, 2)),
        ("Triwulan IV 2025", Period.of_quarter(2025, 4)),
        ("2026-S2", Period.of_semester(2026, 2)),
        ("Maret 2026", Period.of_quarter(2026, 1)),
        ("2025", Period.of_year(2025)),
        ("04/03/2026 10:15", date(2026, 3, 4)),
        ("kapan-kapan", None),
    ],
)
def test_periods_are_read_as_people_write_them(cell: str, found: Period | date | None) -> None:
    assert period_in(cell) == found


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (34, "40"), ("34 th", "40"), ("di atas 60 tahun", "61"), (">60", "61"), ("21-40", "40"), ("< 20", "20"),
        ("17-25", ""), ("-", ""), ("tujuh belas", None), (0, None), (130, None),
    ],
)  # fmt: skip
def test_ages_are_read_as_people_write_them(cell: Any, found: str | None) -> None:
    assert group_in("age", cell) == found
