"""Progress of a bulk load on standard error: a bar on a terminal, elsewhere a line now and then."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from app.commands.output import say
from ingest.load_progress import LoadProgress, weigh
from ingest.sources import Entry

LINE_SECONDS = 30.0
"""Between two lines where nothing can be drawn over: a night's log stays short enough to read."""

DRAW_SECONDS = 0.2
"""Between two drawings of the bar."""

WIDTH = 30
CLEAR = "\r\x1b[K"


class LoadBar:
    """What is told while ``entries`` are loaded. ``close`` it before anything else is printed."""

    def __init__(self, entries: Sequence[Entry], now: Callable[[], float] = time.monotonic) -> None:
        self._weights = {id(entry): weigh(_size(entry)) for entry in entries}
        self._now = now
        self._total = len(entries)
        self._progress = LoadProgress(list(self._weights.values()), now)
        self._draws = sys.stderr.isatty()
        self._every = DRAW_SECONDS if self._draws else LINE_SECONDS
        self._shown_at = now()
        self._drawn = False

    def reached(self, entries: Sequence[Entry]) -> None:
        """These entries have come to their end."""
        self._progress.reached(len(entries), sum(self._weights[id(one)] for one in entries))
        if self._now() - self._shown_at < self._every:
            return
        self._shown_at = self._now()
        if self._draws:
            self._draw()
        else:
            say(f"Сделано {self._figures()}.")

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Print something meanwhile: the bar makes room and comes back."""
        drawn = self._drawn
        self.close()
        yield
        if drawn:
            self._draw()

    def close(self) -> None:
        """Take the bar off the terminal."""
        if self._drawn:
            sys.stderr.write(CLEAR)
            sys.stderr.flush()
            self._drawn = False

    def _draw(self) -> None:
        filled = int(WIDTH * self._progress.share)
        line = f"[{'█' * filled}{'·' * (WIDTH - filled)}] {self._figures()}"
        sys.stderr.write(CLEAR + line[: shutil.get_terminal_size().columns - 1])
        sys.stderr.flush()
        self._drawn = True

    def _figures(self) -> str:
        left = self._progress.seconds_left
        said = "" if left is None else f", осталось {in_words(left)}"
        return f"{self._progress.files} из {self._total}{said}"


def in_words(seconds: float) -> str:
    """How long it takes, no finer than is known: «около 3 ч 20 мин», «около 5 мин»."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "меньше минуты"
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"около {minutes} мин"
    tens = rest // 10 * 10
    return f"около {hours} ч {tens} мин" if tens and hours < 10 else f"около {hours} ч"


def _size(entry: Entry) -> int:
    try:
        return 0 if entry.refusal else entry.path.stat().st_size
    except (OSError, ValueError):
        return 0
