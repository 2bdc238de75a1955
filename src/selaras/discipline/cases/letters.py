"""The letters of a case as PDF; every word comes from the file, so the same step gives the same paper each time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from selaras.core import clock
from selaras.core.decisions import decisions_about
from selaras.core.documents import DisciplineLetter, Letterhead, LetterPart, Person, render_pdf
from selaras.discipline.models import CaseStep, DisciplineCase, Ground
from selaras.organisation.models import Employee, EmployeeKind
from selaras.planning.content import person_block
from selaras_rules import Ruleset
from selaras_rules.periods import date_label
from selaras_rules.regulations import regulation
from selaras_rules.working_days import day_label


@dataclass(frozen=True, slots=True)
class Draft:
    """What is particular to one kind of letter; the signer is who took the step unless it says otherwise."""

    heading: str
    parts: tuple[LetterPart, ...]
    role: str
    signer: Employee | None = None
    second_role: str = ""
    second: Employee | None = None
    note: str = ""


def letter_pdf(step: CaseStep) -> bytes:
    """The paper of a step. Raises `KeyError` for a step that has none."""
    case, draft = step.case, _DRAFTS[step.name](step)
    signer = draft.signer or step.taken_by
    letter = DisciplineLetter(
        heading=draft.heading, number=step.number, subject=_person(case.employee), parts=draft.parts,
        place=case.agency.place, day=clock.local(step.taken_at, case.agency).date(), signer_role=draft.role,
        signer=_person(signer), letterhead=_letterhead(case, signer), second_role=draft.second_role,
        second_signer=_person(draft.second) if draft.second else None, note=draft.note,
    )  # fmt: skip
    return render_pdf(letter, created_at=step.taken_at.replace(microsecond=0))


def _person(employee: Employee) -> Person:
    return Person(**person_block(employee))


def _letterhead(case: DisciplineCase, signer: Employee) -> Letterhead:
    """The head of the city writes under the own name of the office, everybody else under the perangkat daerah."""
    government = f"Pemerintah {case.agency.name}".upper()
    if signer.kind == EmployeeKind.STATE_OFFICIAL:
        place = case.agency.name.removeprefix("Kota ").removeprefix("Kabupaten ")
        return Letterhead(government=government, agency=f"{case.agency.regional_head_title} {place}".upper())
    unit = case.employee.unit
    opd = unit.opd if unit and unit.opd else unit
    return Letterhead(government=government, agency=(opd.name if opd else case.agency.name).upper())


def _act(case: DisciplineCase, title: str = "Dugaan pelanggaran", on: str = "Diduga pada") -> LetterPart:
    """What the case rests on."""
    if case.ground == Ground.OTHER:
        return LetterPart(title, (f"{on} {date_label(case.act_day)}: {case.offence}",))
    days = ", ".join(date_label(day) for day in sorted(case.days.values_list("day", flat=True)))
    counted = f"{case.total_days} hari kerja kumulatif dalam tahun {case.act_day.year}"
    text = f"Tidak masuk kerja tanpa keterangan yang sah: {counted}."
    return LetterPart(title, (text,), (("Hari yang menjadi dasar", days),))


def _summons(step: CaseStep) -> Draft:
    is_first = step.name == "summon"
    meets = clock.local(step.appointment, step.case.agency)
    zone = clock.zone_label(step.case.agency)
    facts = (
        ("Hari dan tanggal", day_label(meets.date())), ("Pukul", f"{meets:%H.%M} {zone}"), ("Tempat", step.place),
        ("Menghadap", step.case.examiner.full_name),
    )  # fmt: skip
    again = () if is_first else (f"Saudara tidak hadir pada panggilan pertama. {step.words}".strip(),)
    closing = (
        "Saudara berhak memberi keterangan dan menyampaikan bukti, secara lisan pada pemeriksaan atau tertulis dalam "
        "berkas ini."
    )
    last = (
        "Bila Saudara tidak hadir, Saudara dipanggil kembali."
        if is_first
        else "Bila Saudara tidak hadir lagi, keputusan dapat dijatuhkan berdasarkan bukti yang ada tanpa pemeriksaan."
    )
    opening = "Saudara diminta hadir untuk diperiksa sehubungan dengan dugaan pelanggaran disiplin berikut."
    parts = (
        LetterPart("", (*again, opening)), _act(step.case), LetterPart("Waktu dan tempat", (), facts),
        LetterPart("", (closing, last)),
    )  # fmt: skip
    heading = "Surat Panggilan Pertama" if is_first else "Surat Panggilan Kedua"
    return Draft(heading, parts, "Pejabat yang Memanggil")


def _team(step: CaseStep) -> Draft:
    case = step.case
    facts = tuple(
        (role, name) for role, _colon, name in (line.partition(": ") for line in _lines(step.words))
    )
    text = "Untuk memeriksa dugaan pelanggaran disiplin tingkat berat ditunjuk tim pemeriksa berikut."
    parts = (LetterPart("", (text,), facts), _act(case))
    return Draft("Penunjukan Tim Pemeriksa", parts, "Atasan Langsung", case.examiner)


def _minutes(step: CaseStep) -> Draft:
    case = step.case
    where = f" di {step.place}" if step.place else ""
    opening = f"Pada {day_label(step.day)}{where} telah diperiksa yang namanya di atas."
    said = [row.statement for row in case.steps.filter(name="give_statement", order__lt=step.order)]
    written = (LetterPart("Keterangan tertulis yang diperiksa", tuple(said)),) if said else ()
    parts = (
        LetterPart("", (opening,)), _act(case), LetterPart("Tanya jawab", _lines(step.words)),
        LetterPart("Keterangan dan pembelaan", _lines(step.statement)), *written,
    )  # fmt: skip
    note = "" if step.is_signed else "Yang diperiksa tidak bersedia menandatangani"
    return Draft(
        "Berita Acara Pemeriksaan", parts, "Pemeriksa", case.examiner, "Yang Diperiksa", case.employee, note
    )


def _absent(step: CaseStep) -> Draft:
    called = step.case.steps.filter(name__in=("summon", "summon_again")).order_by("order")
    facts = tuple(
        (f"Panggilan {row.number}", f"pemeriksaan {_moment(row)}")
        for row in called
        if row.meets_at is not None
    )
    text = "Yang bersangkutan sudah dipanggil dua kali secara patut dan tidak hadir."
    parts = (LetterPart("", (text,), facts), _act(step.case), LetterPart("Catatan", _lines(step.words)))
    return Draft("Catatan Ketidakhadiran pada Dua Panggilan", parts, "Pemeriksa")


def _report(step: CaseStep) -> Draft:
    case = step.case
    official = case.official.full_name if case.official else ""
    facts = (("Kepada", official), ("Tingkat yang diusulkan", case.suspected_level))
    parts = (
        LetterPart("", ("Hasil pemeriksaan disampaikan untuk diputuskan.",), facts), _act(case),
        LetterPart("Hasil pemeriksaan dan pertimbangan", _lines(step.words)),
        LetterPart("Pembinaan sebelumnya", _lines(case.coaching)),
    )  # fmt: skip
    return Draft("Laporan Hasil Pemeriksaan", parts, "Pemeriksa")


def _decree(step: CaseStep) -> Draft:
    case, told = step.case, _decided(step.case, 0)
    facts = (
        ("Jenis hukuman", told.get("name", "")), ("Tingkat", told.get("level", "")),
        ("Aturan yang dipakai", _regime(case)),
    )  # fmt: skip
    closing = (
        "Keputusan berlaku pada hari kerja kelima belas sejak diterima, bila tidak ada upaya administratif."
    )
    parts = (
        LetterPart("Menimbang", _lines(step.words)), _act(case, "Perbuatan", "Pada"),
        LetterPart("Memutuskan", ("Menjatuhkan hukuman disiplin kepada yang namanya di atas.",), facts),
        LetterPart("", (closing,)),
    )  # fmt: skip
    role = "Pejabat yang Berwenang Menghukum"
    return Draft("Keputusan Hukuman Disiplin", parts, role, case.official)


def _ruled(step: CaseStep) -> Draft:
    """What became of the decision by the remedy; who rules signs the ruling itself, this is the note of the file."""
    case, is_changed = step.case, step.name == "correct"
    told = _decided(case, -1) if is_changed else {}
    facts = (
        ("Keputusan semula", f"{case.decree}, {_decided(case, 0).get('name', '')}"), ("Putusan", step.number),
        ("Hari putusan", day_label(step.day)), ("Sesudah putusan", told.get("name", "keputusan dibatalkan")),
    )  # fmt: skip
    parts = (LetterPart("", (), facts), LetterPart("Isi dan pertimbangan putusan", _lines(step.words)))
    heading = "Keputusan Hukuman Disiplin yang Diperbaiki" if is_changed else "Keputusan Pembatalan"
    return Draft(heading, parts, "Pejabat yang Berwenang Menghukum", case.official)


def _unproven(step: CaseStep) -> Draft:
    case = step.case
    text = "Pelanggaran tidak terbukti. Berkas ditutup dan hari yang menjadi dasarnya tidak dipakai lagi."
    parts = (_act(case), LetterPart("Hasil pemeriksaan", (*_lines(step.words), text)))
    role = "Pemeriksa" if step.name == "find_unproven" else "Pejabat yang Berwenang Menghukum"
    return Draft("Laporan Hasil Pemeriksaan", parts, role)


def _decided(case: DisciplineCase, place: int) -> Mapping[str, str]:
    """What the first (0) or the last (-1) decision on the punishment says; empty where there is none."""
    found = [one.inputs for one in decisions_about(case.pk) if one.kind == "discipline"]
    return found[place] if found else {}


def _receipt(step: CaseStep) -> Draft:
    case = step.case
    facts = (
        ("Keputusan", case.decree), ("Diterima pada", day_label(step.day)), ("Tempat", step.place or "–"),
        ("Upaya administratif sampai", day_label(case.remedy_until) if case.remedy_until else "tidak terbuka"),
    )  # fmt: skip
    text = "Keputusan hukuman disiplin sudah diterima oleh yang namanya di atas."
    return Draft(
        "Tanda Terima Keputusan", (LetterPart("", (text,), facts),), "Yang Menyerahkan", None, "Yang Menerima",
        case.employee,
    )  # fmt: skip


def _cover(step: CaseStep) -> Draft:
    case = step.case
    facts = (("Keputusan", case.decree), ("Dikirim ke", step.place), ("Tiba pada", day_label(step.day)))
    text = "Saudara tidak hadir saat keputusan disampaikan. Bersama ini keputusan dikirimkan."
    return Draft("Surat Pengantar Keputusan", (LetterPart("", (text,), facts),), "Yang Mengirim")


def _regime(case: DisciplineCase) -> str:
    """The regulation of the day of the act, by its short name; for a PPPK the contract."""
    if case.by_contract:
        return "perjanjian kerja"
    law = Ruleset(on=case.act_day).law("disiplin.jenis")
    return f"{regulation(law.source).short}, yang berlaku pada {date_label(case.act_day)}"


def _moment(step: CaseStep) -> str:
    meets = clock.local(step.appointment, step.case.agency)
    return f"{day_label(meets.date())} pukul {meets:%H.%M}"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


_DRAFTS: Mapping[str, Callable[[CaseStep], Draft]] = {
    "summon": _summons, "summon_again": _summons, "name_team": _team, "examine": _minutes, "go_on_without": _absent,
    "recommend": _report, "impose": _decree, "deliver": _receipt, "send": _cover, "correct": _ruled, "annul": _ruled,
    "find_unproven": _unproven, "dismiss_case": _unproven,
}  # fmt: skip
