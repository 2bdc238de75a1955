"""The admin's side of «my superior is wrong»: the decision, and the plans that move along with it.

It stands here because it joins two rooms: who the superior is (organisation), and whose desk a plan lies on (planning).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.authorization import Role
from selaras.core import clock
from selaras.core.errors import NotAllowed
from selaras.core.forms import CleanForm
from selaras.organisation import selectors, services
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.organisation.forms import person_text
from selaras.organisation.models import Employee, SuperiorCorrection
from selaras.planning.services.following import follow_new_superior

KEEP = "keep"


class DecisionForm(CleanForm):
    """Who the superior is from today on, and why."""

    superior = forms.ChoiceField(label=gettext_lazy("Atasan mulai hari ini"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Alasan keputusan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    WHY = {"reason": gettext_lazy("Pegawai membacanya, dan tercatat dalam jejak perubahan.")}

    def __init__(
        self, *args: Any, correction: SuperiorCorrection, people: list[Employee], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        current = correction.employee.pejabat_penilai
        stays = _("Tetap: %(name)s") % {"name": current.full_name} if current else _("Tetap: belum ada")
        rows = [(key, person_text(person)) for key, person in self.people.items()]
        self.fields["superior"].choices = [*rows, (KEEP, stays)]  # type: ignore[attr-defined]
        if correction.proposed_superior_id:
            self.fields["superior"].initial = str(correction.proposed_superior_id)

    def superior_chosen(self) -> Employee | None:
        """The person chosen, None for «stays»."""
        return self.people.get(self.cleaned_data["superior"])


@page("GET")
def list_corrections(request: Asking) -> HttpResponse:
    """Reports that wait for this admin, then those that were decided."""
    if not request.actor.roles & {Role.OPD_ADMIN, Role.CITY_ADMIN}:
        raise NotAllowed()
    rows = selectors.corrections_for(request.actor)
    waiting = list(rows.filter(status="open"))
    decided = Paginator(rows.exclude(status="open").order_by("-decided_at"), 30).get_page(
        request.GET.get("page")
    )
    return render(request, "web/corrections.html", {"waiting": waiting, "page": decided})


@page("GET", "POST")
def decide_correction(request: Asking, pk: UUID) -> HttpResponse:
    """One report: what the person says, who could be meant, the decision with its reason."""
    correction = selectors.correction_for(request.actor, pk)
    people = _candidates(request, correction)
    form = DecisionForm(request.POST or None, correction=correction, people=people)
    answer = carried_out(request, form, lambda: _decide(request, correction, form))
    context = {"correction": correction, "searched": request.GET.get("cari", "")}
    return answer or shown(request, "web/correction.html", form, **context)


def _candidates(request: Asking, correction: SuperiorCorrection) -> list[Employee]:
    """Who is proposed, who is found by name, and who is likely; each once, without the one on record."""
    employee, on = correction.employee, clock.today(request.agency)
    found = [correction.proposed_superior] if correction.proposed_superior else []
    found += selectors.colleagues_named(request.actor, request.GET.get("cari", "")[:100])
    found += selectors.likely_superiors(employee, request.agency, on)
    unwanted = {employee.pk, employee.pejabat_penilai_id}
    return list({person.pk: person for person in found if person.pk not in unwanted}.values())


def _decide(request: Asking, correction: SuperiorCorrection, form: DecisionForm) -> str:
    on, superior = clock.today(request.agency), form.superior_chosen()
    with transaction.atomic():
        changed = services.decide_superior_correction(
            correction, by=request.actor, on=on, superior=superior, reason=form.cleaned_data["reason"]
        )
        moved = sum(follow_new_superior(person, by=request.actor, on=on).moved for person in changed)
    text = (
        _("Keputusan tercatat. SKP yang ikut berpindah: %(moved)d.") if superior else _("Keputusan tercatat.")
    )
    messages.success(request, text % {"moved": moved} if superior else text)
    return reverse("web:corrections")
