"""What a query means beside its words: a grade, a subject, a kind.

«дроби 5 класс презентация» is the word «дроби», grade 5 and presentations. Each understood
part knows its place in the query, so that a page can offer the query without it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from language.lemmas import RUSSIAN, lemmas
from language.words import Word, words
from search.chip import LEFT_OUT, LESSON_NO, Chip
from search.port import Phrase, StandIn
from search.query_fractions import topic_of_fractions
from search.query_marks import UNWANTED, Marks
from search.query_parts import Reading
from search.query_syntax import says_only_unwanted
from search.stand_ins import NO_STAND_INS, StandIns
from search.subject_words import SubjectWords
from search.term_topics import topic_places

MOST_WORDS = 24
"""Words of a query that are looked at; Russian sentences have 10 on average."""

MOST_LETTERS = 500
"""Characters of a query that are looked at."""


@dataclass(frozen=True)
class Understood:
    """A query taken apart. ``text`` is what was read; ``rest`` what remains as words.

    ``words`` and ``asides`` are lemmas, ``instead`` what may stand for ``words``, ``light`` those
    of them that say little, ``titles`` the titles that the query may spell,
    ``likely_kinds`` the kinds that it had better be. ``loose``: facets whose chips only prefer,
    for as filters they left nothing; ``wordless``: the words themselves found nothing within them.
    ``no_grade``: a grade that is asked for and that no school has; it filters nothing.
    ``rough_length``: the steps of length hold more than what was asked for. ``only_signs``: there
    is no word in it; ``only_unwanted``: all its words stand behind a minus, and are looked for;
    ``cut_off``: it is longer than what is read of it. ``book_number``: it numbers something of a
    textbook and says hardly anything else; ``lesson_numbers``: of lessons without a subject and a
    grade; ``no_lesson``: of lessons that the grid lacks there. ``every_subject``: the codes of all
    subjects that there are. ``topic``: what a sum is about that is all there is, «1/2 + 1/3».
    """

    text: str
    rest: str = ""
    words: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    instead: tuple[StandIn, ...] = ()
    light: frozenset[str] = frozenset()
    titles: tuple[str, ...] = ()
    plain_words: tuple[Word, ...] = ()
    chips: tuple[Chip, ...] = field(default=())
    likely_kinds: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    wordless: bool = False
    phrases: tuple[frozenset[Phrase], ...] = ()
    unwanted: frozenset[Phrase] = frozenset()
    no_grade: int | None = None
    rough_length: bool = False
    only_signs: bool = False
    only_unwanted: bool = False
    cut_off: bool = False
    book_number: bool = False
    lesson_numbers: tuple[int, ...] = ()
    no_lesson: tuple[int, ...] = ()
    every_subject: frozenset[str] = frozenset()
    topic: str = ""

    def first(self, facet: str) -> str | int | None:
        """The first understood value of a facet."""
        return next((chip.value for chip in self.chips if chip.facet == facet), None)

    def every(self, facet: str) -> list[str | int]:
        """All understood values of a facet, what passes beside them too."""
        chips = (chip for chip in self.chips if chip.facet == facet)
        return [value for chip in chips for value in (chip.value, *chip.also)]

    @property
    def shown(self) -> tuple[str, ...]:
        """The lemmas to be marked in what is found: the words, and those of which one will do."""
        either = (lemma for group in self.phrases for one in sorted(group) for lemma in one)
        return tuple(dict.fromkeys((*self.words, *either)))

    def without(self, *facets: str) -> str:
        """The query without what was understood as these facets."""
        return self._less([chip for chip in self.chips if chip.facet in facets])

    def without_chip(self, chip: Chip) -> str:
        """The query without this chip and what goes with it: of what is unwanted it goes alone."""
        alone = chip.facet in LEFT_OUT | {UNWANTED}
        return self._less([chip]) if alone else self.without(chip.facet)

    def _less(self, chips: Sequence[Chip]) -> str:
        kept = self.text
        places = {(chip.start, chip.end) for chip in chips}  # «5–6 класс» is two chips of one
        for start, end in sorted(places, reverse=True):
            kept = f"{kept[:start]} {kept[end:]}"
        return " ".join(kept.split())


def readable(text: str) -> str:
    """The query without what no text has: control characters and halves of surrogate pairs."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(" " if letter < " " or letter == "\x7f" else letter for letter in text)


def understand(text: str, subjects: SubjectWords, others: StandIns = NO_STAND_INS) -> Understood:
    """Take a query apart; any text will do, 500 characters and 24 words of it are looked at."""
    whole = readable(text)
    text = whole[:MOST_LETTERS]
    marks = Marks(text, subjects)
    said_all = list(words(marks.plain))
    cut = said_all[:MOST_WORDS]
    exact = marks.exact(cut)
    cut_lemmas = [RUSSIAN.lemma(word.text) for word in cut]
    reading = Reading(marks.plain, cut, cut_lemmas, subjects, exact)
    filters = reading.chips()
    topics = topic_places(filters, cut, others.lexicon)
    if topics:
        reading = Reading(marks.plain, cut, cut_lemmas, subjects, exact | topics)
        wished, filters = filters, reading.chips()
        reading.likely_kinds |= _kinds(wished) - _kinds(filters)
    chips = [*filters, *marks.chips]
    kept = exact | topics
    rest = [at for at in range(len(cut)) if at not in reading.taken or at in kept]
    others_at = marks.others(cut)
    heavy = [at for at in rest if not reading.is_aside(at) and at not in others_at]
    if not heavy:
        heavy = reading.of_kinds()  # «труд чертёж»: beside filters alone it is the topic
    if not heavy and not chips:
        heavy = [at for at in rest if at in reading.numbers] or rest
    said = [reading.lemmas[at].text for at in rest] if heavy else []
    every = [lemma.text for lemma in reading.lemmas]
    understood = Understood(
        text=text,
        rest=_written(text, cut, rest) if heavy else "",
        words=tuple(dict.fromkeys(reading.lemmas[at].text for at in heavy)),
        asides=tuple(
            dict.fromkeys(
                reading.lemmas[at].text for at in rest if at not in heavy and at not in others_at
            )
        )
        if heavy
        else (),
        instead=(*marks.instead, *others.of(cut, frozenset(heavy) - exact)),
        light=_light([cut[at].text for at in heavy]),
        titles=tuple(dict.fromkeys((" ".join(every), " ".join(said)))) if heavy else (),
        plain_words=tuple(cut[at] for at in heavy if at not in exact),
        chips=tuple(sorted(chips, key=lambda chip: chip.start)),
        likely_kinds=frozenset(reading.likely_kinds),
        phrases=marks.phrases,
        unwanted=marks.unwanted,
        no_grade=reading.no_grade,
        rough_length=reading.rough_length,
        only_signs=bool(text.strip()) and not cut and not chips,
        only_unwanted=says_only_unwanted(text),
        book_number=any(not one.numbers for one in reading.numbered)
        and not any(at not in reading.numbers for at in heavy),
        lesson_numbers=()
        if any(chip.facet == LESSON_NO for chip in chips)
        else tuple(number for one in reading.numbered for number in one.numbers),
        every_subject=frozenset(subjects.titles),
        cut_off=len(whole.rstrip()) > MOST_LETTERS or len(said_all) > MOST_WORDS,
    )
    topic = topic_of_fractions(understood.rest)
    if topic:
        numbers = (*understood.words, *understood.asides)
        understood = replace(
            understood,
            words=tuple(lemmas(topic)),
            asides=tuple(dict.fromkeys(numbers)),
            instead=(),
            plain_words=(),
            topic=topic,
        )
    if not marks.are_there:
        return understood
    # With marks what remains is told with them, and without what is told as chips.
    return replace(understood, rest=understood.without(*{chip.facet for chip in chips}))


def _kinds(chips: Sequence[Chip]) -> set[str]:
    return {str(chip.value) for chip in chips if chip.facet == "kind"}


def _light(heavy: Sequence[str]) -> frozenset[str]:
    """The lemmas of verbs and adverbs among these words, where there are others."""
    light = {word for word in heavy if RUSSIAN.says_how(word)}
    if len(light) == len(set(heavy)):
        return frozenset()
    return frozenset(RUSSIAN.lemma(word).text for word in light)


def _written(text: str, cut: Sequence[Word], kept: Sequence[int]) -> str:
    """The kept words as they were written, with what stands between neighbours."""
    written = ""
    before = None
    for at in kept:
        between = text[cut[before].end : cut[at].start] if before == at - 1 and at else " "
        written += (between if written else "") + text[cut[at].start : cut[at].end]
        before = at
    return " ".join(written.split())
