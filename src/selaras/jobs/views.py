"""Pages of jobs: all of them, one with its progress, its steps, its outcome."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from selaras.core.files import open_file
from selaras.jobs import services
from selaras.jobs.selectors import job_for, jobs_seen_by, told_of
from selaras.organisation.asking import Asking, page

PAGE_SIZE = 30


@page("GET")
def list_jobs(request: Asking) -> HttpResponse:
    """All jobs this person looks after."""
    listed = Paginator(jobs_seen_by(request.actor), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "jobs/list.html", {"page": listed})


@page("GET")
def show_job(request: Asking, pk: UUID) -> HttpResponse:
    """One job: how far it is, what came out; only the middle part for a page that asks again."""
    context = told_of(job_for(request.actor, pk))
    is_part = bool(getattr(request, "htmx", False))
    return render(request, "jobs/_job.html" if is_part else "jobs/detail.html", context)


@page("POST")
def cancel(request: Asking, pk: UUID) -> HttpResponse:
    """Stop a job."""
    job = job_for(request.actor, pk)
    services.cancel_job(job, by=request.actor)
    messages.success(
        request, _("Pekerjaan dibatalkan. Yang sudah jadi tetap tersimpan dan dapat dilanjutkan.")
    )
    return redirect("jobs:detail", pk)


@page("POST")
def resume(request: Asking, pk: UUID) -> HttpResponse:
    """Let a job go on."""
    job = job_for(request.actor, pk)
    services.resume_job(job, by=request.actor)
    messages.success(request, _("Pekerjaan dilanjutkan dari yang sudah jadi."))
    return redirect("jobs:detail", pk)


@page("GET")
def download(request: Asking, pk: UUID) -> FileResponse:
    """The file that came out."""
    job = job_for(request.actor, pk)
    stored = services.fetch_result(job, by=request.actor)
    response = FileResponse(
        open_file(stored), as_attachment=True, filename=job.file_name, content_type=stored.content_type
    )
    response["Cache-Control"] = "private, no-store"
    return response
