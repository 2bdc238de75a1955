"""People of other units in the matrix, and the knowledge of their own superior."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from selaras.authorization import Actor, Permission, decide
from selaras.core.asked import year_asked
from selaras.core.errors import NotFound
from selaras.organisation.selectors import colleagues_named
from selaras.planning.forms import StepForm
from selaras.planning.matrix_forms import BorrowForm
from selaras.planning.models import BorrowedMember
from selaras.planning.selectors import current_skp
from selaras.planning.selectors.offers import borrowing_for, cells_of_member_in
from selaras.planning.services.borrowing import borrow_member, end_borrowing, know_borrowing
from selaras.planning.views.pages import answer_form, answer_step, today, who


@require_http_methods(["GET", "POST"])
@login_required
def borrow(request: HttpRequest) -> HttpResponse:
    """Look for somebody of another unit, say for what, and take the person into the matrix."""
    by, on = who(request), today(request)
    year = year_asked(request, on.year)
    skp = current_skp(by.employee_id, year) if by.employee_id else None
    if skp is None:
        raise NotFound()
    words = request.GET.get("q", "")[:100]
    people = [
        person
        for person in colleagues_named(by, words)
        if by.employee_id not in (person.pk, person.pejabat_penilai_id)
    ]

    def make(data: Any) -> BorrowForm:
        return BorrowForm(data, people=people)

    def act(form: BorrowForm) -> str:
        values = form.cleaned_data
        row = borrow_member(skp, values["member"], purpose=values["purpose"], by=by, on=on)
        return f"{reverse('planning:matrix_person', args=[row.member_id])}?tahun={year}"

    context = {"words": words, "people": people, "year": year}
    return answer_form(request, make, act, "planning/matrix_borrow.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def show_borrowing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who asks for whom, and for what; the own superior says that it is known."""
    by, on = who(request), today(request)
    row = borrowing_for(by, pk)
    if request.method == "POST":
        return answer_step(request, lambda form: _known(row, by, on))
    context = {
        "row": row,
        "cells": cells_of_member_in(row.skp, row.member_id),
        "may_know": decide(by, Permission.KNOW_BORROWING, row),
        "is_leader": by.employee_id == row.skp.employee_id,
        "step": StepForm(),
    }
    return render(request, "planning/borrowing.html", context)


@require_POST
@login_required
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the person out of the matrix again."""
    by, on = who(request), today(request)
    row = borrowing_for(by, pk)

    def act(form: StepForm) -> str:
        end_borrowing(row, by=by, on=on)
        return f"{reverse('planning:matrix')}?tahun={row.skp.year}"

    return answer_step(request, act)


def _known(row: BorrowedMember, by: Actor, on: date) -> str:
    know_borrowing(row, by=by, on=on)
    return reverse("planning:borrowing", args=[row.pk])
