"""What the commands that read a file of an agency have in common."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any


def read_for_agency(options: argparse.Namespace, read: Callable[[argparse.Namespace, Any], int]) -> int:
    """Read `options.file` within the agency of `options.agency`; says which of the two is missing and gives 1."""
    import django

    django.setup()
    from selaras.core.scoping import agency_scope
    from selaras.organisation.models import Agency

    agency = Agency.objects.filter(code=options.agency).first()
    if agency is None or not options.file.is_file():
        missing = f"Instansi «{options.agency}»" if agency is None else f"Berkas {options.file}"
        print(f"{missing} tidak ditemukan.", file=sys.stderr)
        return 1
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
