"""Angka kredit: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from selaras_rules.angka_kredit import (
    AngkaKredit,
    YearOfAngkaKredit,
    convert_angka_kredit,
    convert_year_of_angka_kredit,
    total_angka_kredit,
)
from selaras_rules.angka_kredit_entry import (
    EducationBonus,
    EntryCredit,
    collects_angka_kredit,
    credit_of_cpns,
    credit_of_mover,
    degree_listing_window,
    education_bonus,
    filling_credit,
)
from selaras_rules.angka_kredit_needs import (
    AngkaKreditAccount,
    AngkaKreditNeed,
    Surplus,
    accumulate_angka_kredit,
    angka_kredit_need,
    surplus_after,
)
from selaras_rules.errors import InvalidInput
from selaras_rules.findings import Finding
from selaras_rules.periods import Period
from selaras_rules.positions import EmployeeStatus, Jenjang
from selaras_rules.ratings import Predikat
from selaras_rules.ruleset import Ruleset

from .fields import day, member, number, one_of, optional, rows, text, truth, whole
from .rule import Rule

PREDIKAT = member("predikat", Predikat, "predikat periode itu")
JENJANG = member("jenjang", Jenjang, "jenjang jabatan fungsional")
GOLONGAN = text("golongan", "golongan ruang, misalnya III/a")
STARTS_AT = optional(
    text("golongan_mula", "golongan mula jabatan fungsional itu bila bukan yang terendah: II/c atau III/b"),
    "",
)
_MONTHS = whole("bulan", "bulan kalender penuh", 1, 12)
_ROW = (PREDIKAT, JENJANG, _MONTHS)
_ROWS = rows("baris", "satu baris untuk setiap periode, jenjang, dan predikat", *_ROW)
_LAW = ("angka_kredit.konversi_predikat", "angka_kredit.koefisien", "angka_kredit.pro_rata")
_NEEDS = (
    "angka_kredit.kebutuhan_pangkat",
    "angka_kredit.kebutuhan_jenjang",
    "angka_kredit.kebutuhan_jenjang_mulai",
    "angka_kredit.kumulatif",
)


def _one(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[AngkaKredit]:
    return convert_angka_kredit(given["predikat"], given["jenjang"], given["bulan"], ruleset)


def _year(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[YearOfAngkaKredit]:
    parts = [(row["predikat"], row["jenjang"], row["bulan"]) for row in given["baris"]]
    return convert_year_of_angka_kredit(parts, ruleset)


def _need(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[AngkaKreditNeed]:
    return angka_kredit_need(given["jenjang"], given["golongan"], ruleset, starts_at=given["golongan_mula"])


def _account(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[AngkaKreditAccount]:
    return accumulate_angka_kredit(
        [_one(row, ruleset) for row in given["baris"]],
        given["jenjang"],
        given["golongan"],
        ruleset,
        opening=given["angka_kredit_awal"],
        starts_at=given["golongan_mula"],
    )


def _surplus(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[Surplus]:
    to_jenjang = given["kenaikan"] == "jenjang"
    need = _need(given, ruleset)
    amount = need.value.tier if to_jenjang else need.value.rank
    if amount is None:
        raise InvalidInput("kenaikan", given["kenaikan"], "kenaikan yang masih ada di atasnya")
    found = surplus_after(given["angka_kredit"], amount, ruleset, to_higher_jenjang=to_jenjang)
    return Finding(found.value, (*need.because, *found.because))


def _bonus(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[EducationBonus]:
    return education_bonus(
        given["jenjang"],
        given["predikat"],
        ruleset,
        is_higher=given["ijazah_lebih_tinggi"],
        is_listed=given["gelar_tercantum"],
        was_given=given["pernah_diberikan"],
    )


def _mover(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[EntryCredit]:
    years = [(row["predikat"], row["bulan"]) for row in given["tahun"]]
    return credit_of_mover(years, given["jenjang"], given["golongan"], ruleset)


RULES = (
    Rule("angka_kredit", "Angka kredit satu periode", _ROW, _one, AngkaKredit, _LAW),
    Rule(
        "jumlah_angka_kredit", "Jumlah angka kredit beberapa periode", (_ROWS,),
        lambda given, ruleset: total_angka_kredit(_one(row, ruleset) for row in given["baris"]),
        Decimal, _LAW,
    ),
    Rule(
        "angka_kredit_setahun", "Angka kredit satu tahun dari bagian-bagiannya", (_ROWS,),
        _year, YearOfAngkaKredit, _LAW,
    ),
    Rule(
        "kebutuhan_angka_kredit", "Kebutuhan angka kredit pangkat dan jenjang berikutnya",
        (JENJANG, GOLONGAN, STARTS_AT), _need, AngkaKreditNeed, _NEEDS,
    ),
    Rule(
        "akumulasi_angka_kredit", "Angka kredit kumulatif dibanding kebutuhannya",
        (
            JENJANG, GOLONGAN, STARTS_AT, _ROWS,
            optional(
                number("angka_kredit_awal", "pengisian, dasar, pendidikan, dan kelebihan yang disimpan", "0"),
                Decimal(0),
            ),
        ),
        _account, AngkaKreditAccount, (*_LAW, *_NEEDS, "angka_kredit.penetapan"),
    ),
    Rule(
        "kelebihan_angka_kredit", "Kelebihan angka kredit setelah kenaikan",
        (
            JENJANG, GOLONGAN, STARTS_AT,
            number("angka_kredit", "angka kredit kumulatif pada jenjang sekarang", "0"),
            one_of("kenaikan", ("pangkat", "jenjang"), "kenaikan yang terjadi"),
        ),
        _surplus, Surplus, ("angka_kredit.kelebihan", *_NEEDS),
    ),
    Rule(
        "angka_kredit_pendidikan", "Tambahan angka kredit karena ijazah yang lebih tinggi",
        (
            JENJANG, PREDIKAT,
            truth("ijazah_lebih_tinggi", "ijazah baru lebih tinggi daripada yang dipakai sekarang"),
            truth("gelar_tercantum", "ijazah sudah dicantumkan dalam data BKN"),
            truth("pernah_diberikan", "tambahan ini sudah pernah diberikan"),
        ),
        _bonus, EducationBonus, ("angka_kredit.pendidikan", "angka_kredit.kebutuhan_pangkat"),
    ),
    Rule(
        "angka_kredit_cpns", "Angka kredit masa CPNS", _ROW,
        lambda given, ruleset: credit_of_cpns(given["predikat"], given["jenjang"], given["bulan"], ruleset),
        AngkaKredit, ("angka_kredit.cpns", *_LAW),
    ),
    Rule(
        "angka_kredit_pengisian", "Angka kredit pengisian pada pengangkatan pertama",
        (JENJANG, GOLONGAN, STARTS_AT),
        lambda given, ruleset: filling_credit(
            given["jenjang"], given["golongan"], ruleset, starts_at=given["golongan_mula"]
        ),
        Decimal, ("angka_kredit.pengisian", "angka_kredit.kebutuhan_pangkat"),
    ),
    Rule(
        "angka_kredit_perpindahan", "Angka kredit perpindahan dari jabatan lain",
        (
            JENJANG, GOLONGAN,
            rows("tahun", "satu baris untuk setiap tahun dalam pangkat sekarang", PREDIKAT, _MONTHS),
        ),
        _mover, EntryCredit, ("angka_kredit.dasar", *_LAW),
    ),
    Rule(
        "pencantuman_gelar", "Bulan pengajuan pencantuman gelar",
        (day("tanggal", "hari ijazah siap diajukan"),),
        lambda given, ruleset: degree_listing_window(given["tanggal"], ruleset),
        Period, ("angka_kredit.pencantuman_gelar",),
    ),
    Rule(
        "penerima_angka_kredit", "Siapa yang mengumpulkan angka kredit",
        (member("status", EmployeeStatus, "status kepegawaian"),),
        lambda given, ruleset: collects_angka_kredit(given["status"], ruleset),
        bool, ("angka_kredit.penerima",),
    ),
)  # fmt: skip
