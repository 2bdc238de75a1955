"""What may be read about plans, the matrix, the goals and roles."""

from selaras.planning.selectors.goals import (
    Cascade,
    GoalNode,
    Orphans,
    cascade_of,
    goal_for,
    goals_tree,
    orphans,
)
from selaras.planning.selectors.lists import awaiting_plans, team_plans
from selaras.planning.selectors.matrix import (
    Matrix,
    cells_for_member,
    leader_plan_is_missing,
    leader_results,
    matrix_of,
    members_under,
    place_in_matrix,
)
from selaras.planning.selectors.plan import (
    agreed_version,
    comments_of,
    content_of,
    current_skp,
    iki_for,
    rhk_for,
    rhk_of,
    skp_for,
    skp_list_of,
    version_for,
    version_of_code,
    versions_of,
)
from selaras.planning.selectors.role import RoleOfPerson, role_of

__all__ = [
    "Cascade",
    "GoalNode",
    "Matrix",
    "Orphans",
    "RoleOfPerson",
    "agreed_version",
    "awaiting_plans",
    "cascade_of",
    "cells_for_member",
    "comments_of",
    "content_of",
    "current_skp",
    "goal_for",
    "goals_tree",
    "iki_for",
    "leader_plan_is_missing",
    "leader_results",
    "matrix_of",
    "members_under",
    "orphans",
    "place_in_matrix",
    "rhk_for",
    "rhk_of",
    "role_of",
    "skp_for",
    "skp_list_of",
    "team_plans",
    "version_for",
    "version_of_code",
    "versions_of",
]
