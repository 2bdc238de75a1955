#!/usr/bin/env python3
"""Everything a developer or a first visitor does with Selaras: python3 dev.py run, and the verbs below.

Standard library only. The file must at least parse on Python 3.6, so that an old Python gets a sentence and
not a syntax error; that is why it avoids newer syntax outside annotations.
"""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

OLDEST = (3, 11)
if sys.version_info < OLDEST:
    sys.exit(
        "Selaras memerlukan Python 3.11 atau yang lebih baru, sedangkan ini Python {0}.{1}; pasang yang "
        "baru, lalu jalankan mis. `python3.11 dev.py run`.\n"
        "Selaras needs Python 3.11 or newer and this is Python {0}.{1}; install a newer one, then run "
        "`python3.11 dev.py run`, for example.".format(*sys.version_info[:2])
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
CACHE = ROOT / ".cache"
STAMP = VENV / "selaras.json"
LOCKS = {"run": ROOT / "requirements" / "run.txt", "dev": ROOT / "requirements" / "dev.txt"}
UV_LOCK = ROOT / "requirements" / "uv.txt"
OLDEST_UV = (0, 8)
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
EXE = ".exe" if os.name == "nt" else ""
PYTHON = VENV / SCRIPTS / ("python" + EXE)

# Words by which pip and uv say that they could not reach anybody.
UNREACHABLE = (
    "dns error", "Failed to fetch", "error sending request", "Connection refused", "Connection reset",
    "NewConnectionError", "ConnectTimeoutError", "Name or service not known", "Network is unreachable",
    "Temporary failure in name resolution", "operation timed out", "Read timed out", "tunnel error",
    "ProxyError", "No address associated with hostname",
)  # fmt: skip


def stop(indonesian: str, english: str) -> NoReturn:
    """End with one sentence in each language."""
    sys.stderr.write(f"{indonesian}\n{english}\n")
    sys.exit(1)


def say(text: str) -> None:
    print(text, flush=True)


# --- the surroundings -------------------------------------------------------------------------------------


def surroundings() -> dict[str, str]:
    """The environment for every child: no foreign virtual environment, a home that can be written to."""
    env = dict(os.environ)
    for name in ("VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH", "CONDA_PREFIX", "DJANGO_SETTINGS_MODULE"):
        env.pop(name, None)
    # Without kept bytecode every process compiles all of Django again: a second start took 20 s instead of 3.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    env["UV_PYTHON_DOWNLOADS"] = "never"
    env["PYTHONUTF8"] = "1"
    home = env.get("HOME") or env.get("USERPROFILE")
    if not home or not os.access(home, os.W_OK):
        env["HOME"] = writable_home()
        for name in ("UV_CACHE_DIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
            env.pop(name, None)
    # uv reads neither pip's variables nor its files; a site's mirror and certificates should hold for both.
    for ours, theirs in (("UV_DEFAULT_INDEX", "PIP_INDEX_URL"), ("SSL_CERT_FILE", "PIP_CERT")):
        if theirs in env and ours not in env:
            env[ours] = env[theirs]
    return env


def writable_home() -> str:
    """A home of our own, for those who run us without one."""
    home = CACHE / "home"
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError:
        return tempfile.gettempdir()
    return str(home)


def attempt(command: list[str], env: dict[str, str]) -> None:
    """Run one step of the installation; its output is kept and only shown when it fails."""
    done = subprocess.run(
        command, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode == 0:
        return
    if any(word in done.stdout for word in UNREACHABLE):
        stop(
            "Paket tidak dapat diunduh karena jaringan tidak terjangkau; sambungkan ke internet, lalu "
            "jalankan perintah yang sama lagi (yang sudah terpasang tidak hilang).",
            "The packages could not be downloaded because the network is out of reach; connect, then run the "
            "same command again (nothing already installed is lost).",
        )
    sys.stderr.write(done.stdout[-4000:] + "\n")
    stop(
        f"Pemasangan gagal pada langkah `{Path(command[0]).name} {command[1]}`; sebabnya tertulis di atas.",
        f"Installation failed at `{Path(command[0]).name} {command[1]}`; the cause is written above.",
    )


def demand_writable(folder: Path, name: str) -> None:
    """Make sure that `folder` exists and can be written to, or say which setting to change."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".selaras-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        stop(
            f"Folder {folder} tidak dapat ditulisi ({error.strerror}); beri hak tulis atau pilih folder lain "
            f"dengan {name}.",
            f"The folder {folder} cannot be written to ({error.strerror}); allow writing or choose another "
            f"one with {name}.",
        )


# --- the virtual environment ------------------------------------------------------------------------------


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def wanted(kind: str) -> dict[str, str]:
    """What the stamp says when everything of `kind` is installed."""
    return {
        "root": str(ROOT),
        "python": "{}.{}.{}".format(*sys.version_info[:3]),
        "kind": kind,
        "run": digest(LOCKS["run"]),
        "dev": digest(LOCKS["dev"]) if kind == "dev" else "",
    }


def installed() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and PYTHON.exists() else {}


def ready(kind: str) -> bool:
    """Whether the environment already has what `kind` ("run" or "dev") needs."""
    stamp = installed()
    keys = ("root", "python", "run") if kind == "run" else ("root", "python", "run", "kind", "dev")
    aim = wanted(kind)
    return bool(stamp) and all(stamp.get(key) == aim[key] for key in keys)


def ensure(kind: str) -> None:
    """Bring the virtual environment to what the lock of `kind` says; nothing happens when it already is."""
    if ready(kind):
        return
    stamp = installed()
    if stamp.get("kind") == "dev" and stamp.get("root") == str(ROOT):
        kind = "dev"  # an environment that has the test tools keeps them
    demand_writable(ROOT, "`git clone`")
    say(f"Menyiapkan lingkungan Python ({kind}) … / Preparing the Python environment …")
    env = surroundings()
    if not PYTHON.exists() or stamp.get("root") != str(ROOT) or stamp.get("python") != wanted(kind)["python"]:
        attempt([sys.executable, "-m", "venv", "--without-pip", "--clear", str(VENV)], env)
    uv = find_uv(env)
    attempt(
        [
            uv,
            "pip",
            "sync",
            "--python",
            str(PYTHON),
            "--require-hashes",
            "--only-binary",
            ":all:",
            str(LOCKS[kind]),
        ],
        env,
    )
    link_sources(env)
    STAMP.write_text(json.dumps(wanted(kind), indent=1), "utf-8")


def link_sources(env: dict[str, str]) -> None:
    """Make `selaras` importable and give it its command, without a build step that would need the network."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(subprocess.check_output([str(PYTHON), "-c", ask], env=env, text=True).strip())
    (packages / "selaras.pth").write_text(str(ROOT / "src") + "\n", "utf-8")
    if os.name == "nt":
        return
    script = VENV / SCRIPTS / "selaras"
    script.write_text(
        f"#!{PYTHON}\nimport sys\n\nfrom selaras.console import main\n\nsys.exit(main())\n", encoding="utf-8"
    )
    script.chmod(0o755)


def find_uv(env: dict[str, str]) -> str:
    """The uv on the PATH when it is new enough, else the pinned one in .tools."""
    present = shutil.which("uv")
    if present and uv_version(present, env) >= OLDEST_UV:
        return present
    own = TOOLS / SCRIPTS / ("uv" + EXE)
    stamp = TOOLS / "selaras.json"
    aim = digest(UV_LOCK) + str(ROOT)
    if not own.exists() or not stamp.exists() or stamp.read_text("utf-8") != aim:
        attempt([sys.executable, "-m", "venv", "--without-pip", "--clear", str(TOOLS)], env)
        attempt(
            [*find_pip(env), "install", "--quiet", "--require-hashes", "--no-deps", "-r", str(UV_LOCK)], env
        )
        stamp.write_text(aim, "utf-8")
    return str(own)


def uv_version(uv: str, env: dict[str, str]) -> tuple[int, ...]:
    try:
        words = subprocess.check_output(
            [uv, "--version"], env=env, text=True, stderr=subprocess.DEVNULL
        ).split()
        return tuple(int(part) for part in words[1].split(".")[:2])
    except (OSError, subprocess.CalledProcessError, ValueError, IndexError):
        return (0,)


def find_pip(env: dict[str, str]) -> list[str]:
    """A pip that installs into .tools: Python's own, else the system's, else Debian's package is added."""
    tools_python = str(TOOLS / SCRIPTS / ("python" + EXE))
    if not has_module("ensurepip", env) and not has_module("pip", env):
        add_debian_package("python3-venv", "pip")
    if has_module("ensurepip", env):
        attempt([tools_python, "-m", "ensurepip", "--upgrade"], env)
        return [tools_python, "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", tools_python]


def has_module(name: str, env: dict[str, str]) -> bool:
    return (
        subprocess.run(
            [sys.executable, "-c", f"import {name}"], env=env, stderr=subprocess.DEVNULL
        ).returncode
        == 0
    )


def add_debian_package(package: str, purpose: str) -> None:
    """Install `package` where this is Debian and we may; otherwise say what to type."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    sudo = [] if root else ["sudo", "-n"]
    if shutil.which("apt-get") and (root or shutil.which("sudo")):
        say(f"Memasang paket Debian {package} … / Installing the Debian package {package} …")
        env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        subprocess.call([*sudo, "apt-get", "-qq", "update"], env=env, stdout=subprocess.DEVNULL)
        install = [*sudo, "apt-get", "-qq", "install", "-y", package]
        if subprocess.call(install, env=env, stdout=subprocess.DEVNULL) == 0:
            return
    stop(
        f"{purpose} belum ada di komputer ini; pasang dengan `sudo apt-get install {package}` (di luar "
        "Debian: paket yang setara), lalu jalankan perintah yang sama lagi.",
        f"{purpose} is missing on this machine; install it with `sudo apt-get install {package}` (elsewhere: "
        "its equivalent), then run the same command again.",
    )


# --- the verbs --------------------------------------------------------------------------------------------


def application_surroundings() -> dict[str, str]:
    """What the application reads: PORT and DATA_DIR, with the defaults of a clone."""
    env = surroundings()
    env.setdefault("PORT", "8000")
    env["DATA_DIR"] = str(Path(env.get("DATA_DIR") or ROOT / "var").expanduser().resolve())
    return env


def demand_free_port(text: str) -> None:
    """Make sure that we can listen on PORT, or say how to choose another one."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        stop(
            f"PORT={text} bukan nomor port; pakai angka 1 sampai 65535, mis. `PORT=8001 python3 dev.py run`.",
            f"PORT={text} is no port number; use 1 to 65535, for example `PORT=8001 python3 dev.py run`.",
        )
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except PermissionError:
            stop(
                f"Port {text} hanya untuk administrator; pilih yang lain, mis. "
                "`PORT=8001 python3 dev.py run`.",
                f"Port {text} is for administrators only; choose another one, e.g. "
                "`PORT=8001 python3 dev.py run`.",
            )
        except OSError:
            other = int(text) + 1 if int(text) < 65535 else 8000
            stop(
                f"Port {text} sedang dipakai program lain; hentikan program itu atau pilih port lain, mis. "
                f"`PORT={other} python3 dev.py run`.",
                f"Port {text} is in use by another program; stop it or choose another port, e.g. "
                f"`PORT={other} python3 dev.py run`.",
            )


def become(command: list[str], env: dict[str, str]) -> int:
    """Hand over to `command`, so that Ctrl+C and signals reach it directly."""
    if os.name != "nt":
        sys.stdout.flush()
        os.execve(command[0], command, env)
    return subprocess.call(command, env=env)


def console(words: list[str]) -> int:
    env = application_surroundings()
    demand_writable(Path(env["DATA_DIR"]), "DATA_DIR")
    ensure("run")
    return become([str(PYTHON), "-m", "selaras.console", *words], env)


def tool(module: str, words: list[str]) -> int:
    """Run one of the modules of tools/ in an environment that has the test tools."""
    ensure("dev")
    env = surroundings()
    env["PATH"] = str(VENV / SCRIPTS) + os.pathsep + env.get("PATH", os.defpath)
    return subprocess.call([str(PYTHON), "-m", "tools." + module, *words], env=env, cwd=ROOT)


def run(words: list[str]) -> int:
    """Serve Selaras with two demonstration cities; PORT and DATA_DIR are honoured."""
    demand_free_port(os.environ.get("PORT") or "8000")
    return console(["serve", "--demo", *words])


def demo(words: list[str]) -> int:
    """Load demonstration data, e.g. `demo --people 8000`."""
    return console(["demo", *words])


def setup(words: list[str]) -> int:
    """Only install: what `run` needs, or with `setup dev` also what the tests need."""
    ensure("dev" if "dev" in words else "run")
    say("Siap. / Ready.")
    return 0


def test(words: list[str]) -> int:
    """All tests on SQLite and PostgreSQL, with a browser; `--fast` for SQLite without one."""
    return tool("suite", words)


def check(words: list[str]) -> int:
    """Everything that can be known without running the tests; changes nothing."""
    return tool("check", words)


def fix(words: list[str]) -> int:
    """Let the tools repair what `check` complains about, as far as tools can."""
    return tool("fix", words)


def bench(words: list[str]) -> int:
    """Measure the production server with 8,000 people, on SQLite and on PostgreSQL."""
    return tool("bench", words)


def bench_attendance(words: list[str]) -> int:
    """Measure the import of a month of punches of 8,000 people, on SQLite and on PostgreSQL."""
    return tool("bench_attendance", words)


def bench_closing(words: list[str]) -> int:
    """Measure the closing of a year of 8,000 people, its documents and a month of TPP, on SQLite and on PostgreSQL."""
    return tool("bench_closing", words)


def bench_law(words: list[str]) -> int:
    """Measure the rules: one by one, and a synthetic nation from Parquet to Parquet; `--people 100000`."""
    return tool("bench_law", words)


def mutate(words: list[str]) -> int:
    """Change the rules place by place and see whether a test notices: `mutate [FILE]`; minutes, not in CI."""
    return tool("mutate", [find_uv(surroundings()), *words])


def docs(words: list[str]) -> int:
    """Write the reference pages that come out of the code."""
    return tool("docs", words)


def trace(words: list[str]) -> int:
    """Every demand of the trace with its tests, and those that have none yet."""
    return tool("trace", words)


def lock(words: list[str]) -> int:
    """Write requirements/*.txt anew from pyproject.toml; `--upgrade` takes newer versions."""
    return tool("lock", [find_uv(surroundings()), *words])


VERBS = {
    verb.__name__.replace("_", "-"): verb
    for verb in (
        run,
        test,
        check,
        fix,
        demo,
        bench,
        bench_attendance,
        bench_closing,
        bench_law,
        mutate,
        docs,
        trace,
        setup,
        lock,
    )
}


def main() -> int:
    words = sys.argv[1:]
    if words and words[0] in VERBS:
        return VERBS[words[0]](words[1:])
    lines = [f"  {name:<18}{verb.__doc__.splitlines()[0]}" for name, verb in VERBS.items() if verb.__doc__]
    say("python3 dev.py VERB\n\n" + "\n".join(lines))
    return 0 if not words or words[0] in ("-h", "--help", "help") else 2


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
