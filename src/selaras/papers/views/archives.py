"""Archives: what can be archived, asking for one, checking one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Role
from selaras.core import clock
from selaras.core.errors import Text
from selaras.evaluation.selectors import team_periods
from selaras.jobs.selectors import job_for, jobs_seen_by, opds_worked_for, require_running_jobs
from selaras.organisation.asking import Asking, carried_out, page
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Unit
from selaras.papers import services
from selaras.papers.archive import ARCHIVE
from selaras.papers.choosing import Chosen
from selaras.papers.forms import ArchiveForm
from selaras.papers.models import PaperForm
from selaras_rules import Period

NEWEST = 20


@dataclass(frozen=True, slots=True)
class Offer:
    """One form that can be archived, and how many papers of it there are."""

    form: PaperForm
    text: Text
    count: int


@page("GET", "POST")
def show_archives(request: Asking) -> HttpResponse:
    """What can be archived, and the archives there are."""
    by, on = request.actor, clock.today(request.agency)
    require_running_jobs(by)
    periods, period = team_periods(ruleset_for(request.agency, on), request.GET.get("periode", ""), on)
    opds, is_whole = opds_worked_for(by), Role.CITY_ADMIN in by.roles
    form = ArchiveForm(request.POST or None, periods=periods, opds=opds, is_whole=is_whole)

    def act() -> str:
        asked, span, opd = form.asked
        site = request.build_absolute_uri("/")
        job = services.request_archive(request.agency, asked, span, opd, by=by, site=site)
        return reverse("jobs:detail", args=[job.pk])

    done = carried_out(request, form, act)
    if done is not None:
        return done
    opd = _chosen(opds, request.GET.get("opd", ""), is_whole)
    context = {
        "form": form, "periods": periods, "period": period, "opds": opds, "opd": opd, "is_whole": is_whole,
        "offers": _offers(period, opd), "jobs": jobs_seen_by(by, ARCHIVE.code)[:NEWEST],
    }  # fmt: skip
    return render(request, "papers/archives.html", context, status=422 if form.is_bound else 200)


@page("GET", "POST")
def check(request: Asking, pk: UUID) -> HttpResponse:
    """Whether an archive is still what was sealed."""
    job = job_for(request.actor, pk)
    verdict = services.check_archive(job, by=request.actor) if request.method == "POST" else None
    return render(request, "papers/check.html", {"job": job, "verdict": verdict})


def _chosen(opds: list[Unit], asked: str, is_whole: bool) -> Unit | None:
    found = next((opd for opd in opds if str(opd.pk) == asked), None)
    return found or (None if is_whole else next(iter(opds), None))


def _offers(period: Period, opd: Unit | None) -> list[Offer]:
    texts = {
        PaperForm.KINERJA: _(
            "Hasil, catatan, keberatan dan keputusannya; ditandatangani tiga pihak (D.1.1)."
        ),
        PaperForm.EVALUATION: _("RHK, indikator, realisasi, umpan balik, dan rating pada periode ini."),
        PaperForm.SKP: _("Versi terakhir yang disepakati untuk tahun ini, dengan lampiran A.1.8."),
    }
    key = opd.pk if opd else None
    return [Offer(form, text, Chosen(form, period.code, key).rows().count()) for form, text in texts.items()]
