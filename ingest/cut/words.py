"""What is told of a file that breaks off."""

from __future__ import annotations

#: By kind of item; a deck is a file.
NAMES = {"image": "Картинка", "video": "Фильм", "audio": "Запись"}


def cut_short(kind: str) -> str:
    """The reason, in Russian, with the way out."""
    return (
        f"{NAMES.get(kind, 'Файл')} обрывается: файл загрузился или записан не до конца. "
        "Проверьте, что у вас он открывается целиком, и загрузите его ещё раз."
    )
