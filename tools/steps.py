"""Steps with a name: run, timed, and told in one line each."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tools import ROOT


class Failed(Exception):
    """A step did not hold; the message is what the reader needs to repair it."""


@dataclass(frozen=True)
class Step:
    """One thing to do: `act` returns a remark for the line, or raises Failed."""

    name: str
    act: Callable[[], str]


def command(*words: str) -> Callable[[], str]:
    """A step that is one program; it fails when the program does, and shows what it said."""

    def act() -> str:
        output = run(*words)
        return output.strip().splitlines()[-1][:70] if output.strip() else ""

    return act


def run(*words: str, cwd: Path = ROOT, **extra: str) -> str:
    """Run a program of the environment and return what it says; raises Failed with that when it fails."""
    done = subprocess.run(
        words,
        cwd=cwd,
        env={**os.environ, **application_settings(), **extra},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise Failed(done.stdout.strip() or f"{words[0]} ended with {done.returncode}")
    return done.stdout


def django(*words: str) -> str:
    """Run one of Django's or our management commands."""
    return run(sys.executable, "-m", "django", *words)


_data = tempfile.TemporaryDirectory(prefix="selaras-check-")


def application_settings() -> dict[str, str]:
    """Settings under which no tool touches the data of a running Selaras."""
    return {"DJANGO_SETTINGS_MODULE": "selaras.config.settings", "DATA_DIR": _data.name, "DATABASE_URL": ""}


def perform(steps: Sequence[Step], chosen: Sequence[str] = ()) -> int:
    """Run the steps, all of them even when one fails; returns the exit code."""
    unknown = set(chosen) - {step.name for step in steps}
    if unknown:
        print(
            f"no such step: {', '.join(sorted(unknown))}; there are: {', '.join(step.name for step in steps)}"
        )
        return 2
    begun, failures = time.monotonic(), 0
    for step in steps:
        if not chosen or step.name in chosen:
            failures += not succeeded(step)
    seconds = time.monotonic() - begun
    with suppress(OSError):
        shutil.rmtree(_data.name)
    print(f"\n{f'{failures} failed' if failures else 'all ok'} · {seconds:.1f} s")
    return 1 if failures else 0


def succeeded(step: Step) -> bool:
    begun = time.monotonic()
    try:
        remark, said = step.act(), ""
    except Failed as failure:
        remark, said = "", str(failure)
    verdict = "FAILED" if said else "ok"
    print(f"{step.name:<14}{verdict:<8}{time.monotonic() - begun:6.1f} s  {remark}".rstrip(), flush=True)
    if said:
        print("    " + said.replace("\n", "\n    "), flush=True)
    return not said
