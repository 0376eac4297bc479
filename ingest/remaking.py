"""The handler of jobs that make renditions again, lost ones or those of an older recipe."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.change import changed
from catalog.models import Version
from core.database import writing
from ingest.learn import learn
from ingest.pipeline import put_words
from ingest.plan import Plan, read_plan
from ingest.processors.contract import Step, StepResult
from ingest.remake import steps_asked
from ingest.step_work import StepWork
from jobs import queue, steps
from jobs.queue import Claim
from media.models import Damage, Rendition
from media.near.keep import Compared, keep_compared
from media.renditions import storage_name


class Remaking(StepWork):
    """Runs some steps of a processor, or all of a newer recipe, over what they made before.

    A version's words stay as they are where only a file was lost. A newer recipe writes them anew
    for every version of the original, and at its end what the older one made is removed.
    """

    def __call__(self, held: Claim, still_ours: Callable[[], None]) -> None:
        """Bring the job to its end. Raises what failed it, LeaseLost or Stopping."""
        plan, todo, renews = self._begin(held)
        for step in todo:
            still_ours()
            self.work(held, plan, step, still_ours)
        with writing(self.sessions) as session:
            queue.finish(session, held, self.clock)
            old = self._forget_older(session, plan) if renews else []
            session.commit()
        for name in old:
            self.storage.delete(name)

    def _begin(self, held: Claim) -> tuple[Plan, list[Step], bool]:
        with writing(self.sessions) as session:
            plan = read_plan(session, held)
            have = steps.states(session, held.job_id)
            asked = steps_asked(plan.payload, [step.name for step in plan.steps])
            todo = [step for step in plan.steps if step.name in asked]
            named = [(step.name, step.title) for step in todo]
            queue.guard(session, held)
            steps.plan(session, held.job_id, named, have, now=self.clock())
            session.commit()
        left = [step for step in todo if have.get(step.name) != "done"]
        return plan, left, bool(plan.payload.get("renew"))

    def take_in(
        self,
        session: Session,
        held: Claim,
        plan: Plan,
        step: Step,
        result: StepResult,
        compared: Compared | None,
    ) -> None:
        """Nothing of a step that only mends; a newer recipe's words go to all versions."""
        if not plan.payload.get("renew"):
            return
        learn(session, plan.original_sha, result)
        for version in session.scalars(
            select(Version).where(
                Version.original_sha == plan.original_sha, Version.processed_at.is_not(None)
            )
        ):
            if result.fragments:  # of several steps that may read words not all find some
                put_words(session, self.storage, version, result.fragments)
            changed(session, version.item, self.clock)
        if compared is not None:
            keep_compared(session, plan.original_sha, compared, self.clock)

    def _forget_older(self, session: Session, plan: Plan) -> list[str]:
        """Drop the rows of older recipes; the names of what they made."""
        older = session.scalars(
            select(Rendition).where(
                Rendition.original_sha == plan.original_sha,
                Rendition.recipe == plan.recipe.name,
                Rendition.recipe_version < plan.recipe.version,
            )
        ).all()
        names = [storage_name(row) for row in older]
        for row in older:
            session.delete(row)
        for damage in session.scalars(
            select(Damage).where(Damage.original_sha == plan.original_sha)
        ):
            if damage.name in names:
                session.delete(damage)
        return names
