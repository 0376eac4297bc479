"""The marks that a query may have: «точная фраза», -слово, ИЛИ, автор:Пушкин.

Nobody has to know them: the page offers a form that writes them. What is no whole mark (a lonely
quote, a dash between words, nothing but a minus) is plain text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from language.lemmas import RUSSIAN
from language.words import as_words, words
from search.query_unwanted import kinds_said
from search.query_words import EXAMS

Span = tuple[int, int]
"""Where a part of a query begins and ends."""

FIELDS = {
    "автор": "author",
    "класс": "grade",
    "предмет": "subject",
    "вид": "kind",
    "тема": "topic",
    "название": "title",
}
"""The words that ask for one part of an item."""

# A single letter in quotes names something, «5 «Б» класс».
_QUOTED = r'«[^«»]{2,}»|“[^“”]{2,}”|„[^„“”]{2,}[“”]|"[^"]{2,}"'
_TOKEN = re.compile(
    rf"(?P<field>(?<!\S)(?P<name>{'|'.join(FIELDS)}):(?P<value>{_QUOTED}|[^\s|«»\"]+))"
    # A dash before a single letter is algebra, before a digit a number, before a space a dash.
    # «NOT слово» is what other searches have for a minus.
    rf"|(?P<minus>(?<!\S)(?:[-−]|(?-i:NOT)\s+)(?P<unwanted>{_QUOTED}|[^\W\d_]{{2}}[^\s|«»\"]*))"
    rf"|(?P<quoted>(?<![^\s(|])(?:{_QUOTED})(?![^\W_]))"
    r"|(?P<either>(?<!\S)(?:ИЛИ|OR)(?!\S)|\|)"
    r"|(?P<word>[^\s|]+)",
    re.IGNORECASE,
)
_NO_QUOTES = str.maketrans("", "", '«»“”„"')
_TOKEN_WORD = re.compile(r"(?P<word>[^\s|]+)")

_ENDING = re.compile("[а-яё]{2,4}")
_IN_HYPHENS = re.compile("[а-яё]+(?:-|(?:-?/-?[а-яё]+)+-?)")
_ENGLISH_ENDINGS = frozenset(
    ["ed", "ing", "er", "est", "ly", "es", "tion", "ness", "ful", "less", "ment", "able", "th"]
)
_PART_NAMES = frozenset(
    ["суффикс", "окончание", "приставка", "корень", "постфикс", "правописание", "написание"]
)
"""Beside one of them a minus is the hyphen of a part of a word: «суффиксы -чик и -щик»."""


@dataclass(frozen=True)
class Part:
    """One mark: ``start`` to ``end`` is all of it, ``inside`` its words without the mark.

    ``name``: the field, one of the values of ``FIELDS``; else empty.
    """

    start: int
    end: int
    inside: Span
    name: str = ""


@dataclass(frozen=True)
class Syntax:
    """A query's marks. ``plain``: as long as the query, with spaces in place of the marks.

    ``phrases`` stand in quotes; each of ``either`` is words and phrases of which one will do. The
    words of both stand in ``plain``, those of ``unwanted`` and ``fields`` do not.
    """

    plain: str
    phrases: tuple[Span, ...] = ()
    either: tuple[tuple[Span, ...], ...] = ()
    unwanted: tuple[Part, ...] = ()
    fields: tuple[Part, ...] = ()


def syntax(text: str) -> Syntax:
    """Find the marks of a query; without any, or with unwanted words alone, it is all plain.

    So is «-тся и -ться», which wants nothing; but «-видео» alone leaves a kind of material out.
    """
    tokens = _tokens(text)
    unwanted = [_part(token, "unwanted") for token in tokens if token.lastgroup == "minus"]
    fields = [_part(token, "value") for token in tokens if token.lastgroup == "field"]
    if not tokens or _wants_nothing(text, tokens):
        return Syntax(text)
    groups, marks = _either(text, tokens)
    grouped = {span for group in groups for span in group}
    quoted = [_inside(token, "quoted") for token in tokens if token.lastgroup == "quoted"]
    blank = [(part.start, part.end) for part in (*unwanted, *fields)] + marks
    for token in tokens:
        if token.lastgroup == "quoted":
            blank += [(token.start(), token.start() + 1), (token.end() - 1, token.end())]
    return Syntax(
        plain=_blanked(text, blank),
        phrases=tuple(span for span in quoted if span not in grouped),
        either=tuple(groups),
        unwanted=tuple(unwanted),
        fields=tuple(fields),
    )


def says_only_unwanted(text: str) -> bool:
    """Whether a query has words behind a minus and nothing to look for: «-дроби».

    What is no word, «-тся», stands there on purpose.
    """
    tokens = _tokens(text)
    return _wants_nothing(text, tokens) and any(
        RUSSIAN.known(word.text)
        for token in tokens
        if token.lastgroup == "minus"
        for word in words(token["unwanted"])
    )


def loosened(text: str, marks: Syntax) -> str:
    """The query without its marks: all that is wanted, as words, and nothing that is not."""
    wanted = [(part.inside[0], text[slice(*part.inside)]) for part in marks.fields]
    plain = marks.plain
    for at, said in wanted:
        plain = plain[:at] + said + plain[at + len(said) :]
    return " ".join(plain.split())


def as_plain(text: str) -> str:
    """A title as a query without marks: its quotes are no exact phrase, nor its dash a minus."""
    for plain in (text, text.translate(_NO_QUOTES), as_words(text)):
        if syntax(plain) == Syntax(plain):
            return " ".join(plain.split())
    return as_words(text)


def _tokens(text: str) -> list[re.Match[str]]:
    """The pieces that say something; a part of a word, «-тся», is a word with its hyphen."""
    tokens = [found for found in _TOKEN.finditer(text) if _says(found)]
    if not any(token.lastgroup == "minus" for token in tokens):
        return tokens
    lemmas = {RUSSIAN.lemma(word.text).text for word in words(text)}
    minus = [token for token in tokens if token.lastgroup == "minus"]
    # Where one is a part of a word for certain, the others are: «слова на -ия, -ие, -ий».
    named = not _PART_NAMES.isdisjoint(lemmas) or any(
        _is_part_of_word(token["unwanted"], named=text[: token.start()].endswith("на "))
        for token in minus
    )
    return [
        _TOKEN_WORD.match(text, token.start()) or token
        if token in minus and _is_part_of_word(token["unwanted"], named=named)
        else token
        for token in tokens
    ]


def _is_part_of_word(said: str, *, named: bool) -> bool:
    """Whether «-чик», «-лаг-/-лож-» or «-ing» is meant, not a word that is unwanted.

    ``named``: the query speaks of parts of words, or says «на» before it, «слова на -ия».
    """
    said = said.rstrip(".,:;!?)").lower()
    if said in EXAMS or kinds_said(said):
        return False
    if said in _ENGLISH_ENDINGS or _IN_HYPHENS.fullmatch(said):
        return True
    return bool(_ENDING.fullmatch(said)) and (named or not RUSSIAN.known(said))


def _wants_nothing(text: str, tokens: Sequence[re.Match[str]]) -> bool:
    """Whether there are words behind a minus alone, none of them a kind of material."""
    unwanted = [token for token in tokens if token.lastgroup == "minus"]
    wanted = [token for token in tokens if token.lastgroup != "minus"]
    kinds = any(kinds_said(token["unwanted"]) for token in unwanted)
    return bool(unwanted) and not kinds and not any(map(_is_weighty, wanted))


def _says(token: re.Match[str]) -> bool:
    """Whether a token has a word in it, or is an «or» between others."""
    return token.lastgroup == "either" or any(True for _ in words(token[0]))


def _is_weighty(token: re.Match[str]) -> bool:
    return any(not RUSSIAN.lemma(word.text).function for word in words(token[0]))


def _either(
    text: str, tokens: Sequence[re.Match[str]]
) -> tuple[list[tuple[Span, ...]], list[Span]]:
    """The groups of which one will do, and where their marks stand."""
    groups: list[tuple[Span, ...]] = []
    marks: list[Span] = []
    shouted = text.isupper()  # with Caps Lock «ИЛИ» is the word
    last = -1
    for at, token in enumerate(tokens):
        if token.lastgroup != "either" or (shouted and token[0] != "|") or token[0].islower():
            continue
        sides = [tokens[n] for n in (at - 1, at + 1) if 0 <= n < len(tokens)]
        if len(sides) < 2 or any(side.lastgroup not in ("word", "quoted") for side in sides):
            continue
        if all(kinds_said(side[0]) for side in sides):
            continue  # «слайды ИЛИ картинки» filters by both, as «слайды, картинки» does
        left, right = (_inside(side, str(side.lastgroup)) for side in sides)
        if last == at - 1:
            groups[-1] = (*groups[-1], right)
        else:
            groups.append((left, right))
        last = at + 1
        marks.append(token.span())
    return groups, marks


def _part(token: re.Match[str], group: str) -> Part:
    name = FIELDS[token["name"].lower()] if token["name"] else ""
    return Part(token.start(), token.end(), _inside(token, group), name)


def _inside(token: re.Match[str], group: str) -> Span:
    """What a part says, without its quotes."""
    start, end = token.span(group)
    return (start + 1, end - 1) if token[group][0] in '«“„"' else (start, end)


def _blanked(text: str, spans: Sequence[Span]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
