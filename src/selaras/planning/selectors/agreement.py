"""The plans on one desk: for each what is new, what changed, what the hints say, and whether it was opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from selaras.authorization import Actor, Permission, visible
from selaras.core.errors import NotFound, Text
from selaras.planning.advice import Hint, hints_for
from selaras.planning.compare import ChangedPart, changes_between
from selaras.planning.content import Content, SideLines, plan_content
from selaras.planning.models import BehaviourExpectation, LampiranItem, RencanaHasilKerja, Skp, SkpVersion
from selaras.planning.models.talk import TargetProposal
from selaras.planning.selectors.plan import RELATED, with_measures
from selaras.planning.workflow import SKP


@dataclass(frozen=True, slots=True)
class AwaitingPlan:
    """One plan that waits for an answer, ready to be shown in the list."""

    skp: Skp
    changes: list[ChangedPart]
    hints: list[Hint]
    results: int
    was_opened: bool
    obstacle: Text

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever agreed; else `changes` tell what differs from the version in force."""
        return self.skp.version == 0

    @property
    def may_be_marked(self) -> bool:
        """Only what was opened as it stands now, and what nothing stands in the way of."""
        return self.was_opened and not self.obstacle


def awaiting_rows(by: Actor) -> QuerySet[Skp]:
    """Plans handed in to this person (or to whom this person acts for), the longest waiting first."""
    rows = Skp.objects.filter(status="submitted", pejabat_penilai_id__in=by.stands_for)
    is_open = Q(proposals__status="open", proposals__iki__is_active=True)
    read_now = Q(readings__reader_id=by.employee_id, readings__revision=F("revision"))
    counted = visible(by, Permission.AGREE_SKP, rows).annotate(
        open_proposals=Count("proposals", filter=is_open, distinct=True),
        read_now=Count("readings", filter=read_now, distinct=True),
    )
    return counted.select_related(*RELATED).order_by("submitted_at", "id")


def marked_plans(by: Actor, keys: Sequence[UUID]) -> list[Skp]:
    """Those of the marked plans that lie before this person, in the order of the list."""
    return list(awaiting_rows(by).filter(pk__in=keys))


def awaiting_list(plans: Sequence[Skp]) -> list[AwaitingPlan]:
    """The plans of one page of `awaiting_rows` with what is to be said of each; four queries for any number."""
    contents = contents_of(plans)
    agreed = _last_agreed([skp for skp in plans if skp.version])
    return [_row(skp, contents[skp.pk], agreed.get(skp.pk)) for skp in plans]


def contents_of(plans: Sequence[Skp]) -> dict[UUID, Content]:
    """The live content of many plans whose relations are loaded; four queries."""
    keys = [skp.pk for skp in plans]
    results: dict[UUID, list[RencanaHasilKerja]] = defaultdict(list)
    for rhk in with_measures(RencanaHasilKerja.objects.filter(skp__in=keys, is_active=True)):
        results[rhk.skp_id].append(rhk)
    sides = _sides(keys)
    return {skp.pk: plan_content(skp, results[skp.pk], sides[skp.pk]) for skp in plans}


def _sides(keys: Sequence[UUID]) -> dict[UUID, SideLines]:
    words: dict[UUID, dict[str, str]] = defaultdict(dict)
    lists: dict[UUID, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in BehaviourExpectation.objects.filter(skp__in=keys):
        words[row.skp_id][row.value_code] = row.text
    for line in LampiranItem.objects.filter(skp__in=keys):
        lists[line.skp_id][line.block].append(line.text)
    return {key: SideLines(words[key], lists[key]) for key in keys}


def _last_agreed(plans: Sequence[Skp]) -> dict[UUID, Content]:
    if not plans:
        return {}
    rows = SkpVersion.objects.filter(skp__in=[skp.pk for skp in plans], number=F("skp__version"))
    return dict(rows.values_list("skp_id", "content"))


def _row(skp: Skp, content: Content, agreed: Content | None) -> AwaitingPlan:
    skp.shown_content = content  # type: ignore[attr-defined]
    changes = changes_between(agreed, content) if agreed is not None else []
    opened = bool(getattr(skp, "read_now", 0))
    obstacle = SKP.obstacle(skp, "agree") or ""
    return AwaitingPlan(skp, changes, hints_for(content), len(content["rhk"]), opened, obstacle)


def proposals_of(skp: Skp) -> list[TargetProposal]:
    """Every target that was put forward in this plan, the oldest first."""
    rows = TargetProposal.objects.filter(skp=skp).select_related("author", "answered_by")
    return list(rows.order_by("proposed_at", "id"))


def proposal_for(by: Actor, pk: UUID) -> TargetProposal:
    """One proposed target of a plan that this person may see; raises `NotFound`."""
    related = ("author", "answered_by", "iki__rhk", "skp__employee", "skp__pejabat_penilai")
    rows = visible(by, Permission.VIEW_SKP, TargetProposal.objects.filter(pk=pk))
    found: TargetProposal | None = rows.select_related(*related).first()
    if found is None:
        raise NotFound()
    return found
