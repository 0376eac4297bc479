"""How many pages a TIFF has, counted at the door by its directories alone, nothing decoded."""

from pathlib import Path

from ingest.parsing.errors import Unreadable

MAX_PAGES = 500
IN_A_CIRCLE = (
    "Оглавление TIFF испорчено: страницы в нём идут по кругу. Откройте файл у себя и сохраните "
    "его заново."
)


def too_many_pages(path: Path) -> bool:
    """Whether the TIFF has more than MAX_PAGES directories; a chain that breaks off ends there.

    At most MAX_PAGES + 1 are visited (TIFF 6.0, section 2; BigTIFF has wider numbers). Raises
    Unreadable for a chain that comes back to where it was.
    """
    seen: set[int] = set()
    with path.open("rb") as file:
        head = file.read(16)
        big = 43 in head[2:4]
        wide, counts, entry = (8, 8, 20) if big else (4, 2, 12)

        def number(content: bytes) -> int:
            return int.from_bytes(content, "little" if head[:2] == b"II" else "big")

        at = number(head[8:16] if big else head[4:8])
        for _page in range(MAX_PAGES + 1):
            if at == 0 or at >= 1 << 62:
                return False
            if at in seen:
                raise Unreadable(IN_A_CIRCLE)
            seen.add(at)
            file.seek(at)
            entries = file.read(counts)
            if len(entries) < counts:
                return False
            end = at + counts + number(entries) * entry
            if end >= 1 << 62:
                return False
            file.seek(end)
            at = number(file.read(wide))
    return True
