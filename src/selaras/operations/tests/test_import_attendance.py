"""`selaras import-attendance`: looked at first, applied on demand, told in figures that scripts can read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from selaras.console import main
from selaras.discipline.models import Punch
from selaras.discipline.tests.attlogs import ANI, day_of_taps, machine, tap
from tests.cast import Cast


def called(file: Path, *more: str) -> int:
    return main(
        ["import-attendance", str(file), "--agency", "uji-kupang", "--source", "mesin puskesmas", *more]
    )


def test_a_file_is_looked_at_then_applied_and_refused_lines_show_in_the_exit_code(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine(cast)
    file = tmp_path / "1_attlog.dat"
    file.write_text(day_of_taps(date(2026, 3, 2), ANI), newline="")
    assert called(file) == 0
    assert "Tap baru" in capsys.readouterr().out
    assert Punch.objects.count() == 0

    assert called(file, "--apply", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["status"], told["counts"]["new"]) == ("applied", 2)
    assert told["seconds"] >= 0
    assert told["megabytes"] > 0

    file.write_text(day_of_taps(date(2026, 3, 3), ANI) + tap(ANI, "2099-01-01 07:00:00"), newline="")
    assert called(file, "--apply", "--quiet") == 3
    assert Punch.objects.count() == 4


def test_what_does_not_exist_is_said(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "1_attlog.dat"
    file.write_text(day_of_taps(date(2026, 3, 2), ANI))
    assert called(file) == 1
    assert "Buat dahulu di Data masuk" in capsys.readouterr().err
