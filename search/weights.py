"""Every weight of the ranking, in one place.

A hit stands first by how much of the query it has, then by BM25F (Robertson, Zaragoza: «The
Probabilistic Relevance Framework: BM25 and Beyond», 2009): a word's occurrences are summed
over the parts of an item, each occurrence weighing by its part and by how long that part is
beside a usual one, and the sum saturates.
"""

from typing import NamedTuple


class Part(NamedTuple):
    """A part of an item.

    ``weight``: what a word there counts. ``length``: how much a long part waters its words
    down, BM25's B, 0…1. ``usual``: how many words such a part usually has; a constant, so
    that an item's weights do not change with its neighbours.
    """

    weight: float
    length: float
    usual: int


PARTS = {
    "title": Part(5.0, 0.5, 5),
    "topic": Part(3.0, 0.3, 12),  # topic, title and section of the lessons where it stands
    "keywords": Part(2.5, 0.3, 8),
    "headings": Part(2.0, 0.6, 40),  # titles of slides
    "body": Part(1.0, 0.75, 200),  # text and notes of slides, description, author
    "subject": Part(0.5, 0.0, 2),  # so that «история письменности» finds history, weakly
}

SATURATION = 4.0
"""BM25's K1, in occurrences of weight 1: a word in the title and one in the text do not tell yet
all there is; the usual 1.2 is for texts without weights."""

ENOUGH = 0.4
"""The share of the query's weight (by rarity of its words) that a hit must cover.

Of two words alike in rarity one is enough, of a rare and a common one the rare one is needed.
When nothing covers that much, any word will do.
"""

HEADING_PASSAGE = 2.0
"""How much more a word in a slide's title says about which slide to open than one in its text."""

TITLE_PASSAGE = 0.25
"""What the words of a title slide are worth beside others: the hit shows the title already."""

NOTES_PASSAGE = 0.8
"""The same for the speaker's notes, which the class does not see."""
