"""Rays through a converging lens while the object comes nearer: where the image goes."""

from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.films.timing import between, part, soft
from seed_content.pictures.canvas import Canvas

_LENS, _AXIS = 300.0, 168.0
FOCUS = 76.0  # pixels
_HEIGHT = 42.0  # of the object
_FOOT = 308.0  # rays end here, above the caption
_RED, _BLUE, _GOLD, _GREEN = "#F27B63", "#63B7F2", "#F2C14E", "#8FD694"
# Where the object stands when each caption begins and ends, in focal lengths.
_WAY = ((3.4, 2.4), (2.4, 2.0), (2.0, 1.4), (1.4, 1.0), (0.62, 0.5))
_KINDS = (
    ("действительное", "перевёрнутое", "уменьшенное"),
    ("действительное", "перевёрнутое", "равное предмету"),
    ("действительное", "перевёрнутое", "увеличенное"),
    (),
    ("мнимое", "прямое", "увеличенное (лупа)"),
)


def image_distance(distance: float, focus: float = FOCUS) -> float:
    """Where the image is by 1/d + 1/f = 1/F; below 0 when it is virtual, before the lens.

    Raises ``ZeroDivisionError`` for an object in the focus: its rays leave parallel.
    """
    return distance * focus / (distance - focus)


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    board = _board()
    for t in moments(captions):
        k = next(i for i, caption in enumerate(captions) if t < caption.until)
        caption = captions[k]
        moved = soft(part(t, caption.start, between(caption.start, caption.until, 0.45)))
        c = board.copy()
        _scene(c, between(*_WAY[k], moved) * FOCUS)
        _lens(c)
        _kind(c, _KINDS[k] if k != 1 or moved == 1 else _KINDS[0])
        write_caption(c, captions, t)
        yield c.finished()


def _board() -> Canvas:
    c = Canvas(*SIZE, NIGHT)
    c.text(28, 26, "Собирающая линза", 22, CREAM, bold=True, anchor="lm")
    c.line([(16, _AXIS), (624, _AXIS)], SOFT, 1.2)
    for times, name in ((1, "F"), (2, "2F")):
        for side in (-1, 1):
            x = _LENS + side * times * FOCUS
            c.line([(x, _AXIS - 4), (x, _AXIS + 4)], CREAM, 2)
            # On the right the rays go down past the focus, so its letter stands above.
            c.text(x + 12, _AXIS - 14 * side, name, 15, CREAM, bold=True)
    return c


def _lens(c: Canvas) -> None:
    c.arrow((_LENS, _AXIS), (_LENS, _AXIS - 122), CREAM, 2.5)
    c.arrow((_LENS, _AXIS), (_LENS, _AXIS + 122), CREAM, 2.5)


def _kind(c: Canvas, words: tuple[str, ...]) -> None:
    """What the image is like, in a card at the right above the axis."""
    if words:
        c.rect(446, 24, 172, 98, "#2A394B", radius=12)
    for i, word in enumerate(words):
        c.text(532, 48 + i * 25, word, 17, _GREEN)


def _ray(c: Canvas, height: float, slope: float, colour: str, *, back: float = 0.0) -> None:
    """A ray that leaves the lens at ``height`` above the axis, ``slope`` up for a pixel of way.

    ``back`` pixels of it are drawn dashed before the lens, where the eye believes it began.
    """
    start = (_LENS, _AXIS - height)
    reach = min(SIZE[0] - _LENS, (_FOOT - start[1]) / -slope)
    c.line([start, (_LENS + reach, start[1] - slope * reach)], colour, 2)
    tip = (_LENS + 0.55 * reach, start[1] - 0.55 * slope * reach)
    c.arrow(start, tip, colour, 2)  # where the light goes
    if back:
        c.dashes(start, (_LENS - back, start[1] + slope * back), colour, 1.4, 5)


def _scene(c: Canvas, distance: float) -> None:
    x, top = _LENS - distance, _AXIS - _HEIGHT
    parallel = abs(distance - FOCUS) < 0.5
    image = 0.0 if parallel else image_distance(distance)
    back = -image if image < 0 else 0.0
    c.arrow((x, top), (x + 0.6 * distance, top), _GOLD, 2)
    c.line([(x, top), (_LENS, top)], _GOLD, 2)  # parallel to the axis: through the focus
    _ray(c, _HEIGHT, -_HEIGHT / FOCUS, _GOLD, back=back)
    c.arrow((x, top), (x + 0.6 * distance, top + 0.6 * _HEIGHT), _BLUE, 2)
    c.line([(x, top), (_LENS, _AXIS)], _BLUE, 2)  # through the lens's middle: straight on
    _ray(c, 0, -_HEIGHT / distance, _BLUE, back=back)
    c.arrow((x, _AXIS), (x, top), _RED, 4)
    c.text(x, _AXIS + 32 if back else top - 12, "предмет", 15, _RED)
    if parallel:
        return
    tall = -_HEIGHT * image / distance
    tip = (_LENS + image, _AXIS - tall)
    if tip[0] < SIZE[0] - 8:
        if image > 0:
            c.arrow((tip[0], _AXIS), tip, _GREEN, 4)
            c.text(tip[0], _AXIS - 30, "изображение", 15, _GREEN)
        else:
            c.dashes((tip[0], _AXIS), (tip[0], tip[1] + 12), _GREEN, 4, 6)
            c.arrow((tip[0], tip[1] + 14), tip, _GREEN, 4)
            c.text(tip[0] - 10, tip[1] + 20, "изображение", 15, _GREEN, anchor="rm")
