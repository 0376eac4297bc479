"""Short names of what is taught, «Дроби», as suggestions: sections, topics, single keywords."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from language.lemmas import RUSSIAN, lemmas
from language.words import words
from search.taught_texts import Place, TaughtTexts, counted

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
        self._most_taught: dict[str, Place] = {}
        self._of_lemmas: dict[tuple[str, ...], str] = {}
        every = (*_most(names), *_most(keywords, _names_a_thing))
        self._names = TaughtTexts(self._each_once(every))

    def _each_once(
        self, named: Iterable[tuple[str, Mapping[Place, int]]]
    ) -> Iterator[tuple[str, list[str], Mapping[Place, int]]]:
        known: set[tuple[str, ...]] = set()
        for text, places in named:
            cut = [word.text for word in words(text)]
            key = tuple(sorted(lemmas(text)))
            if key in known or not 0 < len(cut) <= MOST_WORDS:
                continue
            known.add(key)
            shown = text[:1].upper() + text[1:]
            self._of_lemmas[key] = shown
            self._most_taught[shown] = max(places, key=lambda place: (places[place], -place[1]))
            yield shown, cut, places

    def with_prefix(
        self,
        prefix: str,
        limit: int,
        subjects: frozenset[str] = frozenset(),
        grades: frozenset[int] = frozenset(),
    ) -> list[str]:
        """The names that go on from ``prefix``, plain words joined by a space, at any word.

        First the one that is the prefix in another form, «Дроби» of «дробь»; then those that begin
        with it; then those of one word; then those of most lessons. Where subjects or grades are
        given, those that a lesson of them has.
        """
        found = {
            known.text
            for _opening, known in self._names.going_on(prefix)
            if known.is_taught(subjects, grades)
        }

        same = self._of_lemmas.get(tuple(sorted(lemmas(prefix))), "")
        if same and self._names[same].is_taught(subjects, grades):
            found.add(same)

        def standing(name: str) -> tuple[bool, bool, int, int, str]:
            known = self._names[name]
            begins = known.plain.startswith(prefix)
            return name != same, not begins, known.plain.count(" "), -known.lessons, name

        return sorted(found, key=standing)[:limit]

    def most_taught(self, name: str) -> Place:
        """The subject and grade with most lessons of a name that ``with_prefix`` gave."""
        return self._most_taught[name]


def _most(
    named: Iterable[tuple[str, Place]], is_one: Callable[[str], bool] = bool
) -> list[tuple[str, Mapping[Place, int]]]:
    """Each text that ``is_one`` with its lessons by place, those of most lessons first."""
    texts = [(text, places) for text, places in counted(named).items() if is_one(text)]
    return sorted(texts, key=lambda one: -sum(one[1].values()))


def _names_a_thing(text: str) -> bool:
    """Whether a keyword is one noun as a dictionary has it: «вулкан», not «глаголами»."""
    cut = [word.text for word in words(text)]
    return (
        len(cut) == 1
        and RUSSIAN.says_of_what(cut[0])
        and not RUSSIAN.says_how(cut[0])
        and RUSSIAN.lemma(cut[0]).text == cut[0]
    )
