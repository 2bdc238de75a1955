"""The code tables, the reading of golongan and jenjang, and the soft warnings of a NIP."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from selaras_rules import (
    Direction,
    InvalidInput,
    InvalidNip,
    Jenjang,
    PositionKind,
    Predikat,
    Rating,
    Ruleset,
    Sex,
    Target,
    UnknownLaw,
    annual_report_due,
    behaviour_set,
    code_tables,
    golongan_pppk_table,
    golongan_table,
    holidays_of,
    jenjang_of,
    measure_achievement,
    name_predikat,
    next_golongan,
    nip_differences,
    read_code,
    read_golongan,
    read_nip,
    regulation,
    skp_required,
    status_of_bkn,
    whole_months,
    written,
)
from selaras_rules.distribution import people_at_least, people_at_most

LAW = Ruleset(date(2026, 11, 22))


def test_there_are_seventeen_golongan_of_each_list() -> None:
    assert [item.bkn_code for item in golongan_table()] == [
        *range(11, 15), *range(21, 25), *range(31, 35), *range(41, 46),
    ]  # fmt: skip
    assert len(golongan_pppk_table()) == 17


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("III/a", "III/a"), ("iii/A", "III/a"), ("IIIa", "III/a"), ("III a", "III/a"), ("3a", "III/a"),
        ("3/a", "III/a"), ("31", "III/a"), ("Penata Muda", "III/a"), ("Penata Muda Tk. I", "III/b"),
        ("Penata Muda Tingkat I (III/b)", "III/b"), ("Penata Tk I / III/d", "III/d"),
        ("Pembina Utama Muda, IV/c", "IV/c"), ("IX", "IX"), ("xvii", "XVII"), ("II", "II"),
    ],
)  # fmt: skip
def test_golongan_is_read_as_people_write_it(text: str, code: str) -> None:
    assert read_golongan(text).code == code


@pytest.mark.parametrize("text", ["", "V/a", "III/e", "golongan", "18"])
def test_a_golongan_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_golongan(text)


def test_golongan_is_printed_with_its_pangkat() -> None:
    assert read_golongan("3a").text == "Penata Muda, III/a"
    assert read_golongan("IX").text == "IX"


@pytest.mark.parametrize(
    ("title", "jenjang"),
    [
        ("Perencana Ahli Muda", Jenjang.AHLI_MUDA), ("PERAWAT TERAMPIL", Jenjang.TERAMPIL),
        ("Guru  Ahli   Pertama", Jenjang.AHLI_PERTAMA), ("Kepala Seksi Data", None),
    ],
)  # fmt: skip
def test_jenjang_is_read_from_the_end_of_a_title(title: str, jenjang: Jenjang | None) -> None:
    assert Jenjang.from_title(title) is jenjang


def test_pasal_21_every_jenjang_has_its_golongan() -> None:
    known = {item.code for item in golongan_table()}
    assert all(set(jenjang.golongan) <= known for jenjang in Jenjang)


@pytest.mark.parametrize(
    ("kind", "eselon", "found"),
    [
        (1, "22", PositionKind.JPT_PRATAMA), ("1", "31", PositionKind.ADMINISTRATOR),
        (1, "41", PositionKind.PENGAWAS), (3, "21", PositionKind.JPT_PRATAMA), (2, "99", PositionKind.JF),
        (4, "00", PositionKind.PELAKSANA),
    ],
)  # fmt: skip
def test_kind_of_position_is_read_from_national_codes(
    kind: int | str, eselon: str, found: PositionKind
) -> None:
    assert PositionKind.from_bkn(kind, eselon) is found


@pytest.mark.parametrize(("kind", "eselon"), [(1, "77"), (9, ""), ("", "22")])
def test_unknown_national_codes_are_refused(kind: int | str, eselon: str) -> None:
    with pytest.raises(InvalidInput):
        PositionKind.from_bkn(kind, eselon)


def test_kinds_group_into_the_three_forms_of_the_skp() -> None:
    assert {kind.group for kind in PositionKind} == {"jpt", "ja", "jf"}
    assert [kind for kind in PositionKind if kind.is_jpt] == [
        PositionKind.JPT_UTAMA, PositionKind.JPT_MADYA, PositionKind.JPT_PRATAMA,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "status", "makes_skp"),
    [("01", "aktif", True), ("2", "cltn", False), ("03", "tugas_belajar", True), ("20", "mpp", False),
     ("99", "keluar", False)],
)  # fmt: skip
def test_lampiran_ii_c_8_the_national_status_says_who_makes_an_skp(
    code: str, status: str, makes_skp: bool
) -> None:
    assert status_of_bkn(code) == status
    assert skp_required(status, LAW).value is makes_skp


def test_a_status_code_we_have_not_read_is_not_guessed() -> None:
    assert status_of_bkn("77") is None


def test_an_odd_age_at_appointment_is_a_warning_and_not_a_refusal() -> None:
    assert read_nip("198609262015051999").warnings == ()
    assert "12 tahun" in read_nip("200309262015051999").warnings[0]
    assert "55 tahun" in read_nip("196009262015051999").warnings[0]
    assert read_nip("197503142022211999").warnings == ()


def test_differences_from_the_record_are_told_softly() -> None:
    nip = read_nip("198609262015051999")
    assert nip_differences(nip, birth_date=date(1986, 9, 26), tmt=date(2015, 5, 1), sex=Sex.MALE) == ()
    told = nip_differences(nip, birth_date=date(1986, 9, 27), tmt=date(2015, 6, 1), sex=Sex.FEMALE)
    assert len(told) == 3
    assert nip.tmt == date(2015, 5, 1)


@pytest.mark.parametrize("number", [1.98609e17, 198609262015051999, None])
def test_a_number_instead_of_text_is_refused_with_the_way_out(number: Any) -> None:
    with pytest.raises(InvalidNip, match="format Teks") as refused:
        read_nip(number)
    assert refused.value.reason == "spreadsheet"


@pytest.mark.parametrize("number", [1.5, True, Decimal("NaN"), Decimal("Infinity"), "12"])
def test_a_target_takes_exact_numbers_only(number: Any) -> None:
    with pytest.raises(InvalidInput):
        Target.single(Direction.MORE_IS_BETTER, number)


def test_a_percent_target_is_written_without_a_blank() -> None:
    assert Target.between(80, 90, "%").text == "80–90%"
    assert Target.single(Direction.MORE_IS_BETTER, 1250, "izin").text == "1.250 izin"


def test_a_long_wrong_text_does_not_flood_the_sentence() -> None:
    with pytest.raises(InvalidInput) as refused:
        measure_achievement(Target.single(Direction.EXACT, 1), "9" * 1_000_000, LAW)  # type: ignore[arg-type]
    assert len(str(refused.value)) < 200


def test_months_are_whole_calendar_months() -> None:
    assert whole_months(date(2026, 1, 1), date(2026, 12, 31)) == 12
    assert whole_months(date(2026, 1, 2), date(2026, 3, 31)) == 2
    assert whole_months(date(2026, 1, 15), date(2026, 2, 14)) == 0
    assert whole_months(date(2024, 2, 1), date(2024, 2, 29)) == 1
    with pytest.raises(InvalidInput):
        whole_months(date(2026, 2, 1), date(2026, 1, 1))


def test_numbers_are_written_the_indonesian_way() -> None:
    assert [written(Decimal(text)) for text in ("1234567.5", "-1234.125", "0", "12.00", "-0.001")] == [
        "1.234.567,5", "-1.234,13", "0", "12", "0",
    ]  # fmt: skip


def test_the_register_knows_what_replaced_a_regulation() -> None:
    assert regulation("permenpanrb-8-2021").is_revoked
    assert "permenpanrb-8-2021" in regulation("permenpanrb-6-2022").revokes
    assert holidays_of(2027).standing == "assumed"
    with pytest.raises(UnknownLaw):
        regulation("pp-1-1900")


@pytest.mark.parametrize(
    ("size", "seventy", "sixty", "ten_up", "ten_down"),
    [(4, 2, 3, 1, 0), (5, 3, 3, 1, 0), (10, 7, 6, 1, 1), (20, 14, 12, 2, 2)],
)
def test_se_3_2023_shares_become_people(
    size: int, seventy: int, sixty: int, ten_up: int, ten_down: int
) -> None:
    assert people_at_most(Fraction(7, 10), size) == seventy
    assert people_at_least(Fraction(6, 10), size) == sixty
    assert people_at_least(Fraction(1, 10), size) == ten_up
    assert people_at_most(Fraction(1, 10), size) == ten_down


@pytest.mark.parametrize("table", code_tables())
def test_every_code_of_every_table_is_read_back(table: str) -> None:
    law = LAW.law({"golongan": "jabatan.golongan", "eselon": "jabatan.eselon"}.get(table, f"kode.{table}"))
    codes = [str(row["bkn_code"]) for row in law.value.values()] if table == "golongan" else list(law.value)
    for code in codes:
        found = read_code(table, f" {code} ", LAW)
        assert found.value.code == code
        assert found.value.name in found.text
    with pytest.raises(InvalidInput):
        read_code(table, "tidak ada", LAW)


def test_the_national_table_and_our_predikat_agree() -> None:
    for predikat in Predikat:
        assert read_code("kuadran", str(predikat.bkn_code), LAW).value.name == predikat.label
    for rating in Rating:
        assert read_code("rating", str(rating.bkn_code), LAW).value.name == rating.label


@pytest.mark.parametrize("source", LAW.law("predikat.padanan").value)
def test_pasal_41_what_a_regulation_calls_a_predikat_is_read_back(source: str) -> None:
    for predikat in Predikat:
        named = name_predikat(predikat.value, LAW, source=source).value
        assert Predikat.from_text(named.name) is predikat
        assert named.name not in named.others
        assert all(Predikat.from_text(other) is predikat for other in named.others)


def test_pasal_21_every_golongan_of_a_jenjang_leads_back_to_it() -> None:
    for jenjang in Jenjang:
        for code in jenjang.golongan:
            assert jenjang_of(code, jenjang.group, LAW).value is jenjang
        assert jenjang.next is None or jenjang.next.previous is jenjang


def test_the_golongan_follow_one_another_to_the_top() -> None:
    codes = [row.code for row in golongan_table()]
    assert [next_golongan(code) for code in codes] == [*codes[1:], None]
    with pytest.raises(InvalidInput):
        next_golongan("IX")


def test_kepemimpinan_is_judged_of_leaders_only() -> None:
    old = behaviour_set(Ruleset(date(2022, 2, 6)))
    assert len(old.aspects_of(is_leader=True)) == len(old.aspects_of(is_leader=False)) + 1 == 5
    now = behaviour_set(LAW)
    assert now.aspects_of(is_leader=False) == now.aspects


def test_pasal_21_a_golongan_without_jenjang_is_refused_with_the_range_of_its_group() -> None:
    for golongan, group, allowed in (
        ("IV/a", "keterampilan", "II/a sampai III/d untuk keterampilan"),
        ("II/d", "keahlian", "III/a sampai IV/e untuk keahlian"),
    ):
        with pytest.raises(InvalidInput, match=allowed):
            jenjang_of(golongan, group, LAW)


def test_a_deadline_on_a_working_day_is_not_told_twice() -> None:
    assert "diingatkan" not in annual_report_due(2024, LAW).text
    assert "diingatkan" in annual_report_due(2025, LAW).text
