"""Official documents as tagged PDF: pure rendering, knows no model and no clock."""

from selaras.core.documents.checked import CheckedPaper
from selaras.core.documents.coaching import CoachingDocument, FormLine
from selaras.core.documents.codes import (
    VerificationCodeError,
    format_verification_code,
    new_verification_code,
    parse_verification_code,
)
from selaras.core.documents.content import ContentError
from selaras.core.documents.discipline import DisciplineLetter, LetterPart
from selaras.core.documents.emergency import EmergencyForms
from selaras.core.documents.evaluation import Evaluation, EvaluationDocument, KinerjaDocument, Objection
from selaras.core.documents.explanation import (
    ExplainedFact,
    ExplainedPart,
    ExplainedStep,
    ExplanationDocument,
)
from selaras.core.documents.identity import Agency, Letterhead, Person, Signer, Verification
from selaras.core.documents.organisation import OrganisationDocument, SpreadLine
from selaras.core.documents.pak import PakCondition, PakDocument, PakRow
from selaras.core.documents.poster import SurveyPoster
from selaras.core.documents.qr import qr_svg
from selaras.core.documents.render import Document, DocumentError, render_pdf
from selaras.core.documents.skp import Behaviour, Iki, Lampiran, LampiranDocument, Rhk, SkpDocument

__all__ = [
    "Agency",
    "Behaviour",
    "CheckedPaper",
    "CoachingDocument",
    "ContentError",
    "DisciplineLetter",
    "Document",
    "DocumentError",
    "EmergencyForms",
    "Evaluation",
    "EvaluationDocument",
    "ExplainedFact",
    "ExplainedPart",
    "ExplainedStep",
    "ExplanationDocument",
    "FormLine",
    "Iki",
    "KinerjaDocument",
    "Lampiran",
    "LampiranDocument",
    "LetterPart",
    "Letterhead",
    "Objection",
    "OrganisationDocument",
    "PakCondition",
    "PakDocument",
    "PakRow",
    "Person",
    "Rhk",
    "Signer",
    "SkpDocument",
    "SpreadLine",
    "SurveyPoster",
    "Verification",
    "VerificationCodeError",
    "format_verification_code",
    "new_verification_code",
    "parse_verification_code",
    "qr_svg",
    "render_pdf",
]
