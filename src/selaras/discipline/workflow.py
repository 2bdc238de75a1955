"""The states of a correction and of a suspected outage."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from selaras.authorization import Permission
from selaras.core.workflow import Workflow, step
from selaras.discipline.models import CorrectionStatus, OutageStatus

CORRECTION = Workflow(
    "Koreksi presensi",
    CorrectionStatus.ASKED,
    states={str(status): status.label for status in CorrectionStatus},
    transitions=(
        step("approve_correction", {"asked"}, "approved", Permission.DECIDE_ATTENDANCE, _("Setujui")),
        step("refuse_correction", {"asked"}, "refused", Permission.DECIDE_ATTENDANCE, _("Tidak setujui")),
        step(
            "withdraw_correction", {"asked"}, "withdrawn", Permission.CORRECT_ATTENDANCE, _("Tarik kembali")
        ),
    ),
)
OUTAGE = Workflow(
    "Gangguan presensi",
    OutageStatus.SUSPECTED,
    states={str(status): status.label for status in OutageStatus},
    transitions=(
        step("excuse_outage", {"suspected"}, "excused", Permission.RUN_FEEDS, _("Ini gangguan")),
        step("dismiss_outage", {"suspected"}, "dismissed", Permission.RUN_FEEDS, _("Bukan gangguan")),
    ),
)
