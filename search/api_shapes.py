"""What the search's calls take and answer; the field descriptions are the documentation."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, RootModel

from catalog.kinds import KindCode
from core.asked import Query

Grade = Annotated[int, Field(ge=1, le=11)]
Year = Annotated[int, Field(ge=1900, le=2200)]
LengthCode = Literal[
    "slides-10",
    "slides-20",
    "slides-more",
    "minutes-5",
    "minutes-15",
    "minutes-45",
    "minutes-more",
]


class SearchAsked(Query):
    """What to look for; a repeated filter means «or»."""

    q: str = Field("", description="Запрос как есть: «дроби 5 класс презентация»")
    subject: list[str] = Field([], description="Код предмета; несколько значений — любой из них")
    grade: list[Grade] = Field([], description="Класс; несколько значений — любой из них")
    kind: list[KindCode] = Field([], description="Вид материала")
    lesson: list[str] = Field([], description="Ключ урока")
    licence: list[str] = Field([], description="Лицензия")
    section: list[str] = Field([], description="Раздел: код из счётчиков «section»")
    author: list[str] = Field([], description="Автор, как он назван в материале")
    length: list[LengthCode] = Field([], description="Длина: слайды или минуты")
    language: list[str] = Field([], description="Язык материала: код ISO 639, «ru»")
    year: list[Year] = Field([], description="Год, когда материал появился в библиотеке")
    sort: Literal["relevance", "newest", "used", "lesson"] = Field(
        "relevance",
        description="Порядок: подходящие, новые, чаще используемые, по порядку уроков",
    )
    as_of: int | None = Field(
        None,
        ge=0,
        le=2**53,
        description="«as_of» первой страницы: то, что появилось позже, страниц не сдвинет",
    )
    near: str = Field("", description="Ключ урока, от которого ищут: близкое к нему стоит выше")
    page: int = Field(1, ge=1, le=100_000, description="Страница, с 1")
    per_page: int = Field(10, ge=1, le=100, description="Материалов на странице")


class SuggestAsked(Query):
    """What has been typed."""

    q: str = Field("", description="Начало запроса")


class Understood(BaseModel):
    """What the query was taken for."""

    text: str = Field(description="Слова запроса без понятых частей")
    subject: str | None
    grade: int | None
    kind: KindCode | None
    corrected: str | None = Field(description="Запрос, по которому искали вместо набранного")
    not_kind: list[KindCode] = Field(
        [], description="Виды, которые запрос исключает: «без слайдов»; нет, если не исключает"
    )
    not_grade: list[int] = Field(
        [], description="Классы, которые запрос исключает: «кроме 5 класса»"
    )
    not_subject: list[str] = Field(
        [], description="Коды предметов, которые запрос исключает: «кроме физики»"
    )
    length: list[LengthCode] = Field(
        [], description="Ступени длины: «видео до 5 минут»; нет, если длина не названа"
    )
    lesson: list[str] = Field(
        [], description="Ключи уроков, названных по номеру: «урок 12 математика 5 класс»"
    )


class HitFragment(BaseModel):
    """Where in the material the words were met."""

    type: Literal["slide", "page", "second"]
    at: int = Field(description="Номер слайда или страницы с 1, секунда с 0")
    text: str


class Hit(BaseModel):
    """A material found."""

    item_id: str
    title: str
    kind: KindCode
    lessons: list[str] = Field(description="Ключи уроков")
    score: float
    fragment: HitFragment | None


class FacetCount(BaseModel):
    """How many materials a filter's value would leave."""

    code: str
    title: str
    count: int


class Facets(BaseModel):
    """Counts by filter, each under all filters but its own, the most frequent first, at most 50."""

    subject: list[FacetCount] = []
    grade: list[FacetCount] = []
    kind: list[FacetCount] = []
    licence: list[FacetCount] = []
    lesson: list[FacetCount] = Field([], description="Только когда выбраны предмет и класс")
    section: list[FacetCount] = Field([], description="Только когда выбраны предмет и класс")
    author: list[FacetCount] = []
    length: list[FacetCount] = []
    language: list[FacetCount] = []
    year: list[FacetCount] = []


class WayOut(BaseModel):
    """The same search without one filter, or without all."""

    facet: str
    title: str
    total: int


class SimilarQuery(BaseModel):
    """The same search with another word."""

    q: str
    total: int


class Instead(BaseModel):
    """What is offered where nothing was found."""

    without: list[WayOut] = Field(description="Сколько нашлось бы без фильтра; all — без всех")
    similar: list[SimilarQuery] = Field(description="Запросы с похожим словом, которые находят")
    lessons: list[str] = Field(description="Ключи близких уроков")


class Found(BaseModel):
    """A page of what was found."""

    query: str
    understood: Understood
    total: int
    as_of: int = Field(description="Назвать при запросе следующих страниц")
    took_ms: int
    hits: list[Hit]
    twins: dict[str, list[str]] = Field(
        description="Материал страницы → почти такие же на ней, они стоят сразу за ним"
    )
    facets: Facets
    instead: Instead | None = Field(None, description="Только когда ничего не нашлось")


class Suggested(RootModel[list[str]]):
    """Ends of the query, the best first."""
