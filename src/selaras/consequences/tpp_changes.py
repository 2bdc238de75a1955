"""A law or a dated formula that reaches back to a month of TPP that was released: what is read otherwise, and why.

The month is counted again as for late data (`counting.py`); what differs becomes a correction. This module tells which
of them a law or a choice made, and by which law each share and correction is to be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from selaras.authorization import Actor, Permission, visible
from selaras.consequences.models import CorrectionCause, TppBasis, TppCorrection, TppMonth, TppShare
from selaras.consequences.tpp import told
from selaras.core import clock
from selaras.core.confirming import digest_of
from selaras.evaluation.explain import readable
from selaras.organisation.models import Agency
from selaras_rules import Period, RulesError, Ruleset, Step, choice_option
from selaras_rules.choices import all_choices
from selaras_rules.errors import NoLawInForce
from selaras_rules.parameters import Value, all_parameters

CountedBy = TppMonth | TppBasis
# What decides which days are cut and which result feeds a month: it can't be told from what a share kept.
_CUTTING = ("lateness.", "attendance.", "evaluation.periodicity", "keterlambatan.", "kehadiran.")
# What a month of TPP reads, of the choices of the agency and of the law.
_READ = ("tpp.", "disiplin.potongan_tunjangan", "disiplin.jenis", *_CUTTING)


@dataclass(frozen=True, slots=True)
class FormulaChange:
    """One choice or value of the law that a month reads otherwise: the sentence of before, and the one of today."""

    key: str
    title: str
    before: Step | None
    after: Step | None

    @property
    def was(self) -> list[Step]:
        """What it was counted by, ready to be shown."""
        return [readable(self.before)] if self.before else []

    @property
    def now(self) -> list[Step]:
        """What holds today, ready to be shown."""
        return [readable(self.after)] if self.after else []

    @property
    def cuts(self) -> bool:
        """Whether other days may be cut by it, or another result be read."""
        return self.key.startswith(_CUTTING)


def ruleset_of(counted_by: CountedBy, month: Period, agency: Agency) -> Ruleset:
    """The law and choices by which a month was counted, also after a later publication reached back to it."""
    today = Ruleset(month.end, counted_by.choices)
    if today.fingerprint == counted_by.fingerprint:
        return today
    known_on = clock.local(counted_by.counted_at, agency).date()
    return Ruleset(month.end, counted_by.choices, known_on=known_on)


def formula_changes(
    counted_by: CountedBy, month: Period, agency: Agency, now: Ruleset
) -> tuple[FormulaChange, ...]:
    """What a month reads otherwise by `now` than it was counted by, in the order of the choices, then of the law."""
    if counted_by.fingerprint == now.fingerprint:
        return ()
    before = ruleset_of(counted_by, month, agency)
    return (*_changed_choices(before, now), *_changed_law(before, now))


def _changed_choices(before: Ruleset, now: Ruleset) -> Iterator[FormulaChange]:
    for key in sorted(all_choices()):
        if key.startswith(_READ) and before.choice(key) != now.choice(key):
            yield FormulaChange(key, choice_option(key).title, before.choice_step(key), now.choice_step(key))


def _changed_law(before: Ruleset, now: Ruleset) -> Iterator[FormulaChange]:
    for key, parameter in sorted(all_parameters().items()):
        if not key.startswith(_READ):
            continue
        old, new = _law(before, key), _law(now, key)
        if old is not new:
            yield FormulaChange(
                key, parameter.title, _step(old, parameter.title), _step(new, parameter.title)
            )


def _law(ruleset: Ruleset, key: str) -> Value | None:
    try:
        return ruleset.law(key)
    except NoLawInForce:
        return None


def _step(value: Value | None, title: str) -> Step | None:
    return value.step(title) if value is not None else None


def keep_basis(run: TppMonth, fingerprint: str) -> None:
    """Before a month is counted by other law or choices, keep those by which released shares are told.

    Three queries at most, whatever the number of people. Call it inside a recording.
    """
    if run.fingerprint == fingerprint:
        return
    shares = TppShare.objects.filter(tpp_month=run, basis=None).exclude(released_at=None)
    fixes = TppCorrection.objects.filter(share__tpp_month=run, basis=None)
    fixes = fixes.exclude(released_at=None, confirmed_at=None)
    if not shares.exists() and not fixes.exists():
        return
    basis = TppBasis.objects.create(
        agency_id=run.agency_id, tpp_month=run, regulation_id=run.regulation_id, choices=run.choices,
        fingerprint=run.fingerprint, counted_by_id=run.counted_by_id, counted_at=run.counted_at,
    )  # fmt: skip
    shares.update(basis=basis)
    fixes.update(basis=basis)


@dataclass(slots=True)
class CauseFinder:
    """Says of each difference of one count whether the law made it; what it looks up is kept for the next person."""

    month: Period
    agency: Agency
    now: Ruleset
    _cutting: dict[Any, bool]

    def cause_of(self, last: TppShare | TppCorrection, known: Decimal) -> CorrectionCause:
        """The cause of a difference to what was told last, with the percentage that was told.

        The law made it where the facts that were kept give another percentage today, or where the days are cut by
        another table. In doubt it is the law: then it needs a reason before it leaves.
        """
        counted_by = last.told_by
        if counted_by.fingerprint == self.now.fingerprint:
            return CorrectionCause.LATE_DATA
        try:
            percent = told(last.inputs, self.now).value.percent
        except RulesError:
            return CorrectionCause.CHANGED_LAW
        by_law = percent != known or self._is_cut_otherwise(counted_by)
        return CorrectionCause.CHANGED_LAW if by_law else CorrectionCause.LATE_DATA

    def _is_cut_otherwise(self, counted_by: CountedBy) -> bool:
        if counted_by.pk not in self._cutting:
            changes = formula_changes(counted_by, self.month, self.agency, self.now)
            self._cutting[counted_by.pk] = any(change.cuts for change in changes)
        return self._cutting[counted_by.pk]


def cause_finder(month: Period, agency: Agency, now: Ruleset) -> CauseFinder:
    """One for a whole count."""
    return CauseFinder(month, agency, now, {})


def corrections_that_leave(month: Period) -> QuerySet[TppCorrection]:
    """The corrections that leave with a month: late data, and what a law made once it is confirmed."""
    rows = TppCorrection.objects.filter(due_month__lte=month.end, released_at=None)
    return rows.filter(Q(cause=CorrectionCause.LATE_DATA) | Q(confirmed_at__isnull=False))


def corrections_by_law(by: Actor) -> QuerySet[TppCorrection]:
    """The corrections that a law made and that have not left yet, as far as the actor may see them."""
    rows = TppCorrection.objects.filter(cause=CorrectionCause.CHANGED_LAW, released_at=None)
    return visible(by, Permission.LIST_TPP, rows)


def corrections_without_basis(by: Actor) -> QuerySet[TppCorrection]:
    """Those of them that wait for somebody to write their basis."""
    return corrections_by_law(by).filter(confirmed_at=None).order_by()


def months_waiting(by: Actor) -> set[UUID]:
    """The months of which such corrections wait for their basis. One query."""
    rows = corrections_without_basis(by)
    return set(rows.values_list("share__tpp_month_id", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class TppReview:
    """The corrections of a month that wait for a reason, by name. `confirmed`: those that only wait to leave."""

    waiting: tuple[UUID, ...]
    confirmed: int
    digest: str


def review_corrections(by: Actor, month: Period) -> TppReview:
    """What a law made of the released shares of a month, once it was counted again. One query."""
    waiting, told, confirmed = [], [], 0
    rows = corrections_by_law(by).filter(share__tpp_month__month=month.start).order_by("employee__name", "pk")
    for pk, old, new, at in rows.values_list("pk", "old_percent", "new_percent", "confirmed_at").iterator(
        1000
    ):
        if at is not None:
            confirmed += 1
            continue
        waiting.append(pk)
        told.append(f"{pk}:{old}:{new}")
    return TppReview(tuple(waiting), confirmed, digest_of(told))


def changes_of(run: TppMonth, agency: Agency, now: Ruleset) -> tuple[FormulaChange, ...]:
    """What a month reads otherwise than its released shares were counted by. One query at most.

    Once it was counted again, the law it was counted by before is what it is compared with.
    """
    month = Period.of_month(run.month.year, run.month.month)
    found = formula_changes(run, month, agency, now)
    if found:
        return found
    earlier = run.earlier.order_by("-counted_at").first()
    return formula_changes(earlier, month, agency, now) if earlier is not None else ()
