"""Whether words say what a material is about: «Без названия», «IMG 2041», «фильм урок» do not."""

from language.lemmas import RUSSIAN
from language.words import words
from search.query_words import ASIDES, KIND_WORDS

ENOUGH = 2
"""Words from which on a text has a meaning of its own. The vector of one word alone is as near to
all that is asked as many a lesson: the audio «Звонок» stood behind «Гринёв» and «логика»."""

LETTERS = 3

OF_FILES = frozenset(
    {
        "без",
        "название",
        "безымянный",
        "новый",
        "документ",
        "файл",
        "скан",
        "копия",
        "запись",
        "съемка",
        "экран",
        "проект",
        "тест",
        "img",
        "dsc",
        "dscn",
        "pxl",
        "vid",
        "mov",
        "mvi",
        "screenshot",
        "image",
        "photo",
        "picture",
        "scan",
        "scanned",
        "document",
        "untitled",
        "presentation",
        "powerpoint",
        "video",
        "audio",
        "copy",
        "new",
        "file",
        "final",
        "whatsapp",
        "telegram",
        "test",
    }
)
"""What programs, telephones and hurry call a file; and kinds of material (``KIND_WORDS``)."""


def own_words(text: str) -> list[str]:
    """The lemmas of a text by which it says something, each once."""
    found = dict.fromkeys(RUSSIAN.lemma(word.text) for word in words(text) if word.text.isalpha())
    return [
        lemma.text
        for lemma in found
        if len(lemma.text) >= LETTERS
        and not lemma.function
        and lemma.text not in OF_FILES
        and lemma.text not in ASIDES
        and lemma.text not in KIND_WORDS
    ]
