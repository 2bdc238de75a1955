"""A city of 8,000 around the cast: written in bulk, for counting what pages ask and weigh when there is much of it.

Budi leads sixty people with twelve results each of which has its cell; Ani's and Hadi's plans are long and talked
about; goals, standards, library and offers are as many as a real city has.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from django.db.models import Model

from selaras.core.audit import SYSTEM, recording
from selaras.core.planner import look_at_tables
from selaras.indicators.models import Indicator, IndicatorVersion, RelevanceNote
from selaras.organisation.models import Employee, Position, Unit
from selaras.planning.models import (
    BorrowedMember,
    Goal,
    GoalTarget,
    Iki,
    RencanaHasilKerja,
    RoleMatrixCell,
    RoleOffer,
    ServiceStandard,
    Skp,
    SkpComment,
    SkpVersion,
    TargetProposal,
)
from tests.cast import STAGED, Cast

PEOPLE, TEAM, OFFICES, RESULTS = 8000, 60, 40, 12
Row = TypeVar("Row", bound=Model)
YEAR = {"year": 2026, "period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31)}
MOMENT = datetime(2026, 2, 2, 1, tzinfo=UTC)
# As long as people write them.
WORDS = "warga kelurahan {number} yang berisiko mendapat layanan sesuai standar dan tercatat dalam register wilayah"


def crowd(cast: Cast, keys: dict[str, Any]) -> None:
    """Fill the city of the cast. `keys` are those of `stage_everything`; call in its scope."""
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        people = _people(cast)
        plans = _plans(cast, people)
        _goals(cast, keys, plans)
        _lengthen(cast, keys)
        _team(cast, keys, people[:TEAM])
        _library(cast, keys, people)
        _standards(cast)
    look_at_tables()


def _save(rows: Iterable[Row]) -> list[Row]:
    made = list(rows)
    type(made[0])._default_manager.bulk_create(made, batch_size=2000)
    return made


def _people(cast: Cast) -> list[Employee]:
    """Sixty under Budi, the others in forty offices with five units each, led by their first."""
    offices = [
        Unit(agency=cast.kupang, name=f"Dinas Urusan Pelayanan Masyarakat {number}")
        for number in range(OFFICES)
    ]
    for office in offices:
        office.opd = office
    units = [
        Unit(agency=cast.kupang, name=f"{office.name}, Bidang {place}", parent=office, opd=office)
        for office in offices
        for place in range(5)
    ]
    _save(offices)
    _save(units)
    posts = _save(
        Position(agency=cast.kupang, unit=unit, title="Penelaah Teknis Kebijakan", kind="pelaksana")
        for unit in units
    )
    team = [
        _person(cast, number, cast.units["puskesmas"], cast.ani.position, cast.budi, cast.citra)
        for number in range(TEAM - 2)
    ]
    heads = [
        _person(cast, TEAM + place, post.unit, post, cast.citra, cast.dewi)
        for place, post in enumerate(posts)
    ]
    rest = [
        _person(cast, number, posts[number % len(posts)].unit, posts[number % len(posts)],
                heads[number % len(posts)], cast.citra)
        for number in range(TEAM + len(posts), PEOPLE)
    ]  # fmt: skip
    return _save([*team, *heads, *rest])


def _person(cast: Cast, number: int, unit: Unit, post: Any, above: Employee, higher: Employee) -> Employee:
    return Employee(
        agency=cast.kupang, name=f"Pegawai Bernama Panjang {number:04}", kind="pns", unit=unit, position=post,
        pejabat_penilai=above, atasan_pejabat_penilai=higher,
    )  # fmt: skip


def _plans(cast: Cast, people: list[Employee]) -> list[Skp]:
    """Nine of ten have one: a third each is written, waits and is agreed."""
    states = ("draft", "submitted", "agreed")
    offices = dict(Unit.objects.values_list("pk", "opd"))
    plans = _save(
        Skp(
            agency=cast.kupang, employee=person, kind="ja_jf", status=states[place % 3], unit=person.unit,
            version=1 if place % 3 == 2 else 0, opd_id=offices[person.unit_id], position_title="Penelaah",
            pejabat_penilai=person.pejabat_penilai, atasan_pejabat_penilai=person.atasan_pejabat_penilai,
            submitted_at=MOMENT if place % 3 else None, **YEAR,
        )
        for place, person in enumerate(people)
        if place % 10
    )  # fmt: skip
    results = _save(
        RencanaHasilKerja(agency=cast.kupang, skp=skp, order=1, text=_text("Agar", place))
        for place, skp in enumerate(plans)
    )
    _save(_measure(row, place) for place, row in enumerate(results[:3000]))
    return plans


def _text(verb: str, number: int) -> str:
    return f"{verb} {WORDS.format(number=number)}"


def _measure(rhk: RencanaHasilKerja, number: int) -> Iki:
    return Iki(
        agency_id=rhk.agency_id, rhk=rhk, order=number % 7, aspect="kuantitas", text=_text("Jumlah", number),
        target=number % 90 + 10, unit_of_measure="orang", data_source="Register", pattern="hitungan",
    )  # fmt: skip


def _goals(cast: Cast, keys: dict[str, Any], plans: list[Skp]) -> None:
    """Four hundred indicators under sixty aims; the staged one is carried by three hundred people."""
    span = {"first_year": 2025, "last_year": 2029}
    offices = list(Unit.objects.filter(name__startswith="Dinas Urusan", parent=None))
    aims = _save(
        Goal(agency=cast.kupang, level="sasaran", title=_text("Meningkatnya", number), **span) for number in range(60)
    )  # fmt: skip
    goals = _save(
        Goal(
            agency=cast.kupang, parent=aims[number % 60], level="indikator", opd=offices[number % OFFICES],
            title=_text("Persentase", number), unit_of_measure="%", source="Register", **span,
        )
        for number in range(400)
    )  # fmt: skip
    _save(GoalTarget(agency=cast.kupang, goal=goal, year=2026, target=80) for goal in goals)
    carried = RencanaHasilKerja.objects.filter(skp__in=plans[:300])
    carried.update(goal=keys["goal"])


def _lengthen(cast: Cast, keys: dict[str, Any]) -> None:
    """Twelve results with three indicators in the plans that are looked at, a hundred comments, twelve versions."""
    for name in ("skp", "draft", "submitted"):
        skp = Skp.objects.get(pk=keys[name])
        results = _save(
            RencanaHasilKerja(agency=cast.kupang, skp=skp, order=10 + number, text=_text("Agar", number))
            for number in range(RESULTS - 2)
        )
        _save(_measure(row, place) for row in results for place in range(3))
    agreed = Skp.objects.get(pk=keys["skp"])
    _save(
        SkpComment(
            agency=cast.kupang, skp=agreed, author=cast.budi, text=_text("Sudah dibahas:", number), written_at=MOMENT
        )
        for number in range(100)
    )  # fmt: skip
    first = SkpVersion.objects.get(skp=agreed)
    _save(
        SkpVersion(
            agency=cast.kupang, skp=agreed, number=number, content=first.content, content_hash=first.content_hash,
            agreed_at=MOMENT, agreed_by=cast.budi, code=f"UJI{number:09}", reason=_text("Tugas berubah:", number),
        )
        for number in range(2, 13)
    )  # fmt: skip
    iki = Iki.objects.get(pk=keys["iki"])
    _save(
        TargetProposal(
            agency=cast.kupang, skp_id=keys["draft"], iki=iki, iki_text=iki.text, author=cast.budi, stood="80 anak",
            words=f"{number} anak", target=number, reason="Sesuai SPM.", proposed_at=MOMENT, status="declined",
        )
        for number in range(2, 22)
    )  # fmt: skip


def _team(cast: Cast, keys: dict[str, Any], team: list[Employee]) -> None:
    """Every cell of the matrix of sixty is written, forty offer themselves and thirty are asked for."""
    leader = RencanaHasilKerja.objects.select_related("skp").get(pk=keys["leader_rhk"]).skp
    columns = _save(
        RencanaHasilKerja(agency=cast.kupang, skp=leader, order=20 + number, text=_text("Terwujudnya", number))
        for number in range(RESULTS - 2)
    )  # fmt: skip
    _save(_measure(row, place) for place, row in enumerate(columns))
    members = [*team[: TEAM - 2], cast.ani, cast.hadi]
    _save(
        RoleMatrixCell(agency=cast.kupang, rhk=rhk, member=member, text=_text("Bagian:", place))
        for rhk in columns
        for place, member in enumerate(members)
    )
    _save(
        RoleOffer(agency=cast.kupang, rhk=columns[0], member=member, text="Rekap", offered_at=MOMENT)
        for member in members[:40]
    )
    _save(
        BorrowedMember(
            agency=cast.kupang, skp=leader, member=member, own_superior=cast.citra, purpose="Tim", asked_at=MOMENT
        )
        for member in Employee.objects.filter(name__startswith="Pegawai Bernama Panjang 79")[:30]
    )  # fmt: skip


def _library(cast: Cast, keys: dict[str, Any], people: list[Employee]) -> None:
    """A thousand indicators; the staged one is in two thousand plans, doubted by many, with old wordings."""
    rows = _save(
        Indicator(agency=cast.kupang, code=f"UJI-{number}", status="in_force") for number in range(1000)
    )
    shared = {
        "agency": cast.kupang, "status": "accepted", "unit_of_measure": "%", "source": "Register",
        "search_text": "uji", "proposed_at": MOMENT,
    }  # fmt: skip
    _save(
        IndicatorVersion(indicator=row, number=1, title=_text("Ukuran", place), starts_on=date(2026, 1, 1), **shared)
        for place, row in enumerate(rows)
    )  # fmt: skip
    begin = date(2025, 1, 1)
    _save(
        IndicatorVersion(
            indicator_id=keys["indicator"], number=number, title=_text("Ukuran", number), reason="Definisi baru.",
            starts_on=begin + timedelta(days=number), ends_on=begin + timedelta(days=number), **shared,
        )
        for number in range(10, 18)
    )  # fmt: skip
    _save(
        RelevanceNote(
            agency=cast.kupang, indicator_id=keys["indicator"], employee=person, noted_at=MOMENT,
            reason=_text("Bukan tugas kami:", place),
        )
        for place, person in enumerate(people[:300])
    )  # fmt: skip
    look_at_tables()  # within one transaction PostgreSQL would join what was just written row by row
    used = Iki.objects.filter(rhk__skp__employee__in=people[:2500])
    used.update(indicator=keys["indicator"], indicator_version=1)


def _standards(cast: Cast) -> None:
    offices = list(Unit.objects.filter(name__startswith="Dinas Urusan", parent=None))
    _save(
        ServiceStandard(
            agency=cast.kupang, opd=office, service=f"Pelayanan {number}", part="waktu", target=30, decree="800/9/2026",
            promise=_text("Paling lama 30 menit:", number), unit_of_measure="menit", source="Log antrean",
            valid_from=date(2025, 1, 1),
        )
        for office in [*offices, cast.units["dinkes"]]
        for number in range(8)
    )  # fmt: skip
