"""What the public page may say about a printed code: number, date, validity and kind, nothing more (C-11)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from selaras.core import clock
from selaras.core.documents import CheckedPaper, VerificationCodeError, parse_verification_code
from selaras.core.scoping import across_agencies
from selaras.evaluation.models import Evaluation, LawCorrection, Objection
from selaras.evaluation.numbers import code_in_force
from selaras.planning.documents import number_of as number_of_plan
from selaras.planning.models import SkpVersion
from selaras.planning.selectors import version_of_code


def verify(code: str) -> CheckedPaper | None:
    """What stands behind a code as people type it; None for a code that is wrong or belongs to no issued paper."""
    try:
        wanted = parse_verification_code(code)
    except VerificationCodeError:
        return None
    with across_agencies("a printout is checked without signing in, whatever agency it comes from"):
        return _evaluation(wanted) or _after_objection(wanted) or _after_law(wanted) or _plan(wanted)


def _evaluation(code: str) -> CheckedPaper | None:
    rows = Evaluation.objects.filter(code=code, status="finalised").select_related("skp__agency", "objection")
    found = rows.first()
    if found is None or found.finalised_at is None:
        return None
    return _paper(found, code, found.finalised_at)


def _after_objection(code: str) -> CheckedPaper | None:
    rows = Objection.objects.filter(code=code, status="decided").select_related("evaluation__skp__agency")
    found = rows.first()
    if found is None or found.decided_at is None:
        return None
    return _paper(found.evaluation, code, found.decided_at)


def _after_law(code: str) -> CheckedPaper | None:
    rows = LawCorrection.objects.filter(code=code).select_related(
        "evaluation__skp__agency", "evaluation__objection"
    )
    found = rows.first()
    return _paper(found.evaluation, code, found.decided_at) if found is not None else None


def _paper(evaluation: Evaluation, code: str, moment: datetime) -> CheckedPaper:
    """What is said of one paper of a result: valid until another one takes its place."""
    agency = evaluation.skp.agency
    is_valid, day = code == code_in_force(evaluation), clock.local(moment, agency).date()
    return CheckedPaper(_kind(), f"EK/{evaluation.period}/{code[-6:]}", day, is_valid, agency.name)


def _plan(code: str) -> CheckedPaper | None:
    found = version_of_code(code)
    if found is None:
        return None
    is_valid = not SkpVersion.objects.filter(skp_id=found.skp_id, number__gt=found.number).exists()
    agency = found.skp.agency
    day = clock.local(found.agreed_at, agency).date()
    return CheckedPaper(_("Sasaran Kinerja Pegawai"), number_of_plan(found), day, is_valid, agency.name)


def _kind() -> str:
    return _("Evaluasi kinerja pegawai")
