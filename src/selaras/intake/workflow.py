"""The states of a delivery: looked at → in force → withdrawn as a whole."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from selaras.authorization import Permission
from selaras.core.workflow import Workflow, step
from selaras.intake.models import RunStatus

FEED_RUN = Workflow(
    name="FeedRun",
    initial="checked",
    states={status.value: status.label for status in RunStatus},
    transitions=(
        step("check_feed", ("unmapped", "checked"), "checked", Permission.RUN_FEEDS, _("Periksa")),
        step("apply_feed", ("checked",), "applied", Permission.RUN_FEEDS, _("Terapkan")),
        step("withdraw_feed", ("applied",), "withdrawn", Permission.RUN_FEEDS, _("Batalkan seluruhnya")),
    ),
)
