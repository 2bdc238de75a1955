"""Determined angka kredit beside a law that reaches back: what would change, and new determinations put forward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext

from selaras.authorization import Permission, decide, require
from selaras.consequences import services
from selaras.consequences.models import Pak
from selaras.consequences.pak_changes import PakDifference, RowNow, review_determinations
from selaras.core import clock
from selaras.core.confirming import AT_ONCE, ReachingBackForm
from selaras.evaluation.explain import readable
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras_rules import Step

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One row that is worth something else, with the reasons of today."""

    row: RowNow
    because: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class PakLine:
    """One determination on the page: whose, its number, what it would become, and why."""

    pak: Pak
    difference: PakDifference
    rows: tuple[ChangedRow, ...]


@page("GET", "POST")
def review_determined(request: Asking) -> HttpResponse:
    """What a law that reaches back makes of determined angka kredit; the city admin puts new ones forward."""
    require(request.actor, Permission.VIEW_CHANGED_LAW, request.agency)
    review = review_determinations(request.actor, request.agency)
    form = ReachingBackForm(request.POST or None, initial={"digest": review.digest})
    if request.method == "POST":
        require(request.actor, Permission.PROPOSE_PAK, request.agency)
        answer = carried_out(request, form, lambda: _proposed(request, form))
        if answer is not None:
            return answer
    listed = Paginator(review.differences, PER_PAGE).get_page(request.GET.get("page"))
    return shown(
        request, "consequences/pak_law.html", form, review=review, listed=listed,
        lines=_lines(list(listed.object_list)),
        may_propose=bool(decide(request.actor, Permission.PROPOSE_PAK, request.agency)) and bool(review.proposable),
        may_review_law=True, may_list_tpp=bool(decide(request.actor, Permission.LIST_TPP, request.agency)),
        more=AT_ONCE if len(review.proposable) > AT_ONCE else None,
    )  # fmt: skip


def _proposed(request: Asking, form: ReachingBackForm) -> str:
    given, on = form.cleaned_data, clock.today(request.agency)
    count = services.propose_replacements(
        request.agency, by=request.actor, on=on, reason=given["reason"], digest=given["digest"]
    )
    text = ngettext(
        "%(count)s penetapan pengganti diusulkan; pejabat penilainya memutuskan, dan yang semula tetap terbaca.",
        "%(count)s penetapan pengganti diusulkan; pejabat penilainya memutuskan, dan yang semula tetap terbaca.",
        count,
    )
    messages.success(request, text % {"count": count})
    return reverse("consequences:pak_law")


def _lines(differences: Sequence[PakDifference]) -> list[PakLine]:
    """The people of one page. One query."""
    rows = Pak.objects.filter(pk__in=[row.pak_id for row in differences])
    found = {pak.pk: pak for pak in rows.select_related("employee__position", "employee__unit")}
    return [PakLine(found[row.pak_id], row, _changed(row)) for row in differences]


def _changed(difference: PakDifference) -> tuple[ChangedRow, ...]:
    return tuple(
        ChangedRow(row, tuple(readable(step) for step in row.finding.because)) for row in difference.changed
    )
