"""What the demo school's teachers have looked for this week, some of it in vain."""

import tomllib
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import School, User
from accounts.viewer import viewer_of
from core.clock import Clock
from search.find import SearchQuery, find
from search.models import QueryLog
from search.port import Engine
from seed_content.source import HOME

FILE = HOME / "school" / "searches.toml"
AGAIN_AFTER = timedelta(days=5)
"""So old searches leave the week that the methodologist is shown."""


def ask_demo_searches(session: Session, engine: Engine, school: School, clock: Clock) -> int:
    """Search as the demo teacher, really; returns how many searches were made; commits.

    None where the school's log has one of these searches from the last days.
    """
    asked: list[str] = tomllib.loads(FILE.read_text("utf-8"))["asked"]
    made_lately = select(QueryLog.id).where(
        QueryLog.school_id == school.id,
        QueryLog.text.in_(asked),
        QueryLog.at > clock() - AGAIN_AFTER,
    )
    if session.scalar(made_lately.limit(1)) is not None:
        return 0
    teacher = viewer_of(session, session.scalars(select(User).filter_by(login="teacher")).one())
    for text in asked:
        find(session, engine, teacher, SearchQuery(q=text), clock=clock)
    return len(asked)
