"""Whoosh scores as it always does, whatever was asked before and however postings are read."""

import random
from bisect import bisect_left
from pathlib import Path

from search.item_words import words_field
from search.port import Filters, SearchRequest
from search.whoosh_engine import WhooshEngine
from tests.search.test_engines import ALL, document, library, nothing


def test_a_word_is_skipped_through_as_through_a_list(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    having = (document(n, "Дробь" if n % 3 else "Луч") for n in range(1, 1201))
    engine.rebuild(having, nothing)
    chance = random.Random(7)
    skipped = 0
    for reader, _ in engine.snapshot().searcher.reader().leaf_readers():
        word = words_field(False), "дробь"
        if word not in reader:
            continue
        listed = list(reader.postings(*word).all_ids())
        for _ in range(200):
            matcher = reader.postings(*word)
            for wanted in sorted(chance.sample(range(listed[-1] + 1), 5)):
                matcher.skip_to(wanted)
                at = bisect_left(listed, wanted)
                assert matcher.id() == listed[at]
                skipped += 1
            matcher.skip_to(listed[-1] + 1)
            assert not matcher.is_active()
    assert skipped


def test_scores_do_not_depend_on_what_was_asked_before(tmp_path: Path) -> None:
    documents = library(random.Random(3), 300)
    WhooshEngine(tmp_path).rebuild(iter(documents), nothing)
    whole = SearchRequest(ALL, ("дробь", "число", "луч"), limit=300)
    within = SearchRequest(ALL, whole.words, filters=Filters(kind=frozenset({"image"})), limit=5)
    around = SearchRequest(
        ALL, whole.words, also=frozenset(one.id for one in documents[:40]), limit=300
    )
    fresh = [WhooshEngine(tmp_path).search(one).hits for one in (around, whole, within)]
    asked = WhooshEngine(tmp_path)
    later = [asked.search(one).hits for one in (within, whole, around)]
    assert any(fresh)
    assert later == fresh[::-1]
