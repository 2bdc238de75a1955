"""How much handling a page asks for: taps, fields and letters, and the seconds a keystroke-level model gives them."""

from __future__ import annotations

from tests.browser.conftest import Person

# Card, Moran and Newell, «The Keystroke-Level Model for User Performance Time» (1980), in seconds: a letter of an
# average typist, pointing, pressing and releasing a button, a hand from mouse to keyboard, a thought.
LETTER, POINT, PRESS, HAND, THOUGHT = 0.28, 1.1, 0.2, 0.4, 1.35


class Counted:
    """A person whose every tap, filled field and typed letter is counted."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.start()

    def start(self) -> None:
        """Begin to count anew."""
        self.taps = self.fields = self.letters = 0

    @property
    def count(self) -> int:
        """Interactions: each tap, and each field that is filled."""
        return self.taps + self.fields

    @property
    def seconds(self) -> float:
        """The time of handling: a thought before everything one does, a hand to the keyboard and back for a field.

        Reading and judging come on top; the model is about what the page asks of the hands.
        """
        of_taps = self.taps * (THOUGHT + POINT + PRESS)
        of_fields = self.fields * (THOUGHT + POINT + PRESS + 2 * HAND)
        return of_taps + of_fields + self.letters * LETTER

    def press(self, name: str) -> None:
        self.taps += 1
        self.person.press(name)

    def tap(self, selector: str) -> None:
        self.taps += 1
        with self.person.page.expect_navigation():
            self.person.page.locator(selector).first.click()

    def choose(self, **values: str) -> None:
        self.taps += len(values)
        self.person.choose(**values)

    def fill(self, **texts: str) -> None:
        self.fields += len(texts)
        self.letters += sum(map(len, texts.values()))
        self.person.fill(**texts)

    def attach(self, selector: str, file: object) -> None:
        self.taps += 1
        self.person.page.set_input_files(selector, file)  # type: ignore[arg-type]
