"""What the pages show, ready-made: what one may do now (or why not), and the state of a person's result."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, decide
from selaras.core.errors import Text
from selaras.evaluation.conditions import Missing, hasil_kerja_of, missing_for_finalise, pattern_hint, preview
from selaras.evaluation.deadlines import ObjectionWindow
from selaras.evaluation.explain import Quadrant, quadrant, readable
from selaras.evaluation.kinship import kinship_obstacle, why_no_relative
from selaras.evaluation.models import Evaluation, Objection
from selaras.evaluation.selectors import PeriodRow
from selaras.evaluation.services.objection import obstacle_to_objection
from selaras.evaluation.services.objection_support import explanation_overdue_on
from selaras.evaluation.workflow import EVALUATION, OBJECTION
from selaras_rules import (
    AngkaKredit,
    Finding,
    Jenjang,
    Predikat,
    RulesError,
    Ruleset,
    Step,
    convert_angka_kredit,
    whole_months,
)
from selaras_rules import OrganisationPredikat as OrganisationLevel


@dataclass(frozen=True, slots=True)
class Button:
    """One step a person may take here: a page to open, or a form to send; or the reason why not now."""

    label: Text
    url: str
    icon: str
    is_main: bool = False
    reason: Text = ""
    sends: bool = False


def buttons_for(evaluation: Evaluation, by: Actor, on: date, window: ObjectionWindow | None) -> list[Button]:
    """The steps of this person on this evaluation; steps that are never theirs are left out."""
    found = [
        *_of_penilai(evaluation, by),
        *_of_employee(evaluation, by, on, window),
        *_on_objection(evaluation, by, on),
    ]
    return sorted(found, key=lambda button: not button.is_main)


def _of_penilai(evaluation: Evaluation, by: Actor) -> Iterable[Button]:
    if evaluation.is_final or not decide(by, Permission.RATE_EVALUATION, evaluation):
        return
    is_rated = evaluation.status == "rated"
    kin = kinship_obstacle(by, evaluation.employee_id) or ""
    yield Button(
        _("Ubah penilaian") if is_rated else _("Isi penilaian"),
        _to("rate", evaluation),
        "pen-line",
        not is_rated,
        kin,
    )
    obstacle = kin or EVALUATION.obstacle(evaluation, "finalise") or ""
    yield Button(_("Periksa dan tetapkan"), _to("finalise", evaluation), "lock", is_rated, obstacle)


def _of_employee(
    evaluation: Evaluation, by: Actor, on: date, window: ObjectionWindow | None
) -> Iterable[Button]:
    if (
        decide(by, Permission.ACKNOWLEDGE_RESULT, evaluation)
        and evaluation.is_final
        and not evaluation.received_at
    ):
        yield Button(_("Konfirmasi penerimaan"), _to("receive", evaluation), "check", True, sends=True)
    if decide(by, Permission.ADD_OWN_VIEW, evaluation) and _may_still_write(window):
        label = _("Ubah pandangan Anda") if evaluation.own_view else _("Tambahkan pandangan Anda")
        yield Button(label, _to("own_view", evaluation), "message-square-quote")
    if (
        decide(by, Permission.OBJECT_TO_RESULT, evaluation)
        and evaluation.is_final
        and not _objection(evaluation)
    ):
        obstacle = obstacle_to_objection(evaluation, on, window) or ""
        yield Button(_("Ajukan keberatan"), _to("object", evaluation), "scale", reason=obstacle)
        if window is not None and not window.is_open and window.received_on is not None:
            yield Button(_("Minta dibuka kembali"), _to("reopening_ask", evaluation), "lock-open")


def _on_objection(evaluation: Evaluation, by: Actor, on: date) -> Iterable[Button]:
    objection = _objection(evaluation)
    if objection is None or objection.status == "decided":
        return
    if decide(by, Permission.ADD_OBJECTION_FILE, evaluation):
        yield Button(_("Lampirkan berkas"), _to("objection_file_add", evaluation), "paperclip")
    explains = objection.status == "raised" and decide(by, Permission.EXPLAIN_OBJECTION, evaluation)
    decides = decide(by, Permission.DECIDE_OBJECTION, evaluation)
    kin = (kinship_obstacle(by, evaluation.employee_id) or "") if explains or decides else ""
    if explains:
        yield Button(
            _("Jelaskan hasil ini"),
            _to("explain_objection", evaluation),
            "message-square-quote",
            not kin,
            kin,
        )
    if decides:
        obstacle = OBJECTION.obstacle(objection, "decide") or ""
        waits = _("Menunggu penjelasan pejabat penilai.") if objection.status == "raised" else obstacle
        waits = kin or waits
        yield Button(_("Putuskan keberatan"), _to("decide_objection", evaluation), "scale", not waits, waits)
        objection.evaluation = evaluation
        if objection.status == "raised" and on >= explanation_overdue_on(objection):
            yield Button(
                _("Lanjutkan tanpa penjelasan"), _to("objection_go_on", evaluation), "arrow-right", reason=kin,
                sends=True,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What will be fixed, from what it follows, what is still missing, and what the pattern advises or holds back."""

    hasil: str
    predikat: str
    because: tuple[Step, ...]
    quadrant: Quadrant
    missing: tuple[Missing, ...]
    obstacle: Text | None
    pattern: tuple[Step, ...]
    is_held: bool
    is_running: bool


def confirmation_of(
    evaluation: Evaluation, level: OrganisationLevel | None, by: Actor, on: date, ruleset: Ruleset
) -> Confirmation:
    """The page before a result is fixed. Six queries at most."""
    finding = preview(evaluation, level, ruleset)
    pattern = pattern_hint(evaluation, level, finding.value, ruleset) if finding else None
    hasil = hasil_kerja_of(evaluation, level, ruleset).value if finding else ""
    return Confirmation(
        hasil=hasil,
        predikat=finding.value.value if finding else "",
        because=tuple(readable(step) for step in finding.because) if finding else (),
        quadrant=quadrant(ruleset.on, hasil, evaluation.rating_perilaku_kerja),
        missing=tuple(missing_for_finalise(evaluation, on, level, ruleset)),
        obstacle=kinship_obstacle(by, evaluation.employee_id) or EVALUATION.obstacle(evaluation, "finalise"),
        pattern=tuple(readable(step) for step in pattern.because) if pattern else (),
        is_held=pattern is not None and pattern.value.blocks,
        is_running=on <= evaluation.span.end,
    )


def _may_still_write(window: ObjectionWindow | None) -> bool:
    return window is None or window.is_open or window.received_on is None


def _objection(evaluation: Evaluation) -> Objection | None:
    return getattr(evaluation, "objection", None)


def _to(name: str, evaluation: Evaluation) -> str:
    return reverse(f"evaluation:{name}", args=[evaluation.pk])


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One person of the team in one period."""

    row: PeriodRow
    url: str
    sends: bool
    label: Text
    reason: Text
    shows_result: bool = False
    is_ready: bool = False


def team_line(row: PeriodRow, relatives: Collection[UUID] = ()) -> TeamLine:
    """The next step with one person: open, fill in, fix, or read; with the reason where it is not this actor's."""
    evaluation = row.evaluation
    kin = why_no_relative() if row.skp.employee_id in relatives else ""
    if evaluation is None:
        url = reverse("evaluation:open", args=[row.skp.pk, row.period.code])
        return TeamLine(row, url, True, _("Mulai"), kin or _why_not_open(row))
    if kin and not evaluation.is_final:
        return TeamLine(row, _to("rate", evaluation), True, _("Lanjutkan"), kin)
    steps = {
        "open": ("rate", _("Lanjutkan")),
        "rated": ("finalise", _("Tetapkan")),
        "finalised": ("detail", _("Lihat")),
    }
    name, label = steps[evaluation.status]
    is_ready = evaluation.status == "rated"
    return TeamLine(row, _to(name, evaluation), False, label, "", evaluation.is_final, is_ready)


def _why_not_open(row: PeriodRow) -> Text:
    if not row.has_begun:
        return _("Periode belum dimulai.")
    return row.refusal if row.skp.version else _("SKP belum disepakati.")


def angka_kredit_hint(evaluation: Evaluation, ruleset: Ruleset) -> Finding[AngkaKredit] | None:
    """What the yearly predikat of a JF would convert to; a help, not the determination itself (BKN 3/2023)."""
    position = evaluation.skp.employee.position
    if not evaluation.is_annual or not evaluation.predikat or position is None or position.kind != "jf":
        return None
    months = whole_months(evaluation.skp.period_start, evaluation.skp.period_end)
    try:
        jenjang = Jenjang(position.jenjang)
        return convert_angka_kredit(Predikat(evaluation.predikat), jenjang, months, ruleset)
    except (ValueError, RulesError):
        return None
