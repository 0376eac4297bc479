"""The calls of saved searches."""

from apiflask import EmptySchema
from flask import Response, jsonify
from pydantic import BaseModel, Field

from accounts.guard import requires
from accounts.web import signed_in
from core import web
from core.asked import body_schema, optional_json
from search.api import api
from search.port import FACETS, NUMBERS
from search.saved import MOST_NAME, MOST_PARAMETERS, forget_saved, look_into, rename, save
from search.saved_news import saved_news
from search.web import engine

_TEXTS = "|".join(("q", *(facet for facet in FACETS if facet not in NUMBERS)))
SAYS_SOMETHING = (
    f"(^|&)(({_TEXTS})=[A-Za-zА-Яа-я0-9]|({'|'.join(sorted(NUMBERS))})=[0-9]{{1,4}}(&|$))"
)
"""What a search to be kept has at least: words, or a value of a filter."""


class SearchToSave(BaseModel):
    """A search that is to be kept."""

    parameters: str = Field(
        max_length=MOST_PARAMETERS,
        pattern=SAYS_SOMETHING,
        description="Поиск, как в адресе его страницы после «?»: q=…&subject=…; слова или фильтр",
    )
    name: str = Field("", max_length=MOST_NAME, description="Название; без него — слова запроса")


class SavedChanged(BaseModel):
    """What changes of a saved search; what is not named stays."""

    name: str = Field("", max_length=MOST_NAME, description="Новое название")
    seen: bool = Field(False, description="Найденное просмотрено: новое считать с этой минуты")


class SavedSearch(BaseModel):
    """A search that is kept."""

    saved_id: str
    name: str
    parameters: str
    created_at: str
    new: int | None = Field(
        description="Сколько появилось с последнего просмотра; null — не успели посчитать"
    )


class SavedSearches(BaseModel):
    """All of one person's; ``next`` is always empty: all come at once."""

    items: list[SavedSearch]
    next: str | None


class SavedMade(BaseModel):
    """A search that is kept now."""

    saved_id: str


@api.get("/saved-searches")
@requires("search.save")
@api.output(SavedSearches, description="Сохранённые поиски")
@api.doc(operation_id="listSavedSearches")
def list_saved() -> Response:
    """Свои сохранённые поиски с числом нового."""
    found = saved_news(web.session(), engine(), signed_in())
    return jsonify({"items": [one.as_json() for one in found], "next": None})


@api.post("/saved-searches")
@requires("search.save")
@api.output(SavedMade, status_code=201, description="Поиск сохранён")
@api.doc(
    operation_id="saveSearch",
    responses={409: "Сохранено слишком много", 415: "Тело не в JSON"},
    extensions={"x-json-body": body_schema(SearchToSave)},
)
def save_search() -> Response:
    """Сохранить поиск; тот же самый второй раз не сохраняется."""
    sent = optional_json(SearchToSave)
    kept = save(web.session(), signed_in(), sent.parameters, sent.name, clock=web.clock())
    web.session().commit()
    answer = jsonify({"saved_id": kept.public_id})
    answer.status_code = 201
    return answer


@api.patch("/saved-searches/<saved_id>")
@requires("search.save")
@api.output(SavedMade, description="Поиск изменён")
@api.doc(
    operation_id="changeSavedSearch",
    responses={404: "Такого поиска нет", 415: "Тело не в JSON"},
    extensions={"x-json-body": body_schema(SavedChanged)},
)
def change_saved(saved_id: str) -> Response:
    """Переименовать сохранённый поиск или отметить найденное просмотренным."""
    sent = optional_json(SavedChanged)
    kept = rename(web.session(), signed_in(), saved_id, sent.name)
    if sent.seen:
        look_into(web.session(), signed_in(), saved_id, clock=web.clock())
    web.session().commit()
    return jsonify({"saved_id": kept.public_id})


@api.delete("/saved-searches/<saved_id>")
@requires("search.save")
@api.output(EmptySchema, status_code=204, description="Поиска больше нет")
@api.doc(operation_id="deleteSavedSearch", responses={404: "Такого поиска нет"})
def delete_saved(saved_id: str) -> tuple[str, int]:
    """Удалить сохранённый поиск."""
    forget_saved(web.session(), signed_in(), saved_id)
    web.session().commit()
    return "", 204
