"""How much there is of several kinds, in one question; and questions written once for thousands of people.

To put a question of a dozen parts into SQL takes longer than to answer it. Where the parts differ between people in
nothing but who asks, the text is kept, and only the person is put in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Count, Model, QuerySet, Value
from django.db.models.query import get_related_populators

# Nobody's key: it stands where the person who asks is put in.
SOMEBODY = UUID(int=0xFFFF)

Reader = Callable[[Any, Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the database reads it, with what is given with it, and how its answers are read."""

    sql: str
    given: tuple[Any, ...]
    # Of a column by its place: what makes a key or a moment of what the database keeps, one after the other.
    reading: Sequence[tuple[int, Sequence[Reader], Any]] = field(default=(), compare=False)

    def asked_by(self, person: UUID) -> Question:
        """The same question with a person in the place of `SOMEBODY`."""
        return self.asked_about({SOMEBODY: person})

    def asked_about(self, keys: Mapping[UUID, UUID]) -> Question:
        """The same question with other keys in the place of those that nobody has."""
        instead: dict[UUID | str, UUID | str] = {nobody.hex: key.hex for nobody, key in keys.items()}
        instead.update(keys.items())
        given = tuple(instead.get(one, one) if isinstance(one, (UUID, str)) else one for one in self.given)
        return replace(self, given=given)

    def rows(self) -> list[tuple[Any, ...]]:
        """What the database answers, a tuple a row."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.given)
            found = cursor.fetchall()
        return [self._read(row) for row in found] if self.reading else found

    def _read(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for place, readers, expression in self.reading:
            for read in readers:
                values[place] = read(values[place], expression, connection)
        return tuple(values)

    def answer(self) -> Counter[str]:
        """How many of each kind; kinds without any are 0."""
        return Counter(dict(self.rows()))


class Kept(dict[Hashable, Question]):
    """The questions a worker keeps written. They are few, but every day brings new ones: when full, it begins anew."""

    MOST = 64

    def question(self, key: Hashable, write: Callable[[], Question]) -> Question:
        """The question under this key; written now if it is not there."""
        found = self.get(key)
        if found is None:
            if len(self) >= self.MOST:
                self.clear()
            found = self[key] = write()
        return found


@dataclass(frozen=True, slots=True)
class RowQuestion:
    """A question for rows of one table with those that belong to them; they are made as Django makes them."""

    question: Question
    model: type[Model]
    columns: tuple[int, int]
    fields: tuple[str, ...]
    beside: Sequence[Any]
    told: Mapping[str, int]

    def row_about(self, keys: Mapping[UUID, UUID]) -> Any:
        """The first row, None without one."""
        for values in self.question.asked_about(keys).rows():
            row = self.model.from_db(DEFAULT_DB_ALIAS, self.fields, values[slice(*self.columns)])
            for relation in self.beside:
                relation.populate(values, row)
            for name, place in self.told.items():
                setattr(row, name, values[place])
            return row
        return None


def row_question_for(rows: QuerySet[Any, Any]) -> RowQuestion:
    """A query for whole rows as it is written, with `select_related` and what was annotated."""
    compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
    question = _written(compiler)
    found = compiler.klass_info
    first, last = found["select_fields"][0], found["select_fields"][-1] + 1
    fields = tuple(column.target.attname for column, *_ in compiler.select[first:last])
    # The types describe a later Django, which asks for one thing more.
    beside = get_related_populators(found, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]
    return RowQuestion(question, found["model"], (first, last), fields, beside, compiler.annotation_col_map)


def question_of(rows: Mapping[str, QuerySet[Any]]) -> Question:
    """How many rows there are of each kind: each part is led by its own index.

    Asked together as «or», the parts would read the rows of everybody.
    """
    first, *others = (
        found.values(what=Value(kind)).annotate(n=Count("pk")).order_by() for kind, found in rows.items()
    )
    return question_for(first.union(*others, all=True))


def question_for(rows: QuerySet[Any, Any]) -> Question:
    """A query as it is written; with keys in it that nobody has, it can be asked about anybody then."""
    return _written(rows.query.get_compiler(DEFAULT_DB_ALIAS))


def _written(compiler: Any) -> Question:
    sql, given = compiler.as_sql()
    columns = [column for column, *_ in compiler.select[: compiler.col_count]]
    reading = [(place, *how) for place, how in compiler.get_converters(columns).items()]
    return Question(sql, tuple(given), reading)
