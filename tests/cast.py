"""The fixed cast of all tests: a small office in Kupang, and a stranger in Pontianak.

Ani, nurse (JF) · Budi, head of section, her pejabat penilai · Citra, head of the health agency (JPT),
Budi's pejabat penilai and Ani's atasan pejabat penilai · Dewi, head of the city (no NIP), Citra's pejabat penilai ·
Eka, admin of the health agency · Fajar, city admin · Gita, inspector · Hadi, nurse beside Ani ·
Ivan, the stranger: nurse in the other city.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from selaras.accounts.models import Account
from selaras.authorization import Actor, Role
from selaras.core.audit import SYSTEM, Event, recording
from selaras.core.scoping import across_agencies, agency_scope
from selaras.organisation.actors import actor_for
from selaras.organisation.models import (
    Agency,
    Employee,
    EmployeeKind,
    Position,
    PositionKind,
    RoleAssignment,
    Unit,
)

STAGED = Event("test.staged", "Pemeran pengujian disiapkan")
PASSWORD = "kata-sandi-uji-2026"
START = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, by first name; `actor("ani")` is the person at the screen."""

    kupang: Agency
    pontianak: Agency
    people: dict[str, Employee]
    units: dict[str, Unit]

    def __getattr__(self, name: str) -> Employee:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def actor(self, name: str, on: date = date(2026, 3, 2)) -> Actor:
        employee = self.people[name]
        with agency_scope(employee.agency_id):
            return actor_for(employee, on=on, account_id=employee.account_id)


def stage_cast() -> Cast:
    """Write the cast into the database. About forty statements; tests share it within a transaction."""
    kupang = Agency.objects.model(
        code="uji-kupang",
        name="Kota Kupang",
        place="Kupang",
        hr_label="BKPPD",
        time_zone="Asia/Makassar",
        colour="laut",
    )
    pontianak = Agency.objects.model(
        code="uji-pontianak", name="Kota Pontianak", place="Pontianak", hr_label="BKPSDM",
        time_zone="Asia/Pontianak", colour="khatulistiwa",
    )  # fmt: skip
    people: dict[str, Employee] = {}
    units: dict[str, Unit] = {}
    for agency in (kupang, pontianak):
        agency.save()
    with across_agencies("the cast lives in two agencies"), recording(STAGED, by=SYSTEM, about=kupang):
        _stage_kupang(kupang, people, units)
        _stage_pontianak(pontianak, people, units)
    return Cast(kupang, pontianak, people, units)


def gather_cast(staged: Cast) -> Cast:
    """The same people read anew from the database: what one test does to them in memory, the next never sees."""
    agencies = {
        agency.pk: agency for agency in Agency.objects.filter(pk__in=(staged.kupang.pk, staged.pontianak.pk))
    }
    with across_agencies("the cast lives in two agencies"):
        units = {unit.pk: unit for unit in Unit.objects.filter(agency__in=agencies)}
        rows = Employee.objects.filter(agency__in=agencies).select_related("position", "account")
        people = {person.pk: person for person in rows}
    for unit in units.values():
        unit.agency, unit.opd = agencies[unit.agency_id], units.get(unit.opd_id)
        unit.parent = units.get(unit.parent_id)
    for person in people.values():
        person.agency, person.unit = agencies[person.agency_id], units.get(person.unit_id)
        person.pejabat_penilai = people.get(person.pejabat_penilai_id)
        person.atasan_pejabat_penilai = people.get(person.atasan_pejabat_penilai_id)
        person.position.unit = person.unit
    return Cast(
        agencies[staged.kupang.pk],
        agencies[staged.pontianak.pk],
        {name: people[person.pk] for name, person in staged.people.items()},
        {name: units[unit.pk] for name, unit in staged.units.items()},
    )


def _stage_kupang(agency: Agency, people: dict[str, Employee], units: dict[str, Unit]) -> None:
    city = _unit(agency, "Kota Kupang", None)
    dinkes = _unit(agency, "Dinas Kesehatan", None)
    section = _unit(agency, "Puskesmas Contoh", dinkes)
    bkppd = _unit(agency, "BKPPD", None)
    inspektorat = _unit(agency, "Inspektorat", None)
    units.update(city=city, dinkes=dinkes, puskesmas=section, bkppd=bkppd, inspektorat=inspektorat)
    people.update(_leaders(agency, city, dinkes, section))
    dewi, citra, budi = people["dewi"], people["citra"], people["budi"]
    kind = PositionKind
    for name, full_name, nip, unit, title, post, penilai, atasan in (
        ("ani", "Ani Tefaloi", "199203142099032003", section, "Perawat Ahli Pertama", kind.JF, budi, citra),
        ("hadi", "Hadi Lirapada", "199305202099031004", section, "Perawat Terampil", kind.JF, budi, citra),
        ("eka", "Eka Winyalaka", "198512012099032005", dinkes, "Pengadministrasi Perkantoran", kind.PELAKSANA,
         citra, dewi),
        ("fajar", "Fajar Bolimanu", "198809092099031006", bkppd, "Analis SDM Aparatur Ahli Muda", kind.JF, None, None),
        ("gita", "Gita Nenohala", "198211112099032007", inspektorat, "Auditor Ahli Madya", kind.JF, None, None),
    ):  # fmt: skip
        people[name] = _person(agency, f"{full_name} (Demo)", nip, unit, title, post, penilai, atasan)
    _role(dewi, Role.REGIONAL_HEAD)
    _role(people["eka"], Role.OPD_ADMIN, dinkes)
    _role(people["fajar"], Role.CITY_ADMIN)
    _role(people["gita"], Role.INSPECTOR)


def _leaders(agency: Agency, city: Unit, dinkes: Unit, section: Unit) -> dict[str, Employee]:
    dewi = _person(
        agency,
        "Dewi Manulobo (Demo)",
        "",
        city,
        "Wali Kota",
        PositionKind.STATE_OFFICIAL,
        None,
        None,
        head=True,
    )
    citra = _person(
        agency, "Citra Nafutena (Demo)", "197203152099032001", dinkes, "Kepala Dinas Kesehatan", PositionKind.JPT,
        dewi, None, head=True,
    )  # fmt: skip
    budi = _person(
        agency, "Budi Kolifeto (Demo)", "198001102099031002", section, "Kepala Puskesmas Contoh",
        PositionKind.PENGAWAS, citra, dewi, head=True,
    )  # fmt: skip
    return {"dewi": dewi, "citra": citra, "budi": budi}


def _stage_pontianak(agency: Agency, people: dict[str, Employee], units: dict[str, Unit]) -> None:
    clinic = _unit(agency, "Dinas Kesehatan", None)
    units["dinkes_pontianak"] = clinic
    people["ivan"] = _person(
        agency,
        "Ivan Borneandi (Demo)",
        "199104182099031008",
        clinic,
        "Perawat Ahli Pertama",
        PositionKind.JF,
        None,
        None,
    )


def _unit(agency: Agency, name: str, parent: Unit | None) -> Unit:
    unit = Unit(agency=agency, name=name, parent=parent)
    unit.opd = parent.opd if parent and parent.opd else unit
    unit.save()
    return unit


def _person(
    agency: Agency,
    name: str,
    nip: str,
    unit: Unit,
    title: str,
    kind: PositionKind,
    penilai: Employee | None,
    atasan: Employee | None,
    *,
    head: bool = False,
) -> Employee:
    position = Position.objects.create(
        agency=agency, unit=unit, title=title, kind=kind, is_head=head,
        jenjang="ahli_pertama" if "Ahli Pertama" in title else "",
    )  # fmt: skip
    account = Account(agency=agency, username=nip or "walikota.uji")
    account.password = _hashed()
    account.save()
    return Employee.objects.create(
        agency=agency, account=account, name=name, nip=nip, unit=unit, position=position,
        kind=EmployeeKind.PNS if nip else EmployeeKind.STATE_OFFICIAL, golongan="III/a" if nip else "",
        pejabat_penilai=penilai, atasan_pejabat_penilai=atasan,
    )  # fmt: skip


_password_hash: list[str] = []


def _hashed() -> str:
    from django.contrib.auth.hashers import make_password

    if not _password_hash:
        _password_hash.append(make_password(PASSWORD))
    return _password_hash[0]


def _role(employee: Employee, role: Role, opd: Unit | None = None) -> UUID:
    given = RoleAssignment.objects.create(
        agency=employee.agency, employee=employee, role=role, opd=opd, start=START
    )
    return given.pk
