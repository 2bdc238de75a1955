"""The pages of the law: contents, one subject, what changed between two days, the register of regulations.

Everybody who is signed in may read them, whatever their role: the law is public, and what an agency has chosen is
open to all its people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from selaras.core import clock
from selaras.core.errors import NotFound
from selaras.web import law_page
from selaras.web.middleware import SignedInRequest
from selaras.web.views import signed_in
from selaras_rules.changes import law_between
from selaras_rules.errors import UnknownLaw
from selaras_rules.reading import Subject, all_subjects, subject_named

CHANGES_ON_A_PAGE = 20
# Where nobody says from when: the day before the regulation that the present cycle rests on.
BEFORE_THE_CYCLE = date(2022, 1, 1)


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day the reader asked for; today, with a complaint, where what was asked is no day."""

    day: date
    is_today: bool
    complaint: str = ""

    @property
    def query(self) -> str:
        """What addresses carry on, so that one stays on that day."""
        return "" if self.is_today else f"?tanggal={self.day.isoformat()}"


@require_GET
@login_required
def show_contents(request: HttpRequest) -> HttpResponse:
    """The subjects of the law on a day."""
    person = signed_in(request)
    asked = asked_day(person)
    lines = law_page.contents(asked.day)
    context = {
        "asked": asked,
        "lines": lines,
        "is_empty": not any(line.values for line in lines),
        "first_day": law_page.first_day(),
        "since": BEFORE_THE_CYCLE,
    }
    return render(request, "web/law.html", context)


@require_GET
@login_required
def show_subject(request: HttpRequest, code: str) -> HttpResponse:
    """One subject on a day: its values, their history, and what the agency has chosen."""
    person = signed_in(request)
    asked = asked_day(person)
    page = law_page.SubjectPage(_subject(code), person.agency, asked.day)
    subjects = all_subjects()
    place = subjects.index(page.subject)
    context = {
        "asked": asked,
        "page": page,
        "before": subjects[place - 1] if place else None,
        "after": subjects[place + 1] if place + 1 < len(subjects) else None,
        "first_day": law_page.first_day(),
    }
    return render(request, "web/law_subject.html", context)


@require_GET
@login_required
def show_changes(request: HttpRequest) -> HttpResponse:
    """What changed in the law from one day to another, and the results that change with it."""
    person = signed_in(request)
    second = asked_day(person, "sampai")
    first = asked_day(person, "dari", otherwise=min(BEFORE_THE_CYCLE, second.day))
    swapped = second.day < first.day
    days = sorted((first.day, second.day))
    found = law_between(*days)
    page = Paginator(found.changes, CHANGES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "found": found,
        "page": page,
        "rows": [law_page.shown_change(change) for change in page.object_list],
        "complaint": first.complaint or second.complaint,
        "swapped": swapped,
    }
    return render(request, "web/law_changes.html", context)


@require_GET
@login_required
def show_register(request: HttpRequest) -> HttpResponse:
    """The regulations that values of the law rest on."""
    signed_in(request)
    return render(request, "web/law_register.html", {"lines": law_page.register()})


def asked_day(person: SignedInRequest, name: str = "tanggal", otherwise: date | None = None) -> AskedDay:
    """The day in the address; without one `otherwise`, or today at the agency."""
    today = clock.today(person.agency)
    text = person.GET.get(name, "").strip()
    if not text:
        day = otherwise or today
        return AskedDay(day, day == today)
    found = _as_day(text)
    if found is None:
        said = _("“%(text)s” bukan tanggal yang ada. Yang ditampilkan adalah keadaan hari ini.")
        return AskedDay(otherwise or today, otherwise is None, said % {"text": text[:40]})
    return AskedDay(found, found == today)


def _as_day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _subject(code: str) -> Subject:
    try:
        return subject_named(code)
    except UnknownLaw:
        raise NotFound() from None
