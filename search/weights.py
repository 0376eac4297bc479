"""Every weight of the ranking, in one place.

A hit stands first by how much of the query it has, then by BM25F (Robertson, Zaragoza:
«The Probabilistic Relevance Framework: BM25 and Beyond», 2009) over the fields below.
"""

FIELDS = {
    "title": 4.0,
    "topic": 3.0,  # topic and title of the lessons where the item stands
    "keywords": 2.5,
    "headings": 2.0,  # titles of slides
    "body": 1.0,  # text and notes of slides, description, author
    "subject": 0.5,  # so that «история письменности» finds history, weakly
}
"""What a word weighs by where it stands; the factor on its field's BM25 score."""

LENGTH = {
    "title": 0.5,
    "topic": 0.3,
    "keywords": 0.3,
    "headings": 0.6,
    "body": 0.75,
    "subject": 0.0,
}
"""BM25's B a field: how much a long field waters a word down. Short fields hardly."""

SATURATION = 1.2
"""BM25's K1: how soon the tenth occurrence stops adding."""

ENOUGH = 0.4
"""The share of the query's weight (by rarity of its words) that a hit must cover.

Of two words alike in rarity one is enough, of a rare and a common one the rare one is needed.
When nothing covers that much, any word will do.
"""

HEADING_PASSAGE = 2.0
"""How much more a word in a slide's title says about which slide to open than one in its text."""

NOTES_PASSAGE = 0.8
"""The same for the speaker's notes, which the class does not see."""
