"""The result of a survey as pages show it: by the law's rule, never below the agency's minimum of respondents.

It is shown after the last day only: who looked at it before and after somebody answered could work the answer out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from selaras.core.errors import Text
from selaras.organisation.choices import ruleset_for, rulesets_for
from selaras.organisation.models import Agency
from selaras.surveys.models import Survey, SurveyStatus
from selaras.surveys.questions import GROUPINGS
from selaras.surveys.tally import WAYS, came_by, margin_of, respondents, sums_of
from selaras_rules import Finding, Ruleset, Step
from selaras_rules.numbers import round_half_up, written
from selaras_rules.skm import Ikm, ikm_of_means, sample_size

# Of a group with fewer people the number is not told: who knows the service would know the person.
SMALLEST_GROUP = 5
# Comments may be read from so many respondents on.
REMARKS_FROM = 5


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its mean (1–4) and how many answered it."""

    code: str
    name: str
    mean: Decimal
    answers: int
    is_weakest: bool


@dataclass(frozen=True, slots=True)
class Result:
    """What a survey says. `index` and what follows from it are None below the minimum, and before the end."""

    respondents: int
    minimum: int
    index: Finding[Ikm] | None
    margin: Decimal | None
    because: tuple[Step, ...]
    elements: tuple[Element, ...] = ()

    @property
    def ikm(self) -> Ikm | None:
        """The index itself."""
        return self.index.value if self.index else None

    @property
    def lowest(self) -> Decimal | None:
        """The lower end of the confidence interval; an index can't be below 25."""
        ikm = self.ikm
        return max(Decimal(25), ikm.ikm - self.margin) if ikm and self.margin is not None else None

    @property
    def highest(self) -> Decimal | None:
        """The upper end; an index can't be above 100."""
        ikm = self.ikm
        return min(Decimal(100), ikm.ikm + self.margin) if ikm and self.margin is not None else None

    @property
    def missing(self) -> int:
        """How many respondents are missing to the minimum."""
        return max(0, self.minimum - self.respondents)


def result_of(survey: Survey, ruleset: Ruleset, on: date) -> Result:
    """The result by the law of a day and the choices of the agency; none before the period has ended."""
    counts = survey.tally.sums
    sums = sums_of(counts, ruleset)
    minimum = int(ruleset.choice("skm.minimum_respondents"))
    if survey.status_on(on) is not SurveyStatus.ENDED:
        return Result(sums.respondents, minimum, None, None, ())
    codes = tuple(ruleset.law("skm.unsur").value)
    if sums.respondents < minimum or len(sums.means) < len(codes):
        reasons = (ruleset.choice_step("skm.minimum_respondents"), ruleset.choice_step("skm.non_answers"))
        return Result(sums.respondents, minimum, None, None, reasons)
    index = ikm_of_means(sums.means, sums.respondents, ruleset)
    margin = margin_of(counts, ruleset) if counts.get("whole_sheets", 0) >= minimum else None
    rounded = None if margin is None else round_half_up(Fraction(margin))
    because = (*index.because, ruleset.choice_step("skm.non_answers"), *_about_margin(rounded, ruleset))
    return Result(sums.respondents, minimum, index, rounded, because, _elements(index.value, sums.answers))


def results_of(surveys: list[Survey], agency: Agency, on: date) -> list[tuple[Survey, Result]]:
    """Several surveys, each by the law of its last day or of today; one query whatever their number."""
    days = {min(survey.closes_on, on) for survey in surveys}
    rulesets = rulesets_for(agency, days)
    return [(survey, result_of(survey, rulesets[min(survey.closes_on, on)], on)) for survey in surveys]


def _elements(ikm: Ikm, answers: Mapping[str, int]) -> tuple[Element, ...]:
    """The weakest first, as follow-up begins there."""
    lowest = min(one.exact for one in ikm.unsur)
    by_code = {one.code: one for one in ikm.unsur}
    ordered = (by_code[code] for code in ikm.weakest_first)
    return tuple(
        Element(one.code, one.name, round_half_up(one.exact, 3), answers[one.code], one.exact == lowest)
        for one in ordered
    )


def _about_margin(margin: Decimal | None, ruleset: Ruleset) -> tuple[Step, ...]:
    if margin is None:
        return (Step(_("Rentang keyakinan tidak dihitung: lembar yang terisi lengkap belum cukup.")),)
    law = ruleset.law("skm.sampel")
    text = _(
        "Rentang keyakinan ± %(margin)s: seandainya semua pengguna ditanya, IKM-nya kira-kira berada di sana. Ini "
        "statistika biasa dengan keyakinan yang sama seperti tabel sampel; peraturan tidak memintanya."
    )
    return (Step(text % {"margin": written(margin)}, law.source, law.article, "assumed"),)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a group, or that there are too few to say; `share` in per cent of those who told."""

    label: Text
    number: int | None


@dataclass(frozen=True, slots=True)
class Profile:
    """Who answered, in broad groups."""

    label: Text
    shares: tuple[Share, ...]
    untold: int


def profile_of(survey: Survey) -> tuple[Profile, ...]:
    """The groups people told. Numbers below five are not told, and with them the smallest of the others."""
    counts = survey.tally.sums
    everybody = respondents(counts)
    found = []
    for grouping in GROUPINGS:
        told: Mapping[str, int] = counts.get("groups", {}).get(grouping.name, {})
        if told:
            hidden = _hidden(told)
            shares = tuple(
                Share(label, None if key in hidden else told[key])
                for key, label in grouping.groups
                if key in told
            )
            found.append(Profile(grouping.label, shares, everybody - sum(told.values())))
    return tuple(found)


def _hidden(told: Mapping[str, int]) -> set[str]:
    """Small groups; a single one could be worked out from the total, so the next one is hidden too."""
    small = {key for key, number in told.items() if number < SMALLEST_GROUP}
    others = sorted((number, key) for key, number in told.items() if key not in small)
    return small | {others[0][1]} if len(small) == 1 and others else small


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the asking has come: respondents by way, and how many the sample table asks for."""

    ways: tuple[tuple[Text, int], ...]
    wanted: Finding[int] | None


def progress_of(survey: Survey, agency: Agency, on: date) -> Progress:
    """Respondents by way; the sample size where the number of users is known."""
    labels = {
        "link": _("tautan atau QR"),
        "tablet": _("tablet di loket"),
        "paper": _("lembar kertas"),
        "file": _("berkas alat lain"),
    }
    ways = tuple((labels[way], came_by(survey.tally.sums, way)) for way in WAYS)
    if survey.users is None:
        return Progress(ways, None)
    return Progress(ways, sample_size(survey.users, ruleset_for(agency, min(survey.closes_on, on))))
