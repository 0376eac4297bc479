"""What names tell beside their words: «Математика/5 класс/Дроби» is a subject, a grade and a word.

Read as a query is read, see ``search.understand``: a file is named as it will be looked for.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from language.lemmas import RUSSIAN
from language.words import words
from search.subject_words import SubjectWords
from search.understand import understand

MOST_NAMES = 8
"""Names that are read; the nearest folders come last and say most."""

_JOINTS = re.compile(r"[_+]+|(?<=\w)[.](?=\w)|(?<=[а-яё])(?=[А-ЯЁ])")
"""What stands for a space in a file's name: «доли_и_дроби», «доли.и.дроби», «ДолиИДроби»."""


@dataclass(frozen=True)
class NameHints:
    """What names tell: a subject's code, grades, both also as they were written, or empty.

    ``lemmas`` maps the lemmas of the words that remain to how they were written.
    """

    subject: str | None
    subject_said: str
    grades: tuple[int, ...]
    grades_said: str
    lemmas: dict[str, str]


def as_phrase(name: str) -> str:
    """A file's or folder's name with spaces where it has other joints."""
    return " ".join(_JOINTS.sub(" ", name).split())


def name_hints(names: Sequence[str], subjects: SubjectWords) -> NameHints:
    """The subject, the grades and the words of ``names``, the last of which count first.

    A name that is a whole sentence names its matter: 500 characters and 24 words are read.
    """
    subject: str | None = None
    grades: tuple[int, ...] = ()
    subject_said = grades_said = ""
    lemmas: dict[str, str] = {}
    for name in reversed(names[-MOST_NAMES:]):
        understood = understand(as_phrase(name), subjects)
        for chip in understood.chips:
            written = understood.text[chip.start : chip.end]
            if chip.facet == "subject" and subject is None:
                subject, subject_said = str(chip.value), written
            elif chip.facet == "grade" and not grades:
                grades = tuple(
                    int(each.value) for each in understood.chips if each.facet == "grade"
                )
                grades_said = written
        for word in understood.plain_words:
            written = understood.text[word.start : word.end]
            lemmas.setdefault(RUSSIAN.lemma(word.text).text, written)
    return NameHints(subject, subject_said, grades, grades_said, lemmas)


def phrases(name: str, lemmas: Collection[str]) -> tuple[str, ...]:
    """The stretches of a name that consist of these lemmas, as written: «сложение дробей».

    Prepositions and conjunctions between two of the words belong to the stretch.
    """
    text = as_phrase(name)
    found: list[str] = []
    start = end = -1
    for word in words(text):
        lemma = RUSSIAN.lemma(word.text)
        if lemma.text in lemmas:
            start = word.start if start < 0 else start
            end = word.end
        elif not lemma.function and start >= 0:
            found.append(text[start:end])
            start = -1
    if start >= 0:
        found.append(text[start:end])
    return tuple(dict.fromkeys(found))
