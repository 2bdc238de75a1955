"""Reads the texts of the demonstration: posts, plans of a post, cities. Plain data files, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Post:
    """What a post of the demonstration is called, and who may hold it."""

    key: str
    title: str
    kind: str
    job_class: int
    golongan: tuple[str, ...]
    jenjang: str = ""
    degrees: tuple[str, ...] = ()
    front: str = ""
    service: str = "pns"
    texts: str = ""

    @property
    def text_key(self) -> str:
        """Under which name its plans stand in the library."""
        return self.texts or self.key


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """One unit of a city file with its head and staff."""

    key: str
    name: str
    head: str
    parent: str = ""
    short: str = ""
    head_title: str = ""
    staff: tuple[str, ...] = ()
    is_invented: bool = False
    is_vacant: bool = False


@dataclass(frozen=True, slots=True)
class CityPlan:
    """A city file: names and clock of the agency, parts of names, units."""

    agency: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    units: tuple[UnitPlan, ...]


# What stands in the secretariat of every OPD: (post, how many).
OFFICE_STAFF = ("perencana_muda", "pranata_komputer")
SUBSECTION_STAFF = ("bendahara", "pengadministrasi", "arsiparis")


@cache
def read(name: str) -> Mapping[str, Any]:
    """One data file of this package."""
    return tomllib.loads((HERE / name).read_text("utf-8"))


@cache
def posts() -> Mapping[str, Post]:
    """All posts by their key."""
    return {key: _post(key, row) for key, row in read("texts/posts.toml").items()}


@cache
def city_plan(code: str) -> CityPlan:
    """A city with its units in an order in which parents come first."""
    found = read(f"cities/{code}.toml")
    names = {key: tuple(words) for key, words in found["names"].items()}
    units = [unit for row in found["unit"] for unit in _with_office(row)]
    return CityPlan(found["agency"], names, tuple(units))


def _post(key: str, row: Mapping[str, Any]) -> Post:
    return Post(
        key=key,
        title=row["title"],
        kind=row["kind"],
        job_class=row["class"],
        golongan=tuple(row["golongan"]),
        jenjang=row.get("jenjang", ""),
        degrees=tuple(row.get("degrees", ())),
        front=row.get("front", ""),
        service=row.get("service", "pns"),
        texts=row.get("texts", ""),
    )


def _with_office(row: Mapping[str, Any]) -> list[UnitPlan]:
    """The unit itself, and for an OPD its secretariat with a subsection."""
    unit = UnitPlan(
        key=row["key"],
        name=row["name"],
        head=row["head"],
        parent=row.get("parent", ""),
        short=row.get("short", ""),
        head_title=row.get("head_title", ""),
        staff=tuple(row.get("staff", ())),
        is_invented=row.get("invented", False),
        is_vacant=row.get("vacant", False),
    )
    if not row.get("office"):
        return [unit]
    of = unit.short or unit.name
    office = UnitPlan(
        f"{unit.key}_sekretariat", f"Sekretariat {of}", "sekretaris", unit.key, head_title=f"Sekretaris {of}",
        staff=OFFICE_STAFF,
    )  # fmt: skip
    section = UnitPlan(
        f"{unit.key}_umum", "Subbagian Umum dan Kepegawaian", "kasubbag", office.key, staff=SUBSECTION_STAFF
    )
    return [unit, office, section]
