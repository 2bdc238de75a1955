"""Compares the built assets in the repository with what their sources give today."""

import shutil
import tempfile
from pathlib import Path

from tools import ROOT, SOURCES
from tools.steps import Failed, run

BUILT = SOURCES / "selaras" / "web" / "static" / "selaras"
NAMES = (
    "app.css", "matrix.css", "app.js", "matrix.js", "autosave.js", "photo.js", "offline.js", "worker.js", "icons.svg",
    "icon-192.png",
    "icon-512.png", "icon-maskable-512.png", "icon-apple-180.png", "licences.txt", "manifest.json",
)  # fmt: skip


def check() -> str:
    """Build into a folder of its own and compare byte for byte; without Node only say so."""
    missing = [name for name in NAMES if not (BUILT / name).is_file()]
    if missing:
        raise Failed(
            f"not built: {', '.join(missing)}. Remedy: `python3 dev.py fix assets` where Node is installed"
        )
    if not has_node():
        return "present; not compared, as there is no Node here"
    with tempfile.TemporaryDirectory(prefix="selaras-assets-") as folder:
        build(folder)
        stale = [name for name in NAMES if (BUILT / name).read_bytes() != (Path(folder) / name).read_bytes()]
    if stale:
        raise Failed(
            f"older than their sources: {', '.join(stale)}. Remedy: `python3 dev.py fix assets`, then commit"
        )
    return "equal to a new build"


def fix() -> str:
    """Build into the package."""
    if not has_node():
        return "left alone, as there is no Node here"
    build(str(BUILT))
    return "built"


def has_node() -> bool:
    return bool(shutil.which("node") and shutil.which("npm"))


def build(folder: str) -> None:
    lock, mark = ROOT / "package-lock.json", ROOT / "node_modules" / ".selaras-lock"
    if not mark.exists() or mark.read_bytes() != lock.read_bytes():
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        shutil.copyfile(lock, mark)
    run("node", "assets/build.mjs", "--out", folder)
