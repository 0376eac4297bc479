"""Captions of a bulk load: sent to the film that was loaded beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

import catalog.scope  # noqa: F401  says what items belong to
from accounts.allow import allowed
from accounts.viewer import Viewer
from catalog.items import newest
from catalog.kinds import lasts
from catalog.models import Caption, Item
from catalog.withdraw import withdrawn
from core.errors import Conflict, Invalid
from ingest.captions.beside import named_language
from ingest.captions.cues import write_vtt
from ingest.captions.language import UNKNOWN, code_of, told_by_letters
from ingest.captions.read import LARGEST, read_captions
from ingest.captions.send import send_captions
from ingest.entering import Means


class NoFilmBeside(Invalid):
    """Nothing that has captions was taken in beside them."""

    code = "no_film_beside"

    def __init__(self) -> None:
        super().__init__(
            "Это субтитры, а фильма или записи с таким же именем рядом не принято. "
            "Положите их в одну папку: «урок.mp4» и «урок.srt»."
        )


class WhichLanguage(Invalid):
    """Neither the name nor the letters tell the language."""

    code = "which_language"

    def __init__(self) -> None:
        super().__init__("Язык субтитров неясен. Допишите его в имя: «урок.en.srt».")


class StandsOtherwise(Conflict):
    """The film has captions in this language that a person may have mended since."""

    code = "stands_otherwise"

    def __init__(self) -> None:
        super().__init__(
            "У фильма уже есть другие субтитры на этом языке. Заменить их можно на его странице."
        )


class NotYourFilm(Conflict):
    """The film beside them stands in the catalogue and is somebody else's."""

    code = "not_your_film"

    def __init__(self) -> None:
        super().__init__(
            "Фильм уже есть в каталоге, а субтитры к нему присылают его автор и методист."
        )


@dataclass(frozen=True)
class Sent:
    """``fresh``: they did not stand there before. ``format`` is ``srt`` or ``vtt``, by content."""

    fresh: bool
    format: str
    language: str
    chars: int


def read_file(path: Path) -> bytes:
    """The file, cut where it is too large for captions. Raises OSError."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def film_of(items: Sequence[Item]) -> Item:
    """The first of what was taken in beside captions that can have any. Raises NoFilmBeside."""
    found = next((item for item in items if lasts(item.kind)), None)
    if found is None:
        raise NoFilmBeside
    return found


def look_at(path: Path, content: bytes, language: str = "") -> Sent:
    """What the file is, before it is sent anywhere.

    The language is the one that is given, or named («урок.en.srt»), or told by the letters.
    Raises WrongCaptions and WhichLanguage.
    """
    cues = read_captions(content)
    told = code_of(language) if language else named_language(path)
    if told == UNKNOWN:
        told = told_by_letters("\n".join(cue.plain for cue in cues))
    if told == UNKNOWN:
        raise WhichLanguage
    vtt = content.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT")
    return Sent(True, "vtt" if vtt else "srt", told, sum(len(cue.plain) for cue in cues))


def send_beside(
    session: Session,
    means: Means,
    viewer: Viewer,
    item: Item,
    path: Path,
    content: bytes,
    *,
    language: str = "",
    dry_run: bool = False,
) -> Sent:
    """Send captions to the newest version of ``item``; flushes, or only looks with ``dry_run``.

    The same captions change nothing. Others that stand in their language are not overwritten: a
    person may have mended them. Raises as ``look_at``, and StandsOtherwise, NotYourFilm, Conflict
    for an item that is withdrawn.
    """
    version, sent = newest(item), look_at(path, content, language)
    if item.withdrawn_at is not None:
        raise Conflict(withdrawn(item))
    stands = session.scalar(
        select(Caption.text).where(
            Caption.version_id == version.id, Caption.language == sent.language
        )
    )
    if stands is not None:
        # Sent before the film's length was known, they were kept to their end.
        lengths = (None, version.original.duration_ms)
        if stands not in [write_vtt(read_captions(content, length)) for length in lengths]:
            raise StandsOtherwise
        return replace(sent, fresh=False)
    if not allowed(viewer, "items.edit", item):
        raise NotYourFilm
    if not dry_run:
        send_captions(
            session, means.storage, viewer, version, sent.language, content, clock=means.clock
        )
    return sent
