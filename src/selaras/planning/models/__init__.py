"""The plan of a year: the city's goals, the matrix of roles and results, the SKP with its RHK and IKI."""

from selaras.indicators.measures import Aspect, Direction, Pattern, Perspective
from selaras.planning.models.goals import (
    Goal,
    GoalBasis,
    GoalLevel,
    GoalTarget,
    ServiceStandard,
    StandardPart,
)
from selaras.planning.models.matrix import BorrowedMember, CascadeKind, RoleMatrixCell, RoleOffer
from selaras.planning.models.needs import NeedAnswer, ResourceAnswer
from selaras.planning.models.plan import (
    OF_SKP,
    Approach,
    BehaviourExpectation,
    Beneficiary,
    Iki,
    LampiranBlock,
    LampiranItem,
    RencanaHasilKerja,
    RhkKind,
    Skp,
    SkpComment,
    SkpKind,
    SkpVersion,
    through,
)
from selaras.planning.models.sheets import PlanImport
from selaras.planning.models.talk import (
    PlanReminder,
    ProposalStatus,
    SkpReading,
    TargetProposal,
)

__all__ = [
    "OF_SKP",
    "Approach",
    "Aspect",
    "BehaviourExpectation",
    "Beneficiary",
    "BorrowedMember",
    "CascadeKind",
    "Direction",
    "Goal",
    "GoalBasis",
    "GoalLevel",
    "GoalTarget",
    "Iki",
    "LampiranBlock",
    "LampiranItem",
    "NeedAnswer",
    "Pattern",
    "Perspective",
    "PlanImport",
    "PlanReminder",
    "ProposalStatus",
    "RencanaHasilKerja",
    "ResourceAnswer",
    "RhkKind",
    "RoleMatrixCell",
    "RoleOffer",
    "ServiceStandard",
    "Skp",
    "SkpComment",
    "SkpKind",
    "SkpReading",
    "SkpVersion",
    "StandardPart",
    "TargetProposal",
    "through",
]
