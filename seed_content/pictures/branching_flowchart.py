"""Branching as a flowchart: with two branches and with one, each beside its text."""

from seed_content.measure import text_width
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import AMBER, BLUE, GREEN, INK, RED, SOFT, card, heading


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1400 × 840."""
    heading(c, "Ветвление: полная и неполная форма")
    card(c, 40, 104, 740, 700)
    card(c, 800, 104, 560, 700)
    _full(c, 410)
    _short(c, 1010)


def _full(c: Canvas, x: float) -> None:
    """The greater of two numbers: there is work on both branches."""
    c.text(68, 146, "Полная форма", 34, BLUE, bold=True, anchor="lm")
    c.text(752, 146, "большее из a и b", 26, SOFT, anchor="rm")
    _condition(c, x, 290, "a > b")
    for side, word, action, colour in ((-1, "да", "M := a", GREEN), (1, "нет", "M := b", RED)):
        far = x + side * 205
        c.line([(x + side * 125, 290), (far, 290)], INK, 4)
        c.arrow((far, 290), (far, 380), INK, 4)
        c.text(x + side * 162, 262, word, 28, colour, bold=True)
        _action(c, far, 418, action)
        c.line([(far, 456), (far, 520), (x, 520)], INK, 4)
    c.arrow((x, 194), (x, 222), INK, 4)
    c.arrow((x, 520), (x, 576), INK, 4)
    _text(
        c,
        300,
        694,
        "если a > b\n    то M := a\n    иначе M := b\nвсе",
        ("если", "то", "иначе", "все"),
    )


def _short(c: Canvas, x: float) -> None:
    """The modulus of a number: on «нет» nothing is done."""
    c.text(828, 146, "Неполная форма", 34, BLUE, bold=True, anchor="lm")
    c.text(1332, 146, "модуль x", 26, SOFT, anchor="rm")
    _condition(c, x, 290, "x < 0")
    c.arrow((x, 194), (x, 222), INK, 4)
    c.arrow((x, 360), (x, 414), INK, 4)
    c.text(x + 40, 384, "да", 28, GREEN, bold=True)
    _action(c, x, 452, "x := −x")
    c.line([(x, 490), (x, 530)], INK, 4)
    c.line([(x + 125, 290), (x + 225, 290), (x + 225, 526), (x, 526)], INK, 4)
    c.text(x + 170, 262, "нет", 28, RED, bold=True)
    c.arrow((x, 526), (x, 578), INK, 4)
    _text(c, 910, 694, "если x < 0\n    то x := −x\nвсе", ("если", "то", "все"))


def _condition(c: Canvas, x: float, y: float, words: str) -> None:
    c.polygon([(x - 130, y), (x, y - 70), (x + 130, y), (x, y + 70)], AMBER)
    c.polygon([(x - 120, y), (x, y - 64.6), (x + 120, y), (x, y + 64.6)], "#FFF3D6")
    c.text(x, y, words, 34, INK, bold=True)


def _action(c: Canvas, x: float, y: float, words: str) -> None:
    c.rect(x - 100, y - 38, 200, 76, "#E3EEFA", line=BLUE, width=4)
    c.text(x, y, words, 34, INK, bold=True)


def _text(c: Canvas, x: float, y: float, program: str, words: tuple[str, ...]) -> None:
    """The same in the school algorithmic language, its own words in bold."""
    lines = program.split("\n")
    for i, line in enumerate(lines):
        top = y + (i - (len(lines) - 1) / 2) * 44
        left = x + 44 * line.startswith("    ")
        word, _, rest = line.strip().partition(" ")
        c.text(left, top, word, 32, BLUE, bold=word in words, anchor="lm")
        c.text(left + text_width(word + " ", 32, bold=True), top, rest, 32, INK, anchor="lm")
