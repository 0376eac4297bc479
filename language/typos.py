"""The word that was meant: how far what was typed is from it."""

from collections.abc import Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROWS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = frozenset(frozenset(row[at : at + 2]) for row in _ROWS for at in range(len(row) - 1))
"""Keys that are neighbours in their row."""

_ALIKE = frozenset(
    map(
        frozenset,
        ("оа", "еи", "ыи", "яе", "яи", "эе", "ую", "бп", "вф", "гк", "дт", "жш", "зс", "шщ", "ьъ"),
    )
)
"""Letters that Russian speech does not tell apart where no stress falls, or at a word's end."""

SHORTEST = 4
"""Letters that a word needs for one slip to be forgiven; a shorter one has too many neighbours."""

TWO_SLIPS = 8
"""Letters that a word needs for two slips to be forgiven."""

TWO_SLIPS_BOLDLY = 6
"""The same where something else speaks for the word that was meant."""

USUAL = 0.75
"""What a usual slip counts beside an unusual one."""


def allowed(word: str, *, boldly: bool = False) -> int:
    """How many slips are forgiven in a word: one from 4 letters, two from 8, ``boldly`` from 6."""
    if len(word) < SHORTEST or word.isdigit():
        return 0
    return 2 if len(word) >= (TWO_SLIPS_BOLDLY if boldly else TWO_SLIPS) else 1


def slips(typed: str, meant: str, *, boldly: bool = False) -> float | None:
    """What the slips between two words count; None when they are more than ``allowed``.

    A slip is a letter lost, added, changed, or two neighbours swapped (optimal string alignment);
    it counts 1, or ``USUAL`` when it is of a usual sort.
    """
    most = allowed(typed, boldly=boldly)
    far = OSA.distance(typed, meant, score_cutoff=most)
    if far > most:
        return None
    if far == 1:
        return USUAL if is_likely(typed, meant) else 1.0
    usual = sum(_is_usual(typed, meant, *edit) for edit in Levenshtein.editops(typed, meant))
    return far - (1 - USUAL) * min(usual, far)


def candidates(word: str, vocabulary: Mapping[str, int]) -> Iterator[str]:
    """Words of ``vocabulary`` near ``word``, the likeliest first.

    ``vocabulary`` maps a word to how often it occurs. Nearer ones come first (one slip for words
    from 4 letters, two from 8), then more frequent, then by the alphabet.
    """
    most = allowed(word)
    if not most:
        return
    near = process.extract(
        word, vocabulary.keys(), scorer=OSA.distance, score_cutoff=most, limit=None
    )
    yield from (
        other
        for other, far, _ in sorted(near, key=lambda one: (one[1], -vocabulary[one[0]], one[0]))
        if far
    )


def one_slip(word: str) -> set[str]:
    """All that is one slip away from ``word``, words or not: some 70 a letter of it."""
    letters = LATIN if word.isascii() else LETTERS
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    lost = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    changed = {left + letter + right[1:] for left, right in cuts if right for letter in letters}
    added = {left + letter + right for left, right in cuts for letter in letters}
    return (lost | swapped | changed | added) - {word}


def is_likely(typed: str, meant: str) -> bool:
    """Whether a slip is of the usual sort; ``typed`` and ``meant`` are one slip apart.

    Usual are a swap, a letter doubled or one of two lost, a key beside the right one, letters that
    sound alike (unstressed vowels, voiced and voiceless consonants).
    """
    if len(typed) == len(meant):
        wrong = [(a, b) for a, b in zip(typed, meant, strict=True) if a != b]
        return len(wrong) == 2 or _one_for_another(*wrong[0])
    longer, shorter = sorted((typed, meant), key=len, reverse=True)
    at = next((n for n, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), None)
    at = len(shorter) if at is None else at
    return at > 0 and longer[at] == longer[at - 1]


def _one_for_another(one: str, other: str) -> bool:
    pair = frozenset((one, other))
    return pair in _BESIDE or pair in _ALIKE


def _is_usual(typed: str, meant: str, sort: str, at: int, to: int) -> bool:
    """Whether one edit of several is usual: a letter for another, a letter doubled or lost."""
    if sort == "replace":
        return _one_for_another(typed[at], meant[to])
    longer, place = (typed, at) if sort == "delete" else (meant, to)
    return longer[place] in (longer[place - 1 : place], longer[place + 1 : place + 2])
