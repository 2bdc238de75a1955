"""The rules at a command line: lines in, lines out; what is wrong with one line is said and the rest goes on."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from selaras_rules import RULES, RulesError, Ruleset, compute, rule_named
from selaras_rules.__main__ import main
from selaras_rules.computing import Field, Rule
from selaras_rules.desk.arguments import read_choices
from selaras_rules.desk.lines import LONGEST_LINE, compute_lines
from selaras_rules.findings import Finding, plain

SOURCES = Path(__file__).parents[2]
GOOD = {"hasil_kerja": "sesuai", "perilaku_kerja": "sesuai"}
MONTHS = {"predikat": "baik", "jenjang": "ahli_muda", "bulan": 12}


def answers(rule: Rule, *lines: object, on: str = "2026-12-31", **choices: Any) -> list[dict[str, Any]]:
    """What comes out for these lines; what is no text yet is written as JSON."""
    written = [line if isinstance(line, bytes) else _as_line(line) for line in lines]
    out = io.BytesIO()
    compute_lines(rule, Ruleset(date.fromisoformat(on), choices), io.BytesIO(b"\n".join(written)), out)
    return [json.loads(line, parse_float=pytest.fail) for line in out.getvalue().splitlines()]


def _as_line(given: object) -> bytes:
    return (given if isinstance(given, str) else json.dumps(given)).encode()


def call(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(SOURCES)}
    return subprocess.run(
        [sys.executable, "-m", "selaras_rules", *words],
        input=given, env=env, capture_output=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.trace("K-04", "K-05")
def test_an_inspector_gets_the_same_answer_with_its_reasons() -> None:
    said = call("compute", "predikat", "--on", "2026-12-31", given=json.dumps(GOOD).encode())
    answer = json.loads(said.stdout)
    assert said.returncode == 0
    assert answer["value"] == "baik"
    (reason,) = answer["because"]
    assert reason["source"] == "permenpanrb-6-2022"
    assert reason["key"] == "predikat.kuadran"
    assert answer["fingerprint"] == Ruleset(date(2026, 12, 31)).fingerprint


def test_every_line_has_its_answer_in_the_same_order_and_a_bad_one_costs_no_other() -> None:
    found = answers(rule_named("angka_kredit"), MONTHS, "bukan json", {**MONTHS, "bulan": 6}, "", MONTHS)
    assert [answer["value"]["points"] if "value" in answer else answer["error"]["line"] for answer in found] == [
        "25.00", 2, "12.50", 4, "25.00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "field", "part"),
    [
        ({**MONTHS, "predikat": "lumayan"}, "predikat", "sangat_baik"),
        ({**MONTHS, "predikat": None}, "predikat", "wajib diisi"),
        ({"predikat": "baik", "bulan": 12}, "jenjang", "wajib diisi"),
        ({**MONTHS, "bulan": -1}, "bulan", "1 sampai 12"),
        ({**MONTHS, "bulan": 13}, "bulan", "1 sampai 12"),
        ({**MONTHS, "bulan": 1.5}, "bulan", "bilangan bulat"),
        ('{"predikat": "baik", "jenjang": "ahli_muda", "bulan": NaN}', "bulan", "NaN"),
        ('{"predikat": "baik", "jenjang": "ahli_muda", "bulan": Infinity}', "bulan", "Infinity"),
        ({**MONTHS, "gaji": 1}, "gaji", "bulan, jenjang, predikat"),
        ("[1, 2]", "masukan", "objek"),
        ("3", "masukan", "objek"),
    ],
)
def test_bad_input_is_refused_by_field_value_and_what_is_allowed(
    given: object, field: str, part: str
) -> None:
    ((refusal, after),) = [answers(rule_named("angka_kredit"), given, MONTHS)]
    assert refusal["error"]["code"] == "masukan_tidak_sah"
    assert refusal["error"]["field"] == field
    assert part in refusal["error"]["message"]
    assert refusal["error"]["line"] == 1
    assert after["value"]["points"] == "25.00"


@pytest.mark.parametrize("written", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("field", ["target", "realisasi"])
def test_what_is_no_number_is_refused_by_name(written: str, field: str) -> None:
    line = {"arah": "more_is_better", "target": "10", "realisasi": "10", field: "?"}
    text = json.dumps(line).replace('"?"', written)
    (refusal,) = answers(rule_named("capaian"), text)
    assert refusal["error"]["field"] == field
    assert written in refusal["error"]["message"]


def test_a_decimal_in_the_input_is_taken_as_it_is_written() -> None:
    line = '{"arah": "more_is_better", "target": 0.1, "realisasi": 0.3}'
    (answer,) = answers(rule_named("capaian"), line, **{"achievement.cap": "none"})
    exact = {"arah": "more_is_better", "target": Decimal("0.1"), "realisasi": Decimal("0.3")}
    ruleset = Ruleset(date(2026, 12, 31), {"achievement.cap": "none"})
    assert answer["value"] == plain(compute("capaian", exact, ruleset).value)
    assert answer["value"]["percent"] == "300.00"


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "31-12-2026", "", "kemarin"])
def test_a_day_that_does_not_exist_is_refused_by_its_field(day: str) -> None:
    (refusal,) = answers(rule_named("keberatan"), {"diterima": day})
    assert refusal["error"]["field"] == "diterima"


@pytest.mark.parametrize(
    ("line", "part"),
    [
        (b"", "kosong"),
        (b"   ", "kosong"),
        (b"{", "bukan JSON"),
        (b'{"a": 1,}', "bukan JSON"),
        (b"\xff\xfe{}", "UTF-8"),
        (b"[" * 100_000, "bersarang"),
        (b'{"a": ' + b"9" * 5000 + b"}", "terlalu panjang"),
        (b'{"hasil_kerja": "sesuai", "hasil_kerja": "di_atas"}', "dua kali"),
        (b'{"a": "' + b"x" * (3 * LONGEST_LINE) + b'"}', "lebih panjang"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_says_why(line: bytes, part: str) -> None:
    refusal, after = answers(rule_named("predikat"), line, GOOD)
    assert refusal["error"]["code"] == "baris_tidak_terbaca"
    assert part in refusal["error"]["message"]
    assert after["value"] == "baik"


def test_half_a_character_in_the_input_does_not_break_the_output() -> None:
    refusal, after = answers(
        rule_named("predikat"), rb'{"hasil_kerja": "\ud800", "perilaku_kerja": "sesuai"}', GOOD
    )
    assert refusal["error"]["field"] == "hasil_kerja"
    assert after["value"] == "baik"


def test_a_file_from_another_system_may_begin_with_its_mark_and_end_its_lines_otherwise() -> None:
    first, second = answers(rule_named("predikat"), b"\xef\xbb\xbf" + _as_line(GOOD) + b"\r", GOOD)
    assert first == second


def test_a_year_without_a_list_of_holidays_is_refused_and_never_counted_as_one_without_holidays() -> None:
    refusal, after = answers(rule_named("keberatan"), {"diterima": "2031-03-02"}, {"diterima": "2026-03-02"})
    assert refusal["error"]["code"] == "daftar_libur_tidak_ada"
    assert "2031" in refusal["error"]["message"]
    assert after["value"] == "2026-03-27"


def test_a_day_before_any_law_is_refused_by_name_on_each_line() -> None:
    for refusal in answers(rule_named("predikat"), GOOD, GOOD, on="1999-01-01"):
        assert refusal["error"]["code"] == "tidak_ada_aturan"
        assert "1999-01-01" in refusal["error"]["message"]


def test_a_fault_of_ours_costs_one_line_and_is_called_a_fault() -> None:
    def divide(given: Any, _ruleset: Ruleset) -> Finding[int]:
        return Finding(1 // given["x"], ())

    broken = Rule("rusak", "", (Field("x", "", lambda value, _name: value, {}),), divide, int)
    refusal, after = answers(broken, {"x": 0}, {"x": 1})
    assert refusal["error"]["code"] == "cacat_aturan"
    assert "ZeroDivisionError" in refusal["error"]["message"]
    assert after["value"] == 1


def test_each_answer_is_written_before_the_next_line_is_read() -> None:
    class Watched(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            seen.append(out.getvalue().count(b"\n"))
            return super().readline(size)

    seen: list[int] = []
    out = io.BytesIO()
    lines = Watched((json.dumps(GOOD) + "\n").encode() * 3)
    assert compute_lines(rule_named("predikat"), Ruleset(date(2026, 12, 31)), lines, out) == 0
    assert seen == [0, 1, 2, 3]


def test_progress_is_told_apart_from_the_answers() -> None:
    told, out = io.StringIO(), io.BytesIO()
    lines = io.BytesIO((json.dumps(GOOD) + "\n").encode() * 10_001)
    compute_lines(rule_named("predikat"), Ruleset(date(2026, 12, 31)), lines, out, progress=told)
    assert "10000 baris, 0 ditolak" in told.getvalue()
    assert told.getvalue().endswith("10001 baris, 0 ditolak\n")
    assert b"baris, 0" not in out.getvalue()


def test_the_exit_code_says_whether_any_line_was_refused() -> None:
    good = (json.dumps(GOOD) + "\n").encode()
    words = ("compute", "predikat", "--on", "2026-12-31")
    assert call(*words, given=good).returncode == 0
    assert call(*words).returncode == 0
    said = call(*words, given=good + b"x\n" + good)
    assert said.returncode == 3
    assert len(said.stdout.splitlines()) == 3
    assert said.stderr == b""


@pytest.mark.parametrize(
    ("words", "part", "code"),
    [
        (("compute", "ramalan", "--on", "2026-12-31"), "ramalan", 1),
        (("compute", "predikat", "--on", "2026-02-30"), "2026-02-30", 2),
        (("compute", "predikat"), "--on", 2),
        (("compute", "keberatan", "--on", "2026-12-31", "--choice", "objection.days=31"), "14 sampai 30", 1),
        (
            ("compute", "keberatan", "--on", "2026-12-31", "--choice", "objection.days=lama"),
            "14 sampai 30",
            1,
        ),
        (
            ("compute", "keberatan", "--on", "2026-12-31", "--choice", "objection.warna=1"),
            "objection.warna",
            1,
        ),
        (("compute", "keberatan", "--on", "2026-12-31", "--choice", "objection.days"), "kunci=nilai", 1),
        (
            (
                "compute",
                "keberatan",
                "--on",
                "2026-12-31",
                "--choice",
                "objection.days=15",
                "objection.days=16",
            ),
            "satu kali",
            1,
        ),
        (("show", "gaji", "--on", "2026-12-31"), "gaji", 1),
        (("show", "angka_kredit", "--on", "2020-01-01"), "2020-01-01", 1),
        (("show", "angka_kredit"), "--on", 2),
        (("list", "gaji"), "gaji", 1),
        (("schema", "ramalan"), "ramalan", 1),
        (("diff", "2026-01-01", "2022-01-01"), "2022-01-01", 1),
    ],
)
def test_a_call_that_cannot_be_answered_is_one_sentence(words: tuple[str, ...], part: str, code: int) -> None:
    said = call(*words, given=(json.dumps(GOOD) + "\n").encode())
    assert said.returncode == code
    assert part in said.stderr.decode()
    assert "Traceback" not in said.stderr.decode()
    assert said.stdout == b""


@pytest.mark.parametrize(
    ("choice", "received", "until"),
    [((), "2026-03-02", "2026-03-27"), (("objection.day_kind=calendar",), "2026-03-02", "2026-03-16")],
)
def test_what_the_agency_chose_is_told_by_name(choice: tuple[str, ...], received: str, until: str) -> None:
    words = [word for text in choice for word in ("--choice", text)]
    given = json.dumps({"diterima": received}).encode()
    said = call("compute", "keberatan", "--on", "2026-03-02", *words, given=given)
    answer = json.loads(said.stdout)
    assert answer["value"] == until
    assert any(reason["key"] == "pilihan.objection.day_kind" for reason in answer["because"])


def test_every_kind_of_choice_can_be_typed() -> None:
    levels = ("istimewa", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
    table = json.dumps({level: "sesuai" if level in levels[:2] else "di_bawah" for level in levels})
    assert read_choices(
        ["skp.pengelola_review=ya", "objection.days=20", f"head_of_organisation.mapping={table}"]
    ) == {
        "skp.pengelola_review": True,
        "objection.days": 20,
        "head_of_organisation.mapping": json.loads(table),
    }
    assert read_choices(["skp.pengelola_review=tidak"]) == {"skp.pengelola_review": False}


@pytest.mark.parametrize(
    "text",
    ["skp.pengelola_review=mungkin", "head_of_organisation.mapping={", "head_of_organisation.mapping=[]"],
)
def test_a_choice_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(RulesError):
        read_choices([text])


@pytest.mark.parametrize("name", RULES)
def test_every_rule_prints_its_schema(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", name]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert set(schema["properties"]) == {"input", "output", "refusal"}


def test_the_law_is_shown_as_a_table_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "angka_kredit", "--on", "2026-12-31"]) == 0
    told = capsys.readouterr().out
    assert "Peraturan BKN 3/2023, Pasal 12–13 dan Lampiran I" in told
    assert "1 Januari 2023 sampai sekarang" in told
    assert "Ahli Muda     25\n" in told
    assert "dilaporkan" in told


def test_the_law_is_shown_as_json_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "predikat.nama", "--on", "2020-06-01", "--json"]) == 0
    (value,) = json.loads(capsys.readouterr().out)
    assert (value["since"], value["until"], value["standing"]) == ("2019-04-26", "2022-02-06", "read")
    assert value["value"]["butuh_perbaikan"]["name"] == "Cukup"


@pytest.mark.parametrize("what", ["list", "rules", "choices"])
def test_lists_are_given_to_people_and_to_programs(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([what]) == 0
    assert capsys.readouterr().out.strip()
    assert main([what, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert all(row["title"] for row in rows)


def test_a_reader_who_has_seen_enough_is_no_error() -> None:
    env = {**os.environ, "PYTHONPATH": str(SOURCES)}
    command = f'"{sys.executable}" -m selaras_rules diff 2015-01-01 2026-01-01 | head -n 1'
    said = subprocess.run(["sh", "-c", command], env=env, capture_output=True, timeout=60, check=False)
    assert said.stdout.decode() == "Dari 1 Januari 2015 sampai 1 Januari 2026\n"
    assert said.stderr == b""
