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

ENOUGH = 0.45
"""The share of the query's weight (by rarity of its words) that a hit must cover.

Of two words alike in rarity one is enough, of a rare and a common one the rare one is needed.
When nothing covers that much, any word will do.
"""

COVERS = 0.5
"""What stands for a word covers as much of it as its weight to this power: where all the words of
an abbreviation are there, little of it is missing, though the hit counts less."""

CLOSEST = 200
"""Hits without all words of a query that stand before the others of them by how much of it they
have, whatever they score: with Whoosh, which need not score the rest then."""

WHOLLY = 0.5
"""The weight from which on what stands for a word makes a hit one that has all of the query:
«Америка» beside «США» does not."""

SECTION = 1.5
"""What belonging to the section of the best hits adds to a score, 0…3, of a hit."""

SECTION_HITS = 60
"""The hits that tell which sections those are."""

SECTION_POWER = 6
"""How much more the better of them say: their scores beside the best one's, to this power."""

SECTION_DECAY = 20
"""The place from which on a hit says half of what the first one says."""

NEAR_LESSON = 0.3
"""What being the lesson of the best hits, or near to it in its section, adds."""

NEAR_HITS = 5
"""The hits that tell which lessons those are."""

NEAR_STEP = 3
"""Lessons away at which it is half as much."""

SECTION_NAMED = 1.0
"""How much more a section says whose name has the whole query; of a part of it the square."""

SECTION_TOGETHER = 1.0
"""How much more a section says of whose best hits one has this word of the query and another that,
all of it together; of a part of it a part."""

ALIKE = 0.8
"""Hits without all words are as good as the best one from this share of its score on."""

SECTION_MATES = 0.5
"""A section with so much of what the best one has is shown behind few hits."""

IN_TITLE = 1.5
IN_SECTION = 0.8
"""What the whole query in the item's title, and in the name of its section, adds; of a part of it
the square."""

TITLE_OWN = 0.8
"""The part of ``IN_TITLE`` that goes to titles without other words."""

RUN = 1.0
"""What the query word by word in the title adds; of a part of it a part."""

SAME_LESSON = 2.0
"""What a hit loses behind a better one of the same lesson: first each lesson once."""

CAME_FROM = 0.5
"""What the lesson that the teacher came from adds to what stands there; ``NEAR_STEP`` lessons away
in its section half of it."""

SAME_COURSE = 0.3
"""The part of it that goes to the other sections of that subject and grade."""

USED = 0.3
"""What use in lessons of the subject asked for adds."""

USED_FULL = 1000
"""The uses (``used.ATTACHED``) that have all of it; ten have a third."""

FRESH = 0.1
"""What being the newest of the list adds."""

FRESH_DAYS = 3 * 365
"""How much older an item is that has half of it."""

MEANING = 1.0
"""What a cosine of 1 between query and item adds."""

NEAR_ENOUGH = 0.3
"""The cosine from which on an item is shown though it has none of the words."""


CONTROL = 0.3
"""What a lesson that tests or repeats loses beside those that teach, unless it was asked for."""

LIKELY_KIND = 3.0
"""What being a picture adds where a portrait is asked for."""


LIGHT = 0.3
"""What a verb or an adverb counts beside a noun, for how much of the query a hit covers."""

OTHER_NUMBER = 0.9
"""What «Екатерина II» counts for «Екатерина 2»."""

VERBAL_NOUN = 0.9
"""What «измерение» counts for «измерить», before ``BESIDE``."""

ADJECTIVES_NOUN = 0.9
"""What «Африка» counts for «африканский», before ``BESIDE``."""

STAND_IN = 0.6
"""What other words for a word, of the lexicon, count beside the word itself."""

BESIDE = 0.6
"""What is left of that, of a single word, where items have the word itself: «гора» for «вулкан»."""

HEADING_PASSAGE = 2.0
"""How much more a word in a slide's title says about which slide to open than one in its text."""

TITLE_PASSAGE = 0.25
"""What the words of a title slide are worth beside others: the hit shows the title already."""

NOTES_PASSAGE = 0.8
"""The same for the speaker's notes, which the class does not see."""
