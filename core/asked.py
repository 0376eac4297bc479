"""What a call of the HTTP API comes with (parameters, a form, a body), and what is wrong there."""

from typing import Any, TypeVar, get_origin

from flask import request
from pydantic import BaseModel, BeforeValidator, ValidationError, model_validator
from werkzeug.datastructures import MultiDict

from core.errors import Invalid, PartaError


class WrongType(PartaError):
    """The body is of a type that this call does not read."""

    code = "unsupported_media_type"
    status = 415

    def __init__(self) -> None:
        super().__init__("Тело запроса должно быть в JSON (Content-Type: application/json).")


def _whole(given: Any) -> Any:
    return int(given) if isinstance(given, float) and given.is_integer() else given


WHOLE = BeforeValidator(_whole)
"""For a strict ``int`` of a JSON body: 2.0 is 2, as JSON Schema has it; no text is, nor a truth."""


class Query(BaseModel):
    """The parameters of an address; a field that is a list takes each repetition of its name."""

    @model_validator(mode="before")
    @classmethod
    def _each(cls, given: dict[str, Any]) -> dict[str, Any]:
        # APIFlask hands over only the first of repeated parameters.
        return given | _repeated(cls, request.args)


class Form(BaseModel):
    """The fields of a form, files among them; lists as in ``Query``."""

    @model_validator(mode="before")
    @classmethod
    def _each(cls, given: dict[str, Any]) -> dict[str, Any]:
        return given | _repeated(cls, request.form)


Body = TypeVar("Body", bound=BaseModel)


def optional_json(model: type[Body]) -> Body:
    """The request's JSON body as ``model``; an absent one means every field's default.

    Raises WrongType for another type of content, Invalid for a body that does not fit.
    """
    raw = request.get_data(cache=True)
    if raw and not request.is_json:
        raise WrongType
    try:
        return model.model_validate_json(raw or b"{}")
    except ValidationError as error:
        raise Invalid(what_is_wrong(error)) from error


def body_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The model's JSON schema in one piece: what it refers to stands where it is used."""
    schema = model.model_json_schema(by_alias=True)
    parts = schema.pop("$defs", {})

    def whole(node: Any) -> Any:
        if isinstance(node, list):
            return [whole(one) for one in node]
        if not isinstance(node, dict):
            return node
        name = str(node.get("$ref", "")).removeprefix("#/$defs/")
        found = {key: whole(value) for key, value in parts.get(name, node).items()}
        if "properties" in found:
            found.pop("description", None)  # what a class is for, told to programmers
        return found

    one: dict[str, Any] = whole(schema)
    return one


WORDS = {
    "missing": "не указан",
    "int_parsing": "нужно целое число",
    "int_from_float": "нужно целое число",
    "int_type": "нужно целое число",
    "string_type": "нужна строка",
    "json_invalid": "это не JSON",
    "model_type": "нужен объект JSON",
    "value_error": "нужен файл",
}
"""Pydantic's kinds of errors in words for people."""


def what_is_wrong(error: ValidationError) -> str:
    """The errors in Russian, each with the name of its parameter."""
    said = []
    for one in error.errors(include_url=False):
        name = ".".join(str(part) for part in one["loc"] if isinstance(part, str))
        words = _words(one["type"], one.get("ctx", {}))
        said.append(f"«{name}»: {words}" if name else words)
    return "Запрос непонятен. " + "; ".join(dict.fromkeys(said)) + "."


def _words(kind: str, context: dict[str, Any]) -> str:
    match kind:
        case "greater_than_equal":
            return f"не меньше {context['ge']}"
        case "less_than_equal":
            return f"не больше {context['le']}"
        case "string_too_long":
            return f"не длиннее {context['max_length']} знаков"
        case "string_too_short":
            return "не может быть пустым"
        case "too_long":
            return f"не больше {context['max_length']} значений"
        case "literal_error":
            return "бывает только " + str(context["expected"]).replace("'", "").replace(
                " or ", " или "
            )
    return WORDS.get(kind, "значение не подходит")


def _repeated(model: type[BaseModel], sent: MultiDict[str, str]) -> dict[str, list[str]]:
    return {
        name: sent.getlist(name)
        for name, field in model.model_fields.items()
        if get_origin(field.annotation) is list and name in sent
    }
