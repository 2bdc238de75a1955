"""A nation from Parquet to Parquet: as the scalar rules say, here and on a cluster that loses a worker."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import numpy as np
import pytest

from selaras_rules import (
    Education,
    IpAsnTraining,
    Jenjang,
    OrganisationPredikat,
    PositionGroup,
    Predikat,
    Rating,
    Ruleset,
    batch,
    check_distribution,
    convert_angka_kredit,
    decide_predikat,
    measure_ip_asn,
    potential_of,
    talent_box,
)
from selaras_rules.discipline import DisciplineLevel
from selaras_rules.nation import (
    Tally,
    YearEnd,
    parts_in,
    read_columns,
    run_here,
    run_on_cluster,
    write_columns,
)
from selaras_rules.nation import __main__ as command
from selaras_rules.nation.parquet import rows_of
from selaras_rules.nation.year_end import PEOPLE, UNITS
from tools import ROOT
from tools.bench_law import __main__ as bench_law
from tools.bench_law import nation
from tools.bench_law.nation import Size

# No database is in it, so the round on the other one would show nothing new.
pytestmark = pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="only on SQLite")

YEAR_END = date(nation.YEAR, 12, 31)
LAW = Ruleset(YEAR_END)
TABLES = {
    "periods": ("employee", "month", "predikat"),
    "people": ("employee", "predikat", "angka_kredit", "box", "ip_asn", "ip_asn_category"),
    "units": ("unit", "verdict", "size", "missed_1", "missed_2", "missed_3"),
}


def made(folder: Path, size: Size) -> Path:
    for _ in nation.make(folder, size):
        pass
    return folder


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("nation"), Size(people=600, agencies=9))


def total(tallies: Iterator[Tally]) -> Counter[str]:
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    return whole.counts


def same_tables(one: Path, other: Path) -> None:
    for table, names in TABLES.items():
        for part in parts_in(one / table):
            first, second = read_columns(one / table / part, names), read_columns(other / table / part, names)
            for name in names:
                np.testing.assert_array_equal(first[name], second[name])


@pytest.mark.trace("P-18")
def test_every_person_has_what_the_scalar_rules_say(small: Path, tmp_path: Path) -> None:
    counts = total(map(YearEnd(small, tmp_path, YEAR_END), parts_in(small / "people")))
    assert counts["people"] == 600
    assert counts["periods"] == 7200
    for part in parts_in(small / "people"):
        given = read_columns(small / "people" / part, PEOPLE)
        found = read_columns(tmp_path / "people" / part, TABLES["people"])
        for row in range(len(given["employee"])):
            person = {name: column[row].item() for name, column in given.items()}
            result = {name: column[row].item() for name, column in found.items()}
            assert result == expected_of(person)


def expected_of(person: dict[str, int]) -> dict[str, int]:
    expected = {"employee": person["employee"], "predikat": batch.NO_CODE, "angka_kredit": -1, "box": 0}
    expected |= {"ip_asn": -1, "ip_asn_category": batch.NO_CODE}
    if batch.NO_CODE in (person["hasil_kerja"], person["perilaku_kerja"]):
        return expected
    ratings = list(Rating)
    predikat = decide_predikat(ratings[person["hasil_kerja"]], ratings[person["perilaku_kerja"]], LAW).value
    expected["predikat"] = list(Predikat).index(predikat)
    if person["jenjang"] != batch.NO_CODE:
        jenjang = list(Jenjang)[person["jenjang"]]
        points = convert_angka_kredit(predikat, jenjang, person["months"], LAW).value.points
        expected["angka_kredit"] = int(points * 100)
    if person["potential"] >= 0:
        potential = potential_of(Decimal(person["potential"]) / 100, LAW).value
        expected["box"] = talent_box(predikat, potential, LAW).value.number
    levels = list(DisciplineLevel)
    index = measure_ip_asn(
        list(Education)[person["education"]],
        list(PositionGroup)[person["group"]],
        IpAsnTraining(bool(person["for_position"]), Decimal(person["technical_jp"]), bool(person["seminar"])),
        predikat,
        [] if person["punishment"] == batch.NO_CODE else [(levels[person["punishment"]], YEAR_END)],
        LAW,
    ).value
    categories = [row["code"] for row in LAW.law("ip_asn.kategori").value]
    return expected | {"ip_asn": int(index.total * 100), "ip_asn_category": categories.index(index.category)}


def test_every_unit_has_the_pattern_that_the_scalar_rule_says(small: Path, tmp_path: Path) -> None:
    total(map(YearEnd(small, tmp_path, YEAR_END), parts_in(small / "people")))
    for part in parts_in(small / "units"):
        units = read_columns(small / "units" / part, UNITS)
        people_of = read_columns(small / "people" / part, ("unit",))["unit"]
        predikat = read_columns(tmp_path / "people" / part, ("predikat",))["predikat"]
        found = read_columns(tmp_path / "units" / part, TABLES["units"])
        for row, unit in enumerate(units["unit"].tolist()):
            codes = predikat[(people_of == unit) & (predikat != batch.NO_CODE)]
            organisation = list(OrganisationPredikat)[units["organisation"][row]]
            expected = check_distribution(Counter(batch.decode(Predikat, codes)), organisation, LAW).value
            missed = [int(found[f"missed_{place}"][row]) for place in (1, 2, 3)]
            assert found["size"][row] == expected.size
            assert [people for people in missed if people] == [item.people for item in expected.missed]


@pytest.mark.slow
def test_two_processes_give_the_same_tables_and_sums(small: Path, tmp_path: Path) -> None:
    alone = total(map(YearEnd(small, tmp_path / "alone", YEAR_END), parts_in(small / "people")))
    both = total(run_here(YearEnd(small, tmp_path / "both", YEAR_END), parts_in(small / "people")))
    assert both == alone
    same_tables(tmp_path / "alone", tmp_path / "both")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="only on POSIX: a worker is killed")
def test_a_killed_worker_of_a_cluster_changes_nothing(tmp_path: Path) -> None:
    folder = made(tmp_path / "nation", Size(people=20_000, agencies=60))
    parts = parts_in(folder / "people")
    here = total(map(YearEnd(folder, tmp_path / "here", YEAR_END), parts))
    with cluster(tmp_path) as (scheduler, workers):
        tallies = run_on_cluster(YearEnd(folder, tmp_path / "cluster", YEAR_END), parts, scheduler)
        first = next(tallies)
        victim = workers[0]
        victim.send_signal(signal.SIGKILL)
        assert victim.wait(10) == -signal.SIGKILL
        finished = list((tmp_path / "cluster" / "people").glob("part-*.parquet"))
        assert len(finished) < len(parts), "all was done before the worker died, so this showed nothing"
        whole = total(iter([first, *tallies]))
        assert workers[1].poll() is None
    assert whole == here
    same_tables(tmp_path / "here", tmp_path / "cluster")


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A Dask scheduler and two workers, each a process of its own, on loopback."""
    address = folder / "scheduler.json"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    with ExitStack() as stack:

        def start(*words: str) -> subprocess.Popen[bytes]:
            log = stack.enter_context((folder / f"{words[0]}-{len(words)}.log").open("ab"))
            command = [
                sys.executable,
                "-m",
                "dask",
                *words,
                "--scheduler-file",
                str(address),
                "--no-dashboard",
            ]
            process = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)
            stack.callback(end, process)
            return process

        start("scheduler", "--host", "127.0.0.1", "--port", "0")
        workers = [
            start("worker", "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--name", name)
            for name in ("one", "two")
        ]
        yield scheduler_at(address), workers


def scheduler_at(address: Path) -> str:
    """The address that the scheduler writes down, once two workers are there."""
    from distributed import Client

    until = time.monotonic() + 60
    while not address.exists() and time.monotonic() < until:
        time.sleep(0.1)
    with Client(scheduler_file=str(address), timeout=60, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        return str(client.scheduler.address)


def end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(10)
    process.kill()
    process.wait()


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(duckdb.Error):
        write_columns(tmp_path / "part-000.parquet", {"one": np.arange(3), "other": np.arange(3) * 1j})
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no part-\*"):
        parts_in(tmp_path)


def test_a_person_of_an_unknown_unit_is_told(small: Path, tmp_path: Path) -> None:
    part = parts_in(small / "people")[0]
    for table in ("people", "periods", "units"):
        names = {
            "people": PEOPLE,
            "periods": ("employee", "month", "hasil_kerja", "perilaku_kerja"),
            "units": UNITS,
        }
        columns = read_columns(small / table / part, names[table])
        if table == "people":
            columns["unit"][3] = 7
        write_columns(tmp_path / table / part, columns)
    with pytest.raises(ValueError, match="unit 7 is not known"):
        YearEnd(tmp_path, tmp_path / "out", YEAR_END)(part)


@pytest.mark.parametrize("step", [1, 7, 10**9])
def test_a_key_is_found_whether_numbers_follow_each_other_or_not(step: int) -> None:
    keys = np.array([5, 6, 8, 11]) * step
    assert rows_of(keys, keys[[3, 0, 2, 2]], "unit").tolist() == [3, 0, 2, 2]
    for unknown in (4 * step, 7 * step, 12 * step):
        with pytest.raises(ValueError, match=f"unit {unknown} is not known"):
            rows_of(keys, np.array([keys[0], unknown]), "unit")
    with pytest.raises(ValueError, match="do not rise"):
        rows_of(keys[::-1], keys, "unit")
    assert rows_of(keys[:0], keys[:0], "unit").tolist() == []


def test_the_nation_is_the_same_every_time_and_has_the_size_asked_for(tmp_path: Path) -> None:
    size = Size(people=900, agencies=12)
    one, other = made(tmp_path / "one", size), made(tmp_path / "other", size)
    assert not nation.is_made(one, size)
    nation.finish(one, size)
    assert nation.is_made(one, size)
    assert not nation.is_made(one, Size(people=901, agencies=12))
    sizes = nation.agency_sizes(size)
    assert (sizes.sum(), len(sizes)) == (900, 12)
    assert sizes.max() > 3 * sizes.min()
    employees = []
    for part in parts_in(one / "people"):
        first, second = (read_columns(folder / "people" / part, PEOPLE) for folder in (one, other))
        for name in PEOPLE:
            np.testing.assert_array_equal(first[name], second[name])
        employees += first["employee"].tolist()
    assert sorted(employees) == list(range(1, 901))


@pytest.mark.slow
def test_a_ministry_computes_its_tables_at_the_command_line(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["year-end", str(small), str(tmp_path / "typed"), "--on", "2026-12-31", "--workers", "1"]
    assert command.main([*words, "--choice", "talent.high_from=80"]) == 0
    told = json.loads(capsys.readouterr().out)
    chosen = YearEnd(small, tmp_path / "called", YEAR_END, {"talent.high_from": 80})
    assert told["counts"] == total(map(chosen, parts_in(small / "people")))
    same_tables(tmp_path / "typed", tmp_path / "called")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--on", "2026-12-31", "--choice", "talent.high_from=99"], "80 sampai 95"),
        (["--on", "2026-12-31", "--choice", "talent.high_from"], "kunci=nilai"),
    ],
)
def test_a_choice_outside_the_law_is_refused_before_anything_is_read(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["year-end", str(tmp_path), str(tmp_path / "out"), *words]) == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_the_bench_makes_the_nation_once_and_tells_what_it_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    size = ["--people", "600", "--agencies", "9", "--workers", "1", "--seconds", "0.01"]
    assert bench_law.main([*size, "--cache", str(tmp_path), "--print", "--note", "Beside other work."]) == 0
    said = capsys.readouterr().out
    assert "600 people, 9 agencies" in said
    assert "Beside other work." in said
    assert "| people | 600 |" in said
    assert "| punches |" in said
    made_at = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("part-*.parquet")}
    bench_law.bring_nation(tmp_path / "nation-600-9", Size(600, 9))
    bench_law.bring_month(tmp_path / "nation-600-9", Size(600, 9))
    assert made_at == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("part-*.parquet")}
