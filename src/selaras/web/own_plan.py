"""The own plan on the start page: what it asks of its owner, this year's and, once it is begun, next year's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor
from selaras.core import clock
from selaras.monitoring.models import Dialogue, Realisation
from selaras.organisation.models import Agency
from selaras.planning.models import ProposalStatus, Skp, TargetProposal
from selaras_rules import Period, SkpDue, date_label


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the start page."""

    title: str
    url: str
    text: str = ""
    icon: str = "circle-dot"
    tone: str = "calm"
    due: str = ""
    count: int = 0
    is_own: bool = False


def own_plans(actor: Actor, on: date) -> dict[int, Skp]:
    """The last plan of this year and, once it is begun, that of the next, each by its year."""
    month = on.month - 1
    recorded = Realisation.objects.filter(iki__rhk__skp=OuterRef("pk"), month=month)
    dialogue = Dialogue.objects.filter(skp=OuterRef("pk"))
    proposed = TargetProposal.objects.filter(skp=OuterRef("pk"), status=ProposalStatus.OPEN)
    proposed = proposed.exclude(author_id=actor.employee_id)
    rows = Skp.objects.filter(employee_id=actor.employee_id, year__in=(on.year, on.year + 1))
    rows = rows.select_related("pejabat_penilai").annotate(
        has_last_month=Exists(recorded), has_dialogue=Exists(dialogue), has_proposal=Exists(proposed)
    )
    return {skp.year: skp for skp in sorted(rows, key=lambda skp: skp.period_start)}


def coming_tasks(skp: Skp | None) -> Iterator[Task]:
    """What the plan of next year asks of its owner; none of it has a deadline yet."""
    if skp is None:
        return
    if skp.status == "submitted":
        yield _submitted_task(skp)
    elif skp.status in {"draft", "returned"}:
        yield _writing_task(skp)
    elif skp.status == "reopened":
        yield _revision_task(skp)
    elif skp.criteria_acknowledged_at is None:
        yield _criteria_task(skp)


def own_tasks(skp: Skp | None, on: date, due: SkpDue, agency: Agency) -> Iterator[Task]:
    """What the plan of this year, or its absence, asks of its owner on a day."""
    deadline = f"{date_label(due.due)} {clock.zone_label(agency)}"
    tone = "late" if on > due.due else "soon" if on >= due.warn_on else "calm"
    if skp is None:
        yield Task(
            _("Susun SKP %(year)s") % {"year": on.year},
            reverse("planning:mine"),
            _("Mulai dari SKP tahun lalu, dari matriks peran, atau dari awal."),
            "square-pen",
            tone,
            deadline,
        )
    elif skp.status in {"draft", "returned"}:
        task = _writing_task(skp)
        # The day of January is that of a year's first agreement: not of a revision, nor of a plan that begins later.
        is_due = not skp.version and skp.period_start <= due.due
        yield replace(task, tone=tone, due=deadline) if is_due else task
    elif skp.status == "submitted":
        yield _submitted_task(skp)
    else:
        if skp.status == "reopened":
            yield _revision_task(skp)
        yield from _working_tasks(skp, on)


def _writing_task(skp: Skp) -> Task:
    text = (
        _("Pejabat penilai meminta perbaikan.")
        if skp.status == "returned"
        else _("Rancangan Anda tersimpan.")
    )
    title = _("Lanjutkan SKP %(year)s") % {"year": skp.year}
    return Task(title, reverse("planning:detail", args=[skp.pk]), text, "square-pen")


def _submitted_task(skp: Skp) -> Task:
    """Whose turn it is: the owner's where a target was proposed to them, else that of the superior."""
    url = reverse("planning:detail", args=[skp.pk])
    if skp.has_proposal:  # type: ignore[attr-defined]
        return Task(
            _("Usulan target menunggu jawaban Anda"),
            url,
            _("SKP %(year)s disepakati sesudah usulan itu Anda terima, balas, atau tolak.")
            % {"year": skp.year},
            "scale",
            "soon",
        )
    return Task(
        _("SKP Anda menunggu persetujuan"),
        url,
        _("Giliran %(name)s; Anda tidak perlu melakukan apa pun.")
        % {"name": skp.pejabat_penilai or _("atasan Anda")},
        "hourglass",
    )


def _criteria_task(skp: Skp) -> Task:
    return Task(
        _("Baca dan akui ukuran penilaian Anda"),
        reverse("planning:detail", args=[skp.pk]),
        _("Apa arti di atas, sesuai, dan di bawah ekspektasi bagi Anda."),
        "scroll-text",
    )


def _revision_task(skp: Skp) -> Task:
    text = _("Versi %(version)d tetap berlaku sampai versi baru disepakati. Alasan dibuka: %(reason)s")
    return Task(
        _("Lanjutkan SKP %(year)s") % {"year": skp.year},
        reverse("planning:edit", args=[skp.pk]),
        text % {"version": skp.version, "reason": skp.reopen_reason},
        "square-pen",
    )


def _working_tasks(skp: Skp, on: date) -> Iterator[Task]:
    if skp.criteria_acknowledged_at is None:
        yield _criteria_task(skp)
    if on.month > 1 and not skp.has_last_month:  # type: ignore[attr-defined]
        month = Period.of_month(on.year, on.month - 1)
        yield Task(
            _("Catat realisasi %(month)s") % {"month": month.label},
            reverse("monitoring:progress"),
            _("Sekitar lima menit; satu bukti boleh dipakai untuk beberapa indikator."),
            "clipboard-check",
        )
