"""How many bytes something has, in words: the one way of saying it."""

from babel.numbers import format_decimal

MIB = 1024 * 1024
UNITS = ("Б", "КБ", "МБ", "ГБ", "ТБ")


def size_in_words(count: int) -> str:
    """«12,5 МБ», in units of 1024 bytes, at most one decimal."""
    value, place = float(count), 0
    while value >= 1024 and place < len(UNITS) - 1:
        value, place = value / 1024, place + 1
    pattern = "#,##0" if value >= 100 or place == 0 else "#,##0.#"
    return f"{format_decimal(value, format=pattern, locale='ru')}\u00a0{UNITS[place]}"
