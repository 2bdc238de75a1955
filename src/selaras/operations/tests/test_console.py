"""The console command, run as an operator runs it: in a process of its own, on a data folder of its own."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.database import kept_template


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("data")
    shutil.copy(kept_template(), data / "selaras.sqlite3")  # as after an update that changed no table
    assert run(data, "migrate", "--quiet").returncode == 0
    return data


def run(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DJANGO", "DATABASE", "SECRET"))
    }
    env["DATA_DIR"] = str(data)
    command = [sys.executable, "-m", "selaras.console", *words]
    env["PYTHONPATH"] = os.pathsep.join(sys.path)
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=120)


def test_help_lists_every_command(tmp_path: Path) -> None:
    said = run(tmp_path, "--help")
    for verb in (
        "serve",
        "import-staff",
        "demo",
        "tick",
        "check-links",
        "work",
        "verify-archive",
        "verify-audit",
        "backup",
        "restore",
        "law",
    ):
        assert verb in said.stdout


def test_a_call_that_is_not_understood_ends_with_two(tmp_path: Path) -> None:
    assert run(tmp_path, "apa").returncode == 2


def test_the_law_is_told_with_its_article(tmp_path: Path) -> None:
    said = run(tmp_path, "law", "--json", "show", "predikat.kuadran", "--on", "2026-01-01")
    (rule,) = json.loads(said.stdout)
    assert "PermenPANRB 6/2022" in str(rule)


def test_a_day_without_law_is_one_sentence_and_no_trace(tmp_path: Path) -> None:
    said = run(tmp_path, "law", "show", "predikat.kuadran", "--on", "1990-01-01")
    assert said.returncode == 1
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("rules",),
        ("choices",),
        ("show", "angka_kredit"),
        ("schema", "predikat"),
        ("diff", "2022-01-01", "2026-01-01"),
        ("compute", "predikat", "--on", "2026-12-31"),
    ],
)
def test_the_law_answers_without_the_framework(words: tuple[str, ...]) -> None:
    ask = (
        "import sys; from selaras.console import main; code = main(['law', *sys.argv[1:]]); "
        "sys.exit(code or ('django' in sys.modules) * 9)"
    )
    env = {"PYTHONPATH": os.pathsep.join(sys.path), "PATH": os.defpath, "PYTHONUTF8": "1"}
    said = subprocess.run(
        [sys.executable, "-c", ask, *words], env=env, input=b"", capture_output=True, timeout=60, check=False
    )
    assert said.returncode == 0, said.stderr.decode()
    assert said.stdout or words[0] == "compute"


def test_lines_that_the_law_refuses_make_the_exit_code_three(tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run(
        [sys.executable, "-m", "selaras.console", "law", "compute", "predikat", "--on", "2026-12-31"],
        input='{"hasil_kerja": "sesuai", "perilaku_kerja": "sesuai"}\n{}\n',
        env=env, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    answer, refusal = map(json.loads, said.stdout.splitlines())
    assert answer["value"] == "baik"
    assert refusal["error"]["field"] == "hasil_kerja"
    assert said.returncode == 3


def test_an_empty_trail_is_whole(folder: Path) -> None:
    said = run(folder, "verify-audit", "--json")
    assert json.loads(said.stdout) == {"events": 0, "tears": []}
    assert said.returncode == 0


def test_what_was_backed_up_can_be_restored(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "cadangan.tar.gz"
    database = folder / "selaras.sqlite3"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE tanda (isi TEXT)")
        connection.execute("INSERT INTO tanda VALUES ('sebelum')")
    evidence = folder / "files" / "bukti" / "rekap.pdf"
    evidence.parent.mkdir(parents=True, exist_ok=True)
    evidence.write_bytes(b"%PDF-1.7 rekap")
    assert run(folder, "backup", str(archive), "--quiet").returncode == 0
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE tanda SET isi = 'sesudah'")
    evidence.unlink()
    assert run(folder, "restore", str(archive)).returncode == 2
    said = run(folder, "restore", str(archive), "--yes")
    assert said.returncode == 0
    # Each part of the work is seen, and none stays unfinished.
    for part in ("Membuka arsip", "Memulihkan basis data", "Memulihkan berkas"):
        (line,) = (line for line in said.stderr.splitlines() if part in line)
        assert "100%" in line
    assert evidence.read_bytes() == b"%PDF-1.7 rekap"
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT isi FROM tanda").fetchone() == ("sebelum",)


def test_a_copy_that_cannot_be_made_or_read_is_one_sentence_and_changes_nothing(
    folder: Path, tmp_path: Path
) -> None:
    whole = tmp_path / "cadangan.tar.gz"
    told = json.loads(run(folder, "backup", str(whole), "--json").stdout)
    assert told == {"archive": str(whole), "bytes": whole.stat().st_size}
    cut_off = tmp_path / "terpotong.tar.gz"
    cut_off.write_bytes(whole.read_bytes()[:-200])
    before = (folder / "selaras.sqlite3").read_bytes()
    for words in (
        ("backup", str(tmp_path / "tidak-ada" / "cadangan.tar.gz")),
        ("restore", str(cut_off), "--yes"),
        ("restore", str(tmp_path / "tidak-ada.tar.gz"), "--yes"),
    ):
        said = run(folder, *words)
        assert (said.returncode, said.stdout) == (1, "")
        assert str(tmp_path) in said.stderr
        assert "Traceback" not in said.stderr
    assert (folder / "selaras.sqlite3").read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_a_folder_without_tables_is_told_how_to_get_them(tmp_path: Path) -> None:
    said = run(tmp_path, "verify-audit")
    assert said.returncode == 1
    assert "selaras migrate" in said.stderr
    assert "Traceback" not in said.stderr


def test_wrong_settings_are_one_sentence(tmp_path: Path) -> None:
    env = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": "mysql://x/y",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    env.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "selaras.console", "migrate"]
    said = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert said.returncode == 1
    assert "postgresql://" in said.stderr
    assert "Traceback" not in said.stderr


def test_the_clock_ticks_any_number_of_times(folder: Path) -> None:
    for _time in range(2):
        said = run(folder, "tick", "--json")
        assert (said.returncode, json.loads(said.stdout)) == (0, [])
    assert run(folder, "tick", "--agency", "tidak-ada").returncode == 1
