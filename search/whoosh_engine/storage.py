"""The files of one generation, held open for as long as somebody reads it."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage


class ReadFiles(FileStorage):  # type: ignore[misc]
    """Whoosh's folder of files, which remembers what it opened: its readers leave files open.

    Nothing is mapped into memory: a file that is cut short under a mapping ends the process.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), supports_mmap=False)
        self._opened: list[Any] = []

    def open_file(self, name: str, **more: Any) -> Any:
        file = super().open_file(name, **more)
        self._opened.append(file)
        return file

    def close(self) -> None:
        while self._opened:
            with suppress(Exception):  # closed already, by the reader itself
                self._opened.pop().close()
