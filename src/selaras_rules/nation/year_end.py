"""The end of a year: predikat of months and year, pattern by unit, angka kredit, talent box, IP ASN.

Codes are those of `selaras_rules.batch`; NO_CODE (255) says that there is none, box 0 and a negative number likewise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from selaras_rules import batch
from selaras_rules.distribution import DistributionVerdict
from selaras_rules.ratings import Predikat
from selaras_rules.ruleset import Ruleset

from .parquet import Columns, read_columns, rows_of, write_columns
from .tally import Tally

# What is read; the synthetic nation of tools/bench_law writes the same.
PERIODS = ("employee", "month", "hasil_kerja", "perilaku_kerja")
PEOPLE = (
    "employee", "unit", "hasil_kerja", "perilaku_kerja", "jenjang", "months", "potential", "education", "group",
    "for_position", "technical_jp", "seminar", "punishment",
)  # fmt: skip
UNITS = ("unit", "organisation")
NONE = -1


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The job: `source` holds periods/, people/ and units/; `target` receives tables of the same names.

    The units of a part are in its own units file, in rising order. `potential` and points are hundredths.
    """

    source: Path
    target: Path
    on: date
    choices: Mapping[str, Any] = field(default_factory=dict)

    def __call__(self, part: str) -> Tally:
        """Works on one part; a part that was worked on before is written again, the same."""
        ruleset, tally = Ruleset(self.on, self.choices), Tally()
        self._periods(part, ruleset, tally)
        self._people(part, ruleset, tally)
        return tally

    def _periods(self, part: str, ruleset: Ruleset, tally: Tally) -> None:
        with tally.timing("read"):
            read = read_columns(self.source / "periods" / part, PERIODS)
        with tally.timing("rules"):
            predikat = _predikat(read, ruleset)
            tally.counts["periods"] += len(predikat)
            _count(tally, "period", Predikat, predikat)
        with tally.timing("write"):
            written = {"employee": read["employee"], "month": read["month"], "predikat": predikat}
            write_columns(self.target / "periods" / part, written)

    def _people(self, part: str, ruleset: Ruleset, tally: Tally) -> None:
        with tally.timing("read"):
            people = read_columns(self.source / "people" / part, PEOPLE)
            units = read_columns(self.source / "units" / part, UNITS)
        with tally.timing("rules"):
            results = _results(people, ruleset)
            patterns = _patterns(people["unit"], results["predikat"], units, ruleset)
            _sum_up(tally, results, patterns)
        with tally.timing("write"):
            write_columns(self.target / "people" / part, results)
            write_columns(self.target / "units" / part, patterns)


def _predikat(rated: Columns, ruleset: Ruleset) -> batch.Codes:
    """The predikat of everybody who has both ratings; there is none without."""
    hasil, perilaku = rated["hasil_kerja"], rated["perilaku_kerja"]
    has = (hasil != batch.NO_CODE) & (perilaku != batch.NO_CODE)
    if has.all():
        return batch.decide_predikat(hasil, perilaku, ruleset)
    found = np.full(len(hasil), batch.NO_CODE, dtype=np.uint8)
    found[has] = batch.decide_predikat(hasil[has], perilaku[has], ruleset)
    return found


def _results(people: Columns, ruleset: Ruleset) -> Columns:
    predikat = _predikat(people, ruleset)
    has = np.flatnonzero(predikat != batch.NO_CODE)
    results: Columns = {
        "employee": people["employee"],
        "predikat": predikat,
        "angka_kredit": np.full(len(predikat), NONE, dtype=np.int32),
        "box": np.zeros(len(predikat), dtype=np.uint8),
        "ip_asn": np.full(len(predikat), NONE, dtype=np.int32),
        "ip_asn_category": np.full(len(predikat), batch.NO_CODE, dtype=np.uint8),
    }
    jf = has[people["jenjang"][has] != batch.NO_CODE]
    points = batch.convert_angka_kredit(predikat[jf], people["jenjang"][jf], people["months"][jf], ruleset)
    results["angka_kredit"][jf] = points.whole
    assessed = has[people["potential"][has] >= 0]
    potential = batch.potential_of(batch.Amounts(people["potential"][assessed].astype(np.int64)), ruleset)
    results["box"][assessed] = batch.talent_box(predikat[assessed], potential, ruleset)
    index = _ip_asn({name: column[has] for name, column in people.items()}, predikat[has], ruleset)
    results["ip_asn"][has] = index.total.whole
    results["ip_asn_category"][has] = index.category
    return results


def _ip_asn(people: Columns, predikat: batch.Codes, ruleset: Ruleset) -> batch.IpAsns:
    training = batch.IpAsnTrainings(
        people["for_position"], batch.Amounts(people["technical_jp"].astype(np.int64), 0), people["seminar"]
    )
    return batch.measure_ip_asn(
        people["education"], people["group"], training, predikat, people["punishment"], ruleset
    )


def _patterns(unit: batch.Column, predikat: batch.Codes, units: Columns, ruleset: Ruleset) -> Columns:
    place = rows_of(units["unit"], unit, "unit")
    has = predikat != batch.NO_CODE
    counts = batch.count_predikat(place[has], predikat[has], len(units["unit"]))
    found = batch.check_distribution(counts, units["organisation"], ruleset)
    patterns: Columns = {"unit": units["unit"], "verdict": found.verdict, "size": found.size}
    patterns |= {f"people_{one.value}": counts[:, place] for place, one in enumerate(Predikat)}
    patterns |= {f"missed_{place + 1}": found.missed[:, place] for place in range(found.missed.shape[1])}
    return {name: np.ascontiguousarray(column) for name, column in patterns.items()}


def _sum_up(tally: Tally, results: Columns, patterns: Columns) -> None:
    tally.counts["people"] += len(results["predikat"])
    tally.counts["units"] += len(patterns["unit"])
    _count(tally, "predikat", Predikat, results["predikat"])
    _count(tally, "pattern", DistributionVerdict, patterns["verdict"])
    for name in ("angka_kredit", "ip_asn"):
        tally.counts[f"{name} in hundredths"] += int(np.maximum(results[name], 0).sum(dtype=np.int64))
    for box, people in enumerate(np.bincount(results["box"], minlength=10).tolist()):
        tally.counts[f"box {box}"] += people


def _count(tally: Tally, name: str, kind: type[Predikat | DistributionVerdict], codes: batch.Codes) -> None:
    counted = np.bincount(codes, minlength=batch.NO_CODE + 1)
    for place, member in enumerate(kind):
        tally.counts[f"{name} {member.value}"] += int(counted[place])
    tally.counts[f"{name} none"] += int(counted[batch.NO_CODE])
