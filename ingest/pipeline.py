"""The pipeline: runs the steps of a version's processor, each recorded, each once.

A step's bytes go into the storage first; then its rows, the version's progress and the note
to the search index are one transaction, which holds only while this worker holds the job.
"""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import delete
from sqlalchemy.orm import Session

from catalog.change import changed
from catalog.models import Fragment, Version
from core.clock import Clock
from core.database import SessionFactory
from core.errors import PartaError
from ingest.processors import processor_for
from ingest.processors.contract import Context, Processor, Step, StepFailed, StepResult
from ingest.publishing import wish_of
from ingest.reuse import reuse
from jobs import queue
from jobs.models import Job, JobStep
from jobs.queue import Claim
from media.models import Original
from media.renditions import Recipe, keep_bytes, keep_rows, made_of, storage_name
from media.storage import Storage, original_name
from media.tools import ToolPaths, scratch

log = logging.getLogger(__name__)

REPORT_EVERY = timedelta(seconds=0.7)
"""Progress is written at most so often."""


@dataclass(frozen=True)
class Plan:
    """What a job is about, read once."""

    version_id: int
    original_sha: str
    format: str
    title: str
    processor: Processor
    recipe: Recipe


class Pipeline:
    """The handler of processing jobs."""

    def __init__(
        self,
        sessions: SessionFactory,
        storage: Storage,
        tools: ToolPaths,
        temporary: Path,
        clock: Clock,
    ) -> None:
        self.sessions = sessions
        self.storage = storage
        self.tools = tools
        self.temporary = temporary
        self.clock = clock

    def __call__(self, held: Claim, still_ours: Callable[[], None]) -> None:
        """Bring the job to its end; raises what failed it, LeaseLost or Stopping."""
        plan, todo = self._begin(held)
        for step in todo:
            still_ours()
            self._mark(held, step, started=True)
            try:
                self._run(held, plan, step, still_ours)
            except PartaError as error:
                if not isinstance(error, queue.LeaseLost):
                    self._step_failed(held, step, error)
                raise
            except OSError as error:
                failure = self._machine_failed(error)
                self._step_failed(held, step, failure)
                raise failure from error
        with self.sessions() as session:
            queue.finish(session, held, self.clock)
            session.commit()

    def _begin(self, held: Claim) -> tuple[Plan, list[Step]]:
        with self.sessions() as session:
            job = session.get_one(Job, held.job_id)
            version = session.get_one(Version, job.version_id)
            original = version.original
            processor = processor_for(original.format)
            plan = Plan(
                version.id,
                original.sha256,
                original.format,
                version.title,
                processor,
                Recipe(processor.recipe, processor.recipe_version),
            )
            rows = queue.plan_steps(session, job, [(s.name, s.title) for s in processor.steps])
            if held.attempt == 1 and reuse(session, version, plan.recipe, self.clock):
                for row in rows:
                    self._close(row)
                self._usable(session, version, job)
            done = {row.name for row in rows if row.state == "done"}
            queue.guard(session, held)
            session.commit()
        return plan, [step for step in processor.steps if step.name not in done]

    def _run(self, held: Claim, plan: Plan, step: Step, still_ours: Callable[[], None]) -> None:
        with ExitStack() as stack:
            folder = stack.enter_context(scratch(self.temporary))
            original = stack.enter_context(self.storage.local(original_name(plan.original_sha)))
            with self.sessions() as session:
                made = {
                    row.name: stack.enter_context(self.storage.local(storage_name(row)))
                    for row in made_of(session, plan.original_sha, plan.recipe)
                    if self.storage.exists(storage_name(row))
                }
            result = step.run(
                Context(
                    original=original,
                    format=plan.format,
                    title=plan.title,
                    scratch=folder,
                    tools=self.tools,
                    report=self._reporter(held, step, still_ours),
                    made=made,
                )
            )
            still_ours()
            self._keep(held, plan, step, result)

    def _reporter(
        self, held: Claim, step: Step, still_ours: Callable[[], None]
    ) -> Callable[[int], None]:
        last = self.clock() - REPORT_EVERY

        def report(percent: int) -> None:
            nonlocal last
            still_ours()
            now = self.clock()
            if now - last < REPORT_EVERY:
                return
            last = now
            with self.sessions() as session:
                queue.guard(session, held)
                row = self._row(session, held, step)
                row.percent = max(row.percent, min(99, percent))
                session.commit()

        return report

    def _keep(self, held: Claim, plan: Plan, step: Step, result: StepResult) -> None:
        kept = [
            keep_bytes(
                self.storage,
                plan.original_sha,
                plan.recipe,
                made.path,
                made.name,
                made.mime,
                (made.width, made.height),
            )
            for made in result.renditions
        ]
        with self.sessions() as session:
            queue.guard(session, held)
            keep_rows(session, plan.original_sha, plan.recipe, kept, self.clock)
            _learn(session.get_one(Original, plan.original_sha), result)
            version = session.get_one(Version, plan.version_id)
            if result.fragments is not None:
                _write_fragments(session, version, result)
            row = self._row(session, held, step)
            row.reason = "\n".join(result.warnings)
            self._close(row)
            if step.makes_usable:
                self._usable(session, version, session.get_one(Job, held.job_id))
            else:
                changed(session, version.item, self.clock)
            session.commit()

    def _usable(self, session: Session, version: Version, job: Job) -> None:
        """Cover and text are done: from now on the version may be published and is searched."""
        version.processed_at = version.processed_at or self.clock()
        changed(session, version.item, self.clock)
        wish = wish_of(session, job.payload)
        if wish is None or version.status == "published":
            return
        try:
            wish.grant(session, version.item, self.clock)
        except PartaError as error:
            log.warning("version %s was not published: %s", version.public_id, error.message)

    def _mark(self, held: Claim, step: Step, *, started: bool) -> None:
        with self.sessions() as session:
            queue.guard(session, held)
            row = self._row(session, held, step)
            row.state, row.percent, row.reason = "running", 0, ""
            row.attempt += 1
            row.started, row.finished = self.clock(), None
            session.commit()

    def _step_failed(self, held: Claim, step: Step, error: PartaError) -> None:
        with self.sessions() as session:
            queue.guard(session, held)
            row = self._row(session, held, step)
            row.state, row.reason, row.finished = "failed", error.message, self.clock()
            session.commit()

    def _machine_failed(self, error: OSError) -> StepFailed:
        log.error("a step met the machine's limits", exc_info=error)
        return StepFailed(
            "На сервере не хватило места или доступа к диску. Файл сохранён: "
            "сообщите администратору и потом нажмите «Повторить»."
        )

    def _row(self, session: Session, held: Claim, step: Step) -> JobStep:
        job = session.get_one(Job, held.job_id)
        return next(row for row in job.steps if row.name == step.name)

    def _close(self, row: JobStep) -> None:
        row.state, row.percent, row.finished = "done", 100, self.clock()


def _learn(original: Original, result: StepResult) -> None:
    for name in ("pages", "duration_ms", "width", "height"):
        value = getattr(result, name)
        if value is not None:
            setattr(original, name, value)


def _write_fragments(session: Session, version: Version, result: StepResult) -> None:
    session.execute(delete(Fragment).where(Fragment.version_id == version.id))
    session.add_all(
        Fragment(
            version_id=version.id,
            unit=made.unit,
            at=made.at,
            until=made.until,
            heading=made.heading,
            text=made.text,
            notes=made.notes,
            hidden=made.hidden,
            content_sha=made.content_sha,
        )
        for made in result.fragments or ()
    )
