"""The changes that tools/mutation_round.py leaves: each in a child process that imports the rules anew.

A constant, a class, and a function that runs while the law is read take effect at the import only. Everything but the
rules is imported once, and the files of the law and of the examples are parsed once. The child imports the rules with
the changed file, asks what every module keeps, works out every example of `cases/`, and only then runs the tests that
enter the file, the quickest first, until one fails.

    python mutation_anew.py predikat.py,talent.py      # results go into the sessions of cosmic-ray
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

import hypothesis
import pytest
from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import WorkItem

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tools.mutation_record import Explanations
from tools.mutation_round import EVERY_MODULE, RULES, be_a_child, diff_of, result_of

EXAMPLES = "selaras_rules.tests.test_cases"
REASONS = Explanations()
# Seconds of computing; all tests together need less than half of it.
LIMIT = 240.0
OPTIONS = ("-x", "-q", "-p", "no:warnings", "-p", "no:cacheprovider")


def parse_once() -> None:
    """Every TOML file of the rules is parsed here; a child is given the result."""
    parse: Callable[..., dict[str, Any]] = tomllib.load
    parsed: dict[str, dict[str, Any]] = {}

    def load(file: BinaryIO, **options: Any) -> dict[str, Any]:
        if file.name not in parsed:
            parsed[file.name] = parse(file, **options)
        return parsed[file.name]

    tomllib.load = load  # type: ignore[assignment]
    for path in sorted(RULES.rglob("*.toml")):
        with path.resolve().open("rb") as file:
            load(file, parse_float=import_module("decimal").Decimal)


def passes(tests: Sequence[str]) -> bool:
    """Whether every one of these tests passes with the files as they are now, in a process of its own."""
    child = os.fork()
    if child:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code in (pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.NO_TESTS_COLLECTED):
            raise SystemExit("The list of tests does not fit the tests: run the round again.")
        return code == 0
    be_a_child(LIMIT)
    sys.dont_write_bytecode = True
    try:
        work_out_examples()
    except BaseException:  # whatever a changed file raises
        os._exit(1)
    os._exit(int(pytest.main([*OPTIONS, *tests])))


def work_out_examples() -> None:
    """Without pytest, which would need longer to begin than the examples need."""
    every_module, examples = import_module(EVERY_MODULE), import_module(EXAMPLES)
    for name, test in list(vars(every_module).items()):
        if name.startswith("test_"):
            test()
    for _name, case in examples.CASES:
        examples.test_example(case)


def try_change(work: WorkDB, work_item: WorkItem, tests: Sequence[str]) -> bool:
    """One change: does a test notice it? What the record explains is not tried."""
    (mutation,) = work_item.mutations
    operator = get_operator(mutation.operator_name)(**mutation.operator_args)
    with use_mutation(mutation.module_path, operator, mutation.occurrence) as (before, after):
        diff = diff_of(before, after or before)
        survived = REASONS.explain_diff(mutation.module_path.name, diff) or passes(tests)
    work.set_result(work_item.job_id, result_of(diff, survived=survived))
    return survived


def main(names: str) -> int:
    """Try what is pending in the session of each file."""
    print(f"hypothesis {hypothesis.__version__}, pytest {pytest.__version__}", flush=True)
    sys.path.insert(0, str(RULES.parent.resolve()))
    parse_once()
    for name in names.split(","):
        tests = Path(f"{name}.tests").read_text("utf-8").splitlines()
        with use_db(f"{name}.sqlite", WorkDB.Mode.open) as work:
            pending = list(work.pending_work_items)
            left = sum(try_change(work, work_item, tests) for work_item in pending)
        print(f"{name}: {len(pending)} changes outside functions are tried, {left} survive.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
