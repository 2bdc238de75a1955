"""Mutation testing of the rules: what `dev.py mutate [FILE …]` does. Not part of CI; it takes minutes for each file.

cosmic-ray changes one place of a rule at a time (a sign, a bound, a number, a condition) and the rules' tests run;
a change that no test notices survives, and is either killed by a better test or explained in
docs/reference/mutants.md. It works on a copy in .cache/mutate, so the sources stay as they are, and has an environment
of its own there. Nobody chooses the tests: tools/mutation_round.py sees which tests enter which function, and tries a
change inside a function with exactly those, in a second. Everything else (a class, a constant, a signature) is tried
by cosmic-ray with all tests that enter the file. mutmut does not fit this layout: it needs the tests beside the
package and skips every function with a decorator.

    python3 dev.py mutate                     # every file of FILES
    python3 dev.py mutate predikat.py         # one of them
"""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools import CACHE, ROOT, SOURCES

FOLDER = CACHE / "mutate"
PYTHON = FOLDER / "venv" / "bin" / "python"
# What holds rules: every module of the package but its list of names and its entry.
NOT_RULES = frozenset({"__init__.py", "__main__.py"})
FILES = tuple(
    sorted(path.name for path in (SOURCES / "selaras_rules").glob("*.py") if path.name not in NOT_RULES)
)
# Tests that start the command line or read the pages, or need NumPy: slow, and the others notice the same.
LEFT_OUT_TESTS = ("test_batch_", "test_desk", "test_reading", "test_computing")
# Changes worth a look: the neighbour of an operator and its opposite. The rest (bit operations, `is` for `==`, type
# unions in annotations) either fails at once or changes nothing that is ever evaluated.
LEFT_OUT = (
    "core/ReplaceBinaryOperator_(?!Add_Sub|Sub_Add|Mul_Div|Div_Mul|FloorDiv_Div|Mod_Mul|Pow_Mul).*",
    "core/ReplaceComparisonOperator_(?!Lt_LtE|LtE_Lt|Gt_GtE|GtE_Gt|Lt_GtE|LtE_Gt|Gt_LtE|GtE_Lt|Eq_NotEq|NotEq_Eq"
    "|Is_IsNot|IsNot_Is).*",
    "core/ReplaceUnaryOperator_.*_(Not|Invert)",
)
LONGEST_ROUND = 30.0
CONFTEST = """from hypothesis import settings

settings.register_profile("selaras", deadline=None, derandomize=True)
settings.load_profile("selaras")
"""
PYTEST = """[tool.pytest.ini_options]
pythonpath = ["src"]
markers = ["trace", "slow", "browser"]
"""


def main(words: Sequence[str]) -> int:
    uv, *names = words
    unknown = [name for name in names if Path(name).name not in FILES]
    if unknown:
        print(f"Unknown: {', '.join(unknown)}. Known: {', '.join(FILES)}")
        return 2
    install(uv)
    wanted = [Path(name).name for name in names] or list(FILES)
    copy_sources()
    for name in wanted:
        begin(name)
    print(f"Which tests enter which function; then {sum(map(to_do, wanted))} changes …", flush=True)
    act("python", str(Path(__file__).with_name("mutation_round.py")), ",".join(wanted), *tests())
    survivors = [found for name in wanted for found in finish(name)]
    print("\n".join(survivors) if survivors else "Nothing survived.")
    return 1 if survivors else 0


def install(uv: str) -> None:
    """The environment of the rounds, as requirements/mutate.txt says."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not PYTHON.exists():
        subprocess.run([uv, "venv", "--quiet", str(PYTHON.parents[1])], check=True)
    lock = ROOT / "requirements" / "mutate.txt"
    command = [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", str(PYTHON), str(lock)]
    subprocess.run(command, check=True)


def begin(name: str) -> None:
    """A new session with every change of one file."""
    settings, session = FOLDER / f"{name}.toml", session_of(name)
    session.unlink(missing_ok=True)
    settings.write_text(configuration(name), "utf-8")
    act("cosmic-ray", "init", str(settings), str(session))
    act("cr-filter-operators", str(session), str(settings))


def finish(name: str) -> list[str]:
    """What the quick round left is tried from the beginning; what survived, one text each."""
    if left := to_do(name):
        print(f"{name}: {left} changes outside functions …", flush=True)
        act("cosmic-ray", "exec", str(FOLDER / f"{name}.toml"), str(session_of(name)))
    return list(surviving(session_of(name)))


def session_of(name: str) -> Path:
    return FOLDER / f"{name}.sqlite"


def tests() -> list[str]:
    """The files of tests that can notice a change, by their names in the copy."""
    found = sorted((FOLDER / "src" / "selaras_rules" / "tests").glob("test_*.py"))
    return [str(path.relative_to(FOLDER)) for path in found if not path.name.startswith(LEFT_OUT_TESTS)]


def copy_sources() -> None:
    """The rules and their tests, apart from the repository and without the application's conftest."""
    sources = FOLDER / "src"
    shutil.rmtree(sources, ignore_errors=True)
    shutil.copytree(
        SOURCES / "selaras_rules", sources / "selaras_rules", ignore=shutil.ignore_patterns("__pycache__")
    )
    (FOLDER / "pyproject.toml").write_text(PYTEST, "utf-8")
    (FOLDER / "conftest.py").write_text(CONFTEST, "utf-8")


def configuration(name: str) -> str:
    """What cosmic-ray reads."""
    left_out = ", ".join(f"'{pattern}'" for pattern in LEFT_OUT)
    return (
        f'[cosmic-ray]\nmodule-path = "src/selaras_rules/{name}"\ntimeout = {LONGEST_ROUND}\nexcluded-modules = []\n'
        f'test-command = "{PYTHON} -m pytest -x -q -p no:cacheprovider @{name}.tests"\n'
        '[cosmic-ray.distributor]\nname = "local"\n'
        f"[cosmic-ray.filters.operators-filter]\nexclude-operators = [{left_out}]\n"
    )


def act(program: str, *words: str) -> None:
    subprocess.run([str(PYTHON.parent / program), *words], cwd=FOLDER, check=True)


def to_do(name: str) -> int:
    with sqlite3.connect(session_of(name)) as rows:
        (every,), (done,) = (
            rows.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608  # both names are ours
            for table in ("work_items", "work_results")
        )
    return int(every - done)


def surviving(session: Path) -> Iterator[str]:
    """Every change that no test noticed: where it is, and what was changed."""
    ask = (
        "SELECT module_path, start_pos_row, operator_name, diff FROM work_results JOIN mutation_specs USING (job_id) "
        "WHERE test_outcome = 'SURVIVED' ORDER BY start_pos_row"
    )
    with sqlite3.connect(session) as rows:
        for path, line, operator, diff in rows.execute(ask):
            changed = [
                text for text in str(diff).splitlines() if text[:1] in "+-" and text[:3] not in ("+++", "---")
            ]
            yield "\n".join([f"{path}:{line} {operator.removeprefix('core/')}", *changed])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
