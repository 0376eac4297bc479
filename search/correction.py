"""A query with typing slips, as it was probably meant."""

from language.lemmas import RUSSIAN
from search.spelling import Spelling
from search.understand import Understood

ONE = 1.0
"""The slips that a word which the dictionary has may have: «наркотики» are no «арктики»."""


def corrected(understood: Understood, spelling: Spelling, *, known_too: bool = False) -> str | None:
    """The whole query with the words that no item has put right; None when nothing is to be done.

    Only words that the viewer may find, or that the lexicon has, are offered. A word that the
    dictionary has is taken as it is, for «учебник» is not «ученик» typed wrongly; with
    ``known_too`` it is put right as well, in one letter: that is to be asked, not done.
    """
    text = understood.text
    right = {
        word.text: RUSSIAN.lemma(word.text).text
        for word in understood.plain_words
        if spelling.is_right(word.text)
    }
    for word in reversed(understood.plain_words):
        if word.text in right or (RUSSIAN.known(word.text) and not known_too):
            continue
        meant = spelling.meant(word.text, right, most=ONE if RUSSIAN.known(word.text) else None)
        if meant is not None:
            text = text[: word.start] + meant + text[word.end :]
            right[meant] = RUSSIAN.lemma(meant).text
    return text if text != understood.text else None
