"""The person behind an act: what is written about work always carries a name."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from selaras.authorization import Actor
from selaras.core.errors import NotAllowed


def person(by: Actor) -> UUID:
    """The employee who acts. Raises `NotAllowed` for a login that no employee holds."""
    if by.employee_id is None:
        raise NotAllowed(_("Langkah ini hanya untuk pegawai."))
    return by.employee_id
