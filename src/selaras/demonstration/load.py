"""Loads the two cities, or a load set: everything of an agency in one transaction, or nothing."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from selaras.core.parts import in_parts
from selaras.core.planner import look_at_tables, settle_tables, written_in_bulk
from selaras.core.scoping import agency_scope
from selaras.demonstration import (
    aftermath,
    allowance,
    attendance,
    cast,
    credit,
    days,
    extras,
    library,
    objections,
    open_results,
    satisfaction,
    stories,
    teamwork,
    voices,
    writing,
)
from selaras.demonstration.depth import DETAILED, LEAN, Depth
from selaras.demonstration.fates import fate_of
from selaras.demonstration.goals import build_goals
from selaras.demonstration.plans import Plan, PlanMaker, settle_dates
from selaras.demonstration.results import ResultMaker
from selaras.demonstration.shelf import build_library
from selaras.demonstration.staffing import Office, Person, build_office, settle_lines
from selaras.demonstration.talks import talk_about_target
from selaras.demonstration.work import WorkMaker
from selaras.organisation.models import Agency, EmployeeKind

CITIES = ("kupang", "pontianak")
LOAD_CODE = "beban"
# From which city the load city takes its units and goals.
PATTERN = "kupang"
PEOPLE_AT_ONCE = 400
# In kibibytes, as SQLite writes it: 192 MiB while loading.
LARGE_CACHE = -196_608

Progress = Callable[[str, int, int], None]


def silent(_what: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def is_empty() -> bool:
    """Whether there is no agency at all yet."""
    return not Agency.objects.exists()


def load_cities(*, seed: int = 1, progress: Progress = silent) -> list[str]:
    """Load the cities that are not there yet; returns their names. Loading twice changes nothing."""
    loaded = []
    with hurried(), transaction.atomic():
        for code in CITIES:
            if not Agency.objects.filter(code=code).exists():
                office = build_office(library.city_plan(code), seed=seed)
                fill(office, code, days.YEARS, DETAILED, seed=seed, progress=progress)
                loaded.append(office.agency.name)
        look_at_tables()
    settle_tables()
    return loaded


def load_people(people: int, *, years: int = 3, seed: int = 1, progress: Progress = silent) -> list[str]:
    """Load the load city with at least so many people, unless it is there already."""
    if Agency.objects.filter(code=LOAD_CODE).exists():
        return []
    with hurried(), transaction.atomic():
        office = build_office(load_plan(), seed=seed, copies=copies_for(people))
        fill(office, PATTERN, days.YEARS[-years:], LEAN, seed=seed, progress=progress)
        look_at_tables()
    settle_tables()
    return [office.agency.name]


@contextmanager
def hurried() -> Iterator[None]:
    """Rows have no rings among them, so the search for rings is put off; SQLite may keep its pages in memory."""
    gc.disable()
    before = _page_cache(LARGE_CACHE)
    try:
        with written_in_bulk():
            yield
    finally:
        _page_cache(before)
        gc.enable()


def _page_cache(size: int) -> int:
    """Set SQLite's cache for this connection and return what it was; other databases look after themselves."""
    if connection.vendor != "sqlite":
        return size
    with connection.cursor() as cursor:
        before = int(cursor.execute("PRAGMA cache_size").fetchone()[0])
        cursor.execute(f"PRAGMA cache_size = {size}")
    return before


def copies_for(people: int) -> int:
    """How many sets of units are needed; the regional head is there once."""
    one = len(build_office(load_plan(), seed=0).people) - 1
    return max(1, -(-(people - 1) // one))


def load_plan() -> library.CityPlan:
    """The units of a city under the name of the load city."""
    plan = library.city_plan(PATTERN)
    about = {
        **plan.agency, "code": LOAD_CODE, "name": "Kota Beban (DEMO – data rekaan)", "place": "Beban", "letter": "b",
        "colour": "batu", "first_serial": "601",
    }  # fmt: skip
    return replace(plan, agency=about)


def fill(
    office: Office, city: str, years: Sequence[int], depth: Depth, *, seed: int, progress: Progress = silent
) -> None:
    """Give an office its people, goals, plans, work and results, and write them. Call inside a transaction."""
    cast.cast_roles(office)
    cast.cast_fates(office)
    stories.mark(office)
    open_results.mark(office)
    settle_lines(office)
    cast.report_wrong_superiors(office)
    cast.open_accounts(office, make_password(cast.PASSWORD), make_password(None))
    with agency_scope(office.agency.pk):
        writing.write_office(office)
        goals, indicators = build_goals(office, city), build_library(office)
        writing.write_shelf(office, indicators)
        makers = (
            PlanMaker(office, goals, indicators.keys, depth, seed),
            WorkMaker(office, depth),
            ResultMaker(office, depth),
        )
        head = next(p.employee for p in office.people if p.employee.kind == EmployeeKind.STATE_OFFICIAL)
        opds = [unit for unit in office.units.values() if unit.parent is None and unit.pk != head.unit_id]
        decisions = makers[2].judge_organisations(opds, years, head)
        writing.write_city(goals, makers[2], decisions)
        _fill_years(office, years, *makers, progress)
        if depth is DETAILED:
            attendance.write_attendance(office, seed)
            credit.write_credit(office)
            allowance.write_allowance(office)
            aftermath.write_aftermath(office)
            voices.write_voices(office, indicators.keys)


def _fill_years(
    office: Office,
    years: Sequence[int],
    plans: PlanMaker,
    works: WorkMaker,
    results: ResultMaker,
    progress: Progress,
) -> None:
    done, total = 0, len(office.people)
    shown = extras.Extras(office, works)
    for people in in_parts(leaders_first(office), PEOPLE_AT_ONCE):
        made = [plan for person in people for plan in plans.plans_of(person, years)]
        for plan in made:
            stories.adjust_plan(plan, office)
            settle_dates(plan, office)
            talk_about_target(plan, office)
            if plan.version is not None and plan.year < days.RUNNING:
                results.expected[plan.skp.opd_id, str(plan.year)] += 1
        sheaf = _worked(made, works, results)
        writing.write_sheaf(sheaf)
        shown.look_at(sheaf)
        done += len(people)
        gc.collect()
        progress(office.agency.name, done, total)
    shown.write()
    teamwork.write_teamwork(office, plans.results_of)
    satisfaction.write_surveys(office)
    shown.take_indices()


def _worked(made: Sequence[Plan], works: WorkMaker, results: ResultMaker) -> writing.Sheaf:
    sheaf = writing.Sheaf()
    for plan in made:
        fate = stories.fate_told(plan) or fate_of(plan, works.depth.first_quarter)
        open_results.rate_as_told(plan, fate)
        work = works.work_of(plan, fate)
        stories.tell_work(plan, work, works)
        found = results.results_of(plan, work, fate)
        objections.add_objections(found, results)
        sheaf.add(plan, work, found)
    return sheaf


def leaders_first(office: Office) -> list[Person]:
    """People in an order in which everybody comes after the own pejabat penilai."""
    above = {person.employee.pk: person.employee.pejabat_penilai_id for person in office.people}

    def depth(key: UUID | None) -> int:
        steps = 0
        while key is not None and steps < 20:
            key, steps = above.get(key), steps + 1
        return steps

    return sorted(office.people, key=lambda person: depth(person.employee.pk))
