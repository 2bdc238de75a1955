"""Who is somebody: labels of the sign-in page, roles, leave, moves, acting heads, names that test a page."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from selaras.authorization import Role
from selaras.core import clock
from selaras.demonstration import names
from selaras.demonstration.staffing import FIRST_DAY, Office, Person
from selaras.organisation.models import (
    Assignment,
    AssignmentKind,
    Delegation,
    Employee,
    EmployeeKind,
    LegalStatus,
    RoleAssignment,
    SuperiorCorrection,
)

# The password of the labelled people, told on the console and in the how-to; it opens invented data only.
PASSWORD = "selaras-demo-2026"  # noqa: S105

LABELS: tuple[tuple[str, str], ...] = (
    ("pkm_contoh/perawat_pertama", "Pegawai (perawat)"),
    ("smp99/guru_pertama", "Pegawai (guru)"),
    ("pkm_contoh/kepala_puskesmas", "Pejabat penilai (kepala puskesmas)"),
    ("dinkes/kepala_dinas", "Atasan pejabat penilai (kepala dinas)"),
    ("dinkes_umum/kasubbag", "Admin OPD (Dinas Kesehatan)"),
    ("{hr}/analis_sdm_muda", "Admin kota"),
    ("irban1/auditor_madya", "Inspektorat"),
    ("kota/wali_kota", "Wali Kota"),
)
LONG_NAME = (
    "Maria Fransiska Yosefina Bernadetha Welhelmina Immaculata "
    "Tefawila Nenombira Lirasura Kolifeto Winyalaka (Demo)"
)
SAME_NAMES = {"kupang": "Tina Nafutena (Demo)", "pontianak": "Siti Kapuasari (Demo)"}

# unit/post, place → tag. The generators of plans and results read the tags.
SPECIAL: tuple[tuple[str, int, str], ...] = (
    ("smp99/guru_muda", 1, "cltn"),
    ("smp99/guru_muda", 2, "mpp"),
    ("smp99/pengadministrasi", 0, "suspended"),
    ("pkm_contoh/dokter_gigi", 0, "study"),
    ("smp99/guru_pertama", 2, "sick"),
    ("pkm_contoh/perawat_terampil", 1, "maternity"),
    ("smp99/guru_pertama", 4, "cpns"),
    ("smp99/guru_muda", 3, "retired"),
    ("pkm_contoh/perawat_terampil", 2, "moved"),
    ("kel_contoh/petugas_kelurahan", 0, "part_time"),
    ("smp99/guru_muda", 0, "same_name"),
    ("pkm_contoh/bidan", 1, "same_name"),
    ("pkm_contoh/bidan", 2, "long_name"),
)


def cast_roles(office: Office) -> None:
    """Admins, inspectors and the regional head, and the labels of the sign-in page."""
    hr = "bkppd_kinerja" if "bkppd" in office.units or "bkppd 1" in office.units else "bkpsdm_kinerja"
    for order, (key, label) in enumerate(LABELS, start=1):
        employee = office.find(key.format(hr=hr)).employee
        employee.demo_label, employee.demo_order = label, order
    _give(office, office.find("kota/wali_kota"), Role.REGIONAL_HEAD)
    _give(office, office.find(f"{hr}/analis_sdm_muda"), Role.CITY_ADMIN)
    _give(office, office.find(f"{hr}/analis_sdm_muda", 1), Role.CITY_ADMIN)
    for post in ("auditor_madya", "auditor_muda"):
        _give(office, office.find(f"irban1/{post}"), Role.INSPECTOR)
    for person in office.people:
        if person.post.key == "kasubbag":
            _give(office, person, Role.OPD_ADMIN)
    for parent in ("setda", "kec_alak", "kec_utara"):
        for person in office.people:
            if person.key == f"{parent}/pengadministrasi" and not _has_admin(office, person):
                _give(office, person, Role.OPD_ADMIN)


def cast_fates(office: Office) -> None:
    """Leave, study, retirement, a move, acting heads: lives that a system must bear."""
    for key, place, tag in SPECIAL:
        person = office.find(key, place)
        person.tags.add(tag)
        _befall(office, person, tag)
    for person in office.people:
        # The newest kinds of service have not been here for three years.
        if person.first_day is None and person.employee.kind == EmployeeKind.CPNS:
            person.first_day = date(2026, 3, 1)
        if person.first_day is None and person.employee.kind == EmployeeKind.PPPK_PART_TIME:
            person.first_day = date(2026, 1, 1)
    _acting_heads(office)
    _stand_in(office)


def report_wrong_superiors(office: Office) -> None:
    """Two people say that the superior on record is wrong. After the lines are settled."""
    section = office.find("dinkes_kesmas/kabid").employee
    wanted = (
        ("pkm_contoh/nutrisionis", section, "Sejak Oktober saya ditugaskan penuh di bidang gizi dinas."),
        ("dinkes_kesmas/administrator_kesehatan", None, "Saya sudah pindah tim; mohon dicek di surat tugas."),
    )
    for key, proposed, note in wanted:
        employee = office.find(key).employee
        row = SuperiorCorrection(
            id=office.keys(), agency=office.agency, employee=employee, recorded_superior=employee.pejabat_penilai,
            proposed_superior=proposed, note=note, asked_at=moment(office, date(2026, 11, 17), 10),
        )  # fmt: skip
        office.corrections.append(row)


def moment(office: Office, day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A time of a day on the clock of the city."""
    return datetime.combine(day, time(hour, minute), ZoneInfo(office.agency.time_zone))


def city_admin(office: Office) -> Employee:
    """The first of the city's admins."""
    admins = {row.employee_id for row in office.roles if row.role == Role.CITY_ADMIN}
    return next(person.employee for person in office.people if person.employee.pk in admins)


def admin_of(office: Office, employee: Employee) -> Employee:
    """The admin of somebody's OPD; the city's where it has none."""
    opd = employee.unit.opd_id if employee.unit else None
    own = {row.employee_id for row in office.roles if row.role == Role.OPD_ADMIN and row.opd_id == opd}
    found = (person.employee for person in office.people if person.employee.pk in own)
    return next(found, city_admin(office))


def open_accounts(office: Office, password_hash: str, unusable_hash: str) -> None:
    """Labelled people have a password; everybody else waits for an activation code."""
    labelled = {person.employee.account_id for person in office.people if person.employee.demo_label}
    for account in office.accounts:
        account.password = unusable_hash
        if account.pk in labelled:
            account.password, account.activated_at = password_hash, clock.now()


def _give(office: Office, person: Person, role: Role) -> None:
    employee = person.employee
    opd = employee.unit.opd if role is Role.OPD_ADMIN and employee.unit else None
    office.roles.append(
        RoleAssignment(
            id=office.keys(), agency=office.agency, employee=employee, role=role, opd=opd, start=FIRST_DAY
        )
    )


def _has_admin(office: Office, person: Person) -> bool:
    unit = person.employee.unit
    return unit is not None and any(
        row.role == Role.OPD_ADMIN and row.opd_id == unit.opd_id for row in office.roles
    )


LEAVE = {"cltn": LegalStatus.CLTN, "mpp": LegalStatus.MPP, "suspended": LegalStatus.SUSPENDED}


def _befall(office: Office, person: Person, tag: str) -> None:
    employee = person.employee
    if tag in LEAVE:
        employee.legal_status, person.last_day = LEAVE[tag], date(2025, 12, 31)
    elif tag == "study":
        employee.legal_status = LegalStatus.STUDY
    elif tag == "same_name":
        employee.name = SAME_NAMES.get(office.agency.code, "Ona Manulobo (Demo)")
    elif tag == "long_name":
        employee.name = LONG_NAME
    else:
        _begin_or_end(office, person, tag)


def _begin_or_end(office: Office, person: Person, tag: str) -> None:
    """Who works for a part of the year only, or for a part of the week."""
    employee = person.employee
    if tag == "cpns":
        employee.kind, employee.golongan, employee.birth_date = EmployeeKind.CPNS, "III/a", date(1999, 5, 17)
        person.first_day = date(2026, 7, 1)
        _renumber(employee, f"19990517{names.APPOINTED}03{employee.nip[14:]}")
    elif tag == "retired":
        employee.legal_status, person.last_day = LegalStatus.ENDED, date(2026, 6, 30)
        _assignment_of(office, person).end = date(2026, 6, 30)
    elif tag == "moved":
        person.first_day = date(2026, 7, 1)
        _came_from_elsewhere(office, person)
    elif tag == "part_time":
        employee.kind, employee.golongan = EmployeeKind.PPPK_PART_TIME, "V"
        _renumber(employee, f"{employee.nip[:12]}21{employee.nip[14:]}")


def _renumber(employee: Employee, nip: str) -> None:
    """Another kind of service has another kind of number; the login follows."""
    employee.nip = nip
    if employee.account is not None:
        employee.account.username = nip


def _assignment_of(office: Office, person: Person) -> Assignment:
    return next(row for row in office.assignments if row.employee is person.employee)


def _came_from_elsewhere(office: Office, person: Person) -> None:
    """Until June in another puskesmas; since July here."""
    former = next(
        other.employee.position
        for other in office.people
        if other.post.key == person.post.key and other.unit_plan.key != person.unit_plan.key
    )
    held = _assignment_of(office, person)
    before = Assignment(
        id=office.keys(), agency=office.agency, employee=person.employee, position=former, start=held.start,
        end=date(2026, 6, 30), order_number=held.order_number,
    )  # fmt: skip
    held.start, held.order_number = date(2026, 7, 1), f"DEMO.824/{len(office.assignments):04}/2026"
    office.assignments.append(before)


def _acting_heads(office: Office) -> None:
    """A vacant section is led by the secretary of the same OPD as Plt."""
    led = {
        person.employee.position_id
        for person in office.people
        if person.employee.position and person.employee.position.is_head
    }
    secretaries = {
        person.employee.unit.opd_id: person.employee
        for person in office.people
        if person.post.key == "sekretaris" and person.employee.unit
    }
    for position in list(office.positions.values()):
        secretary = secretaries.get(position.unit.opd_id)
        if position.is_head and position.pk not in led and secretary is not None:
            office.assignments.append(
                Assignment(
                    id=office.keys(), agency=office.agency, employee=secretary, position=position,
                    kind=AssignmentKind.PLT, start=date(2026, 2, 2), end=None,
                    order_number=f"DEMO.820/PLT/{len(office.assignments):04}/2026",
                )
            )  # fmt: skip


def _stand_in(office: Office) -> None:
    """The secretary signs for the head of the transport agency while the head is away."""
    start = date(2026, 11, 16)
    office.delegations.append(
        Delegation(
            id=office.keys(), agency=office.agency, from_employee=office.find("dishub/kepala_dinas").employee,
            to_employee=office.find("dishub_sekretariat/sekretaris").employee, kind=AssignmentKind.PLH, start=start,
            end=start + timedelta(days=11), order_number="DEMO.820/PLH/0012/2026",
        )
    )  # fmt: skip
