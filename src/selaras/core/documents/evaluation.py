"""The evaluation of a period or a year, and the Dokumen Evaluasi Kinerja (D.1.1) with the objection part.

By PermenPANRB 6/2022: frozen values, buildable from the frozen content.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from selaras.core.documents.content import Content
from selaras.core.documents.identity import Agency, Letterhead, Person, Verification
from selaras.core.documents.skp import PaperOfSkp, SkpDocument


class PeriodKind(StrEnum):
    BULANAN = "bulanan"
    TRIWULAN = "triwulan"
    SEMESTER = "semester"
    TAHUNAN = "tahunan"


class Rating(StrEnum):
    DI_ATAS = "di_atas"
    SESUAI = "sesuai"
    DI_BAWAH = "di_bawah"
    NONE = ""


class Predikat(StrEnum):
    SANGAT_BAIK = "sangat_baik"
    BAIK = "baik"
    BUTUH_PERBAIKAN = "butuh_perbaikan"
    KURANG = "kurang"
    SANGAT_KURANG = "sangat_kurang"
    NONE = ""


class OrganisationPredikat(StrEnum):
    ISTIMEWA = "istimewa"
    BAIK = "baik"
    BUTUH_PERBAIKAN = "butuh_perbaikan"
    KURANG = "kurang"
    SANGAT_KURANG = "sangat_kurang"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result of a period: organisation, both ratings with their reasons, predikat."""

    period_kind: PeriodKind
    period_label: str
    period_start: date
    period_end: date
    organisation_predikat: OrganisationPredikat
    rating_hasil_kerja: Rating
    rating_perilaku: Rating
    predikat: Predikat
    reason_hasil_kerja: str = ""
    reason_perilaku: str = ""
    notes: tuple[str, ...] = ()
    decided_on: date | None = None

    @classmethod
    def read(cls, content: Content) -> Self:
        return cls(
            period_kind=content.code("period_kind", PeriodKind),
            period_label=content.text("period_label"),
            period_start=content.required_day("period_start"),
            period_end=content.required_day("period_end"),
            organisation_predikat=content.code("organisation_predikat", OrganisationPredikat),
            rating_hasil_kerja=content.code("rating_hasil_kerja", Rating),
            rating_perilaku=content.code("rating_perilaku", Rating),
            predikat=content.code("predikat", Predikat),
            reason_hasil_kerja=content.text("reason_hasil_kerja", ""),
            reason_perilaku=content.text("reason_perilaku", ""),
            notes=content.texts("notes"),
            decided_on=content.day("decided_on"),
        )


@dataclass(frozen=True, slots=True)
class EvaluationDocument(PaperOfSkp):
    """Evaluasi kinerja pegawai of a month, a quarter or a year."""

    evaluation: Evaluation

    @property
    def title(self) -> str:
        """Its name among other papers."""
        return f"Evaluasi Kinerja Pegawai {self.evaluation.period_label} {self.skp.year} – {self.skp.employee.name}"

    @classmethod
    def from_content(
        cls,
        content: Mapping[str, Any],
        *,
        letterhead: Letterhead | None = None,
        verification: Verification | None = None,
    ) -> Self:
        """Build the form from the SKP content with realisation, feedback and evaluation; raise ContentError."""
        root = Content(content)
        skp = SkpDocument.from_content(root, letterhead=letterhead, verification=verification)
        return cls(skp, Evaluation.read(root.child("evaluation")))


@dataclass(frozen=True, slots=True)
class Objection:
    """Keberatan, the explanation of the pejabat penilai and the decision of the superior (Pasal 29)."""

    grounds: str
    filed_on: date | None = None
    explanation: str = ""
    explained_on: date | None = None
    decision: str = ""
    decided_on: date | None = None
    predikat: Predikat = Predikat.NONE

    @classmethod
    def read(cls, content: Content) -> Self:
        return cls(
            grounds=content.text("grounds"),
            filed_on=content.day("filed_on"),
            explanation=content.text("explanation", ""),
            explained_on=content.day("explained_on"),
            decision=content.text("decision", ""),
            decided_on=content.day("decided_on"),
            predikat=content.code("predikat", Predikat),
        )


@dataclass(frozen=True, slots=True)
class KinerjaDocument:
    """Dokumen Evaluasi Kinerja (D.1.1): three persons, result, notes, objection, decision."""

    year: int
    agency: Agency
    employee: Person
    pejabat_penilai: Person
    atasan_pejabat_penilai: Person
    evaluation: Evaluation
    letterhead: Letterhead
    notes: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()
    objection: Objection | None = None
    handed_over_on: date | None = None
    received_on: date | None = None
    received_note: str = ""
    atasan_received_on: date | None = None
    verification: Verification | None = None

    @property
    def title(self) -> str:
        """Its name among other papers."""
        return f"Dokumen Evaluasi Kinerja Pegawai {self.evaluation.period_label} {self.year} – {self.employee.name}"

    @classmethod
    def from_content(
        cls,
        content: Mapping[str, Any],
        *,
        letterhead: Letterhead | None = None,
        verification: Verification | None = None,
    ) -> Self:
        """Build the form from the frozen content; raise ContentError with the path of what is wrong."""
        root = Content(content)
        agency = Agency.read(root.child("agency"))
        objection = root.optional_child("objection")
        return cls(
            year=root.whole("year"),
            agency=agency,
            employee=Person.read(root.child("employee")),
            pejabat_penilai=Person.read(root.child("pejabat_penilai")),
            atasan_pejabat_penilai=Person.read(root.child("atasan_pejabat_penilai")),
            evaluation=Evaluation.read(root.child("evaluation")),
            letterhead=letterhead or Letterhead(agency.name),
            notes=root.texts("notes"),
            recommendations=root.texts("recommendations"),
            objection=Objection.read(objection) if objection else None,
            handed_over_on=root.day("handed_over_on"),
            received_on=root.day("received_on"),
            received_note=root.text("received_note", ""),
            atasan_received_on=root.day("atasan_received_on"),
            verification=verification,
        )
