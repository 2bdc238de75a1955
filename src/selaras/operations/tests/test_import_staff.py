"""`selaras import-staff`: shows, applies on demand, and says by its exit code whether lines were refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from selaras.console import main
from selaras.core.models import AuditEvent
from selaras.organisation.models import Employee, StaffImport
from selaras.organisation.tests.lists import as_csv, health_agency, row
from tests.cast import Cast

NEW = row("199001012099032009", "Nona Baru (Demo)", "Perawat Terampil")
BROKEN = row("1,98512E+17", "Rusak (Demo)", "Perawat Terampil")


@pytest.fixture
def good(tmp_path: Path) -> str:
    place = tmp_path / "daftar.csv"
    place.write_bytes(as_csv([*health_agency(), NEW]).read())
    return str(place)


@pytest.fixture
def mixed(tmp_path: Path) -> str:
    place = tmp_path / "campuran.csv"
    place.write_bytes(as_csv([*health_agency(), NEW, BROKEN]).read())
    return str(place)


def test_without_apply_the_difference_is_shown_and_nobody_is_written(
    cast: Cast, good: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-staff", good, "--agency", "uji-kupang"]) == 0
    assert "Baru" in capsys.readouterr().out
    assert not Employee.objects.filter(name="Nona Baru (Demo)").exists()


def test_with_apply_it_is_written_in_the_name_of_the_person_given(cast: Cast, good: str) -> None:
    assert (
        main(["import-staff", good, "--agency", "uji-kupang", "--apply", "--quiet", "--by", cast.fajar.nip])
        == 0
    )
    assert Employee.objects.filter(name="Nona Baru (Demo)").exists()
    event = AuditEvent.objects.get(kind="organisation.staff_list_applied")
    assert event.actor_name == cast.fajar.full_name


def test_refused_lines_end_with_3_and_the_good_ones_are_applied(
    cast: Cast, mixed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-staff", mixed, "--agency", "uji-kupang", "--apply", "--json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert told["status"] == "applied"
    assert told["counts"]["refused"] == 1
    assert told["problems"][-1]["line"] == 8
    assert Employee.objects.filter(name="Nona Baru (Demo)").exists()


def test_nobody_is_ended_while_lines_are_refused(
    cast: Cast, mixed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-staff", mixed, "--agency", "uji-kupang", "--apply", "--end-gone", "--quiet"]) == 1
    assert "baris yang ditolak" in capsys.readouterr().err
    assert not Employee.objects.filter(name="Nona Baru (Demo)").exists()


@pytest.mark.parametrize(
    ("agency", "name", "by"),
    [
        ("tidakada", None, None),
        ("uji-kupang", "tidakada.csv", None),
        ("uji-kupang", None, "123"),
        ("uji-kupang", None, "ani"),
    ],
)
def test_a_wrong_call_ends_with_1_and_a_sentence(
    cast: Cast, good: str, agency: str, name: str | None, by: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    nip = cast.ani.nip if by == "ani" else by
    named = ["--by", nip] if nip else []
    assert main(["import-staff", name or good, "--agency", agency, "--quiet", *named]) == 1
    said = capsys.readouterr().err
    assert said.strip()
    assert "Traceback" not in said
    assert not StaffImport.objects.exists()
