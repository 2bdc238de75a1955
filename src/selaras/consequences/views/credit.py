"""Angka kredit: the own account, the accounts one looks after, and determinations."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, decide, require
from selaras.consequences import services
from selaras.consequences.credit import credit_account, credit_accounts
from selaras.consequences.documents import file_name, pak_pdf
from selaras.consequences.explain_paper import credit_paper
from selaras.consequences.forms import DecideForm, FactsForm, OpeningForm
from selaras.consequences.models import Pak
from selaras.consequences.pages import account_page, account_plain, line_of
from selaras.consequences.selectors import credit_people, credit_person, pak_awaiting, pak_for, pak_list_of
from selaras.consequences.trails import credit_chain, deciders_of
from selaras.core import clock
from selaras.evaluation.explain import readable
from selaras.evaluation.explain_paper import file_name_of
from selaras.organisation.asking import (
    Asking,
    carried_out,
    form_asked,
    own_id,
    page,
    pdf_answer,
    plain_answer,
    shown,
)
from selaras.organisation.models import Employee
from selaras_rules import Step

PER_PAGE = 25


@page("GET")
def show_mine(request: Asking) -> HttpResponse:
    """My angka kredit."""
    return _shown(request, credit_person(request.actor, own_id(request)))


@page("GET")
def show_credit(request: Asking, pk: UUID) -> HttpResponse:
    """The angka kredit of somebody."""
    return _shown(request, credit_person(request.actor, pk))


def _shown(request: Asking, employee: Employee) -> HttpResponse:
    account = credit_account(employee, request.agency, clock.today(request.agency))
    view = account_page(account, pak_list_of(employee), by=request.actor)
    return render(request, "consequences/credit.html", {"page": view, "employee": employee})


@page("GET")
def explain_credit(request: Asking, pk: UUID) -> HttpResponse:
    """«Mengapa angka ini?» as a page; as JSON or PDF where that is asked for."""
    employee, on = credit_person(request.actor, pk), clock.today(request.agency)
    with form_asked(request) as wanted:
        account = credit_account(employee, request.agency, on)
        results, pak_list = deciders_of(account), pak_list_of(employee)
        if wanted == "json":
            return plain_answer(account_plain(account, results, pak_list))
        view, chain = account_page(account, [], by=request.actor), credit_chain(account, results, pak_list)
        if wanted == "pdf" and account.finding is not None:
            return pdf_answer(credit_paper(view, chain, on), file_name_of("angka-kredit", employee.name))
    return render(
        request, "consequences/credit_why.html", {"page": view, "employee": employee, "chain": chain}
    )


@page("GET")
def show_people(request: Asking) -> HttpResponse:
    """The JF whose account one may see, by name and never by points (C-07)."""
    name, open_only = request.GET.get("nama", "").strip()[:80], request.GET.get("awal") == "belum"
    people = credit_people(request.actor, name=name, without_opening=open_only)
    listed = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    accounts = credit_accounts(list(listed), request.agency, clock.today(request.agency))
    context = {
        "listed": listed, "lines": [line_of(accounts[person.pk]) for person in listed], "name": name,
        "open_only": open_only, "waiting": pak_awaiting(request.actor),
        "may_review_law": bool(decide(request.actor, Permission.VIEW_CHANGED_LAW, request.agency)),
    }  # fmt: skip
    return render(request, "consequences/credit_people.html", context)


@page("GET", "POST")
def record_opening(request: Asking, pk: UUID) -> HttpResponse:
    """Write down with what an account begins."""
    employee = credit_person(request.actor, pk)
    require(request.actor, Permission.RECORD_ANGKA_KREDIT, employee)
    on, jenjang = clock.today(request.agency), employee.position.jenjang if employee.position else ""
    initial = {"jenjang": jenjang, "golongan": employee.golongan, "counted_from": on.replace(month=1, day=1)}
    form = OpeningForm(request.POST or None, initial=initial)

    def act() -> str:
        services.record_opening(employee, by=request.actor, on=on, new=form.new())
        messages.success(request, _("Angka kredit awal tersimpan. Pegawai diberi tahu."))
        return reverse("consequences:credit", args=[pk])

    answer = carried_out(request, form, act)
    return answer or shown(request, "consequences/credit_opening.html", form, employee=employee)


@page("GET", "POST")
def record_facts(request: Asking, pk: UUID) -> HttpResponse:
    """Write down what the gates must know."""
    employee = credit_person(request.actor, pk)
    require(request.actor, Permission.RECORD_ANGKA_KREDIT, employee)
    on = clock.today(request.agency)
    known = credit_account(employee, request.agency, on).facts
    form = FactsForm(request.POST or None, known=known, on=on)

    def act() -> str:
        services.record_promotion_facts(employee, by=request.actor, on=on, new=form.new())
        messages.success(request, _("Syarat kenaikan tersimpan beserta sumbernya."))
        return reverse("consequences:credit", args=[pk])

    answer = carried_out(request, form, act)
    return answer or shown(request, "consequences/credit_facts.html", form, employee=employee)


@page("POST")
def propose_pak(request: Asking, pk: UUID, goal: str) -> HttpResponse:
    """Put a reached need before the pejabat penilai."""
    employee = credit_person(request.actor, pk)
    pak = services.propose_pak(employee, goal, by=request.actor, on=clock.today(request.agency))
    messages.success(request, _("Usul penetapan terkirim kepada pejabat penilai."))
    return redirect("consequences:pak", pak.pk)


@page("GET")
def show_pak(request: Asking, pk: UUID) -> HttpResponse:
    """One determination, as it was put forward and as it was decided."""
    pak = pak_for(request.actor, pk)
    context = {
        "pak": pak, "may_decide": pak.status == "proposed" and decide(request.actor, Permission.DECIDE_PAK, pak),
        "is_outdated": services.is_outdated(pak, clock.today(request.agency)),
        "is_own": pak.employee_id == request.actor.employee_id,
        "because": [readable(Step.from_json(step)) for step in pak.content["because"]],
    }  # fmt: skip
    return render(request, "consequences/pak.html", context)


@page("GET", "POST")
def decide_pak(request: Asking, pk: UUID) -> HttpResponse:
    """Determine it, or give it back with a reason."""
    pak = pak_for(request.actor, pk)
    require(request.actor, Permission.DECIDE_PAK, pak)
    form = DecideForm(request.POST or None)
    answer = carried_out(request, form, lambda: _decided(request, pak, form))
    return answer or shown(request, "consequences/pak_decide.html", form, pak=pak)


def _decided(request: Asking, pak: Pak, form: DecideForm) -> str:
    on = clock.today(request.agency)
    if form.cleaned_data["verdict"] == "determine":
        services.determine_pak(pak, by=request.actor, on=on)
        messages.success(request, _("Angka kredit ditetapkan. Dokumennya dapat dicetak."))
    else:
        services.decline_pak(pak, reason=form.cleaned_data["reason"], by=request.actor, on=on)
        messages.success(request, _("Usul dikembalikan beserta alasan Anda."))
    return reverse("consequences:pak", args=[pak.pk])


@page("GET")
def print_pak(request: Asking, pk: UUID) -> HttpResponse:
    """The determination as PDF; before it is decided as KONSEP."""
    pak = pak_for(request.actor, pk)
    content = pak_pdf(pak, lambda code: request.build_absolute_uri(reverse("web:verify", args=[code])))
    return pdf_answer(content, file_name(pak))
