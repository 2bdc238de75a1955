"""Citizens answer without account, script or cookie; what can't be counted is told kindly, and nothing is lost."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.test import RequestFactory

from selaras.core.errors import TooManyTries
from selaras.core.models import AuditEvent
from selaras.surveys import flood
from selaras.surveys.models import RemarkSheet, Survey, Tally
from selaras.surveys.questions import CODES
from selaras.surveys.tally import Counts, respondents
from selaras.surveys.tests.citizen import ALL_GOOD, Citizen
from selaras.surveys.tests.stage import even_sheets, stage_survey
from tests.cast import Cast

LIMIT = 15 * 1024


def counts_of(survey: Survey) -> Counts:
    """The sums as they stand."""
    found: Counts = Tally.objects.get(pk=survey.pk).counts
    return found


@pytest.mark.trace("K-17")
def test_nine_answers_are_counted_and_thanked_for(citizen: Citizen, survey: Survey) -> None:
    page = citizen.open()
    assert page.status_code == 200
    assert not page.cookies
    assert "<script" not in page.content.decode()
    style = finders.find("surveys/public.css")
    assert isinstance(style, str)
    with open(style, "rb") as file:
        assert len(page.content) + len(file.read()) <= LIMIT
    answer = citizen.send(ALL_GOOD, sex="p", remark="Antrean\x00 lama\u202e sekali, telepon 0812-3456-7890")
    assert answer.status_code == 302
    thanks = citizen.browser.get(answer["location"])
    assert "Terima kasih" in thanks.content.decode()
    assert "Refresh" not in thanks
    assert not citizen.browser.cookies
    counts = counts_of(survey)
    assert respondents(counts) == 1
    assert counts["groups"] == {"sex": {"p": 1}}
    assert RemarkSheet.objects.get().texts == ["Antrean lama sekali, telepon [disembunyikan]"]


def test_who_prefers_reads_english_and_one_question_a_screen(citizen: Citizen, survey: Survey) -> None:
    page = citizen.open(bahasa="en", langkah="1").content.decode()
    assert '<html lang="en">' in page
    assert page.count("<fieldset") == 1
    mark, url = citizen.mark(), f"{citizen.url}?bahasa=en"
    carried = {"mark": mark, "langkah": "1", "U1": "4", "lanjut": "1"}
    page = citizen.browser.post(url, carried).content.decode()
    assert 'name="U1" value="4"' in page
    assert 'id="U2"' in page
    assert (
        'id="U1"' in citizen.browser.post(url, {**carried, "langkah": "2", "kembali": "1"}).content.decode()
    )
    last = citizen.browser.post(url, {**carried, "langkah": "9"}).content.decode()
    assert 'name="kirim"' in last
    assert 'id="remark"' in last
    citizen.clock.shift(60)
    assert (
        citizen.browser.post(url, {"mark": mark, "langkah": "10", "U1": "4", "kirim": "1"}).status_code == 302
    )
    assert respondents(counts_of(survey)) == 1


def test_answers_of_zero_and_five_are_refused_and_the_others_stay(citizen: Citizen, survey: Survey) -> None:
    answer = citizen.send({**ALL_GOOD, "U3": "5", "U4": "0"}, remark="tetap ada")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Pilih satu dari empat jawaban.") == 4
    assert "tetap ada" in page
    assert page.count(" checked") == 7 + 3
    assert respondents(counts_of(survey)) == 0


def test_a_megabyte_of_comment_is_refused_with_its_length(citizen: Citizen, survey: Survey) -> None:
    answer = citizen.send(ALL_GOOD, remark="a" * 1_000_000)
    assert answer.status_code == 422
    assert "1000000 huruf, paling banyak 500" in answer.content.decode()
    assert len(answer.content) < LIMIT
    assert not RemarkSheet.objects.exists()
    assert respondents(counts_of(survey)) == 0


def test_an_empty_sheet_is_asked_for_one_answer(citizen: Citizen) -> None:
    answer = citizen.send(remark="hanya saran")
    assert answer.status_code == 422
    assert "Jawab sekurangnya satu pertanyaan" in answer.content.decode()
    assert "hanya saran" in answer.content.decode()


def test_a_second_click_counts_once(citizen: Citizen, survey: Survey) -> None:
    mark = citizen.mark()
    for _click in range(3):
        assert citizen.send(ALL_GOOD, mark=mark).status_code == 302
    assert respondents(counts_of(survey)) == 1


def test_five_hundred_in_a_minute_end_at_twenty(citizen: Citizen, survey: Survey) -> None:
    request = RequestFactory().post(citizen.url)
    accepted = 0
    for _try in range(500):
        with suppress(TooManyTries):
            flood.require_pace(request, survey, is_tablet=False)
            accepted += 1
    assert accepted == flood.MOST == 20
    mark = citizen.mark()
    answer = citizen.send(ALL_GOOD, mark=mark)
    assert answer.status_code == 429
    assert "Tunggu sepuluh menit" in answer.content.decode()
    assert answer.content.decode().count(" checked") == 9 + 3
    assert respondents(counts_of(survey)) == 0
    citizen.clock.shift(600)
    assert citizen.send(ALL_GOOD, mark=mark).status_code == 302
    assert respondents(counts_of(survey)) == 1


@pytest.mark.parametrize("mark", ["", "palsu", "warga234.x:1tzzzz:abc"])
def test_a_form_without_our_mark_gets_a_new_one_and_keeps_its_answers(citizen: Citizen, mark: str) -> None:
    answer = citizen.send(ALL_GOOD, mark=mark)
    assert answer.status_code == 429
    assert "sudah terlalu lama terbuka" in answer.content.decode()
    assert answer.content.decode().count(" checked") == 9 + 3


def test_nobody_answers_nine_questions_in_two_seconds(citizen: Citizen, survey: Survey) -> None:
    assert citizen.send(ALL_GOOD, after=2).status_code == 429
    assert respondents(counts_of(survey)) == 0


def test_a_tablet_goes_back_to_its_start(cast: Cast, survey: Survey, clock: time_machine.Traveller) -> None:
    tablet = Citizen(survey.code, clock, f"tablet/{flood.tablet_key(survey)}/")
    answer = tablet.send(ALL_GOOD)
    thanks = tablet.browser.get(answer["location"])
    assert thanks["Refresh"].startswith("10; url=/s/warga234/tablet/")
    assert "Orang berikutnya" in thanks.content.decode()
    assert counts_of(survey)["ways"] == {"tablet": 1}
    assert tablet.browser.get("/s/warga234/tablet/0000000000000000/").status_code == 404


def test_unknown_early_and_late_links_are_answered_kindly(
    cast: Cast, citizen: Citizen, survey: Survey, clock: time_machine.Traveller
) -> None:
    unknown = citizen.browser.get("/s/tidakada/")
    assert unknown.status_code == 404
    assert "Periksa alamat pada poster" in unknown.content.decode()
    mark = citizen.mark()
    clock.move_to("2026-07-01 09:00+08:00")
    late = citizen.send(ALL_GOOD, mark=mark)
    assert late.status_code == 410
    assert "berakhir 30 Juni 2026" in late.content.decode()
    assert "kurang dari 30 orang" in late.content.decode()
    assert respondents(counts_of(survey)) == 0
    clock.move_to("2026-03-31 09:00+08:00")
    assert "dibuka 1 April 2026" in citizen.open().content.decode()


@pytest.mark.trace("K-17")
def test_the_result_is_published_under_the_same_address(cast: Cast, clock: time_machine.Traveller) -> None:
    stage_survey(cast, date(2026, 1, 1), date(2026, 3, 31), even_sheets(36), code="selesai2")
    page = Citizen("selesai2", clock).open().content.decode()
    assert "83,33" in page
    assert "Waktu penyelesaian" in page
    assert "36 responden" in page


def test_nothing_that_is_kept_leads_to_a_person(citizen: Citizen, survey: Survey) -> None:
    """What an administrator of the database finds: the same whoever answered first, and no event at all."""
    events = AuditEvent.objects.count()
    sheets = [
        {**ALL_GOOD, "U1": "1", "sex": "p", "remark": "satu"},
        {**ALL_GOOD, "U9": "4", "sex": "l", "remark": "dua"},
        {"U2": "2"},
    ]
    kept = []
    for order in (sheets, sheets[::-1]):
        Tally.objects.filter(pk=survey.pk).update(counts={}, spent={})
        RemarkSheet.objects.all().delete()
        for sheet in order:
            assert citizen.send(sheet).status_code == 302
        kept.append((counts_of(survey), sorted(RemarkSheet.objects.get().texts)))
    assert kept[0] == kept[1]
    assert AuditEvent.objects.count() == events
    # `imported` holds sums of files, which no answer given here touches.
    assert {field.name for field in Tally._meta.fields} == {"survey", "agency", "counts", "imported", "spent"}
    assert Tally.objects.get(pk=survey.pk).imported == {}
    assert {field.name for field in RemarkSheet._meta.fields} == {"id", "agency", "survey", "number", "texts"}
    spent = Tally.objects.get(pk=survey.pk).spent
    assert list(spent) == ["2026-04-06"]
    assert spent["2026-04-06"] == sorted(spent["2026-04-06"])
    assert set(kept[0][0]) == {"whole", "whole_sheets", "part", "part_sheets", "squares", "ways", "groups"}
    assert set(CODES) == set(kept[0][0]["whole"])
