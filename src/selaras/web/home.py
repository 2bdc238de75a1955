"""The start page: what is mine today, what waits for me, what is late, in that order; at most nine queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from selaras.accounts.models import Account
from selaras.authorization import Actor, Permission, Role, visible
from selaras.evaluation.rhythm import allowed_kinds
from selaras.evaluation.selectors import opds_without_predikat, reopenings_awaiting
from selaras.monitoring.focus import FocusLine, focus_of
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency, Employee, SuperiorCorrection, reasons_without_skp, without_skp
from selaras.organisation.outages import recent_outages
from selaras.planning.models import Skp
from selaras.web.follow_up_tasks import follow_up_tasks
from selaras.web.lateness import due_of_year
from selaras.web.own_plan import Task, coming_tasks, own_plans, own_tasks
from selaras.web.waiting import counts_waiting, unagreed_in, unrated_in, without_official_in
from selaras_rules import Period, PeriodKind


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
    # Read by everybody while a deadline is moved because the system could not be used.
    outage: str = ""

    @property
    def is_on_time(self) -> bool:
        """Whether somebody with a plan is late with nothing: said early, not only when it is too late (C-19)."""
        return self.skp is not None and not self.late


def home_of(actor: Actor, agency: Agency, on: date) -> Home:
    """The start page of a person on a day."""
    home = Home(on.year)
    ruleset = ruleset_for(agency, on)
    rhythm = [allowed_kinds(ruleset, is_part_time=part_time)[1] for part_time in (False, True)]
    lasts = (Period.containing(rhythm[0], on).previous(), Period.containing(rhythm[1], on).previous())
    outages = recent_outages(agency, ruleset, on)
    counts = counts_waiting(actor, on, lasts, outages, ruleset)
    if not counts["outages"]:
        outages = replace(outages, are_none=True)
    home.outage = outages.notice()
    plans = own_plans(actor, on)
    home.skp = plans.get(on.year)
    home.has_own_year = home.skp is not None or actor.plans
    if home.has_own_year:
        due = due_of_year(actor, home.skp, outages)
        _sort(home, own_tasks(home.skp, on, due, agency))
        home.steps = _steps(home.skp, on)
    _sort(home, coming_tasks(plans.get(on.year + 1)))
    if home.skp is not None:
        _sort(home, _talk_tasks(counts, home.skp))
        if counts["focus"]:
            home.focus = focus_of(actor, on)
    _sort(home, _evaluation_tasks(counts), waiting=True)
    _sort(home, _team_tasks(counts), waiting=True)
    _sort(home, _rating_tasks(counts, lasts), waiting=True)
    _sort(home, _voice_tasks(counts), waiting=True)
    _sort(home, follow_up_tasks(counts), waiting=True)
    home.progress = _counts(actor, on.year)
    if home.progress is not None:
        _sort(home, _admin_tasks(home.progress), waiting=True)
    _sort(home, _head_tasks(actor, on, counts), waiting=True)
    return home


def _sort(home: Home, tasks: Iterator[Task], *, waiting: bool = False) -> None:
    for task in tasks:
        (
            home.late if task.tone == "late" else home.waiting if waiting and not task.is_own else home.mine
        ).append(task)


def _talk_tasks(counts: Mapping[str, int], skp: Skp) -> Iterator[Task]:
    if counts["talks"]:
        text = _("Tulis pihak Anda, lalu nyatakan apakah ringkasannya Anda setujui.")
        url = reverse("monitoring:year", args=[skp.pk]) + "#dialog"
        title = _("Catatan dialog menunggu konfirmasi Anda")
        yield Task(title, url, text, "messages-square", count=counts["talks"], is_own=True)


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


def _team_tasks(counts: Mapping[str, int]) -> Iterator[Task]:
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


def _rating_tasks(counts: Mapping[str, int], lasts: Iterable[Period]) -> Iterator[Task]:
    """What a period that has ended still waits for: results, plans to agree, somebody who may rate."""
    for period in dict.fromkeys(lasts):
        known, asked = {"period": period.label}, f"?periode={period.code}"
        if unrated := counts[unrated_in(period)]:
            title = _("Evaluasi %(period)s belum selesai") % known
            text = _("Bicarakan dahulu, lalu nilai satu per satu dengan alasan.")
            yield Task(
                title, reverse("evaluation:awaiting") + asked, text, "list-checks", "soon", count=unrated
            )
        if unagreed := counts[unagreed_in(period)]:
            title = _("SKP tim belum disepakati, jadi belum dapat dinilai (%(period)s)") % known
            text = _("Sepakati yang menunggu Anda, atau minta pegawainya menyusun.")
            url = f"{reverse('planning:awaiting')}?tampil=tim&tahun={period.year}"
            yield Task(title, url, text, "square-pen", "soon", count=unagreed)
        if unruled := counts[without_official_in(period)]:
            title = _("Penilaian %(period)s tanpa pejabat yang boleh menilai") % known
            text = _("Lihat siapa, lalu tunjuk Plt atau Plh dengan perintah tertulis.")
            url = reverse("evaluation:readiness", args=[period.code])
            yield Task(title, url, text, "user-check", "soon", count=unruled)


def _voice_tasks(counts: Mapping[str, int]) -> Iterator[Task]:
    """What citizens said waits to be sorted; only for who sorts it."""
    if counts["unsorted"]:
        text = _("Beri tema, atau pisahkan bila tentang satu petugas.")
        url = reverse("listening:sort")
        yield Task(_("Masukan warga belum dipilah"), url, text, "megaphone", count=counts["unsorted"])


def _admin_tasks(counts: Counts) -> Iterator[Task]:
    if counts.corrections:
        text = _("Rancangan SKP orangnya ikut pindah setelah Anda memutuskan.")
        url = reverse("web:corrections")
        yield Task(_("Laporan atasan keliru"), url, text, "user-pen", "soon", count=counts.corrections)
    if counts.without_login:
        text = _("Cetak lembar kode dan serahkan langsung.")
        url = reverse("accounts:admin")
        yield Task(_("Akun belum diaktifkan"), url, text, "key-round", count=counts.without_login)


def _head_tasks(actor: Actor, on: date, counts: Mapping[str, int]) -> Iterator[Task]:
    if Role.REGIONAL_HEAD not in actor.roles:
        return
    if counts["reopenings"]:
        yield Task(
            _("Ada yang meminta masa keberatan dibuka kembali"),
            reverse("evaluation:reopening", args=[reopenings_awaiting(actor).values_list("pk")[0][0]]),
            _("Hanya Anda yang dapat membukanya, dengan alasan."),
            "lock-open",
            "soon",
            count=counts["reopenings"],
        )
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
    # Short lists looked up for each person, which is quicker than a join or a question for each.
    active = Account.objects.filter(activated_at__isnull=False).values("pk")
    reported = SuperiorCorrection.objects.filter(status="open").values("employee")
    found = people.aggregate(
        people=Count("pk", filter=~without_skp()),
        without_login=Count("pk", filter=~Q(nip="") & (Q(account=None) | ~Q(account__in=active))),
        corrections=Count("pk", filter=Q(pk__in=reported)),
    )
    # Counted from the plans, which one index answers: a look at the plans of each person takes ten times as long.
    plans = Skp.objects.filter(year=year)
    for reason in reasons_without_skp():
        plans = plans.exclude(employee__in=Employee.objects.filter(reason).values("pk"))
    if actor.roles == {Role.OPD_ADMIN}:
        plans = plans.filter(employee__in=people.values("pk"))
    found["agreed"] = _people_of(plans.filter(version__gt=0))
    found["waiting"] = _people_of(plans.filter(version=0, status="submitted"))
    return Counts(**found) if manages else Counts(**{**found, "corrections": 0, "without_login": 0})


def _people_of(plans: QuerySet[Skp]) -> int:
    """How many people these plans are of: after a move a person has two. Asked so, PostgreSQL sorts nothing."""
    return plans.values("employee").distinct().count()


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
