"""The school lexicon in force: the project's rows with the changes of this installation.

Kept per process and database, and made again when somebody has changed a row: a check of 0.1 ms,
at most every few seconds, and some 5 ms after a change. No index has to be built for it.
"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from language.lexicon import Lexicon
from search.grid_words import GridWords
from search.kept import Kept
from search.lexicon_rows import changed
from search.models import LexiconChange
from search.stand_ins import StandIns


def lexicon(session: Session) -> Lexicon:
    """The rows in force as they were a few seconds ago at most.

    No query when they were looked at within 5 seconds, else one, or two when there are changes.
    """
    return _in_force.of(session)


def commit(session: Session) -> None:
    """Commit changes of rows; the next search of this process sees them at once."""
    session.commit()
    _in_force.forget(session)


def stand_ins(session: Session, grid: GridWords) -> StandIns:
    """What may stand for words of a query in this installation."""
    return StandIns(lexicon(session), grid.initials)


def _stamp(session: Session) -> tuple[int, int]:
    """Grows with every change, also where a later one was committed before an earlier one."""
    newest, count = session.execute(
        select(func.max(LexiconChange.id), func.count(LexiconChange.id))
    ).one()
    return newest or 0, count


_in_force: Kept[Lexicon] = Kept(_stamp, lambda session: changed(session).lexicon())
