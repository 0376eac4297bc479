"""How the sorts of the lexicon's rows are called."""

KIND_TITLES = {
    "abbrev": "сокращение",
    "author": "автор",
    "event": "событие",
    "everyday": "по-простому",
    "hero": "герой",
    "hyponym": "пример",
    "spelling": "написание",
    "subject": "предмет",
    "synonym": "синоним",
}
"""A sort of ``language.lexicon.KINDS`` → what the term is to what it stands for."""
