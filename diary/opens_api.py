"""The calls about opening: a pupil's own word of it, and who has opened what."""

from datetime import UTC, datetime

from apiflask import EmptySchema
from flask import Response, jsonify
from pydantic import BaseModel, Field, RootModel, StrictFloat, StrictInt, StrictStr

from accounts.guard import requires
from accounts.web import signed_in
from core import web
from core.asked import optional_json
from diary.api import api
from diary.find import find_attachment, find_own_homework
from diary.opens_page import opens_page, reach_answer
from diary.record_open import record_open

Numbers = StrictStr | StrictInt | StrictFloat | list[StrictInt | list[StrictFloat | StrictInt]]


class OpenTold(BaseModel):
    """What was seen of an attachment; neither means that it was only opened."""

    slides: Numbers | None = Field(
        None, description="Слайды: «4-7,9», число, список чисел или пар [с, по]"
    )
    seconds: Numbers | None = Field(
        None, description="Секунды так же; одно число — посмотрено до этой секунды"
    )


class Reach(BaseModel):
    """How far: which slides or seconds of the part, how many, of how many."""

    slides: str | None = Field(None, description="Какие слайды открыты: «4-7,9»")
    seconds: str | None = Field(None, description="Какие секунды посмотрены: «80-98»")
    seen: int = Field(description="Сколько посмотрено")
    of: int = Field(description="Сколько задано")


class Opening(BaseModel):
    """One pupil's opening of one attachment."""

    person_id: str
    name: str
    attachment_id: str
    first: str = Field(description="Когда впервые, UTC")
    last: str = Field(description="Когда в последний раз, UTC")
    reach: Reach | None = Field(description="Как далеко; у картинки пусто")


class Openings(RootModel[list[Opening]]):
    """Who opened what, pupils by name."""


@api.post("/attachments/<attachment_id>/opens")
@requires("homework.do")
@api.output(EmptySchema, status_code=204, description="Записано")
@api.doc(
    operation_id="recordOpen",
    responses={415: "Тело не в JSON", 422: "Непонятно, что посмотрено"},
    extensions={"x-json-body": OpenTold.model_json_schema()},
)
def record_attachment_open(attachment_id: str) -> tuple[str, int]:
    """Ученик открыл материал и посмотрел столько."""
    told = optional_json(OpenTold)
    session, viewer = web.session(), signed_in()
    attachment = find_attachment(session, viewer, attachment_id)
    record_open(
        session, viewer, attachment, slides=told.slides, seconds=told.seconds, clock=web.clock()
    )
    session.commit()
    return "", 204


@api.get("/homework/<homework_id>/opens")
@requires("homework.opens")
@api.output(Openings, description="Кто открыл")
@api.doc(operation_id="listOpens")
def list_opens(homework_id: str) -> Response:
    """Кто из учеников открыл материалы задания, когда и как далеко."""
    session, viewer = web.session(), signed_in()
    homework = find_own_homework(session, viewer, homework_id)
    table = opens_page(session, homework)
    return jsonify(
        [
            {
                "person_id": line.person.public_id,
                "name": line.person.full_name,
                "attachment_id": column.attachment_id,
                "first": _instant(reach.first),
                "last": _instant(reach.last),
                "reach": reach_answer(column, reach),
            }
            for line in table.pupils
            for column, reach in zip(table.columns, line.reaches, strict=True)
            if reach is not None
        ]
    )


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
