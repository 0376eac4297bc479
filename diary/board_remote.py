"""The teacher's remote as its page shows it: the code, what is on the board, what comes next."""

from dataclasses import dataclass
from math import ceil

from sqlalchemy.orm import Session

from catalog.made import Slide, slide_words
from core.clock import Clock
from diary.board_code import make_code
from diary.board_screen import screens
from diary.board_things import Shown, Thing, current, shown, things
from diary.models import Grant
from diary.show_on_board import is_live
from diary.slide_media import SlideMedium, slide_media
from media.storage import Storage


@dataclass(frozen=True)
class Remote:
    """All that the remote shows. ``seen`` is None where nothing is left to show.

    ``minutes`` are those that are left; ``screens`` show it at this moment; ``media`` are the
    films and sounds on the slide.
    """

    grant: Grant
    code: str
    live: bool
    minutes: int
    screens: int
    things: tuple[Thing, ...]
    seen: Shown | None
    slide: Slide | None
    before: Slide | None
    after: Slide | None
    notes: str
    media: tuple[SlideMedium, ...]

    @property
    def title(self) -> str:
        """The title of what is shown now, empty where nothing is."""
        return self.seen.thing.version.title if self.seen is not None else ""


def board_remote(
    session: Session, storage: Storage, grant: Grant, *, secret: bytes, clock: Clock
) -> Remote:
    """The remote of a showing that ``find_showing`` has found; five queries.

    One more on a slide with a film or a sound.
    """
    now, live = clock(), is_live(grant, clock)
    found = things(session, grant)
    thing = current(grant, found)
    seen = shown(session, thing) if thing is not None else None
    slide = seen.slide(grant.at) if seen is not None else None
    before, after = seen.beside(slide.n) if seen and slide else (None, None)
    words = None
    if thing is not None and slide is not None:
        words = slide_words(session, thing.version, thing.version.item.kind, slide.n)
    return Remote(
        grant=grant,
        code=make_code(secret, grant.public_id),
        live=live,
        minutes=max(0, ceil((grant.until - now).total_seconds() / 60)) if live else 0,
        screens=screens(session, grant, now) if live else 0,
        things=tuple(found),
        seen=seen,
        slide=slide,
        before=before,
        after=after,
        notes=words.notes if words is not None else "",
        media=slide_media(session, storage, thing.version, slide) if thing is not None else (),
    )
