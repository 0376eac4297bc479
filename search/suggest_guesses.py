"""What was probably being typed where no title goes on from it: «бизуд», «lhj,b»."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from rapidfuzz.distance import OSA

from language.layout import as_russian
from language.typos import allowed
from language.words import as_words
from search.grid_titles import GridTitles


def guesses(text: str, grid: GridTitles) -> list[str]:
    """Other texts for what was typed, the likeliest first: the other layout, slips put right."""
    turned = as_russian(text) if text.isascii() else text
    read = list(dict.fromkeys((turned, *(_mended(one, grid) for one in (turned, text)))))
    return [one for one in read if one and one != text]


def _mended(text: str, grid: GridTitles) -> str:
    """The text with each word that begins no word of the grid put right; empty if one cannot be."""
    pieces = as_words(text).split()
    mended = [_piece(one, grid.words, grid.matter) for one in pieces]
    return " ".join(mended) if all(mended) else ""


def _piece(typed: str, words: Sequence[str], matter: Callable[[str], float]) -> str:
    """The beginning of a word that was meant; its first letter is taken to be right."""
    at = bisect_left(words, typed)
    if typed.isdigit() or (at < len(words) and words[at].startswith(typed)):
        return typed
    forgiven = allowed(typed)
    best: tuple[int, float, str] | None = None
    for at in range(bisect_left(words, typed[:1]), len(words)):
        word = words[at]
        if not word.startswith(typed[:1]):
            break
        for begun in {word[: len(typed) + more] for more in range(-forgiven, forgiven + 1)}:
            far = OSA.distance(typed, begun, score_cutoff=forgiven)
            if far <= forgiven and (best is None or far <= best[0]):
                found = (far, -matter(word), begun)
                best = found if best is None else min(best, found)
    return best[2] if best is not None else ""
