"""The states of an input: a person sorts it; what is about one officer leaves by another door."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from selaras.authorization import Permission
from selaras.core.workflow import Workflow, step
from selaras.listening.models import InputStatus

SORTABLE = ("new", "sorted", "discarded")

PUBLIC_INPUT = Workflow(
    name="PublicInput",
    initial="new",
    states={status.value: status.label for status in InputStatus},
    transitions=(
        step("sort_inputs", SORTABLE, "sorted", Permission.SORT_PUBLIC_INPUT, _("Beri tema")),
        step(
            "set_apart", SORTABLE, "apart", Permission.SORT_PUBLIC_INPUT, _("Pisahkan: tentang satu petugas")
        ),
        step("discard_inputs", SORTABLE, "discarded", Permission.SORT_PUBLIC_INPUT, _("Bukan masukan")),
        step("send_on", ("apart",), "sent_on", Permission.SEND_ON_COMPLAINT, _("Catat sudah diteruskan")),
        step("take_back", ("apart",), "new", Permission.READ_COMPLAINT, _("Kembalikan untuk dipilah")),
    ),
)
