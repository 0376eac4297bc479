"""All sounds of Russian as the school counts them: 6 vowels and 36 consonants in their pairs."""

from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import BLUE, GREEN, INK, RED, SOFT, card, heading

_VOWELS = ["а", "о", "у", "э", "ы", "и"]
_PAIRED = (("б", "п"), ("в", "ф"), ("г", "к"), ("д", "т"), ("з", "с"), ("ж", "ш"))
_SONORANT = ["л", "л’", "м", "м’", "н", "н’", "р", "р’", "й’"]
_VOICELESS = ["х", "х’", "ц", "ч’", "щ’"]


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1400 × 900."""
    heading(c, "Звуки русской речи")
    card(c, 40, 100, 1320, 156)
    c.text(68, 152, "Гласные", 34, RED, bold=True, anchor="lm")
    c.text(68, 202, "6 звуков, состоят только из голоса", 26, SOFT, anchor="lm")
    for i, sound in enumerate(_VOWELS):
        c.oval(586 + i * 138, 178, 54, 54, RED)
        c.text(586 + i * 138, 178, f"[{sound}]", 40, "#FFFFFF", bold=True)
    card(c, 40, 276, 1320, 324)
    c.text(68, 324, "Согласные парные", 34, INK, bold=True, anchor="lm")
    c.text(68, 402, "звонкие", 30, INK, anchor="lm")
    c.text(68, 438, "голос и шум", 26, SOFT, anchor="lm")
    c.text(68, 520, "глухие", 30, INK, anchor="lm")
    c.text(68, 556, "только шум", 26, SOFT, anchor="lm")
    for i, pair in enumerate(_PAIRED):
        for k, letter in enumerate(pair):
            x, y = 262 + i * 186, 378 + k * 118
            _sound(c, x, y, letter)
            if i < 5:
                _sound(c, x + 84, y, letter + "’")
    card(c, 40, 620, 844, 176)
    c.text(68, 664, "Непарные звонкие (сонорные)", 30, INK, bold=True, anchor="lm")
    for i, sound in enumerate(_SONORANT):
        _sound(c, 68 + i * 88, 702, sound)
    card(c, 904, 620, 456, 176)
    c.text(932, 664, "Непарные глухие", 30, INK, bold=True, anchor="lm")
    for i, sound in enumerate(_VOICELESS):
        _sound(c, 928 + i * 84, 702, sound)
    for x, colour, words in ((200, BLUE, "твёрдый согласный"), (560, GREEN, "мягкий согласный")):
        c.rect(x, 834, 34, 34, colour, radius=8)
        c.text(x + 50, 851, words, 28, INK, anchor="lm")
    c.text(1200, 851, "36 согласных звуков", 28, INK, bold=True, anchor="rm")


def _sound(c: Canvas, x: float, y: float, sound: str) -> None:
    """A tile with the sound: blue when it is hard, green when it is soft."""
    c.rect(x, y, 76, 76, GREEN if sound.endswith("’") else BLUE, radius=14)
    c.text(x + 38, y + 38, f"[{sound}]", 34, "#FFFFFF", bold=True)
