"""What changes between two days: new, changed, ended, or resting on another article; and whose results it changes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import selaras_rules.changes as changes
from selaras_rules import InvalidInput, Parameter, list_parameters
from selaras_rules.__main__ import main
from selaras_rules.changes import ChangeKind, law_between, rules_resting_on
from selaras_rules.parameters import _parameters_in, read_toml

BEFORE, AFTER = date(2022, 1, 1), date(2026, 1, 1)


def test_permenpanrb_6_2022_brought_the_quadrant_and_named_cukup_anew() -> None:
    found = {change.key: change for change in law_between(BEFORE, AFTER).changes}
    quadrant, names, due = found["predikat.kuadran"], found["predikat.nama"], found["skp.jatuh_tempo"]
    assert (quadrant.kind, quadrant.before) == (ChangeKind.NEW, None)
    assert names.kind is ChangeKind.CHANGED
    assert names.before is not None
    assert names.after is not None
    assert names.before.value["butuh_perbaikan"]["name"] == "Cukup"
    assert names.after.value["butuh_perbaikan"]["name"] == "Butuh Perbaikan"
    assert due.kind is ChangeKind.REBASED


def test_the_rules_whose_results_change_are_named() -> None:
    found = law_between(BEFORE, AFTER)
    results = {rule.name for rule in found.results_changed}
    assert {"predikat", "angka_kredit", "distribusi"} <= results
    assert "nip" not in results
    assert "capaian" in {rule.name for rule in found.reasons_changed}
    assert not results & {rule.name for rule in found.reasons_changed}


@pytest.mark.parametrize(
    ("first", "second"),
    [(date(2022, 2, 6), date(2022, 2, 7)), (date(2022, 12, 31), date(2023, 1, 1))],
)
def test_a_cut_off_day_lies_between_the_day_before_and_itself(first: date, second: date) -> None:
    assert law_between(first, second).changes
    assert law_between(first, first).changes == ()
    assert law_between(second, second).changes == ()


def test_nothing_changes_from_a_day_to_itself_and_time_runs_forwards() -> None:
    same = law_between(AFTER, AFTER)
    assert (same.changes, same.regulations, same.holidays, same.results_changed) == ((), (), (), ())
    with pytest.raises(InvalidInput):
        law_between(AFTER, BEFORE)


def test_new_regulations_and_lists_of_holidays_are_told_with_it() -> None:
    found = law_between(BEFORE, AFTER)
    assert "permenpanrb-6-2022" in {item.code for item in found.regulations}
    assert "pp-30-2019" not in {item.code for item in found.regulations}
    assert [item.year for item in found.holidays] == [2024, 2025, 2026]


def test_a_value_that_ends_is_told_with_its_last_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "law.toml"
    path.write_text(
        '[skp.jatuh_tempo]\ntitle = "Tenggat"\n[[skp.jatuh_tempo.values]]\neffective = 2019-01-01\n'
        'ends = 2020-12-31\npromulgated = 2019-01-01\nsource = "pp-30-2019"\narticle = "Pasal 24"\n'
        'standing = "read"\nvalue = 1\n',
        encoding="utf-8",
    )
    found: list[Parameter] = list(_parameters_in(read_toml(path), ()))
    monkeypatch.setattr(changes, "list_parameters", lambda: found)
    (change,) = law_between(date(2020, 12, 31), date(2021, 1, 1)).changes
    assert (change.kind, change.after, change.value.article) == (ChangeKind.ENDED, None, "Pasal 24")
    assert {rule.name for rule in law_between(date(2020, 12, 31), date(2021, 1, 1)).results_changed} == {
        "jatuh_tempo_skp"
    }


def test_a_rule_rests_on_a_key_or_on_the_group_it_belongs_to() -> None:
    assert "keberatan" in {rule.name for rule in rules_resting_on(["keberatan.pengajuan"])}
    assert rules_resting_on(["predikat.kuadran_organisasi_lain"]) == ()
    assert rules_resting_on([]) == ()


def test_every_law_is_new_to_who_comes_from_before_all_law() -> None:
    found = law_between(date(1900, 1, 1), AFTER)
    assert {change.kind for change in found.changes} == {ChangeKind.NEW}
    assert len(found.changes) == sum(item.value_on(AFTER) is not None for item in list_parameters())


def test_the_difference_is_told_to_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "2022-01-01", "2026-01-01"]) == 0
    told = capsys.readouterr().out
    assert "Berubah (" in told
    assert "PermenPANRB 6/2022" in told
    assert "Dasarnya berganti, isinya tetap" in told
    assert "Hasil yang berubah" in told
    assert main(["diff", "2026-01-01", "2026-01-01"]) == 0
    assert "Tidak ada nilai yang berubah." in capsys.readouterr().out


def test_the_difference_is_told_to_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "2022-01-01", "2026-01-01", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    names = {change["key"]: change for change in told["changes"]}["predikat.nama"]
    assert names["kind"] == "changed"
    assert names["before"]["article"] == "Pasal 41 ayat (5)"
    assert "predikat" in told["results_changed"]
    assert [row["year"] for row in told["holiday_lists"]] == [2024, 2025, 2026]
