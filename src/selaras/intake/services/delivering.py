"""Machines deliver through the same service as people; their token stands for the right."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from selaras.core.audit import SystemDoer
from selaras.core.errors import InvalidInput
from selaras.intake.kinds import kind_named
from selaras.intake.models import Channel, FeedSource, RunStatus
from selaras.intake.received import received_rows
from selaras.intake.services.runs import Delivered, earlier_delivery, examine, put_in_force

MOST_ROWS = 20_000


def deliver_rows(source: FeedSource, body: bytes, *, on: date) -> Delivered:
    """Take in a message of rows, whole or not at all; «dry_run» only looks, «partial» leaves refused rows out.

    The same message twice is told so and changes nothing. Raises `InvalidInput` for a message of another shape.
    """
    message = _message(body)
    doer = SystemDoer(_("Sistem «%(name)s»") % {"name": source.name}, employee_id=source.keeper_id)
    before = earlier_delivery(source, hashlib.sha256(body).hexdigest(), {})
    if before is not None and before.status == RunStatus.APPLIED:
        return Delivered(before, is_repeated=True)
    with transaction.atomic(), received_rows(body, _name_of(message)) as upload:
        run = before or examine(source, upload, by=doer, on=on, given={}, channel=Channel.MACHINE)
        if run.status == RunStatus.UNMAPPED:
            names = ", ".join(column.name for column in kind_named(source.kind).columns_for(source, {}))
            raise InvalidInput(_("Baris harus berisi: %(names)s.") % {"names": names})
        may_apply = not run.counts["refused"] or message.get("partial") is True
        if may_apply and message.get("dry_run") is not True:
            put_in_force(run, by=doer, on=on)
    return Delivered(run, is_repeated=False)


_SEND_AGAIN = _("Tidak ada data yang berubah. Perbaiki pesannya, lalu kirim lagi.")


def _message(body: bytes) -> dict[str, Any]:
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(
            _("Pesan ini bukan JSON yang utuh. Mungkin terpotong di jalan."), remedy=_SEND_AGAIN
        ) from error
    rows = message.get("rows") if isinstance(message, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InvalidInput(_('Pesan harus berbentuk {"rows": [{…}, …]}.'), remedy=_SEND_AGAIN)
    if len(rows) > MOST_ROWS:
        raise InvalidInput(_("Paling banyak %(count)d baris sekali kirim.") % {"count": MOST_ROWS})
    return dict(message)


def _name_of(message: dict[str, Any]) -> str:
    name = message.get("name")
    return name.strip()[:150] if isinstance(name, str) and name.strip() else _("Kiriman sistem")
