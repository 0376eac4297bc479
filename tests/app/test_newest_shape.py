"""Whether a database has the newest shape, and what asking that costs."""

import subprocess
import sys

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from app.cli import COMMANDS
from app.migrate import MIGRATIONS, is_current, newest, upgrade
from core.database import make_engine
from core.settings import Settings


def test_the_newest_shape_is_the_migration_tools_own_newest() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))

    assert newest() == set(ScriptDirectory.from_config(config).get_heads())


def test_an_empty_and_an_older_database_are_told_from_a_current_one(settings: Settings) -> None:
    fresh = settings.model_copy(update={"home": settings.home / "пусто"})
    fresh.home.mkdir()
    database = make_engine(fresh.database)

    assert not is_current(database)
    assert upgrade(database)
    assert is_current(database)
    assert not upgrade(database)
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert not is_current(database)
    with database.begin() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
    assert not is_current(database)
    database.dispose()


def test_no_command_loads_the_migration_tool_or_what_only_the_parsing_child_needs() -> None:
    modules = ", ".join(sorted({place.partition(":")[0] for place in COMMANDS.values()}))
    loaded = loaded_by(f"app.migrate, app.factory, app.work, {modules}")
    assert "app.work" in loaded
    assert not loaded & {"alembic", "pptx", "pypdfium2", "lxml.etree"}


def test_a_command_that_does_not_search_loads_no_engine() -> None:
    loaded = loaded_by("app.services")
    assert "search.engines" in loaded
    assert not loaded & {"numpy", "whoosh", "tantivy"}


def loaded_by(modules: str) -> set[str]:
    """What a new process has loaded once it has imported these."""
    code = f"import sys, {modules}; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=MIGRATIONS.parent, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    return set(ran.stdout.split())
