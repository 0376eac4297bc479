"""Reading the school's file from disk: what comes out is a JSON object or a plain error."""

import json
from pathlib import Path
from typing import Any

from core.errors import Invalid, why_unreadable

LARGEST_BYTES = 64 * 1024 * 1024
"""A school of 3,000 with its timetable takes some 4 MB; sixteen times that is a wrong file."""

READ_ERROR = "Файл «{name}» не открывается: {why}. Проверьте путь и права на файл."
TOO_LARGE = "Файл «{name}» больше 64 МБ: это не файл школы."
NOT_TEXT = "Файл «{name}» не в UTF-8. Сохраните его в кодировке UTF-8 и повторите."
NOT_JSON = "Файл «{name}» не читается как JSON: строка {line}, знак {column}. Исправьте это место."
TOO_DEEP = "Файл «{name}» вложен слишком глубоко: это не файл школы."
NOT_OBJECT = 'В файле «{name}» должен быть один объект JSON: {{"school": …, "classes": …}}.'


def read_school_file(path: Path) -> dict[str, Any]:
    """The object in the file; UTF-8 with or without a mark, or UTF-16 with one.

    Raises Invalid with what is wrong and where.
    """
    name = path.name
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise Invalid(READ_ERROR.format(name=name, why=why_unreadable(error))) from error
    if len(content) > LARGEST_BYTES:
        raise Invalid(TOO_LARGE.format(name=name))
    return parse_school(content, name)


def parse_school(content: bytes, name: str) -> dict[str, Any]:
    """The object in ``content``; ``name`` is the file's, for the message. Raises Invalid."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Invalid(NOT_TEXT.format(name=name)) from error
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise Invalid(NOT_JSON.format(name=name, line=error.lineno, column=error.colno)) from error
    except ValueError as error:  # a number of thousands of digits
        raise Invalid(NOT_OBJECT.format(name=name)) from error
    except RecursionError as error:
        raise Invalid(TOO_DEEP.format(name=name)) from error
    if not isinstance(found, dict):
        raise Invalid(NOT_OBJECT.format(name=name))
    return found
