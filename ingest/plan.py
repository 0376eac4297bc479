"""What a job is about, read from the database once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from catalog.models import Item, Version
from core.database import table_of
from ingest.processors import processor_for
from ingest.processors.contract import Step
from ingest.queued import BEHIND
from jobs.models import Job
from jobs.queue import Claim
from media.models import Original
from media.renditions import Recipe


@dataclass(frozen=True)
class Plan:
    """What a job is about; ``kind`` is the item's.

    ``payload`` is what was asked with the job. ``behind``: the first pass is over, what may wait is
    done now.
    """

    version_id: int
    item_id: int
    original_sha: str
    kind: str
    format: str
    title: str
    language: str
    steps: tuple[Step, ...]
    recipe: Recipe
    payload: Mapping[str, Any]
    behind: bool


def read_plan(session: Session, held: Claim) -> Plan:
    """What is to be done for the version of the job that is held; one query."""
    row = session.execute(_reading(), {"held_id": held.job_id}).one()
    processor = processor_for(row.format)
    return Plan(
        version_id=row.id,
        item_id=row.item_id,
        original_sha=row.original_sha,
        kind=row.kind,
        format=row.format,
        title=row.title,
        language=row.language,
        steps=tuple(processor.steps),
        recipe=Recipe(processor.recipe, processor.recipe_version),
        payload=row.payload,
        behind=row.priority >= BEHIND,
    )


@cache
def _reading() -> Select[Any]:
    job, version = table_of(Job), table_of(Version)
    item, original = table_of(Item), table_of(Original)
    return (
        select(
            job.c.priority,
            job.c.payload,
            version.c.id,
            version.c.item_id,
            version.c.original_sha,
            version.c.title,
            version.c.language,
            original.c.format,
            item.c.kind,
        )
        .join_from(job, version, version.c.id == job.c.version_id)
        .join(item, item.c.id == version.c.item_id)
        .join(original, original.c.sha256 == version.c.original_sha)
        .where(job.c.id == bindparam("held_id"))
    )
