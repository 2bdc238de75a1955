"""Sorting inputs, a page at a time; notes of a forum; comments of surveys."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from selaras.core import clock
from selaras.listening import selectors, services
from selaras.listening.forms import ForumForm, SortForm
from selaras.listening.wording import guess_of
from selaras.organisation.asking import Asking, carried_out, page, shown

A_PAGE = 20


@page("GET", "POST")
def sort(request: Asking) -> HttpResponse:
    """One choice for each input; the system proposes, a person decides."""
    selectors.require_sorter(request.actor)
    shelf = request.GET.get("rak", "")
    shelf = shelf if shelf in selectors.SHELVES else "baru"
    listed = Paginator(selectors.inputs_sorted_by(request.actor, shelf), A_PAGE).get_page(
        request.GET.get("page")
    )
    is_sent = request.method == "POST"
    inputs = selectors.sortable_inputs(request.actor, _sent_keys(request.POST)) if is_sent else list(listed)
    themes = selectors.all_themes(only_active=True)
    guesses = {row.pk: guess_of(row.text, selectors.themes_for(themes, row.unit.opd_id)) for row in inputs}
    form = SortForm(request.POST if is_sent else None, inputs=inputs, themes=themes, guesses=guesses)
    answer = carried_out(request, form, lambda: _sort(request, form, shelf))
    rows = [(row, form[name], guesses[row.pk]) for name, row in form.inputs.items()]
    return answer or shown(
        request, "listening/sort.html", form, page=listed, rows=rows, shelf=shelf, themes=themes,
        tabs=_tabs(request, shelf),
        surveys=selectors.surveys_with_remarks(request.actor, clock.today(request.agency)),
    )  # fmt: skip


def _tabs(request: Asking, shelf: str) -> list[tuple[str, str, bool, int | str]]:
    """Name, label, whether it is open, and how many wait, of each shelf."""
    waiting = selectors.inputs_waiting(request.actor).count()
    return [
        (name, str(status.label), name == shelf, waiting if name == "baru" else "")
        for name, status in selectors.SHELVES.items()
    ]


def _sort(request: Asking, form: SortForm, shelf: str) -> str:
    count = services.sort_inputs(form.choices, by=request.actor, on=clock.today(request.agency))
    text = ngettext("%(count)d masukan dipilah.", "%(count)d masukan dipilah.", count)
    messages.success(request, text % {"count": count})
    return f"{reverse('listening:sort')}?rak={shelf}"


def _sent_keys(names: Iterable[str]) -> list[UUID]:
    """The inputs a form was about, at most a page of them."""
    found = []
    for name in names:
        try:
            found.append(UUID(name.removeprefix("input_")) if name.startswith("input_") else None)
        except ValueError:
            continue
    return [key for key in found if key is not None][:A_PAGE]


@page("GET", "POST")
def enter_forum(request: Asking) -> HttpResponse:
    """Type in what was said at a forum."""
    selectors.require_sorter(request.actor)
    today = clock.today(request.agency)
    form = ForumForm(
        request.POST if request.method == "POST" else None,
        units=selectors.units_listened_to(request.actor), initial={"held_on": today},
    )  # fmt: skip
    return carried_out(request, form, lambda: _note(request, form)) or shown(
        request, "listening/forum.html", form
    )


def _note(request: Asking, form: ForumForm) -> str:
    rows = services.note_forum(form.told(), by=request.actor, on=clock.today(request.agency))
    text = ngettext(
        "%(count)d catatan tersimpan dan menunggu dipilah.",
        "%(count)d catatan tersimpan dan menunggu dipilah.",
        len(rows),
    )
    messages.success(request, text % {"count": len(rows)})
    return reverse("listening:sort")


@page("POST")
def take_remarks(request: Asking, pk: UUID) -> HttpResponse:
    """Take the comments of a survey that has ended."""
    survey = selectors.survey_with_remarks(request.actor, pk)
    count = services.take_remarks(survey, by=request.actor, on=clock.today(request.agency))
    messages.success(request, _("%(count)d komentar diambil dan menunggu dipilah.") % {"count": count})
    return redirect("listening:sort")
