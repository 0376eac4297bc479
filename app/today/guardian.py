"""A guardian's front page: each child's next day, and how the child signs in."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from accounts.age import needs_guardian
from accounts.children import Kin, family_of
from accounts.sign_in_state import State, state_of
from accounts.viewer import Viewer
from app.today.pupil import PupilPage, pupil_pages


@dataclass(frozen=True)
class ChildPage:
    """A child. ``alone``: from 14 years on it keeps its sign-in itself."""

    kin: Kin
    page: PupilPage
    alone: bool
    state: State

    @property
    def initials(self) -> str:
        """Two letters for the round sign."""
        person = self.kin.person
        return "".join(part[0] for part in (person.first_name, person.last_name) if part)


@dataclass(frozen=True)
class GuardianPage:
    """The children by the alphabet."""

    today: date
    children: tuple[ChildPage, ...]

    @property
    def tasks(self) -> int:
        """What is listed of the children: due at their next days, or due before and not done."""
        return sum(len(child.page.tasks) + len(child.page.late) for child in self.children)

    @property
    def done(self) -> int:
        """How much of it is done."""
        return sum(len(child.page.done) for child in self.children)


def guardian_page(session: Session, viewer: Viewer, local: datetime) -> GuardianPage:
    """The page at a moment of the school's local time; eight queries for any number of children."""
    today = local.date()
    family = family_of(session, viewer.person_id)
    pages = pupil_pages(session, {kin.person.id for kin in family}, local) if family else {}
    return GuardianPage(
        today=today,
        children=tuple(
            ChildPage(
                kin=kin,
                page=pages[kin.person.id],
                alone=not needs_guardian(kin.person, today),
                state=state_of(kin.user),
            )
            for kin in family
        ),
    )
