"""The indicator library: find, read, take into one's plan, propose, decide, doubt.

The pages stand here and not in `indicators`, because each of them says who uses an indicator.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from selaras.authorization import Actor, Permission, decide, require
from selaras.authorization.actor import Role
from selaras.core.errors import InvalidInput, NotAllowed
from selaras.core.once import once
from selaras.indicators import selectors, services
from selaras.indicators.models import Indicator, IndicatorVersion
from selaras.organisation.models import Unit
from selaras.planning.compare import indicator_changes
from selaras.planning.forms import StepForm
from selaras.planning.library_forms import (
    AdoptForm,
    DoubtForm,
    IndicatorForm,
    LookForm,
    SettleForm,
    indicator_initial,
    uuid_of,
)
from selaras.planning.models import RencanaHasilKerja
from selaras.planning.selectors import iki_for, rhk_for
from selaras.planning.selectors.goals import manageable_units
from selaras.planning.selectors.library import (
    open_results,
    touched_by_opd,
    touched_people,
    touched_plans,
    uses_of,
)
from selaras.planning.services.library import adopt_indicator, put_into_force, renew_indicator
from selaras.planning.views.pages import SignedInRequest, answer_form, answer_step, page_of, today, who

GET_POST = ["GET", "POST"]
SHARED = gettext_lazy("semua perangkat daerah")
SHELF_LABELS = (
    ("berlaku", gettext_lazy("Berlaku")), ("usulan", gettext_lazy("Usulan")),
    ("nanti", gettext_lazy("Mulai nanti")), ("pensiun", gettext_lazy("Tidak dipakai lagi")),
)  # fmt: skip


@require_GET
@login_required
def show_library(request: HttpRequest) -> HttpResponse:
    """One shelf of the library, narrowed; with `hasil` each row can be taken into that result at once."""
    by, on = who(request), today(request)
    form = LookForm(request.GET, selectors.opds_with_indicators(by))
    wanted = form.wanted()
    page = page_of(request, selectors.indicators_found(by, wanted, on))
    target = _target(by, request.GET.get("hasil", ""))
    context = {
        "form": form,
        "wanted": wanted,
        "shelves": [(name, label, name == wanted.shelf) for name, label in SHELF_LABELS],
        "shared": SHARED,
        "page": _with_uses(page, on.year, is_offered=target is not None),
        "year": on.year,
        "target": target,
        "step": StepForm(),
        "may_propose": _proposes(by),
        "may_settle": _settles(by),
        "waiting": selectors.waiting_proposals(by) if _settles(by) else 0,
    }
    return render(request, "planning/library.html", context)


@require_GET
@login_required
def show_indicator(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One indicator: what it says now and said before, how many use it, and what I may do with it."""
    by, on = who(request), today(request)
    indicator, versions = selectors.indicator_with_versions(by, pk)
    results = open_results(by)
    may_settle = _settles(by)
    now = _shown_version(versions, on)
    before = _compared_version(request, versions, now)
    context = {
        "indicator": indicator,
        "shared": SHARED,
        "now": now,
        "before": before,
        "changes": indicator_changes(before, now) if before and now else [],
        "versions": versions,
        "uses": uses_of([pk], on.year).get(pk, 0),
        "year": on.year,
        "results": results,
        "adopt": AdoptForm(results=results) if results else None,
        "note": selectors.own_note(by, indicator) if by.employee_id else None,
        "may_doubt": decide(by, Permission.DOUBT_INDICATOR, indicator),
        "may_propose": decide(by, Permission.PROPOSE_INDICATOR, indicator),
        "may_settle": may_settle,
        "against": list(selectors.reasons_against(indicator)[:50]) if may_settle else [],
        "touched": touched_by_opd(indicator, on) if may_settle else [],
    }
    return render(request, "planning/library_detail.html", context)


@require_POST
@login_required
def adopt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an indicator into a result of one's own; afterwards only its target is left to write."""
    by, on = who(request), today(request)
    indicator = selectors.indicator_for(by, pk)
    form = AdoptForm(request.POST, results=open_results(by))
    if not form.is_valid():
        raise InvalidInput(_("Pilih dulu hasil kerja yang diukur dengan indikator ini."))

    def act() -> str:
        iki = adopt_indicator(form.cleaned_data["hasil"], indicator, by=by, on=on)
        messages.success(request, _("Indikator dipakai. Tinggal tulis targetnya."))
        return reverse("planning:iki_edit", args=[iki.pk])

    return redirect(once(form.key, by, act))


@require_POST
@login_required
def renew(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the wording in force into a line that has an older one; afterwards its numbers are looked at again."""
    by, on = who(request), today(request)
    iki = iki_for(by, pk)

    def act(_form: StepForm) -> str:
        line = renew_indicator(iki, by=by, on=on)
        text = _("Versi baru dipakai. Periksa target dan kriterianya, lalu simpan.")
        if line.pk != iki.pk:
            text = _("Ukurannya kini lain, jadi indikatornya baris baru. Tulis targetnya.")
        messages.success(request, text)
        return reverse("planning:iki_edit", args=[line.pk])

    return answer_step(request, act)


@require_http_methods(GET_POST)
@login_required
def create_indicator(request: HttpRequest) -> HttpResponse:
    """Propose a new indicator."""
    by, on = who(request), today(request)
    if not _proposes(by):
        raise NotAllowed(decide(by, Permission.PROPOSE_INDICATOR, Indicator(agency_id=by.agency_id)).reason)
    initial = {"code": "", "starts_on": on, "direction": "more_is_better", "pattern": "hitungan"}

    def act(form: IndicatorForm) -> str:
        given = form.cleaned_data
        version = services.propose_indicator(
            given["code"], form.values(), opd=given["opd"], reason=given["reason"], starts_on=given["starts_on"],
            by=by, on=on,
        )  # fmt: skip
        return _after_proposal(request, by, version)

    return answer_form(
        request, _indicator_form(by, lambda: initial, None), act, "planning/library_form.html", {}
    )


@require_http_methods(GET_POST)
@login_required
def change_indicator(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Propose another wording, after a look at who uses the one in force."""
    by, on = who(request), today(request)
    indicator = selectors.indicator_for(by, pk)
    require(by, Permission.PROPOSE_INDICATOR, indicator)
    last = selectors.last_accepted(indicator)

    def initial() -> dict[str, Any]:
        return {**indicator_initial(last), "starts_on": on} if last else {"starts_on": on}

    def act(form: IndicatorForm) -> str:
        given = form.cleaned_data
        version = services.propose_change(
            indicator, form.values(), reason=given["reason"], starts_on=given["starts_on"], by=by, on=on
        )
        return _after_proposal(request, by, version)

    make = _indicator_form(by, initial, indicator, last)
    context = {"indicator": indicator, "touched": touched_by_opd(indicator, on)}
    return answer_form(request, make, act, "planning/library_form.html", context)


@require_http_methods(GET_POST)
@login_required
def decide_proposal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What would change and whom it touches; then accept, or decline with a reason."""
    by, on = who(request), today(request)
    version = selectors.proposal_for(by, pk)
    require(by, Permission.SETTLE_INDICATOR, version.indicator)
    last = selectors.last_accepted(version.indicator)

    def act(form: SettleForm) -> str:
        reason = form.cleaned_data["reason"]
        if "tolak" in request.POST:
            services.decline_proposal(version, reason=reason, by=by, on=on)
            messages.success(request, _("Usulan ditolak. Pengusul dapat membaca alasannya."))
        else:
            _told(request, put_into_force(version, by=by, on=on, reason=reason))
        return reverse("planning:library_detail", args=[version.indicator_id])

    context = {
        "version": version,
        "shared": SHARED,
        "indicator": version.indicator,
        "changes": indicator_changes(last if last and last.pk != version.pk else None, version),
        **_touched(request, by, version.indicator, version.starts_on),
    }
    return answer_form(request, SettleForm, act, "planning/library_decide.html", context)


@require_http_methods(GET_POST)
@login_required
def retire(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put an indicator away, or use it again, after a look at whom it touches."""
    by, on = who(request), today(request)
    indicator = selectors.indicator_for(by, pk)
    require(by, Permission.SETTLE_INDICATOR, indicator)

    def act(form: SettleForm) -> str:
        step = services.revive_indicator if indicator.status == "retired" else services.retire_indicator
        step(indicator, reason=form.cleaned_data["reason"], by=by, on=on)
        return reverse("planning:library_detail", args=[pk])

    context = {"indicator": indicator, **_touched(request, by, indicator, on)}
    return answer_form(request, SettleForm, act, "planning/library_retire.html", context)


@require_http_methods(GET_POST)
@login_required
def doubt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """«Tidak relevan», with a reason; or take one's own note back."""
    by, on = who(request), today(request)
    indicator = selectors.indicator_for(by, pk)
    require(by, Permission.DOUBT_INDICATOR, indicator)
    back = reverse("planning:library_detail", args=[pk])
    if request.method == "POST" and "tarik" in request.POST:

        def take_back(_form: Any) -> str:
            services.withdraw_doubt(indicator, by=by, on=on)
            messages.success(request, _("Catatan Anda ditarik."))
            return back

        return answer_step(request, take_back)
    note = selectors.own_note(by, indicator)

    def make(data: Any) -> DoubtForm:
        return DoubtForm(data, initial={"reason": note.reason if note else ""})

    def act(form: DoubtForm) -> str:
        services.doubt_indicator(indicator, reason=form.cleaned_data["reason"], by=by, on=on)
        messages.success(request, _("Catatan Anda tersimpan. Admin kota membacanya tanpa nama."))
        return back

    titles = selectors.titles_of([indicator])
    context = {"indicator": indicator, "title": titles.get(pk, ""), "note": note}
    return answer_form(request, make, act, "planning/library_doubt.html", context)


@require_GET
@login_required
def show_doubted(request: HttpRequest) -> HttpResponse:
    """Indicators that people find irrelevant, with how many said so; never who."""
    by = who(request)
    _require_settler(by)
    page = page_of(request, selectors.doubted_indicators(by))
    context = {"page": page, "titles": selectors.titles_of(page.object_list), "shared": SHARED}
    return render(request, "planning/library_doubted.html", context)


@require_POST
@login_required
def load_defaults(request: HttpRequest) -> HttpResponse:
    """Add the indicators that Selaras brings along and the city doesn't have."""
    by, on = who(request), today(request)
    _require_settler(by)
    agency = cast(SignedInRequest, request).agency

    def act(_form: Any) -> str:
        count = services.load_default_library(agency, by=by, on=on)
        text = ngettext("%(count)d indikator ditambahkan.", "%(count)d indikator ditambahkan.", count)
        messages.success(request, text % {"count": count})
        return reverse("planning:library")

    return answer_step(request, act)


def _with_uses(page: Page[Any], year: int, *, is_offered: bool) -> Page[Any]:
    """Each row of the page with how many plans use it, and with the key of its button."""
    uses = uses_of((row.indicator_id for row in page.object_list), year)
    for row in page.object_list:
        row.use_count = uses.get(row.indicator_id, 0)
        row.form_key = StepForm()["form_key"] if is_offered else ""
    return page


def _target(by: Actor, text: str) -> RencanaHasilKerja | None:
    """The result that is looked for; nothing unless it is one's own."""
    key = uuid_of(text)
    if key is None:
        return None
    rhk = rhk_for(by, key)
    return rhk if rhk.skp.employee_id == by.employee_id else None


def _shown_version(versions: list[IndicatorVersion], on: Any) -> IndicatorVersion | None:
    """The wording in force on the day, else the newest accepted one, else the newest."""
    accepted = [version for version in versions if version.status == "accepted"]
    running = [version for version in accepted if version.starts_on <= on]
    return next(iter(running or accepted or versions), None)


def _compared_version(
    request: HttpRequest, versions: list[IndicatorVersion], now: IndicatorVersion | None
) -> IndicatorVersion | None:
    """The older accepted wording that the address asks to be compared with the one shown."""
    asked = request.GET.get("dari", "")
    older = [row for row in versions if row.status == "accepted" and now and row.number < now.number]
    return next((row for row in older if str(row.number) == asked), None)


def _indicator_form(
    by: Actor,
    initial: Callable[[], dict[str, Any]],
    indicator: Indicator | None,
    last: IndicatorVersion | None = None,
) -> Callable[[Any], IndicatorForm]:
    opds = manageable_units(by)
    units = {unit.pk: unit for unit in opds}
    if last is not None and last.responsible_unit_id:
        units.update({unit.pk: unit for unit in Unit.objects.filter(pk=last.responsible_unit_id)})

    def make(data: Any) -> IndicatorForm:
        return IndicatorForm(
            data, initial=initial(), opds=opds, units=units.values(), needs_opd=not _settles(by),
            is_new=indicator is None,
        )  # fmt: skip

    return make


def _after_proposal(request: HttpRequest, by: Actor, version: IndicatorVersion) -> str:
    """The city admin decides at once on the page that shows whom it touches; others are told who decides."""
    if _settles(by):
        return reverse("planning:library_decide", args=[version.pk])
    messages.success(request, _("Usulan tersimpan. Admin kota memutuskannya."))
    return reverse("planning:library_detail", args=[version.indicator_id])


def _touched(request: HttpRequest, by: Actor, indicator: Indicator, day: Any) -> dict[str, Any]:
    page = page_of(request, touched_people(by, indicator, day))
    return {"page": page, "touched_count": touched_plans(indicator, day).count(), "day": day}


def _told(request: HttpRequest, count: int) -> None:
    text = ngettext(
        "Indikator berlaku. %(count)d orang diberi tahu.", "Indikator berlaku. %(count)d orang diberi tahu.", count
    )  # fmt: skip
    messages.success(request, text % {"count": count})


def _proposes(by: Actor) -> bool:
    """Whether the person may propose anything at all: the city admin, or the admin of an OPD."""
    return Role.CITY_ADMIN in by.roles or bool(by.administered_opd_ids)


def _settles(by: Actor) -> bool:
    return bool(decide(by, Permission.SETTLE_INDICATOR, Indicator(agency_id=by.agency_id)))


def _require_settler(by: Actor) -> None:
    require(by, Permission.SETTLE_INDICATOR, Indicator(agency_id=by.agency_id))
