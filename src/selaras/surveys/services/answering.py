"""One sheet is counted, sent by a citizen or copied from paper. Nothing written tells who, when, or after whom."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible, Text
from selaras.core.public_words import kept_text
from selaras.surveys.events import PAPER_ENTERED
from selaras.surveys.models import RemarkSheet, Survey, SurveyStatus, Tally
from selaras.surveys.questions import CODES, GROUPINGS
from selaras.surveys.tally import PAPER, Sheet, counted, respondents

LONGEST_REMARK = 500
# So many comments are shuffled among each other; a row of them stays below 300 kB.
REMARKS_A_SHEET = 500


class SurveyClosed(StepNotPossible):
    """The period is over, or has not begun."""

    code = "survey_closed"


def submit_answers(survey: Survey, sheet: Sheet, *, on: date, mark: str) -> int:
    """Count a citizen's sheet once, however often its form (`mark`) is sent; returns the number of respondents.

    Raises `SurveyClosed` outside the period and `InvalidInput` for answers that can't be.
    """
    if survey.status_on(on) is not SurveyStatus.RUNNING:
        raise SurveyClosed(_("Survei ini tidak sedang dibuka."), remedy=_("Jawaban tidak disimpan."))
    _check(sheet)
    with transaction.atomic():
        return _count(survey, sheet, on, mark)


def enter_paper_sheet(survey: Survey, sheet: Sheet, *, by: Actor, on: date) -> int:
    """Count a sheet of paper. Recorded is that somebody entered one, not what stands on it."""
    require(by, Permission.ENTER_SURVEY_SHEETS, survey)
    if survey.status_on(on) is not SurveyStatus.RUNNING:
        # Later the result is shown, and a sheet more would show in it.
        raise SurveyClosed(_("Lembar kertas dimasukkan dari hari pertama sampai hari terakhir survei."))
    _check(sheet)
    with recording(PAPER_ENTERED, by=by, about=survey, service=survey.service):
        return _count(survey, Sheet(sheet.answers, sheet.groups, sheet.remark, PAPER), on, "")


def _count(survey: Survey, sheet: Sheet, on: date, mark: str) -> int:
    kept: Tally = Tally.objects.select_for_update().get(pk=survey.pk)
    spent = _of_these_days(kept.spent, on)
    if not mark or not any(mark in day for day in spent.values()):
        kept.counts = counted(kept.counts, sheet, len(CODES))
        kept.spent = _with_mark(spent, mark, on)
        kept.save(update_fields=["counts", "spent"])
        _shuffle_in(survey, kept_text(sheet.remark))
    return respondents(kept.counts)


def _of_these_days(spent: Mapping[str, list[str]], on: date) -> dict[str, list[str]]:
    """A form is good for a day, so marks of yesterday and today are enough."""
    days = {on.isoformat(), (on - timedelta(days=1)).isoformat()}
    return {day: marks for day, marks in spent.items() if day in days}


def _with_mark(spent: dict[str, list[str]], mark: str, on: date) -> dict[str, list[str]]:
    """Sorted, so that their order tells nothing."""
    if mark:
        spent[on.isoformat()] = sorted([*spent.get(on.isoformat(), []), mark])
    return spent


def _shuffle_in(survey: Survey, text: str) -> None:
    if not text:
        return
    rows = RemarkSheet.objects.filter(survey=survey).order_by("-number")
    sheet = rows.first()
    if sheet is None or len(sheet.texts) >= REMARKS_A_SHEET:
        number = sheet.number + 1 if sheet else 1
        sheet = RemarkSheet(survey=survey, agency_id=survey.agency_id, number=number)
    sheet.texts = [*sheet.texts, text]
    secrets.SystemRandom().shuffle(sheet.texts)
    sheet.save()


def _check(sheet: Sheet) -> None:
    problems: dict[str, Text] = {}
    for code, answer in sheet.answers.items():
        if code not in CODES or isinstance(answer, bool) or answer not in (1, 2, 3, 4):
            problems[code] = _("Pilih satu dari empat jawaban.")
    if not sheet.answers:
        problems["U1"] = _("Belum ada jawaban. Jawab sekurangnya satu pertanyaan.")
    known = {one.name: dict(one.groups) for one in GROUPINGS}
    for name, group in sheet.groups.items():
        if group not in known.get(name, ()):
            problems[name] = _("Pilih dari daftar, atau kosongkan.")
    if len(sheet.remark) > LONGEST_REMARK:
        problems["remark"] = _("Komentar paling panjang %(limit)d huruf. Ringkaslah.") % {
            "limit": LONGEST_REMARK
        }
    if problems:
        raise InvalidInput(fields=problems)
