"""How much room files take, by the kind of the original."""

from dataclasses import dataclass

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from media.models import Original, Rendition


@dataclass(frozen=True)
class KindUsage:
    """Bytes of the originals of one kind, and of what was made of them to be looked at."""

    kind: str
    originals: int
    renditions: int

    @property
    def bytes(self) -> int:
        """Both together."""
        return self.originals + self.renditions


def usage(session: Session) -> list[KindUsage]:
    """What each kind takes, the most first; one query."""
    kept = select(
        Original.kind.label("kind"), func.sum(Original.bytes).label("bytes"), literal(0).label("of")
    ).group_by(Original.kind)
    made = (
        select(Original.kind, func.sum(Rendition.bytes), literal(1))
        .join(Rendition, Rendition.original_sha == Original.sha256)
        .group_by(Original.kind)
    )
    sums: dict[str, list[int]] = {}
    for kind, size, which in session.execute(union_all(kept, made)):
        sums.setdefault(kind, [0, 0])[which] = int(size)
    found = [KindUsage(kind, *both) for kind, both in sums.items()]
    return sorted(found, key=lambda one: (-one.bytes, one.kind))
