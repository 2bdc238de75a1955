"""Reads a whole staff list: chooses the sheet, goes through its lines, settles what only all lines can tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.core.spreadsheets import Sheet, Spreadsheet, UnreadableSpreadsheet, read_spreadsheet
from selaras.organisation.staff_list.columns import Columns, find_columns
from selaras.organisation.staff_list.lines import Lines
from selaras.organisation.staff_list.rows import Problem, StaffList, about_the_file
from selaras.organisation.staff_list.settling import settle

MOST_SHEETS_SEARCHED = 20


class NoStaffList(UnreadableSpreadsheet):
    """A spreadsheet, but no sheet has the headings of a staff list (422)."""

    code = "no_staff_list"
    default_message = gettext_lazy(
        "Baris judul kolom (NIP, Nama, Jabatan, …) tidak ditemukan dalam berkas ini."
    )
    default_remedy = gettext_lazy(
        "Tidak ada data yang berubah. Pastikan satu baris berisi judul kolom, "
        "atau salin daftar Anda ke templat kami."
    )


def read_staff_list(path: Path | str, *, filename: str, on: date, sheet: str | None = None) -> StaffList:
    """Read the staff list in a file as of a day; `sheet` asks for another sheet than the one that fits best.

    Raises `UnreadableSpreadsheet` (with its kinds) and `NoStaffList`; all else is a `Problem` of the list.
    """
    book = read_spreadsheet(path, filename=filename)
    page, columns, others = choose_sheet(book, sheet)
    lines = Lines(page, columns, on)
    people = list(lines.people())
    settled = settle(people, columns.fields)
    problems = [*_notes(book, page, columns, others), *lines.problems, *settled.problems]
    return StaffList(
        filename=filename,
        sheet=page.name,
        heading_line=columns.last + 1,
        headings=columns.headings,
        rows=settled.rows,
        problems=tuple(sorted(problems, key=lambda problem: (problem.line or 0, problem.column_index or 0))),
        people_seen=lines.people_seen,
    )


def choose_sheet(book: Spreadsheet, name: str | None = None) -> tuple[Sheet, Columns, list[str]]:
    """The sheet most like a staff list, its columns, and the names of the other sheets that are like one.

    Raises `NoStaffList` if there is none, or if its columns leave out the NIP or the post.
    """
    found = [
        (page, columns)
        for page in book.sheets[:MOST_SHEETS_SEARCHED]
        if (name is None or page.name == name) and (columns := find_columns(page)) is not None
    ]
    if not found:
        raise NoStaffList
    page, columns = max(found, key=lambda pair: (pair[1].names_people, pair[1].rank[0], len(pair[0].rows)))
    if not columns.names_people:
        raise NoStaffList(_("Kolom NIP tidak ditemukan. Tambahkan kolom berjudul NIP di sebelah nama."))
    if not {"name", "name_and_nip"} & columns.fields.keys():
        raise NoStaffList(_("Kolom Nama tidak ditemukan. Tambahkan kolom berjudul Nama."))
    if "position_title" not in columns.fields:
        raise NoStaffList(_("Kolom Jabatan tidak ditemukan. Tambahkan kolom berjudul Jabatan."))
    return page, columns, [other.name for other, its in found if other is not page and its.names_people]


def _notes(book: Spreadsheet, page: Sheet, columns: Columns, others: list[str]) -> Iterator[Problem]:
    if others:
        yield about_the_file(
            _(
                "Lembar lain juga tampak seperti daftar pegawai dan tidak dibaca: %(names)s. Gabungkan ke «%(page)s»."
            )
            % {"names": ", ".join(others), "page": page.name},
            code="other_sheets",
        )
    if book.unreadable_characters:
        yield about_the_file(
            _("Ada huruf yang rusak dalam berkas ini. Simpan ulang sebagai «CSV UTF-8» atau .xlsx."),
            code="encoding",
        )
    private = [heading.text for heading in columns.headings if heading.is_private]
    if private:
        yield about_the_file(
            _("Kolom %(names)s berisi data pribadi yang tidak diperlukan; tidak dibaca dan tidak disimpan.")
            % {"names": ", ".join(private)},
            code="private_columns",
        )
    unknown = [heading.text for heading in columns.headings if not heading.field and not heading.is_private]
    if unknown:
        yield about_the_file(
            _("Kolom berikut tidak dikenal dan tidak dibaca: %(names)s.")
            % {"names": ", ".join(unknown)[:500]},
            code="unknown_columns",
        )
