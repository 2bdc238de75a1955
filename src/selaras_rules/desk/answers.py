"""Answers one call: reads what was asked, writes text for people or JSON for programs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, TextIO

from selaras_rules.catalogue import list_choices, list_parameters, show, shown_value
from selaras_rules.changes import Change, LawDifference, law_between
from selaras_rules.computing import RULES, rule_named
from selaras_rules.errors import UnknownLaw
from selaras_rules.findings import plain
from selaras_rules.parameters import Value
from selaras_rules.ruleset import Ruleset

from . import sheet
from .arguments import read_choices
from .lines import compute_lines

DONE, REFUSED = 0, 3


def run(options: argparse.Namespace) -> int:
    """Answer on standard output and return the exit code; raises RulesError for what the rules refuse."""
    if options.what == "compute":
        return _compute(options)
    if options.what == "diff":
        return _diff(options)
    if options.what == "schema":
        _print_json(rule_named(options.rule).schema(), indent=2)
        return DONE
    return _rows(options)


def _rows(options: argparse.Namespace) -> int:
    rows: list[dict[str, Any]]
    match options.what:
        case "list":
            if not list_parameters(options.key):
                raise UnknownLaw(options.key)
            rows = [{"key": item.key, "title": item.title} for item in list_parameters(options.key)]
        case "rules":
            rows = [{"name": rule.name, "title": rule.title} for rule in RULES.values()]
        case "choices":
            rows = list(list_choices())
        case _:
            on = options.on or options.today()
            rows = [asdict(found) for found in show(options.key, on)]
            if not options.json:
                sheet.write_values(sys.stdout, options.key, on)
                return DONE
    if options.json:
        _print_json([plain(row) for row in rows])
    elif options.what == "choices":
        sheet.write_choices(sys.stdout)
    else:
        sheet.write_columns(sys.stdout, [tuple(map(str, row.values())) for row in rows])
    return DONE


def _diff(options: argparse.Namespace) -> int:
    found = law_between(options.first, options.second)
    if options.json:
        _print_json(as_plain(found))
    else:
        sheet.write_difference(sys.stdout, found)
    return DONE


def as_plain(found: LawDifference) -> dict[str, Any]:
    """A difference as plain data: changes with both values, and the names of the rules they touch."""
    return {
        "first": found.first.isoformat(),
        "second": found.second.isoformat(),
        "changes": [_plain_change(change) for change in found.changes],
        "regulations": [plain(item) for item in found.regulations],
        "holiday_lists": [
            {
                "year": item.year,
                "source": item.source,
                "article": item.article,
                "standing": item.standing.value,
            }
            for item in found.holidays
        ],
        "results_changed": [rule.name for rule in found.results_changed],
        "reasons_changed": [rule.name for rule in found.reasons_changed],
    }


def _plain_change(change: Change) -> Mapping[str, Any]:
    return {
        "key": change.key,
        "title": change.title,
        "kind": change.kind.value,
        "before": _plain_value(change.before),
        "after": _plain_value(change.after),
    }


def _plain_value(value: Value | None) -> Any:
    return None if value is None else plain(shown_value(value))


def _compute(options: argparse.Namespace) -> int:
    ruleset = Ruleset(options.on, read_choices(options.choice))
    rule = rule_named(options.rule)
    terminal = _terminal(options)
    if terminal is not None and sys.stdin.isatty():
        terminal.write("Ketik satu objek JSON pada setiap baris; akhiri dengan Ctrl+D.\n")
    refused = compute_lines(rule, ruleset, sys.stdin.buffer, sys.stdout.buffer, progress=terminal)
    return REFUSED if refused else DONE


def _terminal(options: argparse.Namespace) -> TextIO | None:
    return sys.stderr if sys.stderr.isatty() and not options.quiet else None


def _print_json(value: Any, indent: int | None = None) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=indent) + "\n")
