"""The steps of an evaluation and of an objection. What needs the day or other tables stands in `conditions.py`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from selaras.authorization import Permission
from selaras.core.errors import Text
from selaras.core.workflow import Workflow, step
from selaras.evaluation.models import Evaluation as EvaluationRow
from selaras.evaluation.models import Objection as ObjectionRow

UNFINISHED = {"open", "rated"}


def has_both_ratings(evaluation: EvaluationRow) -> Text | None:
    """No predikat without both ratings."""
    if evaluation.rating_hasil_kerja and evaluation.rating_perilaku_kerja:
        return None
    return _("Rating hasil kerja dan rating perilaku kerja harus diisi keduanya.")


def has_both_reasons(evaluation: EvaluationRow) -> Text | None:
    """Every rating has its reason, also the middle one (complaints C-01, C-02)."""
    if evaluation.reason_hasil_kerja.strip() and evaluation.reason_perilaku_kerja.strip():
        return None
    return _("Setiap rating perlu alasan, juga bila hasilnya sesuai ekspektasi.")


def not_received_yet(evaluation: EvaluationRow) -> Text | None:
    """Receiving is confirmed once."""
    return _("Penerimaan hasil ini sudah Anda konfirmasi.") if evaluation.received_at else None


def not_objected_yet(evaluation: EvaluationRow) -> Text | None:
    """One objection for one result; its decision is final (PP 30/2019 Pasal 59 ayat (4))."""
    return _("Keberatan atas hasil ini sudah diajukan.") if hasattr(evaluation, "objection") else None


def both_sides_have_spoken(objection: ObjectionRow) -> Text | None:
    """The superior hears both sides first (PP 30/2019 Pasal 59 ayat (3))."""
    if objection.grounds.strip() and objection.explanation.strip():
        return None
    return _("Penjelasan pegawai dan pejabat penilai harus ada keduanya sebelum keputusan.")


EVALUATION = Workflow(
    "Evaluasi",
    "open",
    states={"open": _("Sedang diisi"), "rated": _("Siap ditetapkan"), "finalised": _("Ditetapkan")},
    transitions=(
        step("save_draft", UNFINISHED, "open", Permission.RATE_EVALUATION, _("Simpan draf")),
        step(
            "rate", UNFINISHED, "rated", Permission.RATE_EVALUATION, _("Lanjut ke penetapan"),
            has_both_ratings, has_both_reasons,
        ),
        step(
            "finalise", {"rated"}, "finalised", Permission.FINALISE_EVALUATION, _("Tetapkan predikat"),
            has_both_ratings, has_both_reasons,
        ),
        step(
            "receive", {"finalised"}, "finalised", Permission.ACKNOWLEDGE_RESULT, _("Konfirmasi penerimaan"),
            not_received_yet,
        ),
        step(
            "object", {"finalised"}, "finalised", Permission.OBJECT_TO_RESULT, _("Ajukan keberatan"),
            not_objected_yet,
        ),
    ),
)  # fmt: skip

OBJECTION = Workflow(
    "Keberatan",
    "raised",
    states={
        "raised": _("Menunggu penjelasan pejabat penilai"),
        "explained": _("Menunggu keputusan atasan pejabat penilai"),
        "decided": _("Diputuskan"),
    },
    transitions=(
        step("explain", {"raised"}, "explained", Permission.EXPLAIN_OBJECTION, _("Beri penjelasan")),
        step(
            "go_on_unexplained", {"raised"}, "explained", Permission.DECIDE_OBJECTION,
            _("Lanjutkan tanpa penjelasan"),
        ),
        step(
            "decide", {"explained"}, "decided", Permission.DECIDE_OBJECTION, _("Putuskan keberatan"),
            both_sides_have_spoken,
        ),
    ),
)  # fmt: skip

CALIBRATION = Workflow(
    "Kalibrasi",
    "hidden",
    states={
        "hidden": _("Dibandingkan tanpa nama"),
        "named": _("Dibandingkan dengan nama"),
        "closed": _("Ditutup"),
    },
    transitions=(
        step("show_names", {"hidden"}, "named", Permission.HOLD_CALIBRATION, _("Tampilkan nama")),
        step(
            "close_calibration",
            {"hidden", "named"},
            "closed",
            Permission.HOLD_CALIBRATION,
            _("Tutup kalibrasi"),
        ),
    ),
)

WORKFLOWS = (EVALUATION, OBJECTION, CALIBRATION)
