"""Typesets the official documents with Typst: tagged PDF/UA-1 and PDF/A-2a in one file.

The values of a document go in as JSON, so a text can never be read as markup. The fonts are our own
and nothing of the machine is looked at, so the same document gives the same bytes everywhere.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import filetype

from selaras.core.documents.coaching import CoachingDocument
from selaras.core.documents.codes import format_verification_code
from selaras.core.documents.discipline import DisciplineLetter
from selaras.core.documents.emergency import EmergencyForms
from selaras.core.documents.evaluation import EvaluationDocument, KinerjaDocument
from selaras.core.documents.explanation import ExplanationDocument
from selaras.core.documents.glyphs import FONTS, SUBSTITUTE, breakable, printable
from selaras.core.documents.identity import Verification
from selaras.core.documents.organisation import OrganisationDocument
from selaras.core.documents.pak import PakDocument
from selaras.core.documents.poster import SurveyPoster
from selaras.core.documents.qr import qr_svg
from selaras.core.documents.skp import LampiranDocument, SkpDocument

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).parent / "templates"
_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
_LOGO_TYPES = ("image/png", "image/jpeg")
_compiling = Lock()
# Papers that carry no number to check them by: for the folder of a few people, or deciding nothing.
Unnumbered = CoachingDocument | DisciplineLetter | ExplanationDocument
Document = (
    SkpDocument | LampiranDocument | EvaluationDocument | KinerjaDocument | EmergencyForms | SurveyPoster | Unnumbered
    | OrganisationDocument | PakDocument
)  # fmt: skip
_TEMPLATE_OF: dict[type, str] = {
    SkpDocument: "skp",
    LampiranDocument: "lampiran",
    EvaluationDocument: "evaluation",
    KinerjaDocument: "kinerja",
    EmergencyForms: "emergency",
    SurveyPoster: "poster",
    CoachingDocument: "coaching",
    DisciplineLetter: "discipline",
    OrganisationDocument: "organisation",
    PakDocument: "pak",
    ExplanationDocument: "explanation",
}


class DocumentError(RuntimeError):
    """A document could not be typeset; the message is the typesetter's."""


def render_pdf(document: Document, *, created_at: datetime) -> bytes:
    """Typeset a document as PDF; `created_at` (aware, whole seconds) is the moment it was issued.

    The same document and moment give the same bytes. Raises DocumentError.
    """
    if created_at.tzinfo is None:
        raise ValueError("created_at must be aware")
    import typst  # 7 MB, of which a worker that prints nothing needs nothing

    template = TEMPLATES / f"{_template_of(document)}.typ"
    inputs = {"document": json.dumps(_for_template(document), ensure_ascii=False)}
    # One compiler keeps fonts and templates in memory; it may not be entered twice at once.
    with _compiling:
        try:
            pdf = _compiler().compile(
                input=str(template),
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=["ua-1", "a-2a"],
                timestamp=int(created_at.timestamp()),
            )
        except typst.TypstError as error:
            raise DocumentError(str(error)) from error
    if not isinstance(pdf, bytes):
        raise DocumentError("the typesetter gave no single file")
    return pdf


def spoken_date(day: date) -> str:
    """Write a date as Indonesian documents do: 2 Januari 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    import typst

    return typst.Compiler(
        root=str(TEMPLATES), font_paths=typst.Fonts(False, False, [str(FONTS)]), ignore_system_fonts=True
    )


def _template_of(document: Document) -> str:
    return _TEMPLATE_OF[type(document)]


def _for_template(document: Document) -> dict[str, Any]:
    values: dict[str, Any] = _plain(document)
    if isinstance(document, SurveyPoster):
        address = breakable(printable(document.url.partition("://")[2] or document.url))
        return values | {"title": printable(document.title), "address": address, "qr": qr_svg(document.url)}
    return values | {
        "title": printable(document.title),
        "has_substitutes": any(SUBSTITUTE in text for text in _texts(values)),
        "check": None if isinstance(document, Unnumbered) else _check(document.verification),
    }


def _check(verification: Verification | None) -> dict[str, str] | None:
    """What stands under a paper to check it by; nothing under a draft."""
    if verification is None:
        return None
    return {
        "number": printable(verification.number),
        "code": format_verification_code(verification.code),
        "address": breakable(printable(verification.url.partition("://")[2] or verification.url)),
        "issued_on": spoken_date(verification.issued_on),
        "qr": qr_svg(verification.url),
    }


def _plain(value: Any) -> Any:
    """Values as JSON: texts made printable, dates written out, the logo as a drawing."""
    match value:
        case StrEnum():
            return str(value)
        case str():
            return breakable(printable(value))
        case date():
            return spoken_date(value)
        case bytes():
            return _picture(value)
        case tuple():
            return [_plain(item) for item in value]
        case _ if is_dataclass(value):
            return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            return value


def _picture(picture: bytes) -> str:
    """Wrap a PNG or JPEG as SVG text, because JSON carries no bytes; raise DocumentError for others."""
    kind = filetype.guess_mime(picture)
    if kind not in _LOGO_TYPES:
        raise DocumentError("the logo must be a PNG or JPEG picture")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><image width="100" height="100" '
        f'preserveAspectRatio="xMidYMid meet" href="data:{kind};base64,{b64encode(picture).decode()}"/></svg>'
    )


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from _texts(item)
        case dict():
            for item in value.values():
                yield from _texts(item)
