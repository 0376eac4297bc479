"""How a parser in the child says that a file cannot be taken."""

from __future__ import annotations

TOO_COMPLEX = "Рисунок SVG слишком сложный. Сохраните его как PNG и загрузите снова."
DAMAGED = (
    "Файл не читается: он повреждён. Проверьте, что он открывается у вас, сохраните его заново "
    "и загрузите снова."
)
DAMAGED_INSIDE = "Файл повреждён внутри. Сохраните его заново."
#: Said of what is spoilt or breaks off: which of them, the file itself may tell.
SPOILT = frozenset({DAMAGED, DAMAGED_INSIDE})
NO_SIZE = "У рисунка SVG нет ни ширины, ни высоты. Сохраните его как PNG и загрузите снова."
PDF_TOO_LARGE = (
    "Страницы PDF слишком сложны: для них не хватает памяти. Распечатайте его в новый PDF, "
    "по частям или с картинками поменьше, и загрузите снова."
)
TOO_LARGE = "Файл слишком велик внутри: для него не хватает памяти. Разделите его на части."
#: The machine may have had its part in these.
DIED = frozenset({PDF_TOO_LARGE, TOO_LARGE})


class Unreadable(Exception):
    """The file cannot be read; ``message`` is a Russian reason with the way out."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
