"""The built items as a bulk load takes them in."""

from collections.abc import Iterator, Sequence

from ingest.details import Details
from ingest.sources import Entry
from seed_content.build import BuiltItem


def entries_of(items: Sequence[BuiltItem]) -> Iterator[Entry]:
    """An entry an item, shown by the name of its file."""
    for item in items:
        details = Details(
            title=item.title,
            subject=item.subject,
            grade=str(item.grade),
            lessons=item.lessons,
            licence=item.licence,
            author=item.author,
            source=item.source,
            language=item.language,
            keywords=";".join(item.keywords),
            description=item.description,
        )
        yield Entry(item.path, item.path.name, details)
