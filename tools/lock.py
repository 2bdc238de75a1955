"""Writes requirements/*.txt from pyproject.toml: versions and hashes, no host, no path.

uv's own lock file carries the host names of the registry it was made with; this repository holds none.
"""

import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import ROOT

REQUIREMENTS = ROOT / "requirements"
FORM = (
    "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate",
    "--no-emit-index-url", "--no-emit-find-links", "--quiet",
)  # fmt: skip
DEV = ("--extra", "cluster", "--group", "test", "--group", "check")


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def main(words: Sequence[str]) -> int:
    uv, *rest = words
    run = REQUIREMENTS / "run.txt"
    dev = REQUIREMENTS / "dev.txt"
    compile_ = [uv, "pip", "compile", "pyproject.toml", *FORM, *rest]
    subprocess.run([*compile_, "-o", str(run)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(
        [*compile_, *DEV, "-c", str(run), "-o", str(dev)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    mutate = [uv, "pip", "compile", "--group", "pyproject.toml:mutate", *FORM, *rest, "-c", str(dev)]
    subprocess.run(
        [*mutate, "-o", str(REQUIREMENTS / "mutate.txt")], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    print(", ".join(f"{name}: {len(locked(name))} packages" for name in ("run", "dev", "mutate")))
    return 0


def locked(name: str) -> dict[str, str]:
    """The version of every package in one lock."""
    lines = (REQUIREMENTS / f"{name}.txt").read_text("utf-8").splitlines()
    pins = [line.split(" ")[0].split("==") for line in lines if "==" in line and not line.startswith(" ")]
    return {canonicalize_name(name): version for name, version in pins}


def complaints() -> list[str]:
    """Where the locks no longer answer to pyproject.toml, and where the two locks differ."""
    meta = project()
    run, dev = locked("run"), locked("dev")
    groups = meta["dependency-groups"]
    wanted = [
        *unmet(meta["project"]["dependencies"], run, "run.txt"),
        *unmet([*groups["test"], *groups["check"]], dev, "dev.txt"),
        *unmet(groups["mutate"], locked("mutate"), "mutate.txt"),
    ]
    apart = [
        f"{name}: {run[name]} in run.txt, {dev.get(name)} in dev.txt"
        for name in run
        if dev.get(name) != run[name]
    ]
    return wanted + apart


def unmet(requirements: Iterable[str], pins: dict[str, str], lock: str) -> list[str]:
    said = []
    for requirement in map(Requirement, requirements):
        version = pins.get(canonicalize_name(requirement.name))
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            said.append(f"{requirement} is not met by {lock} ({version})")
    return said


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
