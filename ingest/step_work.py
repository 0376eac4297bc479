"""One step of a job: run in a folder of its own, kept, and recorded while the claim holds."""

import errno
import logging
import os
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from core.clock import Clock
from core.database import SessionFactory, unsynced, writing
from core.errors import PartaError
from ingest.cut.seen import breaks_off
from ingest.cut.words import cut_short
from ingest.errors import OriginalLost
from ingest.learn import read_fragments
from ingest.plan import Plan
from ingest.processors.contract import (
    Context,
    FileAtFault,
    MachineFailed,
    MadeFragment,
    Spoilt,
    Step,
    StepResult,
)
from jobs import queue, steps
from jobs.queue import Claim
from jobs.worker import Stopping
from media.heed import heeding
from media.near.keep import Compared, compare
from media.renditions import Kept, keep_bytes, keep_rows, made_of, storage_name
from media.room import no_room
from media.scratch import scratch_at_need
from media.storage import Storage, original_name
from media.tools import ToolPaths
from media.verify import note_missing

log = logging.getLogger(__name__)

REPORT_EVERY = timedelta(seconds=0.7)
"""Progress is written at most so often."""

UNFORESEEN = (
    "Обработка прервалась из-за ошибки на сервере. Файл сохранён: "
    "нажмите «Повторить», а если не поможет, сообщите администратору."
)

Then = Callable[[Session], None]
"""What ends the job together with a step; raises LeaseLost once the claim is another's."""


class StepWork(ABC):
    """What every handler that runs steps does with one of them."""

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

    @abstractmethod
    def take_in(
        self,
        session: Session,
        held: Claim,
        plan: Plan,
        step: Step,
        result: StepResult,
        compared: Compared | None,
    ) -> None:
        """Write what the step found out beside its renditions, in the step's transaction.

        ``compared``: its prints, where it made any, with what is near them.
        """

    def work(
        self,
        held: Claim,
        plan: Plan,
        step: Step,
        still_ours: Callable[[], None],
        *,
        begun: bool = False,
        then: Then | None = None,
    ) -> None:
        """Run the step and keep what it made. Raises what failed it, LeaseLost or Stopping.

        ``begun``: its row says so already. ``then`` begins the transaction that keeps it.
        """
        if not begun:
            with writing(self.sessions) as session:
                unsynced(session)
                queue.guard(session, held)
                steps.begin(session, held.job_id, step.name, self.clock())
                session.commit()
        try:
            self._run(held, plan, step, still_ours, then)
        except PartaError as error:
            if not isinstance(error, queue.LeaseLost):
                self._failed(held, step, error)
            raise
        except OSError as error:
            lost = isinstance(error, FileNotFoundError) and not self._has_original(plan)
            failure = OriginalLost() if lost else _machine_failed(error)
            self._failed(held, step, failure, lost=plan.original_sha if lost else None)
            raise failure from error
        except (Stopping, OperationalError):
            raise  # the job is given back, its steps go on later
        except Exception:
            # A mistake of ours: the worker tells it of the job, and no row may stay behind running.
            self._failed(held, step, MachineFailed(UNFORESEEN))
            raise

    def _run(
        self,
        held: Claim,
        plan: Plan,
        step: Step,
        still_ours: Callable[[], None],
        then: Then | None,
    ) -> None:
        with ExitStack() as stack:
            room = stack.enter_context(scratch_at_need(self.temporary))
            original = stack.enter_context(self.storage.local(original_name(plan.original_sha)))
            made, fragments = self._of_earlier(plan, step, stack)
            context = Context(
                original=original,
                format=plan.format,
                title=plan.title,
                language=plan.language,
                room=room,
                tools=self.tools,
                report=self._reporter(held, step, still_ours),
                made=made,
                fragments=fragments,
            )
            try:
                with heeding(still_ours):
                    result = step.run(context)
            except PartaError as error:
                if not isinstance(error, queue.LeaseLost) and no_room(room()):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
                if isinstance(error, Spoilt) and breaks_off(original):
                    raise FileAtFault(cut_short(plan.kind)) from error
                raise
            still_ours()
            self._keep(held, plan, step, result, then)

    def _of_earlier(
        self, plan: Plan, step: Step, stack: ExitStack
    ) -> tuple[dict[str, Path], tuple[MadeFragment, ...]]:
        """What the steps before this one made and read; nothing for the first."""
        if step is plan.steps[0]:
            return {}, ()
        with self.sessions() as session:
            rows = made_of(session, plan.original_sha, plan.recipe)
            fragments = read_fragments(session, plan.version_id)
        made = {
            row.name: stack.enter_context(self.storage.local(storage_name(row)))
            for row in rows
            if self.storage.exists(storage_name(row))
        }
        return made, fragments

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
            with writing(self.sessions) as session:
                unsynced(session)
                queue.guard(session, held)
                steps.report(session, held.job_id, step.name, percent)
                session.commit()

        return report

    def _keep(
        self, held: Claim, plan: Plan, step: Step, result: StepResult, then: Then | None
    ) -> None:
        kept = self._keep_bytes(plan, result)
        compared = self._compared(plan, result)
        with writing(self.sessions) as session:
            (then or partial(queue.guard, held=held))(session)
            keep_rows(session, plan.original_sha, plan.recipe, kept, self.clock, step=step.name)
            steps.close(
                session,
                held.job_id,
                step.name,
                self.clock(),
                warnings="\n".join(result.warnings),
                tool=result.tool,
                made=sum(one.bytes for one in kept),
            )
            self.take_in(session, held, plan, step, result, compared)
            session.commit()

    def _compared(self, plan: Plan, result: StepResult) -> Compared | None:
        """What is near the step's prints: found before anything is written, as it takes long."""
        if result.prints is None:
            return None
        with self.sessions() as session:
            return compare(session, plan.original_sha, result.prints)

    def _keep_bytes(self, plan: Plan, result: StepResult) -> list[Kept]:
        return [
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

    def _has_original(self, plan: Plan) -> bool:
        return self.storage.exists(original_name(plan.original_sha))

    def _failed(
        self, held: Claim, step: Step, error: PartaError, *, lost: str | None = None
    ) -> None:
        """Say so of the step; the original ``lost`` is noted as ``parta verify`` would note it."""
        with writing(self.sessions) as session:
            queue.guard(session, held)
            steps.fail(session, held.job_id, step.name, error.message, self.clock())
            if lost is not None:
                note_missing(session, lost, self.clock)
            session.commit()


def _machine_failed(error: OSError) -> MachineFailed:
    log.error("a step met the machine's limits", exc_info=error)
    return MachineFailed(
        "На сервере не хватило места или доступа к диску. Файл сохранён: "
        "сообщите администратору и потом нажмите «Повторить»."
    )
