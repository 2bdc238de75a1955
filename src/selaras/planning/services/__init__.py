"""What may be done with plans, the matrix and the goals."""

from selaras.planning.services.agreement import (
    acknowledge_criteria,
    agree_skp,
    comment_on_skp,
    follow_superior,
    reopen_skp,
    return_skp,
    submit_skp,
    withdraw_skp,
)
from selaras.planning.services.borrowing import borrow_member, end_borrowing, know_borrowing
from selaras.planning.services.draft import draft_skp, kind_of
from selaras.planning.services.goals import GoalValues, add_goal, edit_goal
from selaras.planning.services.lines import (
    IkiValues,
    RhkValues,
    add_iki,
    add_rhk,
    edit_iki,
    edit_rhk,
    remove_iki,
    remove_rhk,
    review_rhk,
)
from selaras.planning.services.matrix import CellValues, set_matrix_cell, set_matrix_cells
from selaras.planning.services.moving import move_plan
from selaras.planning.services.offers import accept_offer, decline_offer, offer_role, withdraw_offer
from selaras.planning.services.proposals import (
    TargetValues,
    accept_target,
    decline_target,
    propose_target,
    withdraw_target,
)
from selaras.planning.services.reading import AgreedTogether, agree_marked, agree_read_skp, note_reading
from selaras.planning.services.side import set_behaviour, set_lampiran
from selaras.planning.services.sources import join_sources, part_sources
from selaras.planning.services.standards import StandardValues, add_standard, edit_standard

__all__ = [
    "AgreedTogether",
    "CellValues",
    "GoalValues",
    "IkiValues",
    "RhkValues",
    "StandardValues",
    "TargetValues",
    "accept_offer",
    "accept_target",
    "acknowledge_criteria",
    "add_goal",
    "add_iki",
    "add_rhk",
    "add_standard",
    "agree_marked",
    "agree_read_skp",
    "agree_skp",
    "borrow_member",
    "comment_on_skp",
    "decline_offer",
    "decline_target",
    "draft_skp",
    "edit_goal",
    "edit_iki",
    "edit_rhk",
    "edit_standard",
    "end_borrowing",
    "follow_superior",
    "join_sources",
    "kind_of",
    "know_borrowing",
    "move_plan",
    "note_reading",
    "offer_role",
    "part_sources",
    "propose_target",
    "remove_iki",
    "remove_rhk",
    "reopen_skp",
    "return_skp",
    "review_rhk",
    "set_behaviour",
    "set_lampiran",
    "set_matrix_cell",
    "set_matrix_cells",
    "submit_skp",
    "withdraw_offer",
    "withdraw_skp",
    "withdraw_target",
]
