"""The plan of a year: the city's goals, the matrix of roles and results, the SKP with its RHK and IKI."""

from selaras.planning.models.goals import (
    Goal,
    GoalLevel,
    GoalTarget,
)
from selaras.planning.models.matrix import (
    CascadeKind,
    RoleMatrixCell,
)
from selaras.planning.models.plan import (
    OF_SKP,
    Approach,
    Aspect,
    BehaviourExpectation,
    Direction,
    Iki,
    LampiranBlock,
    LampiranItem,
    Pattern,
    Perspective,
    RencanaHasilKerja,
    RhkKind,
    Skp,
    SkpComment,
    SkpKind,
    SkpVersion,
    through,
)

__all__ = [
    "OF_SKP",
    "Approach",
    "Aspect",
    "BehaviourExpectation",
    "CascadeKind",
    "Direction",
    "Goal",
    "GoalLevel",
    "GoalTarget",
    "Iki",
    "LampiranBlock",
    "LampiranItem",
    "Pattern",
    "Perspective",
    "RencanaHasilKerja",
    "RhkKind",
    "RoleMatrixCell",
    "Skp",
    "SkpComment",
    "SkpKind",
    "SkpVersion",
    "through",
]
