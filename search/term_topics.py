"""What belongs to a term of the lexicon is what a query is about, and no filter."""

from collections.abc import Iterable, Sequence

from language.lemmas import RUSSIAN
from language.lexicon import LITTLE, Lexicon, Row, key_of_word
from language.words import Word, words
from search.chip import Chip
from search.query_words import CLASS_WORDS, PUPIL_WORDS

NO_PLACES: frozenset[int] = frozenset()


def topic_places(chips: Iterable[Chip], cut: Sequence[Word], lexicon: Lexicon) -> frozenset[int]:
    """The places of words that were taken for filters though they stand in a term of several words.

    The kind in «вес картинки» and in «немое кино», «3Д» in «3Д модель», which is no class. A
    subject only where the term has another one: «булева алгебра» is taught in informatics. The
    term's words have to stand side by side, in its order.
    """
    asked = {
        chip: _places(chip, cut) for chip in chips if chip.facet in ("kind", "subject", "grade")
    }
    if not asked:
        return NO_PLACES
    # A row of the installation's own only adds hits: it takes no filter from anybody's query.
    whole = _whole_terms(cut, lexicon)
    terms = [(row, at) for row, at in whole if len(at) > 1 and row not in lexicon.own]
    return frozenset(
        place
        for chip, places in asked.items()
        for row, at in terms
        if places < at and _gives_way(chip, [cut[one].text for one in places], row)
        for place in places
    )


def _gives_way(chip: Chip, said: Sequence[str], row: Row) -> bool:
    if chip.facet == "kind":
        return True
    if chip.facet == "subject":
        return bool(row.subjects) and row.subjects.isdisjoint((str(chip.value), *chip.also))
    return not any(
        RUSSIAN.lemma(word).text in CLASS_WORDS or RUSSIAN.lemma(word).text in PUPIL_WORDS
        for word in said
    )


def _whole_terms(cut: Sequence[Word], lexicon: Lexicon) -> Iterable[tuple[Row, frozenset[int]]]:
    """The terms whose words stand side by side in the query, and where."""
    said = [key_of_word(word.text) for word in cut]
    weighty = [at for at, lemma in enumerate(said) if lemma not in LITTLE]
    for one in lexicon.spoken(cut):
        term = [key_of_word(word.text) for word in words(one.row.term)]
        term = [lemma for lemma in term if lemma not in LITTLE]
        for start in range(len(weighty) - len(term) + 1):
            run = weighty[start : start + len(term)]
            if [said[at] for at in run] == term:
                yield one.row, frozenset(range(run[0], run[-1] + 1)) if run else NO_PLACES


def _places(chip: Chip, cut: Sequence[Word]) -> frozenset[int]:
    return frozenset(
        at for at, word in enumerate(cut) if chip.start <= word.start and word.end <= chip.end
    )
