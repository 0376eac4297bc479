"""A sum with numeric fractions in a query, «1/2 + 1/3», is about its topic: adding fractions."""

import re

_FRACTION = re.compile(r"(?<![\d/.,])\d{1,3}\s?[/⁄]\s?\d{1,3}(?![\d/.,])")
"""Of three digits at most: «2025/2026» is a school year."""

_SUM = re.compile(r"[\d\s/⁄+*·×:÷=()?.,−–-]+")

_DONE = (("+", "сложение"), ("-−–", "вычитание"), ("*·×", "умножение"), (":÷", "деление"))


def topic_of_fractions(text: str) -> str:
    """«сложение дробей» of a text that is a sum with fractions and nothing else; else empty."""
    if not _FRACTION.search(text) or not _SUM.fullmatch(text):
        return ""
    done = (noun for signs, noun in _DONE if any(sign in text for sign in signs))
    first = next(done, "")
    return f"{first} дробей" if first else "дроби"
