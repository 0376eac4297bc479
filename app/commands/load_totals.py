"""What a bulk load comes to: the last lines of ``parta ingest``."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from ingest.details import NO_LICENCE
from ingest.service_files import SERVICE

WORDS = {
    "accepted": "принято",
    "ready": "готово",
    "would_add": "будет добавлено",
    "duplicate": "уже было",
    "refused": "не принято",
    "failed": "не обработано",
}
"""In the order in which they are told."""

WOULD = {"duplicate": "уже есть", "refused": "не будет принято"}
"""Of a run that only looks: what would come of files."""


class Totals:
    """Counts what is told of each file.

    ``publishes``: what is published is counted too; ``dry``: nothing has been done yet. ``now``:
    seconds of a clock that never goes back.
    """

    def __init__(
        self,
        *,
        publishes: bool = False,
        dry: bool = False,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._words = WORDS | WOULD if dry else WORDS
        self._to_sort_word = "попадёт в «Разобрать»" if dry else "в «Разобрать»"
        self._publishes = publishes
        self._now = now
        self._began = now()
        self._outcomes: Counter[str] = Counter()
        self._to_sort: set[str] = set()
        self._published: set[str] = set()
        self._no_licence = 0
        self._service = 0

    def add(self, shape: dict[str, Any]) -> None:
        """One line of the report."""
        if shape["reason"] == SERVICE:
            self._service += 1
            return
        self._outcomes[shape["outcome"]] += 1
        self._no_licence += NO_LICENCE in shape["warnings"]
        if shape["published"]:
            self._published.add(shape["item_id"])
        if shape["to_sort"]:
            self._to_sort.add(shape["item_id"] or shape["path"])

    def lines(self) -> Iterator[str]:
        """What to say when all is told; nothing where there was nothing to load."""
        if self._no_licence:
            yield f"{NO_LICENCE} Таких файлов: {self._no_licence}."
        if self._service:
            yield f"Пропущено служебных файлов: {self._service}."
        if not self._outcomes:
            return
        told = ", ".join(
            f"{word} {n}" for key, word in self._words.items() if (n := self._outcomes[key])
        )
        if self._publishes:
            told += f"; опубликовано: {len(self._published)}"
        if self._to_sort:
            told += f"; без урока, {self._to_sort_word}: {len(self._to_sort)}"
        yield f"Итого: {told}. Заняло {lasted(self._now() - self._began)}."


def lasted(seconds: float) -> str:
    """«3 с», «2 мин 5 с», «1 ч 10 мин»."""
    whole = max(1, round(seconds))
    if whole < 60:
        return f"{whole} с"
    if whole < 3600:
        return f"{whole // 60} мин {whole % 60} с"
    return f"{whole // 3600} ч {whole % 3600 // 60} мин"
