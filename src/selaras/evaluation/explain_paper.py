"""«Mengapa hasil ini?» of a person's result on paper, and the pieces from which every such paper is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from selaras.core.documents import (
    Agency,
    ExplainedFact,
    ExplainedPart,
    ExplainedStep,
    ExplanationDocument,
    Letterhead,
    render_pdf,
)
from selaras.evaluation.explain import ChainLink, Explanation, readable
from selaras.evaluation.models import Evaluation
from selaras.organisation.models import Agency as Tenant
from selaras.organisation.models import Employee, Unit
from selaras_rules import Rating, Ruleset, Standing, Step, date_label


def printed_steps(steps: Iterable[Step]) -> tuple[ExplainedStep, ...]:
    """Reasons as they are printed: the short name of the regulation, article, standing in words."""
    return tuple(_printed(readable(step)) for step in steps)


def printed_facts(facts: Iterable[tuple[str, Any]]) -> tuple[ExplainedFact, ...]:
    """Names and values as they are printed; what is empty becomes a dash."""
    return tuple(ExplainedFact(str(label), str(value) if value else "–") for label, value in facts)


def printed_acts(chain: Iterable[ChainLink]) -> tuple[ExplainedFact, ...]:
    """Acts as they are printed: when and by whom, then what was done and what is noted about it."""
    return printed_facts(
        (
            ", ".join(word for word in (moment_label(link.at), link.who) if word),
            ". ".join(word for word in (link.text, link.note) if word),
        )
        for link in chain
    )


def letterhead_of(agency: Tenant, opd: Unit | None) -> Letterhead:
    """The letterhead of the perangkat daerah, of the agency itself where there is none."""
    government = f"Pemerintah {agency.name}".upper()
    return Letterhead(agency=(opd.name if opd else agency.hr_label).upper(), government=government)


def typeset(document: ExplanationDocument) -> bytes:
    """The PDF; the same explanation on the same day gives the same bytes."""
    return render_pdf(document, created_at=datetime.combine(document.made_on, time(), UTC))


def employee_paper(
    employee: Employee, heading: str, about: str, summary: tuple[str, ...], parts: tuple[ExplainedPart, ...],
    ruleset: Ruleset, on: date,
) -> bytes:  # fmt: skip
    """An explanation about one person, under the letterhead of the OPD the person works in, as PDF."""
    opd = employee.unit.opd if employee.unit else None
    return typeset(
        ExplanationDocument(
            agency=Agency(employee.agency.name, employee.agency.place), letterhead=letterhead_of(employee.agency, opd),
            heading=heading, about=", ".join(word for word in (employee.full_name, about) if word), summary=summary,
            parts=parts, law_day=ruleset.on, fingerprint=ruleset.fingerprint, made_on=on,
        )
    )  # fmt: skip


def result_paper(evaluation: Evaluation, why: Explanation, on: date) -> bytes:
    """The explanation of a fixed result as PDF."""
    agency, employee = evaluation.skp.agency, evaluation.skp.employee
    return typeset(
        ExplanationDocument(
            agency=Agency(agency.name, agency.place), letterhead=letterhead_of(agency, evaluation.skp.opd),
            heading=_("Mengapa hasil ini?"), about=f"{employee.full_name}, {evaluation.span.label}",
            summary=(*why.summary, *why.next_steps), parts=tuple(_parts(evaluation, why)), law_day=why.law_day,
            fingerprint=why.fingerprint, made_on=on,
        )
    )  # fmt: skip


def file_name_of(what: str, about: str) -> str:
    """A name without anything that a file system could stumble over."""
    return f"mengapa-{what}-{slugify(about)[:60] or 'hasil'}.pdf"


def _printed(step: Step) -> ExplainedStep:
    where = ", ".join(word for word in (step.source, step.article) if word)
    return ExplainedStep(step.text, where, Standing(step.standing).label if step.standing else "")


def _parts(evaluation: Evaluation, why: Explanation) -> Iterator[ExplainedPart]:
    yield _plan(why)
    for row in why.results:
        yield _result(row)
    yield ExplainedPart(_("Yang dibicarakan"), facts=printed_facts(_talks(why)))
    yield ExplainedPart(_("Dua rating dan alasannya"), facts=printed_facts(_ratings(why)))
    yield ExplainedPart(
        _("Aturan yang mempertemukan keduanya"),
        texts=(_("Disiplin, kehadiran, dan inovasi tidak ada di dalam angka mana pun; semuanya dicatat terpisah."),),
        steps=printed_steps(why.because),
    )  # fmt: skip
    if why.organisation:
        reason = why.inputs["pattern"]["reason"]
        texts = (why.organisation, *((_("Alasan tetap pada hasil ini: %s") % reason,) if reason else ()))
        yield ExplainedPart(
            _("Organisasi dan pola, sebagai pertimbangan"), texts=texts, steps=printed_steps(why.pattern)
        )
    yield ExplainedPart(_("Siapa memutuskan, dan kapan"), facts=(*printed_acts(why.chain), *_lateness(why)))


def _plan(why: Explanation) -> ExplainedPart:
    version = why.inputs["skp_version"]
    facts = (
        (_("Versi SKP"), version["number"]),
        (_("Disepakati"), f"{date_label(why.agreed_on)}, {version['agreed_by']}"),
        (_("Sidik jari isi"), version["hash"]),
    )
    return ExplainedPart(_("Rencana yang menjadi ukuran"), facts=printed_facts(facts))


def _result(row: Mapping[str, Any]) -> ExplainedPart:
    facts: list[tuple[str, Any]] = []
    steps: list[Step] = []
    for iki in row["measured"]:
        reached = {"target": iki["target"], "reached": iki["realisation"], "percent": iki["achievement"]}
        facts.append(
            (
                iki["text"],
                _("target setahun %(target)s; realisasi %(reached)s; capaian %(percent)s") % reached,
            )
        )
        facts += [
            (_("Bukti: %s") % proof["title"], proof["sha256"] or proof["url"]) for proof in iki["proofs"]
        ]
        steps += iki["steps"]
    if row["feedback"]:
        facts.append((_("Umpan balik pejabat penilai"), row["feedback"]))
    return ExplainedPart(
        f"{row['number']}. {row['text']}", facts=printed_facts(facts), steps=printed_steps(steps)
    )


def _talks(why: Explanation) -> Iterator[tuple[str, str]]:
    for talk in why.dialogues:
        yield f"{talk['label']}, {date_label(talk['held_on'])}", talk["summary"]
    for note in why.feedback:
        yield f"{note['author']}, {date_label(note['given_on'])}", note["seen"]
    if why.warned_on:
        yield _("Peringatan dini"), date_label(why.warned_on)


def _ratings(why: Explanation) -> Iterator[tuple[str, str]]:
    for rating in why.ratings:
        yield rating.title, f"{Rating(rating.value).label}. {rating.reason} ({rating.who})"
    for rating in why.replaced_ratings:
        label = _("%s semula, digantikan") % rating.title
        yield label, f"{Rating(rating.value).label}. {rating.reason} ({rating.who})"
    for change in why.calibrated:
        facts = {"who": change["by"], "day": date_label(change["day"])}
        yield _("Setelah kalibrasi, %(who)s, %(day)s") % facts, change["reason"]


def _lateness(why: Explanation) -> Iterator[ExplainedFact]:
    if why.late_since:
        yield ExplainedFact(_("Ditetapkan setelah batas periode"), date_label(why.late_since))


def moment_label(at: datetime) -> str:
    """«4 April 2026, 10.30»; `at` is a moment on the agency's clock."""
    return f"{date_label(at.date())}, {at:%H.%M}"
