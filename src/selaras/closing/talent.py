"""The talent box and the IP ASN of one person: what is known of each side and from where, and who can supply the rest.

Both are proposals of the rules that decide nothing (P-12). Nobody's box is compared with another's or listed; what
is not known is said, never guessed. The official index is the one of SIASN.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, visible
from selaras.closing.models import PotentialScore
from selaras.core import clock
from selaras.core.rows import row_of
from selaras.discipline.cases.files import own_punishments
from selaras.evaluation.models import Evaluation
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Employee
from selaras_rules import (
    DisciplineLevel,
    Finding,
    Period,
    Potential,
    Predikat,
    Rating,
    RulesError,
    Ruleset,
    Step,
    TalentBox,
    date_label,
    ip_asn_of_discipline,
    ip_asn_of_performance,
    potential_of,
    talent_box,
)
from selaras_rules.ip_asn import is_counted
from selaras_rules.numbers import written


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the grid, or one dimension of the index: known with its origin, or missing with who can supply it."""

    code: str
    title: str
    known: str = ""
    origin: str = ""
    missing: str = ""
    supplier: str = ""
    because: tuple[Step, ...] = ()
    # Points of the index, and the most this dimension can bring.
    points: Decimal | None = None
    most: Decimal | None = None
    evaluation_id: UUID | None = None
    # Of the delivery that brought it.
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of the nine boxes: a status kinerja, and the numbers from low to high potential."""

    label: str
    cells: tuple[tuple[int, bool], ...]


@dataclass(frozen=True, slots=True)
class Talent:
    """Everything the page shows of one person; no query is left to be asked."""

    employee: Employee
    is_own: bool
    year: int
    performance: Side
    potential: Side
    box: TalentBox | None
    because: tuple[Step, ...]
    grid: tuple[GridRow, ...]
    dimensions: tuple[Side, ...]
    # Whether an objection against the predikat waits for its decision.
    is_disputed: bool
    ruleset: Ruleset

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both sides of the grid."""
        return self.performance, self.potential

    @property
    def known_points(self) -> Decimal:
        """The points of the dimensions that are known."""
        return sum((side.points for side in self.dimensions if side.points is not None), Decimal(0))

    @property
    def known_most(self) -> Decimal:
        """What the known dimensions could bring at most."""
        known = (side.most or Decimal(0) for side in self.dimensions if side.points is not None)
        return sum(known, Decimal(0))


def talent_person(by: Actor, pk: UUID) -> Employee:
    """A person whose box this actor may see. Raises `NotFound`."""
    rows = Employee.objects.filter(pk=pk).select_related("agency", "position", "unit__opd", "pejabat_penilai")
    return row_of(visible(by, Permission.VIEW_TALENT, rows))


def talent_of(employee: Employee, *, by: Actor, on: date) -> Talent:
    """Box and index by the last annual result, under the law of the last day of that year. Four queries."""
    result = _last_result(employee)
    year = result.span.year if result else on.year - 1
    ruleset = ruleset_for(employee.agency, Period.of_year(year).end)
    score = _potential_score(employee, year)
    performance, potential = (
        _performance_side(employee, result, ruleset),
        _potential_side(employee, score, year, ruleset),
    )
    box = _box(result, score, ruleset)
    is_own = by.employee_id == employee.pk
    return Talent(
        employee=employee, is_own=is_own, year=year, performance=performance, potential=potential,
        box=box.value if box else None, because=box.because if box else (), grid=_grid(box, ruleset),
        dimensions=tuple(_dimensions(employee, result, by, ruleset)), is_disputed=_is_disputed(result), ruleset=ruleset,
    )  # fmt: skip


def _last_result(employee: Employee) -> Evaluation | None:
    rows = Evaluation.objects.filter(skp__employee=employee, is_annual=True, status="finalised")
    found: Evaluation | None = (
        rows.select_related("skp", "finalised_by", "objection")
        .order_by("-period", "-skp__period_start")
        .first()
    )
    return found


def _potential_score(employee: Employee, year: int) -> PotentialScore | None:
    """The newest score in force up to that year, as the closing of a year takes it."""
    rows = PotentialScore.objects.filter(employee=employee, is_current=True, year__lte=year)
    found: PotentialScore | None = (
        rows.select_related("run__source", "run__sent_by").order_by("-year").first()
    )
    return found


def _is_disputed(result: Evaluation | None) -> bool:
    objection = getattr(result, "objection", None)
    return objection is not None and objection.status != "decided"


def _performance_side(employee: Employee, result: Evaluation | None, ruleset: Ruleset) -> Side:
    title = _("Kinerja")
    if result is None:
        penilai = employee.pejabat_penilai
        return Side(
            "performance", title, missing=_("Belum ada predikat tahunan yang ditetapkan di Selaras."),
            supplier=penilai.full_name if penilai else _("admin OPD"),
        )  # fmt: skip
    predikat = Predikat(result.predikat)
    status = Rating(ruleset.law("talenta.status_kinerja").value[predikat])
    facts = {"predikat": predikat.label, "period": result.span.label, "status": status.label.lower()}
    known = _("%(predikat)s pada %(period)s: %(status)s") % facts
    return Side("performance", title, known, _origin_of(result, employee), evaluation_id=result.pk)


def _origin_of(result: Evaluation, employee: Employee) -> str:
    if result.finalised_by is None or result.finalised_at is None:
        return ""
    day = date_label(clock.local(result.finalised_at, employee.agency).date())
    return _("Ditetapkan %(who)s pada %(day)s") % {"who": result.finalised_by.full_name, "day": day}


def _potential_side(employee: Employee, score: PotentialScore | None, year: int, ruleset: Ruleset) -> Side:
    title, office = _("Potensial"), employee.agency.hr_label
    if score is None:
        return Side(
            "potential", title, missing=_("Belum ada nilai asesmen potensial sampai tahun %(year)s.") % {"year": year},
            supplier=_("%(office)s, dengan mengirim hasil asesmen") % {"office": office},
        )  # fmt: skip
    finding, run = potential_of(score.score, ruleset), score.run
    known = _("%(score)s pada asesmen %(year)s: %(level)s") % {
        "score": written(score.score), "year": score.year, "level": finding.value.value
    }  # fmt: skip
    origin = _("%(source)s, berkas %(file)s, baris %(line)s") % {
        "source": run.source.name, "file": run.file_name, "line": score.line
    }  # fmt: skip
    return Side("potential", title, known, origin, because=finding.because, sha256=run.sha256)


def _box(
    result: Evaluation | None, score: PotentialScore | None, ruleset: Ruleset
) -> Finding[TalentBox] | None:
    if result is None or score is None:
        return None
    return talent_box(Predikat(result.predikat), potential_of(score.score, ruleset).value, ruleset)


def _grid(box: Finding[TalentBox] | None, ruleset: Ruleset) -> tuple[GridRow, ...]:
    """The nine boxes of the law with the place that was hit; none without a box."""
    table = ruleset.law("talenta.kotak").value
    here = box.value.number if box else 0
    return tuple(
        GridRow(row.label, tuple((table[row][level], table[row][level] == here) for level in Potential))
        for row in Rating
    )


def _dimensions(employee: Employee, result: Evaluation | None, by: Actor, ruleset: Ruleset) -> Iterator[Side]:
    weights = ruleset.law("ip_asn.bobot").value
    office = _("%(office)s, dari riwayat di SIASN") % {"office": employee.agency.hr_label}
    yield Side(
        "qualification", _("Kualifikasi"), missing=_("Pendidikan terakhir tidak ada dalam data Selaras."),
        supplier=office, most=Decimal(weights["kualifikasi"]),
    )  # fmt: skip
    yield Side(
        "competence", _("Kompetensi"),
        missing=_("Pelatihan jabatan, JP pelatihan teknis, dan seminar tidak ada dalam data Selaras."), supplier=office,
        most=Decimal(weights["kompetensi"]),
    )  # fmt: skip
    yield _performance_points(employee, result, ruleset, Decimal(weights["kinerja"]))
    yield _discipline_points(employee, by, ruleset, Decimal(weights["disiplin"]), office)


def _performance_points(
    employee: Employee, result: Evaluation | None, ruleset: Ruleset, most: Decimal
) -> Side:
    side = _performance_side(employee, result, ruleset)
    finding = _found(lambda: ip_asn_of_performance(Predikat(result.predikat), ruleset)) if result else None
    if finding is None:
        return Side("performance", side.title, missing=side.missing, supplier=side.supplier, most=most)
    known = _points(finding.value, most)
    return Side(
        "performance", side.title, known, side.origin, because=finding.because, points=finding.value, most=most,
        evaluation_id=side.evaluation_id,
    )  # fmt: skip


def _discipline_points(employee: Employee, by: Actor, ruleset: Ruleset, most: Decimal, office: str) -> Side:
    """The files are secret: they count on the own page only, and there only what took effect.

    Selaras knows no punishment from before it was used, so that a clean file here proves nothing.
    """
    title = _("Disiplin")
    if by.employee_id != employee.pk:
        secret = _("Berkas disiplin rahasia; dimensi ini hanya dibaca pegawai yang bersangkutan.")
        return Side("discipline", title, missing=secret, supplier=office, most=most)
    kept = [
        (DisciplineLevel(level), day)
        for level, day in own_punishments(by)
        if day <= ruleset.on and is_counted(day, ruleset)
    ]
    if not kept:
        nothing = _(
            "Tidak ada hukuman yang berlaku dalam catatan Selaras, tetapi hukuman sebelum Selaras dipakai tidak "
            "tercatat."
        )
        return Side("discipline", title, missing=nothing, supplier=office, most=most)
    finding = ip_asn_of_discipline(kept, ruleset)
    if any(level is DisciplineLevel.BERAT for level, _day in kept):
        return Side(
            "discipline", title, _points(finding.value, most), _("Perkara Anda di Selaras"), because=finding.because,
            points=finding.value, most=most,
        )  # fmt: skip
    bound = _(
        "Menurut catatan Selaras paling tinggi %(points)s; hukuman sebelum Selaras dipakai tidak tercatat."
    )
    return Side(
        "discipline", title, missing=bound % {"points": written(finding.value)}, supplier=office,
        because=finding.because, most=most,
    )  # fmt: skip


def _found(rule: Callable[[], Finding[Decimal]]) -> Finding[Decimal] | None:
    """The finding, or None for a year of which the law says nothing."""
    try:
        return rule()
    except RulesError:
        return None


def _points(points: Decimal, most: Decimal) -> str:
    return _("%(points)s dari %(most)s") % {"points": written(points), "most": written(most)}


def summary_of(talent: Talent) -> Iterator[str]:
    """What stands at the top: the box or why there is none, the known part of the index; nothing is decided."""
    box, points = talent.box, {"points": written(talent.known_points), "most": written(talent.known_most)}
    if box is None:
        yield _(
            "Kotak talenta belum dapat ditentukan, karena tidak semua yang diperlukan diketahui. Selaras tidak menebak."
        )
    else:
        meeting = _(
            "Menurut aturan, kinerja dan potensial pada %(year)s bertemu di kotak %(number)s: %(title)s."
        )
        yield meeting % {"number": box.number, "title": box.title, "year": talent.year}
    yield _("Ini usulan hitungan, bukan keputusan. Tidak ada daftar atau urutan orang.")
    if talent.is_disputed:
        yield _("Ada keberatan yang belum diputuskan; kotak ini dapat berubah sesudahnya.")
    if not talent.known_most:
        yield _("IP ASN: belum ada dimensi yang diketahui Selaras; nilai resminya ada di SIASN.")
        return
    index = _(
        "IP ASN: yang diketahui Selaras %(points)s dari %(most)s angka. Indeksnya tidak dijumlahkan sebelum keempat "
        "dimensinya diketahui; nilai resminya ada di SIASN."
    )
    yield index % points


def talent_as_plain(talent: Talent) -> Mapping[str, Any]:
    """Box and index as plain data: what is known with its reasons, what is not with who can supply it."""
    box = talent.box
    return {
        "year": talent.year,
        "is_proposal": True,
        "is_disputed": talent.is_disputed,
        "box": {"number": box.number, "title": box.title, "recommendations": list(box.recommendations)}
        if box
        else None,
        "because": [step.to_json() for step in talent.because],
        "sides": [_side_as_plain(side) for side in (talent.performance, talent.potential)],
        "ip_asn": {
            "total": None,
            "known_points": str(talent.known_points),
            "known_most": str(talent.known_most),
            "dimensions": [_side_as_plain(side) for side in talent.dimensions],
        },
        "law_day": talent.ruleset.on.isoformat(),
        "fingerprint": talent.ruleset.fingerprint,
    }


def _side_as_plain(side: Side) -> Mapping[str, Any]:
    return {
        "code": side.code,
        "known": side.known or None,
        "origin": side.origin,
        "missing": side.missing,
        "supplier": side.supplier,
        "points": str(side.points) if side.points is not None else None,
        "most": str(side.most) if side.most is not None else None,
        "evaluation": str(side.evaluation_id) if side.evaluation_id else None,
        "sha256": side.sha256 or None,
        "because": [step.to_json() for step in side.because],
    }
