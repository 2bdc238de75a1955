""" "Mengapa hasil ini?": the result taken apart step by step, from what was kept with the decision (K-04, P-21)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from selaras.authorization import Actor
from selaras.core import clock
from selaras.core.decisions import decisions_about
from selaras.core.models import DecisionRecord
from selaras.evaluation.deadlines import ObjectionWindow, objection_window
from selaras.evaluation.models import Evaluation, Objection
from selaras_rules import OrganisationPredikat as OrganisationLevel
from selaras_rules import Predikat, Rating, Ruleset, Standing, Step, UnknownLaw, date_label, regulation
from selaras_rules.catalogue import resting_key


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the quadrant."""

    predikat: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class QuadrantRow:
    """One row of the quadrant: a rating hasil kerja."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Quadrant:
    """The table of the law with the place that was hit."""

    columns: tuple[str, ...]
    rows: tuple[QuadrantRow, ...]


@dataclass(frozen=True, slots=True)
class ExplainedRating:
    """One of the two ratings, with its reason and whose it is."""

    title: str
    value: str
    reason: str
    who: str


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One decision: when, by whom, what; superseded or in force."""

    at: datetime
    who: str
    text: str
    icon: str
    tone: str
    note: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything the page shows; no query is left to be asked."""

    summary: tuple[str, ...]
    agreed_on: date
    inputs: Mapping[str, Any]
    results: tuple[Mapping[str, Any], ...]
    dialogues: tuple[Mapping[str, Any], ...]
    feedback: tuple[Mapping[str, Any], ...]
    warned_on: date | None
    late_since: date | None
    # What was changed in a calibration meeting before the result was fixed (P-43).
    calibrated: tuple[Mapping[str, Any], ...]
    ratings: tuple[ExplainedRating, ...]
    replaced_ratings: tuple[ExplainedRating, ...]
    quadrant: Quadrant
    because: tuple[Step, ...]
    pattern: tuple[Step, ...]
    organisation: str
    chain: tuple[ChainLink, ...]
    next_steps: tuple[str, ...]
    law_day: date
    fingerprint: str
    was_changed: bool


def explain(evaluation: Evaluation, by: Actor, on: date) -> Explanation | None:
    """The explanation of a fixed result, None before it is fixed. Two queries, whatever its size."""
    chain = [row for row in decisions_about(evaluation.pk) if row.kind == "predikat"]
    if not chain:
        return None
    first, last = chain[0], chain[-1]
    inputs = last.inputs
    window = objection_window(evaluation, on)
    is_own = by.employee_id == evaluation.employee_id
    return Explanation(
        summary=_summary(evaluation, chain, is_own=is_own),
        agreed_on=date.fromisoformat(inputs["skp_version"]["agreed_on"]),
        inputs=inputs,
        results=tuple(_with_evidence(row, inputs) for row in inputs["rhk"]),
        dialogues=tuple(
            {**row, "held_on": date.fromisoformat(row["held_on"])} for row in inputs["dialogues"]
        ),
        feedback=tuple(
            {**row, "given_on": date.fromisoformat(row["given_on"])} for row in inputs["feedback"]
        ),
        warned_on=date.fromisoformat(inputs["warning"]["held_on"]) if inputs["warning"] else None,
        late_since=date.fromisoformat(inputs["late_since"]) if inputs.get("late_since") else None,
        calibrated=tuple(
            {**row, "day": date.fromisoformat(row["on"])} for row in inputs.get("calibration", ())
        ),
        ratings=_ratings(last, _judge_of(chain)),
        replaced_ratings=tuple(
            rating
            for until, (row, after) in enumerate(pairwise(chain), start=1)
            if row.inputs["ratings"] != after.inputs["ratings"]
            for rating in _ratings(row, _judge_of(chain[:until]))
        ),
        quadrant=quadrant_of(last, clock.local(last.decided_at, evaluation.skp.agency).date()),
        because=tuple(readable(Step.from_json(step)) for step in last.findings),
        pattern=tuple(readable(Step.from_json(step)) for step in inputs["pattern"]["because"]),
        organisation=_organisation(inputs),
        chain=tuple(_link(row, row is last, evaluation) for row in chain),
        next_steps=_next_steps(evaluation, window, is_own=is_own),
        law_day=last.law_day,
        fingerprint=last.fingerprint,
        was_changed=first.value != last.value,
    )


def as_plain(evaluation: Evaluation) -> dict[str, Any]:
    """Every decision about a result as plain data: value, reasons with article and standing, law, inputs, people."""
    return {
        "period": evaluation.period,
        "decisions": [
            decision_as_plain(row) for row in decisions_about(evaluation.pk) if row.kind == "predikat"
        ],
    }


def decision_as_plain(row: DecisionRecord) -> dict[str, Any]:
    """One decision as it was kept: value, reasons, law, inputs, who and when, and what it supersedes."""
    return {
        "id": str(row.pk),
        "value": row.value,
        "because": row.findings,
        "law_day": row.law_day.isoformat(),
        "fingerprint": row.fingerprint,
        "inputs": row.inputs,
        "decided_by": row.decided_by_name,
        "decided_at": row.decided_at.isoformat(),
        "supersedes": str(row.supersedes_id) if row.supersedes_id else None,
    }


def readable(step: Step) -> Step:
    """The same reason with the short name of the regulation instead of its code, and the key one can read it up by."""
    if step.source is None:
        return step
    try:
        short = regulation(step.source).short
    except UnknownLaw:
        short = step.source
    return Step(step.text, short, step.article, step.standing, resting_key(step))


def told_step(step: Step) -> str:
    """A reason in one line, as papers print it: the sentence, then regulation, article and standing."""
    known = readable(step)
    where = ", ".join(word for word in (known.source, known.article) if word)
    standing = Standing(step.standing).label if step.standing else ""
    rest = "; ".join(word for word in (where, standing) if word)
    return f"{known.text} ({rest})" if rest else known.text


def quadrant_of(decision: DecisionRecord, decided_on: date) -> Quadrant:
    """The table that the decision was made by, also after a law reached back; the cell of both ratings is marked."""
    given = decision.inputs["ratings"]
    hasil, perilaku = given["hasil_kerja"]["value"], given["perilaku_kerja"]["value"]
    return quadrant(decision.law_day, hasil, perilaku, known_on=decided_on)


def quadrant(law_day: date, hasil: str, perilaku: str, known_on: date | None = None) -> Quadrant:
    """The table of the law on a day with one place marked; without ratings none is.

    With `known_on` as it was published by that day.
    """
    table = Ruleset(on=law_day, known_on=known_on).law("predikat.kuadran").value
    columns = tuple(reversed(Rating))
    rows = tuple(
        QuadrantRow(
            short_label(row),
            tuple(
                Cell(table[row][column], (row.value, column.value) == (hasil, perilaku)) for column in columns
            ),
        )
        for row in Rating
    )
    return Quadrant(tuple(short_label(column) for column in columns), rows)


def short_label(rating: Rating) -> str:
    """The rating in the table, whose headings need no «ekspektasi» each time."""
    return rating.label.removesuffix(" ekspektasi")


def _summary(evaluation: Evaluation, chain: Sequence[DecisionRecord], *, is_own: bool) -> tuple[str, ...]:
    first, last = chain[0], chain[-1]
    given, period = last.inputs["ratings"], evaluation.span.label
    facts = {
        "name": evaluation.skp.employee.full_name,
        "period": period,
        "hasil": Rating(given["hasil_kerja"]["value"]).label.lower(),
        "perilaku": Rating(given["perilaku_kerja"]["value"]).label.lower(),
        "predikat": Predikat(last.value).label,
        "who": first.decided_by_name,
        "day": date_label(clock.local(first.decided_at, evaluation.skp.agency).date()),
    }
    decided = _("Hasil ini ditetapkan oleh %(who)s pada %(day)s.") % facts
    sentences = [_opening(is_own) % facts, _basis(last.inputs), decided]
    for before, after in pairwise(chain):
        tells = _after_law if "law_change" in after.inputs else _after_objection
        sentences.append(tells(before, after, evaluation))
    return tuple(sentences)


def _opening(is_own: bool) -> str:
    if is_own:
        return _(
            "Pada %(period)s hasil kerja Anda %(hasil)s dan perilaku kerja Anda %(perilaku)s. "
            "Dalam tabel aturan keduanya bertemu pada predikat %(predikat)s."
        )
    return _(
        "Pada %(period)s hasil kerja %(name)s %(hasil)s dan perilaku kerjanya %(perilaku)s. "
        "Dalam tabel aturan keduanya bertemu pada predikat %(predikat)s."
    )


def _basis(inputs: Mapping[str, Any]) -> str:
    results, evidence = len(inputs["rhk"]), len(inputs["evidence"])
    proof = ngettext("%(count)s bukti", "%(count)s bukti", evidence) % {"count": evidence}
    number = len(inputs["dialogues"])
    talks = ngettext("%(count)s dialog", "%(count)s dialog", number) % {"count": number}
    return _("Yang dilihat: %(results)s rencana hasil kerja yang disepakati, %(proof)s, dan %(talks)s.") % {
        "results": results, "proof": proof, "talks": talks,
    }  # fmt: skip


def _after_law(before: DecisionRecord, after: DecisionRecord, evaluation: Evaluation) -> str:
    facts = {
        "who": after.decided_by_name,
        "day": date_label(clock.local(after.decided_at, evaluation.skp.agency).date()),
        "before": Predikat(before.value).label,
        "after": Predikat(after.value).label,
        "reason": after.inputs["law_change"]["reason"],
    }
    text = _(
        "Aturan yang berlaku surut mengubah predikat dari %(before)s menjadi %(after)s; diputuskan oleh %(who)s pada "
        "%(day)s. Dasarnya: %(reason)s"
    )
    return text % facts


def _after_objection(first: DecisionRecord, last: DecisionRecord, evaluation: Evaluation) -> str:
    facts = {
        "who": last.decided_by_name,
        "day": date_label(clock.local(last.decided_at, evaluation.skp.agency).date()),
        "before": Predikat(first.value).label,
        "after": Predikat(last.value).label,
    }
    if first.value == last.value:
        return (
            _("Setelah keberatan, %(who)s pada %(day)s menguatkan predikat %(after)s; keputusan itu final.")
            % facts
        )
    return (
        _(
            "Setelah keberatan, %(who)s pada %(day)s mengubah predikat dari %(before)s menjadi %(after)s; "
            "keputusan itu final."
        )
        % facts
    )


def _judge_of(chain: Sequence[DecisionRecord]) -> str:
    """Who wrote the reasons in force; a law that reached back changed no reason, so its decider is not the one."""
    return next(row.decided_by_name for row in reversed(chain) if "law_change" not in row.inputs)


def _ratings(decision: DecisionRecord, who: str) -> tuple[ExplainedRating, ...]:
    titles = {"hasil_kerja": _("Hasil kerja"), "perilaku_kerja": _("Perilaku kerja")}
    given = decision.inputs["ratings"]
    return tuple(
        ExplainedRating(title, given[name]["value"], given[name]["reason"], who)
        for name, title in titles.items()
    )


def _with_evidence(row: Mapping[str, Any], inputs: Mapping[str, Any]) -> Mapping[str, Any]:
    known = {proof["id"]: proof for proof in inputs["evidence"]}
    measured = [
        {
            **iki,
            "proofs": [known[key] for key in iki["evidence"] if key in known],
            "steps": [readable(Step.from_json(step)) for step in iki["because"]],
        }
        for iki in row["iki"]
    ]
    return {**row, "measured": measured}


def _organisation(inputs: Mapping[str, Any]) -> str:
    found = inputs.get("organisation")
    if not found:
        return ""
    return _("Predikat organisasi %(opd)s: %(level)s, ditetapkan oleh %(who)s pada %(day)s.") % {
        "opd": found["opd"],
        "level": OrganisationLevel(found["predikat"]).label,
        "who": found["set_by"],
        "day": date_label(date.fromisoformat(found["set_on"])),
    }


def _link(row: DecisionRecord, in_force: bool, evaluation: Evaluation) -> ChainLink:
    label = Predikat(row.value).label
    icon, text = _act_of(row)
    note = _("Berlaku") if in_force else _("Digantikan oleh keputusan di bawahnya")
    return ChainLink(
        clock.local(row.decided_at, evaluation.skp.agency), row.decided_by_name, text % {"predikat": label},
        icon, "good" if in_force else "neutral", note,
    )  # fmt: skip


def _act_of(row: DecisionRecord) -> tuple[str, str]:
    """Icon and sentence of a decision: fixed first, after an objection, or by a law that reaches back."""
    if "law_change" in row.inputs:
        return "scroll-text", _("Aturan yang berlaku surut: predikat %(predikat)s")
    if "objection" in row.inputs:
        return "scale", _("Keberatan diputuskan: predikat %(predikat)s")
    return "lock", _("Predikat ditetapkan: %(predikat)s")


def _next_steps(evaluation: Evaluation, window: ObjectionWindow | None, *, is_own: bool) -> tuple[str, ...]:
    objection: Objection | None = getattr(evaluation, "objection", None)
    if objection is not None:
        return (_objection_state(objection, evaluation),)
    if window is None:
        return ()
    if window.received_on is None and window.until is None and not window.is_open:
        waiting = _(
            "Penerimaan hasil dikonfirmasi pegawai sampai %(until)s; sesudah itu hasil dianggap diterima."
        )
        return (waiting % {"until": window.hand_over_text},)
    if not window.is_open:
        return (_("Masa keberatan berakhir %(until)s; hasil ini berlaku.") % {"until": window.until_text},)
    if not window.until_text:
        return (_("Keberatan masih dapat diajukan."),)
    who = (
        _("Anda dapat mengajukan keberatan sampai %(until)s.")
        if is_own
        else _("Pegawai dapat mengajukan keberatan sampai %(until)s.")
    )
    return (who % {"until": window.until_text},)


def _objection_state(objection: Objection, evaluation: Evaluation) -> str:
    if objection.status == "decided":
        return _("Keberatan sudah diputuskan dan keputusannya final.")
    superior = evaluation.skp.atasan_pejabat_penilai
    if objection.status == "explained":
        return _("Keberatan ini menunggu %(who)s untuk diputuskan.") % {
            "who": superior.full_name if superior else ""
        }
    return _("Keberatan menunggu penjelasan pejabat penilai, lalu diputuskan atasannya.")
