"""Corrections, stand-ins and a list of staff that waits."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from PIL import Image

from selaras.core.audit import SYSTEM, recording
from selaras.core.files import check_emblem
from selaras.evaluation.tests.stage import STAGED
from selaras.organisation import services as organisation
from selaras.organisation.models import (
    Agency,
    Assignment,
    AssignmentKind,
    Delegation,
    StaffImport,
    SuperiorCorrection,
)
from selaras.organisation.tests.lists import as_csv, health_agency, row
from tests.cast import Cast
from tests.stage.day import DAY


def stage_staff_changes(cast: Cast) -> dict[str, Any]:
    """Hadi names Citra as his superior; in May Budi stands in for her, and Hadi for Budi."""
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        correction = SuperiorCorrection.objects.create(
            agency=cast.kupang, employee=cast.hadi, recorded_superior=cast.budi, proposed_superior=cast.citra,
            asked_at=moment,
        )  # fmt: skip
        delegation = Delegation.objects.create(
            agency=cast.kupang, from_employee=cast.citra, to_employee=cast.budi, start=date(2026, 5, 1),
            end=date(2026, 5, 3), order_number="800/1/2026",
        )  # fmt: skip
        assert cast.budi.position is not None
        acting = Assignment.objects.create(
            agency=cast.kupang, employee=cast.hadi, position=cast.budi.position, kind=AssignmentKind.PLH,
            start=date(2026, 5, 1), end=date(2026, 5, 3), order_number="800/2/2026",
        )  # fmt: skip
    return {
        "correction": correction.pk,
        "staff_import": _staff_import(cast).pk,
        "delegation": delegation.pk,
        "acting": acting.pk,
        "emblem": _emblem(cast),
    }


def _emblem(cast: Cast) -> str:
    """The city shows its emblem; the address of it."""
    agency, drawing = Agency.objects.get(pk=cast.kupang.pk), BytesIO()
    Image.new("RGB", (64, 80), "#8a1538").save(drawing, "PNG")
    emblem = check_emblem(BytesIO(drawing.getvalue()), "lambang.png", None)
    look = organisation.Look(agency.name, agency.hr_label, agency.colour, emblem)
    return organisation.change_look(agency, look, by=cast.actor("fajar", DAY)).logo


def _staff_import(cast: Cast) -> StaffImport:
    new = row("199607112099032009", "Kiki Nubatona (Demo)", "Perawat Ahli Pertama", unit="Puskesmas Contoh")
    broken = row("1,99607E+17", "Loni Banamtuan (Demo)", "Perawat Terampil", unit="Puskesmas Contoh")
    upload = organisation.read_staff_upload(as_csv([*health_agency(), new, broken]), "daftar.csv")
    return organisation.check_staff_list(cast.kupang, upload, by=cast.actor("fajar", DAY), on=DAY)
