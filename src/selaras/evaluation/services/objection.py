"""Objection (PermenPANRB 6/2022 Pasal 29, PP 30/2019 Pasal 59): raised, explained, decided by the superior, final."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.decisions import decision_in_force, record_decision
from selaras.core.documents import new_verification_code
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible, Text
from selaras.core.notices import tell
from selaras.core.workflow import advance
from selaras.evaluation import events
from selaras.evaluation.conditions import address, law_of
from selaras.evaluation.deadlines import ObjectionWindow, objection_obstacle, objection_window
from selaras.evaluation.kinship import require_unrelated
from selaras.evaluation.models import Evaluation, Objection
from selaras.evaluation.services.finalise import KIND
from selaras.evaluation.workflow import EVALUATION, OBJECTION
from selaras_rules import Finding, Predikat, Rating, Ruleset, Step, decide_predikat


@dataclass(frozen=True, slots=True)
class ObjectionRuling:
    """What the superior decides: the words, and both ratings as they stand after the decision."""

    decision: str
    rating_hasil_kerja: str
    rating_perilaku_kerja: str


def raise_objection(evaluation: Evaluation, grounds: str, *, by: Actor, on: date) -> Objection:
    """Object to a result within the window. Raises `StepNotPossible` outside it, `InvalidInput` without grounds."""
    require(by, Permission.OBJECT_TO_RESULT, evaluation)
    if not grounds.strip():
        raise InvalidInput(fields={"grounds": _("Tulis alasan keberatan Anda.")})
    obstacle = obstacle_to_objection(evaluation, on)
    if obstacle is not None:
        raise StepNotPossible(obstacle)
    objection = Objection(
        agency_id=evaluation.agency_id, evaluation=evaluation, grounds=grounds.strip(), raised_at=clock.now()
    )
    period = evaluation.span.label
    try:
        with transaction.atomic(), recording(events.OBJECTION_RAISED, by=by, about=objection, period=period):
            objection.save(force_insert=True)
            _tell_both_leaders(evaluation)
    except IntegrityError as error:
        raise ChangedMeanwhile() from error
    return objection


def obstacle_to_objection(
    evaluation: Evaluation, on: date, window: ObjectionWindow | None = None
) -> Text | None:
    """Why one can't object, or None: state, an objection already there, nobody above, outside the window.

    One query, none with the window at hand.
    """
    obstacle = EVALUATION.obstacle(evaluation, "object")
    if obstacle is not None:
        return obstacle
    if evaluation.skp.atasan_pejabat_penilai_id is None:
        return _(
            "Di atas pejabat penilai Anda tidak ada pejabat yang dapat memutus keberatan. "
            "Tulis keberatan Anda sebagai pandangan pada hasil ini, dan hubungi %(unit)s."
        ) % {"unit": evaluation.skp.agency.hr_label}
    return objection_obstacle(window or objection_window(evaluation, on))


def explain_objection(objection: Objection, explanation: str, *, by: Actor, on: date) -> Objection:
    """The pejabat penilai explains the result in own words."""
    require(by, Permission.EXPLAIN_OBJECTION, objection)
    require_unrelated(by, objection.employee_id)
    if not explanation.strip():
        raise InvalidInput(fields={"explanation": _("Tulis penjelasan Anda.")})
    evaluation = objection.evaluation
    with recording(events.OBJECTION_EXPLAINED, by=by, about=objection, period=evaluation.span.label):
        advance(
            OBJECTION, objection, "explain", explanation=explanation.strip(), explained_at=clock.now(),
            explained_by_id=by.employee_id,
        )  # fmt: skip
        _tell(
            evaluation,
            evaluation.skp.atasan_pejabat_penilai_id,
            _(
                "Keberatan atas hasil %(period)s kini memuat alasan pegawai dan penjelasan pejabat penilai. "
                "Keputusan ada pada Anda."
            ),
        )
    return objection


def decide_objection(objection: Objection, ruling: ObjectionRuling, *, by: Actor, on: date) -> Objection:
    """The superior keeps or changes the result, with reasons; the decision is final (PP 30/2019 Pasal 59 ayat (4)).

    A new decision supersedes the old one either way. Raises `InvalidInput` without words, or for a result that
    would be worse than the one objected to: objecting never harms.
    """
    require(by, Permission.DECIDE_OBJECTION, objection)
    require_unrelated(by, objection.employee_id)
    evaluation = objection.evaluation
    _require_other_than_who_fixed(evaluation, by)
    ruleset = law_of(evaluation)
    finding = _finding_of(evaluation, ruling, ruleset)
    obstacle = OBJECTION.obstacle(objection, "decide")
    if obstacle is not None:
        raise StepNotPossible(obstacle)
    facts = {"period": evaluation.span.label, "predikat": finding.value.label}
    with recording(events.OBJECTION_DECIDED, by=by, about=objection, because=ruling.decision, **facts) as rec:
        rec.note(old=_results(evaluation), new=_ruled(ruling, finding))
        _supersede(evaluation, ruling, finding, ruleset, by)
        advance(
            OBJECTION, objection, "decide", decision=ruling.decision.strip(), decided_at=clock.now(),
            decided_by_id=by.employee_id, decided_rating_hasil_kerja=ruling.rating_hasil_kerja,
            decided_rating_perilaku_kerja=ruling.rating_perilaku_kerja, decided_predikat=finding.value.value,
            code=new_verification_code(),
        )  # fmt: skip
        _put_in_force(evaluation, ruling, finding)
        _tell_decided(evaluation)
    return objection


def _require_other_than_who_fixed(evaluation: Evaluation, by: Actor) -> None:
    """Who fixed the result may have become the superior meanwhile; nobody reviews an own decision."""
    if evaluation.finalised_by_id is not None and evaluation.finalised_by_id == by.employee_id:
        raise StepNotPossible(
            _("Anda sendiri yang menetapkan hasil ini, jadi keberatannya diputuskan pejabat lain."),
            remedy=_("Admin menunjuk pejabat lain dengan perintah tertulis (Plt/Plh)."),
        )


def _finding_of(evaluation: Evaluation, ruling: ObjectionRuling, ruleset: Ruleset) -> Finding[Predikat]:
    fields: dict[str, Text] = {}
    if not ruling.decision.strip():
        fields["decision"] = _("Tulis keputusan beserta alasannya.")
    values = {rating.value for rating in Rating}
    for name in ("rating_hasil_kerja", "rating_perilaku_kerja"):
        if getattr(ruling, name) not in values:
            fields[name] = _("Pilih salah satu rating.")
    if fields:
        raise InvalidInput(fields=fields)
    hasil, perilaku = Rating(ruling.rating_hasil_kerja), Rating(ruling.rating_perilaku_kerja)
    finding = decide_predikat(hasil, perilaku, ruleset)
    if not finding.value.is_at_least(Predikat(evaluation.predikat)):
        worse = _(
            "Keberatan tidak boleh merugikan: hasil setelah keputusan tidak lebih rendah dari hasil semula."
        )
        raise InvalidInput(fields={"rating_hasil_kerja": worse})
    final = _final_step(ruleset)
    return Finding(finding.value, (*finding.because, final))


def _final_step(ruleset: Ruleset) -> Step:
    """The sentence of the law that ends the matter."""
    return ruleset.law("keberatan.putusan").step(
        "Atasan pejabat penilai memutus setelah mendengar kedua pihak; keputusannya final."
    )


def _results(evaluation: Evaluation) -> dict[str, str]:
    names = ("rating_hasil_kerja", "rating_perilaku_kerja", "predikat")
    return {name: getattr(evaluation, name) for name in names}


def _ruled(ruling: ObjectionRuling, finding: Finding[Predikat]) -> dict[str, str]:
    return {
        "rating_hasil_kerja": ruling.rating_hasil_kerja,
        "rating_perilaku_kerja": ruling.rating_perilaku_kerja,
        "predikat": finding.value.value,
    }


def _supersede(
    evaluation: Evaluation, ruling: ObjectionRuling, finding: Finding[Predikat], ruleset: Ruleset, by: Actor
) -> None:
    before = decision_in_force(evaluation.pk, KIND)
    inputs: dict[str, Any] = dict(before.inputs) if before else {}
    inputs.pop("law_change", None)  # that was another act, which stays told in its own decision
    inputs["ratings"] = {
        name: {"value": getattr(ruling, f"rating_{name}"), "reason": ruling.decision.strip()}
        for name in ("hasil_kerja", "perilaku_kerja")
    }
    inputs["objection"] = {"before": _results(evaluation)}
    record_decision(KIND, finding, ruleset, about=evaluation, by=by, inputs=inputs, supersedes=before)


def _put_in_force(evaluation: Evaluation, ruling: ObjectionRuling, finding: Finding[Predikat]) -> None:
    """The row shows the result in force; the first result stays in the superseded decision, word for word."""
    changes = _ruled(ruling, finding)
    if changes == _results(evaluation):
        return
    Evaluation.objects.filter(pk=evaluation.pk).update(**changes)
    for name, value in changes.items():
        setattr(evaluation, name, value)


def _tell_both_leaders(evaluation: Evaluation) -> None:
    skp = evaluation.skp
    _tell(
        evaluation,
        skp.pejabat_penilai_id,
        _("Ada keberatan atas hasil %(period)s yang Anda tetapkan. Mohon jelaskan pertimbangan Anda."),
    )
    _tell(
        evaluation,
        skp.atasan_pejabat_penilai_id,
        _("Ada keberatan atas hasil %(period)s. Anda memutuskannya setelah penjelasan pejabat penilai ada."),
    )


def _tell_decided(evaluation: Evaluation) -> None:
    text = _("Keberatan atas hasil %(period)s sudah diputuskan. Keputusan dan alasannya dapat dibaca.")
    for person in (evaluation.employee_id, evaluation.skp.pejabat_penilai_id):
        _tell(evaluation, person, text)


def _tell(evaluation: Evaluation, person: Any, text: str) -> None:
    tell(
        person, "objection", text % {"period": evaluation.span.label}, agency_id=evaluation.agency_id,
        url=address("evaluation:detail", evaluation.pk),
    )  # fmt: skip
