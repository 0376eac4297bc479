"""Keeping renditions: bytes first, then the row, so that no row stands without its bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.clock import Clock
from media.models import Damage, Rendition
from media.storage import Storage, rendition_name, sha256_of


@dataclass(frozen=True)
class Recipe:
    """Who made a rendition; the version grows whenever the result changes."""

    name: str
    version: int


@dataclass(frozen=True)
class Kept:
    """A rendition whose bytes are in the storage, ready to become a row."""

    name: str
    sha256: str
    bytes: int
    mime: str
    width: int | None
    height: int | None


def keep_bytes(
    storage: Storage,
    original_sha: str,
    recipe: Recipe,
    path: Path,
    name: str,
    mime: str,
    size: tuple[int | None, int | None],
) -> Kept:
    """Move ``path`` into the storage; ``size`` is width and height in pixels."""
    kept = Kept(name, sha256_of(path), path.stat().st_size, mime, *size)
    storage.put(path, rendition_name(original_sha, recipe.name, recipe.version, name))
    return kept


def keep_rows(
    session: Session,
    original_sha: str,
    recipe: Recipe,
    kept: list[Kept],
    clock: Clock,
    *,
    step: str = "",
) -> None:
    """Write the rows of what ``step`` has made, over those of an earlier attempt; caller commits.

    What it made then and not now is no rendition any more. What was known to be damaged of them
    is whole again.
    """
    have = {row.name: row for row in made_of(session, original_sha, recipe)}
    for one in kept:
        row = have.get(one.name)
        if row is None:
            row = Rendition(
                original_sha=original_sha,
                recipe=recipe.name,
                recipe_version=recipe.version,
                name=one.name,
            )
            session.add(row)
        row.sha256, row.bytes, row.mime, row.step = one.sha256, one.bytes, one.mime, step
        row.width, row.height, row.made_at = one.width, one.height, clock()
    names = {one.name for one in kept}
    gone = [row for row in have.values() if step and row.step == step and row.name not in names]
    for row in gone:
        session.delete(row)
    _whole_again(session, original_sha, recipe, names | {row.name for row in gone})


def _whole_again(session: Session, original_sha: str, recipe: Recipe, names: set[str]) -> None:
    if not names:
        return
    folder = rendition_name(original_sha, recipe.name, recipe.version, "")
    known = select(Damage).where(Damage.original_sha == original_sha, Damage.what == "rendition")
    for damage in session.scalars(known):
        if damage.name.removeprefix(folder) in names:
            session.delete(damage)


def made_of(session: Session, original_sha: str, recipe: Recipe | None = None) -> list[Rendition]:
    """What was made of an original, by one recipe or by the newest version of each."""
    query = select(Rendition).where(Rendition.original_sha == original_sha)
    if recipe is not None:
        query = query.where(
            Rendition.recipe == recipe.name, Rendition.recipe_version == recipe.version
        )
    rows = session.scalars(query.order_by(Rendition.recipe_version, Rendition.name)).all()
    newest: Mapping[tuple[str, str], Rendition] = {(row.recipe, row.name): row for row in rows}
    return list(newest.values())


def storage_name(rendition: Rendition) -> str:
    """Where the rendition's bytes lie."""
    return rendition_name(
        rendition.original_sha, rendition.recipe, rendition.recipe_version, rendition.name
    )
