"""`dev.py` says in one sentence each why it cannot go on."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tools import ROOT


def dev(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONUTF8": "1", **settings}
    command = [sys.executable, str(ROOT / "dev.py"), *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_port_in_use_is_named_with_another_one_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = dev("run", PORT=str(port))
    assert done.returncode == 1
    assert f"Port {port} sedang dipakai program lain" in done.stderr
    assert f"PORT={port + 1 if port < 65535 else 8000} python3 dev.py run" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["seribu", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    done = dev("run", PORT=port)
    assert done.returncode == 1
    assert "bukan nomor port" in done.stderr


def test_a_folder_that_cannot_be_written_is_named_with_its_setting(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    done = dev("demo", DATA_DIR=str(tmp_path / "berkas" / "data"))
    assert done.returncode == 1
    assert "tidak dapat ditulisi" in done.stderr
    assert "DATA_DIR" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_verb_all_verbs_are_told() -> None:
    done = dev()
    assert done.returncode == 0
    for verb in ("run", "test", "check", "fix", "demo", "bench", "docs", "trace"):
        assert f"\n  {verb}" in done.stdout


def test_an_unknown_verb_is_an_error() -> None:
    assert dev("terbang").returncode == 2


def test_the_script_keeps_to_syntax_that_an_old_python_can_read() -> None:
    compile((ROOT / "dev.py").read_text("utf-8"), "dev.py", "exec", dont_inherit=True)
    import ast

    ast.parse((ROOT / "dev.py").read_text("utf-8"), feature_version=(3, 7))
