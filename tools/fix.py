"""Lets the tools repair what `check` complains about, as far as tools can: what `dev.py fix` does."""

import subprocess
import sys

from tools import ROOT, assets, check, steps, translations
from tools.steps import Failed, Step, command


def fix_lint() -> str:
    try:
        steps.run("ruff", "check", "--fix", "--quiet", ".")
    except Failed as left:
        return f"{len(str(left).splitlines())} lines left for you: see `dev.py check lint`"
    return ""


def fix_templates() -> str:
    for file in check.templates():
        # djade ends with 1 when it has changed something, which is what we ask of it
        with_changes = subprocess.run(["djade", "--target-version", "5.2", file], cwd=ROOT, check=False)
        if with_changes.returncode > 1:
            raise Failed(f"djade could not read {file}")
    return f"{len(check.templates())} files"


STEPS = (
    Step("lint", fix_lint),
    Step("format", command("ruff", "format", "--quiet", ".")),
    Step("templates", fix_templates),
    Step("reference", lambda: steps.django("write_reference").strip()[-70:]),
    Step("translations", translations.fix),
    Step("assets", assets.fix),
)

if __name__ == "__main__":
    sys.exit(steps.perform(STEPS, sys.argv[1:]))
