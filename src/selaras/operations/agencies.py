"""What the commands have in common that work for agencies or read a file of one."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any


def agencies_asked(code: str | None) -> list[Any]:
    """All agencies, or the one of this code; raises NotFound, which the console says."""
    from selaras.core.errors import NotFound
    from selaras.organisation.models import Agency

    agencies = Agency.objects.order_by("code")
    if not code:
        return list(agencies)
    found = list(agencies.filter(code=code))
    if not found:
        raise NotFound(
            f"Instansi «{code}» tidak ditemukan.", remedy="Periksa kodenya; tidak ada yang berubah."
        )
    return found


def read_for_agency(options: argparse.Namespace, read: Callable[[argparse.Namespace, Any], int]) -> int:
    """Read `options.file` within the agency of `options.agency`; raises NotFound without one of the two."""
    import django

    django.setup()
    from selaras.core.errors import NotFound
    from selaras.core.scoping import agency_scope

    (agency,) = agencies_asked(options.agency)
    if not options.file.is_file():
        raise NotFound(
            f"Berkas {options.file} tidak ditemukan.", remedy="Periksa letaknya; tidak ada yang berubah."
        )
    with agency_scope(agency.pk):
        return read(options, agency)


def actor_named(options: argparse.Namespace, agency: Any) -> Any:
    """Who is written into the trail: the person named, else the console of the operator; raises NotFound."""
    from selaras.authorization import Actor, Role
    from selaras.core import clock
    from selaras.core.errors import NotFound
    from selaras.organisation.actors import actor_for
    from selaras.organisation.models import Employee

    if not options.by:
        return Actor(None, None, agency.pk, "Konsol", roles=frozenset({Role.CITY_ADMIN}))
    person = Employee.objects.select_related("position", "unit").filter(agency=agency, nip=options.by).first()
    if person is None:
        raise NotFound(f"Tidak ada pegawai dengan NIP {options.by}.", remedy="Tidak ada data yang berubah.")
    return actor_for(person, on=clock.today(agency), account_id=person.account_id)
