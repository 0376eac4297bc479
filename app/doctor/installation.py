"""The installation's own parts: its folder, keys, storage, database, index."""

import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from app.assets import DIST
from app.doctor.finding import Finding
from app.doctor.search_index import search_findings
from app.services import refuse_foreign
from core.errors import PartaError
from core.settings import Settings
from core.sizes import size_in_words
from ingest.transcribers import installed
from language.meaning.choose import open_meaning
from media.storage import open_storage

LITTLE_SPACE = 2 * 1024**3
"""Bytes: below this a single film of the permitted size and its copies may not fit."""


def installation_findings(settings: Settings) -> list[Finding]:
    """All of it, in the order in which one thing needs another; raises nothing."""
    return [
        _home(settings),
        _space(settings),
        _secrets(settings),
        _services(settings),
        _storage(settings),
        _database(settings),
        _originals(settings),
        *search_findings(settings),
        _meaning(settings),
        _transcriber(),
        _assets(),
    ]


def _home(settings: Settings) -> Finding:
    home = settings.home
    made = home.is_dir()
    return Finding(
        "home",
        "Папка установки",
        "needed",
        made and os.access(home, os.W_OK | os.X_OK),
        str(home),
        "Парте негде хранить базу и файлы",
        "дайте право записи в папку" if made else "parta init",
    )


def _space(settings: Settings) -> Finding:
    place = settings.home
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    return Finding(
        "space",
        "Свободное место",
        "useful",
        free >= LITTLE_SPACE,
        size_in_words(free),
        "Большие файлы не поместятся, загрузка остановится",
        "освободите место или перенесите PARTA_HOME на больший диск",
    )


def _secrets(settings: Settings) -> Finding:
    folder = settings.home / "secrets"
    keys = list(folder.glob("*"))
    loose = [
        path
        for path in [folder, *keys]
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    if loose:
        state = "видны другим: " + ", ".join(path.name for path in loose)
    else:
        state = "закрыты" if keys else "ещё не созданы"
    return Finding(
        "secrets",
        "Ключи установки",
        "useful",
        not loose,
        state,
        "Другой пользователь этой машины может подделать вход",
        f"chmod -R go-rwx {folder}",
    )


def _services(settings: Settings) -> Finding:
    def finding(ok: bool, version: str) -> Finding:
        return Finding(
            "services",
            "Внешние службы",
            "needed",
            ok,
            version,
            "Парта не начнёт работу, чтобы не обойти молча названную службу",
            "оставьте эту настройку пустой",
        )

    try:
        refuse_foreign(settings)
    except PartaError as error:
        return finding(False, error.message)
    return finding(True, "не нужны")


def _storage(settings: Settings) -> Finding:
    """Whether a probe that is put into the storage comes back as it was."""
    made = settings.home.is_dir()

    def finding(ok: bool, version: str) -> Finding:
        return Finding(
            "storage",
            "Хранилище файлов",
            "needed",
            ok,
            version,
            "Файлы не принимаются, страницы остаются без картинок",
            "проверьте место и права на папку storage внутри PARTA_HOME" if made else "parta init",
        )

    if not made:
        return finding(False, "ещё не создано")
    found: list[Finding] = []
    with _reported(finding, found):
        storage = open_storage(settings.storage_url.get_secret_value(), settings.home)
        probe, name = os.urandom(32), f"probe-{secrets.token_hex(8)}"
        with tempfile.TemporaryDirectory(dir=settings.home) as folder:
            source = Path(folder, "probe")
            source.write_bytes(probe)
            storage.put(source, name)
        with closing(storage.open(name)) as stream:
            same = stream.read() == probe
        storage.delete(name)
        found.append(finding(same, "пишется и читается" if same else "отдаёт не то, что хранит"))
    return found[0]


@contextmanager
def _reported(make: Callable[[bool, str], Finding], findings: list[Finding]) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # whatever a driver or an engine raises is the finding
        findings.append(make(False, f"{type(error).__name__}: {error}".splitlines()[0]))


def _database(settings: Settings) -> Finding:
    def finding(ok: bool, version: str) -> Finding:
        return Finding(
            "database",
            "База данных",
            "needed",
            ok,
            version,
            "Ничего не работает, пока база недоступна или устарела",
            "parta init, для существующей базы parta upgrade",
        )

    url = settings.database
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).is_file():
        return finding(False, "ещё не создана")
    found: list[Finding] = []
    with _reported(finding, found):
        from sqlalchemy import text

        from app.migrate import is_current
        from core.database import make_engine

        engine = make_engine(url)
        try:
            current = is_current(engine)
            with engine.connect() as connection:
                # A change that is rolled back: reading alone does not show a read-only disk.
                connection.execute(text("DELETE FROM outbox WHERE 1 = 0"))
                connection.rollback()
            version = f"{engine.dialect.name} {'.'.join(map(str, _server_version(engine)))}"
            found.append(finding(current, version if current else version + ", не обновлена"))
        finally:
            engine.dispose()
    return found[0]


def _originals(settings: Settings) -> Finding:
    """What reading the files back has found; nothing is read for it now."""

    def finding(ok: bool, version: str) -> Finding:
        return Finding(
            "originals",
            "Целость файлов",
            "useful",
            ok,
            version,
            "Повреждённые материалы не открываются или не скачиваются",
            "parta verify назовёт их; верните эти файлы из резервной копии или загрузите снова",
        )

    url = settings.database
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).is_file():
        return finding(True, "файлов ещё нет")
    found: list[Finding] = []
    with _reported(lambda _ok, version: finding(True, f"не узнать: {version}"), found):
        from catalog.damaged import damage_count
        from core.database import make_engine, make_sessions

        engine = make_engine(url)
        try:
            with make_sessions(engine)() as session:
                damaged = damage_count(session)
        finally:
            engine.dispose()
        said = f"повреждено: {damaged}" if damaged else "повреждений не найдено"
        found.append(finding(not damaged, said))
    return found[0]


def _server_version(engine: Any) -> tuple[int, ...]:
    return tuple(engine.dialect.server_version_info or ())


def _meaning(settings: Settings) -> Finding:
    off = settings.meaning == "off"
    found = open_meaning(settings.meaning) is not None
    return Finding(
        "meaning",
        "Близость по смыслу",
        "useful",
        found or off,
        "выключена: PARTA_MEANING" if off else "включена" if found else "нет пакета",
        "Похожие уроки подбираются только по словам",
        "script/setup",
    )


def _transcriber() -> Finding:
    # None is shipped: without one nothing is broken.
    found = installed()
    return Finding(
        "transcriber",
        "Слова фильмов",
        "useful",
        True,
        found.package if found is not None else "из субтитров, речь не распознаётся",
    )


def _assets() -> Finding:
    manifest = DIST / "manifest.json"
    return Finding(
        "assets",
        "Стили и сценарии страниц",
        "needed",
        manifest.is_file(),
        "собраны" if manifest.is_file() else "не собраны",
        "Страницы открываются без оформления",
        "script/setup",
    )
