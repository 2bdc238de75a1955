"""Columns in and out of Parquet files through DuckDB; what is written appears whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias
from uuid import uuid4

import duckdb
import numpy as np
from numpy.typing import NDArray

Columns: TypeAlias = dict[str, NDArray[Any]]


@cache
def connection() -> duckdb.DuckDBPyConnection:
    """One connection of this process, with one thread: the processes share the machine, not its threads."""
    made = duckdb.connect()
    made.execute("SET threads = 1; SET memory_limit = '1GB'; SET enable_progress_bar = false")
    return made


def read_columns(path: Path, names: Sequence[str]) -> Columns:
    """The named columns of a file, in the order of its rows; raises duckdb.Error when one is missing."""
    wanted = ", ".join(f'"{name}"' for name in names)
    found = connection().execute(f"SELECT {wanted} FROM read_parquet(?)", [str(path)]).fetchnumpy()  # noqa: S608
    return {name: _filled(found[name], name, path) for name in names}


def write_columns(path: Path, columns: Mapping[str, NDArray[Any]]) -> None:
    """Writes the columns; a reader sees the whole file or none, also when this process is killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{uuid4().hex}")
    # DuckDB reads no days from NumPy, only moments; in the file they are days.
    days = {name for name, column in columns.items() if column.dtype == np.dtype("datetime64[D]")}
    rows = {
        name: column.astype("datetime64[s]") if name in days else column for name, column in columns.items()
    }
    wanted = ", ".join(
        f'CAST("{name}" AS DATE) AS "{name}"' if name in days else f'"{name}"' for name in rows
    )
    told = str(unfinished).replace("'", "''")
    made = connection()
    copy = f"COPY (SELECT {wanted} FROM columns_to_write) TO '{told}' (FORMAT parquet, COMPRESSION zstd)"  # noqa: S608
    made.register("columns_to_write", rows)
    try:
        made.execute(copy)
        unfinished.replace(path)
    finally:
        made.unregister("columns_to_write")
        unfinished.unlink(missing_ok=True)


def _filled(column: NDArray[Any], name: str, path: Path) -> NDArray[Any]:
    """The column without a mask; an empty cell is refused, because a rule has no answer for it."""
    if isinstance(column, np.ma.MaskedArray):
        if column.mask.any():
            row = int(np.flatnonzero(column.mask)[0]) + 1
            raise ValueError(f"{path.name}: {name} is empty in row {row}")
        return column.filled()
    return column


def rows_of(keys: NDArray[Any], wanted: NDArray[Any], name: str) -> NDArray[np.intp]:
    """The row in which each wanted key stands; the keys rise. Raises ValueError naming one that is not there."""
    if len(keys) > 1 and not (keys[1:] > keys[:-1]).all():
        raise ValueError(f"{name}: the keys do not rise")
    rows = np.minimum(_places(keys, wanted), max(len(keys) - 1, 0))
    if len(wanted) and (not len(keys) or not (found := keys[rows] == wanted).all()):
        unknown = wanted[0] if not len(keys) else wanted[np.flatnonzero(~found)[0]]
        raise ValueError(f"{name} {unknown} is not known")
    return rows


# Numbers that follow each other are looked up in a table; a table for scattered ones would be mostly holes.
_HOLES = 4


def _places(keys: NDArray[Any], wanted: NDArray[Any]) -> NDArray[np.intp]:
    """Where each wanted key stands if it is there; any place when it is not."""
    if not len(keys) or int(keys[-1]) - int(keys[0]) > _HOLES * len(keys):
        return np.searchsorted(keys, wanted)
    table = np.zeros(int(keys[-1]) - int(keys[0]) + 1, dtype=np.intp)
    table[keys - keys[0]] = np.arange(len(keys))
    return table[np.clip(wanted, keys[0], keys[-1]) - keys[0]]
