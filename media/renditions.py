"""Keeping renditions: bytes first, then the row, so that no row stands without its bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import Select, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from core.clock import Clock
from core.database import table_of
from media.models import Damage, Rendition
from media.storage import Storage, rendition_name, sha256_of

RENDITION = table_of(Rendition)


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
    recipes = {
        "original_sha": original_sha,
        "recipe": recipe.name,
        "recipe_version": recipe.version,
    }
    have = {row.name: row for row in session.execute(_looking(), recipes)}
    fresh, again = [], []
    for one in kept:
        row = {**vars(one), "step": step, "made_at": clock()}
        if one.name in have:
            again.append(row | {"row_id": have[one.name].id})
        else:
            fresh.append(row | recipes)
    names = {one.name for one in kept}
    gone = [row for row in have.values() if step and row.step == step and row.name not in names]
    if fresh:
        session.execute(insert(RENDITION), fresh)
    if again:
        session.execute(update(RENDITION).where(RENDITION.c.id == bindparam("row_id")), again)
    if gone:
        session.execute(delete(RENDITION).where(RENDITION.c.id.in_([row.id for row in gone])))
    _whole_again(session, original_sha, recipe, names | {row.name for row in gone})


@cache
def _looking() -> Select[tuple[int, str, str]]:
    return select(RENDITION.c.id, RENDITION.c.name, RENDITION.c.step).where(
        *(
            RENDITION.c[name] == bindparam(name)
            for name in ("original_sha", "recipe", "recipe_version")
        )
    )


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


def called(session: Session, original_sha: str, name: str) -> list[Rendition]:
    """What was made of an original under this name, that of the oldest recipe first.

    While a newer recipe is at work the older one's files serve, all of them, until they are
    removed: half of one and half of the other would not fit together.
    """
    return list(
        session.scalars(
            select(Rendition)
            .where(Rendition.original_sha == original_sha, Rendition.name == name)
            .order_by(Rendition.recipe_version)
        )
    )


def storage_name(rendition: Rendition) -> str:
    """Where the rendition's bytes lie."""
    return rendition_name(
        rendition.original_sha, rendition.recipe, rendition.recipe_version, rendition.name
    )
