"""The embedded engine: Whoosh for retrieval and scoring, bitmaps for filters and counts.

At home up to some 50,000 items; a process reads it on its own, one at a time writes it.
"""

from search.whoosh_engine.engine import WhooshEngine

__all__ = ["WhooshEngine"]
