"""Finds a Chromium for the browser tests, and brings Debian's where there is none.

Debian has it twice from one source: the browser that people use, and the shell without a window, which draws the same
pages for less than half the processor time. The shell is taken where it is there or may be installed.
"""

import os
import shutil
import subprocess
from pathlib import Path
from typing import TypedDict

SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
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
    """A Chromium that `playwright install` has downloaded, the newest first."""
    home = Path.home()
    given = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    folders = (
        [Path(given)] if given else [home / ".cache/ms-playwright", home / "Library/Caches/ms-playwright"]
    )
    found = [
        path for folder in folders for path in folder.glob("chromium-*/chrome-*/**/*") if is_program(path)
    ]
    return str(max(found)) if found else None


def is_program(path: Path) -> bool:
    return path.name in {"chrome", "Chromium", "chrome.exe"} and path.is_file() and os.access(path, os.X_OK)


def driver_starts() -> bool:
    """Whether Playwright's own program runs here: a bare Debian lacks a library that it needs."""
    import playwright

    driver = Path(playwright.__file__).parent / "driver" / "node"
    if not driver.exists():
        return True
    said = subprocess.run(
        [driver, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return said.returncode == 0


def demand() -> str:
    """The Chromium to use; raises NoBrowser with the remedy."""
    found = find()
    if not found:
        raise NoBrowser(REMEDY)
    return found


def bring() -> str:
    """Like `demand`, but installs Debian's packages first where they are missing and we may."""
    missing = missing_browser() + ([] if driver_starts() else ["libatomic1"])
    if missing:
        install(missing)
    if not driver_starts():
        raise NoBrowser("Playwright does not start. Remedy: `sudo apt-get install libatomic1`.")
    return demand()


def missing_browser() -> list[str]:
    """Debian's package to install: the shell where this Debian knows it, else a browser where there is none."""
    if os.environ.get("SELARAS_CHROMIUM") or shutil.which(SHELL):
        return []
    if is_known(SHELL):
        return [SHELL]
    return [] if find() else ["chromium"]


def is_known(package: str) -> bool:
    """Whether the lists of packages on this machine name it."""
    if not shutil.which("apt-cache"):
        return False
    said = subprocess.run(
        ["apt-cache", "show", package], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return said.returncode == 0


def install(packages: list[str]) -> None:
    """Install Debian packages as root or by sudo without a password; elsewhere do nothing."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    sudo = [] if root else ["sudo", "-n"]
    if not shutil.which("apt-get") or not (root or shutil.which("sudo")):
        return
    print(f"Installing Debian's {' and '.join(packages)} for the browser tests …", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run([*sudo, "apt-get", "-qq", *words], env=env, stdout=subprocess.DEVNULL, check=False)


def launch_options() -> LaunchOptions:
    """Arguments for `playwright.chromium.launch(**launch_options())`; raises NoBrowser with the remedy."""
    args = ["--disable-dev-shm-usage"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        args.append("--no-sandbox")  # Chromium refuses to start as root otherwise
    return {"executable_path": demand(), "args": args}
