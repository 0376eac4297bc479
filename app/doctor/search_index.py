"""The search: whether its index stands, its engine fits the library, its lexicon is there."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.doctor.finding import Finding
from core.errors import PartaError
from core.settings import Settings
from search.engines import TANTIVY, WHOOSH, open_engine
from search.lexicon_rows import Changed, changed
from search.moving import MovingEngine
from search.port import Engine, IndexBroken

Read = TypeVar("Read")

WHOOSH_ITEMS = 50_000
"""Beyond so many items Whoosh is slower than a page should be (docs/decisions/0011)."""


def search_findings(settings: Settings) -> list[Finding]:
    """The index and its engine; raises nothing, changes nothing."""
    try:
        engine = open_engine(settings.search_url, settings.home)
    except PartaError:  # told of among the outside services
        return [_index(False), _lexicon(settings)]
    return [_index(_stands(engine)), _engine(settings, engine), _lexicon(settings)]


def _stands(engine: Engine) -> bool:
    try:
        engine.check()
    except (IndexBroken, OSError):
        return False
    return True


def _index(made: bool) -> Finding:
    return Finding(
        "index",
        "Поисковый индекс",
        "useful",
        made,
        "есть" if made else "ещё не построен",
        "Поиск ничего не находит, пока индекс не построен",
        "parta reindex",
    )


def _engine(settings: Settings, engine: Engine) -> Finding:
    def finding(ok: bool, version: str, cost: str = "", remedy: str = "") -> Finding:
        return Finding("engine", "Поисковый движок", "useful", ok, version, cost, remedy)

    if not isinstance(engine, MovingEngine):
        return finding(True, settings.search_url)
    names = (WHOOSH, TANTIVY)
    wanted, other = names if settings.search_url in ("", "whoosh:") else reversed(names)
    if engine.serving() is engine.old:
        return finding(
            False,
            f"{other}, а не {wanted}",
            f"Ищет прежний движок: индекс {wanted} ещё не построен",
            "parta reindex; поиск при этом работает",
        )
    items = _items(settings)
    if wanted == WHOOSH and items > WHOOSH_ITEMS:
        return finding(
            False,
            f"{WHOOSH}, материалов: {items}",
            f"Поиск медленнее, чем мог бы: {WHOOSH} рассчитан на {WHOOSH_ITEMS} материалов",
            "запишите в настройки PARTA_SEARCH_URL=tantivy: и выполните parta reindex",
        )
    return finding(True, wanted)


def _lexicon(settings: Settings) -> Finding:
    """The rows in force; those of the project alone where the database cannot be read."""

    def finding(ok: bool, version: str) -> Finding:
        return Finding(
            "lexicon",
            "Словарь поиска",
            "useful",
            ok,
            version,
            "Поиск не знает, как темы называют иначе",
            "установите программу заново: в ней нет файлов словаря",
        )

    try:
        rows = (_read(settings, changed) or Changed()).lexicon().rows
    except OSError:
        return finding(False, "")
    return finding(True, f"строк: {len(rows)}")


def _items(settings: Settings) -> int:
    """How many items there are; 0 where that cannot be told."""
    from catalog.models import Item

    count = select(func.count()).select_from(Item)
    return _read(settings, lambda session: session.scalar(count)) or 0


def _read(settings: Settings, what: Callable[[Session], Read]) -> Read | None:
    """What stands in the database; None where it cannot be read."""
    url = settings.database
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).is_file():
        return None
    from core.database import make_engine

    database = make_engine(url)
    try:
        with Session(database) as session:
            return what(session)
    except Exception:  # whatever a driver raises is told of where the database is looked at
        return None
    finally:
        database.dispose()
