"""All tests, on both databases, with and without a browser: what `dev.py test` does.

    dev.py test                     everything
    dev.py test --fast              SQLite, no browser
    dev.py test PATH -k WORD …      these tests only, on both databases

The rounds on SQLite run every test. Those on PostgreSQL leave out what has no database in it: the rules of the law,
which could not reach one if they wanted to, and how a page looks, which is measured once (docs/adr/0015).
A test that cannot run fails. Only "only on SQLite" and "only on PostgreSQL" are reasons to skip.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree  # our own file, written by pytest a moment ago

from tools import ROOT, browser, postgres

CACHE = ROOT / ".cache"
# What a round runs, in pytest's own words.
WITHOUT_BROWSER = ("not browser", "database and not browser")
WITH_BROWSER = ("browser", "browser and not looks")

NOTHING_COLLECTED = 5
# Each worker begins with its own part of the files, so that what a file stages is staged once. A third one beside the
# browsers made the rounds little shorter and journeys miss their moment.
WORKERS = 2
# A round takes minutes; one that is still running after this long hangs somewhere that no test notices.
LONGEST_ROUND = 30 * 60
HUNG = 124


@dataclass
class Round:
    """One run of pytest over one database, and what came out of it."""

    database: str
    url: str
    marker: str
    template: str
    code: int = 0
    tests: int = 0
    seconds: float = 0.0
    unexplained: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.database}, {'browser' if self.marker in WITH_BROWSER else 'without browser'}"


def main(words: Sequence[str]) -> int:
    """Run the rounds and end with one line for each; returns the exit code."""
    fast = "--fast" in words
    rest = [word for word in words if word != "--fast"]
    try:
        if not fast:
            browser.bring()
        with ExitStack() as stack:
            grounds = [("SQLite", "", "")]  # which finds its own
            if not fast:
                url = stack.enter_context(postgres.server())
                grounds.append(("PostgreSQL", url, stack.enter_context(postgres.reserved_name(url))))
            migrating = stack.enter_context(templates_begun(grounds))
            rounds = [
                Round(database, url, marker, template)
                for markers in ([WITHOUT_BROWSER] if fast else [WITHOUT_BROWSER, WITH_BROWSER])
                for (database, url, template), marker in zip(grounds, markers, strict=False)
            ]
            for one in rounds:
                await_template(migrating[one.database])
                play(one, rest)
    except (browser.NoBrowser, postgres.NoPostgres) as missing:
        print(missing, file=sys.stderr)
        return 1
    return conclude(rounds, bool(rest))


@contextmanager
def templates_begun(grounds: Sequence[tuple[str, str, str]]) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Begin to migrate a database of each kind; every test database is then a copy. See tests/database.py.

    SQLite has its own mostly from the last run, and the first round need not wait for PostgreSQL.
    """
    with tempfile.TemporaryDirectory(prefix="selaras-test-") as folder:
        started = {
            database: subprocess.Popen(
                [sys.executable, "-m", "tests.database", template], cwd=ROOT, env=surroundings(folder, url)
            )
            for database, url, template in grounds
        }
        try:
            yield started
        finally:
            for migrating in started.values():
                migrating.kill()
                migrating.wait()


def await_template(migrating: subprocess.Popen[bytes]) -> None:
    """Returns when it is migrated. Raises `CalledProcessError` when it could not be."""
    if migrating.wait():
        raise subprocess.CalledProcessError(migrating.returncode, migrating.args)


def surroundings(folder: str, url: str, template: str = "") -> dict[str, str]:
    """The environment of a round. Dozens of processes start in it: what was compiled once is kept for all of them."""
    env = {**os.environ, "DATA_DIR": folder, "DATABASE_URL": url, "SELARAS_TEST_TEMPLATE": template}
    if env.pop("PYTHONDONTWRITEBYTECODE", None):
        env["PYTHONPYCACHEPREFIX"] = str(CACHE / "python")
    return env


def play(one: Round, rest: Sequence[str]) -> None:
    """Run pytest once and fill in what happened."""
    print(f"\n=== {one.name} ===", flush=True)
    with tempfile.TemporaryDirectory(prefix="selaras-test-") as folder:
        report = Path(folder) / "report.xml"
        env = surroundings(folder, one.url, one.template)
        is_alone = any(word.startswith(("-n", "--pdb", "-s")) for word in rest)
        spread = [] if is_alone else ["-n", str(WORKERS), "--dist", "worksteal"]
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "--durations=5",
            *spread,
            "-m",
            one.marker,
            f"--junitxml={report}",
            *rest,
        ]
        begun = time.monotonic()
        one.code = watched(command, env)
        one.seconds = time.monotonic() - begun
        if report.exists():
            read(report, one)


def watched(command: Sequence[str], env: dict[str, str]) -> int:
    """Run a round and return its exit code; one that hangs is ended with all that it started."""
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, start_new_session=os.name != "nt"
    ) as running:
        try:
            return running.wait(LONGEST_ROUND)
        except BaseException as reason:
            end(running)
            if not isinstance(reason, subprocess.TimeoutExpired):
                raise
            print(f"still running after {LONGEST_ROUND // 60} minutes: ended", file=sys.stderr, flush=True)
            return HUNG


def end(running: subprocess.Popen[bytes]) -> None:
    """End a program and, where there are process groups, its children: test workers and browsers."""
    if os.name == "nt":
        running.kill()
    else:
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()


def read(report: Path, one: Round) -> None:
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314
        one.tests += 1
        skipped = case.find("skipped")
        if skipped is not None and not (skipped.get("message") or "").startswith("only on "):
            one.unexplained.append(f"{case.get('classname')}.{case.get('name')}: {skipped.get('message')}")


def conclude(rounds: Sequence[Round], chosen: bool) -> int:
    """Print one line a round and the sum; returns the exit code."""
    print()
    good = any(one.tests for one in rounds)
    for one in rounds:
        empty_is_fine = chosen and one.code == NOTHING_COLLECTED
        passed = (one.code == 0 or empty_is_fine) and not one.unexplained
        good = good and passed
        print(f"{one.name:<30}{'ok' if passed else 'FAILED':<8}{one.tests:>5} tests {one.seconds:7.1f} s")
        for line in one.unexplained:
            print(f"    skipped without a right to: {line}")
    seconds = sum(one.seconds for one in rounds)
    tests = sum(one.tests for one in rounds)
    verdict = "Semua uji lulus." if good else "Ada uji yang gagal."
    print(f"\n{verdict} {tests} tests in {len(rounds)} rounds, {int(seconds // 60)} min {seconds % 60:.0f} s")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
