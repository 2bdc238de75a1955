"""«My superior is wrong»: two clicks, a decision with a reason, and the plans move along."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from selaras.core.audit import recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, NotAllowed, StepNotPossible
from selaras.core.models import AuditEvent, Notice
from selaras.organisation import events, selectors, services
from selaras.organisation.models import Employee, SuperiorCorrection
from selaras.organisation.superiors import renew_lines
from selaras.planning.models import Skp
from tests.cast import Cast
from tests.fixtures import SignedIn

ON = date(2026, 3, 2)


def report(cast: Cast, proposed: str | None = "citra") -> SuperiorCorrection:
    person = cast.people[proposed] if proposed else None
    return services.report_wrong_superior(
        cast.ani, by=cast.actor("ani"), on=ON, proposed=person, note="Pindah tugas"
    )


def decide(
    cast: Cast, correction: SuperiorCorrection, by: str = "eka", superior: str | None = "citra"
) -> list[Employee]:
    person = cast.people[superior] if superior else None
    return services.decide_superior_correction(
        correction, by=cast.actor(by), on=ON, superior=person, reason="Sesuai surat tugas"
    )


def draft(cast: Cast, status: str) -> Skp:
    ani = cast.ani
    with recording(events.EMPLOYEE_CHANGED, by=cast.actor("ani"), about=ani):
        return Skp.objects.create(
            agency=cast.kupang, employee=ani, year=ON.year, period_start=date(2026, 1, 1),
            period_end=date(2026, 12, 31), kind="ja_jf", status=status, unit=ani.unit, opd=cast.units["dinkes"],
            position_title="Perawat Ahli Pertama",
            pejabat_penilai=cast.budi, atasan_pejabat_penilai=cast.citra,
        )  # fmt: skip


@pytest.mark.trace("C-16")
@pytest.mark.parametrize("start", ["web:home", "web:role"])
@time_machine.travel("2026-03-02 09:00+08:00")
def test_where_the_superior_is_named_it_takes_two_clicks_to_say_so(
    cast: Cast, sign_in: type[SignedIn], start: str
) -> None:
    draft(cast, "draft")
    browser = sign_in("ani")
    link = reverse("organisation:wrong_superior")
    assert link in browser.get(reverse(start)).content.decode()
    form = browser.get(link)
    assert "Citra Nafutena" in form.content.decode()
    assert form.context["form"]["proposed"].value() == "unknown"  # the second click may be «send»
    answer = browser.post(link, {"proposed": str(cast.citra.pk), "note": ""})
    assert answer.status_code == 302
    assert SuperiorCorrection.objects.get().proposed_superior_id == cast.citra.pk
    assert Notice.objects.filter(recipient_id=cast.eka.pk, kind="superior.reported").count() == 1


def test_one_may_not_know_who_it_is(cast: Cast, sign_in: type[SignedIn]) -> None:
    sign_in("ani").post(reverse("organisation:wrong_superior"), {"proposed": "unknown"})
    assert SuperiorCorrection.objects.get().proposed_superior is None


def test_a_second_report_waits_for_the_first(cast: Cast) -> None:
    report(cast)
    with pytest.raises(StepNotPossible):
        report(cast)


@pytest.mark.parametrize("name", ["ivan", "ani"])
def test_a_stranger_or_oneself_is_no_superior(cast: Cast, name: str) -> None:
    with pytest.raises(InvalidInput):
        report(cast, name)


@pytest.mark.trace("C-16")
@pytest.mark.parametrize("status", ["draft", "submitted", "returned"])
def test_the_admin_decides_and_the_plan_moves_along(cast: Cast, sign_in: type[SignedIn], status: str) -> None:
    skp, correction = draft(cast, status), report(cast)
    url = reverse("web:correction_decide", args=[correction.pk])
    sent = {"superior": str(cast.citra.pk), "reason": "Sesuai surat tugas"}
    assert sign_in("eka").post(url, sent).status_code == 302
    ani, skp = Employee.objects.get(pk=cast.ani.pk), Skp.objects.get(pk=skp.pk)
    assert (ani.pejabat_penilai_id, ani.atasan_pejabat_penilai_id) == (cast.citra.pk, cast.dewi.pk)
    assert (skp.pejabat_penilai_id, skp.atasan_pejabat_penilai_id, skp.status) == (
        cast.citra.pk,
        cast.dewi.pk,
        status,
    )
    assert AuditEvent.objects.filter(kind="planning.superior_followed", about_id=skp.pk).exists()


@pytest.mark.trace("C-16")
def test_an_agreed_plan_stays_and_both_are_asked_to_talk_about_it(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    skp, correction = draft(cast, "agreed"), report(cast)
    url = reverse("web:correction_decide", args=[correction.pk])
    sign_in("eka").post(url, {"superior": str(cast.citra.pk), "reason": "Sesuai surat tugas"})
    assert Skp.objects.get(pk=skp.pk).pejabat_penilai_id == cast.budi.pk
    assert set(Notice.objects.filter(kind="skp.clarify").values_list("recipient_id", flat=True)) == {
        cast.ani.pk, cast.citra.pk,
    }  # fmt: skip


def test_the_decision_stays_when_all_lines_are_derived_anew(cast: Cast) -> None:
    decide(cast, report(cast))
    with recording(events.EMPLOYEE_CHANGED, by=cast.actor("fajar"), about=cast.ani):
        renew_lines(cast.kupang, ON)
    assert Employee.objects.get(pk=cast.ani.pk).pejabat_penilai_id == cast.citra.pk


def test_keeping_the_superior_needs_a_reason_too_and_the_person_reads_it(cast: Cast) -> None:
    correction = report(cast)
    with pytest.raises(InvalidInput):
        services.decide_superior_correction(
            correction, by=cast.actor("eka"), on=ON, superior=None, reason=" "
        )
    decide(cast, correction, superior=None)
    assert correction.status == "declined"
    assert "Sesuai surat tugas" in Notice.objects.get(recipient_id=cast.ani.pk).text


def test_two_never_become_each_others_superior(cast: Cast) -> None:
    correction = services.report_wrong_superior(cast.budi, by=cast.actor("budi"), on=ON)
    with pytest.raises(InvalidInput):
        decide(cast, correction, superior="ani")


def test_a_report_is_decided_once(cast: Cast) -> None:
    correction = report(cast)
    same = SuperiorCorrection.objects.get(pk=correction.pk)
    decide(cast, correction)
    with pytest.raises(ChangedMeanwhile):
        decide(cast, same, superior=None)


@pytest.mark.parametrize("name", ["ani", "budi", "gita"])
def test_only_admins_decide(cast: Cast, sign_in: type[SignedIn], name: str) -> None:
    correction = report(cast)
    with pytest.raises(NotAllowed):
        decide(cast, correction, by=name)
    assert sign_in(name).get(reverse("web:correction_decide", args=[correction.pk])).status_code == 404
    assert sign_in(name).get(reverse("web:corrections")).status_code == 403


def test_an_admin_does_not_decide_on_the_own_superior(cast: Cast) -> None:
    correction = services.report_wrong_superior(cast.eka, by=cast.actor("eka"), on=ON)
    with pytest.raises(NotAllowed):
        decide(cast, correction, by="eka")


def test_the_nearest_head_stands_first_among_the_likely_superiors(cast: Cast) -> None:
    likely = [person.pk for person in selectors.likely_superiors(cast.ani, cast.kupang, ON)]
    assert likely == [cast.budi.pk, cast.citra.pk, cast.dewi.pk]


def test_the_admin_finds_somebody_else_by_name(cast: Cast, sign_in: type[SignedIn]) -> None:
    correction, browser = report(cast, None), sign_in("eka")
    url = reverse("web:correction_decide", args=[correction.pk])
    assert "Gita Nenohala" in browser.get(url, {"cari": "nenohala"}).content.decode()
    answer = browser.post(f"{url}?cari=nenohala", {"superior": str(cast.gita.pk), "reason": "Surat tugas"})
    assert answer.status_code == 302
    assert Employee.objects.get(pk=cast.ani.pk).pejabat_penilai_id == cast.gita.pk
