"""What waits for somebody in consequences, as rows that the start page counts together with everything else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from selaras.authorization import Actor, Role
from selaras.consequences.follow_up import status_kinerja
from selaras.consequences.models import Pak, Shortfall, TppMonth, TppShare
from selaras.consequences.tpp_changes import corrections_without_basis
from selaras.evaluation.models import Evaluation
from selaras_rules import Predikat, Rating, Ruleset, add_months

# Months of TPP that are looked back on; an older gap is a matter of a correction.
MONTHS = 3


def waiting_rows(by: Actor, on: date, ruleset: Ruleset) -> Iterator[tuple[str, QuerySet[Any]]]:
    """Kind → rows; only what the actor may act on, each led by an index of its own."""
    mine = by.employee_id
    yield "own_pak", Pak.objects.filter(employee_id=mine, status="proposed").exclude(proposed_by_id=mine)
    yield "own_shortfall", Shortfall.objects.filter(employee_id=mine, own_words_at=None)
    if by.leads or by.acts_for:
        yield from _of_the_team(by, on, ruleset)
    if by.roles & {Role.CITY_ADMIN, Role.OPD_ADMIN}:
        yield from _of_tpp(by, on)


def _of_the_team(by: Actor, on: date, ruleset: Ruleset) -> Iterator[tuple[str, QuerySet[Any]]]:
    led = list(by.stands_for)
    yield "pak", Pak.objects.filter(status="proposed", employee__pejabat_penilai_id__in=led)
    low = [one.value for one in Predikat if status_kinerja(one, ruleset) is Rating.DI_BAWAH]
    yield "shortfalls", Evaluation.objects.filter(
        skp__pejabat_penilai_id__in=led, skp__year__gte=on.year - 1, status="finalised", predikat__in=low,
        shortfall=None,
    )  # fmt: skip


def _of_tpp(by: Actor, on: date) -> Iterator[tuple[str, QuerySet[Any]]]:
    """Months, not people: whether one is there tells an index without counting thousands."""
    months = TppMonth.objects.filter(month__gte=add_months(on.replace(day=1), -MONTHS), cursor=None)
    shares = TppShare.objects.filter(tpp_month=OuterRef("pk"), released_at=None)
    gaps = shares.exclude(gap="")
    if Role.CITY_ADMIN in by.roles:
        yield "tpp_ready", months.filter(Exists(shares.filter(gap="")))
        # However long ago: a correction that waits for its basis would wait for ever.
        unfounded = corrections_without_basis(by).values("share__tpp_month_id")
        yield "tpp_unfounded", TppMonth.objects.filter(pk__in=unfounded)
    else:
        gaps = gaps.filter(gap_owner=None, opd_id__in=list(by.administered_opd_ids))
    yield "tpp_gaps", months.filter(Exists(gaps))
