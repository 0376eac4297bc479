"""The one list of kinds holds for those who show, store and make them."""

import re

from app.assets import DIST
from catalog.kinds import KINDS, SHOWN
from ingest.processors import PROCESSORS


def test_every_kind_has_its_words_and_an_icon_of_the_sprite() -> None:
    sprite = (DIST.parent / "icons.mjs").read_text("utf-8")
    assert tuple(SHOWN) == KINDS
    for kind, shown in SHOWN.items():
        assert all((shown.one, shown.title, shown.many)), kind
        assert re.search(rf"^\s*['\"]?{shown.icon}['\"]?\s*:", sprite, re.MULTILINE), kind


def test_a_processor_makes_a_kind_of_the_list() -> None:
    assert {processor.kind for processor in PROCESSORS} <= set(KINDS)
