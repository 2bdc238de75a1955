"""Who may do what, in one place. Knows no domain model."""

from selaras.authorization.actor import Actor, Role
from selaras.authorization.decide import Decision, decide, person_of, require, visible
from selaras.authorization.permissions import Permission

__all__ = ["Actor", "Decision", "Permission", "Role", "decide", "person_of", "require", "visible"]
