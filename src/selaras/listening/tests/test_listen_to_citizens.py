"""Lists, notes and comments come in; a person sorts them; what was decided is seen (K-33, K-39)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.core.errors import ChangedMeanwhile, NotAllowed, StepNotPossible
from selaras.core.models import AuditEvent
from selaras.core.public_words import kept_text
from selaras.indicators.models import Indicator
from selaras.indicators.services import IndicatorValues, propose_indicator
from selaras.intake import services as intake
from selaras.intake.models import FeedRun, FeedSource
from selaras.listening import services
from selaras.listening.models import InputReport, InputStatus, PublicInput
from selaras.listening.tests.lists import (
    FEES,
    OFFICER,
    ON,
    QUEUE,
    add_lapor,
    apply,
    listed,
    numbered,
    send,
    theme,
)
from selaras.surveys.models import RemarkSheet
from selaras.surveys.tests.stage import even_sheets, stage_survey
from tests.cast import Cast


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel("2026-04-06 09:00+08:00", tick=False):
        yield


def page(browser: Any, name: str, *args: Any, asked: str = "") -> str:
    text: str = browser.get(reverse(f"listening:{name}", args=args) + asked, follow=True).content.decode()
    return text


@pytest.mark.trace("K-33")
def test_eka_brings_a_list_names_a_unit_once_and_sorts(cast: Cast, sign_in: Any) -> None:
    eka, source = sign_in("eka"), add_lapor(cast)
    waiting = theme(cast, "Lama menunggu", "menunggu", "antrean")
    wrong = ("104;31 April 2026;Dinas Kesehatan;;Isi;;;;;", "105;2026-03-02;Dinas Kesehatan;;;;;;;")
    content = listed(QUEUE, FEES, OFFICER, *wrong)
    answer = eka.post(
        reverse("intake:source", args=[source.pk]), {"file": SimpleUploadedFile("lapor.csv", content)}
    )
    shown = eka.get(answer["Location"]).content.decode()
    assert "«PKM CONTOH»" in shown
    assert "Bukan tanggal" in shown
    assert "Isi laporan kosong" in shown
    run = FeedRun.objects.get()
    eka.post(reverse("intake:units", args=[run.pk]), {"unit_0": str(cast.units["puskesmas"].pk)})
    run.refresh_from_db()
    assert run.counts == {"rows": 5, "new": 3, "changed": 0, "same": 0, "refused": 2}
    assert "membentak" not in str(run.report), "words of the public stay out of the report"
    eka.post(reverse("intake:apply", args=[run.pk]))
    assert "Usul: Lama menunggu, karena memuat «menunggu»" in page(eka, "sort")
    assert "Tampaknya tentang satu petugas" in page(eka, "sort")
    first = numbered("101")
    assert (first.unit, first.received_on, first.answered_on) == (
        cast.units["puskesmas"], date(2026, 3, 2), date(2026, 3, 9),
    )  # fmt: skip
    assert "0812" not in first.text
    assert not InputReport.objects.filter(text__contains="Yosefina").exists()
    eka.post(reverse("listening:sort"), {f"input_{first.pk}": str(waiting.pk)})
    assert numbered("101").theme == waiting
    again = send(cast, source, QUEUE.replace("PKM CONTOH", "pkm  contoh"), name="lagi.csv")
    assert again.counts["refused"] == 0, "the name of the unit was told once"


@pytest.mark.trace("K-33")
def test_a_later_list_keeps_the_sorting_and_withdrawing_takes_all_back(cast: Cast) -> None:
    by, source = cast.actor("eka", ON), add_lapor(cast)
    first = apply(cast, send(cast, source, QUEUE, FEES))
    fees = theme(cast, "Karcis parkir", "karcis")
    services.sort_inputs({numbered("102"): fees}, by=by, on=ON)
    later = apply(cast, send(cast, source, FEES.replace("Proses;", "Selesai;2026-04-01"), name="april.csv"))
    assert (numbered("102").answered_on, numbered("102").theme) == (date(2026, 4, 1), fees)
    with pytest.raises(StepNotPossible):
        intake.withdraw_feed(first, by=by, on=ON, because="berkas uji")
    intake.withdraw_feed(later, by=by, on=ON, because="salah berkas")
    assert numbered("102").answered_on is None
    intake.withdraw_feed(FeedRun.objects.get(pk=first.pk), by=by, on=ON, because="salah berkas")
    assert not PublicInput.objects.filter(is_current=True).exists()


@pytest.mark.trace("K-33")
def test_a_complaint_about_one_officer_leaves_by_another_door(cast: Cast, sign_in: Any) -> None:
    apply(cast, send(cast, add_lapor(cast), OFFICER, FEES))
    row, eka = numbered("103"), sign_in("eka")
    eka.post(reverse("listening:sort"), {f"input_{row.pk}": services.APART})
    for name in ("ani", "budi", "citra", "eka", "fajar"):
        for seen in ("city", "inputs", "complaints"):
            assert "membentak" not in page(sign_in(name), seen)
    assert "Hanya admin kota dan inspektorat" in page(eka, "complaint", row.pk)
    assert eka.post(reverse("listening:complaint_read", args=[row.pk])).status_code == 403
    assert "membentak" not in page(sign_in("gita"), "complaint", row.pk)
    read = sign_in("gita").post(reverse("listening:complaint_read", args=[row.pk]))
    assert "membentak" in read.content.decode()
    assert read["Cache-Control"] == "no-store"
    event = AuditEvent.objects.get(kind="listening.complaint_read")
    assert (event.actor_id, "membentak" in event.body) == (cast.gita.pk, False)
    with pytest.raises(StepNotPossible):
        services.send_on(numbered("103"), by=cast.actor("eka", ON), on=ON, sent_on=ON, note="")
    sign_in("fajar").post(reverse("listening:office"), {"name": "Inspektorat Kota", "how": "Meja 2"})
    early = eka.post(reverse("listening:complaint", args=[row.pk]), {"sent_on": "2026-03-01"})
    assert "ada di antara hari masuk dan hari ini" in early.content.decode()
    eka.post(reverse("listening:complaint", args=[row.pk]), {"sent_on": "2026-04-02", "note": "ST/12"})
    sent = numbered("103")
    assert (sent.status, sent.sent_to, sent.sent_on, sent.sent_by_id) == (
        InputStatus.SENT_ON, "Inspektorat Kota", date(2026, 4, 2), cast.eka.pk,
    )  # fmt: skip
    assert "Inspektorat Kota, 2 Apr 2026" in page(sign_in("gita"), "complaints")


def test_what_was_set_apart_by_mistake_comes_back(cast: Cast) -> None:
    apply(cast, send(cast, add_lapor(cast), FEES))
    services.sort_inputs({numbered("102"): services.APART}, by=cast.actor("eka", ON), on=ON)
    with pytest.raises(NotAllowed):
        services.take_back(numbered("102"), by=cast.actor("eka", ON), on=ON, because="keliru")
    services.take_back(numbered("102"), by=cast.actor("fajar", ON), on=ON, because="keliru")
    assert numbered("102").status == InputStatus.NEW


def test_of_two_who_sort_at_once_one_is_told(cast: Cast) -> None:
    apply(cast, send(cast, add_lapor(cast), FEES))
    fees, mine, theirs = theme(cast, "Karcis parkir", "karcis"), numbered("102"), numbered("102")
    services.sort_inputs({theirs: services.APART}, by=cast.actor("fajar", ON), on=ON)
    with pytest.raises(ChangedMeanwhile):
        services.sort_inputs({mine: fees}, by=cast.actor("eka", ON), on=ON)
    assert numbered("102").status == InputStatus.APART


@pytest.mark.trace("K-33", "K-39")
def test_a_decision_answers_its_theme_and_the_indicator_shows_what_is_behind_it(
    cast: Cast, sign_in: Any
) -> None:
    by = cast.actor("eka", ON)
    apply(cast, send(cast, add_lapor(cast), QUEUE, FEES))
    fees, waiting = theme(cast, "Karcis parkir", "karcis"), theme(cast, "Lama menunggu", "antrean")
    services.sort_inputs({numbered("102"): fees, numbered("101"): waiting}, by=by, on=ON)
    values = IndicatorValues(title="Porsi karcis digital", unit_of_measure="%", source="E-parkir")
    new = propose_indicator(
        "DK-90", values, by=by, on=ON, opd=cast.units["dinkes"], starts_on=date(2027, 1, 1)
    )
    sign_in("eka").post(
        reverse("listening:answer"),
        {"theme": str(fees.pk), "opd": str(cast.units["dinkes"].pk), "text": "Karcis kertas diganti karcis digital.",
         "decided_on": "2026-03-24", "indicator": str(new.indicator_id)},
    )  # fmt: skip
    ani = sign_in("ani")
    city = page(ani, "city")
    assert "Karcis kertas diganti karcis digital." in city
    # 4 March to 24 March is decided; the other was answered by the list after 7 days: the median of 7 and 20.
    assert "13,5" in city
    assert "median dari 1 masukan" in city
    assert "Karcis parkir: 1 masukan, terbanyak Maret (1)." in city
    behind = page(ani, "indicator", new.indicator_id)
    assert "1 masukan di baliknya" in behind
    assert "Bayar tanpa karcis" not in behind, "it is about the agency, and Ani works in the puskesmas"
    assert "Bayar tanpa karcis" in page(sign_in("eka"), "indicator", new.indicator_id)
    assert Indicator.objects.get(code="DK-90").status == "draft"
    assert reverse("listening:indicator", args=[new.indicator_id]) in (
        ani.get(reverse("planning:library_detail", args=[new.indicator_id])).content.decode()
    )


@pytest.mark.trace("K-33")
def test_notes_of_a_forum_and_comments_of_a_survey_are_sorted_like_a_list(cast: Cast, sign_in: Any) -> None:
    eka = sign_in("eka")
    form = {"unit": str(cast.units["dinkes"].pk), "forum": "Forum konsultasi publik", "held_on": "2026-03-21",
            "kind": "suggestion", "notes": "Loket sore\n\n<script>alert(1)</script> loket malam\n"}  # fmt: skip
    eka.post(reverse("listening:forum"), form)
    assert PublicInput.objects.filter(origin="forum").count() == 2
    late = eka.post(reverse("listening:forum"), {**form, "held_on": "2026-05-01"})
    assert "belum berlangsung" in late.content.decode()
    survey = stage_survey(cast, date(2026, 1, 1), date(2026, 3, 31), even_sheets(36), code="selesai9")
    RemarkSheet.objects.create(survey=survey, agency=cast.kupang, number=1, texts=["Antre lama.", "Ramah."])
    sorting = page(eka, "sort")
    assert "komentarnya belum diambil" in sorting
    assert "<script>alert(1)" not in sorting
    eka.post(reverse("listening:remarks", args=[survey.pk]))
    assert PublicInput.objects.filter(survey=survey, received_on=date(2026, 3, 31)).count() == 2
    again = eka.post(reverse("listening:remarks", args=[survey.pk]), headers={"accept": "application/json"})
    assert again.status_code == 409
    running = stage_survey(cast, date(2026, 4, 1), date(2026, 6, 30), even_sheets(36), code="jalan999")
    with pytest.raises(StepNotPossible):
        services.take_remarks(running, by=cast.actor("eka", ON), on=ON)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("WA +62 812 3456 7890 ya", "WA [disembunyikan] ya"),
        ("NIK 5371010101900001", "NIK [disembunyikan]"),
        ("surel yosi.b@contoh.id", "surel [disembunyikan]"),
        (
            "tarif Rp2.000, sejak 12-03-2026, plat DH 1234 AB",
            "tarif Rp2.000, sejak 12-03-2026, plat DH 1234 AB",
        ),
        ("a\u202eb\x00c", "abc"),
    ],
)
def test_numbers_of_people_are_not_kept(text: str, kept: str) -> None:
    assert kept_text(text) == kept


def test_a_thousand_inputs_cost_as_many_queries_as_three(cast: Cast, sign_in: Any) -> None:
    by = cast.actor("eka", ON)
    lines = [FEES.replace("102;", f"{1000 + number};") for number in range(1000)]
    source = add_lapor(cast)
    apply(cast, send(cast, source, *lines))
    assert PublicInput.objects.count() == 1000
    fees = theme(cast, "Karcis parkir", "karcis")
    services.sort_inputs(dict.fromkeys(PublicInput.objects.select_related("unit")[:400], fees), by=by, on=ON)
    for name, args in (("city", []), ("unit", [cast.units["dinkes"].pk]), ("inputs", []), ("sort", [])):
        eka = sign_in("eka")
        with CaptureQueriesContext(connection) as found:
            assert eka.get(reverse(f"listening:{name}", args=args)).status_code == 200
        assert len(found) <= 12, name
    assert FeedSource.objects.count() == 1
