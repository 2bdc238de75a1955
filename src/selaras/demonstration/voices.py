"""D4: 61 things said to the transport agency in three months, 24 about parking tickets, and the indicator they led to.

The list comes in as a file, through the same services as an admin would use; the notes of a forum beside it. Two
complaints about an officer belong to the invented health centre and wait for their way.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from selaras.authorization import Role
from selaras.core.audit import Entry, recording, recording_many
from selaras.demonstration import days
from selaras.demonstration.inserting import insert
from selaras.demonstration.staffing import Office
from selaras.demonstration.writing import DOER
from selaras.intake.events import SOURCE_ADDED
from selaras.intake.models import Channel, FeedSource
from selaras.intake.received import received
from selaras.intake.services.runs import examine, put_in_force
from selaras.listening import events
from selaras.listening.models import (
    InputKind,
    InputStatus,
    Origin,
    PublicInput,
    ReferralOffice,
    Theme,
    ThemeAnswer,
)
from selaras.organisation.models import Employee, Unit

CITY = "kupang"
FORUM, FORUM_DAY = "Forum konsultasi publik", date(2026, 4, 21)
FIRST_DAY, LAST_DAY = date(2026, 4, 1), date(2026, 6, 30)
INDICATOR = "HUB-10"
CHANNELS = ("WhatsApp", "Website", "SMS", "Aplikasi")
PLACES = (
    "Pasar Oeba",
    "Pasar Kasih",
    "Terminal Kupang",
    "Jalan Timor Raya",
    "Jalan El Tari",
    "Pantai Lasiana",
)


@dataclass(frozen=True, slots=True)
class Told:
    """A theme of D4: how often it came by the list and at the forum, its marking words, and how people put it."""

    name: str
    listed: int
    at_forum: int
    words: tuple[str, ...]
    texts: tuple[str, ...]
    place: str


TICKETS = Told(
    "Karcis parkir", 19, 5, ("karcis", "tarif parkir"),
    (
        "Bayar parkir di {place} tetapi tidak diberi karcis.",
        "Karcis parkir di {place} nominalnya tidak sama dengan yang diminta.",
        "Sudah seminggu di {place} karcis habis terus, uangnya ke mana?",
        "Tolong sediakan bayar nontunai di {place}, supaya ada bukti selain karcis kertas.",
    ),
    "dishub_lalin",
)  # fmt: skip
ROUTES = Told(
    "Rute angkutan", 8, 6, ("rute", "trayek", "bemo", "angkutan"),
    (
        "Tidak ada angkutan sampai Naimata sesudah pukul 17.",
        "Mohon rute baru ke Bello, anak sekolah berjalan jauh.",
        "Bemo jurusan {place} sering berbalik sebelum akhir trayek.",
    ),
    "dishub_angkutan",
)  # fmt: skip
PAVEMENTS = Told(
    "Parkir di tempat terlarang", 11, 0, ("trotoar", "badan jalan", "parkir liar"),
    (
        "Trotoar di {place} penuh kendaraan, pejalan kaki turun ke jalan.",
        "Parkir di badan jalan {place} membuat macet setiap sore.",
    ),
    "dishub_lalin",
)  # fmt: skip
LIGHTS = Told(
    "Lampu lalu lintas", 7, 0, ("lampu merah", "lampu lalu lintas", "traffic light"),
    ("Lampu merah dekat {place} mati sejak kemarin.", "Lampu lalu lintas di {place} terlalu cepat untuk menyeberang."),
    "dishub_lalin",
)  # fmt: skip
THEMES = (TICKETS, ROUTES, PAVEMENTS, LIGHTS)
UNSORTED = (
    "Terima kasih, jalan di depan kantor sekarang lebih lancar.",
    "Jam uji kendaraan mohon dipasang di pintu masuk.",
    "Antrean uji kendaraan tidak jelas urutannya.",
    "Bus wisata berhenti sembarangan di depan museum.",
    "Mohon halte di depan rumah sakit diberi atap.",
)
ABOUT_OFFICERS = (
    "Petugas loket membentak orang tua saya. Saya ingat siapa orangnya.",
    "Seorang petugas meminta uang supaya antrean dipercepat.",
)
TICKET_ANSWER = (
    "Mulai 1 Juli yang diukur bukan lagi banyaknya karcis kertas yang diperiksa, melainkan porsi karcis digital di "
    "titik yang ditetapkan: dari 40 menuju 80 persen."
)
ROUTE_ANSWER = "Rute Naimata dan Bello masuk rencana 2027; sementara itu dua bemo menambah putaran sore."
ANSWERS = (
    (TICKETS, date(2026, 6, 30), TICKET_ANSWER, True),
    (ROUTES, date(2026, 9, 10), ROUTE_ANSWER, False),
)


def write_voices(office: Office, indicators: dict[str, UUID]) -> None:
    """Write what people said, where D4 plays. Call inside the agency's scope."""
    opd = office.units.get("dishub")
    if opd is None or office.agency.code != CITY:
        return
    admin = _admin_of(office, opd)
    themes = _write_themes(office, opd)
    _deliver(
        office, opd, admin, _dishub_rows(office), "Daftar SP4N-LAPOR Dinas Perhubungan", "lapor-dishub.csv"
    )
    _write_forum(office)
    _sort(office, themes, admin)
    _answer(office, themes, opd, admin, indicators)
    _write_complaints(office)


def _admin_of(office: Office, opd: Unit) -> Employee:
    return next(
        row.employee for row in office.roles if row.role == Role.OPD_ADMIN.value and row.opd_id == opd.pk
    )


def _write_themes(office: Office, opd: Unit) -> dict[str, Theme]:
    rows = {
        told.name: Theme(
            id=office.keys(), agency_id=office.agency.pk, opd=opd, name=told.name, words=list(told.words)
        )
        for told in THEMES
    }
    with recording_many(events.THEME_KEPT, by=DOER) as entries:
        insert(rows.values())
        entries += [_entry("Theme", row.agency_id, row.pk, name=row.name) for row in rows.values()]
    return rows


def _dishub_rows(office: Office) -> Iterator[str]:
    """Fifty lines as an export has them; which theme a line is of, its number says."""
    span = (LAST_DAY - FIRST_DAY).days
    for number, (prefix, unit, text) in enumerate(_lines(office)):
        day = FIRST_DAY + timedelta(days=(number * 37) % span)
        answered = f"{day + timedelta(days=5 + number % 9):%d/%m/%Y}" if number % 3 == 0 else ""
        state = "Selesai" if answered else "Proses"
        channel = CHANNELS[number % len(CHANNELS)]
        yield f"{prefix}-{number + 1:04d};{day:%d/%m/%Y};{unit};{text};Pengaduan;{channel};{state};{answered}"


def _lines(office: Office) -> Iterator[tuple[str, str, str]]:
    for place, told in enumerate(THEMES):
        for number in range(told.listed):
            text = told.texts[number % len(told.texts)].format(place=PLACES[number % len(PLACES)])
            yield f"D4{place}", office.units[told.place].name, text
    for text in UNSORTED:
        yield "D49", office.units["dishub"].name, text


def _deliver(
    office: Office, opd: Unit, keeper: Employee, rows: Iterator[str], name: str, file_name: str
) -> None:
    source = FeedSource(
        id=office.keys(), agency=office.agency, kind="public_reports", name=name, opd=opd, keeper=keeper,
        made_at=_moment(office, FIRST_DAY),
    )  # fmt: skip
    with recording(SOURCE_ADDED, by=DOER, about=source, name=source.name):
        source.save(force_insert=True)
    head = (
        "Nomor Laporan;Tanggal Laporan;Instansi;Isi Laporan;Klasifikasi;Sumber Laporan;Status;Tanggal Selesai"
    )
    content = "\n".join([head, *rows, ""]).encode()
    with received(io.BytesIO(content), file_name) as upload:
        run = examine(source, upload, by=DOER, on=days.TODAY, given={}, channel=Channel.PAGE)
    put_in_force(run, by=DOER, on=days.TODAY)


def _write_forum(office: Office) -> None:
    rows = [
        PublicInput(
            id=office.keys(), agency_id=office.agency.pk, origin=Origin.FORUM, unit=office.units[told.place],
            received_on=FORUM_DAY, kind=InputKind.SUGGESTION, channel=FORUM, reference=f"D4{place}-forum-{number}",
            text=told.texts[-1 - number % len(told.texts)].format(place=PLACES[number % len(PLACES)]),
        )
        for place, told in enumerate(THEMES)
        for number in range(told.at_forum)
    ]  # fmt: skip
    with recording_many(events.FORUM_NOTED, by=DOER) as entries:
        insert(rows)
        about = {"count": len(rows), "forum": FORUM, "unit": office.units["dishub"].name}
        entries.append(_entry("PublicInput", office.agency.pk, rows[0].pk, **about))


def _sort(office: Office, themes: dict[str, Theme], admin: Employee) -> None:
    for place, told in enumerate(THEMES):
        rows = PublicInput.objects.filter(reference__startswith=f"D4{place}-")
        with recording_many(events.INPUTS_SORTED, by=DOER) as entries:
            count = rows.update(
                status=InputStatus.SORTED, theme=themes[told.name], sorted_by=admin,
                sorted_at=_moment(office, LAST_DAY),
            )  # fmt: skip
            about = {"count": count, "theme": told.name}
            entries.append(_entry("Theme", office.agency.pk, themes[told.name].pk, **about))


def _answer(
    office: Office, themes: dict[str, Theme], opd: Unit, admin: Employee, indicators: dict[str, UUID]
) -> None:
    for told, day, text, changes_indicator in ANSWERS:
        theme = themes[told.name]
        row = ThemeAnswer(
            id=office.keys(), agency_id=office.agency.pk, theme=theme, opd=opd, text=text, decided_on=day,
            indicator_id=indicators.get(INDICATOR) if changes_indicator else None, told_by=admin,
            told_at=_moment(office, day),
        )  # fmt: skip
        with recording_many(events.THEME_ANSWERED, by=DOER) as entries:
            insert([row])
            PublicInput.objects.filter(theme=theme, received_on__lte=day).update(answer=row)
            entries.append(_entry("ThemeAnswer", office.agency.pk, row.pk, theme=theme.name, opd=opd.name))


def _write_complaints(office: Office) -> None:
    """Two complaints about an officer of the invented health centre: one was sent on, one waits."""
    unit = office.units.get("pkm_contoh")
    city_admin = next(row.employee for row in office.roles if row.role == Role.CITY_ADMIN.value)
    if unit is None:
        return
    where = ReferralOffice(
        id=office.keys(), agency_id=office.agency.pk, name="Inspektorat Kota", named_by=city_admin,
        how="Serahkan tertutup di meja pengaduan; minta tanda terima.", named_at=_moment(office, FIRST_DAY),
    )  # fmt: skip
    rows = _complaints(office, unit, city_admin, where.name)
    with recording_many(events.INPUTS_SET_APART, by=DOER) as entries:
        insert([where])
        insert(rows)
        entries.append(_entry("PublicInput", office.agency.pk, rows[0].pk, count=len(rows)))


def _complaints(office: Office, unit: Unit, admin: Employee, where: str) -> Sequence[PublicInput]:
    sent, waits = (
        PublicInput(
            id=office.keys(), agency_id=office.agency.pk, origin=Origin.FORUM, unit=unit, text=text,
            received_on=date(2026, 10, 5 + 14 * place), kind=InputKind.COMPLAINT, channel="Kotak saran",
            status=InputStatus.APART,
        )
        for place, text in enumerate(ABOUT_OFFICERS)
    )  # fmt: skip
    sent.status, sent.sent_to, sent.sent_by = InputStatus.SENT_ON, where, admin
    sent.sent_on, sent.sent_note = date(2026, 10, 7), "Tanda terima 12"
    return [sent, waits]


def _moment(office: Office, day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 30, tzinfo=ZoneInfo(office.agency.time_zone))


def _entry(kind: str, agency_id: UUID, pk: UUID, **told: object) -> Entry:
    return Entry(agency_id, agency_id, kind, pk, told)
