"""What a pejabat penilai can see of the own work in a period (P-41): each standard, and where to look again.

It is a mirror for one person: no score, no comparison with colleagues, no effect on any result.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from selaras.authorization import Actor
from selaras.core import clock
from selaras.core.errors import Text
from selaras.evaluation.conditions import TALKS, is_head_of_opd
from selaras.evaluation.deadlines import moment_text
from selaras.evaluation.masking import masked
from selaras.evaluation.models import Evaluation, SampleCase
from selaras.evaluation.readiness import period_row
from selaras.evaluation.reason_words import is_short, points_somewhere, repeated
from selaras.evaluation.selectors import skp_awaiting
from selaras.monitoring.models import Dialogue, DialogueKind, Feedback, Voice
from selaras.organisation.models import Agency
from selaras.planning.models import Skp
from selaras_rules import Period, Rating, Ruleset, date_label


@dataclass(frozen=True, slots=True)
class Case:
    """One person to look at again, why, and the page where that is done."""

    name: str
    note: Text
    url: str


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard: what it asks, where that comes from, how many people it is about, whom to look at."""

    code: str
    title: Text
    asks: Text
    source: Text
    everybody: int
    cases: tuple[Case, ...]

    @property
    def met(self) -> int:
        """The people with whom the standard is kept."""
        return self.everybody - len(self.cases)


@dataclass(frozen=True, slots=True)
class Quality:
    """The page: standards that are kept, those with something to mend, and what the sample review said."""

    people: int
    good: tuple[Standard, ...]
    to_mend: tuple[Standard, ...]
    reviews: tuple[SampleCase, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the team with what happened in the period."""

    skp: Skp
    evaluation: Evaluation | None
    talks: tuple[Dialogue, ...]
    feedback: int
    # Fixed by somebody else, as after a change of superior or by who stood in.
    is_by_other: bool

    @property
    def is_rated(self) -> bool:
        """Whether both ratings with their reasons are given."""
        return self.evaluation is not None and self.evaluation.status in {"rated", "finalised"}

    @property
    def fixed_on(self) -> date | None:
        """The day of the result by the clock of the agency."""
        at = self.evaluation.finalised_at if self.evaluation is not None else None
        return clock.local(at, self.skp.agency).date() if at is not None else None

    @property
    def reasons(self) -> list[tuple[Text, str]]:
        """Both reasons under their titles; the work of the head of an organisation is not reasoned apart."""
        if self.evaluation is None:
            return []
        found: list[tuple[Text, str]] = [(_("perilaku kerja"), self.evaluation.reason_perilaku_kerja)]
        hasil = self.evaluation.reason_hasil_kerja
        if hasil or not (self.evaluation.is_annual and is_head_of_opd(self.skp)):
            found.insert(0, (_("hasil kerja"), hasil))
        return found


def quality_of(by: Actor, agency: Agency, period: Period, ruleset: Ruleset, on: date) -> Quality:
    """The own work of a pejabat penilai, or of whom one stands in for. Six queries, whatever the number of people."""
    people = _people(by, period, ruleset)
    if not people:
        return Quality(0, (), (), ())
    rated = [person for person in people if person.is_rated]
    # What may still happen in a running period is not missing yet.
    counted = people if period.end < on else rated
    standards = [
        _talks(counted, period, on),
        _in_time(people, agency, period),
        _length(rated),
        _repetition(rated),
        _pointers(rated),
        _warnings(rated, period, on),
        _feedback(counted),
    ]
    shown = [standard for standard in standards if standard.everybody]
    return Quality(
        people=len(people),
        good=tuple(standard for standard in shown if not standard.cases),
        to_mend=tuple(standard for standard in shown if standard.cases),
        reviews=_reviews(by, period),
    )


def _people(by: Actor, period: Period, ruleset: Ruleset) -> list[Person]:
    plans = [skp for skp in skp_awaiting(by, period, ruleset) if skp.version]
    keys = [skp.pk for skp in plans]
    talks: defaultdict[UUID, list[Dialogue]] = defaultdict(list)
    for talk in Dialogue.objects.filter(skp__in=keys, kind__in=TALKS).order_by("held_on"):
        talks[talk.skp_id].append(talk)
    feedback: defaultdict[UUID, int] = defaultdict(int)
    # What a stand-in wrote as the leader of that day counts for the post, whoever reads this now.
    of_leader = Q(author__in=by.stands_for) | Q(voice=Voice.LEADER)
    given = Feedback.objects.filter(of_leader, skp__in=keys).select_related("agency")
    for note in given.only("skp_id", "given_at", "agency"):
        if period.contains(clock.local(note.given_at, note.agency).date()):
            feedback[note.skp_id] += 1
    return [_person(skp, tuple(talks[skp.pk]), feedback[skp.pk], by) for skp in plans]


def _person(skp: Skp, talks: tuple[Dialogue, ...], feedback: int, by: Actor) -> Person:
    evaluation = next(iter(skp.found_evaluations), None)  # type: ignore[attr-defined]
    fixed_by = evaluation.finalised_by_id if evaluation is not None else None
    return Person(skp, evaluation, talks, feedback, fixed_by is not None and fixed_by not in by.stands_for)


def _reviews(by: Actor, period: Period) -> tuple[SampleCase, ...]:
    """What the sample review said about own reasons."""
    rows = SampleCase.objects.filter(
        period=period.code, evaluation__skp__pejabat_penilai_id__in=by.stands_for
    )
    rows = rows.exclude(clarity="").exclude(evaluation__skp__employee_id=by.employee_id)
    return tuple(rows.select_related("evaluation__skp__employee", "reviewed_by").order_by("reviewed_at"))


def _cases(people: Iterable[Person], note: Callable[[Person], Text]) -> tuple[Case, ...]:
    """Those about whom there is something to say, by name."""
    return tuple(_case(person, said) for person in people if (said := note(person)))


def _case(person: Person, note: Text) -> Case:
    if person.evaluation is not None and person.is_rated:
        url = reverse("evaluation:detail", args=[person.evaluation.pk])
    else:
        url = reverse("monitoring:year", args=[person.skp.pk])
    said = _("%(note)s Ditetapkan pejabat lain.") % {"note": note} if person.is_by_other else note
    return Case(person.skp.employee.full_name, said, url)


def _talks(people: Sequence[Person], period: Period, on: date) -> Standard:
    def note(person: Person) -> Text:
        if any(period.contains(talk.held_on) for talk in person.talks):
            return ""
        until = person.fixed_on or on
        after = [talk for talk in person.talks if talk.kind == DialogueKind.EVALUATION]
        late = [talk.held_on for talk in after if period.end < talk.held_on <= until]
        if late:
            return _("Dialog baru pada %(day)s, setelah periode berakhir.") % {"day": date_label(late[0])}
        return _("Belum ada dialog yang tercatat.")

    return Standard(
        "talks",
        _("Dialog sebelum penilaian"),
        _("Dengan setiap pegawai sedikitnya satu dialog berlangsung dan tercatat di dalam periode."),
        _("SE Kepala BKN 1/2023 angka 5.b: dialog kinerja dilakukan rutin dan berkelanjutan."),
        len(people),
        _cases(people, note),
    )


def _in_time(people: Sequence[Person], agency: Agency, period: Period) -> Standard:
    row = period_row(agency.pk, period.code)
    fixed = [person for person in people if person.fixed_on is not None] if row is not None else []
    due = row.due_on if row is not None else period.end

    def note(person: Person) -> Text:
        day = person.fixed_on
        return "" if day is None or day <= due else _("Ditetapkan %(day)s.") % {"day": date_label(day)}

    return Standard(
        "in_time",
        _("Hasil ditetapkan tepat waktu"),
        _(
            "Hasil ditetapkan paling lambat %(due)s. Yang diizinkan menyusul juga tampil, sebagai pengingat saja."
        )
        % {"due": moment_text(due, clock.zone_label(agency))},
        _("Batas yang dibuka instansi untuk periode ini."),
        len(fixed),
        _cases(fixed, note),
    )


def _length(people: Sequence[Person]) -> Standard:
    def note(person: Person) -> Text:
        short = [title for title, text in person.reasons if is_short(text)]
        return _("Alasan %(which)s sangat pendek.") % {"which": _and(short)} if short else ""

    return Standard(
        "length",
        _("Alasan cukup lengkap"),
        _("Alasan menyebut apa yang tercapai atau terlihat, dalam sedikitnya satu kalimat utuh."),
        _guidance(),
        len(people),
        _cases(people, note),
    )


def _repetition(people: Sequence[Person]) -> Standard:
    shared: dict[UUID, int] = {}
    for number in (0, 1):
        texts = (
            (person.skp.pk, masked(person.reasons[-1 - number][1], [person.skp.employee.name]))
            for person in people
            if len(person.reasons) > number
        )
        for key, count in repeated(texts).items():
            shared[key] = max(count, shared.get(key, 0))

    def note(person: Person) -> Text:
        count = shared.get(person.skp.pk, 0)
        text = ngettext(
            "Kata-katanya sama pada %(count)s orang.", "Kata-katanya sama pada %(count)s orang.", count
        )
        return text % {"count": count} if count else ""

    return Standard(
        "repetition",
        _("Alasan ditulis untuk orangnya"),
        _("Setiap orang membaca alasan tentang kerjanya sendiri, bukan kalimat yang sama dengan rekannya."),
        _guidance(),
        len(people) if len(people) > 1 else 0,
        _cases(people, note),
    )


def _pointers(people: Sequence[Person]) -> Standard:
    def note(person: Person) -> Text:
        bare = [title for title, text in person.reasons if not points_somewhere(text)]
        return _("Alasan %(which)s belum menunjuk apa pun.") % {"which": _and(bare)} if bare else ""

    return Standard(
        "pointers",
        _("Alasan menunjuk dasarnya"),
        _("Alasan menunjuk bukti, angka, umpan balik, atau dialog, sehingga orang lain dapat memeriksanya."),
        _guidance(),
        len(people),
        _cases(people, note),
    )


def _warnings(people: Sequence[Person], period: Period, on: date) -> Standard:
    low = [person for person in people if _is_low(person)]

    def note(person: Person) -> Text:
        limit = min(person.fixed_on or on, period.end)
        warned = any(
            talk.kind == DialogueKind.EARLY_WARNING
            and talk.held_on.year == period.year
            and talk.held_on < limit
            and clock.local(talk.written_at, person.skp.agency).date() < limit
            for talk in person.talks
        )
        return "" if warned else _("Belum ada peringatan dini sebelum periode berakhir.")

    return Standard(
        "warnings",
        _("Peringatan dini sebelum hasil yang rendah"),
        _(
            "Hasil di bawah ekspektasi tidak datang tiba-tiba: peringatan, penyebab, dan bantuan tercatat lebih dulu."
        ),
        _("Syarat penetapan di Selaras; tidak berasal dari satu pasal tertentu."),
        len(low),
        _cases(low, note),
    )


def _is_low(person: Person) -> bool:
    evaluation = person.evaluation
    return evaluation is not None and Rating.DI_BAWAH in (
        evaluation.rating_hasil_kerja,
        evaluation.rating_perilaku_kerja,
    )


def _feedback(people: Sequence[Person]) -> Standard:
    return Standard(
        "feedback",
        _("Umpan balik selama periode"),
        _("Setiap pegawai menerima sedikitnya satu umpan balik tertulis dari pimpinannya di dalam periode."),
        _(
            "PermenPANRB 6/2022 Pasal 5: umpan balik berkelanjutan. Sekali per periode adalah patokan Selaras."
        ),
        len(people),
        _cases(
            people, lambda person: "" if person.feedback else _("Belum ada umpan balik dari pimpinannya.")
        ),
    )


def _guidance() -> Text:
    return _("Petunjuk pada formulir penilaian; bukan bunyi sebuah pasal.")


def _and(parts: Sequence[Text]) -> Text:
    return _(" dan ").join(str(part) for part in parts)
