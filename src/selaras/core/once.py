"""A form carries a key; what it asks for is done once, however often it is sent.

The key row is written in the transaction of the act: if the act fails, the key is free again.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction

from selaras.core import clock
from selaras.core.audit import Doer
from selaras.core.keys import new_key
from selaras.core.models import SentForm


def new_form_key() -> UUID:
    """The key to put into a form when it is shown."""
    return new_key()


def once(key: UUID | None, by: Doer, act: Callable[[], str]) -> str:
    """Carry out `act` unless this form was sent before; either way the address to go to next.

    A form without a key (an old page, a script) is simply carried out.
    """
    if key is None or by.account_id is None:
        return act()
    try:
        with transaction.atomic():
            sent = SentForm(id=key, account_id=by.account_id, at=clock.now(), location="")
            sent.save(force_insert=True)
            location = act()
            SentForm.objects.filter(pk=key).update(location=location)
            return location
    except IntegrityError:
        first = SentForm.objects.filter(pk=key, account_id=by.account_id).first()
        if first is None:
            raise
        return first.location
