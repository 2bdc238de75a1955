"""The states of an indicator (usulan → berlaku → tidak dipakai lagi) and of a wording that is proposed for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from selaras.authorization import Permission
from selaras.core.workflow import Workflow, step
from selaras.indicators.models import IndicatorStatus, ProposalStatus

INDICATOR = Workflow(
    "Indikator",
    IndicatorStatus.DRAFT,
    states={str(status): status.label for status in IndicatorStatus},
    transitions=(
        step("introduce", {"draft"}, "in_force", Permission.SETTLE_INDICATOR, _("Berlakukan")),
        step("refuse", {"draft"}, "retired", Permission.SETTLE_INDICATOR, _("Tolak usulan")),
        step("retire", {"in_force"}, "retired", Permission.SETTLE_INDICATOR, _("Hentikan pemakaian")),
        step("revive", {"retired"}, "in_force", Permission.SETTLE_INDICATOR, _("Pakai kembali")),
    ),
)
PROPOSAL = Workflow(
    "Usulan indikator",
    ProposalStatus.PROPOSED,
    states={str(status): status.label for status in ProposalStatus},
    transitions=(
        step("accept", {"proposed"}, "accepted", Permission.SETTLE_INDICATOR, _("Terima usulan")),
        step("decline", {"proposed"}, "declined", Permission.SETTLE_INDICATOR, _("Tolak usulan")),
    ),
)
