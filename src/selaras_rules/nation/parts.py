"""The parts of a table: one file each, the largest first."""

from __future__ import annotations

from pathlib import Path


def parts_in(folder: Path) -> tuple[str, ...]:
    """Names of the parts of a table, the largest file first, so that the last to finish is a small one.

    Raises FileNotFoundError when there is none: an empty folder is a mistake and no result.
    """
    files = sorted(folder.glob("part-*.parquet"), key=lambda path: (-path.stat().st_size, path.name))
    if not files:
        raise FileNotFoundError(f"{folder} holds no part-*.parquet")
    return tuple(path.name for path in files)
