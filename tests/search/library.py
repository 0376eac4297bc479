"""A small library for the tests of search: rows in a real database, an engine beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy.orm import Session

from accounts.models import Person, School, Territory
from accounts.viewer import RoleAt, Viewer
from catalog.change import changed
from catalog.grid import Edition, Lesson, Subject
from catalog.models import Fragment, Item, Placement, Version
from media.models import Original
from search.find import Results, SearchQuery, find
from search.port import Engine
from search.suggest import suggest

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)

SUBJECTS = {"math": "Математика", "geography": "География", "russian": "Русский язык"}


def clock() -> datetime:
    return NOW


@dataclass
class Library:
    """Two schools in two towns of one region, a teacher in each, a grid of twelve lessons."""

    session: Session
    engine: Engine
    schools: list[School] = field(default_factory=list)
    teachers: list[Viewer] = field(default_factory=list)
    lessons: dict[str, Lesson] = field(default_factory=dict)
    _next: Iterator[int] = field(default_factory=lambda: count(1))

    def furnish(self) -> None:
        region = Territory(kind="region", name="Край")
        self.session.add(region)
        for name in ("Рябинск", "Кленовск"):
            town = Territory(kind="municipality", name=name, parent=region)
            school = School(
                territory=town, timezone="Europe/Moscow", name=name, short_name=name, town=name
            )
            teacher = Person(last_name=name, first_name="Анна")
            self.session.add_all([town, school, teacher])
            self.session.flush()
            self.schools.append(school)
            self.teachers.append(
                Viewer(
                    person_id=teacher.id,
                    roles=(RoleAt("teacher", school_id=school.id),),
                    territory_ids=frozenset({town.id, region.id}),
                )
            )
        self.session.add(Edition(code="default", active=True))
        for position, (code, title) in enumerate(SUBJECTS.items()):
            self.session.add(Subject(code=code, title=title, position=position))
        self.session.flush()
        topics = {
            "math": ["Натуральные числа", "Обыкновенные дроби"],
            "geography": ["Вулканы и гейзеры", "Океаны"],
            "russian": ["Звуки и буквы", "Части речи"],
        }
        for code, titles in topics.items():
            for grade in (5, 6):
                for no, title in enumerate(titles, 1):
                    lesson = Lesson(
                        key=f"{code}-{grade}-{no}",
                        edition_code="default",
                        subject_code=code,
                        programme="base",
                        grade=grade,
                        lesson_no=no,
                        topic=title,
                        title=f"{title}: урок {grade}",
                    )
                    self.session.add(lesson)
                    self.lessons[lesson.key] = lesson
        self.session.commit()

    def methodologist(self, school: int = 0) -> Viewer:
        """The teacher of a school as its methodologist."""
        teacher = self.teachers[school]
        return Viewer(
            person_id=teacher.person_id,
            roles=(RoleAt("methodologist", school_id=self.schools[school].id),),
            territory_ids=teacher.territory_ids,
        )

    def add(
        self,
        title: str,
        *,
        kind: str = "presentation",
        slides: Sequence[str | tuple[str, str]] = (),
        lessons: Sequence[str] = (),
        shelf: str = "federal",
        school: int | None = None,
        owner: int | None = None,
        published: bool = True,
        licence: str = "CC BY 4.0",
        subject: str | None = None,
        grade: int | None = None,
        keywords: Sequence[str] = (),
        unit: str = "slide",
        seconds: int | None = None,
    ) -> Item:
        """An item with its words; ``slides`` are texts, or headings with texts."""
        number = next(self._next)
        sha = f"{number:064d}"
        lasts = 1000 * seconds if seconds else None
        self.session.add(
            Original(sha256=sha, bytes=1, kind=kind, format="x", duration_ms=lasts, stored_at=NOW)
        )
        item = Item(
            kind=kind,
            shelf=shelf,
            school_id=self.schools[school or 0].id if shelf == "school" else None,
            owner_id=self.teachers[owner].person_id if owner is not None else None,
            subject_code=subject,
            grade=grade,
            created_at=NOW + timedelta(minutes=number),
        )
        self.session.add(item)
        self.session.flush()
        version = self.version(
            item, title, sha, slides, published=published, licence=licence, unit=unit
        )
        version.keywords = list(keywords)
        for key in lessons:
            self.session.add(
                Placement(item_id=item.id, lesson_id=self.lessons[key].id, created_at=NOW)
            )
        changed(self.session, item, clock)
        self.session.commit()
        self.session.expire_all()
        return item

    def version(
        self,
        item: Item,
        title: str,
        sha: str,
        slides: Sequence[str | tuple[str, str]] = (),
        *,
        no: int = 1,
        published: bool = True,
        licence: str = "CC BY 4.0",
        unit: str = "slide",
    ) -> Version:
        version = Version(
            item_id=item.id,
            no=no,
            original_sha=sha,
            file_name="урок.pptx",
            title=title,
            licence=licence,
            status="published" if published else "draft",
            created_at=NOW,
            processed_at=NOW,
        )
        self.session.add(version)
        self.session.flush()
        for at, slide in enumerate(slides, 1):
            heading, text = slide if isinstance(slide, tuple) else ("", slide)
            place = at * 1500 if unit == "ms" else at
            self.session.add(
                Fragment(version_id=version.id, unit=unit, at=place, heading=heading, text=text)
            )
        if published:
            item.published_version_id = version.id
        return version

    def withdraw(self, item: Item) -> None:
        item.withdrawn_at = NOW
        changed(self.session, item, clock)
        self.session.commit()

    def find(self, q: str = "", viewer: Viewer | None = None, **more: object) -> Results:
        query = SearchQuery(q=q, **more)  # type: ignore[arg-type]
        who = viewer if viewer is not None else Viewer.the_operator()
        return find(self.session, self.engine, who, query, clock=clock)

    def titles(self, q: str = "", viewer: Viewer | None = None, **more: object) -> list[str]:
        return [hit.card.title for hit in self.find(q, viewer, **more).hits]

    def suggest(self, prefix: str, viewer: Viewer | None = None) -> list[str]:
        who = viewer if viewer is not None else Viewer.the_operator()
        return suggest(self.session, self.engine, who, prefix)
