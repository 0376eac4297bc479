"""Looking for what was typed, and for what was meant when that finds more."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from search.correction import corrected
from search.exams import asks_for_exam
from search.other_alphabet import in_russian_letters
from search.other_layout import in_right_layout
from search.port import IndexBroken, SearchPage
from search.query_syntax import Syntax, loosened, syntax
from search.spelling import Spelling
from search.understand import Understood

Read = Callable[[str], Understood]
"""How a text is understood."""

Ask = Callable[[Understood], SearchPage | None]
"""The engine's answer to a query as understood; None while the index is rebuilt."""


LOOSENED = ("lesson", "length", "kind", "grade")
"""The understood filters that give way where nothing is left otherwise, the first of them first.

A subject never does: what other subjects have by the same words is by chance.
"""


ANSWERS = 2.0
"""The score of a hit that answers: all words, and some of them in its title or its section."""


@dataclass(frozen=True)
class Looked:
    """What was found and by what words.

    ``page`` is None while the index is rebuilt. ``corrected``: the query that was searched
    instead of the one typed. ``offered``: a query that would find something, when nothing was
    found by its words and every word is right.
    """

    understood: Understood
    page: SearchPage | None
    corrected: str | None = None
    offered: str | None = None


def look(
    text: str,
    read: Read,
    spelling: Spelling,
    ask: Ask,
    *,
    exact: bool = False,
    is_taught: Callable[[Understood], bool] = lambda _: False,
) -> Looked:
    """Search for ``text``; unless ``exact``, for what was meant by it, if that finds anything.

    ``is_taught``: whether all that a query is about is taught in the subject that it names.

    The keyboard's layout is put right first, words cut short are written out, then slips put right
    in words that are no words.
    """
    found = Looked(read(text), None)
    found = Looked(found.understood, ask(found.understood))
    if found.page is None or exact or not text.strip():
        return found
    try:
        turned = in_right_layout(text, spelling)
        found = _better(found, turned, read, ask, or_nothing=True)
        before = found.understood.text
        spelled = in_russian_letters(before, spelling)
        found = _better(found, spelled, read, ask, or_nothing=True)
        full = _in_full(found.understood, read, spelling)
        found = _better(found, full, read, ask)
        said = found.understood.text
        # What was turned may find nothing because of a slip in it; what was not is ``said`` by now.
        other = [one for one, was in ((turned, text), (spelled, before)) if one != was]
        for typed in (said,) if said == full else dict.fromkeys((*other, said)):
            slips = corrected(read(typed), spelling)
            if slips is not None:
                found = _better(found, slips, read, ask)
                break
        if found.page is not None and not _by_words(found, spelling):
            offered = corrected(found.understood, spelling, known_too=True)
            marks = syntax(found.understood.text)
            if found.page.total == 0 and marks != Syntax(found.understood.text):
                # Nothing has the phrase, or all that has it is unwanted.
                offered = loosened(found.understood.text, marks)
            page = ask(read(offered)) if offered else None
            if page is not None and page.total:
                return Looked(found.understood, found.page, found.corrected, offered)
        return _loosened(found, ask, is_taught)
    except IndexBroken:
        pass
    return found


def _in_full(understood: Understood, read: Read, spelling: Spelling) -> str | None:
    """The query with words that were cut short written out; None when it has none."""
    if spelling.shortened is None or understood.phrases:
        return None
    joined = spelling.shortened.hyphens_written_out(understood.text)
    out = read(joined) if joined != understood.text else understood
    full = spelling.shortened.beginnings_written_out(
        out.text, out.plain_words, spelling.lexicon, spelling.matching
    )
    return full if full != understood.text else None


def _loosened(found: Looked, ask: Ask, is_taught: Callable[[Understood], bool]) -> Looked:
    """Where the words find nothing within what was understood as filters: what is nearest to it.

    One of the filters less, or all of them but the subject, each only a preference then; or else,
    where a subject is among them, all that passes, whatever its words. Where those words are taught
    in it, nothing: the lessons are named that lack a material.
    """
    understood = found.understood
    if found.page is None or found.page.total or not understood.words or not understood.chips:
        return found
    facets = [facet for facet in LOOSENED if understood.first(facet) is not None]
    tries = [*(frozenset({facet}) for facet in facets), frozenset(facets)]
    less = [replace(understood, loose=loose) for loose in dict.fromkeys(tries) if loose]
    within = understood.first("subject") is not None
    exam = asks_for_exam(understood)
    if within or exam:
        wordless = replace(understood, words=(), wordless=True)
        # Of an exam in a subject another subject's materials are no answer.
        if exam or not is_taught(understood):
            less.insert(0 if within and exam else len(less), wordless)
    for other in less:
        page = ask(other)
        if page is None or not page.total:
            continue
        if other.wordless or not page.hits or page.hits[0].score >= ANSWERS:
            return replace(found, understood=other, page=page)
    return found


def _by_words(found: Looked, spelling: Spelling) -> bool:
    """Whether something was found, and not by its meaning alone."""
    said = found.understood.plain_words
    right = not said or any(spelling.is_right(word.text) for word in said)
    return found.page is not None and found.page.total > 0 and right


def _better(
    found: Looked, text: str | None, read: Read, ask: Ask, *, or_nothing: bool = False
) -> Looked:
    """What another text finds, when it finds anything; ``or_nothing``: or neither of them does."""
    if text is None or text == found.understood.text:
        return found
    understood = read(text)
    page = ask(understood)
    if page is None or found.page is None:
        return found
    better = page.total > 0 or (or_nothing and not found.page.total)
    return Looked(understood, page, text) if better else found
