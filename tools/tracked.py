"""Looks for what belongs to one machine only, in the files that git tracks."""

import re
import subprocess

from tools import ROOT

# Written so that no pattern finds itself.
MACHINE = {
    "a path of one machine": re.compile(
        r"(?<![\w.*])/(?:work|root|farm|home/[a-z])/[\w.]|file:/{2}|/tmp/(?:team|bash)"
    ),
    "a registry's host name": re.compile(r"(?:pypi|pythonhosted|npmjs|crates|rubygems)\.(?:org|io|com)\b"),
}
BINARY = {".png", ".jpg", ".webp", ".ico", ".mo", ".xlsx", ".pdf", ".woff2", ".gz", ".br", ".zip"}


def complaints() -> list[str]:
    """Every line of a tracked file that holds for one machine only."""
    names = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True).split("\0")
    said = []
    for name in filter(None, names):
        path = ROOT / name
        if path.suffix in BINARY or not path.is_file():
            continue
        text = path.read_text("utf-8", errors="replace")
        for what, pattern in MACHINE.items():
            for found in pattern.finditer(text):
                line = text.count("\n", 0, found.start()) + 1
                said.append(f"{name}:{line}: {what}: {found.group()}")
    return said
