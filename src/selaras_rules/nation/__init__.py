"""A whole nation, from Parquet to Parquet: the batch rules over one file after another.

Each kind of table is a folder of parts (`part-000.parquet`, …) that hold whole agencies, so that a part can be worked
on alone: by the processes of this machine (`run_here`) or by the workers of a Dask cluster (`run_on_cluster`). A part
that is worked on twice gives the same file. Needs DuckDB: `pip install 'selaras[analytics]'`, and for a cluster
`'selaras[cluster]'`.
"""

from __future__ import annotations

try:
    import duckdb  # noqa: F401  (asked for here, so that its absence is told with the remedy)
except ImportError as missing:
    raise ImportError("selaras_rules.nation needs DuckDB: pip install 'selaras[analytics]'") from missing

from .engines import Job, run_here, run_on_cluster
from .month import AttendanceMonth
from .parquet import read_columns, write_columns
from .parts import parts_in
from .tally import Tally
from .year_end import YearEnd

__all__ = [
    "AttendanceMonth",
    "Job",
    "Tally",
    "YearEnd",
    "parts_in",
    "read_columns",
    "run_here",
    "run_on_cluster",
    "write_columns",
]
