"""No cell, whatever it holds, may break the reading of the others."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from selaras.core.spreadsheets import Cell, Sheet, Spreadsheet, SpreadsheetKind
from selaras.organisation.staff_list.lines import Lines
from selaras.organisation.staff_list.reading import choose_sheet
from selaras.organisation.staff_list.settling import settle
from selaras.organisation.staff_list.vocabulary import headings

from .conftest import ON

FIELDS = list(headings().fields)
ALIASES = {key: alias for alias, key in headings().by_alias.items()}
WORDS = [
    "NIP",
    "Plt.",
    "Kepala",
    "Dinas",
    "IV/b",
    "199203142022211003",
    ",",
    "/",
    "(",
    ")",
    "-",
    "S.H.",
    "Jumlah",
    "A.",
]

text = st.text(max_size=40) | st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
cell: st.SearchStrategy[Cell] = (
    text | st.floats(allow_nan=True) | st.integers() | st.booleans() | st.dates() | st.datetimes()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), cell, max_size=5), max_size=4))
def test_any_cells_give_rows_or_problems_and_never_a_crash(oddities: list[dict[str, Cell]]) -> None:
    good: dict[str, Cell] = dict.fromkeys(FIELDS, "")
    good |= {
        "nip": "198005172005012002",
        "name": "Ona",
        "position_title": "Lurah Alak",
        "unit_1": "Kelurahan Alak",
    }
    rows = [list((good | odd).values()) for odd in oddities]
    page = Sheet("Data", [[ALIASES[key] for key in FIELDS], *rows])
    _page, columns, _others = choose_sheet(Spreadsheet(SpreadsheetKind.CSV, (page,)))
    lines = Lines(page, columns, ON)
    settled = settle(list(lines.people()), columns.fields)
    for row in settled.rows:
        assert row.name
        assert row.position_title
        assert row.units
        assert len(row.nip) == 18 or row.kind == "pejabat_negara"
        for day in (row.birth_date, row.tmt_position):
            assert day is None or (isinstance(day, date) and not isinstance(day, datetime))
