"""Results of the third quarter that wait for their calibration meeting, with what its table should notice.

Only invented places: one school where all but one are «Baik», one where behaviour is rated like results, one where
everybody got the same; and in a health centre one result that the pattern holds back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from selaras.demonstration.fates import Fate
from selaras.demonstration.plans import Plan
from selaras.demonstration.staffing import Office, Person
from selaras_rules import Period, Rating

THIRD = Period.of_quarter(2026, 3)
LEFT_OPEN = "left_open"
# The place of the one person in a lenient school who is not «Baik»; somebody whose plan was agreed.
BEST = 1
# city → school → how its head rates.
SCHOOLS: Mapping[str, Mapping[str, str]] = {
    "kupang": {"smp99": "lenient"},
    "pontianak": {"smp97": "lenient", "smp98": "halo", "smp99": "alike"},
}
# (city, unit/post, place, tag): people of the health centre who are rated and not fixed yet.
PLACES: Sequence[tuple[str, str, int, str]] = (
    ("kupang", "pkm_contoh/bidan", 0, ""),
    ("kupang", "pkm_contoh/bidan", 1, ""),
    ("kupang", "pkm_contoh/nutrisionis", 0, ""),
    ("kupang", "pkm_contoh/perawat_terampil", 1, ""),
    ("kupang", "pkm_contoh/perawat_terampil", 2, ""),
    ("pontianak", "pkm_contoh/bidan", 0, "held"),
    ("pontianak", "pkm_contoh/dokter_gigi", 0, ""),
)
_SAME, _MORE_DONE, _BETTER_WAY, _BOTH = (
    (Rating.SESUAI, Rating.SESUAI),
    (Rating.DI_ATAS, Rating.SESUAI),
    (Rating.SESUAI, Rating.DI_ATAS),
    (Rating.DI_ATAS, Rating.DI_ATAS),
)
# How a head rates one person after the other.
PATTERNS: Mapping[str, Sequence[tuple[Rating, Rating]]] = {
    "lenient": (_MORE_DONE, _BETTER_WAY),
    "best": (_BOTH,),
    "halo": (_SAME, _SAME, _SAME, _BOTH),
    "alike": (_SAME,),
    "held": (_BETTER_WAY,),
}


def mark(office: Office) -> None:
    """Tag the people whose result stays open, and how they are rated. Before plans are made."""
    city = office.agency.code
    for unit, pattern in SCHOOLS.get(city, {}).items():
        team = [person for person in office.people if person.unit_plan.key == unit and _is_rated_here(person)]
        for number, person in enumerate(team):
            person.tags |= {LEFT_OPEN, "best" if (pattern, number) == ("lenient", BEST) else pattern}
    for where, key, place, pattern in PLACES:
        if where == city:
            office.find(key, place).tags |= {LEFT_OPEN} | ({pattern} if pattern else set())


def rate_as_told(plan: Plan, fate: Fate) -> None:
    """The third quarter of who is rated by a pattern; everything before it stays as it was drawn."""
    pattern = next((name for name in PATTERNS if name in plan.person.tags), "")
    for item in fate.judgements:
        if pattern and LEFT_OPEN in plan.person.tags and item.period == THIRD:
            pairs = PATTERNS[pattern]
            item.hasil, item.perilaku = pairs[plan.person.employee.pk.int % len(pairs)]


def _is_rated_here(person: Person) -> bool:
    """Not the head, whom somebody above rates, and nobody whom a visitor signs in as."""
    position = person.employee.position
    return position is not None and not position.is_head and not person.employee.demo_label
