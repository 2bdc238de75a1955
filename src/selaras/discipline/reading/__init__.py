"""Reads files of attendance line by line: what can be read, and what is refused, each with its line and its reason."""

from selaras.discipline.reading.attlog import COLUMN_NAMES, Columns, columns_in, read_attlog
from selaras.discipline.reading.lines import MOST_LINES, open_text
from selaras.discipline.reading.punches_csv import read_punches_csv
from selaras.discipline.reading.rows import PunchRows, Reading, Refused

__all__ = [
    "COLUMN_NAMES",
    "MOST_LINES",
    "Columns",
    "PunchRows",
    "Reading",
    "Refused",
    "columns_in",
    "open_text",
    "read_attlog",
    "read_punches_csv",
]
