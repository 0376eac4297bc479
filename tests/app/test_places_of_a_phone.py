"""The bar of a phone says where one is, also on pages that have no place of their own in it."""

import re

import pytest

from tests.town import Town, shared_town

__all__ = ["shared_town"]


@pytest.mark.parametrize(
    ("login", "path", "lit"),
    [
        ("teacher", "/upload", True),
        ("teacher", "/mine", True),
        ("methodologist", "/review", True),
        ("methodologist", "/lexicon", True),
        ("teacher", "/library", False),
    ],
)
def test_what_a_phone_reaches_from_the_last_place_lights_that_place(
    shared_town: Town, login: str, path: str, lit: bool
) -> None:
    text = shared_town.by(login).get(path).text
    [more] = re.findall(r'<li class="phone"><a [^>]*>', text)
    assert ('aria-current="page"' in more) is lit
