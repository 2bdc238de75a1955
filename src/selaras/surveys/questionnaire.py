"""The questionnaire as a page draws it: all questions at once, or one a screen with the others carried along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from selaras.core.errors import Text
from selaras.surveys.forms import AnswerForm
from selaras.surveys.questions import GROUPINGS, QUESTIONS
from selaras.surveys.services.answering import LONGEST_REMARK

# Nine questions, then groups and comment.
LAST_STEP = len(QUESTIONS) + 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose."""

    value: str
    label: Text
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One question or group with its answers."""

    number: int
    name: str
    text: Text
    choices: tuple[Choice, ...]
    errors: tuple[str, ...]


@dataclass(slots=True)
class Questionnaire:
    """What stands on the page; `carried` are answers of other screens, `step` is 0 when all is on one page."""

    mark: str
    step: int
    questions: tuple[Row, ...]
    groups: tuple[Row, ...]
    remark: str
    remark_errors: tuple[str, ...]
    carried: tuple[tuple[str, str], ...]
    errors: tuple[tuple[str, Text, str], ...]

    @property
    def has_last_part(self) -> bool:
        """Whether groups, comment and the button that sends are on this page."""
        return self.step in (0, LAST_STEP)


def questionnaire(form: AnswerForm, asked: Mapping[str, str]) -> Questionnaire:
    """The page for a form; `asked` says which screen was there and which way to go."""
    step = _step(form, asked)
    rows = tuple(
        _row(form, number, question.code, question.text) for number, question in enumerate(QUESTIONS, start=1)
    )
    groups = tuple(_row(form, 0, one.name, one.label) for one in GROUPINGS)
    return Questionnaire(
        mark=str(form["mark"].value() or ""),
        step=step,
        questions=rows if step == 0 else tuple(row for row in rows if row.number == step),
        groups=groups,
        remark=str(form["remark"].value() or "")[:LONGEST_REMARK],
        remark_errors=_faults(form, "remark"),
        carried=_carried(form, step) if step else (),
        errors=_errors(form),
    )


def _step(form: AnswerForm, asked: Mapping[str, str]) -> int:
    text = asked.get("langkah", "")
    step = int(text) if text.isdecimal() and len(text) < 3 else 0
    if step and form.is_bound and form.errors:
        faulty = (number for number, one in enumerate(QUESTIONS, start=1) if one.code in form.errors)
        return next(faulty, LAST_STEP)
    if form.is_bound:
        step += -1 if "kembali" in asked else 1 if "lanjut" in asked else 0
    return max(1, min(step, LAST_STEP)) if text else 0


def _row(form: AnswerForm, number: int, name: str, text: Text) -> Row:
    chosen = str(form[name].value() or "")
    choices = tuple(Choice(value, label, value == chosen) for value, label in form.fields[name].choices)  # type: ignore[attr-defined]
    return Row(number, name, text, choices, _faults(form, name))


def _faults(form: AnswerForm, name: str) -> tuple[str, ...]:
    return tuple(str(text) for text in form.errors.get(name, [])) if form.is_bound else ()


def _carried(form: AnswerForm, step: int) -> tuple[tuple[str, str], ...]:
    shown = {QUESTIONS[step - 1].code} if step < LAST_STEP else {*(one.name for one in GROUPINGS), "remark"}
    names = [name for name in form.fields if name not in {"form_key", "mark"} and name not in shown]
    values = ((name, str(form[name].value() or "")[:LONGEST_REMARK]) for name in names)
    return tuple((name, value) for name, value in values if value)


def _errors(form: AnswerForm) -> tuple[tuple[str, Text, str], ...]:
    if not form.is_bound:
        return ()
    return tuple(
        (
            name if name in form.fields else "",
            form.fields[name].label or "" if name in form.fields else "",
            str(text),
        )
        for name, texts in form.errors.items()
        for text in texts
    )
