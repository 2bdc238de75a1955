"""The input contract of every official form: frozen values, buildable from the frozen content.

Forms by PermenPANRB 6/2022: SKP, its lampiran (A.1.8), the evaluation of a period or a year, and
the Dokumen Evaluasi Kinerja (D.1.1) with the objection part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from selaras.core.documents.content import Content


class Kind(StrEnum):
    JPT = "jpt"
    JA_JF = "ja_jf"


class Approach(StrEnum):
    KUANTITATIF = "kuantitatif"
    KUALITATIF = "kualitatif"


class RhkKind(StrEnum):
    UTAMA = "utama"
    TAMBAHAN = "tambahan"


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
class LampiranDocument:
    """The lampiran of an SKP on its own (Format A.1.8)."""

    skp: SkpDocument

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
class EvaluationDocument:
    """Evaluasi kinerja pegawai of a month, a quarter or a year."""

    skp: SkpDocument
    evaluation: Evaluation

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


@dataclass(frozen=True, slots=True)
class EmergencyForms:
    """Blank forms for days on which nothing else works (C-23): realisation, evidence, feedback, for one person."""

    year: int
    employee: Person
    indicators: tuple[Iki, ...]
    letterhead: Letterhead
    verification: Verification | None = None


@dataclass(frozen=True, slots=True)
class SurveyPoster:
    """What hangs at a service desk: which service is asked about, until when, and the address as QR code."""

    government: str
    unit: str
    service: str
    opens_on: date
    closes_on: date
    url: str


Document = (
    SkpDocument | LampiranDocument | EvaluationDocument | KinerjaDocument | EmergencyForms | SurveyPoster
)


def _with_unit(target: str, unit: str) -> str:
    if not unit or target.casefold().endswith(unit.casefold()):
        return target
    return f"{target}{unit}" if unit == "%" else f"{target} {unit}"
