"""Steps of a case: one page for all, with the form of the step and the service that takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, require
from selaras.core import clock
from selaras.core.errors import NotFound, StepNotPossible
from selaras.core.forms import CleanForm
from selaras.discipline import case_forms, services
from selaras.discipline.cases.files import case_for, case_read_by
from selaras.discipline.cases.pages import ADDED, label_of
from selaras.discipline.models import DisciplineCase
from selaras.discipline.selectors import colleague_with_nip
from selaras.discipline.services import Decree, Minutes, Ruling, Summons
from selaras.discipline.workflow import CASE
from selaras.organisation.asking import Asking, carried_out, page, shown

MakeForm = Callable[[DisciplineCase, Any, date], CleanForm]
Act = Callable[[Asking, DisciplineCase, dict[str, Any], date], object]


@dataclass(frozen=True, slots=True)
class StepPage:
    """How a step is asked for and taken."""

    form: MakeForm
    act: Act


def _plain(form: type[CleanForm], **initial: str) -> MakeForm:
    def make(_case: DisciplineCase, posted: Any, on: date) -> CleanForm:
        return form(posted, initial=dict.fromkeys(initial, on))

    return make


def _report(case: DisciplineCase, posted: Any, _on: date) -> CleanForm:
    return case_forms.ReportForm(posted, initial={"level": case.suspected_level})


def _decree(case: DisciplineCase, posted: Any, on: date) -> CleanForm:
    return case_forms.DecreeForm(posted, types=_types(case, on), initial={"step": case.proposed_step})


def _ruling(case: DisciplineCase, posted: Any, on: date, *, changes: bool) -> CleanForm:
    types = _types(case, on) if changes else []
    return case_forms.RulingForm(
        posted, types=types, by_contract=changes and case.by_contract, initial={"ruled_on": on}
    )


def _types(case: DisciplineCase, on: date) -> list[tuple[str, str]]:
    """The types of the law of the day of the act; none where a contract rules."""
    if case.by_contract:
        return []
    return [(one.step, f"{one.step} – {one.name} ({one.level})") for one in services.types_of(case, on).value]


def _summons(given: Mapping[str, Any]) -> Summons:
    return Summons(given["number"], given["meets_at"], given["place"])


def _summon(request: Asking, case: DisciplineCase, given: dict[str, Any], on: date) -> object:
    return services.summon(case, by=request.actor, on=on, summons=_summons(given))


def _summon_again(request: Asking, case: DisciplineCase, given: dict[str, Any], on: date) -> object:
    return services.summon_again(case, by=request.actor, on=on, summons=_summons(given), words=given["words"])


def _team(request: Asking, case: DisciplineCase, given: dict[str, Any], on: date) -> object:
    return services.name_team(
        case, by=request.actor, on=on, number=given["number"],
        overseer=colleague_with_nip(request.agency, given["overseer_nip"], "overseer_nip"),
        personnel_officer=colleague_with_nip(request.agency, given["personnel_nip"], "personnel_nip"),
    )  # fmt: skip


def _statement(request: Asking, case: DisciplineCase, given: dict[str, Any], on: date) -> object:
    return services.give_statement(case, by=request.actor, on=on, statement=given["statement"])


def _examine(request: Asking, case: DisciplineCase, given: dict[str, Any], on: date) -> object:
    minutes = Minutes(
        given["held_on"], given["words"], given["statement"], given["is_signed"], given["place"]
    )
    return services.examine(case, by=request.actor, on=on, minutes=minutes)


def _with_words(act: Callable[..., object]) -> Act:
    def taken(request: Asking, case: DisciplineCase, given: dict[str, Any], on: date) -> object:
        return act(case, by=request.actor, on=on, words=given["words"])

    return taken


def _without_words(act: Callable[..., object]) -> Act:
    def taken(request: Asking, case: DisciplineCase, _given: dict[str, Any], on: date) -> object:
        return act(case, by=request.actor, on=on)

    return taken


def _recommend(request: Asking, case: DisciplineCase, given: dict[str, Any], on: date) -> object:
    return services.recommend(
        case, by=request.actor, on=on, number=given["number"], words=given["words"], level=given["level"],
        is_dismissal=given["is_dismissal"],
    )  # fmt: skip


def _impose(request: Asking, case: DisciplineCase, given: dict[str, Any], on: date) -> object:
    decree = Decree(
        given["number"], given["words"], given.get("step", ""), given.get("consequence", ""),
        given.get("level", ""), given.get("ends_contract", False),
    )  # fmt: skip
    return services.impose(case, by=request.actor, on=on, decree=decree)


def _deliver(request: Asking, case: DisciplineCase, given: dict[str, Any], on: date) -> object:
    return services.deliver(
        case, by=request.actor, on=on, received_on=given["received_on"], place=given["place"]
    )


def _send(request: Asking, case: DisciplineCase, given: dict[str, Any], on: date) -> object:
    return services.send(
        case, by=request.actor, on=on, missed_on=given["missed_on"], received_on=given["received_on"],
        number=given["number"], place=given["place"],
    )  # fmt: skip


def _contest(request: Asking, case: DisciplineCase, given: dict[str, Any], on: date) -> object:
    return services.contest(case, by=request.actor, on=on, grounds=given["grounds"])


def _ruled(act: Callable[..., object]) -> Act:
    def taken(request: Asking, case: DisciplineCase, given: dict[str, Any], on: date) -> object:
        ruling = Ruling(
            given["number"],
            given["ruled_on"],
            given["words"],
            given.get("step", ""),
            given.get("consequence", ""),
        )
        return act(case, by=request.actor, on=on, ruling=ruling)

    return taken


STEPS: Mapping[str, StepPage] = {
    "summon": StepPage(_plain(case_forms.SummonsForm), _summon),
    "summon_again": StepPage(_plain(case_forms.SecondSummonsForm), _summon_again),
    "name_team": StepPage(_plain(case_forms.TeamForm), _team),
    "give_statement": StepPage(_plain(case_forms.StatementForm), _statement),
    "examine": StepPage(_plain(case_forms.MinutesForm, held_on=""), _examine),
    "go_on_without": StepPage(_plain(case_forms.WordsForm), _with_words(services.go_on_without)),
    "recommend": StepPage(_report, _recommend),
    "find_unproven": StepPage(_plain(case_forms.WordsForm), _with_words(services.find_unproven)),
    "dismiss_case": StepPage(_plain(case_forms.WordsForm), _with_words(services.dismiss_case)),
    "impose": StepPage(_decree, _impose),
    "deliver": StepPage(_plain(case_forms.DeliveryForm, received_on=""), _deliver),
    "send": StepPage(_plain(case_forms.SendingForm), _send),
    "contest": StepPage(_plain(case_forms.GroundsForm), _contest),
    "take_effect": StepPage(_plain(CleanForm), _without_words(services.take_effect)),
    "uphold": StepPage(partial(_ruling, changes=False), _ruled(services.uphold)),
    "correct": StepPage(partial(_ruling, changes=True), _ruled(services.correct)),
    "annul": StepPage(partial(_ruling, changes=False), _ruled(services.annul)),
    "take_corrected_effect": StepPage(_plain(CleanForm), _without_words(services.take_corrected_effect)),
    "finish_serving": StepPage(_plain(case_forms.WordsForm), _with_words(services.finish_serving)),
}  # fmt: skip


@page("GET", "POST")
def take_case_step(request: Asking, pk: UUID, name: str) -> HttpResponse:
    """Read what the step asks, and take it. An unknown step does not exist; one out of turn is refused."""
    if name not in STEPS:
        raise NotFound()
    looks = request.method != "POST"
    case = case_read_by(request.actor, pk, name) if looks else case_for(request.actor, pk)
    _require(request, case, name, looks=looks)
    on = clock.today(request.agency)
    form = STEPS[name].form(case, None if looks else request.POST, on)

    def act() -> str:
        STEPS[name].act(request, case, form.cleaned_data, on)
        messages.success(request, _("Langkah tersimpan dalam berkas."))
        return reverse("cases:case", args=[pk])

    answer = carried_out(request, form, act)
    return answer or shown(
        request, "discipline/case_step.html", form, case=case, label=label_of(name), name=name
    )


def _require(request: Asking, case: DisciplineCase, name: str, *, looks: bool) -> None:
    """Raises `NotAllowed` for whom the step is not; for who only looks, `StepNotPossible` while it is not possible.

    What is sent is judged by the service, so that a form sent twice leads on instead of being refused.
    """
    if name in ADDED:
        permission = Permission.EXAMINE_CASE if name == "name_team" else Permission.ANSWER_CASE
        return require(request.actor, permission, case)
    require(request.actor, Permission(CASE.transition(name).permission), case)
    obstacle = CASE.obstacle(case, name) if looks else None
    if obstacle is not None:
        remedy = _("Tidak ada yang berubah. Kembali ke berkas untuk melihat keadaannya.")
        raise StepNotPossible(str(obstacle), remedy=remedy)
    return None
