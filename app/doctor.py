"""``parta doctor``: what is present, what is missing, and what that costs.

Nothing is changed and nothing is created: an installation that was never made is only reported.
"""

import os
import re
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from core.settings import Settings

Severity = Literal["needed", "useful"]

TOOL_SECONDS = 30
"""A tool that does not even tell its version in this time is of no use; LibreOffice takes 1–5."""

LITTLE_SPACE = 2 * 1024**3
"""Bytes: below this a single film of the permitted size and its copies may not fit."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at.

    ``name`` is for machines, ``title_ru`` for people. ``version`` is what was found (a version, a
    path, a size) or ``""``. When not ``ok``, ``cost_ru`` says what will not work and ``remedy_ru``
    what to do. ``severity``: without a ``needed`` one nothing runs, without a ``useful`` one part
    of the work is still done.
    """

    name: str
    title_ru: str
    severity: Severity
    ok: bool
    version: str = ""
    cost_ru: str = ""
    remedy_ru: str = ""

    def as_json(self) -> dict[str, Any]:
        """One element of what ``parta doctor --json`` prints."""
        return asdict(self)

    def as_line(self) -> str:
        """A line for people; under a missing thing its cost and the remedy, three lines in all."""
        mark = "есть" if self.ok else "НЕТ "
        line = f"{mark}  {self.title_ru:<{_WIDTH}}  {self.version}".rstrip()
        if self.ok:
            return line
        return f"{line}\n      {self.cost_ru}.\n      Что сделать: {self.remedy_ru}."


_WIDTH = 24
"""The longest title."""


def examine(settings: Settings) -> list[Finding]:
    """Look at everything that this installation leans on; takes a few seconds, raises nothing."""
    return [
        _tool(
            "ffmpeg",
            "ffmpeg",
            [settings.ffmpeg, "-version"],
            "Фильмы не обрабатываются: у них не будет ни кадра, ни просмотра в браузере",
            "apt-get install ffmpeg, или укажите программу в PARTA_FFMPEG",
        ),
        _tool(
            "ffprobe",
            "ffprobe",
            [settings.ffprobe, "-version"],
            "Фильмы не распознаются и не принимаются",
            "apt-get install ffmpeg, или укажите программу в PARTA_FFPROBE",
        ),
        _tool(
            "soffice",
            "LibreOffice",
            [settings.soffice, "--version"],
            "Презентации не превращаются в картинки слайдов; PDF, картинки и фильмы работают",
            "apt-get install libreoffice-impress, или укажите программу в PARTA_SOFFICE",
        ),
        _fonts(),
        _sandbox(settings),
        _home(settings),
        _space(settings),
        _secrets(settings),
        _database(settings),
        _index(settings),
        _assets(),
    ]


def _tool(name: str, title: str, argv: list[str], cost: str, remedy: str) -> Finding:
    def finding(ok: bool, version: str = "") -> Finding:
        return Finding(name, title, "useful", ok, version, cost, remedy)

    if shutil.which(argv[0]) is None:
        return finding(False, f"{argv[0]}: не найден")
    try:
        done = subprocess.run(
            argv,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=TOOL_SECONDS,
            check=False,
            text=True,
            errors="replace",
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return finding(False, f"{argv[0]}: не запускается ({type(error).__name__})")
    if "/proc not mounted" in done.stderr:
        return Finding(
            name,
            title,
            "useful",
            False,
            "не запускается без /proc",
            cost,
            "mount -t proc proc /proc, или PARTA_SOFFICE=…/script/soffice-bare",
        )
    number = re.search(r"\d+\.\d+[\w.:+~-]*", done.stdout)
    if done.returncode != 0 or number is None:
        return finding(False, f"{argv[0]}: не запускается (код {done.returncode})")
    return finding(True, number.group())


def _fonts() -> Finding:
    def finding(ok: bool, version: str = "") -> Finding:
        return Finding(
            "fonts",
            "Шрифты с кириллицей",
            "useful",
            ok,
            version,
            "Русский текст на картинках слайдов может выйти пустыми квадратами или разъехаться",
            "apt-get install fonts-liberation2 fonts-dejavu-core fonts-crosextra-carlito",
        )

    try:
        listed = subprocess.run(
            ["fc-list", ":lang=ru", "family"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=TOOL_SECONDS,
            check=False,
            text=True,
            errors="replace",
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return finding(False, "fc-list не найден")
    families = {line.split(",")[0].strip() for line in listed.splitlines() if line.strip()}
    expected = {"Liberation Sans", "DejaVu Sans", "Carlito"}
    absent = sorted(expected - families)
    if absent:
        return finding(False, "нет: " + ", ".join(absent))
    return finding(True, f"семейств: {len(families)}")


def _sandbox(settings: Settings) -> Finding:
    from media.walls import best_wall

    wall = best_wall(settings.sandbox)
    return Finding(
        "sandbox",
        "Изоляция программ",
        "useful",
        wall.blocks_network,
        wall.name,
        "Чужой файл, открытый программой, мог бы обратиться в сеть от имени сервера",
        "разрешите пользовательские пространства имён или запускайте обработчик там, где они есть"
        if settings.sandbox == ""
        else "уберите PARTA_SANDBOX=none",
    )


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
        f"{free / 1024**3:.1f} ГБ",
        "Большие файлы не поместятся, загрузка остановится",
        "освободите место или перенесите PARTA_HOME на больший диск",
    )


def _secrets(settings: Settings) -> Finding:
    folder = settings.home / "secrets"
    loose = [
        path
        for path in [folder, *folder.glob("*")]
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    return Finding(
        "secrets",
        "Ключи установки",
        "useful",
        not loose,
        "закрыты" if not loose else "видны другим: " + ", ".join(p.name for p in loose),
        "Другой пользователь этой машины может подделать вход",
        f"chmod -R go-rwx {folder}",
    )


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


def _server_version(engine: Any) -> tuple[int, ...]:
    return tuple(engine.dialect.server_version_info or ())


def _index(settings: Settings) -> Finding:
    folder = settings.home / "index"
    made = (folder / "current").exists()
    return Finding(
        "index",
        "Поисковый индекс",
        "useful",
        made,
        "есть" if made else "ещё не построен",
        "Поиск ничего не находит, пока индекс не построен",
        "parta reindex",
    )


def _assets() -> Finding:
    manifest = Path(__file__).resolve().parent.parent / "static" / "dist" / "manifest.json"
    return Finding(
        "assets",
        "Стили и сценарии страниц",
        "needed",
        manifest.is_file(),
        "собраны" if manifest.is_file() else "не собраны",
        "Страницы открываются без оформления",
        "script/setup",
    )
