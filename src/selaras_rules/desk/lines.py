"""JSON lines in, JSON lines out: one answer for each line, in the same order, in constant memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, BinaryIO, TextIO

from selaras_rules.computing import Rule
from selaras_rules.errors import RulesError, shortened
from selaras_rules.ruleset import Ruleset

LONGEST_LINE = 1 << 20
_SAID_EVERY = 10_000


class BadLine(RulesError):
    """The line holds no JSON object that could be read."""

    code = "baris_tidak_terbaca"

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class BrokenRule(RulesError):
    """The rule failed in a way it should not: a fault of ours, told for this line alone."""

    code = "cacat_aturan"


class NotANumber:
    """NaN or an infinity as JSON of other programs writes it: no field takes it, each refuses it by name."""

    def __init__(self, written: str) -> None:
        self._written = written

    def __str__(self) -> str:
        return self._written


def compute_lines(
    rule: Rule, ruleset: Ruleset, lines: BinaryIO, answers: BinaryIO, *, progress: TextIO | None = None
) -> int:
    """Answer every line and return how many were refused; an answer is written before the next line is read."""
    refused = number = 0
    for number, line in enumerate(_lines(lines), start=1):
        answer, is_refused = answer_line(rule, ruleset, line, number)
        answers.write(_written(answer))
        answers.flush()
        refused += is_refused
        if progress is not None and number % _SAID_EVERY == 0:
            progress.write(f"\r{number} baris, {refused} ditolak")
            progress.flush()
    if progress is not None and number:
        progress.write(f"\r{number} baris, {refused} ditolak\n")
    return refused


def answer_line(rule: Rule, ruleset: Ruleset, line: bytes, number: int) -> tuple[Mapping[str, Any], bool]:
    """The answer to one line, and whether it was refused."""
    try:
        finding = _compute(rule, ruleset, line)
    except RulesError as error:
        said = {
            "code": error.code,
            "message": str(error),
            "line": number,
            "field": getattr(error, "field", None),
        }
        return {"error": said}, True
    return {**finding.to_json(), "fingerprint": ruleset.fingerprint}, False


def _compute(rule: Rule, ruleset: Ruleset, line: bytes) -> Any:
    given = read_line(line)
    try:
        return rule.run(given, ruleset)
    except RulesError:
        raise
    except Exception as fault:
        # One line that we handle badly must not cost the answers to a million others.
        raise BrokenRule(
            f"Aturan “{rule.name}” gagal menghitung baris ini ({type(fault).__name__}: {shortened(fault)}). "
            "Baris lain tidak terpengaruh; laporkan baris ini kepada pengembang."
        ) from fault


def read_line(line: bytes) -> Any:
    """One line as plain data with exact numbers; raises BadLine, also for a name given twice."""
    if len(line) > LONGEST_LINE:
        raise BadLine(
            f"Baris ini lebih panjang dari {LONGEST_LINE} bita; tulis satu masukan pada setiap baris."
        )
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadLine("Baris ini bukan teks UTF-8.") from None
    if not text.strip():
        raise BadLine("Baris ini kosong; satu baris memuat satu objek JSON.")
    try:
        return json.loads(
            text, parse_float=Decimal, parse_constant=NotANumber, object_pairs_hook=_without_twins
        )
    except json.JSONDecodeError as problem:
        raise BadLine(f"Baris ini bukan JSON: kolom {problem.colno} tidak dapat dibaca.") from None
    except RecursionError:
        raise BadLine("Baris ini bersarang terlalu dalam.") from None
    except ValueError:
        raise BadLine("Baris ini memuat bilangan yang terlalu panjang.") from None


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _value in pairs]
        twin = next(name for name in names if names.count(name) > 1)
        raise BadLine(f"Isian “{twin}” tertulis dua kali; tulis satu kali.", field=twin)
    return found


def _lines(lines: BinaryIO) -> Iterator[bytes]:
    """Every line without its end; of a line that is far too long, its first part only."""
    while line := lines.readline(LONGEST_LINE + 1):
        rest = line
        while not rest.endswith(b"\n") and len(rest) > LONGEST_LINE:
            rest = lines.readline(LONGEST_LINE + 1)
        yield line


def _written(answer: Mapping[str, Any]) -> bytes:
    try:
        return (json.dumps(answer, ensure_ascii=False) + "\n").encode()
    except UnicodeEncodeError:
        # half a surrogate pair, taken over from the input into a sentence about it
        return (json.dumps(answer) + "\n").encode()
