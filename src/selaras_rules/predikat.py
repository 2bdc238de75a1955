"""Predikat from two ratings; the head of an organisation; the predikat of an organisation."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from .choices import CHOICE_PREFIX, choice_option
from .errors import require_member
from .findings import Finding, Step
from .parameters import Value
from .ratings import OrganisationPredikat, Predikat, Rating
from .ruleset import Ruleset
from .versions import in_force

_ANNUAL_MATRIX = "organisation.annual_matrix"


def from_ratings_permen6(hasil_kerja: Rating, perilaku_kerja: Rating, ruleset: Ruleset) -> Finding[Predikat]:
    """Predikat kinerja from the two ratings (PermenPANRB 6/2022, the quadrant of the annex).

    Raises InvalidInput when a rating is missing or unknown: no predikat without both.
    """
    hasil = require_member(Rating, hasil_kerja, "hasil_kerja")
    perilaku = require_member(Rating, perilaku_kerja, "perilaku_kerja")
    return _from_kuadran(hasil, perilaku, ruleset.law("predikat.kuadran"))


@lru_cache(maxsize=256)
def _from_kuadran(hasil: Rating, perilaku: Rating, kuadran: Value) -> Finding[Predikat]:
    value = Predikat(kuadran.value[hasil][perilaku])
    step = kuadran.step(
        f"Hasil kerja {hasil.label.lower()} dan perilaku kerja {perilaku.label.lower()} "
        f"bertemu pada predikat {value.label}."
    )
    return Finding(value, (step,))


decide_predikat = in_force("predikat.kuadran", {date(2022, 2, 7): from_ratings_permen6})


def rating_of_head(organisation: OrganisationPredikat, ruleset: Ruleset) -> Finding[Rating]:
    """Rating hasil kerja of whoever leads an organisation: the organisation's (SE 3/2023)."""
    organisation = require_member(OrganisationPredikat, organisation, "organisation")
    rule = ruleset.law("predikat.pimpinan_organisasi")
    value = Rating(ruleset.choice("head_of_organisation.mapping")[organisation])
    step = rule.step(
        f"Predikat organisasi yang dipimpin adalah {organisation.label}, "
        f"sehingga hasil kerja pimpinannya {value.label.lower()}."
    )
    return Finding(value, (step, ruleset.choice_step("head_of_organisation.mapping")))


def decide_predikat_of_head(
    organisation: OrganisationPredikat, perilaku_kerja: Rating, ruleset: Ruleset
) -> Finding[Predikat]:
    """Predikat of the head of an organisation: the organisation's result meets own behaviour."""
    hasil = rating_of_head(organisation, ruleset)
    predikat = decide_predikat(hasil.value, perilaku_kerja, ruleset)
    return Finding(predikat.value, hasil.because + predikat.because)


def decide_organisation_predikat(
    achievement: Rating, expectation: Rating, ruleset: Ruleset
) -> Finding[OrganisationPredikat]:
    """Yearly predikat of an organisation: perjanjian kinerja meets the expectation on it (SE 3/2023)."""
    achieved = require_member(Rating, achievement, "achievement")
    expected = require_member(Rating, expectation, "expectation")
    rule, option = ruleset.law("predikat.kuadran_organisasi"), choice_option(_ANNUAL_MATRIX)
    value = OrganisationPredikat(ruleset.choice(_ANNUAL_MATRIX)[f"{achieved}_{expected}"])
    parts = rule.step(
        f"Capaian perjanjian kinerja {achieved.label.lower()}, ekspektasi atas unit {expected.label.lower()}."
    )
    text = f"Dalam matriks instansi keduanya bertemu pada predikat organisasi {value.label}."
    key = f"{CHOICE_PREFIX}{_ANNUAL_MATRIX}"
    met = Step(text, option.source, option.article, option.standing.value, key)
    return Finding(value, (parts, met))
