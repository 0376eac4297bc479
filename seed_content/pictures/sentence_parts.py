"""How the parts of a sentence are underlined: a sentence parsed and the five lines explained."""

from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import AMBER, BLUE, GREEN, INK, RED, SOFT, VIOLET, card, heading
from seed_content.pictures.spans import spans
from seed_content.pictures.underlines import (
    ADVERBIAL,
    ATTRIBUTE,
    OBJECT,
    PREDICATE,
    SUBJECT,
    underline,
)

_COLOURS = (BLUE, RED, GREEN, VIOLET, AMBER)
_WORDS = (
    ("Тёплый", ATTRIBUTE, "прил."),
    ("ветер", SUBJECT, "сущ."),
    ("гонит", PREDICATE, "глаг."),
    ("лёгкие", ATTRIBUTE, "прил."),
    ("облака", OBJECT, "сущ."),
    ("над полем", ADVERBIAL, "предл. + сущ."),
)
_PARTS = (
    ("Подлежащее", "кто? что?", "одна черта"),
    ("Сказуемое", "что делает?\nчто сделает?\nкаков?", "две черты"),
    ("Определение", "какой? чей?\nкоторый?", "волнистая"),
    ("Дополнение", "вопросы косвенных\nпадежей: кого?\nчего? кому? …", "пунктир"),
    ("Обстоятельство", "где? куда? когда?\nкак? почему?", "тире и точки"),
)


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1400 × 740."""
    heading(c, "Как подчёркивают члены предложения")
    card(c, 40, 104, 1320, 276)
    parts = []
    for i, (word, _, _) in enumerate(_WORDS):
        parts += [(word, INK, False), ("." if i == 5 else "  ", INK, False)]
    ends = spans(c, c.width / 2, 218, parts, 60, centred=True)[::2]
    for (left, right), (_, part, speech) in zip(ends, _WORDS, strict=True):
        underline(c, left, right, 258, part, _COLOURS[part], 5)
        c.text((left + right) / 2, 158, speech, 26, SOFT)
    c.text(
        c.width / 2,
        332,
        "Повествовательное, невосклицательное, простое, распространённое",
        28,
        INK,
    )
    for i, (name, questions, line) in enumerate(_PARTS):
        x = 40 + i * 266
        card(c, x, 400, 256, 300)
        c.text(x + 128, 440, name, 30, _COLOURS[i], bold=True)
        underline(c, x + 40, x + 216, 488, i, _COLOURS[i], 5)
        c.text(x + 128, 542, line, 26, SOFT)
        c.text(x + 128, 592 + 16 * questions.count("\n"), questions, 26, INK)
