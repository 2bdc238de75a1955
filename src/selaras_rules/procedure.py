"""The way of a discipline case: states, working-day deadlines, who examines and who may punish (PP 94/2021).

Steps follow the law of the day on which they are taken; only the type of punishment follows the day of the act.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .discipline import DisciplineLevel
from .errors import InvalidInput, require_member
from .findings import Finding, Step
from .positions import Golongan, Jenjang, PositionKind, golongan_table
from .ruleset import Ruleset
from .working_days import NO_LOCAL_HOLIDAYS, LocalHolidays, add_working_days, day_label, skipped_steps


class CaseState(StrEnum):
    """Where a discipline case stands, in its usual order."""

    DILAPORKAN = "dilaporkan"
    DIPANGGIL_PERTAMA = "dipanggil_pertama"
    DIPANGGIL_KEDUA = "dipanggil_kedua"
    DIPERIKSA = "diperiksa"
    TANPA_PEMERIKSAAN = "tanpa_pemeriksaan"
    DIREKOMENDASIKAN = "direkomendasikan"
    DIPUTUSKAN = "diputuskan"
    DISAMPAIKAN = "disampaikan"
    DIKIRIM = "dikirim"
    UPAYA_ADMINISTRATIF = "upaya_administratif"
    BERLAKU = "berlaku"
    SELESAI_DIJALANI = "selesai_dijalani"
    DIPERBAIKI = "diperbaiki"
    DIBATALKAN = "dibatalkan"
    TIDAK_TERBUKTI = "tidak_terbukti"

    @property
    def label(self) -> str:
        """The words for people."""
        return self.value.replace("_", " ")


class CaseDeadline(StrEnum):
    """What has to happen within some working days."""

    PEMERIKSAAN_PERTAMA = "pemeriksaan_pertama"
    PEMERIKSAAN_KEDUA = "pemeriksaan_kedua"
    PENYAMPAIAN = "penyampaian"
    PENGIRIMAN = "pengiriman"
    MULAI_BERLAKU = "mulai_berlaku"
    KEBERATAN = "keberatan"
    PUTUSAN_KEBERATAN = "putusan_keberatan"
    BANDING = "banding"
    TANGGAPAN_PPK = "tanggapan_ppk"
    PUTUSAN_BANDING = "putusan_banding"


class PunishingOfficial(StrEnum):
    """Who may punish in a regency or city; PPK is the pejabat pembina kepegawaian (wali kota, bupati)."""

    PENGAWAS = "pengawas"
    ADMINISTRATOR = "administrator"
    JPT_PRATAMA = "jpt_pratama"
    PPK = "ppk"
    PRESIDEN = "presiden"

    @property
    def label(self) -> str:
        """The words for people."""
        return {
            "pengawas": "pejabat pengawas",
            "administrator": "pejabat administrator",
            "jpt_pratama": "pejabat pimpinan tinggi pratama",
            "ppk": "pejabat pembina kepegawaian",
            "presiden": "Presiden",
        }[self.value]


class TeamPart(StrEnum):
    """Where a member of an examination team comes from."""

    ATASAN_LANGSUNG = "atasan_langsung"
    PENGAWASAN = "pengawasan"
    KEPEGAWAIAN = "kepegawaian"


class TeamRole(StrEnum):
    """What a member does in the team."""

    KETUA = "ketua"
    SEKRETARIS = "sekretaris"
    ANGGOTA = "anggota"


@dataclass(frozen=True, slots=True)
class TeamMember:
    """One member of an examination team."""

    part: TeamPart
    role: TeamRole
    golongan: Golongan


@dataclass(frozen=True, slots=True)
class Examination:
    """Who examines: `team` is "tanpa_tim", "boleh_tim" or "wajib_tim", `members` the fewest a team has."""

    team: str
    members: int


@dataclass(frozen=True, slots=True)
class TeamVerdict:
    """Whether a team may examine, and each thing that is missing as a sentence."""

    is_complete: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServingEffects:
    """What is given while a punishment is served."""

    increment: bool
    promotion: bool


def next_case_states(state: CaseState, ruleset: Ruleset) -> Finding[tuple[CaseState, ...]]:
    """The states that may follow (PP 94/2021 art. 26–37, Peraturan BKN 6/2022 art. 49–50); none at an end."""
    state = require_member(CaseState, state, "keadaan")
    table, closing = ruleset.law("proses_disiplin.langkah"), ruleset.law("proses_disiplin.tidak_terbukti")
    rows = [row for row in table.value if row["from"] == state]
    steps = [
        Step(
            f"Setelah {state.label} boleh {CaseState(row['to']).label}.",
            table.source,
            row["article"],
            table.standing.value,
        )
        for row in rows
    ]
    found = [CaseState(row["to"]) for row in rows]
    if state in closing.value:
        found.append(CaseState.TIDAK_TERBUKTI)
        steps.append(closing.step("Perkara ditutup bila pelanggaran tidak terbukti."))
    if not found:
        steps.append(table.step(f"Perkara berakhir pada keadaan {state.label}."))
    return Finding(tuple(found), tuple(steps))


def case_deadline(
    kind: CaseDeadline, start: date, ruleset: Ruleset, *, local: LocalHolidays = NO_LOCAL_HOLIDAYS
) -> Finding[date]:
    """The last day of a step (for MULAI_BERLAKU: the day it takes effect), in working days after `start`.

    Raises NoHolidayList when the count reaches a year whose holidays are not known.
    """
    kind = require_member(CaseDeadline, kind, "tenggat")
    rule = ruleset.law(f"proses_disiplin.tenggat.{kind}")
    week = ruleset.choice("working_days.week")
    end = add_working_days(start, rule.value["days"], week=week, local=local)
    name = kind.replace("_", " ").capitalize()
    text = (
        f"{name}: {rule.value['days']} hari kerja sejak {rule.value['since']} ({day_label(start)}), "
        f"jatuh pada {day_label(end)}."
    )
    return Finding(end, (rule.step(text), *skipped_steps(start, end, week=week, local=local)))


def examination(level: DisciplineLevel, ruleset: Ruleset) -> Finding[Examination]:
    """Who examines a suspected offence of that level (PP 94/2021 art. 27 and 29)."""
    level = require_member(DisciplineLevel, level, "tingkat")
    rule = ruleset.law("proses_disiplin.pemeriksa")
    row = rule.value[level]
    return Finding(Examination(row["team"], row["members"]), (rule.step(row["text"]), rule.step(rule.note)))


def check_examination_team(
    level: DisciplineLevel, members: Sequence[TeamMember], examinee: Golongan, ruleset: Ruleset
) -> Finding[TeamVerdict]:
    """Whether a team is complete and of sufficient rank (Peraturan BKN 6/2022 art. 29 paragraph 6)."""
    needed = examination(level, ruleset)
    if not members and needed.value.team != "wajib_tim":
        return Finding(TeamVerdict(True, ()), needed.because)
    missing = _missing_parts(members, needed.value.members) + _too_low(members, examinee)
    rule = ruleset.law("proses_disiplin.pemeriksa")
    told = tuple(rule.step(text) for text in missing) or (rule.step("Susunan tim pemeriksa lengkap."),)
    return Finding(TeamVerdict(not missing, missing), (*needed.because, *told))


def who_may_punish(
    kind: PositionKind,
    level: DisciplineLevel,
    ruleset: Ruleset,
    *,
    jenjang: Jenjang | None = None,
    is_dismissal: bool = False,
    vacant: Collection[PunishingOfficial] = (),
    acting: Collection[PunishingOfficial] = (),
) -> Finding[PunishingOfficial]:
    """The official who may punish somebody of that position in a regency or city (PP 94/2021).

    `vacant` names posts nobody holds, `acting` those held by a Plt or Plh; the next higher official steps in.
    """
    kind = require_member(PositionKind, kind, "jenis_jabatan")
    level = require_member(DisciplineLevel, level, "tingkat")
    if is_dismissal and level is not DisciplineLevel.BERAT:
        raise InvalidInput("pemberhentian", is_dismissal, "hanya pada tingkat berat")
    rule = ruleset.law("proses_disiplin.pejabat_berwenang")
    row = rule.value["jf_ahli_utama" if jenjang is Jenjang.AHLI_UTAMA else kind]
    named = PunishingOfficial(row["dismissal" if is_dismissal else level])
    because = [rule.step(f"Hukuman {level} bagi {kind.label} dijatuhkan {named.label}. {rule.note}")]
    if kind is PositionKind.JF and named is PunishingOfficial.JPT_PRATAMA:
        named = PunishingOfficial(ruleset.choice("discipline.jf_official"))
        because.append(ruleset.choice_step("discipline.jf_official"))
    found, moved = _first_present(named, level, ruleset, vacant, acting)
    return Finding(found, (*because, *moved))


def serving_effects(level: DisciplineLevel, ruleset: Ruleset) -> Finding[ServingEffects]:
    """What stops while a punishment of that level is served (Peraturan BKN 6/2022 art. 55 paragraph 1)."""
    level = require_member(DisciplineLevel, level, "tingkat")
    rule = ruleset.law("proses_disiplin.selama_menjalani")
    row = rule.value[level]
    return Finding(ServingEffects(row["increment"], row["promotion"]), (rule.step(row["text"]),))


def _first_present(
    named: PunishingOfficial,
    level: DisciplineLevel,
    ruleset: Ruleset,
    vacant: Collection[PunishingOfficial],
    acting: Collection[PunishingOfficial],
) -> tuple[PunishingOfficial, tuple[Step, ...]]:
    rule, limit = (
        ruleset.law("proses_disiplin.jabatan_kosong"),
        ruleset.law("proses_disiplin.pelaksana_tugas"),
    )
    steps: list[Step] = []
    chain = [PunishingOfficial(one) for one in rule.value]
    while named in chain[:-1] and (named in vacant or (named in acting and level in limit.value)):
        higher = chain[chain.index(named) + 1]
        if named in vacant:
            steps.append(rule.step(f"Jabatan {named.label} kosong; kewenangan berada pada {higher.label}."))
        else:
            steps.append(limit.step(f"Plt atau Plh {named.label} tidak menjatuhkan hukuman {level}."))
        named = higher
    return named, tuple(steps)


def _missing_parts(members: Sequence[TeamMember], at_least: int) -> tuple[str, ...]:
    missing = [
        f"Unsur {part.replace('_', ' ')} belum ada dalam tim."
        for part in TeamPart
        if part not in {member.part for member in members}
    ]
    for role in TeamRole:
        count = sum(member.role is role for member in members)
        if not count:
            missing.append(f"Tim belum mempunyai {role.value}.")
        elif count > 1 and role is not TeamRole.ANGGOTA:
            missing.append(f"Tim hanya boleh mempunyai satu {role.value}.")
    if len(members) < at_least:
        missing.append(f"Tim sekurangnya {at_least} orang; baru ada {len(members)}.")
    return tuple(missing)


def _too_low(members: Sequence[TeamMember], examinee: Golongan) -> tuple[str, ...]:
    order = {row.code: place for place, row in enumerate(golongan_table())}
    if examinee.code not in order:
        raise InvalidInput("golongan", examinee.code, "golongan PNS, I/a sampai IV/e")
    return tuple(
        f"{member.role.value.capitalize()} bergolongan {member.golongan.code}, di bawah yang diperiksa "
        f"({examinee.code})."
        for member in members
        if member.golongan.code not in order or order[member.golongan.code] < order[examinee.code]
    )
