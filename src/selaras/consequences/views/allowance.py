"""TPP: the own months, a share with its reasons, and the months of the agency."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, Role, decide, require
from selaras.consequences import allowance_pages as pages
from selaras.consequences import events, services
from selaras.consequences.allowance_forms import CountMonthForm, RegulationForm
from selaras.consequences.counting import key_of
from selaras.consequences.explain_paper import share_paper
from selaras.consequences.models import TppGap
from selaras.consequences.punished import case_behind
from selaras.consequences.tpp_changes import review_corrections
from selaras.consequences.trails import share_as_plain, share_chain, told_corrections
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import NotAllowed, NotFound
from selaras.core.spreadsheets import write_xlsx
from selaras.evaluation.explain_paper import file_name_of
from selaras.jobs.selectors import newest_job, told_of
from selaras.organisation.asking import Asking, carried_out, form_asked, page, pdf_answer, plain_answer, shown
from selaras.organisation.choices import ruleset_for
from selaras_rules import Period

PER_PAGE = 25
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page("GET")
def show_mine(request: Asking) -> HttpResponse:
    """My months, newest first, each with its reasons or with what is missing and who can close it."""
    return render(request, "consequences/tpp_mine.html", {"shares": pages.own_shares(request.actor)})


@page("GET")
def show_share(request: Asking, pk: UUID) -> HttpResponse:
    """«Mengapa persentase ini?» as a page; as JSON or PDF where that is asked for."""
    share = pages.share_for(request.actor, pk)
    with form_asked(request) as wanted:
        why = pages.tell_share(share)
        corrections = told_corrections(share) if why else []
        if wanted == "json":
            return plain_answer(
                share_as_plain(share, why.finding if why else None, corrections, by=request.actor)
            )
        chain = share_chain(share, corrections)
        if wanted == "pdf" and why is not None:
            paper = share_paper(share, why, chain, corrections, clock.today(request.agency))
            return pdf_answer(
                paper, file_name_of("tpp", f"{share.employee.name} {share.tpp_month.month:%Y-%m}")
            )
    context = {
        "share": share, "why": why, "corrections": corrections, "chain": chain,
        "is_own": share.employee_id == request.actor.employee_id, "case": case_behind(share, request.actor),
    }  # fmt: skip
    return render(request, "consequences/tpp_share.html", context)


@page("GET", "POST")
def show_months(request: Asking) -> HttpResponse:
    """The months that were counted; the city admin counts the next one here."""
    require_office(request)
    on, may_manage = clock.today(request.agency), decide(request.actor, Permission.MANAGE_TPP, request.agency)
    form = CountMonthForm(request.POST or None, on=on)
    if request.method == "POST":
        require(request.actor, Permission.MANAGE_TPP, request.agency)
        answer = carried_out(request, form, lambda: _asked(request, form.month()))
        if answer is not None:
            return answer
    lines = pages.marked(pages.month_lines(request.actor), request.actor, request.agency)
    has_rule = bool(pages.regulations())
    return shown(
        request,
        "consequences/tpp_months.html",
        form,
        lines=lines,
        may_manage=bool(may_manage),
        has_rule=has_rule,
    )


def _asked(request: Asking, month: Period) -> str:
    on = clock.today(request.agency)
    services.request_tpp_count(request.agency, month, by=request.actor, on=on)
    messages.success(
        request, _("Hitungan diminta. Halaman ini boleh ditutup; Anda diberi tahu bila selesai.")
    )
    return reverse("consequences:tpp_month", args=[month.code])


@page("GET")
def show_month(request: Asking, month: str) -> HttpResponse:
    """One month: who is ready, who is not and who can close the gap."""
    require_office(request)
    period, gap = asked_month(month), request.GET.get("sebab", "")
    line = next((line for line in pages.month_lines(request.actor) if line.period == period), None)
    listed = Paginator(pages.gaps_of(request.actor, period, gap=gap), PER_PAGE).get_page(
        request.GET.get("page")
    )
    may_manage = bool(decide(request.actor, Permission.MANAGE_TPP, request.agency))
    context = {
        "period": period, "line": line, "listed": listed, "gap": gap, "gaps": TppGap.choices,
        "may_manage": may_manage, "due": pages.corrections_due(period) if may_manage else 0,
        "by_law": review_corrections(request.actor, period) if line else None,
        **(_under_way(request, period, line) if may_manage else {}),
    }  # fmt: skip
    return render(request, "consequences/tpp_month.html", context)


def _under_way(request: Asking, month: Period, line: pages.MonthLine | None) -> dict[str, Any]:
    """The card of the count while there is something to watch or to resume."""
    job = newest_job(request.actor, key_of(month))
    is_open = line is None or line.row.is_being_counted
    return told_of(job) if job is not None and (job.is_live or is_open) else {}


@page("POST")
def count_again(request: Asking, month: str) -> HttpResponse:
    """Count a month anew, because the law or the formula reads it otherwise; nothing leaves by it."""
    return redirect(_asked(request, asked_month(month)))


@page("POST")
def release_month(request: Asking, month: str) -> HttpResponse:
    """Hand over who is ready."""
    period, on = asked_month(month), clock.today(request.agency)
    count = services.release_tpp_month(request.agency, period, by=request.actor, on=on)
    text = _(
        "%(count)s orang dilepas. Persentasenya tidak berubah lagi; yang baru diketahui kemudian menjadi koreksi."
    )
    messages.success(request, text % {"count": count})
    return redirect("consequences:tpp_month", month)


@page("GET")
def send_month(request: Asking, month: str) -> FileResponse:
    """The file for payroll: percentages of the people who were released, and corrections."""
    require_office(request)
    period = asked_month(month)
    out = cast(BinaryIO, SpooledTemporaryFile(4 * 1024 * 1024))  # noqa: SIM115 - the response closes it
    rows = pages.file_rows(request.actor, period)
    write_xlsx(out, sheet=f"TPP {period.code}", headings=pages.file_headings(), rows=rows)
    name = f"tpp-{request.agency.code}-{period.code}.xlsx"
    with recording(events.TPP_SENT, by=request.actor, about=request.agency, file=name):
        out.seek(0)
    return FileResponse(out, as_attachment=True, filename=name, content_type=SPREADSHEET)


@page("GET", "POST")
def show_rule(request: Asking) -> HttpResponse:
    """The formula of the agency in force, and the regulation it stands in; the city admin names a new one."""
    form = RegulationForm(request.POST or None)
    on = clock.today(request.agency)
    if request.method == "POST":
        require(request.actor, Permission.MANAGE_TPP, request.agency)
        answer = carried_out(request, form, lambda: _named(request, form))
        if answer is not None:
            return answer
    context = {
        "lines": pages.formula_lines(request.agency, ruleset_for(request.agency, on)),
        "regulations": pages.regulations(), "on": on,
        "may_manage": bool(decide(request.actor, Permission.MANAGE_TPP, request.agency)),
    }  # fmt: skip
    return shown(request, "consequences/tpp_rule.html", form, **context)


def _named(request: Asking, form: RegulationForm) -> str:
    given = form.cleaned_data
    services.record_tpp_regulation(
        request.agency, number=given["number"], title=given["title"], effective=given["effective"], by=request.actor,
        on=clock.today(request.agency),
    )  # fmt: skip
    messages.success(
        request, _("Peraturan tersimpan. Bulan yang berakhir sesudahnya dihitung dengan dasar ini.")
    )
    return reverse("consequences:tpp_rule")


def asked_month(code: str) -> Period:
    found = pages.month_named(code)
    if found is None:
        raise NotFound()
    return found


def require_office(request: Asking) -> None:
    if not request.actor.roles & {Role.OPD_ADMIN, Role.CITY_ADMIN, Role.INSPECTOR}:
        raise NotAllowed(_("Hanya admin OPD, admin kota, dan inspektorat yang melihat TPP banyak orang."))
