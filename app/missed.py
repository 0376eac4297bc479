"""A rendition whose bytes are gone is asked for once, by whoever meets its absence."""

from sqlalchemy.orm import Session

from core import web
from ingest.remake import ask_for
from media.models import Rendition


def missed(session: Session, row: Rendition) -> None:
    """Ask for the rendition to be made again; commits."""
    ask_for(session, row, web.clock())
    session.commit()
