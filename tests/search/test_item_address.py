"""Which material an address names, and which place of it."""

import pytest

from search.errors import NoItemAddress
from search.item_address import ItemAddress, item_address


@pytest.mark.parametrize(
    ("typed", "item_id", "place"),
    [
        (" https://parta.example/items/abc_D-1 ", "abc_D-1", ""),
        ("parta.example/items/abc?slide=4", "abc", "slide=4"),
        ("/items/abc/?near=math-5-1&t=84#player", "abc", "t=84"),
        ("https://parta.example/items/abc/edit?slide=0", "abc", ""),
        ("https://parta.example/items/abc?slide=4;x", "abc", ""),
        ("https://parta.example/items/abc?slide=" + "9" * 30, "abc", ""),
        ("https://parta.example/items/abc?t=0", "abc", "t=0"),
        ("abc_D-1", "abc_D-1", ""),
    ],
)
def test_an_address_names_a_material_and_a_place(typed: str, item_id: str, place: str) -> None:
    assert item_address(typed) == ItemAddress(item_id, place)


@pytest.mark.parametrize(
    "typed", ["ерунда", "https://ya.ru/", "http://[", "/items/", "/lessons/x", "Qx-абв", "a b"]
)
def test_what_is_no_address_of_a_material_is_told(typed: str) -> None:
    with pytest.raises(NoItemAddress):
        item_address(typed)
