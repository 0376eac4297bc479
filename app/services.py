"""An installation put together: each port's side chosen by its setting, nothing started yet."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine as Database

import app.scopes
import app.tables  # noqa: F401  every table, so that relationships between rooms resolve
from core.clock import Clock, utc_now
from core.database import SessionFactory, make_engine, make_sessions
from core.errors import Invalid, PartaError
from core.settings import Settings, secret_key
from ingest import processors
from ingest.entering import Means
from language.meaning.choose import open_meaning
from language.meaning.port import Meaning
from media.storage import Storage, open_storage
from media.tools import ToolPaths
from search.engines import open_engine, refuse_unknown
from search.item_meanings import ItemMeanings
from search.lesson_scores import LessonMeanings
from search.port import Engine

EMBEDDED = {
    "storage_url": "файлы хранятся в папке установки",
    "queue_url": "задания ждут в базе данных",
    "cache_url": "входы и ограничения хранятся в базе данных",
}
"""Settings that name an outside service which is not built yet, and what serves in its place."""


def refuse_foreign(settings: Settings) -> None:
    """Raises Invalid where a setting names an outside service that nothing here would use."""
    for name, instead in EMBEDDED.items():
        if getattr(settings, name).get_secret_value():
            raise Invalid(
                f"PARTA_{name.upper()}: внешних служб пока нет, {instead}. "
                "Оставьте эту настройку пустой."
            )
    refuse_unknown(settings.search_url)


class NotInitialised(PartaError):
    """The home holds no installation, or one of an older shape."""

    code = "not_initialised"


@dataclass(frozen=True)
class Services:
    """The parts of one installation. Raises Invalid as ``refuse_foreign`` says."""

    settings: Settings
    clock: Clock = utc_now

    def __post_init__(self) -> None:
        refuse_foreign(self.settings)

    @cached_property
    def database(self) -> Database:
        """The database's connection pool."""
        return make_engine(self.settings.database, self.settings.web_threads)

    @cached_property
    def sessions(self) -> SessionFactory:
        """Where database sessions come from."""
        return make_sessions(self.database)

    @cached_property
    def storage(self) -> Storage:
        """Where bytes lie."""
        return open_storage(self.settings.storage_url.get_secret_value(), self.settings.home)

    @cached_property
    def engine(self) -> Engine:
        """The search engine."""
        return open_engine(self.settings.search_url, self.settings.home)

    @cached_property
    def lesson_meanings(self) -> LessonMeanings | None:
        """How near lessons are to a text in meaning; None where that is turned off."""
        return LessonMeanings(self.meaning) if self.meaning is not None else None

    @cached_property
    def meaning(self) -> Meaning | None:
        """The encoder of meaning; None where it is turned off."""
        return open_meaning(self.settings.meaning)

    @property
    def meaning_folder(self) -> Path:
        """Where the items' vectors lie."""
        return self.settings.home / "meaning"

    @cached_property
    def item_meanings(self) -> ItemMeanings | None:
        """How near items are in meaning; None where that is turned off."""
        if self.meaning is None:
            return None
        return ItemMeanings(self.meaning, self.meaning_folder)

    @cached_property
    def tools(self) -> ToolPaths:
        """The programs that processors run."""
        return ToolPaths(
            ffmpeg=self.settings.ffmpeg,
            ffprobe=self.settings.ffprobe,
            soffice=self.settings.soffice,
            tesseract=self.settings.tesseract,
            sandbox=self.settings.sandbox,
            tmp=self.settings.temporary,
        )

    @cached_property
    def secret(self) -> bytes:
        """The installation's secret."""
        return secret_key(self.settings.home)

    @cached_property
    def recipes(self) -> dict[str, int]:
        """The recipes by which renditions are made now, each with its version."""
        return {one.recipe: one.recipe_version for one in processors.PROCESSORS}

    @property
    def means(self) -> Means:
        """What taking a file in works with."""
        return Means(self.storage, self.tools, self.clock)

    def require_current(self) -> None:
        """Raises NotInitialised unless the database has the newest shape."""
        from app.migrate import is_current

        if self.settings.database.startswith("sqlite") and not self.settings.home.is_dir():
            raise NotInitialised(
                f"В папке {self.settings.home} ещё нет «Парты». Выполните parta init."
            )
        if not is_current(self.database):
            raise NotInitialised("База устарела или пуста. Выполните parta init.")
