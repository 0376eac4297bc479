"""Both embedded engines find the same, and an installation moves from one to the other."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import Invalid
from search import parts
from search.engines import GROUP, open_engine
from search.port import (
    Document,
    Engine,
    Filters,
    FragmentText,
    IndexBroken,
    SearchRequest,
    StandIn,
)
from search.tantivy_engine import TantivyEngine
from search.whoosh_engine import WhooshEngine
from tests.search.test_engines import WORDS, document, ids, library, nothing, some_filters

ALL = frozenset({"all"})


def asked(chance: random.Random) -> SearchRequest:
    """A request of any shape that the search makes."""
    words = tuple(chance.sample(WORDS, chance.choice((0, 1, 2, 3, 5, 8))))
    instead = tuple(
        StandIn(
            word,
            frozenset(chance.sample(WORDS, chance.choice((1, 2)))),
            frozenset(chance.sample("abc", chance.choice((0, 1)))),
            chance.choice((0.3, 0.7, 0.9, 1.0)),
        )
        for word in words
        for _ in range(chance.choice((0, 0, 1, 2)))
    )
    return SearchRequest(
        frozenset(chance.sample(("all", "s:1", "s:2", "u:1"), 2)),
        tuple(word.replace("ё", "е") for word in words),
        instead=tuple(replace(one, word=one.word.replace("ё", "е")) for one in instead),
        light=frozenset(chance.sample(words, min(len(words), chance.choice((0, 0, 1))))),
        titles=(" ".join(words),) if len(words) == 2 else (),
        filters=some_filters(chance),
        sort=chance.choice(("relevance", "relevance", "newest", "lesson")),
        hidden=chance.random() < 0.5,
        also=frozenset(chance.sample(range(1, 160), chance.choice((0, 0, 3)))),
        until=chance.choice((None, None, 100)),
        phrases=chance.choice(((), (), (frozenset({tuple(chance.sample(WORDS, 2))}),))),
        without=frozenset({tuple(chance.sample(WORDS, 2))})
        if chance.random() < 0.3
        else frozenset(),
        limit=1000,
    )


def test_both_engines_find_count_and_list_the_same(tmp_path: Path) -> None:
    chance = random.Random(8)
    documents = [
        replace(
            one, since=one.id, fragments=(*one.fragments, FragmentText(notes=WORDS[one.id % 8]))
        )
        for one in library(chance, 160)
    ]
    whoosh, tantivy = WhooshEngine(tmp_path / "w"), TantivyEngine(tmp_path / "t")
    for engine in (whoosh, tantivy):
        engine.rebuild(iter(documents), nothing)
    for _ in range(120):
        request = asked(chance)
        one, other = whoosh.search(request), tantivy.search(request)
        assert one.total == other.total, request
        assert one.facets == other.facets, request
        assert one.rarity == pytest.approx(other.rarity)
        assert {(hit.id, int(hit.score)) for hit in one.hits} == {
            (hit.id, int(hit.score)) for hit in other.hits
        }
        if request.sort != "relevance" or not request.words:
            assert one.hits == other.hits, request
    assert whoosh.terms() == tantivy.terms()


@pytest.mark.parametrize("kind", [WhooshEngine, TantivyEngine])
def test_an_index_built_in_parts_is_as_one_built_at_once(
    kind: type[WhooshEngine | TantivyEngine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(5)
    documents = library(chance, 260)
    whole, several = kind(tmp_path / "whole"), kind(tmp_path / "several")
    whole.rebuild(iter(documents), nothing)
    monkeypatch.setattr(parts, "FEW", 10)
    monkeypatch.setattr(parts, "AT_ONCE", 20)
    monkeypatch.setattr(parts, "processes", lambda: 2)
    several.rebuild(iter(documents), nothing)
    assert several.status().segments == 2
    for engine in (whole, several):  # what was joined takes changes as any other
        engine.update([document(1, "Дроби"), document(1000, "Кварк")], [2, 3])
    again = kind(tmp_path / "several")
    again.check()
    assert again.status().documents == whole.status().documents
    for _ in range(40):
        request = asked(chance)
        one, other = whole.search(request), again.search(request)
        assert (one.total, one.facets) == (other.total, other.facets), request
        assert {hit.id for hit in one.hits} == {hit.id for hit in other.hits}
    assert whole.terms() == again.terms()


def test_a_part_that_fails_leaves_the_old_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "FEW", 1)
    monkeypatch.setattr(parts, "processes", lambda: 2)
    engine = WhooshEngine(tmp_path / "index")
    engine.rebuild(iter([document(1, "Дроби"), document(2, "Дроби")]), nothing)
    with pytest.raises(parts.PartFailed):
        engine.rebuild(iter([document(1, "Дроби"), document(3, "", lessons=None)]), nothing)
    assert sorted(ids(engine, "дробь")) == [1, 2]
    assert len(list((tmp_path / "index").glob("v*.*"))) == 1


def test_a_setting_that_names_no_engine_is_refused(tmp_path: Path) -> None:
    for url in ("elastic://x", "tantivy", "whoosh", "нет:"):
        with pytest.raises(Invalid, match="PARTA_SEARCH_URL"):
            open_engine(url, tmp_path)


def test_the_old_engine_serves_until_the_new_one_is_built(tmp_path: Path) -> None:
    items = {1: document(1, "Дроби"), 2: document(2, "Луч")}
    before = open_engine("", tmp_path)
    before.rebuild(iter(items.values()), nothing)
    # The setting is changed: nothing is built yet, and nobody waits.
    after = open_engine("tantivy:", tmp_path)
    after.check()
    assert ids(after, "дробь") == [1]

    def change(engine: Engine, id: int, title: str) -> None:
        items[id] = document(id, title)
        engine.update([items[id]])

    change(after, 3, "Дроби")
    assert sorted(ids(before)) == sorted(ids(after)) == [1, 2, 3]

    def slow() -> Iterator[Document]:
        yield from list(items.values())
        change(after, 3, "Угол")
        # A process that was not started again since has the old setting.
        change(before, 4, "Дроби")
        del items[1]
        before.update([], [1])
        assert ids(before, "дробь") == ids(after, "дробь") == [4]

    def changes(again: Sequence[int]) -> tuple[list[Document], list[int]]:
        return [items[one] for one in again if one in items], [
            one for one in again if one not in items
        ]

    after.rebuild(slow(), changes)
    after.check()
    assert not (tmp_path / "index").exists()
    assert sorted(ids(after)) == [2, 3, 4]
    assert ids(after, "угол") == [3]
    # Who still has the old setting follows at once, in reading and in writing.
    assert sorted(ids(before)) == [2, 3, 4]
    change(before, 5, "Дроби")
    assert sorted(ids(after, "дробь")) == [4, 5]


def test_moving_back_never_comes_to_an_index_that_was_fed_no_longer(tmp_path: Path) -> None:
    whoosh, tantivy = open_engine("whoosh:", tmp_path), open_engine("tantivy:", tmp_path)
    whoosh.rebuild(iter([document(1, "Дроби")]), nothing)
    tantivy.rebuild(iter([document(1, "Дроби")]), nothing)
    tantivy.update([document(2, "Дроби")])
    assert sorted(ids(open_engine("whoosh:", tmp_path), "дробь")) == [1, 2]


def test_where_neither_stands_the_one_that_is_set_is_built(tmp_path: Path) -> None:
    for url in ("", "tantivy:"):
        engine = open_engine(url, tmp_path / f"home {url}")
        with pytest.raises(IndexBroken):
            engine.check()
        with pytest.raises(IndexBroken):
            engine.search(SearchRequest(ALL, filters=Filters()))
        engine.rebuild(iter(()), nothing)
        engine.check()


def test_an_installed_package_offers_an_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    about = site / "shelf_engine-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: shelf-engine\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[{GROUP}]\nshelf = shelf_engine:opened\n")
    (site / "shelf_engine.py").write_text(
        "from search.whoosh_engine import WhooshEngine\n"
        "def opened(url, home):\n"
        "    return WhooshEngine(home / url.partition(':')[2])\n"
    )
    monkeypatch.syspath_prepend(str(site))
    engine = open_engine("shelf:полка", tmp_path)
    engine.rebuild(iter([document(1, "Дроби")]), nothing)
    assert ids(engine, "дробь") == [1]
    assert (tmp_path / "полка" / "current").exists()
