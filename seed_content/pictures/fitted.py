"""A drawing laid out for one size of sheet, painted on a sheet of another."""

from collections.abc import Callable

from PIL import Image, ImageDraw

from seed_content.pictures.canvas import Canvas


def fitted(c: Canvas, width: int, height: int, paint: Callable[[Canvas], None]) -> None:
    """Paint on a sheet of ``width`` × ``height`` of the colour of ``c`` and scale it to ``c``.

    The proportions should be the same: otherwise the drawing is stretched.
    """
    if (c.width, c.height) == (width, height):
        paint(c)
        return
    red, green, blue = c.image.getpixel((0, 0))  # type: ignore[misc]
    sheet = Canvas(width, height, (int(red), int(green), int(blue)))
    paint(sheet)
    c.image = sheet.image.resize(c.image.size, Image.Resampling.LANCZOS)
    c.draw = ImageDraw.Draw(c.image)
