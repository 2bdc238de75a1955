"""One quick round of mutations, run by the environment of `tools/mutate.py` inside its copy of the rules.

The tests are collected once. Each of them then runs once on the unchanged rules while it is written down which
functions it enters. A change inside a function is tried in a child process: the changed code is put in the place of
the old one, and exactly the tests that enter this function run, the quickest first, until one fails.

A change of a class, a constant, a default or a signature takes effect at the import only. A child reads the changed
file beside the others and asks what every module keeps (`EVERY_MODULE`). A function that has run already when the law
was read is changed as the others are, after everything that is remembered has been forgotten. Both can only kill: what
they do not notice is left pending for tools/mutation_anew.py, which starts everything anew.

    python mutation_round.py predikat.py,talent.py test_cases.py …      # results go into the sessions of cosmic-ray
"""

from __future__ import annotations

import difflib
import gc
import inspect
import os
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import _lru_cache_wrapper, cache, cached_property
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

import pytest
from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import TestOutcome, WorkerOutcome, WorkItem, WorkResult

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tools.mutation_record import Explanations

RULES = Path("src/selaras_rules")
EVERY_MODULE = "selaras_rules.tests.test_every_module"
MEMORY = 3 * 2**30
SHORTEST_LIMIT, TIMES_AS_LONG = 5.0, 10.0
# Where a function stands: its file, and its name with the class around it.
Place = tuple[str, str]


class Round:
    """The plugin that replaces the loop of pytest by the changes of some files."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self.at_load: set[Place] = set()
        self.entered: dict[Place, list[pytest.Item]] = defaultdict(list)
        self.lasted: dict[pytest.Item, float] = {}
        self.failed = False
        self.reasons = Explanations()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One part of a test has ended."""
        self.failed = self.failed or report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of running the tests: see what they enter, then try the changes."""
        read_the_law()
        sys.setprofile(None)
        self.at_load |= set(lasting_properties())
        for item in session.items:
            self._learn(item)
        if self.failed:
            raise pytest.UsageError("A test fails on the unchanged rules.")
        functions = functions_by_place()
        for name in self.names:
            self._tell_tests(name, session.items)
            entering = self._entering(name)
            with use_db(f"{name}.sqlite", WorkDB.Mode.open) as work:
                for work_item in list(work.pending_work_items):
                    self._try(work, work_item, functions, entering)
            print(f"{name}: changes inside functions are tried.", flush=True)
        return True

    def _learn(self, item: pytest.Item) -> None:
        forget_results()
        places: set[Place] = set()
        begun = time.process_time()
        sys.setprofile(note_calls(places))
        run(item)
        sys.setprofile(None)
        self.lasted[item] = time.process_time() - begun
        for place in places:
            self.entered[place].append(item)

    def _tell_tests(self, name: str, items: Sequence[pytest.Item]) -> None:
        """For who starts anew: what enters this file; everything when it has no function that is entered."""
        chosen = self._entering(name) or sorted(items, key=self.lasted.__getitem__)
        Path(f"{name}.tests").write_text("\n".join(item.nodeid for item in chosen), "utf-8")

    def _entering(self, name: str) -> list[pytest.Item]:
        found = {item for place in self.entered if place[0] == name for item in self.entered[place]}
        return sorted(found, key=self.lasted.__getitem__)

    def _try(
        self,
        work: WorkDB,
        work_item: WorkItem,
        functions: Mapping[Place, list[FunctionType]],
        entering: Sequence[pytest.Item],
    ) -> None:
        (mutation,) = work_item.mutations
        operator = get_operator(mutation.operator_name)(**mutation.operator_args)
        with use_mutation(mutation.module_path, operator, mutation.occurrence) as (before, after):
            diff = diff_of(before, after or before)
            change = changed_function(before, after or before, mutation.module_path)
            is_sure = change is not None and change[0] not in self.at_load
            if self.reasons.explain_diff(mutation.module_path.name, diff):
                survived = is_sure = True
            elif change is None or change[0] not in functions:
                survived, is_sure = keeps_the_rules(mutation.module_path, after or before), False
            else:
                items = self.entered[change[0]] if is_sure else entering
                items = sorted(items, key=self.lasted.__getitem__)
                survived = self._survives(items, functions[change[0]], change[1], forget_all=not is_sure)
        if is_sure or not survived:
            work.set_result(work_item.job_id, result_of(diff, survived=survived))

    def _survives(
        self,
        items: Sequence[pytest.Item],
        functions: Iterable[FunctionType],
        code: CodeType,
        *,
        forget_all: bool,
    ) -> bool:
        child = os.fork()
        if child:
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        limit = SHORTEST_LIMIT + TIMES_AS_LONG * sum(self.lasted[item] for item in items)
        be_a_child(limit)
        for function in functions:
            function.__code__ = code
        forget_results(forget_all=forget_all)
        for item in items:
            run(item)
            if self.failed:
                os._exit(1)
        os._exit(0)


def keeps_the_rules(path: Path, text: str) -> bool:
    """Whether a changed file can be read, and what every module keeps holds for it too."""
    tests = sys.modules[EVERY_MODULE]
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    be_a_child(SHORTEST_LIMIT)
    try:
        old = sys.modules[f"{RULES.name}.{path.stem}"]
        changed = ModuleType(old.__name__)
        vars(changed).update(__file__=old.__file__, __package__=old.__package__)
        exec(compile(text, str(path), "exec", dont_inherit=True), vars(changed))  # noqa: S102  # a rule, changed
        tests.MODULES[tests.MODULES.index(old)] = changed
        for name, test in list(vars(tests).items()):
            if name.startswith("test_"):
                test()
    except BaseException:  # whatever a changed file raises
        os._exit(1)
    os._exit(0)


def diff_of(before: str, after: str) -> str:
    """The change as the session keeps it."""
    return "\n".join(difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm=""))


def result_of(diff: str, *, survived: bool) -> WorkResult:
    """What the session keeps of a change that was tried, or that the record explains."""
    outcome = TestOutcome.SURVIVED if survived else TestOutcome.KILLED
    return WorkResult(worker_outcome=WorkerOutcome.NORMAL, test_outcome=outcome, output="", diff=diff)


def be_a_child(limit: float) -> None:
    """Silent, and ended by the system when a change makes it compute or grow without end."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, limit)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def run(item: pytest.Item) -> None:
    """One test with its fixtures."""
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


def note_calls(places: set[Place]) -> Callable[[FrameType, str, Any], None]:
    """What `sys.setprofile` takes to collect the functions of the rules that are entered."""

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and (place := place_of(frame.f_code)):
            places.add(place)

    return note


@cache
def place_of(code: CodeType) -> Place | None:
    """The place of a function of the rules themselves, not of what computes, reads or tests them."""
    path = Path(code.co_filename)
    return (path.name, code.co_qualname.split(".<locals>")[0]) if path.parent.name == RULES.name else None


def functions_by_place() -> dict[Place, list[FunctionType]]:
    """Every outer function of the rules; one that shares its place with another is left out."""
    found: dict[Place, list[FunctionType]] = defaultdict(list)
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and "<" not in thing.__code__.co_qualname:
            place = place_of(thing.__code__)
            if place is not None:
                found[place].append(thing)
    return {place: those for place, those in found.items() if len({those.__code__ for those in those}) == 1}


@cache
def caches() -> tuple[Any, ...]:
    """The remembered results of the rules."""
    found = (thing for thing in gc.get_objects() if isinstance(thing, _lru_cache_wrapper))
    return tuple(thing for thing in found if thing.__module__.startswith(RULES.name))


def reads_the_law(remembered: Any) -> bool:
    """Whether it takes no argument: read once, then the same objects for good."""
    return remembered.__wrapped__.__code__.co_argcount == 0


def read_the_law() -> None:
    """Everything that is read once is read now, while the calls are noted."""
    for remembered in filter(reads_the_law, caches()):
        remembered()


def forget_results(*, forget_all: bool = False) -> None:
    """So that every test enters what it rests on itself; all of it, so that the law itself is read again."""
    for remembered in caches():
        if forget_all or not reads_the_law(remembered):
            remembered.cache_clear()


def lasting_properties() -> Iterator[Place]:
    """A property that an object remembers cannot be forgotten, so its change needs a new process."""
    for thing in gc.get_objects():
        if isinstance(thing, cached_property) and (place := place_of(thing.func.__code__)):
            yield place


def changed_function(before: str, after: str, path: Path) -> tuple[Place, CodeType] | None:
    """The one outer function whose code differs; nothing when anything else does too, or nothing at all."""
    old, new = (compile(text, str(path), "exec", dont_inherit=True) for text in (before, after))
    changed: list[CodeType] = []
    if not same_but_functions(old, new, changed) or len(changed) != 1:
        return None
    place = place_of(changed[0])
    return (place, changed[0]) if place else None


def same_but_functions(old: CodeType, new: CodeType, changed: list[CodeType]) -> bool:
    """Whether a module or class body stays as it is; notes the functions in it whose code is another."""
    if (old.co_code, old.co_names, len(old.co_consts)) != (new.co_code, new.co_names, len(new.co_consts)):
        return False
    for one, other in zip(old.co_consts, new.co_consts, strict=True):
        if not isinstance(one, CodeType) or not isinstance(other, CodeType):
            if type(one) is not type(other) or one != other:
                return False
        elif not is_function(one):
            if not same_but_functions(one, other, changed):
                return False
        elif one != other:
            if signature(one) != signature(other):
                return False
            changed.append(other)
    return True


def is_function(code: CodeType) -> bool:
    """Whether it is the code of a function, not of a class body."""
    return bool(code.co_flags & inspect.CO_OPTIMIZED)


def signature(code: CodeType) -> tuple[object, ...]:
    """What has to stay for the changed code to fit into the old function."""
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    return names, code.co_argcount, code.co_kwonlyargcount, code.co_posonlyargcount, code.co_freevars


def main(names: str, *tests: str) -> int:
    """Try the changes that are pending in the session of each file."""
    plugin = Round(names.split(","))
    sys.setprofile(note_calls(plugin.at_load))
    return int(pytest.main(["-q", "-p", "no:warnings", "-p", "no:cacheprovider", *tests], plugins=[plugin]))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
