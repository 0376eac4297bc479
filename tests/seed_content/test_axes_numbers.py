"""Numbers at an upright axis stand beside it, however long they are."""

from seed_content.decks.board import Area, Board
from seed_content.decks.figures import axes
from seed_content.decks.master import new_presentation
from seed_content.decks.palette import PALETTES


def test_a_long_number_ends_before_the_axis() -> None:
    palette = PALETTES["sky"]
    deck = new_presentation(palette, "Физика")
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    area = Area(6.6, 1.6, 6.0, 5.05)
    data = {"x": [0, 10], "y": [0, 1000], "xstep": 2, "ystep": 250, "grid": False}
    axes.draw(Board(slide.shapes, palette), area, data)
    numbers = [s for s in slide.shapes if s.has_text_frame and s.text_frame.text == "1000"]
    upright = min(
        (s for s in slide.shapes if s.shape_type == 9 and s.width == 0), key=lambda s: -s.height
    )
    (number,) = numbers
    assert number.left + number.width <= upright.left
    assert number.left >= area.x * 914400 - 1
