"""One predikat, several names: what each regulation calls it."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import InvalidInput
from .findings import Finding
from .ratings import Predikat
from .regulations import regulation
from .ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class PredikatName:
    """A predikat, its name on that day or in that regulation, the national code, and its other names."""

    predikat: Predikat
    name: str
    bkn_code: int
    others: tuple[str, ...]


def name_predikat(text: str, ruleset: Ruleset, *, source: str = "") -> Finding[PredikatName]:
    """What a written predikat means and what a regulation calls it: "Cukup" is Butuh Perbaikan, "Misconduct" Kurang.

    `source` is the code of a regulation; without it the name in force on the day. Raises InvalidInput for a text that
    is no predikat and for a regulation that names none on that day.
    """
    predikat = Predikat.from_text(text)
    law = ruleset.law("predikat.padanan")
    if source and source not in law.value:
        raise InvalidInput("peraturan", source, ", ".join(law.value))
    name = law.value[source][predikat] if source else predikat.label_on(ruleset)
    everywhere = {names[predikat]: code for code, names in law.value.items()}
    told = "; ".join(f"“{one}” dalam {regulation(code).short}" for one, code in everywhere.items())
    step = law.step(f"“{text}” adalah predikat {name}. Sebutannya: {told}.")
    others = tuple(one for one in everywhere if one != name)
    return Finding(PredikatName(predikat, name, predikat.bkn_code, others), (step,))
