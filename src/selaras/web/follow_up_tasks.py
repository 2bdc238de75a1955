"""What waits after results are there: angka kredit, shortfalls, calibration meetings and the months of TPP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from selaras.core.errors import Text
from selaras.web.own_plan import Task


@dataclass(frozen=True, slots=True)
class Told:
    """How the start page tells of one kind of what waits."""

    kind: str
    title: Text
    page: str
    text: Text
    icon: str
    tone: str = "calm"
    is_own: bool = False


TASKS = (
    Told(
        "own_pak", _("Usul angka kredit Anda menunggu penetapan"), "consequences:credit_mine",
        _("Periksa angkanya sebelum pejabat penilai memutuskan."), "trending-up", is_own=True,
    ),
    Told(
        "own_shortfall", _("Pandangan Anda tentang hasil diminta"), "consequences:below",
        _("Pejabat penilai menulis penyebab dan menawarkan pengembangan."), "hand-helping", is_own=True,
    ),
    Told(
        "meetings", _("Pertemuan kalibrasi berjalan"), "evaluation:calibrations",
        _("Bandingkan alasan dan bukti sebelum hasil ditetapkan."), "users",
    ),
    Told(
        "pak", _("Angka kredit menunggu penetapan Anda"), "consequences:credit_people",
        _("Tetapkan, atau kembalikan dengan alasan."), "trending-up", "soon",
    ),
    Told(
        "shortfalls", _("Tanyakan penyebab hasil di bawah ekspektasi"), "consequences:below",
        _("Penyebab dahulu, lalu pelatihan atau bimbingan."), "hand-helping",
    ),
    Told(
        "tpp_ready", _("Bulan TPP yang dapat dilepas"), "consequences:tpp_months",
        _("Yang belum siap tidak menahan yang siap."), "check-check", "soon",
    ),
    Told(
        "tpp_unfounded", _("Bulan TPP yang koreksinya menunggu dasar"), "consequences:tpp_months",
        _("Tulis aturan mana yang berlaku surut; sesudah itu koreksinya keluar."), "scroll-text", "soon",
    ),
    Told(
        "tpp_gaps", _("Bulan TPP yang belum lengkap"), "consequences:tpp_months",
        _("Tertulis apa yang kurang dan siapa yang dapat melengkapi."), "circle-alert",
    ),
)  # fmt: skip


def follow_up_tasks(counts: Mapping[str, int]) -> Iterator[Task]:
    """One task for each kind that waits."""
    for told in TASKS:
        if counts[told.kind]:
            yield Task(
                str(told.title), reverse(told.page), str(told.text), told.icon, told.tone, count=counts[told.kind],
                is_own=told.is_own,
            )  # fmt: skip
