"""Sources and files for the stories about feeds."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from typing import Any

from selaras.intake import services
from selaras.intake.models import FeedRun, FeedSource
from selaras.intake.received import received
from tests.cast import Cast

ON = date(2026, 4, 6)
MARCH = "Puskesmas;Bulan;Layanan;Jumlah\n"


def add_simpus(cast: Cast) -> FeedSource:
    """The register of the health centres of the health agency, looked after by Eka."""
    new = services.NewSource("service_counts", "SIMPUS", cast.units["dinkes"])
    return services.add_source(cast.kupang, new, by=cast.actor("eka", ON), on=ON)


def rows(*lines: str) -> bytes:
    """A register: heading and rows."""
    return (MARCH + "".join(f"{line}\n" for line in lines)).encode()


def deliver(
    cast: Cast,
    source: FeedSource,
    content: bytes,
    name: str = "maret.csv",
    given: Mapping[str, Any] | None = None,
) -> FeedRun:
    """Eka sends a file; nothing is applied yet."""
    with received(io.BytesIO(content), name) as upload:
        return services.check_feed(source, upload, by=cast.actor("eka", ON), on=ON, given=given).run


def apply(cast: Cast, run: FeedRun) -> FeedRun:
    """Eka applies it."""
    return services.apply_feed(run, by=cast.actor("eka", ON), on=ON)
