"""Typed readers for settings. A wrong or missing value fails at the start, with advice."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """A setting, or the content of the file that NAME_FILE points to (for secrets)."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(
                f"{name}_FILE={path} can't be read ({error}). Check path and rights."
            ) from error
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is missing. Set it in the environment, or a file in {name}_FILE.")
    return value


def flag(name: str, default: bool) -> bool:
    """A yes/no setting."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in {"1", "true", "yes", "on", "ya"}:
        return True
    if value.lower() in {"0", "false", "no", "off", "tidak", ""}:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no. Write 1 or 0.")


def number(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name}={value!r} is no whole number. Example: {name}={default}"
        ) from error


def words(name: str, default: str) -> list[str]:
    """A list, separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder that can be written; it is made when it is not there."""
    path = Path(os.environ.get(name) or default).resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name}={path} can't be written ({error}). Choose another folder."
        ) from error
    return path


def database(url: str, data_dir: Path) -> dict[str, object]:
    """Django's DATABASES entry for one URL; an empty URL means the embedded database."""
    if not url:
        return sqlite(data_dir / "selaras.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with {parts.scheme!r}. Use postgresql://user:password@host:5432/name, "
            "or leave it out for the embedded database."
        )
    return postgresql(parts.path.lstrip("/"), parts)


def sqlite(path: Path) -> dict[str, object]:
    """The embedded database, with the settings that were measured best (docs/adr)."""
    return {
        "ENGINE": "selaras.core.sqlite",
        "NAME": str(path),
        # Given back after each request; the server keeps some open for the next one.
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # Sentences a connection keeps translated: Python's 128 took 30 MB of all threads together and saved
            # no time that could be measured.
            "cached_statements": 16,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                # A small cache each, beside the pages that the operating system keeps for all of them.
                "PRAGMA cache_size=-128; PRAGMA temp_store=MEMORY;"
            ),
        },
        "TEST": {"NAME": ":memory:"},
    }


# A page fetches one row with everything about it, over a dozen tables: PostgreSQL then searches the best order of the
# joins twenty times longer (18 ms) than it reads. So it searches short joins only, keeps a sentence that comes a second
# time on one connection, and plans that once for all values. `?options=` in DATABASE_URL replaces the first, also by
# nothing, and `?prepared=off` the second, as a pooler that hands connections from hand to hand may want it.
SHORT_PLANNING = "-c join_collapse_limit=5 -c jit=off -c plan_cache_mode=force_generic_plan"
PREPARED = {"server_side_binding": True, "prepare_threshold": 1}


def postgresql(name: str, parts: SplitResult) -> dict[str, object]:
    """A PostgreSQL server; options such as sslmode may follow the «?»."""
    options: dict[str, object] = dict(parse_qsl(parts.query, keep_blank_values=True))
    options.setdefault("options", SHORT_PLANNING)
    if options.pop("prepared", "on") != "off":
        options |= PREPARED
    host = str(options.pop("host", parts.hostname or ""))
    return {
        "ENGINE": "selaras.core.postgresql",
        "NAME": unquote(name),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,  # given back after each request, as above
        "OPTIONS": options,
    }


def secret_key(data_dir: Path) -> str:
    """SECRET_KEY, or one made on the first run and kept in the data folder for its owner only."""
    from django.core.management.utils import get_random_secret_key

    if os.environ.get("SECRET_KEY") or os.environ.get("SECRET_KEY_FILE"):
        return text("SECRET_KEY")
    path = data_dir / "secret_key"
    if not path.exists():
        # Of two processes that start at once the first one's key stands, and the other never reads half of it.
        handle, made = tempfile.mkstemp(prefix="secret_key.", dir=data_dir)
        with os.fdopen(handle, "w") as file:
            file.write(get_random_secret_key())
        with suppress(FileExistsError):
            path.hardlink_to(made)
        Path(made).unlink()
    return path.read_text().strip()
