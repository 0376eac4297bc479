"""What the search's calls take and answer; the field descriptions are the documentation."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, RootModel

from catalog.kinds import KindCode
from core.asked import Query

Grade = Annotated[int, Field(ge=1, le=11)]


class SearchAsked(Query):
    """What to look for; a repeated filter means «or»."""

    q: str = Field("", description="Запрос как есть: «дроби 5 класс презентация»")
    subject: list[str] = Field([], description="Код предмета; несколько значений — любой из них")
    grade: list[Grade] = Field([], description="Класс; несколько значений — любой из них")
    kind: list[KindCode] = Field([], description="Вид материала")
    lesson: list[str] = Field([], description="Ключ урока")
    licence: list[str] = Field([], description="Лицензия")
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
    """Counts by filter, each under all filters but its own, the most frequent first."""

    subject: list[FacetCount] = []
    grade: list[FacetCount] = []
    kind: list[FacetCount] = []
    licence: list[FacetCount] = []
    lesson: list[FacetCount] = Field([], description="Только когда выбраны предмет и класс")


class Found(BaseModel):
    """A page of what was found."""

    query: str
    understood: Understood
    total: int
    took_ms: int
    hits: list[Hit]
    facets: Facets


class Suggested(RootModel[list[str]]):
    """Ends of the query, the best first."""
