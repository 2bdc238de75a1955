"""What only all lines together can tell: twins, units and who heads them, superiors named without a number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from selaras.organisation.staff_list.names import name_key
from selaras.organisation.staff_list.people import PRIVATE_MAIL, Person
from selaras.organisation.staff_list.posts import Post, heads
from selaras.organisation.staff_list.rows import (
    Heading,
    Holding,
    PostKind,
    Problem,
    Severity,
    StaffRow,
    about_the_file,
)
from selaras.organisation.staff_list.units import Places, Spelling
from selaras.organisation.staff_list.vocabulary import words_of

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """The rows of the list, and the doubts that came up between lines."""

    rows: tuple[StaffRow, ...]
    problems: tuple[Problem, ...]


def settle(people: Sequence[Person], fields: Mapping[str, Heading]) -> Settled:
    """Make rows of people, with all of them in view."""
    settling = _Settling(fields)
    rows = settling.rows(people)
    return Settled(tuple(rows), tuple(settling.problems))


class Units:
    """All units of the list, found again by the first words that a head's title can name."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = list(dict.fromkeys(path[:depth] for path in paths for depth in range(1, len(path) + 1)))
        self._below: dict[Path, list[Path]] = defaultdict(list)
        for path in self._paths:
            self._below[path[:-1]].append(path)
        self._led: dict[tuple[str, Path, bool], Path] = {}

    def led_by(self, title: str, own: Path, *, anywhere: bool) -> Path:
        """The unit that the title leads: the own one, one just below it, or (acting) any; else the own one."""
        key = (title, own, anywhere)
        if key not in self._led:
            self._led[key] = self._search(title, own, anywhere)
        return self._led[key]

    def _search(self, title: str, own: Path, anywhere: bool) -> Path:
        if heads(title, own):
            return own
        fitting = [path for path in self._below[own] if heads(title, path)]
        if not fitting and anywhere:
            fitting = [path for path in self._paths if heads(title, path)]
        named = set(words_of(title))
        return max(fitting, key=lambda path: _nearness(path, own, named), default=own)


def _nearness(path: Path, own: Path, named: set[str]) -> tuple[int, int, int]:
    shared = sum(1 for one, other in zip(path, own, strict=False) if one == other)
    return len(named & set(words_of(path[-1]))), shared, -len(path)


class _Settling:
    def __init__(self, fields: Mapping[str, Heading]) -> None:
        self._fields = fields
        self.problems: list[Problem] = []

    def rows(self, people: Sequence[Person]) -> list[StaffRow]:
        people = self._without_private_mail(self._without_twins(people))
        spelling = Spelling([path for person in people for path in (person.path, person.second_path)])
        people = self._placed([self._spelt(person, spelling) for person in people])
        units = Units(path for person in people for path in (person.path, person.second_path))
        numbers = self._numbers_by_name(people)
        rows = [row for person in people for row in self._rows_of(person, units, numbers)]
        self._look_for_two_heads(rows)
        return rows

    def _warn(self, line: int, key: str, value: str, message: str, code: str) -> None:
        self._add(line, key, value, message, code, Severity.WARNING)

    def _add(self, line: int, key: str, value: str, message: str, code: str, severity: Severity) -> None:
        heading = self._fields.get(key)
        self.problems.append(
            Problem(
                line,
                heading.text if heading else "",
                value[:80],
                message,
                severity,
                code,
                heading.column_index if heading else None,
            )
        )

    def _without_twins(self, people: Sequence[Person]) -> list[Person]:
        """The same NIP twice is an error unless the other line is an acting post; equal names are fine."""
        kept: list[Person] = []
        first_line: dict[str, int] = {}
        for person in people:
            is_own_post = person.posts[0][0] is Holding.DEFINITIF
            if person.nip and is_own_post and first_line.setdefault(person.nip, person.line) != person.line:
                message = _(
                    "NIP ini sudah ada di baris %(line)d. Hapus salah satunya; untuk jabatan kedua, "
                    "tulis Plt atau Plh di kolom Penugasan."
                ) % {"line": first_line[person.nip]}
                key = "nip" if "nip" in self._fields else "name_and_nip"
                self._add(person.line, key, person.nip, message, "twice", Severity.ERROR)
            else:
                kept.append(person)
        return kept

    def _without_private_mail(self, people: list[Person]) -> list[Person]:
        private = sum(1 for person in people if PRIVATE_MAIL.search(person.email))
        if not private:
            return people
        self.problems.append(
            about_the_file(
                _(
                    "%(count)d alamat surel pribadi (gmail, yahoo, …) tidak disimpan; hanya surel dinas dipakai."
                )
                % {"count": private},
                code="private_mail",
            )
        )
        return [
            replace(person, email="") if PRIVATE_MAIL.search(person.email) else person for person in people
        ]

    def _placed(self, people: list[Person]) -> list[Person]:
        """A unit without its OPD is no OPD of its own while other lines say below which one it stands."""
        places = Places(person.path for person in people)
        placed = [
            person if (path := places.whole(person.path)) == person.path else replace(person, path=path)
            for person in people
        ]
        if moved := sum(1 for one, other in zip(people, placed, strict=True) if one is not other):
            self.problems.append(
                about_the_file(
                    _(
                        "%(count)d baris tidak menyebut OPD-nya; unitnya ditempatkan di bawah OPD yang disebut "
                        "baris lain."
                    )
                    % {"count": moved},
                    code="placed",
                )
            )
        return placed

    @staticmethod
    def _spelt(person: Person, spelling: Spelling) -> Person:
        path, second_path = spelling.of(person.path), spelling.of(person.second_path)
        if (path, second_path) == (person.path, person.second_path):
            return person
        return replace(person, path=path, second_path=second_path)

    @staticmethod
    def _numbers_by_name(people: Sequence[Person]) -> dict[str, set[str]]:
        """NIP by name, where the list names superiors at all."""
        numbers: dict[str, set[str]] = defaultdict(set)
        if not any(person.superior_name for person in people):
            return numbers
        for person in people:
            numbers[name_key(person.name)].add(person.nip)
        return numbers

    def _rows_of(self, person: Person, units: Units, numbers: Mapping[str, set[str]]) -> Iterator[StaffRow]:
        superior = person.superior_nip or self._superior_by_name(person, numbers)
        (holding, post), *others = person.posts
        path = self._path_of(person.path, post, units, anywhere=False)
        own = StaffRow(
            line=person.line,
            nip=person.nip,
            kind=person.kind,
            name=person.name,
            title_before=person.title_before,
            title_after=person.title_after,
            golongan=person.golongan,
            birth_date=person.birth_date,
            sex=person.sex,
            email=person.email,
            units=path,
            unit_source_id=person.unit_source_id if path == person.path else "",
            position_title=post.title,
            position_kind=post.kind,
            jenjang=post.jenjang,
            job_class=person.job_class,
            is_head=heads_unit(post, path) if person.says_head is None else person.says_head,
            assignment=holding,
            superior_nip=superior,
            legal_status=person.legal_status,
            source_id=person.source_id,
            **person.days,
        )
        yield own
        for holding, post in others:
            path = person.second_path or self._path_of(person.path, post, units, anywhere=True)
            yield replace(
                own,
                units=path,
                unit_source_id="",
                position_title=post.title,
                position_kind=post.kind,
                jenjang=post.jenjang,
                job_class=None,
                is_head=heads_unit(post, path),
                assignment=holding,
                superior_nip="",
                tmt_position=None,
            )

    @staticmethod
    def _path_of(own: Path, post: Post, units: Units, *, anywhere: bool) -> Path:
        if post.kind is PostKind.PELAKSANA:
            return own
        return units.led_by(post.title, own, anywhere=anywhere)

    def _superior_by_name(self, person: Person, numbers: Mapping[str, set[str]]) -> str:
        """The NIP of the superior named in the list, if exactly one person in it has that name."""
        if not person.superior_name:
            return ""
        found = numbers.get(name_key(person.superior_name), set()) - {person.nip}
        if len(found) == 1:
            return next(iter(found))
        message = (
            _("Lebih dari satu orang bernama ini dalam daftar. Isi kolom NIP Atasan.")
            if found
            else _("Atasan ini tidak ditemukan dalam daftar; atasan akan ditentukan dari susunan unit.")
        )
        self._warn(person.line, "superior_name", person.superior_name, message, "unclear_superior")
        return ""

    def _look_for_two_heads(self, rows: Sequence[StaffRow]) -> None:
        first: dict[Path, StaffRow] = {}
        for row in rows:
            if not row.is_head or row.assignment is not Holding.DEFINITIF:
                continue
            other = first.setdefault(row.units, row)
            if other is not row:
                message = _(
                    "Unit «%(unit)s» sudah mempunyai pimpinan di baris %(line)d. Periksa unit dan jabatannya."
                ) % {"unit": row.units[-1], "line": other.line}
                self._warn(row.line, "position_title", row.position_title, message, "two_heads")


def heads_unit(post: Post, path: Path) -> bool:
    """True if the post leads the last unit of the path, by its title."""
    return post.kind is not PostKind.PELAKSANA and heads(post.title, path)
