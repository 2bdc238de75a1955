"""Eka opens a survey of the puskesmas; the team sees one result for all, and nobody sees it too early."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.core.keys import new_key
from selaras.core.models import AuditEvent
from selaras.surveys.models import RemarkSheet, Survey, Tally
from selaras.surveys.services import SurveyValues, change_survey, open_survey
from selaras.surveys.tests.citizen import ALL_GOOD
from selaras.surveys.tests.stage import even_sheets, stage_survey
from tests.cast import Cast

DAY = date(2026, 4, 6)
ENDED = (date(2026, 1, 1), date(2026, 3, 31))


def values(cast: Cast, **changed: Any) -> SurveyValues:
    given = {
        "unit": cast.units["puskesmas"],
        "service": "Imunisasi",
        "opens_on": DAY,
        "closes_on": date(2026, 6, 30),
    }
    return SurveyValues(**{**given, **changed})


def page_of(survey: Survey, browser: Any) -> str:
    text: str = browser.get(reverse("surveys:detail", args=[survey.pk])).content.decode()
    return text


@pytest.mark.trace("K-17")
def test_an_opd_admin_opens_a_survey_and_hangs_up_its_poster(cast: Cast, sign_in: Any) -> None:
    browser = sign_in("eka")
    form = {
        "form_key": str(new_key()), "unit": str(cast.units["puskesmas"].pk), "service": "Imunisasi",
        "opens_on": "2026-04-06", "closes_on": "2026-06-30", "users": "450",
    }  # fmt: skip
    page = browser.post(reverse("surveys:open"), form, follow=True).content.decode()
    survey = Survey.objects.get()
    assert f"/s/{survey.code}/" in page
    assert "tablet" in page
    poster = browser.get(reverse("surveys:poster", args=[survey.pk]))
    assert poster.content.startswith(b"%PDF")
    assert "tabel sampel meminta 207" in page_of(survey, sign_in("ani"))
    assert browser.post(reverse("surveys:open"), form)["location"] == reverse(
        "surveys:share", args=[survey.pk]
    )
    assert AuditEvent.objects.filter(kind="surveys.opened").count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("service", "  ", "nama layanannya"),
        ("closes_on", date(2026, 4, 5), "Tukar keduanya"),
        ("closes_on", date(2027, 4, 7), "paling lama satu tahun"),
        ("users", 0, "mulai dari 1"),
    ],
)
def test_impossible_surveys_are_refused(cast: Cast, field: str, value: Any, sentence: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        open_survey(values(cast, **{field: value}), by=cast.actor("eka"), on=DAY)
    assert sentence in str(caught.value.fields[field])
    assert not Survey.objects.exists()


def test_only_admins_open_and_only_their_own(cast: Cast) -> None:
    for name in ("ani", "budi", "gita"):
        with pytest.raises(NotAllowed):
            open_survey(values(cast), by=cast.actor(name), on=DAY)
    with pytest.raises(NotAllowed):
        open_survey(values(cast, unit=cast.units["bkppd"]), by=cast.actor("eka"), on=DAY)


def test_the_days_stay_once_there_are_answers_and_the_period_once_it_is_over(cast: Cast) -> None:
    eka = cast.actor("eka")
    running = stage_survey(cast, date(2026, 4, 1), date(2026, 6, 30), even_sheets(1), code="warga234")
    with pytest.raises(InvalidInput):
        change_survey(running, values(cast, opens_on=date(2026, 4, 2)), by=eka, on=DAY)
    running.refresh_from_db()
    shorter = values(cast, service="Rawat jalan", opens_on=date(2026, 4, 1), closes_on=DAY)
    assert change_survey(running, shorter, by=eka, on=DAY).closes_on == DAY
    with pytest.raises(StepNotPossible):
        change_survey(
            running,
            values(cast, service="Rawat jalan", opens_on=date(2026, 4, 1)),
            by=eka,
            on=date(2026, 4, 7),
        )


@pytest.mark.trace("K-17")
def test_the_team_shares_one_result_with_its_reasons(cast: Cast, sign_in: Any) -> None:
    stage_survey(cast, date(2025, 10, 1), date(2025, 12, 31), even_sheets(40, 3), code="tahunlalu")
    survey = stage_survey(cast, *ENDED, even_sheets(36), code="selesai2")
    RemarkSheet.objects.create(survey=survey, agency=cast.kupang, number=1, texts=["Antre <b>lama</b>."])
    page = page_of(survey, sign_in("ani"))
    assert "83,33" in page
    assert "B · Baik" in page
    assert "± 3,68" in page
    assert "Unsur terlemah: Waktu penyelesaian (U3)" in page
    assert "Responden 36, cukup untuk diumumkan" in page
    assert "tidak dibebankan kepada satu orang" in page
    assert "Turun 2,78 dari Des 2025 ke Mar 2026" in page
    assert "Antre &lt;b&gt;lama&lt;/b&gt;." in page
    assert cast.ani.name not in page.split("<main", 1)[1]


@pytest.mark.trace("K-17")
def test_fourteen_respondents_give_no_figure_and_the_page_says_so(cast: Cast, sign_in: Any) -> None:
    survey = stage_survey(cast, *ENDED, even_sheets(14), code="pustu234")
    page = page_of(survey, sign_in("budi"))
    assert "Responden belum cukup" in page
    assert "Paling sedikit 30 responden" in page
    assert "Sembilan unsur" not in page
    listed = sign_in("budi").get(reverse("surveys:list")).content.decode()
    assert "responden kurang" in listed


def test_while_people_answer_only_their_number_is_seen(cast: Cast, sign_in: Any) -> None:
    survey = stage_survey(cast, date(2026, 4, 1), date(2026, 6, 30), even_sheets(40), code="warga234")
    RemarkSheet.objects.create(survey=survey, agency=cast.kupang, number=1, texts=["Rahasia."])
    page = page_of(survey, sign_in("eka"))
    assert "Hasil tampil sesudah hari terakhir" in page
    assert ">40<" in page
    assert "Rahasia." not in page
    assert "Sembilan unsur" not in page


def test_the_next_period_begins_with_the_same_service(cast: Cast, sign_in: Any) -> None:
    survey = stage_survey(cast, *ENDED, even_sheets(30), code="selesai2", service="Ibu & anak")
    page = page_of(survey, sign_in("eka"))
    address = f"{reverse('surveys:open')}?unit={survey.unit_id}&amp;layanan=Ibu%20%26%20anak"
    assert address in page
    form = sign_in("eka").get(address.replace("&amp;", "&")).content.decode()
    assert 'value="Ibu &amp; anak"' in form
    assert f'value="{survey.unit_id}" selected' in form
    assert "Periode berikutnya" not in page_of(survey, sign_in("ani"))


def test_comments_are_for_the_team_and_those_in_charge(cast: Cast, sign_in: Any) -> None:
    survey = stage_survey(cast, *ENDED, even_sheets(30), code="selesai2")
    RemarkSheet.objects.create(survey=survey, agency=cast.kupang, number=1, texts=["Antre lama."])
    seen = {
        name
        for name in ("ani", "budi", "citra", "dewi", "eka", "gita")
        if "Antre" in page_of(survey, sign_in(name))
    }
    assert seen == {"ani", "budi", "eka", "gita"}


@pytest.mark.trace("K-17")
def test_sheets_of_paper_are_copied_one_after_another(
    cast: Cast, sign_in: Any, clock: time_machine.Traveller
) -> None:
    survey = stage_survey(cast, date(2026, 4, 1), date(2026, 6, 30), [], code="warga234")
    browser, url = sign_in("hadi"), reverse("surveys:paper", args=[survey.pk])
    assert "Lembar kertas ke-1" in browser.get(url).content.decode()
    form = {"form_key": str(new_key()), **ALL_GOOD}
    assert "Lembar tersimpan" in browser.post(url, form, follow=True).content.decode()
    assert "Lembar kertas ke-2" in browser.post(url, form, follow=True).content.decode()
    assert Tally.objects.get(pk=survey.pk).counts["ways"] == {"paper": 1}
    event = AuditEvent.objects.get(kind="surveys.paper_entered")
    assert "U1" not in event.body
    assert browser.post(url, {"U1": "5"}).status_code == 422
    clock.move_to("2026-07-01 09:00+08:00")
    browser = sign_in("hadi")
    assert "tidak sedang dibuka" in browser.get(url).content.decode()
    assert browser.post(url, {**ALL_GOOD}).status_code == 409
