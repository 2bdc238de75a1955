"""What the public page may say about a printed code: number, date, validity and kind, nothing more (C-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from selaras.core import clock
from selaras.core.documents import VerificationCodeError, parse_verification_code
from selaras.core.errors import Text
from selaras.core.scoping import across_agencies
from selaras.evaluation.models import Evaluation, Objection
from selaras.evaluation.numbers import issued_on
from selaras.planning.documents import number_of as number_of_plan
from selaras.planning.models import SkpVersion
from selaras.planning.selectors import version_of_code


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer about one printout. It names no person and no result."""

    kind: Text
    number: str
    issued_on: date
    is_valid: bool
    agency: str

    @property
    def validity(self) -> Text:
        """ "Berlaku", or that a newer paper took its place."""
        return _("Berlaku") if self.is_valid else _("Sudah digantikan dokumen yang lebih baru")


def verify(code: str) -> Verification | None:
    """What stands behind a code as people type it; None for a code that is wrong or belongs to no issued paper."""
    try:
        wanted = parse_verification_code(code)
    except VerificationCodeError:
        return None
    with across_agencies("a printout is checked without signing in, whatever agency it comes from"):
        return _evaluation(wanted) or _after_objection(wanted) or _plan(wanted)


def _evaluation(code: str) -> Verification | None:
    rows = Evaluation.objects.filter(code=code, status="finalised").select_related("skp__agency", "objection")
    found = rows.first()
    if found is None or found.finalised_at is None:
        return None
    agency = found.skp.agency
    is_valid = getattr(found, "objection", None) is None or found.objection.status != "decided"
    day = clock.local(found.finalised_at, agency).date()
    return Verification(_kind(), f"EK/{found.period}/{code[-6:]}", day, is_valid, agency.name)


def _after_objection(code: str) -> Verification | None:
    rows = Objection.objects.filter(code=code, status="decided").select_related("evaluation__skp__agency")
    found = rows.first()
    if found is None:
        return None
    evaluation: Evaluation = found.evaluation
    day = issued_on(evaluation)
    if day is None:
        return None
    return Verification(_kind(), f"EK/{evaluation.period}/{code[-6:]}", day, True, evaluation.skp.agency.name)


def _plan(code: str) -> Verification | None:
    found = version_of_code(code)
    if found is None:
        return None
    is_valid = not SkpVersion.objects.filter(skp_id=found.skp_id, number__gt=found.number).exists()
    agency = found.skp.agency
    day = clock.local(found.agreed_at, agency).date()
    return Verification(_("Sasaran Kinerja Pegawai"), number_of_plan(found), day, is_valid, agency.name)


def _kind() -> str:
    return _("Evaluasi kinerja pegawai")
