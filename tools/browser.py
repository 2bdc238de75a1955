"""Finds a Chromium for the browser tests, and brings Debian's where there is none."""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import TypedDict

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
REMEDY = (
    "The browser tests need a Chromium and none was found. Remedy: `sudo apt-get install chromium` (else: "
    "install Chromium or Chrome, or run `.venv/bin/playwright install chromium`), or give the program by "
    "SELARAS_CHROMIUM=/path/to/chromium."
)


class NoBrowser(RuntimeError):
    """No Chromium could be found or installed; the message says what to do."""


class LaunchOptions(TypedDict):
    """What Playwright's `chromium.launch` is called with."""

    executable_path: str
    args: list[str]


def find() -> str | None:
    """The Chromium to use: the given one, else one on the PATH, else Playwright's own."""
    given = os.environ.get("SELARAS_CHROMIUM")
    if given:
        return shutil.which(given)
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    return playwrights_own()


def playwrights_own() -> str | None:
    from playwright.sync_api import Error, sync_playwright

    with contextlib.suppress(Error), sync_playwright() as playwright:
        path = playwright.chromium.executable_path
        if Path(path).exists():
            return path
    return None


def demand() -> str:
    """The Chromium to use; raises NoBrowser with the remedy."""
    found = find()
    if not found:
        raise NoBrowser(REMEDY)
    return found


def bring() -> str:
    """Like `demand`, but installs Debian's package first where that is possible."""
    found = find()
    if found or os.environ.get("SELARAS_CHROMIUM") or not shutil.which("apt-get"):
        return found or demand()
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    sudo = [] if root else ["sudo", "-n"]
    if root or shutil.which("sudo"):
        print("Installing Debian's chromium for the browser tests …", flush=True)
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run([*sudo, "apt-get", "-qq", *words], env=env, stdout=subprocess.DEVNULL, check=False)
    return demand()


def launch_options() -> LaunchOptions:
    """Arguments for `playwright.chromium.launch(**launch_options())`; raises NoBrowser with the remedy."""
    args = ["--disable-dev-shm-usage"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        args.append("--no-sandbox")  # Chromium refuses to start as root otherwise
    return {"executable_path": demand(), "args": args}
