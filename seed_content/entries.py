"""A built item as a bulk load takes it in."""

from ingest.details import Details
from ingest.sources import Entry
from seed_content.build import BuiltItem


def entry_of(item: BuiltItem) -> Entry:
    """The item as an entry, shown by the name of its file."""
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
    return Entry(item.path, item.path.name, details)
