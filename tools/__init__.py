"""What the verbs of dev.py do, inside the environment that dev.py has made."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src"
CACHE = ROOT / ".cache"
