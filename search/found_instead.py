"""Why a hit stands there that has no word of the query: the dictionary's word for one of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from catalog.cards import Card
from search.marker import Marker
from search.passages import Passage, Shown, best_passages
from search.port import Hit
from search.told_stand_ins import ToldStandIn

TOLD = ("lexicon", "initials")
"""A number or a noun in another form tells itself."""


@dataclass(frozen=True)
class Instead:
    """What is said in the query and what was found for it."""

    said: str
    meant: str


@dataclass(frozen=True)
class FoundInstead:
    """``marker`` marks what was found by; ``passages``: version row id → where it stands.

    ``items``: the row ids of the hits that show no word of the query.
    """

    items: frozenset[int] = frozenset()
    told: Sequence[ToldStandIn] = ()
    marker: Marker = field(default_factory=lambda: Marker(()))
    passages: Mapping[int, Passage] = field(default_factory=dict)

    def marker_of(self, hit: Hit, own: Marker) -> Marker:
        """What is marked in a hit: the query's words, ``own``, or what was found for them."""
        return self.marker if hit.id in self.items else own

    def why(self, card: Card, passage: Passage | None) -> Instead | None:
        """The first that is read in the hit, as its list shows it."""
        if card.row_id not in self.items:
            return None
        texts = [card.title, *(lesson.title for lesson in card.lessons)]
        texts += [passage.text] if passage is not None else []
        read = {lemma for text in texts for _word, lemma in self.marker.found(text)}
        here = _subjects(card)
        found = [
            one
            for one in self.told
            if one.lemmas <= read and (not one.subjects or one.subjects & here)
        ]
        return Instead(found[0].said, found[0].meant) if found else None


def found_instead(
    session: Session,
    told: Callable[[], Sequence[ToldStandIn]],
    unsaid: Mapping[int, int],
    hits: Sequence[Hit],
    shown: Mapping[int, Shown],
    *,
    hidden: bool,
) -> FoundInstead:
    """Of the hits that show no word of the query; one query, none where all do.

    ``unsaid``: version row id → item row id of those hits, ``shown`` as ``best_passages`` takes it.
    """
    items = {hit.id for hit in hits if not hit.wordless}
    versions = {version: shown[version] for version, item in unsaid.items() if item in items}
    others = [one for one in told() if one.by in TOLD] if versions else []
    if not others:
        return FoundInstead()
    marker = Marker([lemma for one in others for lemma in one.lemmas])
    return FoundInstead(
        frozenset(items) & set(unsaid.values()),
        others,
        marker,
        best_passages(session, versions, marker, hidden=hidden),
    )


def _subjects(card: Card) -> frozenset[str]:
    return frozenset(lesson.subject_code for lesson in card.lessons) | {card.subject_code or ""}
