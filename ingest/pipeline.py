"""The pipeline: runs the steps of a version's processor, each recorded, each once.

A step's bytes go into the storage first; then its rows, the version's progress and the note
to the search index are one transaction, which holds only while this worker holds the job.
"""

import logging
from collections.abc import Callable, Sequence
from functools import cache

from sqlalchemy import Update, bindparam, exists, func, select, update
from sqlalchemy.orm import Session, joinedload

from catalog.captions import has_sent
from catalog.change import NOT_PUBLISHED, record, tell
from catalog.kinds import PLAYED
from catalog.models import ItemEvent, Version
from core.database import table_of, unsynced, writing
from core.errors import PartaError
from ingest.captions.carry import carry_captions
from ingest.captions.transcript import rewrite_transcript
from ingest.learn import learn, write_fragments
from ingest.plan import Plan, read_plan
from ingest.processors.contract import MadeFragment, Step, StepResult
from ingest.publishing import PublishWish, wish_of
from ingest.queued import BEHIND
from ingest.reuse import donor_of, reuse
from ingest.step_work import StepWork, Then
from jobs import queue, steps
from jobs.queue import Claim
from media.near.keep import Compared, keep_compared
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
            with writing(self.sessions) as session:
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
        with writing(self.sessions) as session:
            plan = read_plan(session, held)
            have = steps.states(session, held.job_id)
            donor = None if "done" in have.values() else donor_of(session, plan)
            if donor is None:
                unsynced(session)
            queue.guard(session, held)
            whole = donor is not None and reuse(session, self.storage, plan, donor)
            todo = [] if whole else [one for one in plan.steps if have.get(one.name) != "done"]
            begins = bool(todo) and (plan.behind or not todo[0].later)
            steps.plan(
                session,
                held.job_id,
                [(step.name, step.title) for step in plan.steps],
                have,
                begins=todo[0].name if begins else None,
                done=whole,
                now=self.clock(),
            )
            if whole:
                self._usable(session, plan)
            session.commit()
        return plan, todo, begins

    def take_in(
        self,
        session: Session,
        held: Claim,
        plan: Plan,
        step: Step,
        result: StepResult,
        compared: Compared | None,
    ) -> None:
        """What the step found out becomes the version's, and from some step on it is usable."""
        learn(session, plan.original_sha, result)
        if result.fragments is not None:
            put_words(session, self.storage, _version(session, plan), result.fragments)
        if compared is not None:
            keep_compared(session, plan.original_sha, compared, self.clock)
        if step.makes_usable:
            self._usable(session, plan)
        else:
            tell(session, plan.item_id, self.clock)

    def _usable(self, session: Session, plan: Plan) -> None:
        """Cover and text are done: from now on the version may be published and is searched."""
        session.execute(_processed(), {"held": plan.version_id, "at": self.clock()})
        tell(session, plan.item_id, self.clock)
        if plan.kind in PLAYED:
            version = _version(session, plan)
            if carry_captions(session, version):
                rewrite_transcript(session, self.storage, version)
        wish = wish_of(session, plan.payload)
        if wish is not None:
            self._publish(session, _version(session, plan), wish)

    def _publish(self, session: Session, version: Version, wish: PublishWish) -> None:
        if version.status == "published":
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


def _version(session: Session, plan: Plan) -> Version:
    """The plan's version as it stands now, with its item."""
    return session.get_one(
        Version, plan.version_id, options=[joinedload(Version.item)], populate_existing=True
    )


@cache
def _processed() -> Update:
    version = table_of(Version)
    now = bindparam("at", type_=version.c.processed_at.type)
    return (
        update(version)
        .where(version.c.id == bindparam("held"))
        .values(processed_at=func.coalesce(version.c.processed_at, now))
    )
