"""The plug is pulled while a staff list is being written: the database is whole, and the list can be applied again."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from selaras.organisation.tests.lists import HEADINGS, as_csv, health_agency, row
from tests.database import kept_template

ROOT = Path(__file__).resolve().parents[1]
BEGIN = """
import django
django.setup()
from tests.cast import stage_cast
print(stage_cast().kupang.code)
"""
# The last moment before everything would be there for good: all rows are written, nothing is committed.
PULL_THE_PLUG = """
import os, signal, sys
import django
django.setup()
from django.db import connection

def pull(execute, sql, params, many, context):
    answer = execute(sql, params, many, context)
    if sql.startswith('INSERT INTO "organisation_employee"'):
        print("written", flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    return answer

from selaras.console import main
with connection.execute_wrapper(pull):
    main(["import-staff", sys.argv[1], "--agency", sys.argv[2], "--apply", "--quiet"])
"""


class State(NamedTuple):
    """What SQLite says of the file, and how many people and applied lists are in it."""

    whole: str
    people: int
    applied: int


@pytest.fixture
def machine(tmp_path: Path) -> dict[str, str]:
    """A machine of its own with a database on its disk."""
    (tmp_path / "data").mkdir()
    shutil.copy(kept_template(), tmp_path / "data" / "selaras.sqlite3")
    return {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "DATA_DIR": str(tmp_path / "data"),
        "DJANGO_SETTINGS_MODULE": "selaras.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }


@pytest.fixture
def staff_list(tmp_path: Path) -> str:
    """The health agency with a new nurse."""
    new = row("199607112099032009", "Kiki Nubatona (Demo)", "Perawat Ahli Pertama", unit="Puskesmas Contoh")
    path = tmp_path / "daftar.csv"
    path.write_bytes(as_csv([*health_agency(), new], HEADINGS).read())
    return str(path)


@pytest.mark.slow
def test_a_process_killed_in_the_middle_of_a_write_leaves_nothing_behind(
    machine: dict[str, str], staff_list: str
) -> None:
    code = _run(machine, BEGIN).stdout.strip()
    before = _state(machine)
    killed = _run(machine, PULL_THE_PLUG, staff_list, code)
    assert (killed.returncode, killed.stdout) == (-9, "written\n"), killed.stderr
    assert _state(machine) == before
    assert _console(machine, "verify-audit").returncode == 0
    again = _console(machine, "import-staff", staff_list, "--agency", code, "--apply", "--quiet")
    assert again.returncode == 0, again.stderr
    assert _state(machine) == State("ok", before.people + 1, 1)


def _state(machine: dict[str, str]) -> State:
    """Read behind the application, as it lies on the disk."""
    count = "SELECT count(*) FROM organisation_"
    with closing(sqlite3.connect(Path(machine["DATA_DIR"], "selaras.sqlite3"))) as database:
        answers = (
            database.execute(question).fetchone()[0]
            for question in (
                "PRAGMA integrity_check",
                f"{count}employee",
                f"{count}staffimport WHERE status = 'applied'",
            )
        )
        return State(*answers)


def _run(machine: dict[str, str], program: str, *args: str) -> subprocess.CompletedProcess[str]:
    return _started(machine, "-c", program, *args)


def _console(machine: dict[str, str], *args: str) -> subprocess.CompletedProcess[str]:
    return _started(machine, "-m", "selaras.console", *args)


def _started(machine: dict[str, str], *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *args],
        env=machine,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
