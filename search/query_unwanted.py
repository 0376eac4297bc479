"""Finding the kinds of material that a query does not want: «без слайдов», «только не видео»."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from language.lemmas import RUSSIAN, Lemma
from language.words import Word, words
from search.query_words import LIKELY_KINDS, kind_named, said_at

WITHOUT = frozenset({"без", "кроме", "исключая", "исключить", "минус"})
NOT = "не"
_WANT = frozenset(
    [
        *("надо", "нужно", "нужный", "нужен", "хотеть", "интересовать"),
        *("подходить", "подойти", "предлагать", "показывать"),
    ]
)
"""«Видео не надо», «не нужны слайды»."""
LEADING = frozenset({"только", "но", "а", "и", "лишь", "главное"})
BUT = frozenset({"а", "но"})
AND = frozenset({"и", "или", "либо"})

OF_THE_PARTICLE = frozenset(
    [
        "правописание",
        "написание",
        "писать",
        "писаться",
        "слитно",
        "слитный",
        "раздельно",
        "раздельный",
        "частица",
        "приставка",
        "отрицание",
        "отрицательный",
        "орфограмма",
        "орфография",
        "ни",
    ]
)
"""Beside one of them «не» is what the lesson is about: «правописание не презентация»."""


@dataclass(frozen=True)
class Unwanted:
    """The words from ``start`` up to ``end``, and the kinds that they leave out.

    No kinds: the words ask for none and leave none out, «не только видео».
    """

    kinds: tuple[str, ...]
    start: int
    end: int


def unwanted_kinds(text: str, cut: Sequence[Word], lemmas: Sequence[Lemma]) -> Iterator[Unwanted]:
    """What a query leaves out; ``cut`` are its words, ``lemmas`` theirs."""
    topic = any(lemma.text in OF_THE_PARTICLE for lemma in lemmas)
    end = 0
    for at, word in enumerate(cut):
        without = word.text in WITHOUT
        if at < end or not (without or (word.text == NOT and not topic)):
            continue
        only = word.text == NOT and said_at(cut, at + 1) == "только"
        want = not without and at + 1 < len(cut) and lemmas[at + 1].text in _WANT
        kinds, last = _kinds(text, cut, lemmas, at + 1 + (only or want), without=without)
        start = at
        if want and not kinds and at > end and (kind := kind_named(cut[at - 1], lemmas[at - 1])):
            kinds, start, last = (kind,), at - 1, at + 2
        if not kinds:
            continue
        end = last
        while said_at(cut, start - 1) in LEADING:
            start -= 1
        yield Unwanted(() if only else kinds, start, end)


def kinds_said(text: str) -> tuple[str, ...]:
    """The kinds that a text names; none where it says anything else."""
    kinds = [kind_named(word, RUSSIAN.lemma(word.text)) for word in words(text)]
    return tuple(dict.fromkeys(filter(None, kinds))) if all(kinds) else ()


def _kinds(
    text: str, cut: Sequence[Word], lemmas: Sequence[Lemma], at: int, *, without: bool
) -> tuple[tuple[str, ...], int]:
    """The kinds that are named from this place on, «слайдов и видео», and where they end.

    ``without``: what stands behind «без», where «рисунков» is a kind as well.
    """
    found: list[str] = []
    end = at
    while at < len(cut):
        kind = kind_named(cut[at], lemmas[at]) or (without and LIKELY_KINDS.get(lemmas[at].text))
        joined = at > end or "," in text[cut[at - 1].end : cut[at].start]
        if kind and (joined or not found):
            found.append(kind)
            end = at + 1
        elif not found or cut[at].text not in (*AND, *WITHOUT, NOT) or at > end + 1:
            break
        at += 1
    return tuple(dict.fromkeys(found)), end
