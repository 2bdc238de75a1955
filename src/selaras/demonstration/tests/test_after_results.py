"""Who opens a page of consequences, calibration or discipline in a demonstration city finds something on it."""

from __future__ import annotations

import pytest

from selaras.authorization import Role
from selaras.consequences.allowance_pages import month_lines
from selaras.consequences.models import Pak, Shortfall, TppCorrection, TppShare
from selaras.consequences.selectors import pak_awaiting
from selaras.core.errors import StepNotPossible
from selaras.core.scoping import agency_scope
from selaras.demonstration import load
from selaras.demonstration.days import TODAY
from selaras.discipline.cases.files import case_for
from selaras.discipline.models import DisciplineCase
from selaras.evaluation.calibration_figures import PenilaiFigure
from selaras.evaluation.meetings import calibration_list, meeting_of
from selaras.evaluation.models import Evaluation
from selaras.evaluation.selectors import evaluation_for
from selaras.evaluation.services import finalise
from selaras.organisation.actors import actor_for
from selaras.organisation.choices import ruleset_for
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


def test_the_table_of_the_schools_notices_leniency_halo_and_sameness_while_it_can_still_be_changed(
    loaded: dict[str, Agency],
) -> None:
    seen: dict[str, list[tuple[str, int, bool, bool, int]]] = {}
    for city in load.CITIES:
        with agency_scope(loaded[city].pk):
            admin = RoleAssignment.objects.filter(role=Role.CITY_ADMIN).select_related("employee").first()
            assert admin is not None
            by = actor_for(admin.employee, on=TODAY)
            row = next(
                one for one in calibration_list(by) if one.opd.name == "Dinas Pendidikan dan Kebudayaan"
            )
            meeting = meeting_of(row, by, ruleset_for(loaded[city], row.span.end))
            # The invented schools are open; what is not planted there stands in real places.
            assert sum(not case.is_final for case in meeting.cases) > len(meeting.cases) / 2
            assert (meeting.figures.nearly_everybody is not None) is (city == "kupang")
            seen[city] = sorted(
                (one.tendency.value, one.people, one.is_halo, one.is_uniform, _share_of_baik(one))
                for one in meeting.figures.by_penilai
                if one.shares
            )
    assert ("higher", 48, False, False, 98) in seen["kupang"]
    assert seen["pontianak"] == [
        ("higher", 21, False, False, 95),
        ("lower", 8, False, True, 100),
        ("similar", 14, True, False, 71),
    ]


def test_one_city_holds_a_result_back_that_its_unit_has_too_many_of(loaded: dict[str, Agency]) -> None:
    with agency_scope(loaded["pontianak"].pk):
        leader = Employee.objects.get(demo_label="Pejabat penilai (kepala puskesmas)")
        by = actor_for(leader, on=TODAY)
        waiting = Evaluation.objects.filter(skp__pejabat_penilai=leader, status="rated").order_by("pk")
        assert waiting.count() == 2
        for row in waiting:
            evaluation = evaluation_for(by, row.pk)
            with pytest.raises(StepNotPossible, match=r"sebagai batas: Baik 75% [(]9 orang[)] melebihi 70%"):
                finalise(evaluation, by=by, on=TODAY)


def _share_of_baik(figure: PenilaiFigure) -> int:
    return next(share.percent for share in figure.shares if share.predikat == "baik")


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
