# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Strict reading of the environment: a value that cannot be meant stops the program.

Everything that can be configured is read here and in `ledtrad.settings`, and is
listed in the README. A secret may be given as `NAME_FILE`, the path of a file
that holds it, so that it need not stand in the environment.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

GENERATED_KEY = "secret_key"

# Django's defaults lose writes when two people save at once: transactions that
# read first and write later fail instead of waiting. IMMEDIATE takes the write
# lock at the start, the busy timeout waits for it, and WAL lets readers read on.
SQLITE_OPTIONS: dict[str, object] = {
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA busy_timeout=5000;",
}


def text(name: str, default: str = "") -> str:
    """Return the variable as it stands, without surrounding space."""
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    """Return True or False; any other word raises ImproperlyConfigured."""
    value = text(name)
    if value == "":
        return default
    if value not in ("True", "False"):
        raise ImproperlyConfigured(f"{name}={value!r}: write True or False")
    return value == "True"


def number(name: str, *, default: int, least: int = 0) -> int:
    """Return a whole number that is at least `least`."""
    value = text(name)
    if value == "":
        return default
    if not value.isascii() or not value.isdigit() or int(value) < least:
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number, {least} or more")
    return int(value)


def words(name: str, *, default: tuple[str, ...] = ()) -> list[str]:
    """Return a comma-separated list, without empty members."""
    value = text(name)
    if value == "":
        return list(default)
    return [word.strip() for word in value.split(",") if word.strip()]


def secret(name: str) -> str:
    """Return NAME, or what the file NAME_FILE holds; giving both is an error."""
    path = text(f"{name}_FILE")
    if path == "":
        return text(name)
    if text(name):
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set: keep one of them")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE={path!r} cannot be read: {error}") from error


def data_folder() -> Path:
    """Return the folder of the user's data, made on first use and closed to others."""
    chosen = text("LEDTRAD_DATA_DIR")
    if chosen:
        folder = Path(chosen).expanduser().absolute()
    else:
        home = text("XDG_DATA_HOME")
        base = Path(home) if home else Path.home() / ".local" / "share"
        folder = base / "ledtrad"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"the data folder {folder} cannot be made: {error}. Set LEDTRAD_DATA_DIR"
        ) from error
    return folder


def generated_secret_key(folder: Path) -> str:
    """Return the key that this installation made for itself, making it the first time.

    Only for the embedded database, where one folder holds the whole installation.
    Two processes that start at once agree: the file is created exclusively.
    """
    path = folder / GENERATED_KEY
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_text(encoding="ascii").strip()
        if not key:
            raise ImproperlyConfigured(
                f"{path} is empty: remove it to have a new key made"
            ) from None
        return key
    key = secrets.token_urlsafe(50)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key


def database(url: str, folder: Path) -> dict[str, Any]:
    """Return Django's description of the database at `url`.

    `sqlite:///relative/path`, `sqlite:////absolute/path`, or
    `postgres://user:password@host:port/name?sslmode=require`; a host that is a
    folder (a socket) is given as `?host=`. Without an address it is an SQLite
    file in the data folder.
    """
    if url == "":
        return _sqlite(str(folder / "ledtrad.sqlite3"))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        if parts.netloc or len(parts.path) < 2:
            raise ImproperlyConfigured(
                "DATABASE_URL: an SQLite file is written sqlite:///path or sqlite:////absolute/path"
            )
        return _sqlite(unquote(parts.path[1:]))
    if parts.scheme in ("postgres", "postgresql"):
        return _postgresql(url)
    raise ImproperlyConfigured(
        f"DATABASE_URL begins with {parts.scheme!r}: only sqlite and postgres are supported"
    )


def _sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": dict(SQLITE_OPTIONS),
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    name = unquote(parts.path.removeprefix("/"))
    if name == "":
        raise ImproperlyConfigured("DATABASE_URL names no database: postgres://user@host/name")
    try:
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL: {error}") from error
    options: dict[str, object] = dict(parse_qsl(parts.query))
    host = str(options.pop("host", unquote(parts.hostname or "")))
    # The pool keeps its own connections open, which is why CONN_MAX_AGE stays 0.
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or str(options.pop("user", ""))),
        "PASSWORD": unquote(parts.password or secret("DATABASE_PASSWORD")),
        "HOST": host,
        "PORT": str(port or options.pop("port", "")),
        "OPTIONS": {**options, "pool": True},
    }
