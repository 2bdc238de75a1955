"""The register of regulations: number, title, dates, what each revokes and what revoked it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from .errors import UnknownLaw
from .findings import Standing
from .parameters import LAW_FOLDER, read_toml


@dataclass(frozen=True, slots=True)
class Regulation:
    """One regulation, circular or reference table that values of the law rest on."""

    code: str
    short: str
    title: str
    promulgated: date
    effective: date
    standing: Standing
    link: str = ""
    revokes: tuple[str, ...] = ()
    revoked_by: str = ""
    note: str = ""

    @property
    def is_revoked(self) -> bool:
        """Whether another regulation has taken its place."""
        return bool(self.revoked_by)


@cache
def all_regulations() -> Mapping[str, Regulation]:
    """Every regulation by its code."""
    return MappingProxyType(
        {
            code: Regulation(
                code=code,
                short=row["short"],
                title=row["title"],
                promulgated=row["promulgated"],
                effective=row["effective"],
                standing=Standing(row["standing"]),
                link=row.get("link", ""),
                revokes=tuple(row.get("revokes", ())),
                revoked_by=row.get("revoked_by", ""),
                note=row.get("note", ""),
            )
            for code, row in read_toml(LAW_FOLDER / "regulations.toml").items()
        }
    )


def regulation(code: str) -> Regulation:
    """One regulation by the code that values carry in `source`; raises UnknownLaw."""
    try:
        return all_regulations()[code]
    except KeyError:
        raise UnknownLaw(code) from None
