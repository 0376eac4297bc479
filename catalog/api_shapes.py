"""What the catalogue's calls take and answer; the field descriptions are the documentation."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from catalog.kinds import KindCode
from core.asked import Query

Grade = Annotated[int, Field(ge=1, le=11)]


class LessonsAsked(Query):
    """Which lessons."""

    subject: list[str] = Field([], description="Код предмета; несколько значений — любой из них")
    grade: list[Grade] = Field([], description="Класс; несколько значений — любой из них")
    page: int = Field(1, ge=1, le=100_000, description="Страница, с 1")
    per_page: int = Field(100, ge=1, le=100, description="Уроков на странице")


class ItemAsked(Query):
    """Which version of a material."""

    version: int | None = Field(
        None, ge=1, le=1_000_000, description="Номер версии; без него — опубликованная"
    )


class WithdrawAsked(BaseModel):
    """Why a material is withdrawn."""

    why: str = Field("", max_length=500, description="Причина для автора и истории материала")


class ChangesAsked(BaseModel):
    """What its author is to mend before a material is sent in again."""

    why: str = Field(min_length=1, max_length=500, description="Что поправить: увидит автор")


class LessonShort(BaseModel):
    """A lesson in one line."""

    key: str
    subject: str = Field(description="Код предмета")
    subject_title: str
    grade: int
    lesson_no: int = Field(description="Номер урока в программе")
    title: str


class Lesson(LessonShort):
    """A lesson of the grid."""

    programme: str
    week: int | None = Field(description="Учебная неделя, 1–34")
    section: str
    topic: str
    hours: int
    keywords: list[str]


class LessonCounted(Lesson):
    """A lesson with how many materials the viewer finds there."""

    items_count: int


class LessonPage(BaseModel):
    """A page of lessons."""

    items: list[LessonCounted]
    next: str | None = Field(description="Адрес следующей страницы")


class ItemShort(BaseModel):
    """A material in a list."""

    item_id: str
    kind: KindCode
    title: str
    licence: str
    author: str
    status: str
    pages: int | None
    seconds: float | None
    cover: str | None = Field(description="Адрес обложки для этого читателя")


class LessonWithItems(Lesson):
    """A lesson with its materials, as far as the viewer may see them."""

    retired: bool = Field(description="Урока больше нет в действующем плане")
    items: list[ItemShort]


class Rendition(BaseModel):
    """Something viewable made of the file."""

    name: str
    url: str = Field(description="Адрес для этого читателя, действует не меньше недели")
    mime: str
    width: int | None
    height: int | None


class FragmentShape(BaseModel):
    """A slide, a page or a moment with its words."""

    type: Literal["slide", "page", "second"]
    at: int
    heading: str
    text: str
    notes: str = Field(description="Заметки докладчика; ученикам и родителям — пусто")
    hidden: bool = Field(description="Слайд скрыт при показе")


class VersionShort(BaseModel):
    """A version of a material."""

    version_id: str
    no: int
    status: str
    processed: bool = Field(description="Обложка и текст готовы")
    created_at: str


class Item(BaseModel):
    """A material at one of its versions."""

    item_id: str
    version_id: str
    kind: KindCode
    format: str = Field(description="Формат по содержанию файла")
    title: str
    description: str
    author: str
    source: str
    licence: str
    language: str
    keywords: list[str]
    subjects: list[str] = Field(
        description="Предметы уроков, а пока их нет — указанный при загрузке"
    )
    grades: list[int]
    lessons: list[LessonShort]
    status: str = Field(description="Состояние версии, или withdrawn")
    published: bool = Field(description="Эту версию видят читатели")
    shelf: Literal["private", "school", "region", "federal"]
    pages: int | None = Field(description="Слайды или страницы, сколько видит читатель")
    seconds: float | None
    versions: list[VersionShort] = Field(description="Все версии — автору и методисту")
    fragments: list[FragmentShape] = Field(
        description="Ученикам и родителям — без слайдов, скрытых при показе; номера остаются"
    )
    renditions: list[Rendition] = Field(
        description="Ученикам и родителям — без тех, где есть скрытые слайды"
    )
    download: str | None = Field(
        description="Адрес исходного файла, если лицензия разрешает; ученикам и родителям — "
        "только если в нём нет заметок и скрытых слайдов"
    )


class Changed(BaseModel):
    """Where a material stands after a change of status."""

    item_id: str
    version_id: str
    status: str
    published: bool
    shelf: Literal["private", "school", "region", "federal"]
