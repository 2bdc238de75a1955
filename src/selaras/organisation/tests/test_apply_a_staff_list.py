"""A staff list changes people, posts and superiors: first shown, then written, whole or not at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from selaras.core.audit import recording
from selaras.core.errors import ChangedMeanwhile, NotAllowed, StepNotPossible
from selaras.core.models import AuditEvent, StoredFile
from selaras.organisation import events, services
from selaras.organisation.models import Assignment, Employee, LegalStatus, StaffImport, Unit
from selaras.organisation.staff_import import writing
from selaras.organisation.superiors import renew_lines
from selaras.organisation.tests.lists import (
    ANI,
    BUDI,
    CITRA,
    EKA,
    HADI,
    HEADINGS,
    PUSKESMAS,
    TODAY,
    apply,
    as_csv,
    check,
    health_agency,
    many,
    row,
)
from tests.cast import Cast

NEW = "199001012099032009"


def person(nip: str) -> Employee:
    return Employee.objects.select_related("position", "unit").get(nip=nip)


def names(staff_import: StaffImport, kind: str) -> list[str]:
    return [entry["name"] for entry in staff_import.report[kind]]


def test_a_dry_run_shows_the_difference_and_writes_nobody(cast: Cast) -> None:
    rows = [*health_agency(), row(NEW, "Nona Baru (Demo)", "Perawat Terampil", unit=PUSKESMAS)]
    checked = check(cast, rows)
    assert names(checked, "new") == ["Nona Baru (Demo)"]
    assert checked.counts["unchanged"] == 5
    assert not Employee.objects.filter(nip=NEW).exists()
    assert checked.status == "dry_run"


def test_applying_writes_people_with_post_unit_and_superior(cast: Cast) -> None:
    apply(
        cast, check(cast, [*health_agency(), row(NEW, "Nona Baru (Demo)", "Perawat Mahir", unit=PUSKESMAS)])
    )
    nona = person(NEW)
    assert (nona.unit, nona.position.title if nona.position else "") == (
        cast.units["puskesmas"],
        "Perawat Mahir",
    )
    assert (nona.pejabat_penilai_id, nona.atasan_pejabat_penilai_id) == (cast.budi.pk, cast.citra.pk)
    assert Assignment.objects.filter(employee=nona, position=nona.position, end=None).exists()


def test_a_second_run_of_the_same_list_changes_nothing(cast: Cast) -> None:
    apply(
        cast, check(cast, [*health_agency(), row(NEW, "Nona Baru (Demo)", "Perawat Mahir", unit=PUSKESMAS)])
    )
    again = check(cast, [*health_agency(), row(NEW, "Nona Baru (Demo)", "Perawat Mahir", unit=PUSKESMAS)])
    assert {kind: again.counts[kind] for kind in ("new", "changed", "moved", "superior", "units", "posts_held")} == {
        "new": 0, "changed": 0, "moved": 0, "superior": 0, "units": 0, "posts_held": 0,
    }  # fmt: skip
    before = list(Employee.objects.order_by("id").values())
    apply(cast, again)
    assert list(Employee.objects.order_by("id").values()) == before


def test_the_same_list_is_applied_once(cast: Cast) -> None:
    checked = check(cast, health_agency())
    apply(cast, checked)
    with pytest.raises(StepNotPossible):
        apply(cast, checked)


def test_who_moves_gets_another_post_and_another_superior_and_keeps_the_history(cast: Cast) -> None:
    apply(cast, check(cast, health_agency()))
    rows = health_agency()
    rows[2] = row(ANI, "Ani Tefaloi (Demo)", "Administrator Kesehatan Ahli Pertama", Jenis_Jabatan="JF")
    moved = services.check_staff_list(
        cast.kupang,
        services.read_staff_upload(as_csv(rows), "mutasi.csv"),
        by=cast.actor("fajar"),
        on=date(2026, 4, 1),
    )
    assert names(moved, "moved") == ["Ani Tefaloi (Demo)"]
    assert moved.report["superior"][0]["changes"][0]["new"] == "Citra Nafutena (Demo)"
    services.apply_staff_import(moved, by=cast.actor("fajar"), on=date(2026, 4, 1))
    assert person(ANI).pejabat_penilai_id == cast.citra.pk
    ended = Assignment.objects.get(employee=cast.ani, position=cast.ani.position)
    assert ended.end == date(2026, 3, 31)


def test_who_is_missing_from_the_list_is_only_shown_unless_one_asks_to_end_them(cast: Cast) -> None:
    rows = [entry for entry in health_agency() if entry["NIP"] != HADI]
    checked = check(cast, rows)
    assert names(checked, "gone") == ["Hadi Lirapada (Demo)"]
    apply(cast, checked)
    assert person(HADI).legal_status == LegalStatus.ACTIVE
    apply(cast, check(cast, rows), end_gone=True)
    assert person(HADI).legal_status == LegalStatus.ENDED


def test_a_list_of_one_opd_says_nothing_about_the_people_of_another(cast: Cast) -> None:
    assert "Gita Nenohala (Demo)" not in names(check(cast, health_agency()), "gone")


def test_the_people_under_a_head_who_is_gone_go_to_the_next_head_above(cast: Cast) -> None:
    rows = [entry for entry in health_agency() if entry["NIP"] != BUDI]
    apply(cast, check(cast, rows), end_gone=True)
    assert person(ANI).pejabat_penilai_id == cast.citra.pk


def test_nobody_is_ended_while_lines_are_refused(cast: Cast) -> None:
    rows = [*health_agency()[:4], row("1,98512E+17", "Eka Winyalaka (Demo)", "Pengadministrasi Perkantoran")]
    checked = check(cast, rows)
    assert checked.counts["refused"] == 1
    with pytest.raises(StepNotPossible):
        apply(cast, checked, end_gone=True)
    assert person(EKA).legal_status == LegalStatus.ACTIVE


def test_good_lines_are_applied_beside_refused_ones(cast: Cast) -> None:
    rows = [
        row("1,98512E+17", "Rusak (Demo)", "Perawat Terampil", unit=PUSKESMAS),
        row(NEW, "Nona Baru (Demo)", "Perawat Terampil", unit=PUSKESMAS),
    ]
    apply(cast, check(cast, rows))
    assert person(NEW).unit_id == cast.units["puskesmas"].pk
    assert not Employee.objects.filter(name__startswith="Rusak").exists()


def test_a_difference_that_is_no_longer_the_one_shown_is_not_written(cast: Cast) -> None:
    checked = check(cast, [*health_agency(), row(NEW, "Nona Baru (Demo)", "Perawat Mahir", unit=PUSKESMAS)])
    with recording(events.EMPLOYEE_CHANGED, by=cast.actor("fajar"), about=cast.ani):
        Employee.objects.filter(pk=cast.ani.pk).update(name="Ani Lain (Demo)")
    with pytest.raises(ChangedMeanwhile):
        apply(cast, checked)
    assert not Employee.objects.filter(nip=NEW).exists()
    assert StaffImport.objects.get(pk=checked.pk).status == "dry_run"


def test_a_list_checked_yesterday_is_applied_today(cast: Cast) -> None:
    checked = check(cast, health_agency())
    services.apply_staff_import(checked, by=cast.actor("fajar"), on=TODAY + timedelta(days=1))
    assert checked.status == "applied"


def test_a_power_cut_in_the_middle_leaves_everything_as_it_was(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = check(cast, many(60))
    people, units, trail = Employee.objects.count(), Unit.objects.count(), AuditEvent.objects.count()

    def cut(_plan: object) -> None:
        raise DatabaseError("the power is gone")

    monkeypatch.setattr(writing, "_write_posts", cut)
    with pytest.raises(DatabaseError):
        apply(cast, checked)
    assert (Employee.objects.count(), Unit.objects.count(), AuditEvent.objects.count()) == (
        people,
        units,
        trail,
    )
    assert StaffImport.objects.get(pk=checked.pk).status == "dry_run"


def test_the_number_of_queries_of_a_dry_run_does_not_grow_with_the_list(cast: Cast) -> None:
    counts = []
    for length in (50, 500):
        with CaptureQueriesContext(connection) as queries:
            check(cast, many(length))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25


def test_the_number_of_queries_of_applying_grows_by_batches_only(cast: Cast) -> None:
    counts = []
    for length in (50, 500):
        checked = check(cast, many(length))
        with CaptureQueriesContext(connection) as queries:
            apply(cast, checked)
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 20


def test_what_a_list_leaves_out_is_not_erased(cast: Cast) -> None:
    with recording(events.EMPLOYEE_CHANGED, by=cast.actor("fajar"), about=cast.ani):
        Employee.objects.filter(pk=cast.ani.pk).update(
            legal_status=LegalStatus.CLTN, kind="cpns", birth_date=date(1991, 1, 1), email="ani@example.go.id"
        )
    headings = [heading for heading in HEADINGS if heading != "Kedudukan Hukum"]
    assert names(check(cast, health_agency(), headings), "changed") == []


def test_somebody_in_mpp_is_kept_and_marked_as_not_writing_an_skp(cast: Cast) -> None:
    rows = health_agency()
    rows[3]["Kedudukan Hukum"] = "MPP"
    apply(cast, check(cast, rows))
    assert person(HADI).legal_status == LegalStatus.MPP
    assert not person(HADI).needs_skp


def test_a_unit_without_a_head_has_the_acting_head_as_superior(cast: Cast) -> None:
    rows = [entry for entry in health_agency() if entry["NIP"] != BUDI]
    rows.append(
        row(CITRA, "Citra Nafutena (Demo)", "Kepala Puskesmas Contoh", unit=PUSKESMAS, Penugasan="Plt")
    )
    rows[3] = row(
        EKA, "Eka Winyalaka (Demo)", "Kepala Tata Usaha", unit="Tata Usaha", Jenis_Jabatan="Pengawas"
    )
    apply(cast, check(cast, rows), end_gone=True)
    assert person(ANI).pejabat_penilai_id == cast.citra.pk
    assert person(CITRA).position == cast.citra.position


def test_a_superior_named_in_the_list_goes_before_the_tree_and_stays(cast: Cast) -> None:
    rows = health_agency()
    rows[2]["NIP Atasan"] = CITRA
    apply(cast, check(cast, rows, [*HEADINGS, "NIP Atasan"]))
    assert person(ANI).pejabat_penilai_id == cast.citra.pk
    with recording(events.EMPLOYEE_CHANGED, by=cast.actor("fajar"), about=cast.ani):
        renew_lines(cast.kupang, TODAY)
    assert person(ANI).pejabat_penilai_id == cast.citra.pk
    assert person(HADI).pejabat_penilai_id == cast.budi.pk


def test_a_superior_who_was_decided_on_goes_before_the_list(cast: Cast) -> None:
    with recording(events.SUPERIOR_CORRECTED, by=cast.actor("eka"), about=cast.ani):
        Employee.objects.filter(pk=cast.ani.pk).update(superior_is_fixed=True, pejabat_penilai=cast.citra)
    rows = health_agency()
    rows[2]["NIP Atasan"] = HADI
    apply(cast, check(cast, rows, [*HEADINGS, "NIP Atasan"]))
    assert person(ANI).pejabat_penilai_id == cast.citra.pk


def test_two_who_name_each_other_as_superior_are_placed_by_the_tree(cast: Cast) -> None:
    rows = health_agency()
    rows[2]["NIP Atasan"], rows[3]["NIP Atasan"] = HADI, ANI
    apply(cast, check(cast, rows, [*HEADINGS, "NIP Atasan"]))
    assert person(ANI).pejabat_penilai_id == cast.budi.pk


def test_an_unknown_superior_is_reported_as_unclear(cast: Cast) -> None:
    rows = health_agency()
    rows[2]["NIP Atasan"] = "197001012099031077"
    checked = check(cast, rows, [*HEADINGS, "NIP Atasan"])
    assert "197001012099031077" in checked.report["unclear"][0]["note"]


def test_names_in_capitals_find_the_unit_that_is_there(cast: Cast) -> None:
    rows = [{**entry, "OPD": "DINAS  KESEHATAN"} for entry in health_agency()]
    assert check(cast, rows).counts["units"] == 0


def test_the_official_without_nip_is_found_again_by_name(cast: Cast) -> None:
    heads = [*HEADINGS, "Status Kepegawaian"]
    mayor = row(
        "", "Dewi Manulobo (Demo)", "Wali Kota", opd="Kota Kupang", Status_Kepegawaian="Pejabat Negara"
    )
    checked = check(cast, [*health_agency(), mayor], heads)
    assert checked.counts["new"] == 0


def test_only_the_city_admin_checks_and_applies_lists(cast: Cast) -> None:
    upload = services.read_staff_upload(as_csv(health_agency()), "daftar.csv")
    with pytest.raises(NotAllowed):
        services.check_staff_list(cast.kupang, upload, by=cast.actor("eka"), on=TODAY)
    checked = check(cast, health_agency())
    with pytest.raises(NotAllowed):
        services.apply_staff_import(checked, by=cast.actor("eka"), on=TODAY)


def test_the_list_itself_is_kept_for_thirty_days_only(cast: Cast) -> None:
    old = check(cast, health_agency(), name="lama.csv")
    assert old.source is not None
    with recording(events.STAFF_LIST_READ, by=cast.actor("fajar"), about=old, file="lama.csv"):
        StaffImport.objects.filter(pk=old.pk).update(uploaded_at=old.uploaded_at - timedelta(days=31))
    check(cast, [*health_agency(), row(NEW, "Nona Baru (Demo)", "Perawat Mahir", unit=PUSKESMAS)])
    old = StaffImport.objects.get(pk=old.pk)
    assert old.source is None
    assert not StoredFile.objects.filter(sha256=old.sha256).exists()
    with pytest.raises(StepNotPossible):
        apply(cast, old)


def test_every_person_who_changes_has_an_event_with_the_old_and_the_new_value(cast: Cast) -> None:
    rows = health_agency()
    rows[2]["Gol/Ruang"] = "III/b"
    apply(cast, check(cast, rows))
    event = AuditEvent.objects.filter(subject_id=cast.ani.pk, kind=events.EMPLOYEE_CHANGED.code).latest("seq")
    assert '"golongan":["III/a","III/b"]' in event.body
