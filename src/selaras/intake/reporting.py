"""The report of a dry run, as plain values that are kept with it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from selaras.intake.columns import Headings
from selaras.intake.outcomes import Outcome

MOST_OF_THEM = 0.5


def report_of(outcome: Outcome, headings: Headings | None, is_whole: bool) -> dict[str, Any]:
    """The first differences of each kind, what is refused, what to look at, and the fingerprint."""
    return {
        "new": outcome.new,
        "changed": outcome.changed,
        "refused": outcome.refused,
        "notes": _notes(outcome, is_whole),
        "headings": headings.names if headings else {},
        "ends_in_a_line": is_whole,
        "fingerprint": outcome.fingerprint,
    }


def _notes(outcome: Outcome, is_whole: bool) -> list[str]:
    notes = list(outcome.notes)
    rows = outcome.counts["rows"]
    if not rows:
        notes.append(_("Tidak ada baris di bawah judul. Mungkin baru separuh berkas yang terkirim."))
    elif not is_whole:
        notes.append(
            _(
                "Baris terakhir (%(line)d) berhenti tanpa ganti baris. Pastikan berkasnya utuh: "
                "bandingkan baris terakhirnya dengan sistem asal sebelum menerapkan."
            )
            % {"line": outcome.last_line}
        )
    often = [
        name for name, number in outcome.refused_columns.items() if name and number > rows * MOST_OF_THEM
    ]
    if often:
        notes.append(
            _(
                "Sebagian besar baris ditolak karena kolom %(columns)s. Mungkin kolomnya tertukar: "
                "tekan «Ubah nama kolom»."
            )
            % {"columns": ", ".join(often)}
        )
    return notes
