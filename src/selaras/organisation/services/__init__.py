"""What may be done with people, posts and the choices of the agency."""

from selaras.organisation.services.staff_lists import (
    StaffUpload,
    apply_staff_import,
    check_staff_list,
    read_staff_upload,
    write_problems,
)

__all__ = [
    "StaffUpload",
    "apply_staff_import",
    "check_staff_list",
    "read_staff_upload",
    "write_problems",
]
