"""The law files keep the house rules, and broken ones are refused by name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import selaras_rules
from selaras_rules import (
    BadLawFile,
    Bounds,
    ChoiceOption,
    ChoiceOutOfBounds,
    InvalidInput,
    NoHolidayList,
    NoLawInForce,
    Predikat,
    Rating,
    Ruleset,
    Standing,
    UnknownChoice,
    UnknownLaw,
    all_choices,
    all_regulations,
    behaviour_set,
    decide_predikat,
    history,
    holidays_of,
    in_force,
    known_holiday_years,
    list_choices,
    list_parameters,
    show,
    special_cases,
)
from selaras_rules.findings import Finding, Step, plain
from selaras_rules.parameters import _parameters_in, read_toml
from selaras_rules.skp import exemptions

TODAY = date(2026, 11, 22)


def atoms(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from atoms(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from atoms(inner)
    else:
        yield value


def test_every_value_names_a_registered_regulation_and_an_article() -> None:
    register = all_regulations()
    untitled = [item.key for item in list_parameters() if not item.title]
    unfounded = [
        (item.key, value.source, value.article)
        for item in list_parameters()
        for value in item.values
        if value.source not in register or len(value.article) <= 4
    ]
    assert not untitled
    assert not unfounded


def test_no_two_values_begin_on_one_day_and_every_law_holds_today_unless_it_has_ended() -> None:
    days = {item.key: [value.effective for value in item.values] for item in list_parameters()}
    assert not {key: found for key, found in days.items() if found != sorted(set(found))}
    over = [item.key for item in list_parameters() if not item.value_on(item.values[-1].ends or TODAY)]
    assert not over


def test_no_law_file_holds_a_float_or_a_machine_number() -> None:
    for item in list_parameters():
        for value in item.values:
            assert not any(isinstance(atom, float) for atom in atoms(plain(value.value)))


def test_values_of_the_law_cannot_be_changed_by_a_caller() -> None:
    kuadran = Ruleset(TODAY).law("predikat.kuadran")
    with pytest.raises(TypeError):
        kuadran.value["sesuai"] = {}
    with pytest.raises(AttributeError):
        kuadran.value = {}  # type: ignore[misc]


def test_every_choice_has_a_reason_a_source_and_a_lawful_default() -> None:
    for option in all_choices().values():
        assert option.title
        assert option.why
        assert option.source in all_regulations()
        assert option.check(option.default) is not None
        assert option.allowed_text
        assert option.label(option.default)


def test_every_regulation_it_names_is_registered() -> None:
    register = all_regulations()
    for item in register.values():
        for code in (*item.revokes, *filter(None, [item.revoked_by])):
            assert code in register


def test_every_holiday_lies_in_its_year_and_the_list_names_its_decree() -> None:
    assert known_holiday_years() == (2024, 2025, 2026, 2027)
    for year in known_holiday_years():
        found = holidays_of(year)
        assert found.source in all_regulations()
        assert all(day.year == year for day in found.holidays)
        assert date(year, 8, 17) in found.holidays


def test_skb_2026_has_seventeen_holidays_and_eight_days_of_joint_leave() -> None:
    days = holidays_of(2026).holidays.values()
    assert sum(not holiday.is_joint_leave for holiday in days) == 17
    assert sum(holiday.is_joint_leave for holiday in days) == 8


def test_a_year_without_a_list_is_an_error_that_names_the_year() -> None:
    with pytest.raises(NoHolidayList, match="2031"):
        holidays_of(2031)


def test_a_day_without_law_raises_and_never_answers_zero() -> None:
    with pytest.raises(NoLawInForce) as refused:
        Ruleset(date(2018, 1, 1)).law("predikat.kuadran")
    assert "2018-01-01" in str(refused.value)


def test_law_published_later_is_unknown_to_who_looks_from_before() -> None:
    seen_then = Ruleset(date(2023, 1, 5), known_on=date(2023, 1, 5))
    with pytest.raises(NoLawInForce):
        seen_then.law("angka_kredit.konversi_predikat")
    assert Ruleset(date(2023, 1, 5)).law("angka_kredit.konversi_predikat").value["baik"] == 1


def test_unknown_law_and_unknown_choice_are_refused_by_name() -> None:
    with pytest.raises(UnknownLaw, match="tidak_ada"):
        Ruleset(TODAY).law("predikat.tidak_ada")
    with pytest.raises(UnknownChoice, match="warna"):
        Ruleset(TODAY, {"tampilan.warna": "biru"})


@pytest.mark.parametrize(
    ("key", "chosen"),
    [
        ("distribution.mode", "forbid"),
        ("objection.days", 13),
        ("objection.days", 31),
        ("objection.days", True),
        ("objection.days", "14"),
        ("skp.pengelola_review", "ya"),
        ("head_of_organisation.mapping", {"istimewa": "di_atas"}),
        ("head_of_organisation.mapping", "di_atas"),
    ],
)
def test_a_choice_outside_its_bounds_is_refused_and_says_what_is_allowed(key: str, chosen: object) -> None:
    with pytest.raises(ChoiceOutOfBounds) as refused:
        Ruleset(TODAY, {key: chosen})
    assert refused.value.allowed in str(refused.value)


def number_table() -> ChoiceOption:
    return ChoiceOption(
        key="contoh.tabel", title="Contoh", why="Uji", default={"tl1": Decimal("0.5"), "tl2": Decimal("1")},
        source="pp-30-2019", article="Pasal 1", standing=Standing.ASSUMED, labels={"tl1": "terlambat 1"},
        bounds={"tl1": Bounds(Decimal("0.0"), Decimal("2.5")), "tl2": Bounds(Decimal("0.0"), Decimal("5.0"))},
    )  # fmt: skip


def test_a_table_of_numbers_is_read_exactly_from_text_and_shown_in_words() -> None:
    option = number_table()
    taken = option.check({"tl1": "0.50", "tl2": 1})
    assert taken == {"tl1": Decimal("0.5"), "tl2": Decimal(1)}
    assert plain(taken) == plain(option.check({"tl1": Decimal("0.5"), "tl2": "1.0"}))
    assert option.label(taken) == "terlambat 1 → 0,5; tl2 → 1"
    assert option.allowed_text == "terlambat 1 → 0,0 sampai 2,5; tl2 → 0,0 sampai 5,0"
    with pytest.raises(TypeError):
        taken["tl1"] = Decimal(9)


@pytest.mark.parametrize(
    "chosen",
    [
        {"tl1": "2.51", "tl2": 1}, {"tl1": "-0.1", "tl2": 1}, {"tl1": 0.5, "tl2": 1}, {"tl1": "NaN", "tl2": 1},
        {"tl1": True, "tl2": 1}, {"tl1": None, "tl2": 1}, {"tl1": "x", "tl2": 1}, {"tl1": "1"}, {}, "tabel",
        {"tl1": 1, "tl2": 1, "tl3": 1},
    ],
)  # fmt: skip
def test_a_table_of_numbers_outside_its_bounds_is_refused(chosen: object) -> None:
    with pytest.raises(ChoiceOutOfBounds, match="Yang diperbolehkan: terlambat 1 → 0,0 sampai 2,5"):
        number_table().check(chosen)


def test_the_day_of_a_ruleset_is_a_date_and_not_a_moment() -> None:
    with pytest.raises(InvalidInput):
        Ruleset(datetime(2026, 1, 1, 8, 0))  # noqa: DTZ001


def test_equal_law_and_choices_have_equal_fingerprints() -> None:
    one, other = Ruleset(date(2026, 6, 1)), Ruleset(date(2026, 6, 2))
    assert one.fingerprint == other.fingerprint
    assert len(one.fingerprint) == hashlib.sha256().digest_size * 2


def test_naming_the_default_gives_the_same_fingerprint_and_another_choice_another() -> None:
    plain_one = Ruleset(TODAY).fingerprint
    assert Ruleset(TODAY, {"objection.days": 14}).fingerprint == plain_one
    assert Ruleset(TODAY, {"objection.days": 15}).fingerprint != plain_one


def test_a_day_under_other_law_has_another_fingerprint() -> None:
    assert Ruleset(date(2022, 2, 6)).fingerprint != Ruleset(date(2022, 2, 7)).fingerprint


def test_rulesets_compare_by_day_and_choices() -> None:
    assert Ruleset(TODAY) == Ruleset(TODAY)
    assert Ruleset(TODAY) != Ruleset(TODAY, {"objection.days": 15})
    assert len({Ruleset(TODAY), Ruleset(TODAY)}) == 1
    assert "2026-11-22" in repr(Ruleset(TODAY))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("[a.b]\n[[a.b.values]]\neffective = 2020-01-01", "tidak berjudul"),
        ('[a.b]\ntitle = "x"\n[[a.b.values]]\neffective = 2020-01-01', "promulgated"),
        (
            '[a.b]\ntitle = "x"\n[[a.b.values]]\neffective = 2020-01-01\npromulgated = 2020-01-01\n'
            'source = "s"\narticle = ""\nstanding = "read"\nvalue = 1',
            "article",
        ),
        (
            '[a.b]\ntitle = "x"\n[[a.b.values]]\neffective = 2020-01-01\npromulgated = 2020-01-01\n'
            'source = "s"\narticle = "Pasal 1"\nstanding = "sure"\nvalue = 1',
            "standing",
        ),
        (
            '[a.b]\ntitle = "x"\n'
            + (
                "[[a.b.values]]\neffective = 2020-01-01\npromulgated = 2020-01-01\n"
                'source = "s"\narticle = "Pasal 1"\nstanding = "read"\nvalue = 1\n'
            )
            * 2,
            "hari yang sama",
        ),
    ],
)
def test_a_broken_law_file_is_refused_by_name(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadLawFile, match=complaint):
        list(_parameters_in(read_toml(path), ()))


def test_pasal_10_seven_values_have_three_lines_of_conduct_each() -> None:
    found = behaviour_set(Ruleset(TODAY))
    assert found.code == "berakhlak"
    assert [len(aspect.guidance) for aspect in found.aspects] == [3] * 7
    assert found.aspect("adaptif").name == "Adaptif"


def test_names_follow_the_day_and_aliases_are_read() -> None:
    before, now = Ruleset(date(2021, 12, 31)), Ruleset(TODAY)
    assert Predikat.BUTUH_PERBAIKAN.label_on(before) == "Cukup"
    assert Predikat.BUTUH_PERBAIKAN.label_on(now) == Predikat.BUTUH_PERBAIKAN.label == "Butuh Perbaikan"
    for text in ("Cukup", "cukup", "BUTUH PERBAIKAN", "butuh_perbaikan", "Perlu perbaikan"):
        assert Predikat.from_text(text) is Predikat.BUTUH_PERBAIKAN
    for text in ("Misconduct", "Kurang/Misconduct", "KURANG"):
        assert Predikat.from_text(text) is Predikat.KURANG
    assert Rating.from_text("Diatas Ekspektasi") is Rating.DI_ATAS
    with pytest.raises(InvalidInput, match="Sangat Baik"):
        Predikat.from_text("Lumayan")


def test_national_codes_run_from_one_the_best() -> None:
    assert [item.bkn_code for item in Predikat] == [1, 2, 3, 4, 5]
    assert [item.bkn_code for item in Rating] == [1, 2, 3]
    assert Predikat.from_bkn_code(4) is Predikat.KURANG
    with pytest.raises(InvalidInput):
        Predikat.from_bkn_code(0)


def test_the_list_of_laws_can_be_shown_for_a_day() -> None:
    shown = show("angka_kredit", TODAY)
    by_key = {item.key: item for item in shown}
    assert list(by_key) == sorted(by_key)
    assert {"angka_kredit.koefisien", "angka_kredit.pro_rata"} < set(by_key)
    assert by_key["angka_kredit.konversi_predikat"].value["sangat_baik"] == "1.50"
    assert by_key["angka_kredit.konversi_predikat"].standing_label == "dilaporkan"
    assert show("predikat.nama", date(2020, 1, 1))[0].until == date(2022, 2, 6)
    assert len(history("predikat.nama")) == 2
    assert list_choices()
    with pytest.raises(UnknownLaw):
        show("gaji", TODAY)
    with pytest.raises(NoLawInForce):
        show("angka_kredit", date(2020, 1, 1))


def test_a_formula_of_another_day_stays_callable() -> None:
    def old(ruleset: Ruleset) -> str:
        return "lama"

    def new(ruleset: Ruleset) -> str:
        return "baru"

    rule = in_force("nilai.bobot", {date(2019, 1, 1): old, date(2022, 2, 7): new})
    assert rule(Ruleset(date(2022, 2, 6))) == "lama"
    assert rule(ruleset=Ruleset(date(2022, 2, 7))) == "baru"
    with pytest.raises(NoLawInForce, match=r"nilai\.bobot"):
        rule(Ruleset(date(2018, 12, 31)))
    assert rule.__name__ == "new"
    with pytest.raises(TypeError, match="needs a Ruleset"):
        rule(date(2026, 1, 1))  # type: ignore[arg-type]


def test_a_finding_survives_storing_and_says_how_sure_it_is() -> None:
    finding = decide_predikat(Rating.SESUAI, Rating.SESUAI, Ruleset(TODAY))
    stored = finding.to_json()
    assert Finding.from_json(stored, read=Predikat) == finding
    assert finding.standing == "reported"
    weak = Finding(1, (*finding.because, Step("duga", standing="assumed")))
    assert weak.standing == "assumed"


def test_codes_of_special_cases_and_exemptions_are_listed() -> None:
    codes = {"cltn", "mpp", "pemberhentian_sementara", "pejabat_negara", "perangkat_desa", "keluar"}
    assert set(exemptions()) == codes
    assert "tugas_belajar_mulai_tengah_tahun" in special_cases()


def test_the_law_imports_the_standard_library_only() -> None:
    folder = Path(selaras_rules.__file__).parent
    for path in folder.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        for foreign in ("django", "numpy", "import selaras.", "from selaras.", "date.today", ".now("):
            assert foreign not in text, (path.name, foreign)


def test_everything_promised_can_be_imported() -> None:
    for name in selaras_rules.__all__:
        assert hasattr(selaras_rules, name)
