"""What the progress of an organisation suggests as its predikat (SE MenPANRB 3/2023).

It recommends with reasons; the official one level above the organisation decides.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from fractions import Fraction

from .choices import CHOICE_PREFIX, choice_option
from .errors import InvalidInput
from .findings import Finding, Step
from .ratings import OrganisationPredikat, Rating
from .ruleset import Ruleset

_MOST = "organisation.most_percent"


@dataclass(frozen=True, slots=True)
class OrganisationProgress:
    """Measured indicators of an organisation in a period, and the steps of its rencana aksi that were due.

    Raises InvalidInput for negative counts and for more steps done than due.
    """

    beyond: int
    reached: int
    below: int
    steps_due: int = 0
    steps_done: int = 0

    def __post_init__(self) -> None:
        for field in fields(self):
            count = getattr(self, field.name)
            if isinstance(count, bool) or not isinstance(count, int) or count < 0:
                raise InvalidInput(field.name, count, "bilangan bulat nol atau lebih")
        if self.steps_done > self.steps_due:
            raise InvalidInput("steps_done", self.steps_done, f"paling banyak {self.steps_due}")

    @property
    def measured(self) -> int:
        """How many indicators were measured."""
        return self.beyond + self.reached + self.below


def recommend_organisation_predikat(
    progress: OrganisationProgress, ruleset: Ruleset
) -> Finding[OrganisationPredikat]:
    """What the achievement of rencana aksi and periodic targets suggests for a period (SE 3/2023).

    Raises InvalidInput where no indicator was measured: nothing is suggested about what nobody knows.
    """
    _require_measured(progress)
    rule = ruleset.law("predikat.organisasi_periodik")
    value, text = _suggested(progress, _most(ruleset))
    opening = rule.step(_counted(progress))
    return Finding(value, (opening, _choice_step(text, ruleset)))


def recommend_organisation_achievement(progress: OrganisationProgress, ruleset: Ruleset) -> Finding[Rating]:
    """What the indicators of the perjanjian kinerja suggest as its achievement in a year (SE 3/2023).

    Raises InvalidInput where no indicator was measured.
    """
    _require_measured(progress)
    rule, most = ruleset.law("predikat.kuadran_organisasi"), _most(ruleset)
    if _is_beyond(progress, most):
        value, text = (
            Rating.DI_ATAS,
            "Sebagian besar indikator melampaui target dan tidak ada yang di bawahnya",
        )
    elif _is_reached(progress, most):
        value, text = Rating.SESUAI, "Sebagian besar indikator mencapai target"
    else:
        value, text = Rating.DI_BAWAH, "Belum sebagian besar indikator mencapai target"
    step = _choice_step(f"{text}: {value.label.lower()}.", ruleset)
    return Finding(value, (rule.step(_counted(progress)), step))


def _suggested(progress: OrganisationProgress, most: Fraction) -> tuple[OrganisationPredikat, str]:
    """The two ends are told by the circular; what lies between is our reading, and the choice of the agency."""
    if _is_beyond(progress, most):
        return (
            OrganisationPredikat.ISTIMEWA,
            "Sebagian besar indikator melampaui target dan tidak ada yang di bawahnya: Istimewa.",
        )
    if _is_reached(progress, most):
        return OrganisationPredikat.BAIK, "Sebagian besar indikator mencapai target: Baik."
    still = progress.steps_due - progress.steps_done
    if progress.steps_due and Fraction(still, progress.steps_due) > most:
        return (
            OrganisationPredikat.SANGAT_KURANG,
            f"{still} dari {progress.steps_due} langkah rencana aksi belum menunjukkan kemajuan: Sangat Kurang.",
        )
    if progress.beyond + progress.reached:
        return (
            OrganisationPredikat.BUTUH_PERBAIKAN,
            "Hanya sebagian indikator mencapai target: Butuh Perbaikan.",
        )
    return OrganisationPredikat.KURANG, "Belum ada indikator yang mencapai target: Kurang."


def _is_beyond(progress: OrganisationProgress, most: Fraction) -> bool:
    return not progress.below and Fraction(progress.beyond, progress.measured) > most


def _is_reached(progress: OrganisationProgress, most: Fraction) -> bool:
    return Fraction(progress.beyond + progress.reached, progress.measured) > most


def _counted(progress: OrganisationProgress) -> str:
    steps = (
        f" Rencana aksi: {progress.steps_done} dari {progress.steps_due} langkah selesai."
        if progress.steps_due
        else ""
    )
    return (
        f"{progress.measured} indikator terukur: {progress.beyond} melampaui target, {progress.reached} mencapai "
        f"target, {progress.below} belum.{steps}"
    )


def _most(ruleset: Ruleset) -> Fraction:
    return Fraction(ruleset.choice(_MOST), 100)


def _choice_step(text: str, ruleset: Ruleset) -> Step:
    """The conclusion rests on how much the agency reads as most."""
    option = choice_option(_MOST)
    told = f"{text} «Sebagian besar» dibaca sebagai lebih dari {ruleset.choice(_MOST)} persen."
    return Step(told, option.source, option.article, option.standing.value, f"{CHOICE_PREFIX}{_MOST}")


def _require_measured(progress: OrganisationProgress) -> None:
    if not progress.measured:
        raise InvalidInput("indikator terukur", 0, "sedikitnya satu indikator yang terukur")
