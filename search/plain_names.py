"""Short names of what is taught, «Дроби», as suggestions: sections, topics, single keywords."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping

from language.lemmas import RUSSIAN, lemmas
from language.words import words
from search.grid_titles import Place, Text

MOST_WORDS = 2
"""A name of more words is a lesson's, and such names are suggested behind."""


class PlainNames:
    """Those of one state of the grid, each once, whatever its form: «дробь» is «Дроби»."""

    def __init__(
        self, names: Iterable[tuple[str, Place]], keywords: Iterable[tuple[str, Place]]
    ) -> None:
        """``names``: (section or topic, place) for each lesson that has it; ``keywords`` likewise.

        Of keywords those of one word that is a thing's name count, as the dictionary has it.
        """
        self._names: dict[str, Text] = {}
        self._most_taught: dict[str, Place] = {}
        self._openings: list[tuple[str, str]] = []
        known: set[tuple[str, ...]] = set()
        for text, places in (*_counted(names), *_counted(keywords, of_one_word=True)):
            cut = [word.text for word in words(text)]
            key = tuple(sorted(lemmas(text)))
            if key in known or not 0 < len(cut) <= MOST_WORDS:
                continue
            known.add(key)
            shown = text[:1].upper() + text[1:]
            subjects: Counter[str] = Counter()
            for (subject, _grade), lessons in places.items():
                subjects[subject] += lessons
            self._most_taught[shown] = max(places, key=lambda place: (places[place], -place[1]))
            self._names[shown] = Text(shown, " ".join(cut), subjects, frozenset(places))
            self._openings += [(" ".join(cut[at:]), shown) for at in range(len(cut))]
        self._openings.sort()

    def with_prefix(
        self,
        prefix: str,
        limit: int,
        subjects: frozenset[str] = frozenset(),
        grades: frozenset[int] = frozenset(),
    ) -> list[str]:
        """The names that go on from ``prefix``, plain words joined by a space, at any word.

        First those that begin with it; then those of one word; then those of most lessons. Where
        subjects or grades are given, those that a lesson of them has.
        """
        found: set[str] = set()
        for at in range(bisect_left(self._openings, (prefix, "")), len(self._openings)):
            opening, name = self._openings[at]
            if not opening.startswith(prefix):
                break
            if self._names[name].is_taught(subjects, grades):
                found.add(name)

        def standing(name: str) -> tuple[bool, int, int, str]:
            known = self._names[name]
            lessons = sum(known.subjects.values())
            return not known.plain.startswith(prefix), known.plain.count(" "), -lessons, name

        return sorted(found, key=standing)[:limit]

    def most_taught(self, name: str) -> Place:
        """The subject and grade with most lessons of a name that ``with_prefix`` gave."""
        return self._most_taught[name]


def _counted(
    named: Iterable[tuple[str, Place]], *, of_one_word: bool = False
) -> list[tuple[str, Mapping[Place, int]]]:
    """Each text with its lessons by place, those of most lessons first."""
    texts: dict[str, Counter[Place]] = {}
    for text, place in named:
        if text:
            texts.setdefault(text, Counter())[place] += 1
    if of_one_word:
        texts = {text: places for text, places in texts.items() if _names_a_thing(text)}
    return sorted(texts.items(), key=lambda one: -sum(one[1].values()))


def _names_a_thing(text: str) -> bool:
    """Whether a keyword is one noun as a dictionary has it: «вулкан», not «глаголами»."""
    cut = [word.text for word in words(text)]
    return (
        len(cut) == 1
        and RUSSIAN.says_of_what(cut[0])
        and not RUSSIAN.says_how(cut[0])
        and RUSSIAN.lemma(cut[0]).text == cut[0]
    )
