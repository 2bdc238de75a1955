"""What the pages of a case show, ready-made: where it stands, its steps in words, the buttons and why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selaras.authorization import Actor, Permission, decide
from selaras.discipline.models import CaseStatus, CaseStep, DisciplineCase
from selaras.discipline.services.examination import ANSWERING, BEFORE_EXAMINATION
from selaras.discipline.workflow import CASE, steps_from
from selaras.organisation.choices import ruleset_for
from selaras_rules.discipline import DisciplineLevel
from selaras_rules.findings import Step
from selaras_rules.periods import date_label
from selaras_rules.procedure import serving_effects

Text = str | Promise
# Steps beside the table of states: they add to the file and leave it where it is.
ADDED: Mapping[str, Text] = {
    "name_team": _("Tunjuk tim pemeriksa"),
    "give_statement": _("Tulis keterangan saya"),
}
_ICONS = {
    "summon": "mail", "summon_again": "mail", "name_team": "users", "give_statement": "message-square-quote",
    "examine": "clipboard-check", "go_on_without": "clipboard-list", "recommend": "send", "impose": "gavel",
    "deliver": "mail-open", "send": "send", "contest": "scale", "take_effect": "calendar-check",
    "find_unproven": "circle-check", "dismiss_case": "circle-check", "annul": "undo-2",
}  # fmt: skip
_TOLD: Mapping[str, Text] = {
    "summon": _("Panggilan pertama"),
    "summon_again": _("Panggilan kedua"),
    "name_team": _("Tim pemeriksa ditunjuk"),
    "give_statement": _("Keterangan yang bersangkutan"),
    "examine": _("Berita acara pemeriksaan"),
    "go_on_without": _("Dilanjutkan tanpa pemeriksaan"),
    "recommend": _("Laporan kepada pejabat yang berwenang"),
    "find_unproven": _("Ditutup: tidak terbukti"),
    "dismiss_case": _("Ditutup pejabat yang berwenang: tidak terbukti"),
    "impose": _("Keputusan hukuman disiplin"),
    "deliver": _("Keputusan diterima"),
    "send": _("Keputusan dikirim"),
    "contest": _("Upaya administratif diajukan"),
    "take_effect": _("Keputusan berlaku"),
    "uphold": _("Putusan: dikuatkan"),
    "correct": _("Putusan: diperbaiki"),
    "annul": _("Putusan: dibatalkan"),
    "take_corrected_effect": _("Keputusan yang diperbaiki berlaku"),
    "finish_serving": _("Selesai dijalani"),
}
# Steps that have a paper.
WITH_PAPER = frozenset(
    {
        "summon",
        "summon_again",
        "name_team",
        "examine",
        "go_on_without",
        "recommend",
        "impose",
        "deliver",
        "send",
        "correct",
        "annul",
        "find_unproven",
        "dismiss_case",
    }
)
_TONES = {
    CaseStatus.UNPROVEN: "good", CaseStatus.ANNULLED: "good", CaseStatus.SERVED: "neutral",
    CaseStatus.IN_EFFECT: "bad", CaseStatus.CONTESTED: "info",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the file as it is shown."""

    step: CaseStep
    label: Text
    icon: str

    @property
    def has_paper(self) -> bool:
        """Whether there is a letter to print."""
        return self.step.name in WITH_PAPER

    @property
    def is_late(self) -> bool:
        """Whether the step was taken after its last day; the law says the day, the file says the truth."""
        day = self.step.meets_at.date() if self.step.meets_at else self.step.day
        return (
            self.step.due_on is not None and self.step.name in ("deliver", "send") and day > self.step.due_on
        )


@dataclass(frozen=True, slots=True)
class Button:
    """A step that may follow; `reason` says why this person can't take it now."""

    name: str
    label: Text
    icon: str
    reason: Text = ""


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case with its steps, its buttons, and what holds while the punishment is served."""

    case: DisciplineCase
    tone: str
    lines: Sequence[StepLine]
    days: Sequence[date]
    buttons: Sequence[Button]
    effects: Sequence[Step]
    waits_for: Text


def case_page(case: DisciplineCase, by: Actor, on: date) -> CasePage:
    """The page of a case for one of those it names; two queries."""
    lines = [line_of(step) for step in case.steps.select_related("taken_by").order_by("order")]
    days = sorted(case.days.values_list("day", flat=True)) if case.ground == "ketidakhadiran" else []
    tone = _TONES.get(CaseStatus(case.status), "wait")
    effects: Sequence[Step] = ()
    if case.status == CaseStatus.IN_EFFECT and case.imposed_level:
        effects = serving_effects(DisciplineLevel(case.imposed_level), ruleset_for(case.agency, on)).because
    return CasePage(case, tone, lines, days, _buttons(case, by, on), effects, _waits_for(case))


def line_of(step: CaseStep) -> StepLine:
    """A step in words."""
    return StepLine(step, _TOLD[step.name], _ICONS.get(step.name, "circle-dot"))


def label_of(name: str) -> Text:
    """What the button of a step says. Raises `KeyError` for an unknown one."""
    return ADDED[name] if name in ADDED else CASE.transition(name).label


def _buttons(case: DisciplineCase, by: Actor, on: date) -> list[Button]:
    found = []
    for name in steps_from(case.status):
        if not decide(by, Permission(CASE.transition(name).permission), case):
            continue
        reason = CASE.obstacle(case, name) or _too_early(case, name, on) or _closed(case, name, on)
        found.append(Button(name, label_of(name), _ICONS.get(name, "circle-dot"), reason))
    if case.status in BEFORE_EXAMINATION and decide(by, Permission.EXAMINE_CASE, case):
        found.append(Button("name_team", ADDED["name_team"], _ICONS["name_team"]))
    if case.status in ANSWERING and decide(by, Permission.ANSWER_CASE, case):
        found.append(Button("give_statement", ADDED["give_statement"], _ICONS["give_statement"]))
    return found


def _too_early(case: DisciplineCase, name: str, on: date) -> Text:
    """Why a decision can't be declared in effect yet."""
    if name != "take_effect" or case.takes_effect_on is None or on >= case.takes_effect_on:
        return ""
    return _in_effect_from(case)


def _closed(case: DisciplineCase, name: str, on: date) -> Text:
    """Why nobody can contest: against this punishment there is no remedy, or its last day has passed."""
    if name != "contest":
        return ""
    if case.remedy_until is None:
        return _("Peraturan tidak membuka upaya administratif untuk tingkat hukuman ini.")
    if on > case.remedy_until:
        return _("Batas mengajukan, %(day)s, sudah lewat.") % {"day": date_label(case.remedy_until)}
    return ""


def _in_effect_from(case: DisciplineCase) -> Text:
    """From when a delivered decision counts; a remedy is named only where there is one."""
    text = (
        _("Berlaku %(day)s bila tidak ada upaya administratif.")
        if case.remedy_until
        else _("Mulai berlaku %(day)s.")
    )
    return text % {"day": date_label(case.takes_effect_on) if case.takes_effect_on else ""}


def _waits_for(case: DisciplineCase) -> Text:
    """What happens next, in a sentence."""
    match CaseStatus(case.status):
        case CaseStatus.REPORTED:
            return _(
                "Langkah berikutnya: surat panggilan. Pemeriksaan paling lambat tujuh hari kerja sesudahnya."
            )
        case CaseStatus.SUMMONED | CaseStatus.SUMMONED_AGAIN:
            return _("Langkah berikutnya: pemeriksaan pada hari yang disebut dalam panggilan.")
        case CaseStatus.EXAMINED | CaseStatus.WITHOUT_EXAMINATION:
            return _("Langkah berikutnya: pemeriksa melaporkan hasilnya, atau menutup bila tidak terbukti.")
        case CaseStatus.RECOMMENDED:
            return _("Menunggu keputusan pejabat yang berwenang.")
        case CaseStatus.IMPOSED:
            return _("Langkah berikutnya: keputusan disampaikan paling lambat empat belas hari kerja.")
        case CaseStatus.DELIVERED | CaseStatus.SENT if case.takes_effect_on:
            return _in_effect_from(case)
        case CaseStatus.CONTESTED:
            return _("Menunggu putusan atas upaya administratif.")
        case _:
            return ""
