"""The rules as a package of their own: nothing but Python is needed to compute with the law."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from selaras.web.version import VERSION

ROOT = Path(__file__).parents[1]
PACKAGING = ROOT / "packages" / "selaras-rules" / "pyproject.toml"
SHIPPED = tomllib.loads(PACKAGING.read_text(encoding="utf-8"))
WHEEL = SHIPPED["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]

# Every example of cases/*.toml that expects a result is computed, with the folder of the package alone on the path.
ASK = """
import sys
sys.path.insert(0, sys.argv[1])
import json, selaras_rules
from pathlib import Path
from selaras_rules.parameters import read_toml
folder = Path(selaras_rules.__file__).parent
cases = [case for path in sorted((folder / "cases").glob("*.toml")) for case in read_toml(path)["case"]]
answered = 0
for case in cases:
    if "error" not in case:
        ruleset = selaras_rules.Ruleset(case["on"], case.get("choices"))
        answered += bool(selaras_rules.compute(case["rule"], case["input"], ruleset).because) or case["rule"] == "nip"
foreign = sorted({name.partition(".")[0] for name in sys.modules} - set(sys.stdlib_module_names))
print(json.dumps({"answered": answered, "cases": sum("error" not in case for case in cases), "foreign": foreign}))
"""


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the package ships and nothing else."""
    folder = tmp_path_factory.mktemp("alone")
    for source, target in WHEEL.items():
        found = (PACKAGING.parent / source).resolve()
        if found.is_dir():
            shutil.copytree(found, folder / target, ignore=shutil.ignore_patterns("__pycache__", "tests"))
        else:
            shutil.copyfile(found, folder / target)
    return folder


def isolated(folder: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Python without site-packages and without the variables and the folder of whoever calls."""
    return subprocess.run(
        [sys.executable, "-I", "-S", *words], input=given, cwd=folder, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip


@pytest.mark.trace("K-04")
def test_every_example_is_computed_with_nothing_but_python(alone: Path) -> None:
    said = isolated(alone, "-c", ASK, str(alone))
    assert said.returncode == 0, said.stderr
    told = json.loads(said.stdout)
    assert told["answered"] == told["cases"] > 50
    assert set(told["foreign"]) <= {"selaras_rules", "__main__", "__mp_main__"}


def test_the_command_of_the_package_answers_alone(alone: Path) -> None:
    begin = "import sys; sys.path.insert(0, sys.argv.pop(1)); from selaras_rules.__main__ import main; sys.exit(main())"
    given = json.dumps({"hasil_kerja": "sesuai", "perilaku_kerja": "di_atas"})
    said = isolated(alone, "-c", begin, str(alone), "compute", "predikat", "--on", "2026-12-31", given=given)
    assert said.returncode == 0, said.stderr
    assert json.loads(said.stdout)["value"] == "baik"


def test_the_package_asks_for_no_other_and_has_the_version_of_the_application() -> None:
    assert SHIPPED["project"]["dependencies"] == []
    assert SHIPPED["project"]["version"] == VERSION
    assert SHIPPED["project"]["scripts"] == {"selaras-rules": "selaras_rules.__main__:main"}
    assert all((PACKAGING.parent / source).exists() for source in WHEEL)
