"""Who is at the screen: a person, an agency, roles, and the people acted for as Plt or Plh today."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """Tasks that are given to a person beside the post. Pejabat penilai is no role: it follows from the tree."""

    OPD_ADMIN = "opd_admin"
    CITY_ADMIN = "city_admin"
    INSPECTOR = "inspector"
    REGIONAL_HEAD = "regional_head"


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person within one agency. Built in `selaras.organisation.actors` only."""

    account_id: UUID | None
    employee_id: UUID | None
    agency_id: UUID
    name: str
    position_title: str = ""
    opd_id: UUID | None = None
    unit_id: UUID | None = None
    roles: frozenset[Role] = frozenset()
    administered_opd_ids: frozenset[UUID] = frozenset()
    acts_for: frozenset[UUID] = field(default_factory=frozenset)
    # Whether anybody has this person as pejabat penilai; only the way round depends on it, never a right.
    leads: bool = False
    # Whether the law asks a plan of this person.
    plans: bool = True

    @property
    def stands_for(self) -> frozenset[UUID]:
        """The person, and everybody the person acts for today."""
        own = frozenset() if self.employee_id is None else frozenset({self.employee_id})
        return own | self.acts_for

    @property
    def initials(self) -> str:
        """Two letters for the small round picture."""
        words = [word for word in self.name.split() if word[:1].isalpha()]
        return "".join(word[0] for word in words[:2]).upper()
