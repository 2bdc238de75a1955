"""Who may agree: the regional head for a JPT, somebody with a written order, the one above a vacant post."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from selaras.authorization import Actor
from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import NotAllowed, StepNotPossible
from selaras.core.models import AuditEvent
from selaras.core.scoping import agency_scope
from selaras.organisation.actors import actor_for
from selaras.organisation.models import Assignment, AssignmentKind, Delegation, Employee, Position
from selaras.organisation.services import renew_lines_if_due
from selaras.planning import documents, events
from selaras.planning.compare import changes_between
from selaras.planning.models import RencanaHasilKerja, Skp, SkpVersion
from selaras.planning.selectors import rhk_for, skp_for
from selaras.planning.services import (
    RhkValues,
    add_iki,
    add_rhk,
    agree_skp,
    remove_rhk,
    reopen_skp,
    submit_skp,
)
from selaras.planning.services.authority import vacancy_above
from selaras.planning.tests.stage import MEASURE, ON, agreed, drafted, first_result, submitted
from tests.cast import Cast

START, END = date(2026, 1, 1), date(2026, 1, 31)


def order(cast: Cast, giver: str, holder: str, number: str = "800/7/2026") -> None:
    with recording(events.SUPERIOR_FOLLOWED, by=SYSTEM, about=cast.people[giver], year=2026):
        Delegation.objects.create(
            agency=cast.kupang, from_employee=cast.people[giver], to_employee=cast.people[holder], start=START,
            end=END, order_number=number,
        )  # fmt: skip


def on_day(cast: Cast, name: str, day: date = ON) -> Actor:
    with agency_scope(cast.kupang.pk):
        return actor_for(cast.people[name], on=day)


@pytest.mark.trace("P-22")
def test_the_regional_head_agrees_to_the_plan_of_a_jpt(cast: Cast) -> None:
    _skp, version = agreed(cast, "citra", "dewi")
    assert (version.agreed_by, version.authority) == (cast.dewi, "")


def test_another_official_does_not_agree_to_the_plan_of_a_jpt_without_a_written_order(cast: Cast) -> None:
    with recording(events.SUPERIOR_FOLLOWED, by=SYSTEM, about=cast.citra, year=2026):
        Employee.objects.filter(pk=cast.citra.pk).update(pejabat_penilai=cast.fajar)
    cast.citra.refresh_from_db()
    skp = submitted(cast, "citra")
    with pytest.raises(StepNotPossible, match="kepala daerah"):
        agree_skp(skp_for(cast.actor("fajar"), skp.pk), by=cast.actor("fajar"), on=ON)
    order(cast, "dewi", "fajar")
    by = on_day(cast, "fajar")
    assert agree_skp(skp_for(by, skp.pk), by=by, on=ON).agreed_by == cast.fajar


def test_a_delegate_agrees_within_the_days_of_the_letter_and_the_letter_stands_with_the_version(
    cast: Cast, sign_in: Any
) -> None:
    skp = submitted(cast, "ani")
    order(cast, "budi", "hadi")
    late = on_day(cast, "hadi", date(2026, 2, 1))
    with pytest.raises(NotAllowed):
        agree_skp(skp, by=late, on=date(2026, 2, 1))
    by = on_day(cast, "hadi")
    version = agree_skp(skp_for(by, skp.pk), by=by, on=ON)
    assert version.authority == f"Plh {cast.budi.full_name}, surat 800/7/2026, 1 Januari 2026–31 Januari 2026"
    assert version.content["signed_by"] == {
        "name": cast.hadi.full_name, "nip": cast.hadi.nip, "capacity": "Plh.", "post": "Kepala Puskesmas Contoh",
        "on_behalf_of": cast.budi.full_name, "order": "surat 800/7/2026, 1 Januari 2026–31 Januari 2026",
    }  # fmt: skip
    before_it_was_frozen = SkpVersion.objects.get(pk=version.pk)
    del before_it_was_frozen.content["signed_by"]
    assert documents.printed_content(before_it_was_frozen)["signed_by"] == {
        "name": cast.hadi.full_name, "nip": cast.hadi.nip, "order": version.authority,
    }  # fmt: skip
    assert documents.version_pdf(version, "https://selaras.example/v").startswith(b"%PDF")
    assert "800/7/2026" in AuditEvent.objects.get(kind="planning.skp_agreed").body
    page = sign_in("ani").get(reverse("planning:version", args=[version.pk])).content.decode()
    assert "surat 800/7/2026" in page


def test_nobody_agrees_to_the_own_plan_even_with_the_letter_of_the_superior(cast: Cast) -> None:
    skp = submitted(cast, "hadi")
    order(cast, "budi", "hadi")
    with pytest.raises(NotAllowed):
        agree_skp(skp, by=on_day(cast, "hadi"), on=ON)


def vacant(cast: Cast) -> None:
    """Budi has left; nobody leads the puskesmas."""
    with recording(events.SUPERIOR_FOLLOWED, by=SYSTEM, about=cast.budi, year=2026):
        Employee.objects.filter(pk=cast.budi.pk).update(legal_status="berhenti", position=None)
        cast.kupang.lines_due_on = ON
        type(cast.kupang).objects.filter(pk=cast.kupang.pk).update(lines_due_on=ON)
    assert renew_lines_if_due(cast.kupang, ON)
    for person in cast.people.values():
        person.refresh_from_db()


@pytest.mark.trace("C-16", "C-17")
def test_a_vacant_post_passes_the_plan_to_the_one_above_and_says_why(cast: Cast, sign_in: Any) -> None:
    vacant(cast)
    skp = submitted(cast, "ani")
    assert skp.pejabat_penilai == cast.citra
    assert vacancy_above(skp_for(cast.actor("ani"), skp.pk)).startswith(
        "Jabatan Kepala Puskesmas Contoh sedang kosong"
    )
    assert "sedang kosong" in sign_in("ani").get(reverse("planning:detail", args=[skp.pk])).content.decode()
    agree_skp(skp_for(cast.actor("citra"), skp.pk), by=cast.actor("citra"), on=ON)


@pytest.mark.trace("C-16")
def test_the_last_look_names_who_will_get_the_plan_also_when_that_has_changed(
    cast: Cast, sign_in: Any
) -> None:
    skp = drafted(cast, "ani")
    vacant(cast)
    page = sign_in("ani").get(reverse("planning:submit", args=[skp.pk]))
    assert page.context["superior"] == cast.citra
    submit_skp(skp_for(cast.actor("ani"), skp.pk), by=cast.actor("ani"), on=ON)
    assert Skp.objects.get(pk=skp.pk).pejabat_penilai == cast.citra


@pytest.mark.parametrize("kind", [AssignmentKind.PLT, AssignmentKind.PLH])
def test_an_acting_head_agrees_and_the_letter_stands_with_the_version(
    cast: Cast, kind: AssignmentKind
) -> None:
    vacant(cast)
    with recording(events.SUPERIOR_FOLLOWED, by=SYSTEM, about=cast.eka, year=2026):
        post = Position.objects.get(title="Kepala Puskesmas Contoh")
        Assignment.objects.create(
            agency=cast.kupang, employee=cast.eka, position=post, kind=kind, start=START,
            end=date(2026, 6, 30), order_number="821/3/2026",
        )  # fmt: skip
        type(cast.kupang).objects.filter(pk=cast.kupang.pk).update(lines_due_on=ON)
        cast.kupang.lines_due_on = ON
    renew_lines_if_due(cast.kupang, ON)
    cast.ani.refresh_from_db()
    assert cast.ani.pejabat_penilai == cast.eka
    skp = submitted(cast, "ani")
    by = cast.actor("eka")
    version = agree_skp(skp_for(by, skp.pk), by=by, on=ON)
    assert version.authority.startswith(f"{kind.label} Kepala Puskesmas Contoh, surat 821/3/2026")
    signer = version.content["signed_by"]
    assert (signer["capacity"], signer["post"], signer["on_behalf_of"]) == (
        f"{kind.label}.", "Kepala Puskesmas Contoh", "",
    )  # fmt: skip
    assert vacancy_above(skp) == ""


@pytest.mark.trace("P-23")
def test_an_old_version_prints_as_it_was_when_a_new_one_is_in_force(cast: Cast) -> None:
    skp, first = agreed(cast, "ani", "budi")
    before = documents.version_pdf(first, "https://selaras.example/v")
    reopen_skp(skp, by=cast.actor("ani"), on=ON, reason="Tugas tambahan", case="mendukung_unit_lain")
    assert Skp.objects.get(pk=skp.pk).reopen_reason.startswith("Mendukung tim atau unit lain")
    add_iki(first_result(skp), MEASURE, by=cast.actor("ani"), on=ON)
    submit_skp(skp, by=cast.actor("ani"), on=ON)
    second = agree_skp(skp_for(cast.actor("budi"), skp.pk), by=cast.actor("budi"), on=ON)
    first.refresh_from_db()
    again = documents.version_pdf(
        type(first).objects.select_related("skp").get(pk=first.pk), "https://selaras.example/v"
    )
    assert again == before
    assert documents.version_pdf(second, "https://selaras.example/v") != before


def test_the_effect_of_a_revision_is_shown_before_it_is_handed_in_and_agreed(
    cast: Cast, sign_in: Any
) -> None:
    skp, _version = agreed(cast, "ani", "budi")
    reopen_skp(skp, by=cast.actor("ani"), on=ON, reason="Tugas tambahan")
    add_iki(first_result(skp), MEASURE, by=cast.actor("ani"), on=ON)
    assert len(sign_in("ani").get(reverse("planning:submit", args=[skp.pk])).context["parts"]) == 1
    submit_skp(skp, by=cast.actor("ani"), on=ON)
    page = sign_in("budi").get(reverse("planning:agree", args=[skp.pk]))
    assert len(page.context["parts"]) == 1
    assert "Dibandingkan dengan versi 1" in page.content.decode()
    fresh = drafted(cast, "hadi")
    assert sign_in("hadi").get(reverse("planning:submit", args=[fresh.pk])).context["parts"] is None


@pytest.mark.trace("P-23")
def test_the_comparison_names_what_came_what_went_and_with_whom_it_was_agreed(cast: Cast) -> None:
    skp, first = agreed(cast, "ani", "budi", "Tetap", "Pergi")
    by = cast.actor("ani")
    reopen_skp(skp, by=by, on=ON, reason="Pejabat penilai berganti")
    with recording(events.SUPERIOR_FOLLOWED, by=SYSTEM, about=skp, year=2026):
        Employee.objects.filter(pk=cast.ani.pk).update(pejabat_penilai=cast.citra)
    skp.employee.refresh_from_db()
    remove_rhk(rhk_for(by, RencanaHasilKerja.objects.get(skp=skp, text="Pergi").pk), by=by, on=ON)
    new = add_rhk(skp, RhkValues("Datang"), by=by, on=ON)
    add_iki(new, MEASURE, by=by, on=ON)
    submit_skp(skp, by=by, on=ON)
    second = agree_skp(skp_for(cast.actor("citra"), skp.pk), by=cast.actor("citra"), on=ON)
    parts = {part.title: part for part in changes_between(first.content, second.content)}
    assert {title: part.what for title, part in parts.items()} == {
        "Data SKP": "changed", "Pergi": "removed", "Datang": "added",
    }  # fmt: skip
    (who,) = parts["Data SKP"].changes
    assert (who.label, who.old, who.new) == ("Pejabat penilai", cast.budi.full_name, cast.citra.full_name)


@pytest.mark.trace("P-23")
def test_the_comparison_opens_with_the_last_change_also_after_it_was_agreed(cast: Cast, sign_in: Any) -> None:
    skp, _first = agreed(cast, "ani", "budi", "Tetap")
    by = cast.actor("ani")
    reopen_skp(skp, by=by, on=ON, reason="Wilayah kerja bertambah")
    add_iki(add_rhk(skp, RhkValues("Datang"), by=by, on=ON), MEASURE, by=by, on=ON)
    page = reverse("planning:compare", args=[skp.pk])
    assert "Datang" in sign_in("ani").get(page).content.decode()
    submit_skp(skp, by=by, on=ON)
    agree_skp(skp_for(cast.actor("budi"), skp.pk), by=cast.actor("budi"), on=ON)
    shown = sign_in("ani").get(page)
    assert (shown.context["old"], shown.context["new"]) == ("1", "2")
    assert "Datang" in shown.content.decode()
