"""Bring a database to the newest shape.

Every command asks first whether the shape is the newest, so that question is answered without the
migration tool: loading it takes longer than many a command.
"""

import ast
import re
from functools import cache
from pathlib import Path

from sqlalchemy import Engine, inspect, text

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"

_NAMED = re.compile(r"^(revision|down_revision)(?:: [^=]+)? = (.+)$", re.MULTILINE)
"""A migration's own name and that of the one before it (or several, in a tuple), as literals."""


def upgrade(engine: Engine) -> bool:
    """Apply what is missing; returns whether anything was."""
    if is_current(engine):
        return False
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
    return True


def is_current(engine: Engine) -> bool:
    """Whether the database has the newest shape."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        held = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    return set(held) == newest()


@cache
def newest() -> frozenset[str]:
    """The migrations that none follows: one, unless two were written side by side.

    Read once a process: what counts is the shape that this process's code was written for.
    """
    revisions: set[str] = set()
    followed: set[str] = set()
    for file in (MIGRATIONS / "versions").glob("*.py"):
        named = {
            name: ast.literal_eval(value) for name, value in _NAMED.findall(file.read_text("utf-8"))
        }
        revisions.add(named["revision"])
        before = named["down_revision"] or ()
        followed.update([before] if isinstance(before, str) else before)
    return frozenset(revisions - followed)
