"""Spreadsheets: `read_spreadsheet` opens foreign ones safely, `write_xlsx` and `write_csv` make ours."""

from selaras.core.spreadsheets.kept import MEDIA_TYPES, on_disk, place_for
from selaras.core.spreadsheets.reading import (
    Cell,
    MergedRange,
    PasswordProtected,
    Sheet,
    Spreadsheet,
    SpreadsheetKind,
    SpreadsheetTooLarge,
    UnreadableSpreadsheet,
    WebPageAsSpreadsheet,
    WrongFileType,
    kind_of,
    read_spreadsheet,
)
from selaras.core.spreadsheets.streaming import Line, LineStream, stream_spreadsheet
from selaras.core.spreadsheets.writing import (
    CellOut,
    SafeWorkbook,
    safe_text,
    safe_workbook,
    write_csv,
    write_xlsx,
)

__all__ = [
    "MEDIA_TYPES",
    "Cell",
    "CellOut",
    "Line",
    "LineStream",
    "MergedRange",
    "PasswordProtected",
    "SafeWorkbook",
    "Sheet",
    "Spreadsheet",
    "SpreadsheetKind",
    "SpreadsheetTooLarge",
    "UnreadableSpreadsheet",
    "WebPageAsSpreadsheet",
    "WrongFileType",
    "kind_of",
    "on_disk",
    "place_for",
    "read_spreadsheet",
    "safe_text",
    "safe_workbook",
    "stream_spreadsheet",
    "write_csv",
    "write_xlsx",
]
