"""The form of an exact search: it writes the marks of a query, so that nobody has to know them."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalog.kinds import KINDS
from search.chip import NOT_GRADE, NOT_KIND, NOT_SUBJECT
from search.port import AUTHOR
from search.query_marks import UNWANTED
from search.query_syntax import syntax
from search.understand import Understood

KIND_SAID = {"presentation": "презентация", "image": "картинка", "video": "видео", "audio": "аудио"}
"""How a kind is written in a query."""

_QUOTES = str.maketrans("", "", '"«»“”„')


@dataclass(frozen=True)
class ExactSearch:
    """What the form holds; all of it may be empty."""

    words: str = ""
    phrase: str = ""
    unwanted: str = ""
    author: str = ""
    grade: str = ""
    subject: str = ""
    kind: str = ""

    def query(self, titles: Mapping[str, str]) -> str:
        """The query that says so; ``titles``: a subject's code → its title.

        A value that is none of the form's says nothing. Quotes inside of values are taken out.
        """
        grade = self.grade if self.grade in map(str, range(1, 12)) else ""
        parts = (
            self.words.strip(),
            _quoted(self.phrase, always=True),
            *(f"-{word}" for word in self.unwanted.translate(_QUOTES).split()),
            _field("автор", self.author),
            _field("класс", grade),
            _field("предмет", titles.get(self.subject, "")),
            _field("вид", KIND_SAID.get(self.kind, "")),
        )
        return " ".join(filter(None, parts))


def as_form(understood: Understood) -> ExactSearch:
    """The form for a query: what it says, each in its place."""
    text = understood.text
    marks = syntax(text)
    phrase = marks.phrases[0] if marks.phrases else (0, 0)
    # A grade or a subject that is left out has no field: it stays among the words.
    kept = (NOT_GRADE, NOT_SUBJECT)
    places = [(chip.start, chip.end) for chip in understood.chips if chip.facet not in kept]
    if marks.phrases:
        places.append((phrase[0] - 1, phrase[1] + 1))
    words = text
    for start, end in places:
        words = words[:start] + " " * (end - start) + words[end:]
    said = {
        facet: [str(chip.value) for chip in understood.chips if chip.facet == facet]
        for facet in (AUTHOR, UNWANTED, "grade", "subject", "kind")
    }
    not_kinds = [KIND_SAID[str(kind)] for kind in understood.every(NOT_KIND)]
    return ExactSearch(
        words=" ".join(words.split()),
        phrase=text[slice(*phrase)],
        unwanted=" ".join([*said[UNWANTED], *not_kinds]),
        author=" ".join(said[AUTHOR]),
        grade=next(iter(said["grade"]), ""),
        subject=next(iter(said["subject"]), ""),
        kind=next((kind for kind in said["kind"] if kind in KINDS), ""),
    )


def _field(name: str, value: str) -> str:
    value = _quoted(value)
    return f"{name}:{value}" if value else ""


def _quoted(value: str, *, always: bool = False) -> str:
    value = " ".join(value.translate(_QUOTES).split())
    return f"«{value}»" if value and (always or " " in value) else value
