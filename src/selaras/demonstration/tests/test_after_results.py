"""Who opens a page of consequences, calibration or discipline in a demonstration city finds something on it."""

from __future__ import annotations

import pytest

from selaras.authorization import Role
from selaras.consequences.allowance_pages import month_lines
from selaras.consequences.models import Pak, Shortfall, TppCorrection, TppShare
from selaras.consequences.selectors import pak_awaiting
from selaras.core.scoping import agency_scope
from selaras.demonstration import load
from selaras.demonstration.days import TODAY
from selaras.discipline.cases.files import case_for
from selaras.discipline.models import DisciplineCase
from selaras.evaluation.meetings import calibration_list
from selaras.organisation.actors import actor_for
from selaras.organisation.models import Agency, Employee, RoleAssignment

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.mark.parametrize("city", load.CITIES)
def test_each_page_after_results_has_real_rows(loaded: dict[str, Agency], city: str) -> None:
    with agency_scope(loaded[city].pk):
        leader = Employee.objects.get(demo_label="Pejabat penilai (kepala puskesmas)")
        nurse = Employee.objects.get(demo_label="Pegawai (perawat)")
        by = actor_for(leader, on=TODAY)
        assert [pak.employee for pak in pak_awaiting(by)] == [nurse]
        assert Pak.objects.get().content["rows"]
        shortfall = Shortfall.objects.get()
        assert shortfall.employee.pejabat_penilai == leader
        assert {step.form for step in shortfall.steps.all()} == {"bimbingan_teknis", "coaching"}
        (meeting,) = calibration_list(by)
        assert (meeting.status, meeting.invited.count() > 1) == ("hidden", True)
        case = case_for(by, DisciplineCase.objects.get().pk)
        assert (case.status, case.steps.get().name) == ("dipanggil_pertama", "summon")


@pytest.mark.parametrize("city", load.CITIES)
def test_october_was_counted_released_and_corrected_once(loaded: dict[str, Agency], city: str) -> None:
    with agency_scope(loaded[city].pk):
        admin = RoleAssignment.objects.filter(role=Role.CITY_ADMIN).select_related("employee").first()
        assert admin is not None
        (line,) = month_lines(actor_for(admin.employee, on=TODAY))
        assert not line.row.is_being_counted
        assert line.released > line.gaps > 0
        assert line.ready == 0
        fix = TppCorrection.objects.get()
        assert fix.new_percent > fix.old_percent
        assert not TppShare.objects.filter(gap="tanpa_aturan").exists()
