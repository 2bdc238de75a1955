"""What may be done with people, posts and the choices of the agency."""

from selaras.organisation.services.acting import (
    Order,
    appoint_acting_head,
    delegate,
    end_acting_head,
    end_delegation,
)
from selaras.organisation.services.corrections import (
    decide_superior_correction,
    impossible_superior,
    report_wrong_superior,
)
from selaras.organisation.services.look import Look, change_look
from selaras.organisation.services.options import choose_option
from selaras.organisation.services.outages import record_outage
from selaras.organisation.services.staff_lists import (
    StaffUpload,
    apply_staff_import,
    check_again,
    check_staff_list,
    read_staff_upload,
    write_problems,
)
from selaras.organisation.superiors import renew_lines_if_due

__all__ = [
    "Look",
    "Order",
    "StaffUpload",
    "apply_staff_import",
    "appoint_acting_head",
    "change_look",
    "check_again",
    "check_staff_list",
    "choose_option",
    "decide_superior_correction",
    "delegate",
    "end_acting_head",
    "end_delegation",
    "impossible_superior",
    "read_staff_upload",
    "record_outage",
    "renew_lines_if_due",
    "report_wrong_superior",
    "write_problems",
]
