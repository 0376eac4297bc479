"""The report that a bulk load writes into a file: JSON lines, or a table for a spreadsheet."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TextIO

import click

from catalog.kinds import SHOWN
from core.spreadsheet import ENCODING, write_row

OUTCOMES = {
    "accepted": "принят",
    "ready": "готов",
    "failed": "не обработан",
    "refused": "не принят",
    "duplicate": "уже есть",
    "would_add": "будет добавлен",
}
"""How each outcome of a line is told to people."""

WOULD = OUTCOMES | {"refused": "не будет принят"}
"""The same of a run that only looks."""

HEAD = (
    *("Файл", "Строка", "Итог", "Причина", "Предупреждения", "Опубликован", "Материал"),
    *("Вид", "Формат", "Страниц", "Секунд", "Знаков текста"),
    *("Предмет", "Класс", "Уроки", "Ждёт разбора"),
)


class Report(Protocol):
    """Takes the lines of a load, each as ``ingest.report.as_json`` makes it."""

    def add(self, shape: dict[str, Any]) -> None:
        """Write one file's line; it is on its way to the disk when this returns."""


@contextmanager
def opened_report(path: Path) -> Iterator[Report]:
    """Begin the report anew: a table where the name ends in ``.csv``, else a JSON line a file.

    Each line is handed over as it is told, so a killed load leaves the lines that it has told.
    Raises click.BadParameter where the file cannot be written.
    """
    as_table = path.suffix.lower() == ".csv"
    try:
        # A name that is not UTF-8 holds lone surrogates: JSON has an escape for them, a table none.
        file = (
            path.open("w", encoding=ENCODING, errors="replace", newline="", buffering=1)
            if as_table
            else path.open("w", encoding="utf-8", errors="backslashreplace", buffering=1)
        )
    except OSError as error:
        reason = f"В «{path}» отчёт не записать. Назовите файл в папке, куда можно писать."
        raise click.BadParameter(reason, param_hint="--report") from error
    with file:
        yield Table(file) if as_table else Lines(file)


class Lines:
    """A JSON document a line, with Russian letters as they are."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def add(self, shape: dict[str, Any]) -> None:
        """Write the line as it stands."""
        self._file.write(json.dumps(shape, ensure_ascii=False) + "\n")


class Table:
    """A line a file under Russian heads, in Russian words."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        write_row(file, HEAD)

    def add(self, shape: dict[str, Any]) -> None:
        """Write the line in the order of HEAD."""
        kind, seconds = shape["kind"], shape["seconds"]
        row = (
            *(shape["path"], shape.get("row", ""), OUTCOMES[shape["outcome"]], shape["reason"]),
            *(" ".join(shape["warnings"]), _yes(shape["published"]), shape["item_id"]),
            *(SHOWN[kind].one if kind else "", shape["format"], shape["pages"]),
            *("" if seconds is None else round(seconds), shape["text_chars"]),
            *(shape["subject"], shape["grade"], ", ".join(shape["lessons"])),
            _yes(shape["to_sort"]),
        )
        write_row(self._file, row)


def _yes(said: bool) -> str:
    return "да" if said else "нет"
