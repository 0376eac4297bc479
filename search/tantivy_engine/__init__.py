"""The other embedded engine: Tantivy, for one machine with more than some 50,000 items.

It is fed with the same lemmas as Whoosh and answers the same; filters, counts and orders are
Tantivy's own queries and columns, nothing of the index is kept in memory.
"""

from search.tantivy_engine.engine import TantivyEngine

__all__ = ["TantivyEngine"]
