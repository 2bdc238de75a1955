"""A source with a file in force and one that waits."""

from __future__ import annotations

from typing import Any

from selaras.intake.tests.deliveries import add_simpus, apply, deliver, rows
from tests.cast import Cast


def stage_deliveries(cast: Cast) -> dict[str, Any]:
    """A register with a count in force, and a later file with a refused row that waits."""
    source = add_simpus(cast)
    apply(cast, deliver(cast, source, rows("Puskesmas Contoh;2026-02;Rawat jalan;4100"), "februari.csv"))
    waits = deliver(cast, source, rows("Puskesmas Contoh;2026-03;Rawat jalan;4900", "Pustu;2026-03;Gizi;12"))
    return {"source": source.pk, "delivery": waits.pk}
