"""Closing a year: counts and lists, decides nothing, and may be killed anywhere."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from selaras.closing import carrying, steps
from selaras.closing.models import Gap, GapKind, UnitDistribution, YearClosing
from selaras.closing.services import close_year
from selaras.consequences.credit import credit_account
from selaras.consequences.services import record_opening
from selaras.consequences.tests.stage import opening
from selaras.core.errors import NotAllowed, StepNotPossible
from selaras.evaluation.models import Evaluation
from selaras.evaluation.selectors import evaluation_for
from selaras.evaluation.services import finalise, raise_objection, receive
from selaras.evaluation.tests.stage import (
    NEXT_YEAR,
    YEAR,
    rated,
    stage_dialogue,
    stage_organisation,
    stage_skp,
)
from selaras.intake.received import received
from selaras.intake.services import NewSource, add_source, apply_feed, check_feed
from selaras.jobs.models import Job
from selaras.jobs.tests.stage import Killed
from selaras.jobs.working import PATIENCE, work_through
from selaras.organisation.services import choose_option
from tests.cast import Cast
from tests.fixtures import SignedIn

SITE = "https://selaras.example/"


pytestmark = pytest.mark.usefixtures("disk")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Ten in the morning in Kupang, 12 January 2027."""
    with time_machine.travel("2027-01-12 10:00+08:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def year(cast: Cast) -> Evaluation:
    """Ani's year is fixed, Hadi's is rated only, Eka writes her plan, Budi and Citra have none."""
    stage_organisation(cast)
    found = []
    for person in (cast.ani, cast.hadi):
        skp = stage_skp(person)
        stage_dialogue(skp, date(2026, 12, 3))
        found.append(rated(cast, skp, period=YEAR, on=NEXT_YEAR))
    return finalise(found[0], by=cast.actor("budi", NEXT_YEAR), on=NEXT_YEAR)


def closed(cast: Cast, name: str = "eka") -> YearClosing:
    by = cast.actor(name, NEXT_YEAR)
    return close_year(cast.kupang, 2026, cast.units["dinkes"], by=by, on=NEXT_YEAR, site=SITE)


def steps_figures(closing: YearClosing) -> dict[str, Any]:
    figures: dict[str, Any] = closing.steps.get(code="results").figures
    return figures


def gaps(closing: YearClosing) -> dict[str, tuple[str, str | None]]:
    rows = Gap.objects.filter(closing=closing).select_related("employee", "owner")
    return {
        row.employee.name.split()[0]: (row.kind, row.owner.name.split()[0] if row.owner else None)
        for row in rows
    }


@pytest.mark.trace("C-18", "K-05")
def test_the_ready_ones_are_counted_and_each_gap_has_an_owner(cast: Cast, year: Evaluation) -> None:
    closing = closed(cast)
    work_through()
    closing.refresh_from_db()
    assert closing.closed_at is not None
    figures = steps_figures(closing)
    assert (figures["ready"], figures["performance"]) == (1, {"sesuai": 1})
    assert (figures["credited"], figures["credit"]) == (0, "0")  # Ani's account has no beginning yet
    assert gaps(closing) == {
        "Hadi": (GapKind.NOT_FIXED, "Budi"),
        "Eka": (GapKind.NO_PLAN, "Eka"),
        "Budi": (GapKind.NO_PLAN, "Budi"),
        "Citra": (GapKind.NO_PLAN, "Citra"),
    }
    opd = UnitDistribution.objects.get(closing=closing, is_opd=True)
    assert (opd.counts["baik"], opd.people, opd.organisation_predikat) == (1, 1, "baik")
    # the machine decided nobody's result
    hadi = Evaluation.objects.get(skp__employee=cast.hadi)
    assert (hadi.status, hadi.predikat) == ("rated", "")
    assert Job.objects.filter(kind="documents", status="done").count() == 1


@pytest.mark.trace("C-03")
def test_the_pattern_is_held_against_each_unit_where_the_agency_chose_so(
    cast: Cast, year: Evaluation, sign_in: type[SignedIn]
) -> None:
    closing = closed(cast)
    work_through()
    rows = UnitDistribution.objects.filter(closing=closing)
    assert {row.is_opd: row.verdict for row in rows} == {True: "small_unit", False: ""}
    day = date(2026, 3, 2)
    choose_option(
        cast.kupang,
        "distribution.unit",
        "unit",
        by=cast.actor("fajar"),
        on=day,
        effective=day,
        reason="Puskesmas.",
    )
    closed(cast)
    work_through()
    assert {row.is_opd: row.verdict for row in rows.all()} == {True: "", False: "small_unit"}
    page = sign_in("eka").get(reverse("closing:distribution", args=[closing.pk])).content.decode()
    assert "unit kecil, pola tidak dipakai sebagai ukuran" in page


@pytest.mark.parametrize("at", range(len(steps.STEPS)))
def test_killed_in_any_step_it_goes_on_and_doubles_nothing(
    cast: Cast, year: Evaluation, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    taken: list[str] = []

    def step(place: int, whole: steps.Step, kill: bool) -> steps.Step:
        def act(everything: steps.Year) -> Any:
            taken.append(whole.code)
            figures = whole.carry_out(everything)
            if kill and place == at:
                raise Killed
            return figures

        return steps.Step(whole.code, whole.label, act)

    def staged(kill: bool) -> tuple[steps.Step, ...]:
        return tuple(step(place, whole, kill) for place, whole in enumerate(steps.STEPS))

    closing = closed(cast)
    monkeypatch.setattr(carrying, "STEPS", staged(True))
    with pytest.raises(Killed):
        work_through()
    clock.shift(PATIENCE)
    monkeypatch.setattr(carrying, "STEPS", staged(False))
    work_through()
    codes = [one.code for one in steps.STEPS]
    assert taken == [*codes[: at + 1], *codes[at:]]
    assert (Gap.objects.count(), UnitDistribution.objects.count(), closing.steps.count()) == (
        4,
        2,
        len(codes),
    )
    assert Job.objects.filter(kind="documents").count() == 1
    closing.refresh_from_db()
    assert closing.closed_at is not None


def test_the_talent_box_needs_a_known_potential(cast: Cast, year: Evaluation) -> None:
    new = NewSource("potential", "Pusat asesmen", cast.units["dinkes"])
    by = cast.actor("eka", NEXT_YEAR)
    source = add_source(cast.kupang, new, by=by, on=NEXT_YEAR)
    content = f"NIP;Tahun;Nilai potensial\n{cast.ani.nip};2026;95,5\n{cast.hadi.nip};2026;120\n".encode()
    with received(io.BytesIO(content), "potensial.csv") as upload:
        run = check_feed(source, upload, by=by, on=NEXT_YEAR, given=None).run
    assert (run.counts["new"], run.counts["refused"]) == (1, 1)
    closing = closed(cast)
    work_through()
    assert steps_figures(closing)["boxes"] == {}  # not applied yet
    apply_feed(run, by=by, on=NEXT_YEAR)
    closed(cast)
    work_through()
    assert steps_figures(closing)["boxes"] == {"8": 1}  # Baik, high potential


@pytest.mark.trace("K-05")
def test_the_credit_is_what_the_account_of_the_person_says(
    cast: Cast, year: Evaluation, sign_in: Any
) -> None:
    by = cast.actor("eka", NEXT_YEAR)
    record_opening(cast.ani, by=by, on=NEXT_YEAR, new=opening(counted_from=date(2026, 7, 1)))
    closing = closed(cast)
    work_through()
    account = credit_account(cast.ani, cast.kupang, NEXT_YEAR)
    (row,) = account.rows
    assert row.finding.value.months == 6  # what her last PAK counted is not counted again
    figures = steps_figures(closing)
    assert (figures["credited"], figures["credit"]) == (1, str(row.finding.value.points))
    assert "6,25 seluruhnya" in sign_in("eka").get(f"/tutup-tahun/{closing.pk}/").content.decode()


def test_two_admins_close_the_same_year_once(cast: Cast, year: Evaluation) -> None:
    first, second = closed(cast, "eka"), closed(cast, "fajar")
    assert (first.pk, second.round, Job.objects.count()) == (second.pk, 1, 1)


@pytest.mark.trace("C-18")
def test_closed_again_after_the_gap_is_filled_it_replaces_what_it_counted(
    cast: Cast, year: Evaluation
) -> None:
    closed(cast)
    work_through()
    hadi = evaluation_for(cast.actor("budi", NEXT_YEAR), Evaluation.objects.get(skp__employee=cast.hadi).pk)
    with time_machine.travel("2027-01-13 10:00+08:00", tick=False):
        finalise(hadi, by=cast.actor("budi", NEXT_YEAR), on=NEXT_YEAR)
        closing = closed(cast)
        work_through()
        assert (closing.round, steps_figures(closing)["ready"], len(gaps(closing))) == (2, 2, 3)
        # the archive of before lacks a paper, so a new one is made; a third round finds it true
        assert Job.objects.filter(kind="documents").count() == 2
        closed(cast)
        work_through()
        assert Job.objects.filter(kind="documents").count() == 2


def test_an_open_objection_is_a_gap_of_whoever_must_answer(cast: Cast, year: Evaluation) -> None:
    ani = cast.actor("ani", NEXT_YEAR)
    receive(evaluation_for(ani, year.pk), by=ani, on=NEXT_YEAR)
    raise_objection(evaluation_for(ani, year.pk), "Bukti belum dilihat.", by=ani, on=NEXT_YEAR)
    closing = closed(cast)
    work_through()
    assert gaps(closing)["Ani"] == (GapKind.OBJECTION, "Budi")
    assert steps_figures(closing)["ready"] == 1  # it holds until it is changed


def test_a_year_that_runs_is_not_closed_and_nobody_else_closes(cast: Cast) -> None:
    by = cast.actor("eka", date(2026, 12, 31))
    with pytest.raises(StepNotPossible, match="belum berakhir"):
        close_year(cast.kupang, 2026, cast.units["dinkes"], by=by, on=date(2026, 12, 31), site=SITE)
    with pytest.raises(NotAllowed):
        closed(cast, "citra")
    whole = cast.actor("eka", NEXT_YEAR)
    with pytest.raises(NotAllowed):  # an OPD admin closes the own OPD only
        close_year(cast.kupang, 2026, None, by=whole, on=NEXT_YEAR, site=SITE)


def test_the_pages_tell_it_and_the_gaps_leave_as_a_spreadsheet(
    cast: Cast, year: Evaluation, sign_in: Any
) -> None:
    browser = sign_in("eka")
    given = {"year": "2026", "opd": str(cast.units["dinkes"].pk)}
    address = browser.post("/tutup-tahun/", given)["Location"]
    assert "Penutupan belum selesai" in browser.get(address).content.decode()
    work_through()
    assert "Ditutup 12 Januari 2027" in browser.get(address).content.decode()
    only = browser.get(address + "kekurangan/?jenis=not_fixed").content.decode()
    assert "Hadi Lirapada" in only
    assert "Budi Kolifeto" in only
    assert browser.get(address + "kekurangan.xlsx").content.startswith(b"PK")
    assert browser.post("/tutup-tahun/", {"year": "2026", "opd": ""}).status_code == 422


def test_a_head_of_nothing_and_a_vacant_post_are_named(cast: Cast) -> None:
    skp = stage_skp(cast.fajar)  # no superior on record
    stage_dialogue(stage_skp(cast.ani), date(2026, 12, 3))
    by = cast.actor("fajar", NEXT_YEAR)
    closing = close_year(cast.kupang, 2026, None, by=by, on=NEXT_YEAR, site=SITE)
    work_through()
    found = gaps(closing)
    assert found["Fajar"] == (GapKind.NO_SUPERIOR, None)
    assert found["Ani"] == (GapKind.NO_ORGANISATION, "Dewi")
    assert "Dewi" not in found  # no plan is asked of the mayor
    assert skp.year == closing.year
