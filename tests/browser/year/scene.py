"""A scene of the year: a day, and one person at a screen of her own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.browser.conftest import Person, Visit, on_day
from tests.browser.pictures import photograph


@dataclass(slots=True)
class Year:
    """What the steps share: how to let people in, and whether pictures are taken."""

    visit: Visit
    keeps_pictures: bool = True

    @contextmanager
    def scene(self, day: str, name: str | None, *, phone: bool = False) -> Iterator[Person]:
        """`name` sits down at nine in the morning of `day`, and leaves at the end of the scene."""
        with on_day(f"{day} 09:00+08:00"):
            person = self.visit(name, phone=phone)
            yield person
            person.page.context.close()

    def picture(self, person: Person, name: str) -> None:
        """A picture for the manual."""
        if self.keeps_pictures:
            photograph(person.page, name)
