"""What a line of the table says, and the circles of people that lines name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

OFFICE = frozenset({"ani", "budi", "citra", "dewi", "eka", "fajar", "gita", "hadi"})
EVERYBODY = OFFICE | {"ivan"}
ADMINS = frozenset({"eka", "fajar"})
CITY_ADMIN = frozenset({"fajar"})
OVERSEERS = ADMINS | {"gita"}
# Who may read what belongs to …: oneself, pejabat penilai, atasan, both admins, the inspector.
OF_ANI = OVERSEERS | {"ani", "budi", "citra"}
OF_HADI = OVERSEERS | {"hadi", "budi", "citra"}
OF_BUDI = OVERSEERS | {"budi", "citra", "dewi"}
OF_CITRA = OVERSEERS | {"citra", "dewi"}
OF_EKA = OVERSEERS | {"citra", "dewi"}
ABOUT_OFFICES = OVERSEERS | {"dewi"}

AT_THE_TABLE = ABOUT_OFFICES | {"budi", "citra"}
OF_THE_CASE = frozenset({"hadi", "budi", "fajar"})
OF_THE_PUSKESMAS = frozenset({"ani", "budi", "hadi"})

# Nobody plans for the mayor, and these have no superior on record.
WITHOUT_SKP = frozenset({"dewi", "fajar", "gita", "ivan"})

GETS, REDIRECTS, REFUSED, UNKNOWN, CONFLICT = 200, 302, 403, 404, 409


@dataclass(frozen=True, slots=True)
class Page:
    """One URL: its name and arguments, to whom it is open, and what it is.

    `is_common` is about a thing that all agencies share, such as the law; a stranger may know that it exists.
    """

    name: str
    args: tuple[str, ...] = ()
    to: frozenset[str] = EVERYBODY
    know: frozenset[str] = frozenset()
    is_public: bool = False
    is_common: bool = False
    takes: str = "GET"
    shows: str = "page"
    instead: Mapping[str, int] = field(default_factory=dict)

    @property
    def reader(self) -> str:
        """Who looks at it when it is measured."""
        return next(
            name
            for name in ("ani", "hadi", "budi", "citra", "dewi", "eka", "fajar", "gita")
            if name in self.to
        )

    def path(self, keys: Mapping[str, Any]) -> str:
        """The address with the keys of what was staged; an argument that is no key stands for itself."""
        return reverse(self.name, args=[keys.get(arg, arg) for arg in self.args])

    def expected(self, person: str) -> int:
        """The status this person gets; None of them is ever 500."""
        if person in self.instead:
            return self.instead[person]
        if person in self.to:
            return GETS
        return REFUSED if person in self.know else UNKNOWN


def one(
    name: str, *args: str, to: frozenset[str] | set[str], know: frozenset[str] = frozenset(), **more: Any
) -> Page:
    """A page about one thing."""
    return Page(name, args, frozenset(to), know, **more)


def post(name: str, *args: str, **more: Any) -> Page:
    """A step without a page of its own: asking for it is a mistake of the program that asks (405)."""
    return Page(name, args, takes="POST", **more)


def office(name: str, to: frozenset[str], **more: Any) -> Page:
    """A page of an office held: who does not hold it is told so."""
    return Page(name, to=to, know=EVERYBODY, **more)
