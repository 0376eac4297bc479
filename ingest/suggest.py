"""The lessons that an item's file most likely belongs to, from what it says of itself."""

from pathlib import PurePath

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.models import Fragment, Version
from ingest.lessons_of_near import lessons_of_near, with_those_of_near
from search.grid_words import grid_words
from search.lesson_scores import LessonMeanings
from search.likely_lessons import LikelyLesson, Said, likely_lessons

MOST = 5
"""Lessons that are suggested: as many as a person reads before choosing otherwise."""

COVER_WORDS = 200
"""Characters of the first slide that are read for «Математика, 5 класс»; a cover has fewer."""


def suggest_lessons(
    session: Session, viewer: Viewer, version: Version, meanings: LessonMeanings | None
) -> list[LikelyLesson]:
    """At most five lessons for a version, the likeliest first; none when nothing is known.

    Those in which its near-duplicates stand, as far as the viewer may open them; then from its
    title, keywords, file name and words. All under the subject and grade that the item was filed
    with where it was. Five queries at most, and those of ``grid_words``.
    """
    grid, item = grid_words(session), version.item
    found = likely_lessons(grid, said_by(session, version), meanings, MOST)
    same = lessons_of_near(session, viewer, item)
    return with_those_of_near(found, same, grid, item)[:MOST]


def said_by(session: Session, version: Version) -> Said:
    """What a version says of itself; one query. Hidden slides count, they are the author's too."""
    rows = session.execute(
        select(Fragment.heading, Fragment.text, Fragment.notes)
        .where(Fragment.version_id == version.id)
        .order_by(Fragment.at)
    ).all()
    return Said(
        names=_names(version),
        cover="\n".join((rows[0].heading, rows[0].text))[:COVER_WORDS] if rows else "",
        headings=tuple(filter(None, (row.heading for row in rows))),
        text="\n".join((version.description, *(f"{row.text}\n{row.notes}" for row in rows))),
        subject=version.item.subject_code,
        grade=version.item.grade,
    )


def _names(version: Version) -> tuple[str, ...]:
    stem = PurePath(version.file_name).stem
    return tuple(dict.fromkeys((stem, "; ".join(version.keywords), version.title)))
