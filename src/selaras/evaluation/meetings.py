"""What somebody at the table of a calibration meeting sees: meetings, figures, cases; never the own case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, decide, visible
from selaras.core.rows import row_of
from selaras.evaluation.calibration_figures import Figures, JudgedPerson, figures_of
from selaras.evaluation.conditions import law_of
from selaras.evaluation.masking import masked
from selaras.evaluation.models import Calibration, CalibrationCase, CalibrationRemark, InvitedPenilai
from selaras.evaluation.reading import IkiReading, RhkReading, read_plan
from selaras.organisation.models import EmployeeKind, LegalStatus
from selaras_rules import Period, Predikat, Rating, Ruleset, date_label, decide_predikat

PEOPLE = ("opd__agency", "opened_by", "names_shown_by", "closed_by")
CASE_PEOPLE = (
    "invited__pejabat_penilai", "evaluation__skp__agency", "evaluation__skp__opd",
    "evaluation__skp__employee__position", "evaluation__skp__pejabat_penilai", "evaluation__skp_version",
)  # fmt: skip


def seen_calibrations(by: Actor) -> QuerySet[Calibration]:
    """The meetings one holds, oversees, or is invited to; also those a new pejabat penilai took over a case in."""
    invited = visible(by, Permission.JOIN_CALIBRATION, InvitedPenilai.objects.all()).values("calibration_id")
    took_over = visible(by, Permission.JOIN_CALIBRATION, CalibrationCase.objects.all()).values(
        "calibration_id"
    )
    overseen = visible(by, Permission.VIEW_CALIBRATION, Calibration.objects.all()).values("pk")
    rows: QuerySet[Calibration] = Calibration.objects.filter(
        Q(pk__in=overseen) | Q(pk__in=invited) | Q(pk__in=took_over)
    )
    return rows


def calibration_list(by: Actor) -> list[Calibration]:
    """The meetings of this person, the newest first, with the number of their cases. One query."""
    rows = seen_calibrations(by).select_related("opd").annotate(case_count=Count("cases"))
    return list(rows.order_by("-opened_at")[:200])


def running_invitations(by: Actor) -> QuerySet[InvitedPenilai]:
    """The seats of this person, and of those the person acts for, at meetings that are not closed."""
    return InvitedPenilai.objects.filter(pejabat_penilai_id__in=list(by.stands_for)).exclude(
        calibration__status="closed"
    )


def calibration_for(by: Actor, pk: UUID) -> Calibration:
    """One meeting. Raises `NotFound`. One query."""
    return row_of(seen_calibrations(by).select_related(*PEOPLE).filter(pk=pk))


def case_for(by: Actor, pk: UUID) -> CalibrationCase:
    """One case with its meeting, never the own one. Raises `NotFound`. One query."""
    people = [f"calibration__{name}" for name in PEOPLE]
    rows = CalibrationCase.objects.select_related(*CASE_PEOPLE, *people).filter(
        pk=pk, calibration__in=seen_calibrations(by)
    )
    return row_of(rows.exclude(evaluation__skp__employee_id=by.employee_id))


def may_change(by: Actor, case: CalibrationCase) -> bool:
    """Whether this person may change the rating of a case now: its pejabat penilai, before it is fixed."""
    is_running = case.calibration.status != "closed" and not case.evaluation.is_final
    return is_running and bool(decide(by, Permission.RATE_EVALUATION, case.evaluation))


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in the list: numbers, ratings, what happened to it. A name only while names are shown."""

    pk: UUID
    number: int
    penilai: int
    name: str
    hasil: str
    perilaku: str
    predikat: str
    is_final: bool
    is_mine: bool
    was_changed: bool
    remarks: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """The page of one meeting."""

    figures: Figures
    cases: tuple[CaseLine, ...]
    own_numbers: frozenset[int]


DIMENSIONS = ("unit", "golongan", "sex", "kind", "movement")
COLUMNS = (
    "pk", "number", "invited__number", "evaluation__rating_hasil_kerja", "evaluation__rating_perilaku_kerja",
    "evaluation__status", "evaluation__skp__employee_id", "evaluation__skp__pejabat_penilai_id",
    "evaluation__skp__employee__name", "evaluation__skp__employee__sex", "evaluation__skp__employee__golongan",
    "evaluation__skp__employee__kind", "evaluation__skp__employee__legal_status", "evaluation__skp__unit__name",
    "evaluation__skp__period_start", "evaluation__skp__period_end", "has_changed", "remark_count",
)  # fmt: skip


def meeting_of(calibration: Calibration, by: Actor, ruleset: Ruleset) -> Meeting:
    """Figures over all cases, and the cases this person may open. One query."""
    rows = calibration.cases.annotate(
        has_changed=Count("changes", distinct=True), remark_count=Count("remarks", distinct=True)
    ).order_by("number")
    found = [dict(zip(COLUMNS, row, strict=True)) for row in rows.values_list(*COLUMNS)]
    predikat = _predikat_table(ruleset)
    people = [_judged(row, predikat, calibration.span) for row in found]
    mine = [row["evaluation__skp__pejabat_penilai_id"] in by.stands_for for row in found]
    cases = tuple(
        _line(row, person, is_mine, hides_names=calibration.hides_names)
        for row, person, is_mine in zip(found, people, mine, strict=True)
        if row["evaluation__skp__employee_id"] != by.employee_id
    )
    own = frozenset(row["invited__number"] for row, is_mine in zip(found, mine, strict=True) if is_mine)
    return Meeting(figures_of(people, DIMENSIONS), cases, own)


def _predikat_table(ruleset: Ruleset) -> Mapping[tuple[Rating, Rating], Predikat]:
    return {
        (hasil, perilaku): decide_predikat(hasil, perilaku, ruleset).value
        for hasil in Rating
        for perilaku in Rating
    }


def _judged(
    row: Mapping[str, Any], predikat: Mapping[tuple[Rating, Rating], Predikat], span: Period
) -> JudgedPerson:
    hasil = Rating(row["evaluation__rating_hasil_kerja"])
    perilaku = Rating(row["evaluation__rating_perilaku_kerja"])
    groups = {
        "unit": row["evaluation__skp__unit__name"] or "",
        "golongan": row["evaluation__skp__employee__golongan"].split("/")[0],
        "sex": _sex(row["evaluation__skp__employee__sex"]),
        "kind": str(EmployeeKind(row["evaluation__skp__employee__kind"]).label),
        "movement": _movement(row, span.year),
    }
    return JudgedPerson(row["invited__number"], hasil, perilaku, predikat[hasil, perilaku], groups)


def _sex(code: str) -> str:
    return {"L": _("Laki-laki"), "P": _("Perempuan")}.get(code.upper(), "")


def _movement(row: Mapping[str, Any], year: int) -> str:
    """Who came within the year, who leaves within it or stands before retirement, and who was there all along."""
    start, end = row["evaluation__skp__period_start"], row["evaluation__skp__period_end"]
    is_new = row["evaluation__skp__employee__kind"] == EmployeeKind.CPNS or (start.year, start.month) > (
        year,
        1,
    )
    status = row["evaluation__skp__employee__legal_status"]
    if status in (LegalStatus.MPP, LegalStatus.ENDED) or (end.year, end.month) < (year, 12):
        return _("Selesai dalam tahun ini")
    return _("Baru dalam tahun ini") if is_new else _("Setahun penuh")


def _line(row: Mapping[str, Any], person: JudgedPerson, is_mine: bool, *, hides_names: bool) -> CaseLine:
    return CaseLine(
        pk=row["pk"],
        number=row["number"],
        penilai=person.penilai,
        name="" if hides_names and not is_mine else row["evaluation__skp__employee__name"],
        hasil=person.hasil.value,
        perilaku=person.perilaku.value,
        predikat=person.predikat.value,
        is_final=row["evaluation__status"] == "finalised",
        is_mine=is_mine,
        was_changed=bool(row["has_changed"]),
        remarks=row["remark_count"],
    )


@dataclass(frozen=True, slots=True)
class CaseIki:
    """One agreed indicator with what was reached, the words on it and its proofs, names taken out."""

    text: str
    target: str
    realisation: str
    achievement: str
    words: tuple[str, ...]
    proofs: tuple[str, ...]
    expectations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CaseRhk:
    """One agreed result of a case."""

    number: str
    text: str
    iki: tuple[CaseIki, ...]


@dataclass(frozen=True, slots=True)
class CaseReading:
    """One case with its names taken out: reasons, agreed items with what was reached, evidence, remarks, changes."""

    reasons: tuple[tuple[str, str, str], ...]
    rhk: tuple[CaseRhk, ...]
    own_view: str
    remarks: tuple[Remark, ...]
    changes: tuple[Any, ...]
    # The names that were taken out; empty for those who may know them.
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """One question or view; the author under the number of the invitation while names are hidden."""

    who: str
    text: str
    at: datetime


def read_case(case: CalibrationCase, by: Actor) -> CaseReading:
    """What the table compares. Six queries at most."""
    evaluation, hides = case.evaluation, case.calibration.hides_names
    is_mine = bool(decide(by, Permission.RATE_EVALUATION, evaluation))
    names = _names(case) if hides and not is_mine else ()
    reasons = tuple(
        (title, getattr(evaluation, f"rating_{name}"), masked(getattr(evaluation, f"reason_{name}"), names))
        for name, title in (("hasil_kerja", _("Hasil kerja")), ("perilaku_kerja", _("Perilaku kerja")))
    )
    return CaseReading(
        reasons=reasons,
        rhk=tuple(_rhk(row, names) for row in read_plan(evaluation, law_of(evaluation)).rhk),
        own_view=masked(evaluation.own_view, names),
        remarks=_remarks(case, hides=hides, names=names),
        changes=tuple(case.changes.select_related("changed_by").order_by("changed_at")),
        names=names,
    )


def _rhk(row: RhkReading, names: Iterable[str]) -> CaseRhk:
    return CaseRhk(row.number, masked(row.text, names), tuple(_iki(iki, names) for iki in row.iki))


def _iki(row: IkiReading, names: Iterable[str]) -> CaseIki:
    proofs = (
        f"{masked(proof.title, names)} ({proof.get_kind_display()}, {date_label(proof.happened_on)})"
        for proof in row.evidence
    )
    return CaseIki(
        text=masked(row.text, names),
        target=row.target,
        realisation=row.realisation,
        achievement="" if row.reached is None else row.achievement.value.text,
        words=tuple(masked(text, names) for text in (*row.notes, *row.causes)),
        proofs=tuple(proofs),
        expectations=row.expectations,
    )


def _names(case: CalibrationCase) -> tuple[str, ...]:
    skp = case.evaluation.skp
    people = (skp.employee, skp.pejabat_penilai, case.invited.pejabat_penilai)
    return tuple(person.name for person in people if person is not None)


def _remarks(case: CalibrationCase, *, hides: bool, names: Iterable[str]) -> tuple[Remark, ...]:
    seat = case.calibration.invited.filter(pejabat_penilai_id=OuterRef("author_id")).order_by()
    rows: QuerySet[CalibrationRemark] = case.remarks.select_related("author").order_by("written_at")
    rows = rows.annotate(seat=Subquery(seat.values("number")[:1]))
    return tuple(Remark(_author(row, hides=hides), masked(row.text, names), row.written_at) for row in rows)


def _author(row: CalibrationRemark, *, hides: bool) -> str:
    if row.author is None:
        return ""
    if not hides:
        return row.author.full_name
    number = row.seat  # type: ignore[attr-defined]
    return _("Penilai %(number)s") % {"number": number} if number else _("Pemandu kalibrasi")
