# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The environment is read strictly, and the embedded database is tuned."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from ledtrad import checks, environment


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a data folder of the test's own."""
    monkeypatch.setenv("LEDTRAD_DATA_DIR", str(tmp_path / "data"))
    return environment.data_folder()


def start(script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a Python of its own, in which only these variables differ."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE"}
    }
    return subprocess.run(
        [sys.executable, "-c", script],
        env={**kept, "DJANGO_SETTINGS_MODULE": "ledtrad.settings", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_flag_is_true_or_false_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.flag("LEDTRAD_X") is False
    assert environment.flag("LEDTRAD_X", default=True) is True
    monkeypatch.setenv("LEDTRAD_X", "True")
    assert environment.flag("LEDTRAD_X") is True
    monkeypatch.setenv("LEDTRAD_X", "yes")
    with pytest.raises(ImproperlyConfigured, match="LEDTRAD_X='yes': write True or False"):
        environment.flag("LEDTRAD_X")


@pytest.mark.parametrize("value", ["-1", "1.5", "ten", "²", "0"])
def test_a_number_is_whole_and_large_enough(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.number("LEDTRAD_X", default=7) == 7
    monkeypatch.setenv("LEDTRAD_X", "12")
    assert environment.number("LEDTRAD_X", default=7, least=1) == 12
    monkeypatch.setenv("LEDTRAD_X", value)
    with pytest.raises(ImproperlyConfigured, match="LEDTRAD_X"):
        environment.number("LEDTRAD_X", default=7, least=1)


def test_a_secret_may_lie_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secret"
    file.write_text("hemligt\n", encoding="utf-8")
    monkeypatch.setenv("LEDTRAD_X_FILE", str(file))
    assert environment.secret("LEDTRAD_X") == "hemligt"
    monkeypatch.setenv("LEDTRAD_X", "annat")
    with pytest.raises(ImproperlyConfigured, match="both set"):
        environment.secret("LEDTRAD_X")
    monkeypatch.delenv("LEDTRAD_X")
    file.unlink()
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        environment.secret("LEDTRAD_X")


def test_the_data_folder_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEDTRAD_DATA_DIR")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert environment.data_folder() == tmp_path / "ledtrad"
    assert stat.S_IMODE((tmp_path / "ledtrad").stat().st_mode) == 0o700


def test_a_secret_key_is_made_once_and_closed_to_others(folder: Path) -> None:
    key = environment.generated_secret_key(folder)
    assert len(key) >= 50
    assert environment.generated_secret_key(folder) == key
    assert stat.S_IMODE((folder / environment.GENERATED_KEY).stat().st_mode) == 0o600


def test_an_empty_secret_key_is_not_used(folder: Path) -> None:
    (folder / environment.GENERATED_KEY).touch()
    with pytest.raises(ImproperlyConfigured, match="is empty"):
        environment.generated_secret_key(folder)


def test_without_an_address_the_database_is_a_file_in_the_data_folder(folder: Path) -> None:
    assert environment.database("", folder)["NAME"] == str(folder / "ledtrad.sqlite3")
    assert environment.database("sqlite:///plans.db", folder)["NAME"] == "plans.db"
    assert environment.database("sqlite:////srv/a%20b.db", folder)["NAME"] == "/srv/a b.db"


def test_a_postgresql_address_is_taken_apart(folder: Path) -> None:
    found = environment.database(
        "postgres://anna:p%40ss@db.example:5433/ledtrad?sslmode=require", folder
    )
    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "ledtrad",
        "USER": "anna",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require", "pool": True},
    }
    socket = environment.database("postgresql://anna:@/plans?host=/run/pg", folder)
    assert (socket["HOST"], socket["PORT"]) == ("/run/pg", "")


@pytest.mark.parametrize(
    "address",
    ["mysql://h/n", "sqlite://", "sqlite://host/file", "postgres://host", "postgres://h:x/n"],
)
def test_other_addresses_are_refused(address: str, folder: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        environment.database(address, folder)


def test_sqlite_is_tuned_as_the_check_demands(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Django's own options lose writes; see ledtrad.E001."""
    options = environment.database("", Path())["OPTIONS"]
    described = {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": options}
    monkeypatch.setitem(settings.DATABASES, "default", described)
    assert checks.check_sqlite_is_tuned(None) == []
    monkeypatch.setitem(settings.DATABASES, "default", {**described, "OPTIONS": {}})
    assert [found.id for found in checks.check_sqlite_is_tuned(None)] == ["ledtrad.E001"]


def test_the_connection_has_the_tuning(db: None) -> None:
    if connection.vendor == "postgresql":
        assert connection.settings_dict["OPTIONS"]["pool"]
        return
    with connection.cursor() as cursor:
        values = {}
        for pragma in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys"):
            cursor.execute(f"PRAGMA {pragma}")
            values[pragma] = cursor.fetchone()[0]
    assert values == {
        "journal_mode": "wal",
        "synchronous": 1,
        "busy_timeout": 5000,
        "foreign_keys": 1,
    }
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_cache_in_one_process_is_refused(settings: Any) -> None:
    assert checks.check_cache_is_shared(None) == []
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    assert [found.id for found in checks.check_cache_is_shared(None)] == ["ledtrad.E002"]


def test_a_demo_answers_on_this_computer_only(settings: Any) -> None:
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    assert checks.check_demo_is_apart(None) == []
    settings.ALLOWED_HOSTS = ["plan.example"]
    assert [found.id for found in checks.check_demo_is_apart(None)] == ["ledtrad.E003"]
    settings.DEMO = False
    assert checks.check_demo_is_apart(None) == []


def test_cookies_without_tls_are_warned_of(settings: Any) -> None:
    settings.HTTPS = True
    assert checks.check_https_is_said(None) == []
    settings.HTTPS = False
    assert [found.id for found in checks.check_https_is_said(None)] == ["ledtrad.W001"]


def test_no_page_may_hold_inline_script_or_style() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    allowed = {source for sources in directives.values() for source in sources}
    assert allowed == {"'self'", "'none'"}
    assert directives["script-src"] == directives["style-src"] == ["'self'"]


def test_passwords_are_hashed_with_argon2_in_the_product() -> None:
    found = start("from django.conf import settings; print(settings.PASSWORD_HASHERS[0])")
    assert found.stdout.strip() == "django.contrib.auth.hashers.Argon2PasswordHasher"


def test_a_shared_database_demands_a_shared_secret_key() -> None:
    script = "from django.conf import settings; settings.DEBUG"
    refused = start(script, DATABASE_URL="postgres://h/n")
    assert "SECRET_KEY is not set" in refused.stderr
    accepted = start(script, DATABASE_URL="postgres://h/n", SECRET_KEY="x" * 50)
    assert accepted.returncode == 0, accepted.stderr


def test_a_misspelt_value_stops_the_start() -> None:
    refused = start("from django.conf import settings; settings.DEBUG", LEDTRAD_DEBUG="1")
    assert refused.returncode != 0
    assert "LEDTRAD_DEBUG='1': write True or False" in refused.stderr


@pytest.mark.parametrize("name", ["LEDTRAD_DEBUG", "LEDTRAD_HTTPS"])
def test_cookies_are_for_tls_in_production(name: str) -> None:
    script = (
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0)"
    )
    production = {"DATABASE_URL": "postgres://h/n", "SECRET_KEY": "x" * 50}
    assert start(script, **production).stdout.split() == ["True"] * 3
    value = "True" if name == "LEDTRAD_DEBUG" else "False"
    assert start(script, **production, **{name: value}).stdout.split() == ["False"] * 3
