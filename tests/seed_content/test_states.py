"""The demo teacher's own materials are brought to the states that their sources name, once."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import User
from accounts.viewer import Viewer, viewer_of
from catalog.ask_changes import asked_of
from catalog.models import Item
from ingest.batch import take_all
from ingest.bulk import Load
from seed_content.entries import entry_of
from seed_content.states import bring_to_state
from tests.ingest.makers import picture
from tests.seed_content.taking_in import built
from tests.town import Town, town

__all__ = ["town"]


def viewers(session: Session) -> tuple[Viewer, Viewer]:
    teacher, methodologist = (
        viewer_of(session, session.scalars(select(User).filter_by(login=login)).one())
        for login in ("teacher", "methodologist")
    )
    return teacher, methodologist


@pytest.mark.parametrize(
    ("state", "status", "withdrawn"),
    [
        ("draft", "draft", False),
        ("submitted", "submitted", False),
        ("changes_asked", "changes_asked", False),
        ("withdrawn", "published", True),
    ],
)
def test_a_draft_is_brought_to_its_state_once(
    town: Town, tmp_path: Path, state: str, status: str, withdrawn: bool
) -> None:
    plain = replace(built(tmp_path / "circle.png"), lessons=("math-5-1",))
    one = replace(plain, state=state, why="Подпишите оси.")
    picture((64, 48)).save(one.path)
    services = town.services
    with services.sessions() as session:
        teacher, methodologist = viewers(session)
    list(take_all(Load(services.sessions, services.means, teacher), [entry_of(one)], 1))
    town.work()

    with services.sessions() as session:
        done = bring_to_state(session, one, teacher, methodologist, services.clock)
        assert done is (state != "draft")
        item = session.scalars(select(Item)).one()
        assert (item.versions[0].status, item.withdrawn_at is not None) == (status, withdrawn)
        asked = asked_of(session, [item.id])
        assert asked == ({item.id: "Подпишите оси."} if state == "changes_asked" else {})
        assert not bring_to_state(session, one, teacher, methodologist, services.clock)
