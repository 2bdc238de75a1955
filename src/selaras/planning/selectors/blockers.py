"""Who holds up which plans: the reminder goes to the one whose turn it is, never to the one who waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from selaras.authorization import Role
from selaras.organisation.models import Agency, Employee, RoleAssignment, without_skp
from selaras.planning.models import Skp, TargetProposal
from selaras.planning.occasions import Occasion
from selaras_rules import date_label

PATIENCE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Blocker:
    """Somebody whose turn it is: what for, in one sentence, with the page where it is done."""

    recipient_id: UUID
    kind: str
    text: str
    url: str


def blockers_of(agency: Agency, year: int, occasion: Occasion) -> Iterator[Blocker]:
    """Everybody who holds up a plan of the year, and on escalation days the officials above them."""
    yield from _writers(agency, year, occasion)
    yield from _answerers(agency, year, None)
    yield from _without_superior(agency, year)
    if occasion.escalates:
        yield from _above(agency, year, occasion)


def slow_answers(agency: Agency, year: int, moment: datetime) -> Iterator[Blocker]:
    """The whole year: plans and proposed targets that have waited for more than a week."""
    yield from _answerers(agency, year, moment - PATIENCE)
    yield from _proposal_answerers(agency, year, moment - PATIENCE)


def _writers(agency: Agency, year: int, occasion: Occasion) -> Iterator[Blocker]:
    """Who has not handed in: no plan, a draft, or one that was given back.

    Whose only plan begins after the due day can't have missed it, and is not asked for January.
    """
    # Lists and differences: as one statement SQLite looks through all plans once for each person.
    plans = Skp.objects.filter(agency=agency, year=year)
    done = plans.filter(Q(status__in=("submitted", "agreed")) | Q(version__gt=0))
    handed_in = set(done.values_list("employee_id", flat=True))
    later = set(plans.filter(period_start__gt=occasion.due).values_list("employee_id", flat=True))
    if later:
        later -= set(plans.filter(period_start__lte=occasion.due).values_list("employee_id", flat=True))
    rows = [
        person
        for person in people_with_skp(agency).values_list("pk", flat=True)
        if person not in handed_in and person not in later
    ]
    words = {"year": year, "due": date_label(occasion.due)}
    text = (
        _("SKP %(year)s Anda belum diajukan, padahal tenggatnya %(due)s sudah lewat. Ajukan hari ini.")
        if occasion.is_late
        else _("SKP %(year)s Anda belum diajukan. Tenggatnya %(due)s.")
    ) % words
    for person in rows:
        yield Blocker(person, "write", text, reverse("planning:mine"))


def _answerers(agency: Agency, year: int, before: datetime | None) -> Iterator[Blocker]:
    rows = Skp.objects.filter(agency=agency, year=year, status="submitted", pejabat_penilai__isnull=False)
    if before is not None:
        rows = rows.filter(submitted_at__lt=before)
    found = rows.values("pejabat_penilai").annotate(count=Count("pk"), since=Min("submitted_at"))
    for row in found.order_by("pejabat_penilai"):
        text = ngettext(
            "%(count)d SKP menunggu jawaban Anda; yang paling lama sejak %(since)s.",
            "%(count)d SKP menunggu jawaban Anda; yang paling lama sejak %(since)s.",
            row["count"],
        ) % {"count": row["count"], "since": date_label(row["since"].date())}
        yield Blocker(row["pejabat_penilai"], "answer", text, reverse("planning:awaiting"))


def _proposal_answerers(agency: Agency, year: int, before: datetime) -> Iterator[Blocker]:
    rows = TargetProposal.objects.filter(
        agency=agency, skp__year=year, status="open", iki__is_active=True, proposed_at__lt=before
    ).exclude(skp__status="agreed")
    seen: set[UUID] = set()
    names = rows.order_by("proposed_at").values_list(
        "pk", "author_id", "skp__employee_id", "skp__pejabat_penilai_id"
    )
    for pk, author, employee, penilai in names:
        other = penilai if author == employee else employee
        if other is not None and other not in seen:
            seen.add(other)
            text = _("Ada usulan target yang sudah lebih dari seminggu menunggu jawaban Anda.")
            yield Blocker(other, "proposal", text, reverse("planning:proposal", args=[pk]))


def _above(agency: Agency, year: int, occasion: Occasion) -> Iterator[Blocker]:
    """The dialogue passes to the atasan pejabat penilai from the day after the due day (Lampiran II.C).

    That day holds for the first agreement of a year's plan: not for a revision, nor for a plan that begins later.
    """
    rows = Skp.objects.filter(
        agency=agency,
        year=year,
        status="submitted",
        version=0,
        period_start__lte=occasion.due,
        atasan_pejabat_penilai__isnull=False,
    )
    found = rows.values("atasan_pejabat_penilai").annotate(
        count=Count("pk"), leaders=Count("pejabat_penilai", distinct=True)
    )
    for row in found.order_by("atasan_pejabat_penilai"):
        text = _(
            "%(count)d SKP di bawah %(leaders)d pejabat penilai belum dijawab sampai tenggatnya. Pegawainya kini "
            "berhak membahas ekspektasi dengan Anda; ingatkan pejabat penilainya."
        ) % {"count": row["count"], "leaders": row["leaders"]}
        yield Blocker(row["atasan_pejabat_penilai"], "escalate", text, reverse("planning:readiness"))


def _without_superior(agency: Agency, year: int) -> Iterator[Blocker]:
    """Where nobody is recorded as superior, the admin of the OPD is the one who holds up."""
    waiting = people_with_skp(agency).filter(pejabat_penilai=None)
    counts = dict(
        waiting.values("unit__opd").annotate(count=Count("pk")).values_list("unit__opd", "count").order_by()
    )
    rows = RoleAssignment.objects.filter(agency=agency, role=Role.OPD_ADMIN, opd__in=counts, end=None)
    for admin in rows.order_by("pk"):
        text = ngettext(
            "%(count)d pegawai perangkat daerah Anda belum punya pejabat penilai, jadi SKP-nya tertahan.",
            "%(count)d pegawai perangkat daerah Anda belum punya pejabat penilai, jadi SKP-nya tertahan.",
            counts[admin.opd_id],
        ) % {"count": counts[admin.opd_id]}
        yield Blocker(admin.employee_id, "superior", text, reverse("planning:readiness"))


def people_with_skp(agency: Agency | UUID) -> QuerySet[Employee]:
    """Who works under an SKP (PermenPANRB 6/2022, Lampiran II.C.8)."""
    return Employee.objects.filter(agency=agency).exclude(without_skp())
