"""What the public page may say about the code of a determination of angka kredit (C-11)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from selaras.consequences.documents import number_of
from selaras.consequences.models import Pak
from selaras.core import clock
from selaras.core.documents import CheckedPaper
from selaras.core.scoping import across_agencies


def verify_pak(code: str) -> CheckedPaper | None:
    """What the public page says about such a code; None for any other."""
    with across_agencies("a printout is checked without signing in, whatever agency it comes from"):
        rows = Pak.objects.filter(code=code, status="determined").select_related("agency")
        found = rows.first()
        if found is None or found.decided_at is None:
            return None
        day = clock.local(found.decided_at, found.agency).date()
        newer = Pak.objects.filter(
            employee=found.employee_id, goal=found.goal, jenjang=found.jenjang, target=found.target,
            status="determined", decided_at__gt=found.decided_at,
        )  # fmt: skip
        return CheckedPaper(
            _("Penetapan angka kredit"), number_of(found), day, not newer.exists(), found.agency.name
        )
