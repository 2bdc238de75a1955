"""How much evidence one person may keep: counted once a file, warned early, and nothing that is kept is in danger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext as _

from selaras.core import clock
from selaras.core.errors import FileRefused
from selaras.core.files import CheckedFile
from selaras.core.models import StoredFile
from selaras.monitoring.models import Evidence
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency
from selaras.planning.models import Skp

MEGABYTE = 1024 * 1024
WARN_AT = 80


@dataclass(frozen=True, slots=True)
class Room:
    """The room of one person for files, in bytes."""

    used: int
    limit: int

    @property
    def percent(self) -> int:
        """How full it is, rounded down."""
        return self.used * 100 // self.limit

    @property
    def is_nearly_full(self) -> bool:
        """Whether it is time to say so."""
        return self.percent >= WARN_AT

    @property
    def used_text(self) -> str:
        """Megabytes that are used, rounded up."""
        return str(-(-self.used // MEGABYTE))

    @property
    def limit_text(self) -> str:
        """Megabytes there are."""
        return str(self.limit // MEGABYTE)


def room_of(employee_id: UUID, agency: Agency, on: date) -> Room:
    """What somebody uses over all years, each file once, and what the agency gives. Two queries."""
    kept = Evidence.objects.filter(skp__employee_id=employee_id, stored_file__isnull=False)
    files = StoredFile.objects.filter(pk__in=kept.values("stored_file"))
    used = files.aggregate(sum=Sum("size"))["sum"] or 0
    return Room(used, int(ruleset_for(agency, on).choice("evidence.quota_mb")) * MEGABYTE)


def require_room(skp: Skp, checked: CheckedFile) -> None:
    """Raises `FileRefused` where a new file has no room; one that its owner keeps already needs none."""
    own = Evidence.objects.filter(skp__employee_id=skp.employee_id, stored_file__sha256=checked.sha256)
    room = room_of(skp.employee_id, skp.agency, clock.today(skp.agency))
    if room.used + len(checked.content) <= room.limit or own.exists():
        return
    problem = _(
        "Berkas ini tidak muat lagi: ruang bukti Anda terisi %(used)s dari %(limit)s MB. Semua bukti yang sudah "
        "tersimpan aman. Simpan tautan ke berkasnya, kecilkan berkasnya, atau minta admin kota menambah ruang."
    ) % {"used": room.used_text, "limit": room.limit_text}
    raise FileRefused(problem, fields={"file": problem})
