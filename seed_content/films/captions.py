"""What a film says and when: captions from its source, drawn at the foot of a frame."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from seed_content.films.encode import RATE, SIZE
from seed_content.pictures.canvas import Canvas

NIGHT = "#1E2A38"
CREAM = "#F6EBCB"
SOFT = "#9FB0C3"


@dataclass(frozen=True)
class Caption:
    """Words shown from ``start`` to ``until``, seconds of the film."""

    start: float
    until: float
    text: str


def read_captions(rows: list[dict[str, Any]]) -> tuple[Caption, ...]:
    """Captions in order of time. Raises ``ValueError`` where one begins before the last ends."""
    found = tuple(Caption(row["from"], row["until"], row["text"]) for row in rows)
    end = 0.0
    for caption in found:
        if caption.start < end or caption.until <= caption.start:
            raise ValueError(f"caption out of order: {caption.text}")
        end = caption.until
    return found


def moments(captions: tuple[Caption, ...]) -> Iterator[float]:
    """The time of each frame, seconds, up to the end of the last caption."""
    for i in range(round(captions[-1].until * RATE)):
        yield i / RATE


def write_caption(canvas: Canvas, captions: tuple[Caption, ...], t: float) -> None:
    """Write the caption of the moment ``t`` at the foot of the frame."""
    for caption in captions:
        if caption.start <= t < caption.until:
            canvas.text(SIZE[0] / 2, 330, caption.text, 19, CREAM)
