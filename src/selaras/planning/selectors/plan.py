"""SKP of a person: the current one, one by its key, its content, its versions, its talk."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.fields import CharField

from selaras.authorization import Actor, Permission, visible
from selaras.core.rows import row_of
from selaras.indicators.selectors import number_in_force
from selaras.planning.content import Content, SideLines, plan_content
from selaras.planning.models import (
    BehaviourExpectation,
    Iki,
    LampiranItem,
    RencanaHasilKerja,
    Skp,
    SkpComment,
    SkpVersion,
)

RELATED = (
    "agency", "employee__position", "employee__unit", "unit", "opd", "pejabat_penilai__position",
    "pejabat_penilai__unit", "atasan_pejabat_penilai__position", "atasan_pejabat_penilai__unit",
)  # fmt: skip


def current_skp(employee_id: UUID, year: int) -> Skp | None:
    """The SKP of this person for the year; of several (after a move) the one that starts last."""
    rows: QuerySet[Skp] = Skp.objects.filter(employee_id=employee_id, year=year).select_related(*RELATED)
    return max(rows, key=lambda skp: skp.period_start, default=None)


def skp_for(by: Actor, pk: UUID, *, with_agreed: bool = False) -> Skp:
    """One SKP that this person may see; raises `NotFound`.

    Carries `latest_version_id` of its last agreement, `following_id` of the plan after a move, and `with_agreed`
    also what was agreed as `agreed_content`.
    """
    latest = SkpVersion.objects.filter(skp=OuterRef("pk")).order_by("-number")
    rows = visible(by, Permission.VIEW_SKP, Skp.objects.select_related(*RELATED).filter(pk=pk))
    following = Skp.objects.filter(continues=OuterRef("pk"))
    rows = rows.annotate(
        latest_version_id=Subquery(latest.values("pk")[:1]), following_id=Subquery(following.values("pk")[:1])
    )
    if with_agreed:
        rows = rows.annotate(agreed_content=Subquery(latest.values("content")[:1]))
    skp: Skp = row_of(rows)
    return skp


def rhk_for(by: Actor, pk: UUID) -> RencanaHasilKerja:
    """One result of an SKP that this person may see; raises `NotFound`."""
    related = [f"skp__{name}" for name in RELATED]
    rows = RencanaHasilKerja.objects.filter(pk=pk, is_active=True).select_related(
        "parent", "goal", "skp", *related
    )
    return row_of(visible(by, Permission.VIEW_SKP, rows))


def iki_for(by: Actor, pk: UUID) -> Iki:
    """One indicator of an SKP that this person may see; raises `NotFound`."""
    related = [f"rhk__skp__{name}" for name in RELATED]
    rows = Iki.objects.filter(pk=pk, is_active=True, rhk__is_active=True).select_related(
        "standard", "rhk__skp", *related
    )
    return row_of(visible(by, Permission.VIEW_SKP, rows))


def version_for(by: Actor, pk: UUID) -> SkpVersion:
    """One agreed version of an SKP that this person may see; raises `NotFound`."""
    rows = SkpVersion.objects.filter(pk=pk).select_related(
        "skp__agency", "skp__employee", "skp__opd", "agreed_by"
    )
    return row_of(visible(by, Permission.VIEW_SKP, rows))


def agreed_version(skp: Skp) -> SkpVersion | None:
    """The last agreed version; it stays in force while a newer one is being written."""
    found: SkpVersion | None = SkpVersion.objects.filter(skp=skp).order_by("-number").first()
    return found


def versions_of(skp: Skp) -> list[SkpVersion]:
    """All agreed versions, the oldest first."""
    return list(SkpVersion.objects.filter(skp=skp).select_related("agreed_by").order_by("number"))


def version_of_code(code: str) -> SkpVersion | None:
    """The version behind a verification code. Call inside the scope that the verification page opens."""
    found: SkpVersion | None = SkpVersion.objects.select_related("skp__agency").filter(code=code).first()
    return found


def content_of(skp: Skp, *, on: date | None = None) -> Content:
    """The live content, in the shape of `SkpVersion.content`; three queries, four when relations aren't loaded.

    With a day it also says of indicators from the library which wording is in force then.
    """
    if not _is_loaded(skp):
        skp = Skp.objects.select_related(*RELATED).get(pk=skp.pk)
    return plan_content(skp, rhk_of(skp, on=on), side_lines_of(skp))


def results_of(skp: Skp) -> Content:
    """The live content of a plan whose relations are loaded, without what stands beside the results; two queries."""
    return plan_content(skp, rhk_of(skp), SideLines({}, {}))


def rhk_of(skp: Skp, *, on: date | None = None) -> list[RencanaHasilKerja]:
    """The results in force with their indicators, in the order of the form."""
    return list(with_measures(RencanaHasilKerja.objects.filter(skp=skp, is_active=True), on=on))


def with_measures(
    rows: QuerySet[RencanaHasilKerja], *, on: date | None = None
) -> QuerySet[RencanaHasilKerja]:
    """Results with what their content needs, in the order of the form."""
    lines = Iki.objects.filter(is_active=True)
    if on is not None:
        lines = lines.annotate(version_in_force=number_in_force("indicator", on))
    measures = Prefetch("iki_list", lines)
    return rows.select_related("parent", "goal").prefetch_related(measures).order_by("order", "id")


def side_lines_of(skp: Skp) -> SideLines:
    """Behaviour expectations and lampiran, fetched together."""
    expected = BehaviourExpectation.objects.filter(skp=skp)
    words = expected.annotate(what=Value("perilaku", CharField()), place=Value(0))
    lines = LampiranItem.objects.filter(skp=skp).annotate(what=Value("lampiran", CharField())).order_by()
    first = words.values_list("what", "value_code", "text", "place")
    rows = sorted(
        first.union(lines.values_list("what", "block", "text", "order"), all=True), key=lambda row: row[3]
    )
    lists: dict[str, list[str]] = defaultdict(list)
    for what, code, text, _place in rows:
        if what == "lampiran":
            lists[code].append(text)
    return SideLines({code: text for what, code, text, _place in rows if what == "perilaku"}, lists)


def comments_of(skp: Skp) -> list[SkpComment]:
    """The talk about the plan, the oldest first."""
    rows = SkpComment.objects.filter(skp=skp).select_related("author", "rhk", "iki")
    return list(rows.order_by("written_at", "id"))


def skp_list_of(employee_id: UUID) -> list[Skp]:
    """All SKP of a person, the newest first."""
    rows = Skp.objects.filter(employee_id=employee_id).select_related("pejabat_penilai", "unit")
    return list(rows.order_by("-period_start"))


def _is_loaded(skp: Skp) -> bool:
    return all(skp._state.fields_cache.get(name.split("__")[0], skp) is not skp for name in RELATED)
