"""What the marks of a query mean: phrases, unwanted words, filters."""

import re
from collections.abc import Callable, Iterator, Sequence

from language.lemmas import lemmas
from language.words import Word, words
from search.chip import NOT_KIND, NOT_SUBJECT, Chip
from search.port import AUTHOR, TITLE, TOPIC, Phrase, StandIn
from search.query_syntax import Part, Span, Syntax, syntax
from search.query_unwanted import kinds_said
from search.query_words import KIND_WORDS
from search.subject_words import SubjectWords

UNWANTED = "-"
"""The facet of a chip that tells what no hit may have."""

MOST_EITHER = 12
"""So many words of which one will do are listened to."""

_PARTS = {"author": AUTHOR, "topic": TOPIC, "title": TITLE}

_GRADE = re.compile(r"(1[01]|[1-9])(?:[-–](1[01]|[1-9]))?[а-яё]?", re.IGNORECASE)


class Marks:
    """The marks of one query. A field that says nothing sensible, «класс:ау», is plain text."""

    def __init__(self, text: str, subjects: SubjectWords) -> None:
        self._text = text
        self._subjects = subjects
        found = syntax(text)
        self.chips: list[Chip] = []
        wanted: list[frozenset[Phrase]] = []
        plain = found.plain
        for field in found.fields:
            chips, phrase = self._field(field)
            if phrase is not None:
                wanted.append(frozenset({phrase}))
            elif not chips:
                plain = plain[: field.start] + text[field.start : field.end] + plain[field.end :]
            self.chips += chips
        unwanted: list[Phrase] = []
        for part in found.unwanted:
            said = text[slice(*part.inside)]
            kind, *also = kinds_said(said) or ("",)
            named = self._named(said)
            if kind:
                self.chips.append(Chip(NOT_KIND, kind, part.start, part.end, tuple(also)))
            elif named is not None:
                kin = tuple(subjects.family.get(named, ()))
                self.chips.append(Chip(NOT_SUBJECT, named, part.start, part.end, kin))
            else:
                unwanted.append(self._lemmas(part.inside))
                self.chips.append(Chip(UNWANTED, said, part.start, part.end))
        groups = [group[:MOST_EITHER] for group in found.either]
        self._exact = [*found.phrases, *(span for group in found.either for span in group)]
        self._others = [span for group in found.either for span in group[1:]]
        self.plain = plain
        self.are_there = found != Syntax(text)
        either = [[self._lemmas(span) for span in group] for group in groups]
        wanted += [frozenset({self._lemmas(span)}) for span in found.phrases]
        wanted += map(frozenset, either)
        self.phrases = tuple(wanted)
        self.unwanted = frozenset(unwanted)
        self.instead = tuple(one for group in either for one in _for_the_first(group))

    def exact(self, cut: Sequence[Word]) -> frozenset[int]:
        """The places of the words that are meant as they stand."""
        return frozenset(
            at
            for at, word in enumerate(cut)
            if any(start <= word.start < end for start, end in self._exact)
        )

    def others(self, cut: Sequence[Word]) -> frozenset[int]:
        """The places of the words that stand only for others: of «а ИЛИ б» that of «б»."""
        return frozenset(
            at
            for at, word in enumerate(cut)
            if any(start <= word.start < end for start, end in self._others)
        )

    def _lemmas(self, span: Span) -> Phrase:
        return tuple(lemmas(self._text[slice(*span)]))

    def _field(self, field: Part) -> tuple[list[Chip], Phrase | None]:
        """The chips of a field, and what must stand in a hit because of it."""
        said = self._text[slice(*field.inside)]
        if field.name in _PARTS:
            part = _PARTS[field.name]
            there = self._lemmas(field.inside)
            chip = Chip(part, said, field.start, field.end)
            return ([chip], (part, *there)) if there else ([], None)
        read: dict[str, Callable[[str], Sequence[str | int]]] = {
            "grade": _grades,
            "subject": self._subject,
            "kind": _kind,
        }
        values = read[field.name](said)
        family = self._subjects.family
        return [
            Chip(field.name, value, field.start, field.end, tuple(family.get(str(value), ())))
            for value in values
        ], None

    def _subject(self, said: str) -> list[str]:
        if said in self._subjects.titles:
            return [said]
        named = self._named(said) or self._named(said, po=True)
        return [named] if named is not None else []

    def _named(self, said: str, *, po: bool = False) -> str | None:
        """The subject whose name a text is; ``po``: one of those that name it after «по» too."""
        cut = [word.text for word in words(said)]
        named = self._subjects.at(cut, 0, po=po)
        return named[0] if named is not None and named[1] == len(cut) else None


def _grades(said: str) -> list[int]:
    found = _GRADE.fullmatch(said.strip())
    if found is None:
        return []
    first, last = int(found[1]), int(found[2] or found[1])
    return list(range(first, last + 1))


def _kind(said: str) -> list[str]:
    there = [*lemmas(said), *(word.text for word in words(said))]
    return list(dict.fromkeys(KIND_WORDS[word] for word in there if word in KIND_WORDS))


def _for_the_first(group: Sequence[Phrase]) -> Iterator[StandIn]:
    """Of words of which one will do each is as good as the first: an item with any lacks none."""
    first, *others = group
    for other in dict.fromkeys(others):
        if other and other != first:
            yield from (StandIn(word, frozenset(other)) for word in first)
