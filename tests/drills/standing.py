"""What must hold after every drill: nothing acknowledged is lost and nothing lies about."""

import threading
from datetime import timedelta

from sqlalchemy import select

from core.clock import utc_now
from jobs.models import Job
from media.models import Original, Rendition
from media.orphans import orphans, put_away
from media.renditions import storage_name
from media.scratch import sweep
from media.storage import original_name
from media.verify import what_is_wrong
from tests.drills.workers import until
from tests.town import Town


def assert_all_stands(town: Town) -> None:
    """Each file is ready or can be tried again; each row has its bytes, and all bytes their row.

    What a kill has left beside is found by the worker's own sweeps.
    """
    services = town.services
    with services.sessions() as session:
        for job in session.scalars(select(Job)):
            assert job.state == "done" or (job.state == "failed" and job.error_text)
            assert job.owner is None
    _rows_have_their_bytes(town)
    at_once = timedelta(seconds=-5)
    put_away(services.sessions, services.storage, utc_now, threading.Event(), grace=at_once)
    with services.sessions() as session:
        assert list(orphans(session, services.storage)) == []
    _rows_have_their_bytes(town)
    # The killed worker's tool may have been writing still.
    temporary = services.settings.temporary
    until(lambda: sweep(temporary) == 0 and not any(temporary.iterdir()), "something is left")


def _rows_have_their_bytes(town: Town) -> None:
    storage = town.services.storage
    with town.services.sessions() as session:
        kept = [
            (original_name(o.sha256), o.sha256, o.bytes) for o in session.scalars(select(Original))
        ]
        kept += [(storage_name(r), r.sha256, r.bytes) for r in session.scalars(select(Rendition))]
    assert kept
    assert [name for name, sha, size in kept if what_is_wrong(storage, name, sha, size)] == []
