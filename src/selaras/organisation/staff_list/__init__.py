"""The staff list of an HR office: read as it comes, with every doubt and its line; nothing is stored here."""

from selaras.organisation.staff_list.reading import NoStaffList, read_staff_list
from selaras.organisation.staff_list.rows import (
    Heading,
    Holding,
    KedudukanHukum,
    PostKind,
    Problem,
    Severity,
    StaffKind,
    StaffList,
    StaffRow,
)
from selaras.organisation.staff_list.template import write_template
from selaras.organisation.staff_list.workbooks import write_problem_workbook

__all__ = [
    "Heading",
    "Holding",
    "KedudukanHukum",
    "NoStaffList",
    "PostKind",
    "Problem",
    "Severity",
    "StaffKind",
    "StaffList",
    "StaffRow",
    "read_staff_list",
    "write_problem_workbook",
    "write_template",
]
