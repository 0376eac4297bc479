"""Alembic's environment: one database, the metadata of all rooms."""

from alembic import context
from sqlalchemy import Connection

from app.tables import metadata
from core.database import Instant, make_engine
from core.settings import load_settings


def _render(kind: str, thing: object, _context: object) -> str | bool:
    """A migration stands on SQLAlchemy alone, so that old ones outlive changes of ours."""
    if kind == "type" and isinstance(thing, Instant):
        return "sa.DateTime(timezone=True)"
    return False


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        render_item=_render,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if isinstance(given, Connection):
    _run(given)
else:
    with make_engine(load_settings().database).connect() as fresh:
        _run(fresh)
        fresh.commit()
