"""The word that was meant: the nearest one of a vocabulary by slips of the finger."""

from collections.abc import Iterator, Mapping

_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"

_ROWS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = frozenset(frozenset(row[at : at + 2]) for row in _ROWS for at in range(len(row) - 1))
"""Keys that are neighbours in their row."""

_ALIKE = frozenset(
    map(frozenset, ("оа", "еи", "ыи", "яе", "эе", "ую", "бп", "вф", "гк", "дт", "жш", "зс"))
)
"""Letters that Russian speech does not tell apart where no stress falls, or at a word's end."""

SHORTEST = 4
"""Letters that a word needs for one slip to be forgiven; a shorter one has too many neighbours."""

TWO_SLIPS = 8
"""Letters that a word needs for two slips to be forgiven."""


def candidates(word: str, vocabulary: Mapping[str, int]) -> Iterator[str]:
    """Words of ``vocabulary`` near ``word``, the likeliest first.

    ``vocabulary`` maps a word to how often it occurs. Distance is Damerau–Levenshtein (a letter
    lost, added, changed, or two neighbours swapped): one for words from 4 letters, two from 8;
    nearer first, then more frequent, then by the alphabet.
    """
    if len(word) < SHORTEST or word.isdigit():
        return
    near = {other for other in one_slip(word) if other in vocabulary}
    yield from sorted(near, key=lambda other: (-vocabulary[other], other))
    if len(word) < TWO_SLIPS:
        return
    far = [
        other
        for other in vocabulary
        if abs(len(other) - len(word)) <= 2
        and (other[0] == word[0] or other[1:3] == word[1:3])
        and other not in near
        and other != word
        and distance(word, other, 2) <= 2
    ]
    yield from sorted(far, key=lambda other: (-vocabulary[other], other))


def one_slip(word: str) -> set[str]:
    """All that is one slip away from ``word``, words or not: some 70 a letter of it."""
    letters = _LATIN if word.isascii() else _LETTERS
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
        return len(wrong) == 2 or frozenset(wrong[0]) in _BESIDE or frozenset(wrong[0]) in _ALIKE
    longer, shorter = sorted((typed, meant), key=len, reverse=True)
    at = next((n for n, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), None)
    at = len(shorter) if at is None else at
    return at > 0 and longer[at] == longer[at - 1]


def distance(one: str, other: str, most: int) -> int:
    """Damerau–Levenshtein distance (optimal string alignment), or ``most + 1`` when it is more."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, against in enumerate(other, 1):
            cost = min(
                above[column] + 1,
                line[column - 1] + 1,
                above[column - 1] + (letter != against),
            )
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, above = above, line
    return min(above[-1], most + 1)
