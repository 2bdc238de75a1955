"""Pages around an objection: files, going on unexplained, opening again after the window."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from selaras.authorization import Permission, require, visible
from selaras.core.files import file_response
from selaras.core.rows import row_of
from selaras.evaluation.forms import FileForm, ReopeningAnswerForm, ReopeningForm
from selaras.evaluation.models import ObjectionFile, ObjectionReopening
from selaras.evaluation.selectors import evaluation_for, objection_for
from selaras.evaluation.services.objection_support import (
    add_objection_file,
    ask_reopening,
    decide_reopening,
    go_on_unexplained,
)
from selaras.evaluation.views.parts import page_of, signed_in, submitted


@require_http_methods(["GET", "POST"])
@login_required
def add_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Attach a file to an objection."""
    known, on = signed_in(request)
    objection = objection_for(known.actor, pk)
    require(known.actor, Permission.ADD_OBJECTION_FILE, objection)
    form = FileForm(request.POST or None, request.FILES or None)

    def act() -> str:
        upload = form.cleaned_data["file"]
        add_objection_file(objection, upload, upload.name or "berkas", by=known.actor, on=on)
        messages.success(
            request, _("Berkas dilampirkan. Kedua pihak dan atasan pejabat penilai dapat membacanya.")
        )
        return reverse("evaluation:detail", args=[pk]) + "#keberatan"

    done = submitted(known, form, act)
    context = {"evaluation": objection.evaluation, "objection": objection}
    return done or page_of(request, "evaluation/objection_file.html", form, context)


@require_GET
@login_required
def show_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Download a file of an objection."""
    known, _on = signed_in(request)
    rows = ObjectionFile.objects.select_related("stored_file").filter(pk=pk)
    row = row_of(visible(known.actor, Permission.VIEW_EVALUATION, rows))
    return file_response(row.stored_file, row.file_name)


@require_POST
@login_required
def go_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go on although no explanation came."""
    known, on = signed_in(request)
    go_on_unexplained(objection_for(known.actor, pk), by=known.actor, on=on)
    return redirect("evaluation:decide_objection", pk)


@require_http_methods(["GET", "POST"])
@login_required
def ask_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for the window to be opened again."""
    known, on = signed_in(request)
    evaluation = evaluation_for(known.actor, pk)
    require(known.actor, Permission.OBJECT_TO_RESULT, evaluation)
    form = ReopeningForm(request.POST or None)

    def act() -> str:
        ask_reopening(evaluation, form.cleaned_data["reason"], by=known.actor, on=on)
        messages.success(request, _("Permintaan Anda terkirim. Jawabannya disertai alasan."))
        return reverse("evaluation:detail", args=[pk])

    done = submitted(known, form, act)
    return done or page_of(request, "evaluation/reopening_ask.html", form, {"evaluation": evaluation})


@require_http_methods(["GET", "POST"])
@login_required
def answer_reopening(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The competent official opens again or declines."""
    known, on = signed_in(request)
    rows = ObjectionReopening.objects.select_related(
        "evaluation__skp__agency", "evaluation__skp__employee", "decided_by"
    ).filter(pk=pk)
    row = row_of(visible(known.actor, Permission.REOPEN_OBJECTION, rows))
    form = ReopeningAnswerForm(request.POST or None)

    def act() -> str:
        given = form.cleaned_data
        decide_reopening(row, until=given["until"], reason=given["reason"], by=known.actor, on=on)
        messages.success(request, _("Jawaban Anda tercatat dan pegawai diberi tahu."))
        return reverse("evaluation:reopening", args=[pk])

    done = submitted(known, form, act)
    return done or page_of(request, "evaluation/reopening.html", form, {"row": row})
