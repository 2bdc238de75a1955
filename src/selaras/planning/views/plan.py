"""A plan as a whole: mine, start, read, compare."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from selaras.authorization import Permission, decide, require
from selaras.core.asked import year_asked
from selaras.core.errors import NotFound, Text
from selaras.organisation.models import Employee
from selaras.planning.advice import hints_for, standing
from selaras.planning.cases import cases_of, exemption_of
from selaras.planning.compare import ChangedPart, changes_between
from selaras.planning.content import Content
from selaras.planning.forms import CommentForm, StartForm, StepForm
from selaras.planning.models import RoleMatrixCell, Skp
from selaras.planning.post_patterns import PostPattern, pattern_for, pattern_of_key
from selaras.planning.selectors import (
    cells_for_member,
    cells_for_plan,
    content_of,
    skp_for,
    skp_list_of,
    talk_of,
    version_for,
    versions_of,
)
from selaras.planning.selectors.needs import needs_of
from selaras.planning.services import draft_skp
from selaras.planning.services.authority import vacancy_above
from selaras.planning.services.moving import has_other_post
from selaras.planning.steps import buttons_for, may_edit, situation_of
from selaras.planning.views.pages import answer_form, today, who
from selaras.planning.workflow import TALKED_ABOUT, WRITABLE


@require_GET
@login_required
def show_mine(request: HttpRequest) -> HttpResponse:
    """My plans, the one of this year first; without one, three ways to begin."""
    by, on = who(request), today(request)
    plans = skp_list_of(by.employee_id) if by.employee_id else []
    current = next((skp for skp in plans if skp.period_start <= on <= skp.period_end), None)
    coming = next((skp for skp in plans if skp is not current and skp.year == on.year + 1), None)
    next_year = on.year + 1 if on.month >= 11 and coming is None else None
    employee = Employee.objects.select_related("position").filter(pk=by.employee_id).first()
    context = {
        "current": current,
        "coming": coming,
        "others": [skp for skp in plans if skp not in (current, coming)],
        "situation": situation_of(by, current, on) if current else None,
        "cases": cases_of(employee, on, current) if employee else [],
        "exemption": exemption_of(employee, on) if employee else None,
        "has_moved": bool(current and employee and has_other_post(current, employee)),
        "year": on.year,
        "next_year": next_year,
    }
    return render(request, "planning/mine.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Begin a plan: from last year, from the matrix, from the examples of a post, or empty; one is recommended."""
    by, on = who(request), today(request)
    year = year_asked(request, on.year)
    employee = myself(by.employee_id)
    last = next((skp for skp in skp_list_of(employee.pk) if skp.year < year), None)
    expected = cells_for_member(employee.pk, year)
    own = _pattern_of(employee)
    sources = _sources(last, len(expected), own)

    def make(data: Any) -> StartForm:
        return StartForm(data, sources=sources)

    def act(form: StartForm) -> str:
        source = form.cleaned_data["source"]
        skp = draft_skp(
            employee, year, by=by, on=on, copy_from=last if source == "last" else None,
            from_matrix=source == "matrix", pattern=_chosen(form, own) if source == "post" else None,
            approach=form.cleaned_data["approach"],
            start=form.cleaned_data["start"], end=form.cleaned_data["end"],
        )  # fmt: skip
        messages.success(
            request, _("Draf SKP %(year)d dibuat. Isi atau tinjau tiap hasil kerjanya.") % {"year": year}
        )
        return reverse("planning:edit", args=[skp.pk])

    context = {
        "year": year,
        "last": last,
        "expected": expected,
        "employee": employee,
        "cases": cases_of(employee, on),
        "exemption": exemption_of(employee, on),
        "own": own,
    }
    return answer_form(request, make, act, "planning/start.html", context)


@require_GET
@login_required
def show_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole plan to read, with its state, the talk, and the steps that are mine."""
    by, on = who(request), today(request)
    skp = skp_for(by, pk)
    content = shown_content(skp, today(request))
    vacancy = vacancy_above(skp) if skp.status != "agreed" else ""
    context = {**plan_context(request, skp, content), "on": on, "vacancy": vacancy}
    return render(request, "planning/detail.html", context)


@require_GET
@login_required
def show_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The workshop: every line with its pencil, hints beside."""
    by = who(request)
    skp = skp_for(by, pk)
    require(by, Permission.EDIT_SKP, skp)
    content = shown_content(skp, today(request))
    expected = cells_for_plan(skp)
    talk = talk_of(skp)
    context = {
        "skp": skp,
        "plan": content,
        **_advice(skp, content),
        "is_teacher": "guru" in skp.position_title.casefold(),
        "buttons": buttons_for(by, skp),
        "is_writable": may_edit(by, skp),
        "situation": situation_of(by, skp, today(request)),
        **_roles(content, expected),
        "step": StepForm(),
        "removable": True,
        "comments": talk.comments,
        "proposals": talk.proposals,
    }
    return render(request, "planning/edit.html", context)


@require_GET
@login_required
def show_version(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One agreed version, exactly as it was frozen."""
    version = version_for(who(request), pk)
    context = {"version": version, "skp": version.skp, "plan": version.content}
    return render(request, "planning/version.html", context)


@require_GET
@login_required
def show_compare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All versions of a plan, and what changed between two of them."""
    skp = skp_for(who(request), pk)
    versions = versions_of(skp)
    sides: dict[str, Content] = {str(version.number): version.content for version in versions}
    sides["kini"] = content_of(skp)
    names = list(sides)
    # What stands now is the last version as long as nothing is being revised: the last change lies before it.
    usual = names[:-1] if skp.status == "agreed" and len(versions) > 1 else names
    old = _side(request.GET.get("dari"), names, usual[max(len(usual) - 2, 0)])
    new = _side(request.GET.get("ke"), names, usual[-1])
    context = {
        "skp": skp,
        "versions": versions,
        "names": names,
        "old": old,
        "new": new,
        "parts": changes_between(sides[old], sides[new]),
    }
    return render(request, "planning/compare.html", context)


def shown_content(skp: Skp, on: date) -> Content:
    """The live content, kept on the object so that the guards of the buttons need not ask again."""
    content = content_of(skp, on=on)
    skp.shown_content = content  # type: ignore[attr-defined]
    return content


def effect_of(skp: Skp, content: Content) -> list[ChangedPart] | None:
    """What the plan changes against the version in force; None before the first agreement."""
    agreed: Content | None = getattr(skp, "agreed_content", None)
    return changes_between(agreed, content) if agreed else None


def plan_context(request: HttpRequest, skp: Skp, content: Content) -> dict[str, Any]:
    """What the reading pages of a plan share."""
    by = who(request)
    talk = talk_of(skp)
    skp.open_proposals = talk.open_proposals  # type: ignore[attr-defined]
    return {
        "skp": skp,
        "plan": content,
        "comments": talk.comments,
        "proposals": talk.proposals,
        "may_propose": skp.status in TALKED_ABOUT
        and not may_edit(by, skp)
        and bool(decide(by, Permission.PROPOSE_TARGET, skp)),
        "comment_form": CommentForm(),
        "buttons": buttons_for(by, skp),
        "is_writable": may_edit(by, skp),
        "situation": situation_of(by, skp, today(request)),
        "may_comment": by.employee_id
        in {skp.employee_id, skp.pejabat_penilai_id, skp.atasan_pejabat_penilai_id}
        or skp.pejabat_penilai_id in by.stands_for,
        "is_own": by.employee_id == skp.employee_id,
        "leads": skp.pejabat_penilai_id in by.stands_for,
        "step": StepForm(initial={"revision": skp.revision}),
        "needs": needs_of(skp, content["lampiran"]["sumber_daya"]),
        "may_answer": bool(decide(by, Permission.ANSWER_NEED, skp))
        and (skp.version or skp.status == "submitted"),
    }


def _advice(skp: Skp, content: Content) -> dict[str, Any]:
    """Hints that stand, and those that the author has put aside."""
    hints, aside = hints_for(content), skp.considered_hints
    return {
        "hints": standing(hints, aside),
        "ignored": [hint for hint in hints if hint.code in aside],
        "may_ignore": skp.status in WRITABLE,
    }


def _roles(content: Content, cells: list[RoleMatrixCell]) -> dict[str, Any]:
    """Roles of the matrix that the plan does not name: first those whose result it does not support at all yet."""
    written = {(rhk["parent_id"], rhk["text"].casefold()) for rhk in content["rhk"]}
    supported = {rhk["parent_id"] for rhk in content["rhk"]}
    open_cells = [cell for cell in cells if (str(cell.rhk_id), cell.text.casefold()) not in written]
    return {
        "expected": [cell for cell in open_cells if str(cell.rhk_id) not in supported],
        "beside": [cell for cell in open_cells if str(cell.rhk_id) in supported],
    }


def _sources(last: Skp | None, expected: int, own: PostPattern | None) -> list[tuple[str, Text]]:
    """What a plan may begin from, the recommended one first and said so."""
    found: list[tuple[str, Text]] = []
    if last is not None:
        text = _("Salinan SKP %(year)d: semua baris disalin dengan tanda «tinjau ini»")
        found.append(("last", text % {"year": last.year}))
    if expected:
        text = _("Matriks peran dan hasil: %(count)d hasil yang diharapkan atasan dari Anda")
        found.append(("matrix", text % {"count": expected}))
    text = _("Contoh untuk jabatan %(title)s: hasil dan ukurannya terisi, targetnya Anda tentukan")
    found.append(("post", text % {"title": own.title} if own else _("Contoh jabatan: pilih dari daftar")))
    found.append(("empty", _("Kosong: tulis sendiri dari awal")))
    if last is None and not expected and own is None:
        found.reverse()
    (name, label), *others = found
    return [(name, _("%(source)s (disarankan)") % {"source": label}), *others]


def _pattern_of(employee: Employee) -> PostPattern | None:
    unit = employee.unit
    place = " ".join(part.name for part in (unit, unit.opd) if part) if unit else ""
    return pattern_for(employee.position.title, place) if employee.position else None


def _chosen(form: StartForm, own: PostPattern | None) -> PostPattern | None:
    return pattern_of_key(form.cleaned_data["post"]) or own


def _side(asked: str | None, names: list[str], default: str) -> str:
    return asked if asked in names else default


def myself(employee_id: UUID | None) -> Employee:
    """The person at the screen with post, unit and superiors; raises `NotFound` for a login without a person."""
    related = ("agency", "position", "unit__opd", "pejabat_penilai", "atasan_pejabat_penilai")
    found: Employee | None = Employee.objects.select_related(*related).filter(pk=employee_id).first()
    if found is None:
        raise NotFound()
    return found
