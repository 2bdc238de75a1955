"""The SKP and its lampiran (Format A.1.8) by PermenPANRB 6/2022: frozen values, buildable from the frozen content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from selaras.core.documents.content import Content
from selaras.core.documents.identity import Agency, Letterhead, Person, Signer, Verification


class Kind(StrEnum):
    JPT = "jpt"
    JA_JF = "ja_jf"


class Approach(StrEnum):
    KUANTITATIF = "kuantitatif"
    KUALITATIF = "kualitatif"


class RhkKind(StrEnum):
    UTAMA = "utama"
    TAMBAHAN = "tambahan"


@dataclass(frozen=True, slots=True)
class Iki:
    """Indikator kinerja individu with its target and, in an evaluation, realisation and feedback."""

    text: str
    target: str
    aspect: str = ""
    perspective: str = ""
    data_source: str = ""
    realisation: str = ""
    feedback: tuple[str, ...] = ()
    # What a target that was set high on purpose is marked with; empty for any other.
    stretch: str = ""

    @classmethod
    def read(cls, content: Content) -> Self:
        return cls(
            text=content.text("text"),
            target=_with_unit(content.text("target_text", ""), content.text("unit", "")),
            aspect=content.text("aspect", ""),
            perspective=content.text("perspective", ""),
            data_source=content.text("data_source", ""),
            realisation=content.text("realisation", ""),
            feedback=content.texts("feedback"),
            stretch=content.text("stretch", ""),
        )


@dataclass(frozen=True, slots=True)
class Rhk:
    """Rencana hasil kerja with its indicators."""

    number: str
    kind: RhkKind
    text: str
    parent_text: str = ""
    assigned_by: str = ""
    iki: tuple[Iki, ...] = ()
    feedback: tuple[str, ...] = ()

    @classmethod
    def read(cls, content: Content) -> Self:
        return cls(
            number=content.text("number"),
            kind=content.code("kind", RhkKind),
            text=content.text("text"),
            parent_text=content.text("parent_text", ""),
            assigned_by=content.text("assigned_by", ""),
            iki=tuple(map(Iki.read, content.children("iki"))),
            feedback=content.texts("feedback"),
        )


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One value of perilaku kerja: its conduct lines, the leader's expectation, the feedback."""

    name: str
    conduct: tuple[str, ...] = ()
    expectation: str = ""
    feedback: tuple[str, ...] = ()

    @classmethod
    def read(cls, content: Content) -> Self:
        expectation, feedback = content.text("expectation", ""), content.texts("feedback")
        return cls(content.text("name"), content.texts("conduct"), expectation, feedback)


@dataclass(frozen=True, slots=True)
class Lampiran:
    """Format A.1.8: resources, accountability and consequences that were agreed."""

    sumber_daya: tuple[str, ...] = ()
    pertanggungjawaban: tuple[str, ...] = ()
    konsekuensi: tuple[str, ...] = ()

    @classmethod
    def read(cls, content: Content) -> Self:
        return cls(*(content.texts(key) for key in ("sumber_daya", "pertanggungjawaban", "konsekuensi")))


@dataclass(frozen=True, slots=True)
class SkpDocument:
    """Sasaran Kinerja Pegawai; the lampiran follows on its own page where there is one."""

    year: int
    period_start: date
    period_end: date
    kind: Kind
    approach: Approach
    version: int
    agency: Agency
    employee: Person
    pejabat_penilai: Person
    letterhead: Letterhead
    rhk: tuple[Rhk, ...] = ()
    behaviour: tuple[Behaviour, ...] = ()
    lampiran: Lampiran | None = None
    submitted_on: date | None = None
    agreed_on: date | None = None
    # Only where it is not the pejabat penilai by the own post.
    signed_by: Signer | None = None
    verification: Verification | None = None

    @property
    def title(self) -> str:
        """Its name among other papers."""
        return f"Sasaran Kinerja Pegawai {self.year} – {self.employee.name}"

    @classmethod
    def from_content(
        cls,
        content: Mapping[str, Any] | Content,
        *,
        letterhead: Letterhead | None = None,
        verification: Verification | None = None,
    ) -> Self:
        """Build the form from the frozen content; raise ContentError with the path of what is wrong."""
        root = content if isinstance(content, Content) else Content(content)
        agency = Agency.read(root.child("agency"))
        lampiran, signer = root.optional_child("lampiran"), root.optional_child("signed_by")
        return cls(
            year=root.whole("year"),
            period_start=root.required_day("period_start"),
            period_end=root.required_day("period_end"),
            kind=root.code("kind", Kind),
            approach=root.code("approach", Approach),
            version=root.whole("version", 1),
            agency=agency,
            employee=Person.read(root.child("employee")),
            pejabat_penilai=Person.read(root.child("pejabat_penilai")),
            letterhead=letterhead or Letterhead(agency.name),
            rhk=tuple(map(Rhk.read, root.children("rhk"))),
            behaviour=tuple(map(Behaviour.read, root.children("behaviour"))),
            lampiran=Lampiran.read(lampiran) if lampiran else None,
            submitted_on=root.day("submitted_on"),
            agreed_on=root.day("agreed_on"),
            signed_by=Signer.read(signer) if signer else None,
            verification=verification,
        )


@dataclass(frozen=True, slots=True)
class PaperOfSkp:
    """A paper that is made of the SKP in it."""

    skp: SkpDocument

    @property
    def verification(self) -> Verification | None:
        """What it is checked by stands with the SKP in it."""
        return self.skp.verification


@dataclass(frozen=True, slots=True)
class LampiranDocument(PaperOfSkp):
    """The lampiran of an SKP on its own (Format A.1.8)."""

    @property
    def title(self) -> str:
        """Its name among other papers."""
        return f"Lampiran {self.skp.title}"

    @classmethod
    def from_content(
        cls,
        content: Mapping[str, Any],
        *,
        letterhead: Letterhead | None = None,
        verification: Verification | None = None,
    ) -> Self:
        """Build the form from the frozen content of the SKP; raise ContentError."""
        return cls(SkpDocument.from_content(content, letterhead=letterhead, verification=verification))


def _with_unit(target: str, unit: str) -> str:
    if not unit or target.casefold().endswith(unit.casefold()):
        return target
    return f"{target}{unit}" if unit == "%" else f"{target} {unit}"
