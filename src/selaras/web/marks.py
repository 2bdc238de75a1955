"""What a state, a predikat, a rating and a standing look like: label, tone and icon, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Mark:
    """One small sign: words, a tone of the stylesheet, and the name of an icon."""

    label: Text
    tone: str
    icon: str
    is_strong: bool = False


STATES: dict[str, Mark] = {
    "draft": Mark(_("Draf"), "neutral", "pencil"),
    "missing": Mark(_("Belum ada"), "neutral", "circle-dashed"),
    "open": Mark(_("Terbuka"), "info", "circle-dot"),
    "active": Mark(_("Berlaku"), "good", "circle-check"),
    "in_progress": Mark(_("Sedang berjalan"), "info", "circle-dot"),
    "submitted": Mark(_("Diajukan"), "wait", "send"),
    "waiting": Mark(_("Menunggu"), "wait", "clock"),
    "returned": Mark(_("Dikembalikan"), "warn", "undo-2"),
    "agreed": Mark(_("Disepakati"), "good", "circle-check"),
    "accepted": Mark(_("Diterima"), "good", "circle-check"),
    "confirmed": Mark(_("Dibenarkan"), "good", "circle-check"),
    "reopened": Mark(_("Dibuka kembali"), "info", "lock-open"),
    "given": Mark(_("Diberikan"), "info", "message-circle"),
    "final": Mark(_("Final"), "good", "lock"),
    "finalised": Mark(_("Final"), "good", "lock"),
    "locked": Mark(_("Terkunci"), "neutral", "lock"),
    "objected": Mark(_("Ada keberatan"), "warn", "scale"),
    "upheld": Mark(_("Hasil dikuatkan"), "neutral", "scale"),
    "revised": Mark(_("Hasil diubah"), "info", "scale"),
    "rejected": Mark(_("Ditolak"), "bad", "circle-x"),
    "refused": Mark(_("Ditolak"), "bad", "circle-x"),
    "declined": Mark(_("Ditolak"), "bad", "circle-x"),
    "superseded": Mark(_("Digantikan"), "neutral", "history"),
    "late": Mark(_("Terlambat"), "bad", "calendar-clock"),
    "done": Mark(_("Selesai"), "good", "check-check"),
    "closed": Mark(_("Ditutup"), "neutral", "lock"),
    "cancelled": Mark(_("Dibatalkan"), "neutral", "ban"),
    "new": Mark(_("Baru"), "good", "plus"),
    "changed": Mark(_("Berubah"), "info", "pen-line"),
    "gone": Mark(_("Tidak ada lagi"), "bad", "user-x"),
    "moved": Mark(_("Pindah"), "wait", "arrow-right"),
    "unclear": Mark(_("Belum jelas"), "warn", "circle-help"),
}

PREDIKAT: dict[str, Mark] = {
    "istimewa": Mark(_("Istimewa"), "good", "chevrons-up", is_strong=True),
    "sangat_baik": Mark(_("Sangat Baik"), "good", "chevrons-up", is_strong=True),
    "baik": Mark(_("Baik"), "good", "circle-check"),
    "butuh_perbaikan": Mark(_("Butuh Perbaikan"), "warn", "trending-up"),
    "kurang": Mark(_("Kurang"), "bad", "triangle-alert"),
    "sangat_kurang": Mark(_("Sangat Kurang"), "bad", "octagon-alert", is_strong=True),
}
NO_PREDIKAT = Mark(_("Belum ada predikat"), "neutral", "circle-dashed")

_ABOVE = Mark(_("Di atas ekspektasi"), "good", "chevrons-up")
_MEETS = Mark(_("Sesuai ekspektasi"), "info", "equal")
_BELOW = Mark(_("Di bawah ekspektasi"), "warn", "chevron-down")
RATINGS: dict[str, Mark] = {
    "di_atas": _ABOVE,
    "diatas_ekspektasi": _ABOVE,
    "di_atas_ekspektasi": _ABOVE,
    "diatas": _ABOVE,
    "above": _ABOVE,
    "sesuai_ekspektasi": _MEETS,
    "sesuai": _MEETS,
    "meets": _MEETS,
    "di_bawah": _BELOW,
    "dibawah_ekspektasi": _BELOW,
    "di_bawah_ekspektasi": _BELOW,
    "dibawah": _BELOW,
    "below": _BELOW,
}
NO_RATING = Mark(_("Belum dinilai"), "neutral", "circle-dashed")

_READ = Mark(_("dibaca"), "good", "book-open-text")
_REPORTED = Mark(_("dilaporkan"), "info", "megaphone")
_ASSUMED = Mark(_("diduga"), "warn", "circle-help")
STANDINGS: dict[str, Mark] = {
    "read": _READ,
    "dibaca": _READ,
    "reported": _REPORTED,
    "dilaporkan": _REPORTED,
    "assumed": _ASSUMED,
    "diduga": _ASSUMED,
}


def mark_of(kind: str, value: object) -> Mark:
    """The mark of a value of one kind (state, predikat, rating, standing); unknown values speak for themselves."""
    tables = {"state": STATES, "predikat": PREDIKAT, "rating": RATINGS, "standing": STANDINGS}
    nothing = {"predikat": NO_PREDIKAT, "rating": NO_RATING}
    key = str(getattr(value, "value", value) or "")
    if not key and kind in nothing:
        return nothing[kind]
    return tables[kind].get(key) or Mark(key.replace("_", " ").capitalize(), "neutral", "circle-dot")
