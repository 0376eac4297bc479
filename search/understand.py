"""What a query means beside its words: a grade, a subject, a kind.

«дроби 5 класс презентация» is the word «дроби», grade 5 and presentations. Each understood
part knows its place in the query, so that a page can offer the query without it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from language.lemmas import RUSSIAN
from language.words import Word, words
from search.query_parts import Chip, Reading
from search.subject_words import SubjectWords

MOST_WORDS = 24
"""Words of a query that are looked at; Russian sentences have 10 on average."""

MOST_LETTERS = 500
"""Characters of a query that are looked at."""


@dataclass(frozen=True)
class Understood:
    """A query taken apart. ``text`` is what was read; ``rest`` what remains as words.

    ``words`` and ``asides`` are lemmas, ``titles`` the titles that the query may spell.
    """

    text: str
    rest: str = ""
    words: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    plain_words: tuple[Word, ...] = ()
    chips: tuple[Chip, ...] = field(default=())

    def first(self, facet: str) -> str | int | None:
        """The first understood value of a facet."""
        return next((chip.value for chip in self.chips if chip.facet == facet), None)

    def without(self, facet: str) -> str:
        """The query without what was understood as this facet."""
        kept = self.text
        for chip in sorted(self.chips, key=lambda chip: -chip.start):
            if chip.facet == facet:
                kept = f"{kept[: chip.start]} {kept[chip.end :]}"
        return " ".join(kept.split())


def readable(text: str) -> str:
    """The query without what no text has: control characters and halves of surrogate pairs."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(" " if letter < " " or letter == "\x7f" else letter for letter in text)


def understand(text: str, subjects: SubjectWords) -> Understood:
    """Take a query apart; any text will do, 500 characters and 24 words of it are looked at."""
    text = readable(text)[:MOST_LETTERS]
    cut = list(words(text))[:MOST_WORDS]
    reading = Reading(text, cut, [RUSSIAN.lemma(word.text) for word in cut], subjects)
    chips = reading.chips()
    rest = [at for at in range(len(cut)) if at not in reading.taken]
    heavy = [at for at in rest if not reading.is_aside(at)]
    if not heavy and not chips:
        heavy = rest
    said = [reading.lemmas[at].text for at in rest] if heavy else []
    every = [lemma.text for lemma in reading.lemmas]
    return Understood(
        text=text,
        rest=_written(text, cut, rest) if heavy else "",
        words=tuple(dict.fromkeys(reading.lemmas[at].text for at in heavy)),
        asides=tuple(dict.fromkeys(reading.lemmas[at].text for at in rest if at not in heavy))
        if heavy
        else (),
        titles=tuple(dict.fromkeys((" ".join(every), " ".join(said)))) if heavy else (),
        plain_words=tuple(cut[at] for at in heavy),
        chips=tuple(chips),
    )


def _written(text: str, cut: Sequence[Word], kept: Sequence[int]) -> str:
    """The kept words as they were written, with what stands between neighbours."""
    written = ""
    before = None
    for at in kept:
        between = text[cut[before].end : cut[at].start] if before == at - 1 and at else " "
        written += (between if written else "") + text[cut[at].start : cut[at].end]
        before = at
    return " ".join(written.split())
