"""How a word is parsed into morphemes: two words with all their signs and what each sign means."""

from seed_content.measure import text_width
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import AMBER, BLUE, GREEN, INK, RED, SOFT, VIOLET, card, heading
from seed_content.pictures.morpheme_signs import ENDING, PREFIX, ROOT, STEM, SUFFIX, sign

_COLOURS = {PREFIX: BLUE, ROOT: RED, SUFFIX: GREEN, ENDING: VIOLET, STEM: AMBER}
_LEGEND = (
    (ENDING, "Окончание", "изменяется, связывает слова"),
    (STEM, "Основа", "всё слово без окончания"),
    (ROOT, "Корень", "общая часть родственных слов"),
    (PREFIX, "Приставка", "стоит перед корнем"),
    (SUFFIX, "Суффикс", "стоит после корня"),
)


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1360 × 800."""
    heading(c, "Разбор слова по составу")
    _word(
        c,
        40,
        104,
        (("пере", PREFIX), ("лёт", ROOT), ("н", SUFFIX), ("ый", ENDING)),
        "перелётный, перелётная, перелётные;\nперелёт, полёт, летать",
    )
    _word(
        c,
        40,
        442,
        (("под", PREFIX), ("снеж", ROOT), ("ник", SUFFIX), ("", ENDING)),
        "подснежник, подснежника, подснежнику;\nснег, снежный, снежинка",
    )
    card(c, 820, 104, 500, 656)
    c.text(848, 146, "Что отмечают по порядку", 32, INK, bold=True, anchor="lm")
    for i, (morpheme, name, meaning) in enumerate(_LEGEND):
        y = 232 + i * 116
        top = y - 24 if morpheme == ENDING else y - 8
        c.text(848, y, str(i + 1), 32, SOFT, bold=True, anchor="lm")
        bottom = y + 22 if morpheme == ENDING else y
        sign(c, 882, 956, top, bottom, morpheme, _COLOURS[morpheme])
        c.text(980, y - 18, name, 32, _COLOURS[morpheme], bold=True, anchor="lm")
        c.text(980, y + 22, meaning, 24, INK, anchor="lm")


def _word(c: Canvas, x: float, y: float, parts: tuple[tuple[str, int], ...], proof: str) -> None:
    """The word in large letters with its signs; below it, the words that prove the parsing."""
    card(c, x, y, 760, 318)
    size, gap, empty = 96, 4, 46
    widths = [text_width(letters, size) if letters else empty for letters, _ in parts]
    left = start = x + 380 - (sum(widths) + gap * 3) / 2
    for (letters, morpheme), wide in zip(parts, widths, strict=True):
        c.text(left, y + 122, letters, size, INK, anchor="lm")
        frame = 8 if morpheme == ENDING and letters else 0
        sign(c, left - frame, left + wide + frame, y + 70, y + 172, morpheme, _COLOURS[morpheme])
        if morpheme == ENDING:
            sign(c, start, left - 10, y + 70, y + 172, STEM, AMBER)
        left += wide + gap + (10 if morpheme == SUFFIX else 0)
    c.text(x + 380, y + 260, proof, 28, SOFT)
