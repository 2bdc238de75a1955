"""What every paper says of itself: its letterhead, its people, who signs it, and what it is checked by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from selaras.core.documents.content import Content


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Kop surat of the agency, from the settings of the tenant; the logo as PNG or JPEG."""

    agency: str
    government: str = ""
    lines: tuple[str, ...] = ()
    logo: bytes | None = None
    logo_alt: str = "Lambang daerah"


@dataclass(frozen=True, slots=True)
class Verification:
    """What the printout is checked by: its number, the short code, the address in the QR code."""

    number: str
    code: str
    url: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class Agency:
    """Name of the agency and the place of signing."""

    name: str
    place: str

    @classmethod
    def read(cls, content: Content) -> Self:
        return cls(content.text("name"), content.text("place", ""))


@dataclass(frozen=True, slots=True)
class Person:
    """An identity block; a pejabat penilai such as the Wali Kota has no NIP and no pangkat."""

    name: str
    nip: str = ""
    pangkat: str = ""
    position: str = ""
    unit: str = ""

    @classmethod
    def read(cls, content: Content) -> Self:
        optional = (content.text(key, "") for key in ("nip", "pangkat", "position", "unit"))
        return cls(content.text("name"), *optional)


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed by an order in place of a post's holder: as what («Plt.», «Plh.»), on whose behalf, by which order.

    `on_behalf_of` is empty where the signer is the pejabat penilai, as the acting head of a vacant post.
    """

    name: str
    nip: str = ""
    capacity: str = ""
    post: str = ""
    on_behalf_of: str = ""
    order: str = ""

    @classmethod
    def read(cls, content: Content) -> Self:
        optional = (content.text(key, "") for key in ("nip", "capacity", "post", "on_behalf_of", "order"))
        return cls(content.text("name"), *optional)
