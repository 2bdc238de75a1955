"""How much there is of several kinds, in one question; and such a question written once for thousands of people.

To put a question of a dozen parts into SQL takes longer than to answer it. Where the parts differ between people in
nothing but who asks, the text is kept, and only the person is put in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Count, QuerySet, Value

# Nobody's key: it stands where the person who asks is put in.
SOMEBODY = UUID(int=0xFFFF)


class Question(NamedTuple):
    """A question as the database reads it, with what is given with it."""

    sql: str
    given: tuple[Any, ...]

    def asked_by(self, person: UUID) -> Question:
        """The same question with a person in the place of `SOMEBODY`."""
        instead = {SOMEBODY: person, SOMEBODY.hex: person.hex}
        return self._replace(
            given=tuple(instead.get(one, one) if isinstance(one, (UUID, str)) else one for one in self.given)
        )

    def rows(self) -> list[tuple[Any, ...]]:
        """What the database answers, as it keeps it: a key is a text on SQLite."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.given)
            return cursor.fetchall()

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


def question_of(rows: Mapping[str, QuerySet[Any]]) -> Question:
    """How many rows there are of each kind: each part is led by its own index.

    Asked together as «or», the parts would read the rows of everybody.
    """
    first, *others = (
        found.values(what=Value(kind)).annotate(n=Count("pk")).order_by() for kind, found in rows.items()
    )
    return question_for(first.union(*others, all=True))


def question_for(rows: QuerySet[Any, Any]) -> Question:
    """A query as it is written; with `SOMEBODY` in it, anybody can ask it then."""
    sql, given = rows.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    return Question(sql, tuple(given))
