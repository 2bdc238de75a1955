"""What must be true before a result is fixed: each condition says why it is there and where to go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from selaras.core import clock
from selaras.core.errors import Text
from selaras.evaluation.counts import counts_around, has_pattern
from selaras.evaluation.models import Evaluation, OrganisationPredikat
from selaras.evaluation.readiness import period_for_rating
from selaras.evaluation.rhythm import refusals_of_year
from selaras.evaluation.written import Talk, Written, written_about
from selaras.monitoring.models import DialogueKind
from selaras.monitoring.selectors import has_work
from selaras.organisation.choices import ruleset_for
from selaras.planning.models import Skp, SkpVersion
from selaras_rules import (
    Distribution,
    DistributionVerdict,
    Finding,
    Predikat,
    Rating,
    Ruleset,
    check_distribution,
    date_label,
    decide_predikat,
    decide_predikat_of_head,
    rating_of_head,
)
from selaras_rules import OrganisationPredikat as OrganisationLevel

TALKS = (DialogueKind.PROGRESS, DialogueKind.EVALUATION, DialogueKind.EARLY_WARNING)


@dataclass(frozen=True, slots=True)
class Missing:
    """One condition that is not met: the sentence, what to do, and the page where it is done."""

    code: str
    text: Text
    remedy: Text
    url: str = ""
    link: Text = ""


def address(name: str, *args: object) -> str:
    """The address of a page, empty where this installation does not have it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def law_of(evaluation: Evaluation) -> Ruleset:
    """The law of the last day of the period: a later regulation does not reach back."""
    return ruleset_for(evaluation.skp.agency, evaluation.span.end)


def version_in_force(skp: Skp, period_end: date) -> SkpVersion | None:
    """The version that was agreed last by the end of a period; the first one when all came later (P-23)."""
    last = clock.end_of_day(min(period_end, skp.period_end), skp.agency)
    versions = list(SkpVersion.objects.filter(skp=skp).defer("content").order_by("number"))
    in_time = [version for version in versions if version.agreed_at <= last]
    return next(iter(in_time[::-1] or versions), None)


def level_of(row: OrganisationPredikat | None) -> OrganisationLevel | None:
    """The level that was set, as the rules know it."""
    return OrganisationLevel(row.predikat) if row is not None else None


def organisation_predikat_of(opd_id: UUID, period: str) -> OrganisationPredikat | None:
    """What was set for an OPD and a period, or None."""
    found: OrganisationPredikat | None = (
        OrganisationPredikat.objects.filter(opd_id=opd_id, period=period).select_related("set_by").first()
    )
    return found


def is_head_of_opd(skp: Skp) -> bool:
    """Whether the person leads the perangkat daerah itself, not a unit inside it."""
    position = skp.employee.position
    return skp.unit_id == skp.opd_id and position is not None and position.is_head


def follows_organisation(evaluation: Evaluation, ruleset: Ruleset) -> bool:
    """Whether the yearly rating hasil kerja is that of the organisation the person leads (SE MenPANRB 3/2023)."""
    enabled: bool = ruleset.choice("head_of_organisation.enabled")
    return evaluation.is_annual and enabled and is_head_of_opd(evaluation.skp)


def preview(
    evaluation: Evaluation, organisation: OrganisationLevel | None, ruleset: Ruleset
) -> Finding[Predikat] | None:
    """The predikat that would follow from the ratings as they stand, with its reasons; None while one is missing."""
    if not evaluation.rating_perilaku_kerja:
        return None
    perilaku = Rating(evaluation.rating_perilaku_kerja)
    if follows_organisation(evaluation, ruleset):
        if organisation is None:
            return None
        return decide_predikat_of_head(organisation, perilaku, ruleset)
    if not evaluation.rating_hasil_kerja:
        return None
    return decide_predikat(Rating(evaluation.rating_hasil_kerja), perilaku, ruleset)


def hasil_kerja_of(
    evaluation: Evaluation, organisation: OrganisationLevel | None, ruleset: Ruleset
) -> Rating:
    """The rating hasil kerja in force: the judged one, or for heads that of the organisation."""
    if organisation is not None and follows_organisation(evaluation, ruleset):
        return rating_of_head(organisation, ruleset).value
    return Rating(evaluation.rating_hasil_kerja)


def is_low(hasil: Rating, perilaku: Rating, predikat: Predikat) -> bool:
    """Below expectation in anything: such a result may not come as a surprise (K-21)."""
    return Rating.DI_BAWAH in (hasil, perilaku) or not predikat.is_at_least(Predikat.BAIK)


def warning_before(evaluation: Evaluation, on: date, written: Written) -> Talk | None:
    """The early warning of the same year that was held and written down before the period ended and before today."""
    limit, year = min(on, evaluation.span.end), evaluation.span.year
    return next(
        (
            talk
            for talk in written.talks
            if talk.kind == DialogueKind.EARLY_WARNING
            and talk.held_on.year == year
            and talk.held_on < limit
            and talk.written_on < limit
        ),
        None,
    )


def has_talk(evaluation: Evaluation, on: date, written: Written) -> bool:
    """Whether people talked in the period, or about it after it ended (K-22)."""
    span = evaluation.span
    in_period = any(talk.kind in TALKS and span.contains(talk.held_on) for talk in written.talks)
    afterwards = (talk for talk in written.talks if talk.kind == DialogueKind.EVALUATION)
    return in_period or any(span.end < talk.held_on <= on for talk in afterwards)


def missing_for_finalise(
    evaluation: Evaluation, on: date, organisation: OrganisationLevel | None, ruleset: Ruleset
) -> list[Missing]:
    """Everything that stands between the ratings and the result; empty when it may be fixed. Three queries."""
    written = written_about(evaluation)
    found = [period_closed(evaluation, on), newer_version(evaluation)]
    if not has_talk(evaluation, on, written):
        found.append(_talk(evaluation))
    found.append(_ground(evaluation, written, ruleset))
    if evaluation.is_annual:
        found.append(_short_year(evaluation))
    if evaluation.is_annual and organisation is None:
        found.append(_organisation(evaluation))
    finding = preview(evaluation, organisation, ruleset)
    if finding is not None and warning_before(evaluation, on, written) is None:
        hasil = hasil_kerja_of(evaluation, organisation, ruleset)
        if is_low(hasil, Rating(evaluation.rating_perilaku_kerja), finding.value):
            found.append(_warning(evaluation, on))
    return [item for item in found if item is not None]


def _ground(evaluation: Evaluation, written: Written, ruleset: Ruleset) -> Missing | None:
    """Results above expectation rest on results: full attendance alone carries none (C-04). One query at most."""
    is_above = evaluation.rating_hasil_kerja == Rating.DI_ATAS and not follows_organisation(
        evaluation, ruleset
    )
    if not is_above or any(evaluation.span.contains(note.given_on) for note in written.notes):
        return None
    if has_work(evaluation.skp, evaluation.span):
        return None
    return Missing(
        "ground",
        _("Hasil di atas ekspektasi perlu bersandar pada realisasi, bukti, atau umpan balik dari %(period)s.")
        % {"period": evaluation.span.label},
        _(
            "Kehadiran penuh adalah konteks, bukan hasil. Mintalah pegawai mencatat hasilnya, atau tulis umpan balik."
        ),
        address("monitoring:year", evaluation.skp_id),
        _("Setahun penuh"),
    )


def period_closed(evaluation: Evaluation, on: date) -> Missing | None:
    """Says so when the period of the agency is over and this person was not admitted to be late. One query."""
    row, may_be_late = period_for_rating(evaluation, on)
    if row is None or may_be_late or row.state(on) != "closed":
        return None
    return Missing(
        "closed",
        _("%(period)s sudah ditutup untuk penetapan.") % {"period": evaluation.span.label},
        _(
            "Isian Anda tersimpan. Minta admin mengizinkan penetapan menyusul untuk pegawai ini; "
            "pegawai lain tidak terpengaruh."
        ),
    )


def newer_version(evaluation: Evaluation) -> Missing | None:
    """Says so when another version of the plan was in force at the end of the period (P-23). One query."""
    wanted = version_in_force(evaluation.skp, evaluation.span.end)
    if wanted is None or wanted.pk == evaluation.skp_version_id:
        return None
    return Missing(
        "version",
        _(
            "SKP yang berlaku pada akhir periode ini adalah versi %(number)s; formulir masih memakai versi lain."
        )
        % {"number": wanted.number},
        _("Perbarui formulir ke versi itu. Isian untuk RHK yang sama tetap tersimpan."),
        address("evaluation:renew", evaluation.pk),
        _("Perbarui formulir"),
    )


def _short_year(evaluation: Evaluation) -> Missing | None:
    """A plan may be closed early after the form was opened."""
    refused = refusals_of_year([evaluation.skp]).get(evaluation.skp_id)
    return None if refused is None else Missing("months", refused.text, remedy_of_short_year())


def remedy_of_short_year() -> Text:
    """What somebody can do whose colleague worked too short a time for the year."""
    return _(
        "Evaluasi periodiknya tetap dapat dibuat dan dibaca. Bila masa SKP tertulis keliru, perbaiki dulu di SKP-nya."
    )


def _talk(evaluation: Evaluation) -> Missing:
    return Missing(
        "dialogue",
        _("Belum ada dialog kinerja yang tercatat untuk %(period)s.") % {"period": evaluation.span.label},
        _(
            "Bicaralah dulu dengan pegawai, lalu catat ringkasannya. Hasil ditetapkan setelah dialog, bukan sebelumnya."
        ),
        address("monitoring:dialogue_add", evaluation.skp_id),
        _("Catat dialog"),
    )


def _organisation(evaluation: Evaluation) -> Missing:
    skp = evaluation.skp
    return Missing(
        "organisation",
        _("Predikat kinerja %(opd)s untuk tahun %(year)s belum ditetapkan.")
        % {"opd": skp.opd.name, "year": evaluation.span.year},
        _(
            "%(who)s menetapkannya lebih dulu; baru sesudah itu predikat tahunan pegawai (PermenPANRB 6/2022 Pasal 25)."
        )
        % {"who": skp.agency.regional_head_title},
        address("evaluation:organisations"),
        _("Lihat predikat organisasi"),
    )


def _warning(evaluation: Evaluation, on: date) -> Missing:
    day = date_label(min(on, evaluation.span.end))
    return Missing(
        "warning",
        _(
            "Hasil di bawah ekspektasi tidak boleh datang tiba-tiba: belum ada peringatan dini sebelum %(day)s."
        )
        % {"day": day},
        _(
            "Bicarakan penyebab dan bantuan yang disepakati, catat sebagai peringatan dini, dan beri waktu untuk "
            "memperbaiki. Rating ini dapat ditetapkan pada periode sesudah peringatan itu."
        ),
        address("monitoring:warning_add", evaluation.skp_id),
        _("Catat peringatan dini"),
    )


def pattern_hint(
    evaluation: Evaluation, organisation: OrganisationLevel | None, predikat: Predikat, ruleset: Ruleset
) -> Finding[Distribution] | None:
    """Whether this very result takes its group above the pattern of the organisation; None where it does not.

    The group is the OPD, or the unit where the agency chose so.

    People without a result yet are counted as belonging to other groups: who comes first is not warned for that.
    The same for a year and for its periods (Pasal 24-25). One query, none where the organisation has no predikat.
    """
    if organisation is None or not has_pattern(evaluation.span, ruleset):
        return None
    counts = counts_around(evaluation.skp, evaluation.span, ruleset)
    people = {**counts.people, predikat: counts.people[predikat] + 1}
    others = next(item for item in Predikat if item is not predikat)
    people[others] += max(0, counts.waiting - 1)
    finding = check_distribution(people, organisation, ruleset)
    too_many = [item for item in finding.value.missed if item.limit == "at_most" and predikat in item.of]
    if not too_many or finding.value.verdict is DistributionVerdict.SMALL_UNIT:
        return None
    texts = {item.text for item in too_many}
    because = tuple(step for step in finding.because if step.text in texts)
    return Finding(Distribution(finding.value.verdict, finding.value.size, tuple(too_many)), because)
