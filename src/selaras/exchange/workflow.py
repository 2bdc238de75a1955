"""The steps of a result on its way to the national system."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from selaras.authorization import Permission
from selaras.core.workflow import Workflow, step

TRANSFER = Workflow(
    "Pengiriman ke sistem nasional",
    "queued",
    states={
        "queued": _("Menunggu giliran"),
        "sent": _("Diterima sistem nasional"),
        "refused": _("Perlu diperbaiki"),
    },
    transitions=(
        step("send", {"queued"}, "sent", Permission.EXPORT_RESULTS, _("Kirim")),
        step("wait", {"queued"}, "queued", Permission.EXPORT_RESULTS, _("Tunggu, lalu coba lagi")),
        step("refuse", {"queued"}, "refused", Permission.EXPORT_RESULTS, _("Tahan sampai diperbaiki")),
        step("retry", {"queued", "refused"}, "queued", Permission.EXPORT_RESULTS, _("Coba lagi")),
        # Taken by whole sets, when results are queued again.
        step(
            "renew",
            {"queued", "refused", "sent"},
            "queued",
            Permission.EXPORT_RESULTS,
            _("Kirim hasil yang baru"),
        ),
    ),
)

WORKFLOWS = (TRANSFER,)
