"""What a staff list says, in plain values; no database and no decision about what to do with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class StaffKind(StrEnum):
    """Kind of service; the values are those of `organisation.models.EmployeeKind`."""

    PNS = "pns"
    CPNS = "cpns"
    PPPK = "pppk"
    PPPK_PART_TIME = "pppk_paruh_waktu"
    STATE_OFFICIAL = "pejabat_negara"


class PostKind(StrEnum):
    """Kind of post; the values are those of `organisation.models.PositionKind`."""

    STATE_OFFICIAL = "pejabat_negara"
    JPT = "jpt"
    ADMINISTRATOR = "administrator"
    PENGAWAS = "pengawas"
    JF = "jf"
    PELAKSANA = "pelaksana"


class Holding(StrEnum):
    """How the post is held; the values are those of `organisation.models.AssignmentKind`."""

    DEFINITIF = "definitif"
    PLT = "plt"
    PLH = "plh"


class KedudukanHukum(StrEnum):
    """Kedudukan hukum; the values are those of `organisation.models.LegalStatus`."""

    ACTIVE = "aktif"
    STUDY = "tugas_belajar"
    CLTN = "cltn"
    MPP = "mpp"
    SUSPENDED = "pemberhentian_sementara"
    ENDED = "berhenti"


class Severity(StrEnum):
    """An error refuses the row, a warning only asks to look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right: where, what stands there, and what to do.

    `line` counts from 1 as spreadsheet programs do; None is about the whole file. `column_index` counts from 0.
    """

    line: int | None
    column: str
    value: str
    message: str
    severity: Severity = Severity.ERROR
    code: str = "invalid"
    column_index: int | None = None

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


def about_the_file(message: str, *, code: str) -> Problem:
    """A warning about the list as a whole."""
    return Problem(line=None, column="", value="", message=message, severity=Severity.WARNING, code=code)


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One person in one post. Somebody with a second post (Plt, Plh) has a second row with the same NIP."""

    line: int
    nip: str
    kind: StaffKind
    name: str
    title_before: str = ""
    title_after: str = ""
    golongan: str = ""
    birth_date: date | None = None
    sex: str = ""  # "L", "P" or empty
    email: str = ""
    units: tuple[str, ...] = ()  # from the OPD down to the unit of the post
    unit_source_id: str = ""
    position_title: str = ""
    position_kind: PostKind = PostKind.PELAKSANA
    jenjang: str = ""
    job_class: int | None = None
    is_head: bool = False
    assignment: Holding = Holding.DEFINITIF
    superior_nip: str = ""  # only what the list says; empty means: derive it from the tree
    legal_status: KedudukanHukum = KedudukanHukum.ACTIVE
    source_id: str = ""
    tmt_position: date | None = None
    tmt_golongan: date | None = None
    tmt_cpns: date | None = None
    tmt_pns: date | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the list: its place (from 0), its words, and the field it fills (empty: not recognised)."""

    column_index: int
    text: str
    field: str
    label: str
    is_private: bool = False  # deliberately never read (UU 27/2022)


@dataclass(frozen=True, slots=True)
class StaffList:
    """The list as read: good rows, problems with their lines, and how the columns were understood."""

    filename: str
    sheet: str
    heading_line: int
    headings: tuple[Heading, ...]
    rows: tuple[StaffRow, ...]
    problems: tuple[Problem, ...]
    people_seen: int

    @property
    def recognised(self) -> tuple[Heading, ...]:
        return tuple(heading for heading in self.headings if heading.field)

    @property
    def unrecognised(self) -> tuple[Heading, ...]:
        return tuple(heading for heading in self.headings if not heading.field and not heading.is_private)

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.is_error)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if not problem.is_error)

    @property
    def refused_lines(self) -> frozenset[int]:
        """Lines that are not taken in because of an error."""
        return frozenset(problem.line for problem in self.errors if problem.line is not None)

    def people(self) -> Iterator[StaffRow]:
        """One row per person: the post they hold themselves, else the first they act in."""
        seen: set[str] = set()
        for row in sorted(self.rows, key=lambda row: row.assignment is not Holding.DEFINITIF):
            if not row.nip or row.nip not in seen:
                seen.add(row.nip)
                yield row
