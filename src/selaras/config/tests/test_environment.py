"""Settings come from the environment, typed, and fail with advice."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from selaras.config import environment as env


@pytest.mark.parametrize(
    ("text", "value"), [("1", True), ("ya", True), ("0", False), ("off", False), ("", False)]
)
def test_flags(monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    monkeypatch.setenv("X", text)
    assert env.flag("X", not value) is value


def test_a_flag_that_is_neither_fails_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", "mungkin")
    with pytest.raises(ImproperlyConfigured, match="Write 1 or 0"):
        env.flag("X", False)


def test_a_secret_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("rahasia\n")
    monkeypatch.setenv("X_FILE", str(tmp_path / "secret"))
    assert env.text("X") == "rahasia"


def test_a_missing_secret_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("X_FILE", str(tmp_path / "nothing"))
    with pytest.raises(ImproperlyConfigured, match="nothing"):
        env.text("X")


def test_a_missing_setting_says_how_to_give_it() -> None:
    with pytest.raises(ImproperlyConfigured, match="SELARAS_NO_SUCH_FILE"):
        env.text("SELARAS_NO_SUCH")


def test_a_number_that_is_none_gives_an_example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", "dua")
    with pytest.raises(ImproperlyConfigured, match="X=8"):
        env.number("X", 8)


def test_without_a_database_url_the_embedded_database_is_used(tmp_path: Path) -> None:
    found = env.database("", tmp_path)
    assert found["NAME"] == str(tmp_path / "selaras.sqlite3")
    assert "WAL" in str(found["OPTIONS"])


def test_one_url_chooses_postgresql(tmp_path: Path) -> None:
    found = env.database("postgresql://ani:p%40ss@db:5433/selaras?sslmode=require", tmp_path)
    assert (found["USER"], found["PASSWORD"], found["PORT"]) == ("ani", "p@ss", "5433")
    assert found["OPTIONS"] == {"sslmode": "require", "options": env.SHORT_PLANNING, **env.PREPARED}


def test_what_the_server_is_told_can_be_replaced_for_a_pooler(tmp_path: Path) -> None:
    found = env.database("postgresql://ani@db/selaras?options=&prepared=off", tmp_path)
    assert found["OPTIONS"] == {"options": ""}


def test_another_kind_of_url_is_refused_with_an_example(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="postgresql://user"):
        env.database("mysql://x/y", tmp_path)


def test_the_secret_key_is_made_once_for_its_owner_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    first = env.secret_key(tmp_path)
    assert env.secret_key(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_debugging_is_off_unless_asked_for() -> None:
    from selaras.config import settings

    assert settings.DEBUG is False


def test_the_content_policy_has_no_exception() -> None:
    from selaras.config import settings

    assert "unsafe" not in str(settings.CONTENT_SECURITY_POLICY)
