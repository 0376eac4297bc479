"""What tests of every room share: a fresh installation whose database is migrated already."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import argon2
import hypothesis
import pytest
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from accounts import passwords
from app.migrate import upgrade
from core.database import SessionFactory, make_engine, make_sessions
from core.settings import Settings

# The installation of whoever runs the tests is not the tests' one; the tools' places stay.
for _name in [n for n in os.environ if n.startswith("PARTA_")]:
    if _name.removeprefix("PARTA_") not in {"FFMPEG", "FFPROBE", "SOFFICE", "TESSERACT", "SANDBOX"}:
        del os.environ[_name]

# The encoder takes a second and 150 MB of each process that asks it: tests of meaning turn it on.
os.environ["PARTA_MEANING"] = "off"

# A busy machine is slow, not wrong.
hypothesis.settings.register_profile("suite", deadline=None, database=None)
hypothesis.settings.load_profile("suite")


class _Compiled(BytecodeCache):
    """Templates that were compiled once in this process serve its other applications too."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, Any]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._found.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._found[bucket.key] = (bucket.checksum, bucket.code)


Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": _Compiled()}


@pytest.fixture(autouse=True, scope="module")
def password_cost() -> Iterator[None]:
    """Argon2id as ever, at the least cost: sign-ins are many here and guard nobody's secret.

    The tests of accounts pay the real one: what is said of it is said there.
    """
    real = passwords.HASHER
    passwords.HASHER = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    passwords._nobodys.cache_clear()
    yield
    passwords.HASHER = real
    passwords._nobodys.cache_clear()


@pytest.fixture(scope="session")
def migrated_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all migrations applied and nothing in it, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "parta.sqlite3"
    engine = make_engine(f"sqlite:///{file}")
    upgrade(engine)
    engine.dispose()  # the last connection folds the write-ahead log into the file
    return file


@pytest.fixture
def home(tmp_path: Path, migrated_database: Path) -> Path:
    """The folder of an installation of its own, database migrated, in a folder with Cyrillic."""
    folder = tmp_path / "дом парты"
    folder.mkdir()
    shutil.copyfile(migrated_database, folder / "parta.sqlite3")
    return folder


@pytest.fixture
def settings(home: Path) -> Settings:
    """The settings of ``home``, everything else by default."""
    return Settings(home=home)


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    """The database of ``home``."""
    engine = make_engine(settings.database)
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> SessionFactory:
    """The sessions of ``home``."""
    return make_sessions(engine)


@pytest.fixture
def session(sessions: SessionFactory) -> Iterator[Session]:
    """One session; what is not committed is rolled back."""
    with sessions() as session:
        yield session
