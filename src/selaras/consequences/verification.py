"""What the public page may say about the code of a determination: number, date, validity and kind (C-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from selaras.consequences.documents import number_of
from selaras.consequences.models import Pak
from selaras.core import clock
from selaras.core.documents import VerificationCodeError, parse_verification_code
from selaras.core.errors import Text
from selaras.core.scoping import across_agencies


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer about one printout. It names no person and no result."""

    kind: Text
    number: str
    issued_on: date
    is_valid: bool
    agency: str


def verify(code: str) -> Verification | None:
    """What stands behind a code as people type it; None for one that belongs to no determination."""
    try:
        wanted = parse_verification_code(code)
    except VerificationCodeError:
        return None
    with across_agencies("a printout is checked without signing in, whatever agency it comes from"):
        rows = Pak.objects.filter(code=wanted, status="determined").select_related("agency")
        found = rows.first()
        if found is None or found.decided_at is None:
            return None
        day = clock.local(found.decided_at, found.agency).date()
        newer = Pak.objects.filter(
            employee=found.employee_id, goal=found.goal, jenjang=found.jenjang, target=found.target,
            status="determined", decided_at__gt=found.decided_at,
        )  # fmt: skip
        return Verification(
            _("Penetapan angka kredit"), number_of(found), day, not newer.exists(), found.agency.name
        )
