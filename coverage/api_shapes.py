"""What the coverage call takes and answers; the field descriptions are the documentation."""

from typing import Annotated

from pydantic import BaseModel, Field, RootModel

from core.asked import Query

Grade = Annotated[int, Field(ge=1, le=11)]


class CoverageAsked(Query):
    """Which part of the matrix."""

    subject: str | None = Field(None, description="Код предмета")
    grade: Grade | None = Field(None, description="Класс; вместе с предметом — уроки клетки")


class ByKind(BaseModel):
    """Counts by kind."""

    presentation: int
    image: int
    video: int
    audio: int


class CoverageCell(BaseModel):
    """A subject in a programme and grade."""

    edition: str
    programme: str
    subject: str
    grade: int
    lessons: int = Field(description="Уроков в действующем плане")
    covered: int = Field(description="Уроков, у которых есть опубликованный материал")
    by_kind: ByKind = Field(description="Уроков, у которых есть материал этого вида")


class CoverageLesson(BaseModel):
    """A lesson of a cell."""

    lesson_key: str
    lesson_no: int
    section: str
    topic: str
    title: str
    programme: str
    items: int = Field(description="Опубликованных материалов")
    by_kind: ByKind = Field(description="Материалов этого вида")


class Coverage(RootModel[list[CoverageCell] | list[CoverageLesson]]):
    """Cells in the grid's order; with both a subject and a grade the cell's lessons in order."""
