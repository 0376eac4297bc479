"""Quotes of what was typed or found, within the page's own."""

from core.quotes import quoted


def test_quotes_within_quotes_are_inner_ones() -> None:
    assert f"«{quoted('Работа по теме «Дроби»')}»" == "«Работа по теме „Дроби“»"
    assert quoted("Дроби") == "Дроби"
