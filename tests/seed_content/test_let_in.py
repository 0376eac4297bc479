"""Those who have opened something in the demo school can sign in, as the class's list says."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import LoginSession, Person, School, User
from accounts.sign_in_state import state_of
from diary.models import Opened
from seed_content.let_in import let_in_who_was_here
from tests.diary.homework import a_task, lessons, published
from tests.town import ROWAN, Town, town

__all__ = ["town"]


def account(session: Session, source_id: str) -> User:
    return session.scalars(
        select(User)
        .join(Person, Person.id == User.person_id)
        .join(School, School.id == Person.school_id)
        .where(School.public_id == ROWAN, Person.source_id == source_id)
    ).one()


def test_who_was_here_gets_a_sign_in_and_a_childs_parent_too(town: Town, tmp_path: Path) -> None:
    item = published(town, tmp_path)
    first, second, *_ = lessons(town)
    task = a_task(town, item, occurrence_id=first, due_occurrence_id=second)
    opened = town.by("pupil").post(f"attachments/{task.attachment_id}/opens", json={"slides": "1"})
    assert opened.status_code == 204
    with town.services.sessions() as session:
        school = session.scalars(select(School).where(School.public_id == ROWAN)).one()
        for source_id in ("P1", "P2", "R1"):
            one = account(session, source_id)
            one.login = one.password_hash = None
        session.flush()

        assert let_in_who_was_here(session, school, town.services.clock) == 2
        states = {name: state_of(account(session, name)) for name in ("P1", "P2", "R1")}
        assert states == {"P1": "open", "P2": "none", "R1": "open"}
        pupil = account(session, "P1")
        seen = session.scalars(select(Opened.last)).one()
        entered = select(LoginSession).where(
            LoginSession.user_id == pupil.id, LoginSession.kind == "browser"
        )
        assert session.scalars(entered).one().created_at == seen
        assert let_in_who_was_here(session, school, town.services.clock) == 0
