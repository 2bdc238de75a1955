"""How the actor stands to the person a row is about: told as predicate and as query, side by side.

A protected model says in `AUTHORIZATION` under which lookup path it holds each of the five facts
(`employee`, `pejabat_penilai`, `atasan_pejabat_penilai`, `opd`, `unit`); both tellings read the same path.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selaras.authorization.actor import Actor, Role
from selaras.core.errors import Text

NOBODY = Q(pk__in=())
EVERYBODY = Q()


class Protected(Protocol):
    """What a row must offer to be judged."""

    AUTHORIZATION: ClassVar[Mapping[str, str]]

    @property
    def agency_id(self) -> UUID: ...


class Relation(Protocol):
    """One way of standing to a row."""

    @property
    def label(self) -> Text: ...

    def holds(self, actor: Actor, subject: Protected) -> bool: ...

    def query(self, actor: Actor, paths: Mapping[str, str]) -> Q: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """The row names a person, a unit or an OPD, and the actor is (works in, administers) it."""

    fact: str
    label: Text

    def _ids(self, actor: Actor) -> Collection[UUID]:
        match self.fact:
            case "employee" | "clerk" | "overseer" | "personnel_officer":
                return () if actor.employee_id is None else (actor.employee_id,)
            case "opd":
                return actor.administered_opd_ids
            case "unit":
                return () if actor.unit_id is None else (actor.unit_id,)
            case _:
                return actor.stands_for

    def holds(self, actor: Actor, subject: Protected) -> bool:
        path = subject.AUTHORIZATION.get(self.fact)
        return path is not None and follow(subject, path) in self._ids(actor)

    def query(self, actor: Actor, paths: Mapping[str, str]) -> Q:
        path = paths.get(self.fact)
        ids = self._ids(actor)
        return Q(**{f"{path}__in": list(ids)}) if path is not None and ids else NOBODY


@dataclass(frozen=True, slots=True)
class HasRole:
    """The actor holds a role in the agency, whatever the row."""

    role: Role
    label: Text

    def holds(self, actor: Actor, subject: Protected) -> bool:
        return self.role in actor.roles

    def query(self, actor: Actor, paths: Mapping[str, str]) -> Q:
        return EVERYBODY if self.role in actor.roles else NOBODY


@dataclass(frozen=True, slots=True)
class Colleague:
    """Anybody who works in the agency."""

    label: Text

    def holds(self, actor: Actor, subject: Protected) -> bool:
        return actor.employee_id is not None

    def query(self, actor: Actor, paths: Mapping[str, str]) -> Q:
        return EVERYBODY if actor.employee_id is not None else NOBODY


def follow(subject: Any, path: str) -> Any:
    """The value at the end of a lookup path such as `skp__pejabat_penilai_id`."""
    for name in path.split("__"):
        if subject is None:
            return None
        subject = getattr(subject, name)
    return subject


SELF = Standing("employee", _("pegawai yang bersangkutan"))
PEJABAT_PENILAI = Standing("pejabat_penilai", _("pejabat penilai"))
ATASAN_PEJABAT_PENILAI = Standing("atasan_pejabat_penilai", _("atasan pejabat penilai"))
OPD_ADMIN = Standing("opd", _("admin OPD"))
CITY_ADMIN = HasRole(Role.CITY_ADMIN, _("admin kota"))
EXAMINER = Standing("examiner", _("pemeriksa"))
OVERSEER = Standing("overseer", _("unsur pengawasan dalam tim pemeriksa"))
PERSONNEL_OFFICER = Standing("personnel_officer", _("unsur kepegawaian dalam tim pemeriksa"))
CASE_CLERK = Standing("clerk", _("petugas berkas"))
PUNISHING_OFFICIAL = Standing("official", _("pejabat yang berwenang menghukum"))
UNIT_TEAM = Standing("unit", _("tim unit itu"))
INSPECTOR = HasRole(Role.INSPECTOR, _("inspektorat"))
REGIONAL_HEAD = HasRole(Role.REGIONAL_HEAD, _("kepala daerah"))
COLLEAGUE = Colleague(_("pegawai instansi ini"))
