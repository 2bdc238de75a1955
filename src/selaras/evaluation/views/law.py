"""Fixed results beside a law that reaches back: what would change, and letting it change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from selaras.authorization import Permission, decide, require
from selaras.core.confirming import AT_ONCE, ReachingBackForm
from selaras.evaluation.explain import readable
from selaras.evaluation.law_changes import LawDifference, people_of, review_law
from selaras.evaluation.models import Evaluation
from selaras.evaluation.services.law import apply_changed_law
from selaras.evaluation.views.organisation import span_of
from selaras.evaluation.views.parts import page_of, signed_in, submitted
from selaras.organisation.choices import ruleset_for
from selaras_rules import Step

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """One result on the page: whose, what it is, what it would become, and why."""

    evaluation: Evaluation
    difference: LawDifference
    because: tuple[Step, ...]


@require_http_methods(["GET", "POST"])
@login_required
def review_changed_law(request: HttpRequest, period: str) -> HttpResponse:
    """What a law that reaches back would change; who may, confirms it with a reason."""
    known, on = signed_in(request)
    require(known.actor, Permission.VIEW_CHANGED_LAW, known.agency)
    span = span_of(period)
    ruleset = ruleset_for(known.agency, span.end)
    review = review_law(known.actor, span, ruleset)
    form = ReachingBackForm(request.POST or None, initial={"digest": review.digest})

    def act() -> str:
        given = form.cleaned_data
        count = apply_changed_law(
            known.agency, span, by=known.actor, on=on, reason=given["reason"], digest=given["digest"]
        )
        text = ngettext(
            "%(count)s hasil berubah; keputusan semula tetap terbaca dan yang bersangkutan diberi tahu.",
            "%(count)s hasil berubah; keputusan semula tetap terbaca dan yang bersangkutan diberi tahu.", count,
        )  # fmt: skip
        messages.success(request, text % {"count": count})
        return reverse("evaluation:law_changes", args=[span.code])

    if request.method == "POST":
        require(known.actor, Permission.APPLY_CHANGED_LAW, known.agency)
    done = submitted(known, form, act)
    page = Paginator(review.differences, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "period": span, "review": review, "page": page, "lines": _lines(list(page.object_list)), "law_day": ruleset.on,
        "agency_row": known.agency,
        "fingerprint": ruleset.fingerprint, "more": AT_ONCE if len(review.differences) > AT_ONCE else None,
        "may_review_law": True, "may_list_tpp": bool(decide(known.actor, Permission.LIST_TPP, known.agency)),
        "may_apply": bool(decide(known.actor, Permission.APPLY_CHANGED_LAW, known.agency)),
    }  # fmt: skip
    return done or page_of(request, "evaluation/law_changes.html", form, context)


def _lines(differences: Sequence[LawDifference]) -> list[DifferenceLine]:
    """The people of one page by name. One query."""
    people = people_of(differences)
    lines = [
        DifferenceLine(people[row.evaluation_id], row, tuple(readable(step) for step in row.finding.because))
        for row in differences
    ]
    return sorted(lines, key=lambda line: line.evaluation.skp.employee.name)
