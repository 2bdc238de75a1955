"""Two sources for one measure: they stand side by side, and both are asked how they measure (D9)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput
from selaras.core.notices import tell_many
from selaras.organisation.selectors import admins_of
from selaras.planning import events
from selaras.planning.models import Goal, GoalLevel


def join_sources(goal: Goal, other: Goal, *, by: Actor, on: date) -> None:
    """Say that `goal` measures the same thing as `other`, from another source.

    Raises `InvalidInput` for anything but two different indicators of overlapping years. The admins of an OPD
    whose indicator doesn't tell its method or coverage are asked for it.
    """
    require(by, Permission.MANAGE_GOALS, goal)
    require(by, Permission.VIEW_GOALS, other)
    _check(goal, other)
    head_id = other.other_source_of_id or other.pk
    with recording(events.SOURCES_JOINED, by=by, about=goal, title=goal.title, other=other.title):
        Goal.objects.filter(Q(pk=goal.pk) | Q(other_source_of=goal)).exclude(pk=head_id).update(
            other_source_of_id=head_id
        )
        for asked in (goal, other):
            _ask_how_it_measures(asked, on)
    goal.other_source_of_id = head_id


def part_sources(goal: Goal, *, by: Actor, on: date) -> None:
    """Take `goal` out of the comparison; what stood beside it stays together."""
    require(by, Permission.MANAGE_GOALS, goal)
    with recording(events.SOURCES_PARTED, by=by, about=goal, title=goal.title):
        if goal.other_source_of_id is None:
            _hand_over(goal)
        Goal.objects.filter(pk=goal.pk).update(other_source_of=None)
    goal.other_source_of = None


def _check(goal: Goal, other: Goal) -> None:
    if goal.pk == other.pk or goal.pk == other.other_source_of_id or goal.other_source_of_id == other.pk:
        raise InvalidInput(fields={"other": _("Keduanya sudah satu ukuran. Pilih indikator yang lain.")})
    if {goal.level, other.level} != {GoalLevel.INDICATOR}:
        raise InvalidInput(
            fields={"other": _("Hanya indikator yang punya sumber data. Pilih sebuah indikator.")}
        )
    if goal.first_year > other.last_year or other.first_year > goal.last_year:
        raise InvalidInput(
            fields={"other": _("Masa kedua indikator tidak bertemu, jadi tidak dapat disandingkan.")}
        )


def _hand_over(goal: Goal) -> None:
    """The oldest of the others takes the place at the head."""
    others = list(Goal.objects.filter(other_source_of=goal).order_by("id").values_list("pk", flat=True))
    if others:
        Goal.objects.filter(pk__in=others[1:]).update(other_source_of_id=others[0])
        Goal.objects.filter(pk=others[0]).update(other_source_of=None)


def _ask_how_it_measures(goal: Goal, on: date) -> None:
    if goal.method and goal.coverage:
        return
    text = _(
        "«%(title)s» kini punya dua sumber. Tulis cara menghitung dan cakupannya agar selisihnya dapat dibaca."
    )
    url = reverse("planning:goal_edit", args=[goal.pk])
    told = text % {"title": goal.title[:120]}
    tell_many(
        admins_of([goal.opd_id], on)[goal.opd_id], "goal.sources", told, agency_id=goal.agency_id, url=url
    )
