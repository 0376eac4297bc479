"""By what other words a query is searched, told so that people can follow it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from language.adjective_nouns import nouns_of
from language.lemmas import RUSSIAN
from language.lexicon import Row, Spoken, weighty
from language.verbal_nouns import verbal_nouns
from language.words import Word, words
from search import weights
from search.port import StandIn
from search.query_marks import Marks
from search.stand_ins import StandIns
from search.subject_words import SubjectWords
from search.understand import MOST_LETTERS, MOST_WORDS, Understood

By = Literal["lexicon", "number", "verb", "adjective", "initials"]

BY_TITLES: dict[By, str] = {
    "lexicon": "по словарю",
    "number": "число по-другому",
    "verb": "существительное от глагола",
    "adjective": "существительное от прилагательного",
    "initials": "по первым буквам",
}


@dataclass(frozen=True)
class ToldStandIn:
    """What is said in the query, what is searched too, and how that is known.

    ``subjects``: in these alone, by code; none, in all. ``words``: the lemmas that it stands for,
    ``lemmas`` those of what is meant.
    """

    said: str
    meant: str
    by: By
    subjects: frozenset[str]
    words: frozenset[str]
    lemmas: frozenset[str]


def told_stand_ins(
    understood: Understood, subjects: SubjectWords, others: StandIns
) -> tuple[ToldStandIn, ...]:
    """What may stand for the query's words, each once: those that the search is given."""
    cut = _cut(understood, subjects)
    spoken = [
        (one.row, frozenset(RUSSIAN.lemma(cut[at].text).text for at in one.at))
        for one in spoken_terms(understood, subjects, others)
    ]
    found: dict[tuple[str, str], ToldStandIn] = {}
    for one in understood.instead:
        for told in _told(one, understood, spoken, others):
            found.setdefault((told.said, told.meant), told)
    return tuple(found.values())


def spoken_terms(understood: Understood, subjects: SubjectWords, others: StandIns) -> list[Spoken]:
    """The terms of the lexicon that the query says; a mark's words are none."""
    return others.lexicon.spoken(_cut(understood, subjects))


def _cut(understood: Understood, subjects: SubjectWords) -> list[Word]:
    return list(words(Marks(understood.text[:MOST_LETTERS], subjects).plain))[:MOST_WORDS]


def _told(
    one: StandIn,
    understood: Understood,
    spoken: list[tuple[Row, frozenset[str]]],
    others: StandIns,
) -> Iterator[ToldStandIn]:
    here = one.subjects, frozenset({one.word}), one.lemmas
    from_rows = [
        ToldStandIn(row.term, target, "lexicon", one.subjects, said, one.lemmas)
        for row, said in spoken
        if row.subjects == one.subjects and one.word in said
        for target in row.targets
        if weighty(target) == one.lemmas
    ]
    if from_rows:
        yield from from_rows
        return
    typed = next(
        (word.text for word in understood.plain_words if weighty(word.text) == {one.word}), one.word
    )
    if one.lemmas <= frozenset(verbal_nouns(one.word)):
        yield ToldStandIn(typed, " ".join(one.lemmas), "verb", *here)
        return
    nouns = [noun for noun in nouns_of(one.word) if weighty(noun) == one.lemmas]
    if nouns:
        yield ToldStandIn(typed, nouns[0], "adjective", *here)
        return
    if one.weight == weights.OTHER_NUMBER:
        yield ToldStandIn(typed, " ".join(sorted(one.lemmas)), "number", *here)
        return
    phrases = others.initials.spelled(typed) if others.initials is not None else ()
    # What is left else are words that the query has itself, joined by «ИЛИ».
    for phrase in phrases:
        if weighty(phrase) == one.lemmas:
            yield ToldStandIn(typed, phrase, "initials", *here)
            break
