"""Where to go from a search that found nothing: without a filter, or by similar words."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from language.lemmas import RUSSIAN
from search.asked import FIELDS, SearchQuery
from search.results import ShownChip
from search.spelling import Spelling
from search.understand import Understood
from search.ways_out import Similar, Way

MOST_WAYS = 6
"""Filters of which each is tried without: what is chosen first comes first."""

MOST_SIMILAR, TRIED_SIMILAR = 4, 8
"""Similar words that are offered, and searches that this may take."""

KIN_LETTERS, KIN_SHARE = 4, 0.5
"""Words of one beginning are kin: so many letters of it at least, and this share of the longer."""

Find = Callable[[SearchQuery], int]
"""How many materials another search finds."""


def without_filters(
    query: SearchQuery,
    understood: Understood,
    chips: Sequence[ShownChip],
    titles: Mapping[str, str],
    find: Find,
) -> tuple[Way, ...]:
    """The search without each filter that is chosen or understood, and without all of them.

    Only what finds something, the most first; a search for each. ``titles``: what is chosen of a
    facet, in words.
    """
    limits = [
        (facet, titles.get(facet, facet), _free(query, FIELDS[facet]))
        for facet in FIELDS
        if query.chosen(facet)
    ]
    said = {chip.without: chip for chip in reversed(chips)}
    limits += [
        (chip.facet, chip.title, replace(query, q=without)) for without, chip in said.items()
    ]
    limits = limits[:MOST_WAYS]
    bare = replace(
        _free(query, *FIELDS.values()),
        q=understood.without(*{chip.facet for chip in understood.chips}),
    )
    if len(limits) > 1:
        limits.append(("", "", bare))
    found = [
        Way(facet, title, replace(other, page=1), find(replace(other, page=1)))
        for facet, title, other in limits
        if other.q.strip() or other.narrows  # all that there is answers nobody
    ]
    return tuple(sorted((w for w in found if w.total), key=lambda w: (not w.facet, -w.total)))


def similar_words(
    query: SearchQuery, understood: Understood, spelling: Spelling, find: Find
) -> tuple[Similar, ...]:
    """The search with a near word for one that no material has; the likeliest words first."""
    tried: dict[str, str] = {}
    text = understood.text
    for word in understood.plain_words:
        lemma = RUSSIAN.lemma(word.text).text
        if spelling.matching(lemma):
            continue
        # A word that the dictionary has is right: only what is kin to it may say the same.
        near = [] if RUSSIAN.known(word.text) else _likely(spelling, word.text)
        for other in (*near, *_kin(spelling, lemma)):
            tried.setdefault(text[: word.start] + other + text[word.end :], other)
    found = []
    for other, word_instead in list(tried.items())[:TRIED_SIMILAR]:
        instead = replace(query, q=other, page=1)
        # Within what is chosen, or else without it: the word is of use there too.
        for one in dict.fromkeys((instead, _free(instead, *FIELDS.values()))):
            total = find(one)
            if total:
                found.append(Similar(word_instead, one, total))
                break
        if len(found) == MOST_SIMILAR:
            break
    return tuple(found)


def _free(query: SearchQuery, *fields: str) -> SearchQuery:
    """The same without what is chosen of these fields."""
    none: dict[str, Any] = dict.fromkeys(fields, ())
    return replace(query, **none)


def _likely(spelling: Spelling, word: str) -> list[str]:
    likely = spelling.likely(word)
    return sorted(likely, key=lambda one: (-likely[one], one))[:3]


def _kin(spelling: Spelling, lemma: str) -> list[str]:
    """Nouns of the library of the same beginning, the nearest in length first.

    The whole of one but its ending begins the other, «вулкан» and «вулканизация»: «наркотики» are
    no «нарком». Only for a noun, for in its place another one agrees with the words around it.
    """
    if len(lemma) < KIN_LETTERS or not RUSSIAN.may_be(lemma, "NOUN"):
        return []
    begins = lemma[: max(KIN_LETTERS, math.ceil(KIN_SHARE * len(lemma)))]
    kin = [
        term
        for term in spelling.engine.terms()
        if term.startswith(begins) and len(begins) >= KIN_SHARE * len(term) and term != lemma
    ]
    kin = [term for term in kin if _is_noun(term) and _is_kin(term, lemma)]
    kin.sort(key=lambda term: (abs(len(term) - len(lemma)), term))
    return [term for term in kin[:10] if spelling.matching(term)][:3]


def _is_noun(term: str) -> bool:
    return RUSSIAN.known(term) and RUSSIAN.lemma(term).text == term and RUSSIAN.may_be(term, "NOUN")


def _is_kin(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter.rstrip("аеийоуыьюя"))
