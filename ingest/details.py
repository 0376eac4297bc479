"""What a sender says of a file: checked once, whichever door it came through."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from pathlib import PurePath

from sqlalchemy.orm import Session

from catalog.describe import LIMITS, split_keywords
from catalog.errors import LessonNotFound, UnknownLesson
from catalog.grid import Lesson
from catalog.items import get_lesson
from catalog.licences import DEFAULT, parse_licence
from catalog.place import known_subject, parse_grade
from core.plain_text import plain

NO_LICENCE = f"Лицензия не указана: считаем, что «{DEFAULT}»."


@dataclass(frozen=True)
class Details:
    """The words that came with a file, as they were sent; all may be empty."""

    title: str = ""
    subject: str = ""
    grade: str = ""
    lessons: tuple[str, ...] = ()
    licence: str = ""
    author: str = ""
    source: str = ""
    language: str = ""
    keywords: str = ""
    description: str = ""

    def __post_init__(self) -> None:
        """Every door makes these: here the words lose what is no writing."""
        for each in fields(self):
            said = getattr(self, each.name)
            clean = plain(said) if isinstance(said, str) else tuple(plain(one) for one in said)
            object.__setattr__(self, each.name, clean)


@dataclass(frozen=True)
class Checked:
    """The same, made sense of; ``given`` names the details that were not left empty."""

    title: str
    subject: str | None
    grade: int | None
    lessons: Sequence[Lesson]
    licence: str
    author: str
    source: str
    language: str
    keywords: list[str]
    description: str
    warnings: list[str] = field(default_factory=list)
    given: frozenset[str] = frozenset()


def check_details(session: Session, details: Details, file_name: str) -> Checked:
    """Make sense of ``details``.

    Raises UnknownSubject, BadGrade, UnknownLesson (all of them Invalid).
    """
    warnings: list[str] = []
    licence = parse_licence(details.licence)
    if licence is None:
        warnings.append(NO_LICENCE)
    elif not licence.known:
        warnings.append(f"Лицензия «{licence.name}» нам неизвестна: оставляем её как есть.")
    return Checked(
        title=_line(details.title, LIMITS["title"]) or title_from_name(file_name),
        subject=known_subject(session, details.subject.strip()),
        grade=parse_grade(details.grade),
        lessons=[_lesson(session, key) for key in details.lessons],
        licence=licence.name if licence else DEFAULT,
        author=_line(details.author, LIMITS["author"]),
        source=_line(details.source, LIMITS["source"]),
        language=_line(details.language, LIMITS["language"]) or "ru",
        keywords=split_keywords(details.keywords),
        description=details.description.strip()[: LIMITS["description"]],
        warnings=warnings,
        given=frozenset(each.name for each in fields(details) if getattr(details, each.name)),
    )


def _lesson(session: Session, key: str) -> Lesson:
    try:
        return get_lesson(session, key)
    except LessonNotFound as error:
        raise UnknownLesson(key) from error


def clean_name(name: str) -> str:
    """A file's name fit to be kept and shown: its last part, no control or direction characters."""
    last = PurePath(name.replace("\\", "/")).name
    valid = last.encode("utf-8", "replace").decode("utf-8")
    shown = "".join(c for c in valid if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    told = shown.strip()[-200:]
    return told if told.strip(".") else "файл"


def title_from_name(name: str) -> str:
    """A title from a file's name: without the ending, underscores as spaces."""
    stem = PurePath(clean_name(name)).stem.replace("_", " ")
    return _line(stem, LIMITS["title"]) or "Без названия"


def split_lessons(text: str) -> tuple[str, ...]:
    """Lesson keys from a line with ``;`` between them."""
    return tuple(dict.fromkeys(key.strip() for key in text.split(";") if key.strip()))


def _line(text: str, limit: int) -> str:
    return " ".join(text.split())[:limit]
