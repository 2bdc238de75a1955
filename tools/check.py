"""Everything that can be known without running the tests: what `dev.py check` does. It changes nothing.

`dev.py check types lint` runs these steps only.
"""

import re
import sys
from collections.abc import Callable

from tools import ROOT, SOURCES, assets, lock, rooms, steps, tracked, translations
from tools.steps import Failed, Step, command


def templates() -> list[str]:
    """Every Django template of ours, relative to the repository."""
    return [str(path.relative_to(ROOT)) for path in sorted(SOURCES.rglob("templates/**/*.html"))]


def none(complaints: Callable[[], list[str]], remedy: str = "") -> Callable[[], str]:
    """A step that holds when `complaints` finds nothing."""

    def act() -> str:
        said = complaints()
        if said:
            raise Failed(
                "\n".join(
                    [*said[:40], *([f"… {len(said) - 40} more"] if len(said) > 40 else []), remedy]
                ).strip()
            )
        return ""

    return act


def layers() -> str:
    try:
        return steps.run("lint-imports", "--no-cache").strip().splitlines()[-1]
    except Failed as failure:
        raise Failed(str(failure).partition("Broken contracts\n")[2].lstrip("-\n") or str(failure)) from None


def check_templates() -> str:
    files = templates()
    if files:
        steps.run("djade", "--target-version", "5.2", "--check", *files)
    return f"{len(files)} files"


def unexplained_settings() -> list[str]:
    """Settings that the application reads and .env.example does not explain."""
    source = (SOURCES / "selaras" / "config" / "settings.py").read_text("utf-8")
    read = set(re.findall(r"env\.(?:text|flag|number|words|folder)\(\s*\"(\w+)\"", source))
    explained = set(re.findall(r"^(\w+?)(?:_FILE)?=", (ROOT / ".env.example").read_text("utf-8"), re.M))
    return [f"{name} is not in .env.example" for name in sorted(read - explained)]


def migrations() -> str:
    return steps.django("makemigrations", "--check", "--dry-run").strip()


def reference() -> str:
    steps.django("write_reference", "--check")
    return ""


STEPS = (
    Step("format", command("ruff", "format", "--check", "--quiet", "--output-format", "concise", ".")),
    Step("lint", command("ruff", "check", "--quiet", "--output-format", "concise", ".")),
    Step("types", command("mypy")),
    Step("layers", layers),
    Step("rooms", none(rooms.complaints)),
    Step("templates", check_templates),
    Step("migrations", migrations),
    Step("settings", none(unexplained_settings)),
    Step("reference", reference),
    Step("translations", none(translations.complaints, "Remedy: `python3 dev.py fix translations`")),
    Step("assets", assets.check),
    Step("locks", none(lock.complaints, "Remedy: `python3 dev.py lock`")),
    Step("tracked", none(tracked.complaints)),
)

if __name__ == "__main__":
    sys.exit(steps.perform(STEPS, sys.argv[1:]))
