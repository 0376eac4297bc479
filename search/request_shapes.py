"""What the calls of requests take and answer; the field descriptions are the documentation."""

from typing import Literal

from pydantic import BaseModel, Field

from catalog.kinds import KindCode
from core.asked import Query
from search.requests import MOST_NOTE, MOST_TEXT


class RequestsAsked(Query):
    """Which requests to list."""

    of: Literal["mine", "wanted"] = Field(
        "mine", description="Свои просьбы, или те, на которые отвечает этот методист"
    )


class MaterialAsked(BaseModel):
    """A material that is wanted."""

    text: str = Field(
        max_length=MOST_TEXT,
        pattern="[A-Za-zА-Яа-я0-9]",
        description="Какой материал нужен; хотя бы одна буква или цифра",
    )
    lesson: str = Field("", description="Ключ урока")
    kind: KindCode | None = Field(None, description="Вид материала")
    note: str = Field("", max_length=MOST_NOTE, description="Что важно")


class RequestAnswered(BaseModel):
    """An answer: a material, or without one why there will be none."""

    item_id: str | None = Field(None, description="Материал, который подходит")
    item_place: str = Field(
        "",
        pattern=r"^((slide|t)=[0-9]{1,6})?$",
        description="Где его открыть: slide=4, t=84 (секунда); пусто — с начала",
    )
    reply: str = Field(
        "", max_length=MOST_NOTE, description="Слово тому, кто просит; без материала обязательно"
    )


class MaterialRequest(BaseModel):
    """A request of one's own."""

    request_id: str
    text: str
    lesson_key: str | None
    kind: KindCode | None
    note: str
    state: Literal["open", "answered", "declined"]
    created_at: str
    answered_at: str | None
    item_id: str | None = Field(description="Материал, которым ответили")
    item_place: str = Field(description="Где его открыть: slide=4, t=84; пусто — с начала")
    reply: str


class WantedMaterial(BaseModel):
    """The same material asked for by one or several people."""

    request_id: str = Field(description="Самая давняя просьба; ответ на неё — ответ всем")
    text: str
    lesson_key: str | None
    times: int = Field(description="Сколько человек просят")
    schools: list[str]
    kinds: list[KindCode]
    notes: list[str]
    since: str


class Requests(BaseModel):
    """Requests; ``next`` is always empty: all come at once."""

    items: list[MaterialRequest | WantedMaterial]
    next: str | None


class RequestMade(BaseModel):
    """A request that stands."""

    request_id: str


class RequestsAnswered(BaseModel):
    """How many people are answered."""

    answered: int
