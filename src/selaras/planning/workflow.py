"""The states of an SKP: draft → submitted → agreed or returned → reopened as the next version."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from selaras.authorization import Permission
from selaras.core.errors import Text
from selaras.core.workflow import Workflow, step
from selaras.planning.content import Content
from selaras.planning.models import Skp
from selaras.planning.models.talk import ProposalStatus, TargetProposal

WRITABLE = frozenset({"draft", "returned", "reopened"})
TALKED_ABOUT = WRITABLE | {"submitted"}


def missing_for_submission(content: Content) -> Text | None:
    """What the plan lacks before it can be handed in, or None."""
    main = [rhk for rhk in content["rhk"] if rhk["kind"] == "utama"]
    if not main:
        return _("Tulis dulu sedikitnya satu rencana hasil kerja utama.")
    for rhk in content["rhk"]:
        if not rhk["iki"]:
            return _("Ada rencana hasil kerja yang belum punya indikator. Tambahkan cara mengukurnya.")
        if any(not iki["target_text"] for iki in rhk["iki"]):
            return _(
                "Ada indikator yang belum punya target. Isi angka, atau tulis targetnya dengan kata-kata."
            )
    return None


def has_measured_results(skp: Skp) -> Text | None:
    """Guard: at least one main result, and a target for every indicator."""
    return missing_for_submission(_content(skp))


def has_pejabat_penilai(skp: Skp) -> Text | None:
    """Guard: somebody is there to talk with."""
    if skp.pejabat_penilai_id is None:
        return _(
            "Pejabat penilai Anda belum tercatat. Laporkan lewat «Atasan saya keliru» agar admin OPD mencatatnya."
        )
    return None


def is_not_acknowledged(skp: Skp) -> Text | None:
    """Guard: the criteria are acknowledged once for each version."""
    if skp.criteria_acknowledged_at is not None:
        return _("Anda sudah menyatakan memahami kriteria versi ini.")
    return None


def has_no_open_proposal(skp: Skp) -> Text | None:
    """Guard: a proposed target gets its answer before the plan is agreed (P-40)."""
    count: int | None = getattr(skp, "open_proposals", None)
    if count is None:
        count = TargetProposal.objects.filter(skp=skp, status="open", iki__is_active=True).count()
    if count:
        return _(
            "Masih ada usulan target yang belum dijawab. Jawab dulu, agar keduanya menyepakati hal yang sama."
        )
    return None


SKP = Workflow(
    "SKP",
    "draft",
    states={
        "draft": _("Draf"),
        "submitted": _("Menunggu atasan"),
        "returned": _("Dikembalikan"),
        "agreed": _("Disepakati"),
        "reopened": _("Dibuka kembali"),
    },
    transitions=(
        step(
            "submit", WRITABLE, "submitted", Permission.SUBMIT_SKP, _("Ajukan"),
            has_pejabat_penilai, has_measured_results,
        ),
        step("withdraw", {"submitted"}, "draft", Permission.SUBMIT_SKP, _("Tarik kembali")),
        step(
            "agree", {"submitted"}, "agreed", Permission.AGREE_SKP, _("Sepakati"),
            has_measured_results, has_no_open_proposal,
        ),
        step("return", {"submitted"}, "returned", Permission.AGREE_SKP, _("Kembalikan")),
        # Either side may ask for it in a dialogue: expectations stay open all year (SE BKN 1/2023 5.c).
        step("reopen", {"agreed"}, "reopened", Permission.HOLD_DIALOGUE, _("Buka kembali")),
        step(
            "acknowledge", {"agreed"}, "agreed", Permission.ACKNOWLEDGE_CRITERIA, _("Saya memahami kriterianya"),
            is_not_acknowledged,
        ),
    ),
)  # fmt: skip

PROPOSAL = Workflow(
    "Usulan target",
    "open",
    states={status.value: status.label for status in ProposalStatus},
    transitions=(
        step("accept", {"open"}, "accepted", Permission.PROPOSE_TARGET, _("Terima")),
        step("decline", {"open"}, "declined", Permission.PROPOSE_TARGET, _("Tidak menerima")),
        step("counter", {"open"}, "countered", Permission.PROPOSE_TARGET, _("Balas dengan usulan lain")),
        step("withdraw", {"open"}, "withdrawn", Permission.PROPOSE_TARGET, _("Tarik usulan")),
    ),
)


OFFER = Workflow(
    "Tawaran diri",
    "waiting",
    states={
        "waiting": _("Menunggu jawaban"),
        "accepted": _("Diterima"),
        "declined": _("Belum diterima"),
        "withdrawn": _("Ditarik kembali"),
    },
    transitions=(
        step("accept", {"waiting"}, "accepted", Permission.ANSWER_OFFER, _("Terima tawaran")),
        step("decline", {"waiting"}, "declined", Permission.ANSWER_OFFER, _("Jawab dengan alasan")),
        step("withdraw", {"waiting"}, "withdrawn", Permission.OFFER_ROLE, _("Tarik tawaran")),
    ),
)


def state_of(skp: Any) -> str:
    """The state of a plan in words."""
    return str(SKP.states[skp.status])


def _content(skp: Any) -> Content:
    from selaras.planning.selectors.plan import content_of

    shown: Content | None = getattr(skp, "shown_content", None)
    return shown if shown is not None else content_of(skp)
