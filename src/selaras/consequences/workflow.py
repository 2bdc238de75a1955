"""The steps of a determination of angka kredit, and of a case of PP 30/2019."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from selaras.authorization import Permission
from selaras.core.workflow import Workflow, step

PAK = Workflow(
    "Penetapan angka kredit",
    "proposed",
    states={
        "proposed": _("Menunggu penetapan"),
        "determined": _("Ditetapkan"),
        "declined": _("Tidak ditetapkan"),
    },
    transitions=(
        step("determine", {"proposed"}, "determined", Permission.DECIDE_PAK, _("Tetapkan angka kredit")),
        step("decline", {"proposed"}, "declined", Permission.DECIDE_PAK, _("Kembalikan dengan alasan")),
    ),
)

MISSED_TARGET = Workflow(
    "Kesempatan memperbaiki kinerja",
    "open",
    states={"open": _("Berjalan"), "closed": _("Ditutup: membaik")},
    transitions=(
        step("decide", {"open"}, "open", Permission.VIEW_MISSED_TARGET, _("Putuskan bagian saya")),
        step("improve", {"open"}, "closed", Permission.DECIDE_IMPROVEMENT, _("Nyatakan membaik")),
    ),
)

WORKFLOWS = (PAK, MISSED_TARGET)
