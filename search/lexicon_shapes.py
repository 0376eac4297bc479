"""What the calls of the lexicon take and answer; the field descriptions are the documentation."""

from typing import Literal

from pydantic import BaseModel, Field

from core.asked import Query
from language.lexicon import KindOfRow
from search.lexicon_changes import MOST_SIGNS, MOST_TARGETS
from search.lexicon_list import MOST_ASKED, PER_PAGE


class LexiconAsked(Query):
    """Which rows to list."""

    q: str = Field("", max_length=MOST_ASKED, description="Слова, которые есть в строке")
    of: Literal["all", "own", "off"] = Field("all", description="Все, свои, выключенные")
    page: int = Field(1, ge=1, le=100_000, description="Страница, с 1")
    per_page: int = Field(PER_PAGE, ge=1, le=200, description="Строк на странице")


class RowTold(BaseModel):
    """A row as it is to be."""

    term: str = Field(min_length=1, max_length=MOST_SIGNS, description="Как это называют")
    targets: list[str] = Field(
        min_length=1,
        max_length=MOST_TARGETS,
        description="Что искать: любое из значений; несколько можно и через «;»",
    )
    subjects: list[str] = Field([], description="Коды предметов; без них — во всех")
    kind: KindOfRow = Field("synonym", description="Что слово для своих значений")


class RowSwitched(BaseModel):
    """Whether the row is to be in force."""

    in_force: bool = Field(description="false — выключить, true — включить снова")


class LexiconRow(BaseModel):
    """A row of the lexicon."""

    row_id: str
    term: str
    kind: KindOfRow
    targets: list[str]
    subjects: list[str]
    own: bool = Field(description="Добавлена здесь, а не пришла с программой")
    in_force: bool


class LexiconRows(BaseModel):
    """A page of rows."""

    items: list[LexiconRow]
    total: int
    next: str | None = Field(description="Адрес следующей страницы")


class RowMade(BaseModel):
    """A row that is in force now."""

    row_id: str
    unknown_targets: list[str] = Field(description="Значения, которых нет в программе")


class Proposal(BaseModel):
    """A term that was looked for and hardly found."""

    term: str
    times: int
    found: int = Field(description="Самое большее, что находили")
    lesson_key: str | None
    lesson_title: str
    targets: list[str] = Field(description="Что предложить значением: тема ближайшего урока")
    subjects: list[str]


class Proposals(BaseModel):
    """What the lexicon may want; ``next`` is always empty: all come at once."""

    items: list[Proposal]
    next: str | None


class QueryToTry(Query):
    """A query that is tried out."""

    q: str = Field("", max_length=500, description="Запрос, как его пишет учитель")


class TriedStandIn(BaseModel):
    """What is searched beside a word of the query."""

    said: str
    meant: str
    by: Literal["lexicon", "number", "verb", "initials"] = Field(
        description="По словарю, другой записью числа, существительным от глагола, по первым буквам"
    )
    subjects: list[str] = Field(description="Только в этих предметах; пусто — во всех")


class Tried(BaseModel):
    """By what words a query is searched."""

    query: str
    words: list[str]
    filters: list[str]
    stand_ins: list[TriedStandIn]
