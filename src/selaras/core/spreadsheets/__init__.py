"""Spreadsheets: `read_spreadsheet` opens foreign ones safely, `write_xlsx` and `write_csv` make ours."""

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
from selaras.core.spreadsheets.writing import (
    CellOut,
    SafeWorkbook,
    safe_text,
    safe_workbook,
    write_csv,
    write_xlsx,
)

__all__ = [
    "Cell",
    "CellOut",
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
    "read_spreadsheet",
    "safe_text",
    "safe_workbook",
    "write_csv",
    "write_xlsx",
]
