"""The pipeline: runs the steps of a version's processor, each recorded, each once.

A step's bytes go into the storage first; then its rows, the version's progress and the note
to the search index are one transaction, which holds only while this worker holds the job.
"""

import logging
from collections.abc import Callable, Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from catalog.captions import has_sent
from catalog.change import NOT_PUBLISHED, changed, record
from catalog.models import ItemEvent, Version
from core.errors import PartaError
from ingest.captions.carry import carry_captions
from ingest.captions.transcript import rewrite_transcript
from ingest.learn import learn, write_fragments
from ingest.processors import processor_for
from ingest.processors.contract import MadeFragment, Step, StepResult
from ingest.publishing import PublishWish, wish_of
from ingest.queued import BEHIND
from ingest.reuse import reuse
from ingest.step_work import Plan, StepWork, Then
from jobs import queue
from jobs.models import Job
from jobs.queue import Claim
from media.near.keep import keep_prints
from media.renditions import Recipe
from media.storage import Storage

log = logging.getLogger(__name__)


class Pipeline(StepWork):
    """The handler of processing jobs."""

    def __call__(self, held: Claim, still_ours: Callable[[], None]) -> None:
        """Bring the job to its end, or to what may wait behind the first pass of others.

        Raises what failed it, LeaseLost or Stopping.
        """
        plan, todo, begun = self._begin(held)
        if not begun:  # all was done before, or all but what may wait
            with self.sessions() as session:
                self._ending(held, todo[0] if todo else None)(session)
                session.commit()
            return
        for step, following in zip(todo, [*todo[1:], None], strict=True):
            still_ours()
            goes_on = following is not None and (plan.behind or not following.later)
            then = None if goes_on else self._ending(held, following)
            self.work(held, plan, step, still_ours, begun=step is todo[0], then=then)
            if then is not None:
                return

    def _ending(self, held: Claim, following: Step | None) -> Then:
        """What ends this worker's part of the job, together with the step before ``following``."""
        if following is None:
            return lambda session: queue.finish(session, held, self.clock)
        return lambda session: queue.put_behind(session, held, BEHIND, self.clock)

    def _begin(self, held: Claim) -> tuple[Plan, list[Step], bool]:
        """The plan, what of it is to be done, and whether the first of that has begun."""
        with self.sessions() as session:
            job, version = read_job(session, held)
            plan = plan_of(version, job, behind=job.priority >= BEHIND)
            begun = any(step.state == "done" for step in job.steps)
            whole = not begun and reuse(session, self.storage, version, plan.recipe, self.clock)
            rows = queue.plan_steps(job, [(step.name, step.title) for step in plan.steps])
            if whole:
                for row in rows:
                    self.close(row)
                self._usable(session, version, plan)
            done = {row.name for row in rows if row.state == "done"}
            todo = [step for step in plan.steps if step.name not in done]
            now = bool(todo) and (plan.behind or not todo[0].later)
            if now:
                self.begin(next(row for row in rows if row.name == todo[0].name))
            queue.guard(session, held)
            session.commit()
        return plan, todo, now

    def take_in(
        self, session: Session, held: Claim, plan: Plan, step: Step, result: StepResult
    ) -> None:
        """What the step found out becomes the version's, and from some step on it is usable."""
        learn(session, plan.original_sha, result)
        version = session.get_one(Version, plan.version_id, options=[joinedload(Version.item)])
        if result.fragments is not None:
            put_words(session, self.storage, version, result.fragments)
        if result.prints is not None:
            keep_prints(session, plan.original_sha, result.prints, self.clock)
        if step.makes_usable:
            self._usable(session, version, plan)
        else:
            changed(session, version.item, self.clock)

    def _usable(self, session: Session, version: Version, plan: Plan) -> None:
        """Cover and text are done: from now on the version may be published and is searched."""
        version.processed_at = version.processed_at or self.clock()
        if carry_captions(session, version):
            rewrite_transcript(session, self.storage, version)
        changed(session, version.item, self.clock)
        wish = wish_of(session, plan.payload)
        if wish is None or version.status == "published":
            return
        try:
            wish.grant(session, version.item, self.clock)
        except PartaError as error:
            log.warning("version %s was not published: %s", version.public_id, error.message)
            self._say_unpublished(session, version, wish, error.message)

    def _say_unpublished(
        self, session: Session, version: Version, wish: PublishWish, why: str
    ) -> None:
        """Into the item's history, once: a retry does not say the same again."""
        told = exists().where(
            ItemEvent.version_id == version.id,
            ItemEvent.what == NOT_PUBLISHED,
            ItemEvent.why == why,
        )
        if session.scalar(select(told)):
            return
        record(
            session,
            version.item,
            NOT_PUBLISHED,
            who_id=wish.viewer.person_id,
            clock=self.clock,
            version=version,
            why=why,
        )


def put_words(
    session: Session, storage: Storage, version: Version, made: Sequence[MadeFragment]
) -> None:
    """What a step read becomes the version's words, unless a person has sent better ones."""
    if has_sent(session, version):
        rewrite_transcript(session, storage, version)
    else:
        write_fragments(session, version, made)


def read_job(session: Session, held: Claim) -> tuple[Job, Version]:
    """The job that is held, with its steps, and its version with the original; one query."""
    found = session.execute(
        select(Job, Version)
        .join(Version, Version.id == Job.version_id)
        .where(Job.id == held.job_id)
        .options(joinedload(Job.steps), joinedload(Version.original))
    )
    job, version = found.unique().one()
    return job, version


def plan_of(version: Version, job: Job, *, behind: bool) -> Plan:
    """What is to be done for a job's version; ``behind``: also what may wait."""
    original = version.original
    processor = processor_for(original.format)
    return Plan(
        version_id=version.id,
        original_sha=original.sha256,
        format=original.format,
        title=version.title,
        language=version.language,
        steps=tuple(processor.steps),
        recipe=Recipe(processor.recipe, processor.recipe_version),
        payload=job.payload,
        behind=behind,
    )
