"""Staff lists for tests: the cast as an HR office would send it, and lists of any length."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import IO

from selaras.organisation import services
from selaras.organisation.models import StaffImport
from tests.cast import Cast

HEADINGS = (
    "NIP",
    "Nama",
    "Gol/Ruang",
    "OPD",
    "Unit Kerja",
    "Jabatan",
    "Jenis Jabatan",
    "Penugasan",
    "Kedudukan Hukum",
)
DINKES, PUSKESMAS = "Dinas Kesehatan", "Puskesmas Contoh"
CITRA, BUDI, ANI, HADI, EKA = (
    "197203152099032001", "198001102099031002", "199203142099032003", "199305202099031004", "198512012099032005",
)  # fmt: skip
TODAY = date(2026, 3, 2)
Row = Mapping[str, str]


def row(nip: str, name: str, post: str, *, opd: str = DINKES, unit: str = "", **more: str) -> dict[str, str]:
    """One line of a list; `more` names further headings with _ for a blank."""
    return {"NIP": nip, "Nama": name, "Gol/Ruang": "III/a", "OPD": opd, "Unit Kerja": unit, "Jabatan": post, **{
        heading.replace("_", " "): value for heading, value in more.items()
    }}  # fmt: skip


def health_agency() -> list[dict[str, str]]:
    """The people of the health agency of the cast, as they are."""
    return [
        row(CITRA, "Citra Nafutena (Demo)", "Kepala Dinas Kesehatan", Jenis_Jabatan="JPT"),
        row(
            BUDI, "Budi Kolifeto (Demo)", "Kepala Puskesmas Contoh", unit=PUSKESMAS, Jenis_Jabatan="Pengawas"
        ),
        row(ANI, "Ani Tefaloi (Demo)", "Perawat Ahli Pertama", unit=PUSKESMAS, Jenis_Jabatan="JF"),
        row(HADI, "Hadi Lirapada (Demo)", "Perawat Terampil", unit=PUSKESMAS, Jenis_Jabatan="JF"),
        row(EKA, "Eka Winyalaka (Demo)", "Pengadministrasi Perkantoran", Jenis_Jabatan="Pelaksana"),
    ]


def many(count: int) -> list[dict[str, str]]:
    """A list of a whole new OPD with a head and sections of twenty."""
    rows = []
    for number in range(count):
        nip = f"{1965 + number % 30}{1 + number % 12:02d}15209901{1 + number % 2}{1 + number:03d}"
        section = f"Bidang {1 + number // 20}"
        if number == 0:
            rows.append(
                row(
                    nip, "Utama Contoh (Demo)", "Kepala Dinas Contoh", opd="Dinas Contoh", Jenis_Jabatan="JPT"
                )
            )
        elif number % 20 == 1:
            post, kind = f"Kepala {section}", "Administrator"
            rows.append(
                row(
                    nip, f"Kepala {number} (Demo)", post, opd="Dinas Contoh", unit=section, Jenis_Jabatan=kind
                )
            )
        else:
            post, kind = "Analis Kebijakan Ahli Muda", "JF"
            rows.append(
                row(nip, f"Orang {number} (Demo)", post, opd="Dinas Contoh", unit=section, Jenis_Jabatan=kind)
            )
    return rows


def as_csv(rows: Sequence[Row], headings: Sequence[str] = HEADINGS) -> IO[bytes]:
    """The list as the bytes of a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, headings, delimiter=";", restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return io.BytesIO(text.getvalue().encode())


def check(
    cast: Cast, rows: Sequence[Row], headings: Sequence[str] = HEADINGS, name: str = "daftar.csv"
) -> StaffImport:
    """The dry run, as the city admin on 2026-03-02."""
    upload = services.read_staff_upload(as_csv(rows, headings), name)
    return services.check_staff_list(cast.kupang, upload, by=cast.actor("fajar"), on=TODAY)


def apply(cast: Cast, staff_import: StaffImport, *, end_gone: bool = False) -> StaffImport:
    """The same person applies it on the same day."""
    return services.apply_staff_import(staff_import, by=cast.actor("fajar"), on=TODAY, end_gone=end_gone)
