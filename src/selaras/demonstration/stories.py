"""Planted stories with their own numbers: who they happen to, what their plans and months say, how they end.

D1 teacher · D2 puskesmas · D5 three schools · D6 permits · D7 shortfall that was made good · D11 objection · the
copied plan «120 / 90 % / 6 bulan» · a result without parent (P-04). D9 stands in the goals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from selaras.demonstration import days
from selaras.demonstration.fates import Fate, Judgement
from selaras.demonstration.plans import Plan, criteria
from selaras.demonstration.practice import practise
from selaras.demonstration.simplified import permits, steps_of
from selaras.demonstration.staffing import Office
from selaras.demonstration.work import Work, WorkMaker
from selaras.planning.models import Iki, RencanaHasilKerja
from selaras_rules import Period, Rating

# (city or "", unit/post, place) → tags. «calm»: what happens to this person is told here, not drawn.
PLACES: tuple[tuple[str, str, int, str], ...] = (
    ("", "smp99/guru_pertama", 0, "d1 calm"),
    ("", "pkm_contoh/kepala_puskesmas", 0, "d2 calm"),
    ("pontianak", "smp97/kepala_sekolah", 0, "d5 calm"),
    ("pontianak", "smp98/kepala_sekolah", 0, "d5 calm"),
    ("pontianak", "smp99/kepala_sekolah", 0, "d5 calm"),
    ("pontianak", "dpmptsp_izin/pengadministrasi", 0, "d6 calm agreed"),
    ("pontianak", "disdukcapil_layanan/adb_kependudukan", 0, "d6_reuse calm agreed"),
    ("", "pkm_contoh/perawat_pertama", 2, "d7 calm agreed"),
    ("", "pkm_contoh/perawat_pertama", 1, "d11 calm agreed"),
    ("", "pkm_contoh/perawat_pertama", 0, "fresh calm"),
    ("", "pkm_contoh/perawat_terampil", 0, "bad_plan"),
    ("", "pkm_contoh/bidan", 0, "revised"),
    ("", "pkm_contoh/bidan", 2, "objects agreed"),
    ("", "pkm_contoh/dokter", 0, "explained agreed"),
    ("", "pkm_contoh/nutrisionis", 0, "orphan agreed calm"),
)
SCHOOLS: Mapping[str, tuple[int, int, int, int]] = {
    # school: pupils before, pupils after, drop-outs, change of literacy in points
    "smp97": (312, 341, 0, 3),
    "smp98": (198, 205, 0, 1),
    "smp99": (176, 171, 2, -4),
}


def mark(office: Office) -> None:
    """Tag the people of the stories. Before plans are made."""
    for city, key, place, tags in PLACES:
        if city in ("", office.agency.code):
            office.find(key, place).tags.update(tags.split())


def adjust_plan(plan: Plan, office: Office) -> None:
    """Let the plan of a story say what the story tells. Before it is agreed."""
    for tag, year, change in PLANNED:
        if tag in plan.person.tags and plan.year == year:
            change(plan, office)


def fate_told(plan: Plan) -> Fate | None:
    """The fate that a story prescribes, or None."""
    pairs = {"d7": (Rating.SESUAI, Rating.SESUAI), "d11": (Rating.DI_BAWAH, Rating.SESUAI)}
    if plan.year == days.RUNNING - 1:
        for tag, pair in pairs.items():
            if tag in plan.person.tags:
                return Fate([Judgement(Period.of_year(plan.year), *pair)])
    return None


def tell_work(plan: Plan, work: Work, maker: WorkMaker) -> None:
    """Feedback, talks and words of a story, beside what was drawn."""
    for tag, year, tell in TOLD:
        if tag in plan.person.tags and plan.year == year:
            tell(plan, work, maker)
    if plan.person.employee.demo_label and plan.year == days.RUNNING and plan.version is not None:
        work.steps += steps_of(plan, maker)


# Plans


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator of a story."""

    text: str
    target: str
    unit: str
    baseline: str
    source: str
    aspect: str = "kualitas"
    pattern: str = "posisi"
    way: str = "more_is_better"
    month: int | None = None


def _restate(plan: Plan, place: int, text: str) -> RencanaHasilKerja:
    plan.rhk[place].text = text
    return plan.rhk[place]


def _remeasure(plan: Plan, rhk: RencanaHasilKerja, place: int, new: Measure, told: Mapping[int, str]) -> Iki:
    """Put a measure of the story in the place of a drawn one, with the numbers of its months."""
    iki = plan.iki[rhk.pk][place]
    iki.text, iki.target, iki.unit_of_measure = new.text, Decimal(new.target), new.unit
    iki.baseline, iki.data_source, iki.aspect = Decimal(new.baseline), new.source, new.aspect
    iki.pattern, iki.direction, iki.release_month = new.pattern, new.way, new.month
    row = {"unit": new.unit, "way": new.way}
    iki.above_text, iki.expected_text, iki.below_text = criteria(row, iki.target)
    plan.told[iki.pk] = {month: Decimal(number) for month, number in told.items()}
    return iki


def _plan_d1(plan: Plan, office: Office) -> None:
    rhk = _restate(plan, 0, "Murid kelas VIII-B memahami bacaan; fokus praktik: umpan balik yang membangun")
    reading = Measure("Murid yang mencapai tingkat minimum membaca", "68", "%", "58", "Asesmen kelas")
    _remeasure(plan, rhk, 0, reading, {3: "58", 6: "63", 9: "69"})
    seen = Measure(
        "Perilaku fokus yang tampak saat observasi (dari lima)", "4", "perilaku", "2", "Lembar observasi"
    )
    _remeasure(plan, rhk, 1, seen, {3: "2", 9: "4"})


def _plan_d2(plan: Plan, office: Office) -> None:
    rhk = _restate(plan, 0, "Warga wilayah kerja mendapat layanan yang selesai dan menghormati mereka")
    services = Measure(
        "Layanan yang selesai menurut standar",
        "18000",
        "layanan",
        "16400",
        "Register puskesmas",
        "kuantitas",
        "hitungan",
    )
    counts = {
        1: "1360",
        2: "1340",
        3: "1400",
        4: "1460",
        5: "1490",
        6: "1550",
        7: "1590",
        8: "1630",
        9: "1680",
    }
    _remeasure(plan, rhk, 0, services, counts)
    pleased = Measure(
        "Kepuasan masyarakat, dibaca bersama jumlah layanan", "84", "indeks", "84.1", "SKM triwulanan"
    )
    _remeasure(plan, rhk, 1, pleased, {3: "84.1", 6: "82.3", 9: "79.6"})


def _plan_d5(plan: Plan, office: Office) -> None:
    before, after, dropped, points = SCHOOLS[plan.person.unit_plan.key]
    rhk = _restate(plan, 1, "Sekolah menjaga dan menambah murid tanpa menurunkan mutu")
    pupils = Measure(
        "Murid terdaftar",
        str(round(before * 1.03)),
        "murid",
        str(before),
        "Dapodik",
        "kuantitas",
        "rilis",
        month=8,
    )
    _remeasure(plan, rhk, 0, pupils, {8: str(after)})
    lost = Measure(
        "Murid putus sekolah", "0", "murid", "1", "Dapodik", "kualitas", "hitungan", "less_is_better"
    )
    _remeasure(plan, rhk, 1, lost, {month: str(dropped if month == 6 else 0) for month in range(1, 10)})
    reading = plan.iki[plan.rhk[0].pk][0]
    base = Decimal(60)
    reading.baseline, reading.target = base, base + 1
    plan.told[reading.pk] = {9: base + points}


def _plan_d6(plan: Plan, office: Office) -> None:
    rhk = _restate(plan, 0, "Urusan izin usaha selesai dalam satu hari, tidak lagi enam hari berturut-turut")
    waiting = Measure(
        "Hari kerja sejak berkas lengkap sampai paket izin terbit", "2", "hari kerja", "6", "Lembar sebelum-sesudah",
        "waktu", way="less_is_better",
    )  # fmt: skip
    _remeasure(plan, rhk, 0, waiting, {3: "6", 6: "2", 9: "1"})
    kinds = Measure(
        "Jenis izin setelah penyederhanaan",
        "20",
        "jenis",
        "29",
        "Lembar sebelum-sesudah",
        way="less_is_better",
    )
    _remeasure(plan, rhk, 1, kinds, {3: "29", 6: "18", 9: "18"})


def _plan_d6_reuse(plan: Plan, office: Office) -> None:
    rhk = _restate(plan, 1, "Cara kerja paralel dari DPMPTSP dipakai pada layanan dokumen keluarga")
    waiting = Measure(
        "Kunjungan warga sampai paket dokumen selesai",
        "1",
        "kunjungan",
        "3",
        "Log layanan",
        "waktu",
        way="less_is_better",
    )
    _remeasure(plan, rhk, 0, waiting, {6: "2", 9: "1"})


def _plan_d7(plan: Plan, office: Office) -> None:
    rhk = plan.rhk[0]
    watched = Measure(
        "Pasien hipertensi yang dipantau",
        "360",
        "pasien",
        "350",
        "Register puskesmas",
        "kuantitas",
        "hitungan",
    )
    # 46 % of what was expected by June, 91 % of the year's target in December.
    counts = (13, 12, 14, 14, 14, 16, 36, 40, 42, 42, 43, 42)
    _remeasure(plan, rhk, 0, watched, {month: str(number) for month, number in enumerate(counts, start=1)})


BAD_RESULTS = (
    "Melakukan observasi dan tindakan",
    "Melakukan asuhan keperawatan",
    "Melakukan pencatatan dan pelaporan",
    "Melakukan pendokumentasian",
    "Mengikuti rapat rutin",
    "Melaksanakan tugas jaga",
)


def _plan_bad(plan: Plan, office: Office) -> None:
    """Every row with the same three targets, no source, no baseline: what copying looks like (C-06)."""
    plan.rhk, plan.iki, plan.cells = [], {}, []
    for order, text in enumerate(BAD_RESULTS, start=1):
        rhk = RencanaHasilKerja(
            id=office.keys(), agency=office.agency, skp=plan.skp, order=order, text=text, revision=1
        )
        plan.rhk.append(rhk)
        rows = (
            ("kuantitas", "Jumlah", "120", "", "hitungan"),
            ("kualitas", "Mutu", "90", "%", "posisi"),
            ("waktu", "Waktu", "6", "bulan", "posisi"),
        )
        plan.iki[rhk.pk] = [
            Iki(
                id=office.keys(), agency=office.agency, rhk=rhk, order=place, aspect=aspect, text=name,
                target=Decimal(target), unit_of_measure=unit, pattern=pattern, revision=1,
            )
            for place, (aspect, name, target, unit, pattern) in enumerate(rows, start=1)
        ]  # fmt: skip


def _plan_orphan(plan: Plan, office: Office) -> None:
    rhk = plan.rhk[-1]
    rhk.parent, rhk.goal = None, None
    rhk.text = "Data gizi balita tersedia untuk penelitian mitra"
    plan.cells = [cell for cell in plan.cells if cell.text != rhk.text]


# Work


def _tell_d1(plan: Plan, work: Work, maker: WorkMaker) -> None:
    head = plan.skp.pejabat_penilai
    if head is None:
        return
    first = {
        "seen": "Observasi pertama: dua dari lima perilaku tampak. Jawaban murid hanya disambut «bagus».",
        "effect": "Murid tidak tahu bagian mana yang sudah benar, sehingga kesalahan yang sama muncul lagi.",
        "suggestion": "Sebut satu hal yang tepat dan satu langkah berikutnya. Coba pada tiga murid dulu.",
        "reply": "Saya coba di VIII-B dengan kartu kalimat, lalu saya ceritakan hasilnya.",
    }
    second = {
        "seen": "Observasi kedua: empat dari lima perilaku tampak. Anda menyebut langkah berikutnya dan menunggu.",
        "effect": "Murid memperbaiki sendiri; bacaan kelas naik dari 58 menjadi 69 persen pada tingkat minimum.",
        "suggestion": "Tunjukkan kartu kalimat itu kepada rekan serumpun pada pertemuan Kamis.",
        "reply": "Dengan senang hati, saya siapkan contohnya.",
    }
    bare = {"seen": "Bagus, pertahankan!"}
    rows = [
        maker.feedback(plan, work, head, day, words)
        for day, words in ((date(2026, 3, 11), first), (date(2026, 9, 9), second), (date(2026, 10, 6), bare))
    ]
    for row in rows:
        row.rhk_id, row.behaviour_code = plan.rhk[0].pk, ""
    practise(plan, work, maker, rows[0], rows[1])


def _tell_d2(plan: Plan, work: Work, maker: WorkMaker) -> None:
    summary = (
        "Layanan naik dari 4.100 menjadi 4.900 per triwulan, tetapi kepuasan turun dari 84,1 menjadi 79,6; unsur "
        "waktu terlemah (2,9). Kami membicarakan keduanya bersama dan menata ulang jam pendaftaran."
    )
    maker.dialogue(plan, work, "pemantauan", date(2026, 9, 23), summary)
    pleased = plan.iki[plan.rhk[0].pk][1]
    months = work.realisations[pleased.pk]
    months[
        9
    ].narrative = "212 responden; unsur waktu 2,9. Pustu Contoh hanya 14 responden: belum dapat dibaca."
    months[9].cause = "Jumlah kunjungan naik, jam pendaftaran dan jumlah petugas tetap."
    months[9].what_would_help = "Pendaftaran lewat pesan singkat dan satu meja tambahan pada pagi hari."


def _tell_d5(plan: Plan, work: Work, maker: WorkMaker) -> None:
    before, after, dropped, points = SCHOOLS[plan.person.unit_plan.key]
    change = "naik" if points > 0 else "turun"
    summary = (
        f"Murid {before} menjadi {after}, putus sekolah {dropped}, literasi {change} {abs(points)} poin. Kami membaca "
        "ketiganya bersama: murid yang bertambah di sini bisa berkurang di sekolah lain (−31 di sekolah lain)."
    )
    maker.dialogue(plan, work, "pemantauan", date(2026, 9, 16), summary)
    head = plan.skp.pejabat_penilai
    if points > 0 and head is not None:
        words = {
            "seen": f"Sekolah Anda menambah murid dari {before} menjadi {after} tanpa kehilangan mutu.",
            "effect": "Orang tua menyebut ruang baca dan sapaan pagi sebagai alasan memilih.",
            "suggestion": "Ikut pelatihan kepemimpinan pembelajaran, dan bagikan caranya kepada sekolah lain.",
        }
        maker.feedback(plan, work, head, date(2026, 9, 18), words)


def _tell_d6(plan: Plan, work: Work, maker: WorkMaker) -> None:
    head = plan.skp.pejabat_penilai
    if head is None:
        return
    words = {
        "seen": "Berkas diperiksa bersamaan dan ada layanan Sabtu; saya memeriksa sepuluh berkas contoh.",
        "effect": "Enam hari kerja menjadi satu; jenis izin dari 29 menjadi 18. Disdukcapil memakai cara yang sama.",
        "suggestion": "Izin risiko rendah kini terbit otomatis, jadi mari ganti indikatornya tahun depan.",
        "reply": "Setuju. Saya siapkan usulan indikator baru.",
    }
    row = maker.feedback(plan, work, head, date(2026, 7, 8), words)
    row.rhk_id, row.behaviour_code = plan.rhk[0].pk, ""
    work.changes.append(permits(plan, maker, head))


def _tell_d7(plan: Plan, work: Work, maker: WorkMaker) -> None:
    words = {
        "summary": "Sampai Juni baru 46 persen dari yang diharapkan. Kami membicarakannya selagi masih ada waktu.",
        "cause": "Jaringan sering putus, dan pencatatan lewat aplikasi baru belum dikuasai.",
        "agreed_help": "Dua kali pendampingan, satu pelatihan pencatatan, dan formulir kertas saat jaringan putus.",
    }
    maker.warn(plan, work, date(2025, 6, 24), words)
    maker.dialogue(
        plan,
        work,
        "pemantauan",
        date(2025, 8, 13),
        "Pendampingan pertama: pencatatan pada 30 berkas.",
    )
    maker.dialogue(
        plan,
        work,
        "pemantauan",
        date(2025, 10, 8),
        "Pendampingan kedua: kunjungan dijadwalkan bersama.",
    )
    months = work.realisations[plan.iki[plan.rhk[0].pk][0].pk]
    months[6].narrative, months[6].cause = "Tertinggal; dibahas bersama.", words["cause"]
    months[6].what_would_help = words["agreed_help"]
    months[12].narrative = "Pulih menjadi 91 persen dari target setahun."


Changer = Callable[[Plan, Office], None]
Teller = Callable[[Plan, Work, WorkMaker], None]
PLANNED: tuple[tuple[str, int, Changer], ...] = (
    ("d1", 2026, _plan_d1),
    ("d2", 2026, _plan_d2),
    ("d5", 2026, _plan_d5),
    ("d6", 2026, _plan_d6),
    ("d6_reuse", 2026, _plan_d6_reuse),
    ("d7", 2025, _plan_d7),
    ("bad_plan", 2026, _plan_bad),
    ("orphan", 2026, _plan_orphan),
)
TOLD: tuple[tuple[str, int, Teller], ...] = (
    ("d1", 2026, _tell_d1),
    ("d2", 2026, _tell_d2),
    ("d5", 2026, _tell_d5),
    ("d6", 2026, _tell_d6),
    ("d7", 2025, _tell_d7),
)
