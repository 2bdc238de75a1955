"""The changes that tools/mutation_round.py leaves: each in a child process that imports the rules anew.

A class, a constant, a default, a signature, and a function that runs while the law is read take effect at the import
only. pytest and Hypothesis are imported once; the child imports the changed file and the tests, first those of what
every module keeps (`EVERY_MODULE`), then what enters the file, the quickest first, until one fails.

    python mutation_anew.py predikat.py,talent.py      # results go into the sessions of cosmic-ray
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import hypothesis
import pytest
from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import WorkItem

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tools.mutation_record import Explanations
from tools.mutation_round import SHORTEST_LIMIT, TIMES_AS_LONG, be_a_child, diff_of, result_of

EVERY_MODULE = "src/selaras_rules/tests/test_every_module.py"
REASONS = Explanations()
OPTIONS = ("-x", "-q", "-p", "no:warnings", "-p", "no:cacheprovider")


def passes(tests: Sequence[str], limit: float) -> bool:
    """Whether every one of these tests passes with the files as they are now, in a process of its own."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    be_a_child(limit)
    sys.dont_write_bytecode = True
    for part in ([EVERY_MODULE], tests):
        if part and pytest.main([*OPTIONS, *part]) != pytest.ExitCode.OK:
            os._exit(1)
    os._exit(0)


def try_change(work: WorkDB, work_item: WorkItem, tests: Sequence[str], limit: float) -> None:
    """One change: does a test notice it? What the record explains is not tried."""
    (mutation,) = work_item.mutations
    operator = get_operator(mutation.operator_name)(**mutation.operator_args)
    with use_mutation(mutation.module_path, operator, mutation.occurrence) as (before, after):
        diff = diff_of(before, after or before)
        survived = REASONS.explain_diff(mutation.module_path.name, diff) or passes(tests, limit)
    work.set_result(work_item.job_id, result_of(diff, survived=survived))


def main(names: str) -> int:
    """Try what is pending in the session of each file."""
    print(f"hypothesis {hypothesis.__version__}, pytest {pytest.__version__}", flush=True)
    for name in names.split(","):
        tests = Path(f"{name}.tests").read_text("utf-8").splitlines()
        with use_db(f"{name}.sqlite", WorkDB.Mode.open) as work:
            pending = list(work.pending_work_items)
            if not pending:
                continue
            begun = time.perf_counter()
            if not passes(tests, 3600):
                raise SystemExit(f"{name}: a test fails on the unchanged rules.")
            limit = SHORTEST_LIMIT + TIMES_AS_LONG * (time.perf_counter() - begun)
            for work_item in pending:
                try_change(work, work_item, tests, limit)
        print(f"{name}: {len(pending)} changes outside functions are tried.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
