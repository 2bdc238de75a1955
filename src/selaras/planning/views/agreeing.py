"""Agreement in one screen: what waits for me, opened in place, agreed one by one or those marked together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from selaras.core.asked import year_asked
from selaras.core.errors import Text
from selaras.planning import services
from selaras.planning.forms import StepForm
from selaras.planning.models import Skp
from selaras.planning.selectors import awaiting_list, awaiting_rows, marked_plans, team_plans
from selaras.planning.selectors.lists import team_members
from selaras.planning.services import AgreedTogether
from selaras.planning.views.pages import answer_step, page_of, today, who

# A head teacher with sixty people sees them all at once.
ON_ONE_SCREEN = 60


@require_GET
@login_required
def show_awaiting(request: HttpRequest) -> HttpResponse:
    """Plans that wait for my answer, or everybody in my team with the state of the plan."""
    by, on = who(request), today(request)
    year = year_asked(request, on.year)
    shows_team = request.GET.get("tampil") == "tim"
    context: dict[str, Any] = {"year": year, "shows_team": shows_team, "shows_own": not shows_team}
    if context["shows_team"]:
        page = page_of(request, team_members(by, year))
        context |= {"page": page, "rows": team_plans(list(page.object_list), year)}
        return render(request, "planning/awaiting_team.html", context)
    page = _page(request, awaiting_rows(by))
    rows = awaiting_list(list(page.object_list))
    context |= {
        "page": page,
        "rows": rows,
        "step": StepForm(),
        "markable": sum(row.may_be_marked for row in rows),
        "unopened": sum(not row.was_opened for row in rows),
    }
    return render(request, "planning/awaiting.html", context)


@require_POST
@login_required
def agree_marked(request: HttpRequest) -> HttpResponse:
    """Agree to the plans that were marked and opened; what can't be agreed stays, with its reason."""
    by, on = who(request), today(request)
    keys = _keys(request.POST.getlist("skp"))
    if not keys:
        messages.warning(request, _("Belum ada yang ditandai. Buka isi SKP, lalu tandai yang Anda sepakati."))
        return redirect("planning:awaiting")

    def act(form: StepForm) -> str:
        _tell(request, services.agree_marked(marked_plans(by, keys), by=by, on=on))
        return reverse("planning:awaiting")

    return answer_step(request, act)


def _tell(request: HttpRequest, done: AgreedTogether) -> None:
    if done.agreed:
        count = len(done.agreed)
        text = ngettext("%(count)d SKP disepakati.", "%(count)d SKP disepakati.", count) % {"count": count}
        messages.success(request, text)
    for skp, reason in _first(done.left):
        words = {"name": skp.employee.full_name, "reason": reason}
        messages.warning(request, _("SKP %(name)s belum disepakati. %(reason)s") % words)
    if not done.agreed and not done.left:
        messages.info(request, _("Tidak ada yang berubah: SKP yang ditandai sudah tidak menunggu Anda."))


def _first(left: list[tuple[Skp, Text]]) -> Iterable[tuple[Skp, Text]]:
    return left[:10]


def _keys(texts: list[str]) -> list[UUID]:
    keys = []
    for text in texts[:500]:
        try:
            keys.append(UUID(text))
        except ValueError:
            continue
    return keys


def _page(request: HttpRequest, rows: Any) -> Page[Any]:
    return Paginator(rows, ON_ONE_SCREEN).get_page(request.GET.get("page"))
