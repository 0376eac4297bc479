"""The six cases: questions, prepositions and a noun of each declension with its ending."""

from seed_content.measure import text_width
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import BLUE, GREEN, INK, RED, SOFT, VIOLET, card, heading
from seed_content.pictures.spans import Span, spans

# name, questions, prepositions, then stem and ending of three nouns; «» is a zero ending
_ROWS = (
    ("Именительный", "кто? что?", "—", ("трав", "а"), ("конь", ""), ("ночь", "")),
    (
        "Родительный",
        "кого? чего?",
        "без, у, до, от, для",
        ("трав", "ы"),
        ("кон", "я"),
        ("ноч", "и"),
    ),
    ("Дательный", "кому? чему?", "к, по", ("трав", "е"), ("кон", "ю"), ("ноч", "и")),
    (
        "Винительный",
        "кого? что?",
        "в, на, за, через, про",
        ("трав", "у"),
        ("кон", "я"),
        ("ночь", ""),
    ),
    (
        "Творительный",
        "кем? чем?",
        "с, над, под, за, перед",
        ("трав", "ой"),
        ("кон", "ём"),
        ("ночь", "ю"),
    ),
    (
        "Предложный",
        "о ком? о чём?",
        "о, об, в, на, при",
        ("о трав", "е"),
        ("о кон", "е"),
        ("о ноч", "и"),
    ),
)
_COLUMNS = (64, 330, 560, 876, 1078, 1272)  # left edges of the six columns


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1480 × 880."""
    heading(c, "Падежи имён существительных")
    card(c, 40, 100, 1400, 700)
    c.rect(42, 102, 1396, 96, "#E8EEF8", radius=16)
    for x, words, colour in zip(
        _COLUMNS,
        ("Падеж", "Вопросы", "Предлоги", "1-е скл.", "2-е скл.", "3-е скл."),
        (INK, INK, INK, BLUE, GREEN, VIOLET),
        strict=True,
    ):
        c.text(x, 150, words, 32, colour, bold=True, anchor="lm")
    for i, (name, questions, prepositions, *nouns) in enumerate(_ROWS):
        y = 248 + i * 100
        if i:
            c.line([(64, y - 50), (1416, y - 50)], "#E0E6EF", 2)
        spans(c, 64, y, [(name[0], RED, True), (name[1:], INK, True)], 32)
        c.text(330, y, questions, 30, INK, anchor="lm")
        c.text(560, y, prepositions, 28, SOFT, anchor="lm")
        for x, (stem, ending), colour in zip(
            _COLUMNS[3:], nouns, (BLUE, GREEN, VIOLET), strict=True
        ):
            _noun(c, x, y, stem, ending, colour)
    hint: list[Span] = [("По порядку: ", SOFT, False)]
    for word in ["Иван", "родил", "девчонку,", "велел", "тащить", "пелёнку"]:
        hint += [(word[0], RED, True), (word[1:] + " ", INK, False)]
    spans(c, c.width / 2, 838, hint, 32, centred=True)


def _noun(c: Canvas, x: float, y: float, stem: str, ending: str, colour: str) -> None:
    """The noun with its ending in a box; an empty box is the zero ending."""
    c.text(x, y, stem, 34, INK, anchor="lm")
    left = x + text_width(stem, 34) + 3
    wide = text_width(ending, 34, bold=True) + 8 if ending else 22
    c.rect(left, y - 24, wide, 48, "#FFFFFF", line=colour, width=3)
    if ending:
        c.text(left + 4, y, ending, 34, colour, bold=True, anchor="lm")
