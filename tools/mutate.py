"""Mutation testing of the rules: what `dev.py mutate [FILE …]` does. Not part of CI; it takes minutes for each file.

cosmic-ray changes one place of a rule at a time (a sign, a bound, a number, a condition) and the rules' tests run;
a change that no test notices survives, and is either killed by a better test or explained in
docs/reference/mutants.toml. The figures of the round are written into docs/reference/mutants.md. It works on a copy in
.cache/mutate, so the sources stay as they are, and has an environment of its own there. Nobody chooses the tests:
tools/mutation_round.py sees which tests enter which function, and tries a change inside a function with exactly those,
in a second. Everything else (a class, a constant, a signature) is tried by tools/mutation_anew.py in a new process with
all tests that enter the file. mutmut does not fit this layout: it needs the tests beside the package and skips every
function with a decorator.

    python3 dev.py mutate                     # every file of FILES
    python3 dev.py mutate predikat.py         # one of them
    python3 dev.py mutate --again             # only what survived, after a better test was written
"""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tools import CACHE, ROOT, SOURCES
from tools.mutation_record import Explanations, Figures, Survivor, sides, write_figures

FOLDER = CACHE / "mutate"
PYTHON = FOLDER / "venv" / "bin" / "python"
AGAIN = "--again"
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
    again = AGAIN in names
    names = [Path(name).name for name in names if name != AGAIN]
    unknown = [name for name in names if name not in FILES]
    if unknown:
        print(f"Unknown: {', '.join(unknown)}. Known: {', '.join(FILES)}")
        return 2
    install(uv)
    wanted = names or list(FILES)
    kept = {name for name in wanted if again and is_as_it_was(name)}
    copy_sources()
    for name in wanted:
        (forget_survivors if name in kept else begin)(name)
    print(f"Which tests enter which function; then {sum(map(to_do, wanted))} changes …", flush=True)
    act("python", str(Path(__file__).with_name("mutation_round.py")), ",".join(wanted), *tests())
    act("python", str(Path(__file__).with_name("mutation_anew.py")), ",".join(wanted))
    return report(wanted)


def report(names: Sequence[str]) -> int:
    """Writes the figures of these files, and tells what survives without an explanation or is explained in vain."""
    why, today, left = Explanations(), datetime.now(UTC).date(), []
    rows = {}
    for name in names:
        survivors = list(surviving(session_of(name)))
        unexplained = [one for one in survivors if not why.explain(one)]
        left += [one.text for one in unexplained]
        changes, tried = counts(name)
        rows[name] = Figures(today, changes, tried, len(survivors), len(unexplained))
        if tried == changes:
            left += [f"{name}: an explanation that no change needs: {line}" for line in why.in_vain(name)]
    write_figures(rows)
    print("\n".join(left) if left else "Nothing survives without an explanation.")
    return 1 if left else 0


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


def is_as_it_was(name: str) -> bool:
    """Whether the file is the one whose session is kept; what was killed in it stays killed."""
    then, now = FOLDER / "src" / "selaras_rules" / name, SOURCES / "selaras_rules" / name
    return session_of(name).exists() and then.exists() and then.read_bytes() == now.read_bytes()


def forget_survivors(name: str) -> None:
    """They wait to be tried once more."""
    with sqlite3.connect(session_of(name)) as rows:
        rows.execute("DELETE FROM work_results WHERE test_outcome = 'SURVIVED'")


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
        f'[cosmic-ray]\nmodule-path = "src/selaras_rules/{name}"\ntimeout = 1.0\nexcluded-modules = []\n'
        'test-command = "false"\n'
        '[cosmic-ray.distributor]\nname = "local"\n'
        f"[cosmic-ray.filters.operators-filter]\nexclude-operators = [{left_out}]\n"
    )


def act(program: str, *words: str) -> None:
    subprocess.run([str(PYTHON.parent / program), *words], cwd=FOLDER, check=True)


def counts(name: str) -> tuple[int, int]:
    """How many changes worth a look (`LEFT_OUT`) a file has, and how many of them were tried."""
    with sqlite3.connect(session_of(name)) as rows:
        (every,) = rows.execute("SELECT count(*) FROM work_items").fetchone()
        done = dict(rows.execute("SELECT worker_outcome, count(*) FROM work_results GROUP BY worker_outcome"))
    skipped = done.pop("SKIPPED", 0)
    return int(every - skipped), sum(done.values())


def to_do(name: str) -> int:
    every, done = counts(name)
    return every - done


def surviving(session: Path) -> Iterator[Survivor]:
    """Every change that no test noticed."""
    ask = (
        "SELECT module_path, start_pos_row, operator_name, diff FROM work_results JOIN mutation_specs USING (job_id) "
        "WHERE test_outcome = 'SURVIVED' ORDER BY start_pos_row"
    )
    with sqlite3.connect(session) as rows:
        for path, line, operator, diff in rows.execute(ask):
            where = f"{path}:{line} {operator.removeprefix('core/')}"
            yield Survivor(Path(path).name, *sides(str(diff)), where)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
