"""Files of punches for stories: what a machine in the Puskesmas writes."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from selaras.core import clock
from selaras.discipline.feeds import Punches
from selaras.discipline.services import map_badges, pairs_in
from selaras.intake import services as intake
from selaras.intake.models import FeedRun, FeedSource
from selaras.intake.received import received
from selaras.intake.services import NewSource
from tests.cast import Cast

MARCH = "2026-03"
TODAY = date(2026, 4, 6)
ANI, HADI = "101", "102"


def machine(cast: Cast, *, with_holders: bool = True) -> FeedSource:
    """The machine of the health agency; Ani holds 101 and Hadi 102."""
    eka = cast.actor("eka", TODAY)
    new = NewSource(Punches.code, "Mesin Puskesmas", cast.units["dinkes"])
    source = intake.add_source(cast.kupang, new, by=eka, on=TODAY)
    if with_holders:
        pairs = pairs_in(f"{ANI} {cast.ani.nip}\n{HADI} {cast.hadi.nip}")
        map_badges(source, pairs, by=eka, on=TODAY)
    return source


def tap(code: str, moment: str, device: str = "1") -> str:
    """One line of attlog.dat."""
    return f"{code:>9}\t{moment}\t{device}\t0\t15\t0\r\n"


def day_of_taps(
    day: date, *codes: str, device: str = "1", came: str = "07:20:00", left: str = "16:35:00"
) -> str:
    """Coming and going of these numbers."""
    return "".join(tap(code, f"{day} {moment}", device) for code in codes for moment in (came, left))


def working_days(first: date, last: date) -> Iterable[date]:
    """Mondays to Fridays."""
    day = first
    while day <= last:
        if day.weekday() < 5:
            yield day
        day += timedelta(days=1)


def send(
    cast: Cast,
    source: FeedSource,
    text: str | bytes,
    *,
    name: str = "1_attlog.dat",
    month: str = MARCH,
    by: str = "eka",
) -> FeedRun:
    """Look at a file, as the keeper of the machine does."""
    content = text.encode() if isinstance(text, str) else text
    given = {"period": month} if month else {}
    with received(io.BytesIO(content), name) as upload:
        return intake.check_feed(
            source, upload, by=cast.actor(by, TODAY), on=clock.today(cast.kupang), given=given
        ).run


def apply_file(cast: Cast, source: FeedSource, text: str | bytes, **more: Any) -> FeedRun:
    """Look at a file and apply it."""
    return intake.apply_feed(
        send(cast, source, text, **more), by=cast.actor("eka", TODAY), on=clock.today(cast.kupang)
    )
