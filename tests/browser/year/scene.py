"""A scene of the year: a day, and one person at a screen of her own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from tests.browser.conftest import Person, Visit, on_day, sign_in
from tests.browser.pictures import photograph


@dataclass(slots=True)
class Year:
    """What the steps share: how to let people in, where they sit, and whether pictures are taken."""

    visit: Visit
    keeps_pictures: bool = True
    # By name and by whether it is her phone: who sits there, and until when her session holds.
    seats: dict[tuple[str, bool], tuple[Person, datetime]] = field(default_factory=dict)

    @contextmanager
    def scene(self, day: str, name: str | None, *, phone: bool = False) -> Iterator[Person]:
        """`name` is at her screen at nine in the morning of `day`; somebody without a name comes once and leaves."""
        with on_day(f"{day} 09:00+08:00"):
            if name is not None:
                yield self._seated(name, phone=phone)
                return
            somebody = self.visit(None, phone=phone)
            yield somebody
            somebody.page.context.close()

    def _seated(self, name: str, *, phone: bool) -> Person:
        """She types NIP and password, is known at this screen as long as a session holds, and is then asked again."""
        now, seat = timezone.now(), self.seats.get((name, phone))
        if seat is not None and now < seat[1]:
            return seat[0]
        if seat is None:
            person = self.visit(name, phone=phone)
        else:
            person = seat[0]
            sign_in(person, name)
        self.seats[name, phone] = person, now + timedelta(seconds=settings.SESSION_COOKIE_AGE)
        return person

    def picture(self, person: Person, name: str) -> None:
        """A picture for the manual."""
        if self.keeps_pictures:
            photograph(person.page, name)
