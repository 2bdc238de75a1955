"""The pages about people: who sees whom, how many queries, and that they say what one needs to know."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.core import clock
from selaras.core.audit import recording
from selaras.organisation import events
from selaras.organisation.models import Assignment, Employee, LegalStatus
from selaras.organisation.tests.lists import apply, check, many
from selaras.planning.models import Iki, RencanaHasilKerja, RoleMatrixCell, Skp
from tests.cast import Cast
from tests.fixtures import SignedIn

PAGES = ("employees", "team", "units", "wrong_superior", "choices")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["ani", "budi", "citra", "dewi", "eka", "fajar", "gita"])
def test_everybody_can_open_the_common_pages(sign_in: type[SignedIn], page: str, name: str) -> None:
    assert sign_in(name).get(reverse(f"organisation:{page}")).status_code == 200


@pytest.mark.parametrize("page", ["delegations", "delegation_add", "acting_head_add"])
def test_acting_officials_are_recorded_by_admins_only(sign_in: type[SignedIn], page: str) -> None:
    url = reverse(f"organisation:{page}")
    assert [sign_in(name).get(url).status_code for name in ("eka", "fajar", "ani", "budi")] == [
        200,
        200,
        403,
        403,
    ]


def test_staff_lists_are_for_the_city_admin(sign_in: type[SignedIn]) -> None:
    url = reverse("organisation:import")
    assert [sign_in(name).get(url).status_code for name in ("fajar", "eka", "ani")] == [200, 403, 403]


def test_somebody_of_another_city_does_not_exist(cast: Cast, sign_in: type[SignedIn]) -> None:
    for page in ("organisation:employee", "web:role_of"):
        assert sign_in("fajar").get(reverse(page, args=[cast.ivan.pk])).status_code == 404


def test_a_colleague_is_not_shown_but_the_team_is(cast: Cast, sign_in: type[SignedIn]) -> None:
    url = reverse("organisation:employee", args=[cast.hadi.pk])
    assert sign_in("ani").get(url).status_code == 404
    assert sign_in("budi").get(url).status_code == 200


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ({"q": "nafutena"}, "Citra Nafutena"),
        ({"q": "1992031420"}, "Ani Tefaloi"),
        ({"q": "puskesmas lirapada"}, "Hadi Lirapada"),
        ({"tanpa_atasan": "1"}, "Gita Nenohala"),
    ],
)
def test_people_are_found_by_name_nip_unit_or_missing_superior(
    sign_in: type[SignedIn], sent: dict[str, str], found: str
) -> None:
    page = sign_in("fajar").get(reverse("organisation:employees"), sent).content.decode()
    assert found in page
    assert "Budi Kolifeto (Demo)</a>" not in page


@pytest.mark.parametrize("sent", [{"opd": "x"}, {"jenis": "raja"}, {"page": "-9"}, {"q": "\x00🙂" * 90}])
def test_a_search_that_makes_no_sense_is_no_error(sign_in: type[SignedIn], sent: dict[str, str]) -> None:
    assert sign_in("fajar").get(reverse("organisation:employees"), sent).status_code == 200


def test_a_page_needs_the_same_few_queries_for_five_and_for_three_hundred_people(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    counts: dict[str, list[int]] = {"employees": [], "units": [], "delegations": [], "choices": []}
    browser = sign_in("fajar")
    for length in (5, 300):
        apply(cast, check(cast, many(length)))
        browser.get(
            reverse("organisation:choices")
        )  # what is due after a list is done with the first request
        for page, seen in counts.items():
            with CaptureQueriesContext(connection) as queries:
                browser.get(reverse(f"organisation:{page}"))
            seen.append(len(queries))
    assert all(small == large <= 12 for small, large in counts.values()), counts


@pytest.mark.trace("K-06")
def test_the_role_page_says_to_whom_one_answers_and_who_decides_objections(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    page = sign_in("ani").get(reverse("web:role")).content.decode()
    for words in (
        "Perawat Ahli Pertama",
        "Puskesmas Contoh",
        "Dinas Kesehatan",
        "Budi Kolifeto",
        "Citra Nafutena",
    ):
        assert words in page


@pytest.mark.trace("K-06")
def test_the_role_page_says_what_one_answers_for_whom_it_supports_and_by_when(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    year = clock.today(cast.kupang).year
    with recording(events.EMPLOYEE_CHANGED, by=cast.actor("fajar"), about=cast.ani):
        above = _result(cast, cast.budi, year, "Puskesmas melayani tanpa antre panjang")
        own = _result(cast, cast.ani, year, "Pasien rawat jalan terlayani aman", parent=above)
        Iki.objects.create(
            agency=cast.kupang, rhk=own, text="Berkas lengkap", target=Decimal("90"), unit_of_measure="persen"
        )
        RoleMatrixCell.objects.create(
            agency=cast.kupang, rhk=_result(cast, cast.budi, year, "Obat selalu tersedia"), member=cast.ani,
            text="Mencatat obat yang menipis",
        )  # fmt: skip
    browser = sign_in("ani")
    with CaptureQueriesContext(connection) as queries:
        page = browser.get(reverse("web:role")).content.decode()
    said = (
        "Pasien rawat jalan terlayani aman",
        "Budi Kolifeto",
        "Puskesmas melayani tanpa antre panjang",
        "Berkas lengkap",
    )
    for words in (*said, "90 persen", f"31 Des {year}", "Mencatat obat yang menipis"):
        assert words in page
    assert len(queries) <= 12


def _result(
    cast: Cast, owner: Employee, year: int, text: str, parent: RencanaHasilKerja | None = None
) -> RencanaHasilKerja:
    skp, _created = Skp.objects.get_or_create(
        agency=cast.kupang, employee=owner, year=year, period_start=date(year, 1, 1),
        defaults={
            "period_end": date(year, 12, 31), "kind": "ja_jf", "unit": owner.unit, "opd": cast.units["dinkes"],
            "position_title": owner.position.title if owner.position else "", "status": "agreed", "version": 1,
            "pejabat_penilai": owner.pejabat_penilai, "atasan_pejabat_penilai": owner.atasan_pejabat_penilai,
        },
    )  # fmt: skip
    return RencanaHasilKerja.objects.create(agency=cast.kupang, skp=skp, text=text, parent=parent)


def test_the_law_that_asks_no_skp_is_named_on_the_page(cast: Cast, sign_in: type[SignedIn]) -> None:
    with recording(events.EMPLOYEE_CHANGED, by=cast.actor("fajar"), about=cast.hadi):
        Employee.objects.filter(pk=cast.hadi.pk).update(legal_status=LegalStatus.CLTN)
    for name in ("organisation:employee", "web:role_of"):
        page = sign_in("budi").get(reverse(name, args=[cast.hadi.pk])).content.decode()
        assert "Tidak menyusun SKP karena" in page
        assert "PermenPANRB 6/2022" in page


def test_the_units_page_shows_a_vacant_headship_and_an_acting_head(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    with recording(events.EMPLOYEE_CHANGED, by=cast.actor("fajar"), about=cast.budi):
        Employee.objects.filter(pk=cast.budi.pk).update(position=None)
    assert "Pimpinan kosong" in sign_in("ani").get(reverse("organisation:units")).content.decode()
    with recording(events.EMPLOYEE_CHANGED, by=cast.actor("fajar"), about=cast.hadi):
        Assignment.objects.create(
            agency=cast.kupang,
            employee=cast.hadi,
            position=cast.budi.position,
            kind="plt",
            start=date(2026, 1, 1),
        )
    page = sign_in("ani").get(reverse("organisation:units")).content.decode()
    assert "Plt: Hadi Lirapada (Demo)" in page


def test_who_has_left_signs_in_without_any_role(cast: Cast) -> None:
    with recording(events.EMPLOYEE_CHANGED, by=cast.actor("fajar"), about=cast.gita):
        Employee.objects.filter(pk=cast.gita.pk).update(legal_status=LegalStatus.ENDED)
    cast.gita.refresh_from_db()
    assert cast.actor("gita").roles == frozenset()
