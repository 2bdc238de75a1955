"""The start page: what is mine today, what waits for me, what is late, in that order; at most seven queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from selaras.accounts.models import Account
from selaras.authorization import Actor, Permission, Role, visible
from selaras.core import clock
from selaras.evaluation.models import Evaluation, Objection
from selaras.evaluation.rhythm import PART_TIME, allowed_kinds
from selaras.evaluation.selectors import opds_without_predikat
from selaras.monitoring.focus import FocusLine, focus_of
from selaras.monitoring.models import Dialogue, Realisation
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import WITHOUT_SKP, Agency, Employee, EmployeeKind, SuperiorCorrection
from selaras.planning.models import RoleOffer, Skp
from selaras_rules import Period, PeriodKind, SkpDue, date_label, skp_due


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


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the year, as the stepper shows it."""

    label: str
    state: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How far the year's plans are, and what waits for an admin; numbers without names."""

    people: int
    agreed: int
    waiting: int
    corrections: int
    without_login: int

    @property
    def missing(self) -> int:
        """People whose plan is neither agreed nor waiting for an answer."""
        return self.people - self.agreed - self.waiting


@dataclass(slots=True)
class Home:
    """All the start page shows."""

    year: int
    skp: Skp | None = None
    has_own_year: bool = True
    steps: list[Step] = field(default_factory=list)
    mine: list[Task] = field(default_factory=list)
    waiting: list[Task] = field(default_factory=list)
    late: list[Task] = field(default_factory=list)
    progress: Counts | None = None
    # Chosen by the person for this week; nobody else gets to see it.
    focus: list[FocusLine] = field(default_factory=list)


def home_of(actor: Actor, agency: Agency, on: date) -> Home:
    """The start page of a person on a day."""
    home = Home(on.year)
    ruleset = ruleset_for(agency, on)
    due = skp_due(on.year, ruleset).value
    home.skp = _own_skp(actor, on)
    home.has_own_year = home.skp is not None or actor.plans
    if home.has_own_year:
        _sort(home, _own_tasks(home.skp, on, due, agency))
        home.steps = _steps(home.skp, on)
    if home.skp is not None:
        home.focus = focus_of(actor, on)
    rhythm = [allowed_kinds(ruleset, is_part_time=part_time)[1] for part_time in (False, True)]
    last, last_of_part_time = (Period.containing(kind, on).previous() for kind in rhythm)
    counts = _counts_of_steps(actor, on, last, last_of_part_time)
    _sort(home, _evaluation_tasks(counts), waiting=True)
    _sort(home, _team_tasks(counts, last), waiting=True)
    home.progress = _counts(actor, on.year)
    if home.progress is not None:
        _sort(home, _admin_tasks(home.progress), waiting=True)
    _sort(home, _head_tasks(actor, on), waiting=True)
    return home


def _sort(home: Home, tasks: Iterator[Task], *, waiting: bool = False) -> None:
    for task in tasks:
        (
            home.late if task.tone == "late" else home.waiting if waiting and not task.is_own else home.mine
        ).append(task)


def _own_skp(actor: Actor, on: date) -> Skp | None:
    month = on.month - 1
    recorded = Realisation.objects.filter(iki__rhk__skp=OuterRef("pk"), month=month)
    dialogue = Dialogue.objects.filter(skp=OuterRef("pk"))
    rows = Skp.objects.filter(employee_id=actor.employee_id, year=on.year).select_related("pejabat_penilai")
    rows = rows.annotate(has_last_month=Exists(recorded), has_dialogue=Exists(dialogue))
    return max(rows, key=lambda skp: skp.period_start, default=None)


def _own_tasks(skp: Skp | None, on: date, due: SkpDue, agency: Agency) -> Iterator[Task]:
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
        text = (
            _("Pejabat penilai meminta perbaikan.")
            if skp.status == "returned"
            else _("Rancangan Anda tersimpan.")
        )
        task = Task(
            _("Lanjutkan SKP %(year)s") % {"year": skp.year},
            reverse("planning:detail", args=[skp.pk]),
            text,
            "square-pen",
        )
        # The day of January is that of a year's first agreement: not of a revision, nor of a plan that begins later.
        is_due = not skp.version and skp.period_start <= due.due
        yield replace(task, tone=tone, due=deadline) if is_due else task
    elif skp.status == "submitted":
        yield Task(
            _("SKP Anda menunggu persetujuan"),
            reverse("planning:detail", args=[skp.pk]),
            _("Giliran %(name)s; Anda tidak perlu melakukan apa pun.")
            % {"name": skp.pejabat_penilai or _("atasan Anda")},
            "hourglass",
        )
    else:
        if skp.status == "reopened":
            yield _revision_task(skp)
        yield from _working_tasks(skp, on)


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
        yield Task(
            _("Baca dan akui ukuran penilaian Anda"),
            reverse("planning:detail", args=[skp.pk]),
            _("Apa arti di atas, sesuai, dan di bawah ekspektasi bagi Anda."),
            "scroll-text",
        )
    if on.month > 1 and not skp.has_last_month:  # type: ignore[attr-defined]
        month = Period.of_month(on.year, on.month - 1)
        yield Task(
            _("Catat realisasi %(month)s") % {"month": month.label},
            reverse("monitoring:progress"),
            _("Sekitar lima menit; satu bukti boleh dipakai untuk beberapa indikator."),
            "clipboard-check",
        )


def _evaluation_tasks(counts: Mapping[str, int]) -> Iterator[Task]:
    if counts["unreceived"]:
        yield Task(
            _("Hasil evaluasi untuk Anda terima"),
            reverse("evaluation:mine"),
            _("Baca alasannya dahulu; Anda dapat menambahkan pandangan atau mengajukan keberatan."),
            "mail-open",
            count=counts["unreceived"],
            is_own=True,
        )
    if counts["to_explain"]:
        text = _("Jelaskan penilaian Anda agar atasan dapat memutuskan.")
        yield Task(
            _("Keberatan menunggu penjelasan"),
            reverse("evaluation:awaiting"),
            text,
            "message-square-warning",
            "soon",
            count=counts["to_explain"],
        )
    if counts["to_decide"]:
        text = _("Kedua pihak sudah menulis; keputusan Anda final.")
        yield Task(
            _("Keberatan menunggu keputusan"),
            reverse("evaluation:awaiting"),
            text,
            "gavel",
            "soon",
            count=counts["to_decide"],
        )


def _counts_of_steps(actor: Actor, on: date, last: Period, last_of_part_time: Period) -> dict[str, int]:
    """How much waits for the actor, by kind, in one question: each part is led by its own index.

    Asked together as «or», the parts would read the rows of everybody.
    """
    received = Evaluation.objects.filter(status="finalised", received_at=None)
    rows: dict[str, QuerySet[Any]] = {"unreceived": received.filter(skp__employee_id=actor.employee_id)}
    if actor.leads or actor.acts_for:
        penilai = Q(pejabat_penilai_id__in=actor.stands_for)
        objections = Objection.objects.filter(evaluation__skp__pejabat_penilai_id__in=actor.stands_for)
        to_decide = Objection.objects.filter(
            evaluation__skp__atasan_pejabat_penilai_id__in=actor.stands_for, status="explained"
        )
        year = {on.year, last.year}
        rows |= {
            "to_explain": objections.filter(status="raised"),
            "to_decide": to_decide,
            "submitted": Skp.objects.filter(penilai, year__in=year, status="submitted"),
            "offered": RoleOffer.objects.filter(
                rhk__skp__employee_id=actor.employee_id, rhk__skp__year=on.year, status="waiting"
            ),
            "unrated": Skp.objects.filter(
                penilai, _unrated(~PART_TIME, last) | _unrated(PART_TIME, last_of_part_time), version__gt=0
            ),
        }
    first, *others = (
        found.values(what=Value(name)).annotate(n=Count("pk")).order_by() for name, found in rows.items()
    )
    found = {row["what"]: row["n"] for row in first.union(*others, all=True)}
    return {**dict.fromkeys(("to_explain", "to_decide", "submitted", "offered", "unrated"), 0), **found}


def _unrated(people: Q, period: Period) -> Q:
    """Plans of these people without a fixed result of the period that ended last."""
    done = Evaluation.objects.filter(skp=OuterRef("pk"), period=period.code, status="finalised")
    return Q(people, ~Exists(done), year=period.year)


def _team_tasks(counts: Mapping[str, int], last: Period) -> Iterator[Task]:
    if counts["submitted"]:
        yield Task(
            _("SKP menunggu persetujuan Anda"),
            reverse("planning:awaiting"),
            ngettext("%(n)d orang menunggu.", "%(n)d orang menunggu.", counts["submitted"])
            % {"n": counts["submitted"]},
            "inbox",
            "soon",
            count=counts["submitted"],
        )
    if counts["offered"]:
        yield Task(
            _("Ada yang menawarkan diri"),
            reverse("planning:matrix"),
            _("Terima ke dalam matriks, atau jawab dengan alasan."),
            "hand-helping",
            "soon",
            count=counts["offered"],
        )
    if counts["unrated"]:
        yield Task(
            _("Evaluasi %(period)s belum selesai") % {"period": last.label},
            reverse("evaluation:awaiting"),
            _("Bicarakan dahulu, lalu nilai satu per satu dengan alasan."),
            "list-checks",
            "soon",
            count=counts["unrated"],
        )


def _admin_tasks(counts: Counts) -> Iterator[Task]:
    if counts.corrections:
        text = _("Rancangan SKP orangnya ikut pindah setelah Anda memutuskan.")
        url = reverse("web:corrections")
        yield Task(_("Laporan atasan keliru"), url, text, "user-pen", "soon", count=counts.corrections)
    if counts.without_login:
        text = _("Cetak lembar kode dan serahkan langsung.")
        url = reverse("accounts:admin")
        yield Task(_("Akun belum diaktifkan"), url, text, "key-round", count=counts.without_login)


def _head_tasks(actor: Actor, on: date) -> Iterator[Task]:
    if Role.REGIONAL_HEAD not in actor.roles:
        return
    quarter = Period.containing(PeriodKind.QUARTER, on).previous()
    missing = opds_without_predikat(actor, quarter)
    if missing:
        yield Task(
            _("Predikat organisasi %(period)s belum ditetapkan") % {"period": quarter.label},
            reverse("evaluation:organisations"),
            _("Ditetapkan lebih dahulu, sebelum predikat pegawai."),
            "landmark",
            "soon",
            count=missing,
        )


def _counts(actor: Actor, year: int) -> Counts | None:
    if not actor.roles:
        return None
    manages = bool(actor.roles & {Role.OPD_ADMIN, Role.CITY_ADMIN})
    scope = Permission.MANAGE_ACCOUNTS if manages else Permission.VIEW_EMPLOYEE
    people = visible(actor, scope, Employee.objects.all())
    exempt = Q(legal_status__in=WITHOUT_SKP) | Q(kind=EmployeeKind.STATE_OFFICIAL)
    # Short lists looked up for each person, which is quicker than a join or a question for each.
    active = Account.objects.filter(activated_at__isnull=False).values("pk")
    reported = SuperiorCorrection.objects.filter(status="open").values("employee")
    found = people.aggregate(
        people=Count("pk", filter=~exempt),
        without_login=Count("pk", filter=~Q(nip="") & (Q(account=None) | ~Q(account__in=active))),
        corrections=Count("pk", filter=Q(pk__in=reported)),
    )
    # Counted from the plans, which one index answers: a look at the plans of each person takes ten times as long.
    plans = Skp.objects.filter(year=year).exclude(employee__in=Employee.objects.filter(exempt).values("pk"))
    if actor.roles == {Role.OPD_ADMIN}:
        plans = plans.filter(employee__in=people.values("pk"))
    found |= plans.aggregate(
        agreed=Count("employee", distinct=True, filter=Q(version__gt=0)),
        waiting=Count("employee", distinct=True, filter=Q(version=0, status="submitted")),
    )
    return Counts(**found) if manages else Counts(**{**found, "corrections": 0, "without_login": 0})


def _steps(skp: Skp | None, on: date) -> list[Step]:
    agreed = skp is not None and skp.version > 0
    talked = agreed and bool(getattr(skp, "has_dialogue", False))
    working = agreed and bool(getattr(skp, "has_last_month", False))
    return [
        Step(_("Rencana"), "done" if agreed else "current", url=reverse("planning:mine")),
        Step(_("Kerja & bukti"), _state(agreed, working), url=reverse("monitoring:progress")),
        Step(_("Dialog"), _state(agreed, talked), url=reverse("monitoring:progress")),
        Step(_("Evaluasi"), "current" if agreed and on.month > 3 else "next", url=reverse("evaluation:mine")),
        Step(_("Tindak lanjut"), "next"),
    ]


def _state(reached: bool, done: bool) -> str:
    return "done" if done else "current" if reached else "next"
