"""NumPy is wanted by the batch alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import selaras_rules

PACKAGE = Path(selaras_rules.__file__).parent
WITHOUT_NUMPY = """
import importlib, sys
sys.modules.update(dict.fromkeys({absent!r}))
for name in {names!r}:
    importlib.import_module(name)
try:
    importlib.import_module("selaras_rules.batch")
except ImportError as told:
    print(told)
"""


def test_every_rule_works_without_numpy_and_the_batch_says_what_to_install() -> None:
    names = [
        ".".join(("selaras_rules", *path.relative_to(PACKAGE).with_suffix("").parts))
        for path in sorted(PACKAGE.rglob("*.py"))
        if not {"tests", "batch", "nation"} & set(path.relative_to(PACKAGE).parts) and path.stem[0] != "_"
    ]
    assert "selaras_rules.predikat" in names
    absent = ["numpy", "duckdb", "distributed", "dask", "django"]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_NUMPY.format(absent=absent, names=names)],
        capture_output=True,
        text=True,
        cwd=PACKAGE.parent,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "pip install 'selaras[batch]'" in done.stdout
