"""The demo's week of searches is really searched, and not twice in one week."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from accounts.models import School
from search.models import QueryLog
from seed_content import searches
from seed_content.searches import AGAIN_AFTER, ask_demo_searches
from tests.diary.homework import published
from tests.town import ROWAN, Town, town

__all__ = ["town"]


def test_what_is_there_is_found_and_what_is_not_leaves_its_lesson(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "searches.toml"
    file.write_text('asked = ["доли", "координатный луч"]\n', "utf-8")
    monkeypatch.setattr(searches, "FILE", file)
    published(town, tmp_path)
    services = town.services
    with services.sessions() as session:
        school = session.scalars(select(School).where(School.public_id == ROWAN)).one()
        assert ask_demo_searches(session, services.engine, school, services.clock) == 2
        assert ask_demo_searches(session, services.engine, school, services.clock) == 0
        rows = session.scalars(select(QueryLog).order_by(QueryLog.id)).all()
        assert [(row.text, row.found > 0) for row in rows] == [
            ("доли", True),
            ("координатный луч", False),
        ]
        assert rows[1].nearest_lesson_id is not None

        def later() -> datetime:
            return services.clock() + AGAIN_AFTER + timedelta(minutes=1)

        assert ask_demo_searches(session, services.engine, school, later) == 2
