"""Which determinations of angka kredit rest on a law that reads otherwise today.

The account itself stores no number: it is counted from results whenever it is read. What a person was told once and
for all is the determination (PAK), so that is what is compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, visible
from selaras.consequences.models import Pak
from selaras.core.confirming import digest_of
from selaras.core.errors import Text
from selaras.evaluation.models import Evaluation, LawCorrection
from selaras.organisation.choices import rulesets_for
from selaras.organisation.models import Agency
from selaras_rules import (
    AngkaKredit,
    Finding,
    Jenjang,
    Period,
    Predikat,
    RulesError,
    Ruleset,
    convert_angka_kredit,
)

Rulesets = Mapping[date, Ruleset]


@dataclass(frozen=True, slots=True)
class ResultNow:
    """What stands of a result today: `by_law` when a law that reached back changed it."""

    end: date
    predikat: Predikat
    by_law: bool
    is_disputed: bool


@dataclass(frozen=True, slots=True)
class RowNow:
    """One row of a determination: what it was counted as, and what the same months are worth today."""

    evaluation_id: UUID
    label: str
    old_predikat: Predikat
    old_points: Decimal
    finding: Finding[AngkaKredit]
    by_law: bool

    @property
    def points(self) -> Decimal:
        """The points of today."""
        return self.finding.value.points

    @property
    def is_other(self) -> bool:
        """Whether the row is worth something else today, for whatever cause."""
        return self.points != self.old_points


@dataclass(frozen=True, slots=True)
class PakDifference:
    """One determination that would hold another number; `held` says why no new one can be proposed yet."""

    pak_id: UUID
    before: Decimal
    after: Decimal
    rows: tuple[RowNow, ...]
    held: Text = ""

    @property
    def changed(self) -> list[RowNow]:
        """The rows that are worth something else."""
        return [row for row in self.rows if row.is_other]


@dataclass(frozen=True, slots=True)
class PakReview:
    """What a look at all determinations found. `waiting`: new ones that are proposed and not yet decided."""

    differences: tuple[PakDifference, ...]
    waiting: int

    @property
    def proposable(self) -> list[PakDifference]:
        """Those for which a new determination can be put forward now."""
        return [row for row in self.differences if not row.held]

    @property
    def digest(self) -> str:
        """Stands for exactly what can be put forward."""
        return digest_of(f"{row.pak_id}:{row.after}" for row in self.proposable)


def review_determinations(by: Actor, agency: Agency) -> PakReview:
    """Every determination in force beside the law as it is known now. Four queries, whatever their number."""
    rows = visible(by, Permission.VIEW_CHANGED_LAW, determinations_in_force())
    results = _results(rows.order_by().values("employee_id"))
    rulesets = rulesets_for(agency, {result.end for result in results.values()})
    fields = ("pk", "points", "jenjang", "content__rows", "employee__pejabat_penilai_id")
    differences = []
    for told in rows.order_by("employee__name", "pk").values_list(*fields).iterator(500):
        found = _difference(told, results, rulesets)
        if found is not None:
            differences.append(found)
    open_ones = Pak.objects.filter(status="proposed", replaces__isnull=False)
    waiting = visible(by, Permission.VIEW_CHANGED_LAW, open_ones).count()
    return PakReview(tuple(differences), waiting)


def determinations_in_force() -> QuerySet[Pak]:
    """The determinations that no later one replaced, and for which no new one is waiting."""
    newer = Pak.objects.filter(
        employee=OuterRef("employee"), goal=OuterRef("goal"), jenjang=OuterRef("jenjang"), target=OuterRef("target"),
        status="determined", decided_at__gt=OuterRef("decided_at"),
    )  # fmt: skip
    waiting = Pak.objects.filter(replaces=OuterRef("pk"), status="proposed")
    return Pak.objects.filter(~Exists(newer), ~Exists(waiting), status="determined")


def rows_now(pak: Pak) -> tuple[RowNow, ...]:
    """The rows of one determination as they are worth today. Two queries."""
    results = _results([pak.employee_id])
    rulesets = rulesets_for(pak.agency, {result.end for result in results.values()})
    return _rows(pak.content["rows"], Jenjang(pak.jenjang), results, rulesets)


def _results(people: QuerySet[Any, Any] | Sequence[UUID]) -> dict[UUID, ResultNow]:
    """The fixed results of these people. One query."""
    rows = Evaluation.objects.filter(skp__employee_id__in=people, status="finalised").order_by()
    rows = rows.annotate(by_law=Exists(LawCorrection.objects.filter(evaluation=OuterRef("pk"))))
    spans: dict[str, date] = {}
    found = {}
    fields = ("pk", "period", "predikat", "by_law", "objection__status")
    for pk, period, predikat, by_law, objection in rows.values_list(*fields).iterator(1000):
        end = spans.setdefault(period, Period.parse(period).end)
        is_disputed = objection is not None and objection != "decided"
        found[pk] = ResultNow(end, Predikat(predikat), by_law, is_disputed)
    return found


def _rows(
    kept: Iterable[Mapping[str, Any]],
    jenjang: Jenjang,
    results: Mapping[UUID, ResultNow],
    rulesets: Rulesets,
) -> tuple[RowNow, ...]:
    """What each kept row is worth today, and whether the law alone makes it something else.

    Raises errors of the rules where the law of that day says nothing any more.
    """
    found = []
    for row in kept:
        key, old, points = UUID(row["evaluation"]), Predikat(row["predikat"]), Decimal(row["points"])
        now = results.get(key)
        if now is None:  # Taken back since; what was determined from it stays until somebody decides.
            kept_value = AngkaKredit(points, Fraction(row["exact"]), old, jenjang, row["months"])
            found.append(RowNow(key, row["label"], old, points, Finding(kept_value, ()), by_law=False))
            continue
        ruleset = rulesets[now.end]
        finding = convert_angka_kredit(now.predikat, jenjang, row["months"], ruleset)
        as_it_was = convert_angka_kredit(old, jenjang, row["months"], ruleset).value.points
        by_law = as_it_was != points or (now.by_law and now.predikat != old)
        found.append(RowNow(key, row["label"], old, points, finding, by_law))
    return tuple(found)


def _difference(
    told: tuple[Any, ...], results: Mapping[UUID, ResultNow], rulesets: Rulesets
) -> PakDifference | None:
    pk, points, jenjang, kept, penilai = told
    try:
        rows = _rows(kept, Jenjang(jenjang), results, rulesets)
    except RulesError as error:
        return PakDifference(pk, points, points, (), str(error))
    after = points + sum((row.points - row.old_points for row in rows), Decimal(0))
    if after == points or not any(row.by_law for row in rows):
        return None
    return PakDifference(pk, points, after, rows, _held(rows, results, penilai))


def _held(rows: Iterable[RowNow], results: Mapping[UUID, ResultNow], penilai: UUID | None) -> Text:
    """Why nothing can be put forward now; empty when it can."""
    if penilai is None:
        return _("Pejabat penilai belum tercatat; admin OPD dapat memperbaikinya pada data pegawai.")
    known = (results.get(row.evaluation_id) for row in rows)
    if any(result is not None and result.is_disputed for result in known):
        return _("Satu hasil di dalamnya menunggu keputusan keberatan. Usulkan setelah keputusan itu.")
    return ""
