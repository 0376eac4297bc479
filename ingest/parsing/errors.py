"""How a parser in the child says that a file cannot be taken."""

from __future__ import annotations

TOO_COMPLEX = "Рисунок SVG слишком сложный. Сохраните его как PNG и загрузите снова."
DAMAGED = "Файл не читается: он повреждён или загрузился не до конца. Сохраните его заново."
NO_SIZE = "У рисунка SVG нет ни ширины, ни высоты. Сохраните его как PNG и загрузите снова."
PDF_TOO_LARGE = (
    "Страницы PDF слишком сложны: для них не хватает памяти. Распечатайте его в новый PDF, "
    "по частям или с картинками поменьше, и загрузите снова."
)
TOO_LARGE = "Файл слишком велик внутри: для него не хватает памяти. Разделите его на части."


class Unreadable(Exception):
    """The file cannot be read; ``message`` is a Russian reason with the way out."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
