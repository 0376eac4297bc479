"""The description of the HTTP calls: OpenAPI 3.1, as JSON and as a page."""

from typing import Any

from apiflask import APIFlask
from flask import Blueprint, current_app, jsonify, render_template, request
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from accounts.guard import public
from accounts.login import COOKIE

views = Blueprint("docs", __name__)

PROBLEM = "application/problem+json"

ABOUT = (
    "Вызовы «Парты». Вход — ключ (`parta token create`) в заголовке `Authorization: Bearer …` "
    "или сессия браузера; изменение из браузера несёт ещё заголовок `X-CSRFToken`. "
    "Материал, который вам не открыт, для вызовов не существует: ответ 404. "
    "Большой файл отправляют частями по протоколу tus 1.0.0: `/api/tus`, слова о файле — те же, "
    "что у `POST /api/v1/items`."
)

SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "Ключ программы"},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "Сессия браузера после входа",
    },
    "csrf": {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRFToken",
        "description": "Знак страницы; нужен сессии при каждом изменении",
    },
}

ALWAYS = {
    "401": "Нужен вход: ключ или сессия",
    "403": "Вам это делать нельзя",
}


class Problem(BaseModel):
    """An error, RFC 9457."""

    type: str = Field(description="Всегда about:blank")
    title: str
    status: int
    code: str = Field(description="Имя ошибки для программ; не меняется")
    detail: str = Field(description="Что случилось и что делать, по-русски")


def install(app: APIFlask) -> None:
    """Describe the calls at ``/api/docs`` and ``/api/openapi.json``."""
    app.config.update(
        OPENAPI_VERSION="3.1.0",
        DESCRIPTION=ABOUT,
        AUTO_SERVERS=False,
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        AUTO_AUTH_ERROR_RESPONSE=False,
        AUTO_404_RESPONSE=False,
    )
    app.security_schemes = SCHEMES
    app.spec_processor(complete)
    app.register_blueprint(views)


@views.get("/api/docs")
@public
def docs() -> str | Response:
    """The calls for a person to read; JSON for whoever does not ask for a page."""
    app = current_app
    assert isinstance(app, APIFlask)
    if request.accept_mimetypes.best_match(["application/json", "text/html"]) != "text/html":
        return jsonify(app.spec)
    return render_template("api/docs.html", spec=app.spec, calls=calls(app.spec))


def complete(spec: dict[str, Any] | str) -> dict[str, Any] | str:
    """Say what is the same for all calls: who may, how errors look, that bodies are needed."""
    assert isinstance(spec, dict)
    schemas = spec.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = Problem.model_json_schema()
    for name in ("HTTPError", "ValidationError"):
        schemas.pop(name, None)
    for schema in schemas.values():
        schema.pop("description", None)  # what a class is for, told to programmers
    for path, operations in spec["paths"].items():
        for method, operation in operations.items():
            _complete(operation, method, of_a_thing="{" in path)
    return spec


def calls(spec: Any) -> list[dict[str, Any]]:
    """The calls in the order of the page: ``{tag, calls: [{method, path, …operation}]}``."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path, operations in spec["paths"].items():
        for method, operation in operations.items():
            tag = (operation.get("tags") or ["Прочее"])[0]
            found.setdefault(tag, []).append(
                {
                    "method": method.upper(),
                    "path": path,
                    **operation,
                    "fields": _fields(spec, operation),
                }
            )
    return [{"tag": tag, "calls": found[tag]} for tag in found]


def _complete(operation: dict[str, Any], method: str, *, of_a_thing: bool) -> None:
    changes = method != "get"
    cookie: dict[str, list[str]] = {"session": [], "csrf": []} if changes else {"session": []}
    operation["security"] = [{"bearer": []}, cookie]
    body = operation.pop("x-json-body", None)
    if body is not None:
        body.pop("description", None)
        operation["requestBody"] = {
            "required": bool(body.get("required")),
            "content": {"application/json": {"schema": body}},
        }
    elif "requestBody" in operation:
        operation["requestBody"]["required"] = True
    responses = operation["responses"]
    told = dict(ALWAYS)
    if of_a_thing:
        told["404"] = "Этого нет, или оно вам не открыто"
    if operation.get("parameters") or "requestBody" in operation:
        told["422"] = "Запрос не подходит: что именно, сказано в detail"
    if changes:
        told["400"] = "Запрос не разобрать, или страница устарела"
    for status, description in told.items():
        responses.setdefault(status, {"description": description})
    for status, response in responses.items():
        if status.startswith(("4", "5")):
            response["content"] = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        elif status == "204":
            response.pop("content", None)
        elif not response.get("content", {}).get("application/json", {}).get("schema"):
            response["content"] = _good(responses)
    operation["responses"] = dict(sorted(responses.items()))


def _good(responses: dict[str, Any]) -> dict[str, Any]:
    """Every good answer of a call has the one shape that it names."""
    content: dict[str, Any] = next(
        response["content"]
        for status, response in responses.items()
        if status.startswith("2")
        and response.get("content", {}).get("application/json", {}).get("schema")
    )
    return content


def _fields(spec: dict[str, Any], operation: dict[str, Any]) -> list[dict[str, Any]]:
    """What a call may be sent, in one list: ``{name, place, required, schema}``."""
    found = [
        {
            "name": one["name"],
            "place": one["in"],
            "required": one.get("required", False),
            "schema": one["schema"],
        }
        for one in operation.get("parameters", ())
    ]
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        schema = content["schema"]
        if "$ref" in schema:
            schema = spec["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
        found += [
            {
                "name": name,
                "place": "multipart" if kind.startswith("multipart") else "json",
                "required": name in schema.get("required", ()),
                "schema": field,
            }
            for name, field in schema.get("properties", {}).items()
        ]
    return found
