"""Whose number it is on a source: told by a human, pair by pair, from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput
from selaras.discipline import events
from selaras.discipline.badges import people_by_nip
from selaras.discipline.models import FIRST_DAY, Badge
from selaras.intake.models import FeedSource

LONGEST_CODE = 40


@dataclass(frozen=True, slots=True)
class Pair:
    """A number on a machine and the NIP of the person who holds it."""

    line: int
    code: str
    nip: str


def pairs_in(text: str) -> list[Pair]:
    """Pairs as people paste them: number and NIP on a line, parted by blank, tab, comma or semicolon.

    Raises `InvalidInput` naming the first line that is none.
    """
    pairs = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.replace(";", " ").replace(",", " ").split()
        if not words or (number == 1 and words[-1].casefold() == "nip"):
            continue
        if len(words) != 2 or len(words[0]) > LONGEST_CODE or len(words[1]) != 18 or not words[1].isdecimal():
            told = {"line": number, "text": line.strip()[:60]}
            message = _("Baris %(line)s («%(text)s») harus berisi nomor mesin, lalu NIP 18 angka.")
            raise InvalidInput(fields={"pairs": message % told})
        pairs.append(Pair(number, words[0], words[1]))
    if not pairs:
        raise InvalidInput(fields={"pairs": _("Tulis sekurangnya satu pasang nomor dan NIP.")})
    return pairs


def map_badges(
    source: FeedSource, pairs: Sequence[Pair], *, by: Actor, on: date, from_day: date | None = None
) -> int:
    """Write down who holds which number; returns how many numbers changed.

    A number that somebody else held passes on from `from_day`; taps before it stay with the one before. Raises
    `InvalidInput` for a NIP that the source may not speak of, and for a number handed on without a day.
    """
    require(by, Permission.RUN_FEEDS, source)
    people = _known_people(source, pairs)
    held = {badge.code: badge for badge in Badge.objects.filter(source=source, ends_on=None)}
    new: list[Badge] = []
    changed: list[Badge] = []
    for pair in {pair.code: pair for pair in pairs}.values():
        badge, employee_id = held.get(pair.code), people[pair.nip]
        if badge is None:
            new.append(_badge(source, pair.code, employee_id, FIRST_DAY))
        elif badge.employee_id is None:
            badge.employee_id = employee_id
            changed.append(badge)
        elif badge.employee_id != employee_id:
            changed.append(_ended(badge, from_day, pair))
            new.append(_badge(source, pair.code, employee_id, from_day or on))
    count = len({badge.code for badge in (*new, *changed)})
    with recording(events.BADGES_MAPPED, by=by, about=source, count=count, name=source.name):
        Badge.objects.bulk_update(changed, ["employee", "ends_on"], batch_size=300)
        Badge.objects.bulk_create(new, batch_size=300)
    return count


def _known_people(source: FeedSource, pairs: Sequence[Pair]) -> dict[str, UUID]:
    people = people_by_nip(source, [pair.nip for pair in pairs])
    for pair in pairs:
        if pair.nip not in people:
            text = _("Baris %(line)s: tidak ada pegawai dengan NIP %(nip)s di tempat sumber ini.")
            raise InvalidInput(fields={"pairs": text % {"line": pair.line, "nip": pair.nip}})
    return people


def _ended(badge: Badge, from_day: date | None, pair: Pair) -> Badge:
    if from_day is None or from_day <= badge.starts_on:
        text = _(
            "Nomor %(code)s sudah dipegang pegawai lain. Isi sejak kapan berpindah, agar tap lama tetap miliknya."
        )
        raise InvalidInput(fields={"from_day": text % {"code": pair.code}})
    badge.ends_on = from_day - timedelta(days=1)
    return badge


def _badge(source: FeedSource, code: str, employee_id: UUID, starts_on: date) -> Badge:
    return Badge(
        agency_id=source.agency_id, source=source, code=code, employee_id=employee_id, starts_on=starts_on
    )
