"""Open a survey of a service for a period, and change what was opened."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible, Text
from selaras.organisation.models import Unit
from selaras.surveys import tally
from selaras.surveys.events import SURVEY_CHANGED, SURVEY_OPENED
from selaras.surveys.models import Survey, SurveyStatus, Tally

# Without letters that are taken for digits: people type the address from a poster.
ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
LENGTH = 8
LONGEST_DAYS = 366
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class SurveyValues:
    """What is asked about: the service of a unit, first and last day, and how many use it in that time, if known."""

    unit: Unit
    service: str
    opens_on: date
    closes_on: date
    users: int | None = None


def open_survey(values: SurveyValues, *, by: Actor, on: date) -> Survey:
    """Open a survey with its sums at nothing. Raises `InvalidInput` with a sentence for each field."""
    survey = Survey(agency_id=by.agency_id, code=new_code(), **_fields(values))
    require(by, Permission.MANAGE_SURVEYS, survey)
    _check(values, None, on)
    with recording(SURVEY_OPENED, by=by, about=survey, **_told(values)):
        survey.save(force_insert=True)
        Tally.objects.create(survey=survey, agency_id=survey.agency_id)
    return survey


def change_survey(survey: Survey, values: SurveyValues, *, by: Actor, on: date) -> Survey:
    """Change name, days or number of users. Once somebody answered, unit and first day stay (`InvalidInput`)."""
    require(by, Permission.MANAGE_SURVEYS, survey)
    _check(values, survey, on)
    fields = _fields(values)
    changed = {name: value for name, value in fields.items() if value != getattr(survey, name)}
    if not changed:
        return survey
    if {"unit", "opens_on"} & changed.keys() and tally.respondents(survey.tally.sums):
        text = _("Sudah ada jawaban, jadi unit dan hari pertama tidak dapat diubah lagi. Buka survei baru.")
        raise InvalidInput(fields=dict.fromkeys({"unit", "opens_on"} & changed.keys(), text))
    if survey.status_on(on) is SurveyStatus.ENDED and {"unit", "opens_on", "closes_on"} & changed.keys():
        # The result was shown: who let in one answer more could read it from the difference.
        raise StepNotPossible(
            _("Periode ini sudah selesai dan hasilnya sudah tampil, jadi harinya tetap."),
            remedy=_("Buka survei baru untuk periode berikutnya."),
        )
    old = {name: str(getattr(survey, name)) for name in changed}
    for name, value in changed.items():
        setattr(survey, name, value)
    require(by, Permission.MANAGE_SURVEYS, survey)
    with recording(SURVEY_CHANGED, by=by, about=survey, **_told(values)) as record:
        record.note(old=old, new={name: str(value) for name, value in changed.items()})
        survey.save(update_fields=[*changed])
    return survey


def new_code() -> str:
    """The end of a public address: 39 bits, never all used."""
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def _fields(values: SurveyValues) -> dict[str, Any]:
    return {name: getattr(values, name) for name in values.__slots__}


def _told(values: SurveyValues) -> dict[str, str]:
    days = {"opens_on": values.opens_on.isoformat(), "closes_on": values.closes_on.isoformat()}
    return {"service": values.service, "unit": values.unit.name, **days}


def _check(values: SurveyValues, survey: Survey | None, on: date) -> None:
    problems: dict[str, Text] = {}
    if not values.service.strip():
        problems["service"] = _("Tulis nama layanannya, supaya warga tahu apa yang dinilai.")
    elif len(values.service) > LONGEST_NAME:
        problems["service"] = _("Nama layanan paling panjang 200 huruf. Ringkaslah.")
    if values.closes_on < values.opens_on:
        problems["closes_on"] = _("Hari terakhir lebih awal daripada hari pertama. Tukar keduanya.")
    elif (values.closes_on - values.opens_on).days >= LONGEST_DAYS:
        problems["closes_on"] = _(
            "Satu periode paling lama satu tahun; survei diadakan sekurangnya tiap tahun."
        )
    elif values.closes_on < on and (survey is None or values.closes_on != survey.closes_on):
        problems["closes_on"] = _("Hari terakhir sudah lewat. Pilih hari ini atau sesudahnya.")
    if values.users is not None and not 1 <= values.users <= 10_000_000:
        problems["users"] = _("Tulis bilangan bulat mulai dari 1, atau kosongkan.")
    twin = Survey.objects.filter(unit=values.unit, service=values.service, opens_on=values.opens_on)
    if twin.exclude(pk=survey.pk if survey else None).exists():
        problems["service"] = _("Survei layanan ini dengan hari pertama yang sama sudah ada. Pakai yang itu.")
    if problems:
        raise InvalidInput(fields=problems)
