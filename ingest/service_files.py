"""Files that programs leave beside a person's own: nobody has put them there to be loaded."""

from collections.abc import Sequence

LEFT_BY_WINDOWS = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini"})

FOLDERS = frozenset({"__macosx", "$recycle.bin", "system volume information"})

LOCKS = ("~$", ".~lock.")
"""How PowerPoint and LibreOffice begin the name of a file that says that a deck is open."""

SERVICE = (
    "Служебный или скрытый файл: такие мы не загружаем. Если это учебный материал, "
    "уберите точку или другие знаки в начале имени и загрузите его."
)


def is_service(parts: Sequence[str]) -> bool:
    """Whether a file is a program's own, by the parts of its path inside the folder.

    Hidden ones are, whatever they hold: «._фильм.mp4» is what macOS leaves beside a film.
    """
    *folders, name = (part.lower() for part in parts)
    if name in LEFT_BY_WINDOWS or name.startswith((".", *LOCKS)):
        return True
    return any(folder.startswith(".") or folder in FOLDERS for folder in folders)
