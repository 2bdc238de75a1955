"""The empty staff list that we offer: NIP as text, lists to choose from, examples and explanations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

from django.utils.translation import gettext as _

from selaras.core.spreadsheets import CellOut, SafeWorkbook, safe_workbook

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LINES = 10_000  # so many lines know the lists to choose from


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column of the template: heading, what stands in the three examples, and the words allowed."""

    heading: str
    examples: tuple[CellOut, CellOut, CellOut] = (None, None, None)
    choices: tuple[str, ...] = ()
    width: int = 18
    is_required: bool = False


COLUMNS = (
    TemplateColumn(
        "NIP",
        ("197001052099031001", "198005172099012002", "199203142099211003"),
        width=22,
        is_required=True,
    ),
    TemplateColumn(
        "Nama",
        ("(Contoh) Marsi Tefaloi", "(Contoh) Ona Manulobo", "(Contoh) Semi Kolifeto"),
        width=30,
        is_required=True,
    ),
    TemplateColumn("Gelar Depan", ("Dr.", None, None), width=12),
    TemplateColumn("Gelar Belakang", ("S.H., M.Si.", "S.Pd.", "A.Md.Kep."), width=16),
    TemplateColumn(
        "Status Kepegawaian",
        ("PNS", "PNS", "PPPK"),
        ("PNS", "CPNS", "PPPK", "PPPK Paruh Waktu", "Pejabat Negara"),
    ),
    TemplateColumn("Gol/Ruang", ("IV/b", "III/d", "VII"), width=10),
    TemplateColumn("Tanggal Lahir", (date(1970, 1, 5), date(1980, 5, 17), date(1992, 3, 14)), width=14),
    TemplateColumn("L/P", ("L", "P", "L"), ("L", "P"), width=6),
    TemplateColumn("Surel Dinas", ("marsi@example.go.id", None, None), width=26),
    TemplateColumn("OPD", ("Dinas Kesehatan",) * 3, width=30, is_required=True),
    TemplateColumn("Unit Kerja", (None, None, "Puskesmas Contoh"), width=26),
    TemplateColumn("Bidang", (None, "Bidang Kesehatan Masyarakat", None), width=26),
    TemplateColumn("Sub Unit", width=22),
    TemplateColumn("Tim Kerja", width=22),
    TemplateColumn(
        "Jabatan",
        ("Kepala Dinas Kesehatan", "Kepala Bidang Kesehatan Masyarakat", "Perawat Terampil"),
        width=36,
        is_required=True,
    ),
    TemplateColumn(
        "Jenis Jabatan",
        ("JPT", "Administrator", "JF"),
        ("JPT", "Administrator", "Pengawas", "JF", "Pelaksana", "Pejabat Negara"),
    ),
    TemplateColumn(
        "Jenjang",
        (None, None, "Terampil"),
        ("Ahli Pertama", "Ahli Muda", "Ahli Madya", "Ahli Utama", "Pemula", "Terampil", "Mahir", "Penyelia"),
        width=14,
    ),
    TemplateColumn("Kelas Jabatan", (14, 11, 7), width=10),
    TemplateColumn("Pimpinan Unit", ("Ya", "Ya", "Tidak"), ("Ya", "Tidak"), width=10),
    TemplateColumn("Penugasan", ("Definitif",) * 3, ("Definitif", "Plt", "Plh"), width=12),
    TemplateColumn("NIP Atasan", (None, "197001052099031001", None), width=22),
    TemplateColumn(
        "Kedudukan Hukum",
        ("Aktif",) * 3,
        ("Aktif", "Tugas Belajar", "CLTN", "MPP", "Pemberhentian Sementara", "Pensiun"),
    ),
    TemplateColumn("TMT Jabatan", (date(2024, 1, 2), None, None), width=14),
    TemplateColumn("ID SIASN", width=24),
)
_DAYS = frozenset({"Tanggal Lahir", "TMT Jabatan"})


def write_template(out: BinaryIO) -> None:
    """Write an empty staff list; its three example lines are passed over when it is read."""
    with safe_workbook(out) as book:
        target = book.add_sheet(_("Daftar pegawai"))
        for number, column in enumerate(COLUMNS):
            _set_up_column(book, target, number, column)
        for row in range(3):
            for number, column in enumerate(COLUMNS):
                book.write(target, row + 1, number, column.examples[row])
        target.freeze_panes(1, 2)
        _write_explanation(book)


def _set_up_column(book: SafeWorkbook, target: Worksheet, number: int, column: TemplateColumn) -> None:
    target.set_column(number, number, column.width, book.day if column.heading in _DAYS else book.text)
    book.write(target, 0, number, column.heading, book.heading)
    if rule := _rule_of(column):
        target.data_validation(1, number, LINES, number, rule)


def _rule_of(column: TemplateColumn) -> dict[str, Any]:
    if column.choices:
        message = _("Pilih salah satu dari daftar, atau kosongkan.")
        return {"validate": "list", "source": list(column.choices), "error_message": message}
    if column.heading in ("NIP", "NIP Atasan"):
        message = _("NIP terdiri atas 18 angka tanpa spasi.")
        return {"validate": "length", "criteria": "==", "value": 18, "error_message": message}
    if column.heading == "Kelas Jabatan":
        return {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 17}
    return {}


def _write_explanation(book: SafeWorkbook) -> None:
    target = book.add_sheet(_("Petunjuk"))
    target.set_column(0, 0, 30)
    target.set_column(1, 1, 100)
    book.write(target, 0, 0, _("Kolom"), book.heading)
    book.write(target, 0, 1, _("Cara mengisi"), book.heading)
    for row, (subject, text) in enumerate(_explanation(), start=1):
        book.write(target, row, 0, subject, book.wrapped)
        book.write(target, row, 1, text, book.wrapped)


def _explanation() -> list[tuple[str, str]]:
    return [
        (
            _("Mulai"),
            _(
                "Hapus tiga baris contoh, lalu tulis satu pegawai per baris. Baris bertanda (Contoh) tidak dibaca."
            ),
        ),
        (_("Wajib diisi"), ", ".join(column.heading for column in COLUMNS if column.is_required)),
        (
            "NIP",
            _(
                "18 angka, tanpa spasi. Kolom ini sudah berformat Teks; bila Anda menempel dari berkas lain, "
                "pilih Tempel Khusus → Nilai supaya formatnya tetap Teks."
            ),
        ),
        ("Nama", _("Tanpa gelar bila gelar diisi di kolomnya; boleh juga lengkap dengan gelar.")),
        (
            "OPD, Unit Kerja, Bidang, Sub Unit, Tim Kerja",
            _(
                "Dari atas ke bawah. Kosongkan tingkat yang tidak ada. "
                "Tulis nama unit dengan ejaan yang sama di semua baris."
            ),
        ),
        (
            "Pimpinan Unit",
            _(
                "Ya bagi pimpinan unit yang paling bawah di baris itu. Bila kosong, ditebak dari nama jabatan."
            ),
        ),
        (
            "Penugasan",
            _(
                "Pegawai yang merangkap Plt atau Plh ditulis dua kali: "
                "baris pertama jabatannya sendiri, baris kedua jabatan Plt atau Plh."
            ),
        ),
        (
            "NIP Atasan",
            _(
                "Boleh kosong: atasan ditentukan dari susunan unit. "
                "Isi hanya bila atasannya lain dari susunan itu."
            ),
        ),
        (
            "Kedudukan Hukum",
            _(
                "Pegawai CLTN, MPP, atau yang diberhentikan sementara tetap ditulis; "
                "mereka tidak diminta membuat SKP."
            ),
        ),
        (
            _("Jangan ditulis"),
            _(
                "NIK, alamat, nomor telepon, agama, NPWP, rekening. Data itu tidak diperlukan dan tidak disimpan."
            ),
        ),
    ]
