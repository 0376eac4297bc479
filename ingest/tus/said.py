"""What the sender said of a file that has come in part, for the row that waits for the rest."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.grid import Lesson, Subject
from catalog.licences import parse_licence
from ingest.details import Details
from ingest.models import Upload
from ingest.tus.create import details_of


def said_of(session: Session, uploads: Sequence[Upload]) -> dict[int, str]:
    """By row id: «Математика, 5 класс, CC BY 4.0», empty where nothing was said; two queries."""
    words = {upload.id: details_of(upload.words) for upload in uploads}
    if not any(upload.words for upload in uploads):
        return dict.fromkeys(words, "")
    subjects = {row.code: row.title for row in session.scalars(select(Subject))}
    keys = {key for said in words.values() for key in said.lessons}
    lessons = {
        row.key: row.title for row in session.scalars(select(Lesson).where(Lesson.key.in_(keys)))
    }
    return {row: ", ".join(_parts(said, subjects, lessons)) for row, said in words.items()}


def _parts(said: Details, subjects: dict[str, str], lessons: dict[str, str]) -> list[str]:
    parts = [f"«{said.title}»"] if said.title else []
    if said.subject:
        parts.append(subjects.get(said.subject, said.subject))
    if said.grade:
        parts.append(str(_("%(grade)s класс", grade=said.grade)))
    parts += [str(_("урок «%(title)s»", title=lessons.get(key, key))) for key in said.lessons]
    licence = parse_licence(said.licence)
    return [*parts, licence.name] if licence is not None else parts
