"""Bubble sort: neighbours are compared and swapped until a pass changes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.films.timing import between, blend, part, soft
from seed_content.pictures.canvas import Canvas

NUMBERS = (5, 2, 6, 1, 4, 3)
_X, _STEP, _WIDE, _FLOOR, _UNIT = 40.0, 64.0, 50.0, 284.0, 32.0
_BLUE, _GOLD, _GREEN, _RED = "#4F8FC9", "#F2C14E", "#6FB57A", "#F27B63"


@dataclass(frozen=True)
class Comparison:
    """One step: the row before it, the left of two neighbours, whether they change places."""

    row: tuple[int, ...]
    left: int
    swap: bool


def passes(numbers: Sequence[int]) -> list[list[Comparison]]:
    """All steps of the sort, a list for each pass; the last is a pass without swaps."""
    row, found = list(numbers), []
    for end in range(len(row) - 1, 0, -1):
        steps = []
        for i in range(end):
            swap = row[i] > row[i + 1]
            steps.append(Comparison(tuple(row), i, swap))
            if swap:
                row[i], row[i + 1] = row[i + 1], row[i]
        found.append(steps)
        if not any(step.swap for step in steps):
            break
    return found


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another: a caption to begin, one a pass, one to end."""
    board, sorting = _board(), passes(NUMBERS)
    for t in moments(captions):
        c = board.copy()
        k = next(i for i, caption in enumerate(captions) if t < caption.until) - 1
        if k < 0:
            _bars(c, NUMBERS, {}, len(NUMBERS))
            _counts(c, 0, [])
        elif k >= len(sorting):
            _bars(c, sorted(NUMBERS), {}, 0)
            _counts(c, len(sorting), [step for steps in sorting for step in steps])
        else:
            _pass(c, sorting, k, part(t, captions[k + 1].start, captions[k + 1].until - 0.4))
        write_caption(c, captions, t)
        yield c.finished()


def _board() -> Canvas:
    c = Canvas(*SIZE, NIGHT)
    c.text(28, 30, "Сортировка пузырьком", 22, CREAM, bold=True, anchor="lm")
    c.line([(30, _FLOOR), (424, _FLOOR)], SOFT, 2)
    for i in range(len(NUMBERS)):
        c.text(_X + i * _STEP + _WIDE / 2, _FLOOR + 13, str(i + 1), 14, SOFT)
    c.rect(446, 66, 170, 218, "#2A394B", radius=14)
    for y, name in ((92, "проход"), (152, "сравнений"), (212, "обменов")):
        c.text(531, y, name, 16, SOFT)
    return c


def _pass(c: Canvas, sorting: list[list[Comparison]], k: int, p: float) -> None:
    """The pass ``k``, its part ``p`` gone: each step looks, decides, then perhaps swaps."""
    steps = sorting[k]
    n = min(int(p * len(steps)), len(steps) - 1)
    step, q = steps[n], p * len(steps) - n
    settled = len(NUMBERS) - k
    row, places = step.row, {}
    moved = soft(part(q, 0.45, 0.9)) if step.swap else 0.0
    places = {step.left: moved, step.left + 1: -moved}
    _bars(c, row, places, settled)
    a, b = row[step.left], row[step.left + 1]
    verdict = f"{a} > {b} — меняем местами" if step.swap else f"{a} < {b} — не трогаем"
    if q > 0.12:
        c.text(226, 70, verdict, 20, _RED if step.swap else CREAM, bold=True)
    before = [one for steps in sorting[:k] for one in steps] + steps[:n]
    _counts(c, k + 1, [*before, step] if q > 0.45 else before)


def _bars(c: Canvas, row: Sequence[int], places: dict[int, float], settled: int) -> None:
    """The row as columns; ``places`` are the compared ones and how far they have moved over."""
    for i, number in enumerate(row):
        aside = places.get(i, 0.0)
        x = _X + (i + aside) * _STEP
        colour: str | tuple[int, int, int] = _GREEN if i >= settled else _BLUE
        if i in places:
            colour = blend(_GOLD, _RED, min(1.0, 2 * abs(aside)) * (1 - abs(aside)))
        lift = between(0, 10, 4 * abs(aside) * (1 - abs(aside))) if aside > 0 else 0.0
        high = number * _UNIT
        c.rect(x, _FLOOR - 1 - high - lift, _WIDE, high, colour, radius=4)
        c.text(x + _WIDE / 2, _FLOOR - 16 - lift, str(number), 20, NIGHT, bold=True)


def _counts(c: Canvas, number: int, done: Sequence[Comparison]) -> None:
    for y, value in ((120, number), (180, len(done)), (240, sum(step.swap for step in done))):
        c.text(531, y, str(value), 28, CREAM, bold=True)
