"""The states of a correction, of a suspected outage and of a discipline case."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from selaras.authorization import Permission
from selaras.core.errors import Text
from selaras.core.workflow import Workflow, step
from selaras.discipline.models import CaseStatus, CorrectionStatus, DisciplineCase, Level, OutageStatus

CORRECTION = Workflow(
    "Koreksi presensi",
    CorrectionStatus.ASKED,
    states={str(status): status.label for status in CorrectionStatus},
    transitions=(
        step("approve_correction", {"asked"}, "approved", Permission.DECIDE_ATTENDANCE, _("Setujui")),
        step("refuse_correction", {"asked"}, "refused", Permission.DECIDE_ATTENDANCE, _("Tidak setujui")),
        step(
            "withdraw_correction", {"asked"}, "withdrawn", Permission.CORRECT_ATTENDANCE, _("Tarik kembali")
        ),
    ),
)
OUTAGE = Workflow(
    "Gangguan presensi",
    OutageStatus.SUSPECTED,
    states={str(status): status.label for status in OutageStatus},
    transitions=(
        step("excuse_outage", {"suspected"}, "excused", Permission.RUN_FEEDS, _("Ini gangguan")),
        step("dismiss_outage", {"suspected"}, "dismissed", Permission.RUN_FEEDS, _("Bukan gangguan")),
    ),
)


def team_is_there(case: DisciplineCase) -> Text | None:
    """A heavy punishment may only follow the examination by a team (PP 94/2021 Pasal 29)."""
    if case.suspected_level == Level.HEAVY and (
        case.overseer_id is None or case.personnel_officer_id is None
    ):
        return _("Dugaan berat wajib diperiksa tim. Tunjuk dulu unsur pengawasan dan unsur kepegawaian.")
    return None


_WAITING = {CaseStatus.DELIVERED, CaseStatus.SENT}
_HEARD = {CaseStatus.EXAMINED, CaseStatus.WITHOUT_EXAMINATION}
_KEEP, _EXAMINE, _DECIDE = Permission.KEEP_CASE, Permission.EXAMINE_CASE, Permission.DECIDE_CASE
# PP 94/2021 Pasal 26–37 and Peraturan BKN 6/2022 Pasal 49–50; a test holds it against `proses_disiplin.langkah`.
CASE = Workflow(
    "Perkara disiplin",
    CaseStatus.REPORTED,
    states={str(status): status.label for status in CaseStatus},
    transitions=(
        step("summon", {CaseStatus.REPORTED}, CaseStatus.SUMMONED, _KEEP, _("Panggil")),
        step(
            "summon_again", {CaseStatus.SUMMONED}, CaseStatus.SUMMONED_AGAIN, _KEEP, _("Panggil kedua kali")
        ),
        step(
            "examine",
            {CaseStatus.SUMMONED, CaseStatus.SUMMONED_AGAIN},
            CaseStatus.EXAMINED,
            _EXAMINE,
            _("Catat pemeriksaan"),
            team_is_there,
        ),
        step(
            "go_on_without",
            {CaseStatus.SUMMONED_AGAIN},
            CaseStatus.WITHOUT_EXAMINATION,
            _EXAMINE,
            _("Lanjutkan tanpa pemeriksaan"),
        ),
        step("recommend", _HEARD, CaseStatus.RECOMMENDED, _EXAMINE, _("Laporkan kepada pejabat berwenang")),
        step(
            "find_unproven", {CaseStatus.EXAMINED}, CaseStatus.UNPROVEN, _EXAMINE, _("Tutup, tidak terbukti")
        ),
        step(
            "dismiss_case", {CaseStatus.RECOMMENDED}, CaseStatus.UNPROVEN, _DECIDE, _("Tutup, tidak terbukti")
        ),
        step("impose", {CaseStatus.RECOMMENDED}, CaseStatus.IMPOSED, _DECIDE, _("Putuskan")),
        step("deliver", {CaseStatus.IMPOSED}, CaseStatus.DELIVERED, _KEEP, _("Catat penyampaian")),
        step("send", {CaseStatus.IMPOSED}, CaseStatus.SENT, _KEEP, _("Catat pengiriman")),
        step(
            "contest", _WAITING, CaseStatus.CONTESTED, Permission.ANSWER_CASE, _("Ajukan upaya administratif")
        ),
        step("take_effect", _WAITING, CaseStatus.IN_EFFECT, _KEEP, _("Nyatakan berlaku")),
        step("uphold", {CaseStatus.CONTESTED}, CaseStatus.IN_EFFECT, _KEEP, _("Putusan: dikuatkan")),
        step("correct", {CaseStatus.CONTESTED}, CaseStatus.CORRECTED, _KEEP, _("Putusan: diperbaiki")),
        step("annul", {CaseStatus.CONTESTED}, CaseStatus.ANNULLED, _KEEP, _("Putusan: dibatalkan")),
        step(
            "take_corrected_effect",
            {CaseStatus.CORRECTED},
            CaseStatus.IN_EFFECT,
            _KEEP,
            _("Nyatakan berlaku"),
        ),
        step("finish_serving", {CaseStatus.IN_EFFECT}, CaseStatus.SERVED, _KEEP, _("Catat selesai dijalani")),
    ),
)


def steps_from(status: str) -> Iterator[str]:
    """The names of the steps that may follow a state, in the order of the table."""
    return (one.name for one in CASE.transitions if status in one.sources)
